"""受理 · Receive."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._people import CallerEntry, keep_caller
from lianxin.actions._perform import perform_new
from lianxin.law.decisions import intake as decisions
from lianxin.law.decisions.intake import Intake
from lianxin.law.draft import Draft, Surroundings


def receive(door: Door, *, intake: Intake, callers: tuple[CallerEntry, ...]) -> Done:
    """A matter becomes an order: registered, numbered, with the centre's dispatch limit running (Art. 18, 22)."""
    return perform_new(door, "receive", _begin, intake=intake, callers=callers)


def _begin(around: Surroundings, order: int, number: str, *, intake: Intake, callers: tuple[CallerEntry, ...]) -> Draft:
    wishes = tuple(keep_caller(entry, around.now) for entry in callers)
    return decisions.receive(around, order, number, intake=intake, callers=wishes)
