"""What delegates have fed back to the unit above them, as long as that unit has not fed back itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from lianxin.law.decisions.handling import CHAIN
from lianxin.law.draft import Draft
from lianxin.law.state import Assignment
from lianxin.law.words import AssignmentKind, AssignmentState, Outcome, SubjectKind, TextKind
from lianxin.records.models import Event, OrderText


@dataclass(frozen=True, slots=True)
class PassedUp:
    """One delegate's feedback; words that were destroyed are not in it."""

    unit: int
    fed_back_at: dt.datetime
    outcome: Outcome
    texts: dict[TextKind, str]


def passed_up(draft: Draft) -> list[PassedUp]:
    """The latest feedback of each of the actor's delegates, the oldest first; none that its own feedback followed."""
    mine = draft.mine(*CHAIN)
    below = _below(draft, mine) if mine is not None else {}
    if mine is None or not below:
        return []
    found: dict[int, Event] = {}
    for event in _feedbacks(draft.order.id, below.values()):
        charge = _charge_of(event)
        if charge == mine.serial:
            break
        if charge in below:
            found.setdefault(charge, event)
    return [_said(draft.order.id, below[charge], event) for charge, event in reversed(found.items())]


def _below(draft: Draft, mine: Assignment) -> dict[int, Assignment]:
    """Delegates whose feedback stands: not those it was given back to for correction."""
    rows = draft.active(AssignmentKind.DELEGATE)
    return {row.serial: row for row in rows if row.parent == mine.serial and row.state is AssignmentState.FED_BACK}


def _feedbacks(order: int, below: Collection[Assignment]) -> list[Event]:
    """The newest first, of those since the work was handed on: before, the log is not looked into. An act may be
    recorded a little before the moment that counts for it."""
    since = min(row.offered_at for row in below) - dt.timedelta(days=1)
    acts = Event.objects.filter(subject_kind=SubjectKind.ORDER, subject_id=order, name="feed_back")
    return list(acts.filter(recorded_at__gte=since).order_by("-sequence"))


def _charge_of(event: Event) -> int | None:
    """Whose feedback it is: the charge that it led to `fed_back`."""
    changed = event.payload["changes"].get("assignment", {})
    done = (int(serial) for serial, row in changed.items() if row.get("state") == AssignmentState.FED_BACK)
    return next(done, None)


def _said(order: int, charge: Assignment, event: Event) -> PassedUp:
    rows = OrderText.objects.filter(order_id=order, sequence=event.sequence, content__isnull=False, private=False)
    texts = {TextKind(row.kind): row.content or "" for row in rows}
    return PassedUp(charge.unit, event.occurred_at, Outcome(event.payload["outcome"]), texts)
