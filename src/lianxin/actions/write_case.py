"""编写典型案例 · Write a typical case."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from lianxin.actions._cases import CASES, looked
from lianxin.actions._door import Door
from lianxin.actions._request import request_digest
from lianxin.actions._subjects import SubjectDone, Told, begin, begun, by_of, locked, said
from lianxin.law.decisions import typical_case as law
from lianxin.law.refusals import Refused
from lianxin.law.words import TypicalCaseTextKind
from lianxin.records.load import ReadAlong
from lianxin.records.models import TypicalCase, WorkOrder
from lianxin.records.rules import rules_at
from lianxin.records.typical_cases import case_of_order, facts_of, looked_at, order_of

BEGUN = ("order_id", "topic_id", "state", "writer_id", "written_at", "confirmed")
"""Columns with which a case begins, as its first event tells them."""


def write_case(door: Door, *, order: int, title: str, body: str, confirmed: Collection[str] = ()) -> SubjectDone:
    """The editor tells a matter anew for the public, without anything personal (Art. 33(3), Art. 10).

    `confirmed` are the words that were flagged and are no personal data. An order has one case: writing it again takes
    the case back to the beginning.
    """

    def found(along: ReadAlong) -> Told:
        by, row = by_of(door, rules_at(along.revision)), WorkOrder.objects.filter(pk=order).first()
        if row is None:
            raise Refused("order_unknown")
        earlier = case_of_order(order)
        known = locked(CASES, earlier.pk) if earlier is not None else None
        seen = looked_at(order, {"title": title, "body": body}, confirmed)
        before = facts_of(known) if known is not None else None
        changes = law.write(by, order_of(row), before, title=title, body=body, looked=looked(seen))
        if known is None:
            fresh = TypicalCase(order=row, topic_id=row.topic_id, **changes)
            fresh.save(force_insert=True)
            return [(fresh, begun(fresh, BEGUN))]
        return [(_again(known, changes), {"changes": said(changes)})]

    asked = request_digest("write_case", [order], [title, body, sorted(confirmed)], {})
    words = {TypicalCaseTextKind.TITLE: title, TypicalCaseTextKind.BODY: body}
    return begin(CASES, door, "write_case", asked, found, words)[0]


def _again(row: TypicalCase, changes: dict[str, Any]) -> TypicalCase:
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=sorted(name.removesuffix("_id") for name in changes))
    return row
