"""What binds everyone now (units, calendar, catalogue, regimes), kept by each process until it hears of a change."""

from __future__ import annotations

import bisect
import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.calendar import WorkingCalendar
from lianxin.law.catalogue import Catalogue
from lianxin.law.draft import Surroundings
from lianxin.law.evaluation import Evaluation, parse_evaluation
from lianxin.law.policy import Policy
from lianxin.law.portal import PortalFacts, parse_portal
from lianxin.law.refusals import Refused
from lianxin.law.state import Order
from lianxin.law.terms import SHANGHAI
from lianxin.records.calendars import read_calendar
from lianxin.records.catalogue import read_catalogues
from lianxin.records.kept import Kept
from lianxin.records.models import City
from lianxin.records.policies import policy_for, read_versions_in_force
from lianxin.records.units import read_units


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything as it stood at one revision."""

    revision: uuid.UUID
    units: UnitDirectory
    calendar: WorkingCalendar
    catalogues: tuple[tuple[dt.date, Catalogue], ...]
    versions: tuple[tuple[dt.datetime, str], ...]
    evaluation: Evaluation
    portal: PortalFacts

    def version_at(self, now: dt.datetime) -> str:
        """The regime version that binds new orders at a moment; refuses when none does."""
        place = bisect.bisect_right(self.versions, now, key=lambda one: one[0])
        if place == 0:
            raise Refused("no_regime_in_force")
        return self.versions[place - 1][1]

    def catalogue_at(self, now: dt.datetime) -> Catalogue:
        """The edition of the dispatch catalogue in force on the day; before the first one, the first."""
        if not self.catalogues:
            return Catalogue()
        today = now.astimezone(SHANGHAI).date()
        place = bisect.bisect_right(self.catalogues, today, key=lambda one: one[0])
        return self.catalogues[max(place - 1, 0)][1]


_kept: list[Rules] = []


def rules_at(revision: uuid.UUID | None) -> Rules:
    """The rules of the revision that was just read along with an order; refuses when no city was loaded."""
    if revision is None:
        raise Refused("city_not_loaded")
    if not _kept or _kept[0].revision != revision:
        # A second thread may do the same work at the same time; both come to the same result.
        versions = tuple(read_versions_in_force())
        evaluation, portal = _read_files()
        _kept[:] = [Rules(revision, read_units(), read_calendar(), read_catalogues(), versions, evaluation, portal)]
    return _kept[0]


def _read_files() -> tuple[Evaluation, PortalFacts]:
    """The city's own words, as they were loaded; those of no city before."""
    evaluation, portal = City.objects.values_list("evaluation", "portal").get(pk=1)
    return (
        parse_evaluation(evaluation, "evaluation.toml") if evaluation else Evaluation(),
        parse_portal(portal, "portal.toml") if portal else PortalFacts(),
    )


_REVISION: Kept[Any] = Kept(lambda: City.objects.values_list("rules_revision"))


def current_rules() -> Rules:
    """The rules of this moment; costs one short read when nothing changed."""
    found = _REVISION.tuples()
    return rules_at(found[0][0] if found else None)


def current_policy(now: dt.datetime) -> Policy:
    """The policy that binds new orders at a moment."""
    return policy_for(current_rules().version_at(now))


def surroundings(actor: Actor, now: dt.datetime, rules: Rules, order: Order | None = None) -> Surroundings:
    """What a decision may know besides the order, under the regime versions that the order keeps (R69)."""
    received = order.regime_at_receive if order else None
    transferred = order.regime_at_transfer if order else None
    return Surroundings(
        actor=actor,
        now=now,
        calendar=rules.calendar,
        units=rules.units,
        catalogue=rules.catalogue_at(now),
        evaluation=rules.evaluation,
        intake_policy=policy_for(received or rules.version_at(now)),
        handling_policy=policy_for(transferred or rules.version_at(now)),
    )
