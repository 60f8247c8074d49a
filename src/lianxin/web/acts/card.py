"""The order beside a form: its number, title, type and lamp, so that nobody acts on the wrong one."""

from __future__ import annotations

from typing import Any

from lianxin.access import Part
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.words import TextKind, Urgency
from lianxin.records.choices import unit_names
from lianxin.records.texts import newest_texts
from lianxin.web.acts.fitting import Desk
from lianxin.web.orders.limits import shown_limit


def card(desk: Desk, href: str) -> dict[str, Any]:
    """The context `order` and `crumbs` of templates/orders/action.html; `href`: the page of the order."""
    draft, order = desk.draft, desk.draft.order
    texts = newest_texts(order.id, (TextKind.TITLE, TextKind.ADDRESS))
    limit = shown_limit(draft)
    facts = [{"label": Spoken("状态", "State"), "value": order.state}]
    if order.host_unit is not None:
        host = unit_names([order.host_unit])[order.host_unit]
        facts.append({"label": Spoken("主办", "Host"), "value": Spoken(host.zh, host.en)})
    if Part.TRANSFER in desk.reading and texts.get(TextKind.ADDRESS):
        facts.append({"label": Spoken("事发地址", "Place"), "value": texts[TextKind.ADDRESS]})
    shown = {
        "number": order.number,
        "title": texts.get(TextKind.TITLE) or order.number,
        "href": href,
        "type": order.request_type,
        "tags": _tags(draft),
        "lamp": limit.lamp,
        "lamp_note": limit.note,
        "lamp_beside": limit.beside,
        "facts": facts,
    }
    return {"order": shown, "crumbs": [{"text": order.number, "href": href}]}


def _tags(draft: Draft) -> list[dict[str, Any]]:
    order = draft.order
    tags = []
    if order.secret:
        tags.append({"text": Spoken("信息保密", "Secret"), "tone": "purple"})
    if order.urgency is not Urgency.NORMAL:
        tags.append({"text": order.urgency, "tone": "red"})
    return tags
