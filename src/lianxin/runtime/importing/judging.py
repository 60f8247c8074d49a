"""By which rules imported messages are judged: what was in force, or a regime that is named."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Mapping, Sequence

from lianxin.actions._door import Door
from lianxin.actions._rules import Adoption, days_of_change, read_layers
from lianxin.actions.adopt_regime import adopt_regime
from lianxin.law.actors import SYSTEM
from lianxin.law.deadlines import SHANGHAI
from lianxin.law.regime import RegimeLayer


class Judge:
    """Names the version of the rules for a message; the versions it names are adopted, each once."""

    def __init__(
        self, regimes: Sequence[str], texts: Mapping[str, str], *, as_if_in_force: bool, now: dt.datetime
    ) -> None:
        self._regimes, self._texts, self._as_if, self._now = tuple(regimes), texts, as_if_in_force, now
        self._layers = read_layers(self._regimes, texts) if regimes else ()
        self._days = days_of_change(self._layers)
        self._adopted: dict[dt.date, str] = {}

    def version_for(self, sent_at: dt.datetime) -> str | None:
        """The version to judge a message of this moment by; None for what the city itself had in force."""
        if not self._layers:
            return None
        day = self._day_as_if() if self._as_if else self._day_of(sent_at.astimezone(SHANGHAI).date())
        if day not in self._adopted:
            door = Door(actor=SYSTEM, now=self._now, request_key=f"adopt:{','.join(self._regimes)}:{day}")
            adoption = Adoption(regimes=self._regimes, on=day, as_if_in_force=self._as_if)
            self._adopted[day] = adopt_regime(door, adoption=adoption, texts=self._texts)
        return self._adopted[day]

    def _day_of(self, day: dt.date) -> dt.date:
        """The day since which the rules of this day had stood."""
        return self._days[max(bisect.bisect_right(self._days, day) - 1, 0)]

    def _day_as_if(self) -> dt.date:
        """Today where the named regime is in force, else the last day on which it was, or the first on which it is."""
        today, named = self._now.astimezone(SHANGHAI).date(), self._named()
        since, until = named.in_force
        if named.binds_on(today):
            return today
        return until if until is not None and until < today else (since or today)

    def _named(self) -> RegimeLayer:
        return next(layer for layer in self._layers if layer.id == self._regimes[0])
