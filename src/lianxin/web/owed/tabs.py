"""The tabs of a desk of what is owed: the rows of each for one reader, whose own list this is or the whole city's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest

from lianxin.access.lists import Scope
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.records.owed import OwedQuestion, Rows
from lianxin.web.desks.desk import Kept, Stretch, Tab
from lianxin.web.lists.queues import lists_at
from lianxin.web.shell import actor_of, moments_of, rules_of


@dataclass(frozen=True, slots=True)
class Owed:
    """One way to look at what is owed. `for_units`: units have it too."""

    code: str
    name: Spoken
    rows: Rows
    for_units: bool = True


def tabs_of(address: str, owed: Sequence[Owed], actor: Actor) -> tuple[Tab, ...]:
    """The tabs that an office has at the desk of this address; none for offices that have no such list."""
    row = next(iter(lists_at(address, actor.role)), None)
    if row is None:
        return ()
    known = [one for one in owed if one.for_units or row.of_units]
    questions = [OwedQuestion(one.rows, own=row.scope is Scope.OWN) for one in known]
    return tuple(
        Tab(one.code, one.name, row, partial(_held, question), question)
        for one, question in zip(known, questions, strict=True)
    )


def _held(question: OwedQuestion, request: HttpRequest, kept: Kept) -> list[Stretch]:
    _ = kept
    rows = question.rows(actor_of(request), rules_of(request), moments_of(request))
    return [Stretch(rows.select_related("order"))]
