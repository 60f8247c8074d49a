"""Who has the order: its charges as a tree, the host first, what lies below each beneath it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.state import Assignment
from lianxin.law.words import AssignmentKind, AssignmentState, ClockName
from lianxin.web.lists.lamps import first_due, lamp_of
from lianxin.web.orders.sheet import Sheet

K = AssignmentKind
READS = Spoken("只读", "reads only")
"""What a copy does instead of signing (R49)."""
TONES = {K.HOST: "green", K.DELEGATE: "blue", K.CO_HANDLER: "purple", K.ASSISTANCE: "amber", K.COPY: ""}


def charges_context(sheet: Sheet) -> dict[str, Any]:
    """`nodes` of templates/components/assignments.html: those that have not ended, then those that have."""
    rows = list(sheet.draft.assignments.values())
    shown = {row.serial for row in rows}
    roots = [row for row in rows if row.parent is None or row.parent not in shown]
    return {"nodes": [_node(sheet, row) for row in sorted(roots, key=_rank)]}


def _rank(row: Assignment) -> tuple[bool, int, int]:
    return not row.active, list(K).index(row.kind), row.serial


def _node(sheet: Sheet, row: Assignment) -> dict[str, Any]:
    below = [one for one in sheet.draft.assignments.values() if one.parent == row.serial]
    clock = first_due([one for one in sheet.draft.clocks.values() if one.assignment == row.serial])
    unsigned = row.state is AssignmentState.OFFERED
    lamp = lamp_of(clock, sheet.draft.now, sheet.draft.around.calendar, unsigned=unsigned) if clock else None
    return {
        "kind": row.kind,
        "unit": sheet.unit(row.unit),
        "state": READS if row.kind is K.COPY and row.active else row.state,
        "tone": TONES[row.kind] if row.active else "",
        "lamp": lamp if row.active else None,
        "lines": _lines(row, clock.name if clock and row.active else None),
        "at": _since(sheet, row),
        "href": None,
        "children": [_node(sheet, one) for one in sorted(below, key=_rank)],
    }


def _since(sheet: Sheet, row: Assignment) -> dt.datetime:
    """Since when the charge stands as it does: its latest event that changed that."""
    changed = [one.occurred_at for one in sheet.log.events if "state" in one.rows("assignment").get(row.serial, {})]
    return changed[-1] if changed else row.offered_at


def _lines(row: Assignment, clock: ClockName | None) -> list[Spoken]:
    lines = []
    if clock is not None:
        lines.append(Spoken(clock.zh, clock.en))
    if row.round > 1:
        lines.append(Spoken(f"第 {row.round} 轮", f"round {row.round}"))
    if row.designated:
        lines.append(Spoken("指定承办，不能退单", "designated: no send-back"))
    if row.signed_automatically:
        lines.append(Spoken("到期自动签收", "signed automatically at the limit"))
    if row.catalogue:
        lines.append(Spoken(f"派单目录 {row.catalogue}", f"catalogue {row.catalogue}"))
    return lines
