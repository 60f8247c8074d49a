"""The small labels beside an order's title: what about it changes how it is handled."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.state import Order
from lianxin.law.words import OrderFlag, OverlayKind, Urgency
from lianxin.records.models import WorkOrder

Tag = dict[str, Any]


TONES = {
    OverlayKind.SUPERVISION: "red",
    OverlayKind.PROPOSAL: "amber",
    OverlayKind.INSTRUCTION: "red",
    OverlayKind.ESCALATION: "red",
    OverlayKind.EXPLANATION: "purple",
    OverlayKind.OBJECTION: "purple",
    OverlayKind.CONTRADICTION: "amber",
    OverlayKind.RISK: "red",
    OverlayKind.RETALIATION: "red",
}
"""What lies open over an order and is said beside its title; requests have a lamp of their own."""

PROPOSED = Spoken("建议督办", "Supervision proposed")
"""What is proposed, said in full: in Chinese the bare word is also a type of request."""


def name_of(kind: OverlayKind) -> Spoken | OverlayKind:
    """What lies over an order, as pages name it."""
    return PROPOSED if kind is OverlayKind.PROPOSAL else kind


def tags_of(order: Order | WorkOrder, overlays: Collection[OverlayKind] = ()) -> list[Tag]:
    """Labels in the order of their weight."""
    tags: list[Tag] = []
    if order.urgency is not Urgency.NORMAL:
        tags.append({"text": order.urgency, "tone": "red"})
    if order.secret:
        tags.append({"text": Spoken("信息保密", "Secret"), "tone": "purple"})
    if order.round > 1:
        tags.append({"text": Spoken(f"第 {order.round} 轮", f"Round {order.round}"), "tone": "amber"})
    if order.upheld_send_backs:
        times = order.upheld_send_backs
        tags.append({"text": Spoken(f"已退单 {times} 次", f"Sent back {times} ×"), "tone": "amber"})
    if order.difficult:
        tags.append({"text": OverlayKind.DIFFICULT, "tone": "amber"})
    if order.sealed:
        tags.append({"text": OverlayKind.SEALING, "tone": "grey"})
    tags += [{"text": name_of(kind), "tone": tone} for kind, tone in TONES.items() if kind in overlays]
    known = {flag.value: flag for flag in OrderFlag}
    return tags + [{"text": known[code], "tone": ""} for code in order.flags if code in known]
