"""A request that waits for a decision: what the unit says, what came before, by when the centre decides (R6, R18)."""

from __future__ import annotations

from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.state import Overlay
from lianxin.law.words import OverlayKind, SendBackReason
from lianxin.web.citations import cited
from lianxin.web.desks.desk import Waiting
from lianxin.web.orders.overlays import TONES
from lianxin.web.orders.requests import request_context
from lianxin.web.orders.sheet import Sheet

ASKED = (OverlayKind.SEND_BACK, OverlayKind.HOST_CHANGE, OverlayKind.CO_HANDLING, OverlayKind.ESCALATION)
BASES = {
    OverlayKind.SEND_BACK: ("R6", "shandong_2020:send_back"),
    OverlayKind.HOST_CHANGE: ("R4", "R5"),
    OverlayKind.CO_HANDLING: ("jinan_2018:29",),
    OverlayKind.ESCALATION: ("jinan_2018:29", "R6"),
}
"""By which articles each is decided."""


def requests_context(sheet: Sheet, waiting: Waiting) -> dict[str, Any]:
    """`requests` of templates/dispatching/_request.html: those that wait, and those decided before."""
    rows = [row for row in sheet.draft.overlays.values() if row.kind in ASKED]
    pending = [_request(sheet, row, waiting) for row in rows if row.open]
    before = [_request(sheet, row, waiting) for row in rows if not row.open]
    return {"requests": pending, "requests_before": before, "send_backs": _counted(sheet) if rows else ""}


def _request(sheet: Sheet, row: Overlay, waiting: Waiting) -> dict[str, Any]:
    charge = sheet.draft.assignments.get(row.assignment or 0)
    ground = SendBackReason(row.code) if row.kind is OverlayKind.SEND_BACK and row.code else ""
    return request_context(sheet, row) | {
        "kind": row.kind,
        "state": row.state,
        "tone": TONES.get(row.state, ""),
        "unit": sheet.unit(charge.unit) if charge else "",
        "suggested": sheet.unit(row.unit),
        "suggested_value": str(row.unit or ""),
        "suggested_href": waiting.href(waiting.opened, unit=str(row.unit or "")),
        "ground": ground,
        "at": row.opened_at,
        "ended_at": row.ended_at,
        "bases": [cited(key) for key in BASES[row.kind]],
    }


def _counted(sheet: Sheet) -> Spoken:
    """How many send-backs were upheld, and what another one would mean (R6)."""
    upheld, most = sheet.order.upheld_send_backs, sheet.draft.policy.max_send_backs
    if sheet.order.designated:
        return Spoken("已指定承办，不能再退单。", "Designated: it cannot be sent back any more.")
    if upheld + 1 >= most:
        return Spoken(
            f"已同意退单 {upheld} 次；再同意 1 次即满 {most} 次，下一单位只能指定承办。",
            f"{upheld} upheld; one more makes {most}, and the next unit can only be designated.",
        )
    return Spoken(f"已同意退单 {upheld} 次，最多 {most} 次。", f"{upheld} upheld, {most} at most.")
