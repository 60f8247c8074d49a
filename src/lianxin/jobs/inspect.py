"""Draws intakes to be inspected every night, and flags what the city's rules find, where the city says so."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Iterator
from functools import partial

from lianxin.actions.draw_inspections import draw_inspections
from lianxin.actions.flag_for_inspection import flag_for_inspection
from lianxin.jobs.turn import Turn, Worked, system_door
from lianxin.law.inspection_form import Nightly
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import InspectedKind, InspectionCause
from lianxin.records.inspection_forms import form_at
from lianxin.records.intakes import Days, flagged

NIGHTS = 7
"""How many days back are made good when nobody was there at night."""

_log = logging.getLogger(__name__)


def inspect_nightly(now: dt.datetime, turn: Turn) -> Worked:
    """The sample of each of the last days that was not drawn yet, and what the rules find in them."""
    try:
        wanted = form_at(now).nightly
    except Refused:  # no form: this city does not inspect
        return Worked(0, left=False)
    done = 0
    for act in (*_samples(now, wanted), *_flags(now, wanted)):
        if turn.over:
            return Worked(done, left=True)
        done += _one(act)
    return Worked(done, left=False)


def _samples(now: dt.datetime, wanted: Nightly) -> Iterator[Callable[[], int]]:
    sizes = {InspectedKind.ORDER: wanted.orders_per_agent, InspectedKind.CALL: wanted.calls_per_agent}
    for what, size in sizes.items():
        for day in _days(now) if size else ():
            yield partial(_draw, now, what, size, day)


def _draw(now: dt.datetime, what: InspectedKind, size: int, day: dt.date) -> int:
    """One night's sample; its key makes it one, whatever the seed of a second try."""
    door = system_door(now, "inspect_nightly", what.value, day)
    done = draw_inspections(door, what=what, days=Days(day, day), per_agent=size, seed=secrets.token_hex(16))
    return sum(not one.repeated for one in done)


def _flags(now: dt.datetime, wanted: Nightly) -> Iterator[Callable[[], int]]:
    days = Days(_days(now)[0], _days(now)[-1])
    for cause in wanted.flags:
        for what in InspectedKind:
            for subject in flagged(cause, what, days, wanted):
                yield partial(_flag, now, cause, what, subject)


def _flag(now: dt.datetime, cause: InspectionCause, what: InspectedKind, subject: int) -> int:
    door = system_door(now, "inspect_nightly", cause.value, what.value, subject)
    return int(not flag_for_inspection(door, what=what, subject=subject, cause=cause).repeated)


def _one(act: Callable[[], int]) -> int:
    """What is refused has no intake left, or nobody who received it: there is nothing to do, and no fault."""
    try:
        return act()
    except Refused as refusal:
        _log.debug("%s", refusal)
        return 0


def _days(now: dt.datetime) -> list[dt.date]:
    today = now.astimezone(SHANGHAI).date()
    return [today - dt.timedelta(days=back) for back in range(NIGHTS, 0, -1)]
