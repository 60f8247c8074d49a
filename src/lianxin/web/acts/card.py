"""The order beside a form: its number, title, type and lamp, so that nobody acts on the wrong one."""

from __future__ import annotations

from typing import Any

from lianxin.access import Part
from lianxin.law.deadlines import Term, of_stored
from lianxin.law.draft import SHOWN_AS_DUE, Draft
from lianxin.law.lamps import Lamp, Spoken, running_lamp
from lianxin.law.words import AssignmentState, TextKind, Urgency
from lianxin.records.choices import unit_names
from lianxin.records.texts import newest_texts
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.showing import order_href


def card(desk: Desk) -> dict[str, Any]:
    """The context `order` and `crumbs` of templates/orders/action.html."""
    draft, order = desk.draft, desk.draft.order
    texts = newest_texts(order.id, (TextKind.TITLE, TextKind.ADDRESS))
    lamp, note = order_lamp(draft)
    facts = [{"label": Spoken("状态", "State"), "value": order.state}]
    if order.host_unit is not None:
        host = unit_names([order.host_unit])[order.host_unit]
        facts.append({"label": Spoken("主办", "Host"), "value": Spoken(host.zh, host.en)})
    if Part.TRANSFER in desk.reading and texts.get(TextKind.ADDRESS):
        facts.append({"label": Spoken("事发地址", "Place"), "value": texts[TextKind.ADDRESS]})
    href = order_href(order.number)
    shown = {
        "number": order.number,
        "title": texts.get(TextKind.TITLE) or order.number,
        "href": href,
        "type": order.request_type,
        "tags": _tags(draft),
        "lamp": lamp,
        "lamp_note": note,
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


def order_lamp(draft: Draft) -> tuple[Lamp | None, Spoken]:
    """The lamp of the limit that falls due first, and which limit it is; none when nothing runs."""
    running = [clock for clock in draft.running() if clock.name in SHOWN_AS_DUE]
    if not running:
        return None, Spoken()
    clock = min(running, key=lambda one: (one.due_at, one.serial))
    term = Term(clock.term_amount, clock.term_unit) if clock.term_amount else None
    calendar = draft.around.calendar
    due = of_stored(started_at=clock.started_at, due_at=clock.due_at, term=term, calendar=calendar)
    unsigned = any(row.state is AssignmentState.OFFERED and row.serial == clock.assignment for row in draft.active())
    return running_lamp(due, draft.now, calendar, unsigned=unsigned), Spoken(clock.name.zh, clock.name.en)
