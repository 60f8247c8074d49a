"""What a form proposes when it is opened from a card of today's board: why the order is there, in words and ground."""

from __future__ import annotations

from lianxin.law.decisions.supervision import COUNTY_ROLES, grounds_of, something_overdue
from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import OverlayKind, SupervisionGround, SupervisionLevel
from lianxin.records.urged import urged
from lianxin.web.acts.fitting import Desk
from lianxin.web.supervising.columns import BY_CODE, Column, because
from lianxin.web.template_tags import said

WHY = "why"
"""What an address says of the column that a card stands in."""

FROM_BOARD = frozenset({"urge", "supervise"})

TO_SEVERAL = Spoken(
    "此件已列入今日督办。请抓紧办理，按时回复和反馈。",
    "This order is on today's board of supervision. Please handle it without delay, and reply and feed back in time.",
)
"""What is said to several orders at once, which lie there for different reasons."""


def proposed(desk: Desk, why: str) -> dict[str, list[str]]:
    """The reason, and for a supervision the ground, by the column's code; nothing for an act or code of no column."""
    column = BY_CODE.get(why)
    if desk.action not in FROM_BOARD or column is None:
        return {}
    words = said(because(column, desk.draft.clocks.values(), desk.draft.now))
    found = {"reason": [words]} if words else {}
    ground = _ground(desk, column) if desk.action == "supervise" else None
    return found | ({"ground": [ground.value]} if ground else {})


def _ground(desk: Desk, column: Column) -> SupervisionGround | None:
    """The likeliest that the binding regime knows and nobody at this level supervises for already; that of being
    overdue only where a unit's limit has passed."""
    level = SupervisionLevel.COUNTY if desk.draft.actor.role in COUNTY_ROLES else SupervisionLevel.CITY
    taken = {row.code for row in desk.draft.open_overlays(OverlayKind.SUPERVISION)}
    late, known = something_overdue(desk.draft), grounds_of(desk.draft)
    for ground in column.grounds:
        fits = late or ground is not SupervisionGround.OVERDUE
        if ground in known and fits and f"{level.value}.{ground.value}" not in taken:
            return ground
    return None


def urged_before(desk: Desk) -> Spoken | None:
    """Above the form: that the order was urged already, how often and when last; None where it never was."""
    order = desk.draft.order
    if desk.action != "urge" or (known := urged({order.id: order.received_at}).get(order.id)) is None:
        return None
    local = known.last_at.astimezone(SHANGHAI)
    times = "once" if known.times == 1 else f"{known.times} times"
    return Spoken(
        f"此件已催办 {known.times} 次，上次 {local:%m-%d %H:%M}。",
        f"Urged {times} before, last on {local.day} {local:%b %H:%M}.",
    )
