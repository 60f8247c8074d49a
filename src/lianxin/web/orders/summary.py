"""The head of an order's page: title, number, labels, the big lamp, and how far the order is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from lianxin.law.lamps import Spoken, closed_lamp
from lianxin.law.state import Feedback
from lianxin.law.transitions import ENDED
from lianxin.law.words import (
    AssignmentState,
    ClockEnd,
    ClockName,
    FeedbackEnd,
    OrderState,
    Outcome,
    Role,
)
from lianxin.records.glance import MAIN_CLOCKS
from lianxin.web.addresses import in_list
from lianxin.web.orders.limits import ShownLimit, shown_limit
from lianxin.web.orders.sheet import Sheet
from lianxin.web.tags import tags_of

S = OrderState
LATER = frozenset({Outcome.STATUTORY_LONGER, Outcome.CONSTRAINED, Outcome.EXTENDED})
"""Outcomes after which an order is tracked to a second date."""


def summary_context(sheet: Sheet) -> dict[str, Any]:
    """`order` of templates/orders/order.html."""
    order = sheet.order
    limit = _limit(sheet)
    kinds = {row.kind for row in sheet.draft.open_overlays()}
    mine = sheet.draft.mine()
    capacity = [{"text": mine.kind, "tone": "green"}] if mine else []
    shown = {
        "id": order.id,
        "number": order.number,
        "title": sheet.title,
        "type": order.request_type,
        "tags": [*tags_of(order, kinds), *capacity],
        "source": _source(sheet),
        "received_at": order.received_at,
        "lamp": limit.lamp,
        "lamp_note": limit.note,
        "lamp_beside": limit.beside,
        "steps": steps(sheet),
        "live_href": reverse("order", args=[order.number]).rstrip("/"),
        "live_query": in_list("", sheet.of),
        "present_href": reverse("present", args=[order.number]),
    }
    return {"order": shown}


def _source(sheet: Sheet) -> list[object]:
    first = sheet.log.events[0] if sheet.log.events else None
    said: list[object] = [sheet.order.channel]
    if first is not None and first.staff in sheet.log.people and first.role is not Role.SYSTEM:
        number = sheet.log.people[first.staff].number
        if number:
            said.append(Spoken(f"{first.role.zh} {number}", f"{first.role.en} {number}"))
    return said


def _limit(sheet: Sheet) -> ShownLimit:
    order = sheet.order
    if order.state in ENDED:
        late = [
            clock.ended_at - clock.due_at
            for clock in sheet.draft.clocks.values()
            if clock.name in MAIN_CLOCKS and clock.end is ClockEnd.LATE and clock.ended_at
        ]
        ended = order.closed_as or order.state
        return ShownLimit(closed_lamp(max(late, default=None)), Spoken(ended.zh, ended.en))
    return shown_limit(sheet.draft)


# ---- how far ---------------------------------------------------------------------------------------------------------

Reached = tuple[Spoken, dt.datetime | None, str]


def steps(sheet: Sheet) -> list[dict[str, Any]]:
    """The steps of a life, each done, current, skipped or still to come (components/steps.html)."""
    return [
        {"text": text, "at": at if state in ("done", "current") else None, "note": _note(state), "state": state}
        for text, at, state in _reached(sheet)
    ]


def _note(state: str) -> Spoken:
    words = {"current": Spoken("进行中", "under way"), "skipped": Spoken("未经过", "passed over")}
    return words.get(state, Spoken())


def _reached(sheet: Sheet) -> list[Reached]:
    moments, names = _moments(sheet), _names(sheet)
    place = {name: number for number, name in enumerate(names)}
    now = place[_current(sheet)]
    ended = sheet.order.state in ENDED
    found: list[Reached] = []
    for number, name in enumerate(names):
        at = moments.get(name)
        if number == now and not ended:
            found.append((STEPS[name], None, "current"))
        elif number < now or ended:
            passed = at is not None or (name in ("received", "handling") and sheet.order.transferred_at is not None)
            found.append((STEPS[name], at, "done" if passed else "skipped"))
        else:
            found.append((STEPS[name], None, ""))
    return found


STEPS = {
    "received": Spoken("受理", "Received"),
    "dispatched": Spoken("转办", "Dispatched"),
    "signed": Spoken("签收", "Signed for"),
    "handling": Spoken("办理", "Handling"),
    "fed_back": Spoken("反馈", "Fed back"),
    "examined": Spoken("审核", "Examined"),
    "called_back": Spoken("回访", "Called back"),
    "tracked": Spoken("跟踪", "Tracked"),
    "closed": Spoken("办结", "Closed"),
}


def _names(sheet: Sheet) -> list[str]:
    """The steps of this round: tracking only where a second date was told, and ahead of the feedback that ends it."""
    feedbacks = _feedbacks(sheet)
    promised = any(row.outcome in LATER and row.end in (None, FeedbackEnd.PASSED) for row in feedbacks)
    names = [name for name in STEPS if name != "tracked"]
    if sheet.order.state is S.TRACKED or promised:
        final = any(row.from_state is S.TRACKED for row in feedbacks) and sheet.order.state is not S.TRACKED
        names.insert(names.index("fed_back" if final else "closed"), "tracked")
    return names


def _feedbacks(sheet: Sheet) -> list[Feedback]:
    """The feedbacks of this round."""
    return [row for row in sheet.draft.feedbacks.values() if row.round == sheet.order.round]


def _current(sheet: Sheet) -> str:
    state, host = sheet.order.state, sheet.draft.host
    if state is S.HANDLING:
        return "signed" if host is not None and host.state is AssignmentState.OFFERED else "handling"
    return {
        S.REGISTERED: "dispatched",
        S.DISPATCHING: "dispatched",
        S.FED_BACK: "examined",
        S.CALLBACK: "called_back",
        S.TRACKED: "tracked",
    }.get(state, "closed")


def _moments(sheet: Sheet) -> dict[str, dt.datetime | None]:
    draft, order = sheet.draft, sheet.order
    hosts = [row for row in draft.assignments.values() if row.kind.value == "host" and row.round == order.round]
    feedbacks = _feedbacks(sheet)
    promises = [row for row in draft.clocks.values() if row.name is ClockName.SECOND_DATE and row.round == order.round]
    passed = [row.ended_at for row in feedbacks if row.end is FeedbackEnd.PASSED and row.ended_at]
    called = [row.callback_at for row in draft.present_callers() if row.callback_at]
    return {
        "received": order.received_at,
        "dispatched": order.transferred_at,
        "signed": next((row.signed_at for row in reversed(hosts) if row.signed_at), None),
        "fed_back": max((row.made_at for row in feedbacks), default=None),
        "examined": max(passed, default=None),
        "called_back": max(called, default=None),
        "tracked": min((row.started_at for row in promises), default=None),
        "closed": order.closed_at or order.archived_at,
    }
