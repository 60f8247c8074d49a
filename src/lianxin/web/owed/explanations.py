"""要求说明: explanations that callers asked for, and callers who came back (Art. 16; R29, R66)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.http import HttpRequest

from lianxin.access import WorkList
from lianxin.law.decide import stands_at_centre
from lianxin.law.decisions.common import last_day_to_return
from lianxin.law.decisions.reopening import may_reopen
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.state import Overlay
from lianxin.law.terms import SHANGHAI
from lianxin.law.transitions import ENDED
from lianxin.law.words import ClosedAs, OrderState, OverlayKind, OverlayState, ReopenCause, TextKind
from lianxin.records import models
from lianxin.records.log import LoggedEvent
from lianxin.records.models import WorkOrder
from lianxin.records.owed import clocks_of, explanations_given, explanations_owed, overlays_of, returns
from lianxin.records.policies import policy_for
from lianxin.web.citations import cited
from lianxin.web.desks.desk import DeskOf, Key, Waiting, order_of
from lianxin.web.desks.forms import NO_FORM, due_form, ways_of, with_fixed
from lianxin.web.lists.lamps import lamp_of
from lianxin.web.orders.offered import KEYS
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.story import who
from lianxin.web.orders.texts import texts_context
from lianxin.web.orders.timeline import entries_of
from lianxin.web.owed.rows import Item, looked_at, row_of, units_of
from lianxin.web.owed.tabs import Owed, tabs_of
from lianxin.web.refusing import what
from lianxin.web.shell import now_of, rules_of

MOST_ENTRIES = 12
KINDS = (OverlayKind.EXPLANATION, OverlayKind.OBJECTION)
CENTRE = Spoken("热线中心", "The centre")
WAYS = ("request_reopening", "reopen", "demand_explanation", "record_progress", "supervise", "urge", "supplement")
"""What may be done from here besides the explanation or decision that is due."""

TABS = (
    Owed(
        "owed",
        Spoken("待说明", "Owed"),
        lambda reach, _: explanations_owed(reach),
    ),
    Owed(
        "late",
        Spoken("已逾期", "Late"),
        lambda reach, moments: explanations_owed(reach).filter(due_at__lte=moments.now),
    ),
    Owed("answered", Spoken("已说明", "Answered"), lambda reach, _: explanations_given(reach)),
    Owed("returned", Spoken("请求重启", "Came back"), lambda reach, _: returns(reach), for_units=False),
)


def key_of(item: Item) -> Key:
    """The request that a row is of."""
    return Key(order_of(item).number, item.overlay if isinstance(item, models.Clock) else item.serial)


def _shown(request: HttpRequest, work_list: WorkList, items: Collection[Item]) -> list[dict[str, Any]]:
    found, names = looked_at(request, work_list, items), units_of(items)
    clocks = clocks_of([item for item in items if isinstance(item, models.Overlay)])
    overlays = overlays_of([item for item in items if isinstance(item, models.Clock)])
    now, calendar = now_of(request), rules_of(request).calendar
    rows = []
    for item in items:
        key = item.order_id, item.serial
        clock = item if isinstance(item, models.Clock) else clocks.get(key)
        overlay = item if isinstance(item, models.Overlay) else overlays.get(key)
        tags = _tags(item.order, overlay, now) if overlay is not None else []
        unit = names.get(item.unit_id or 0, CENTRE) if work_list.of_units else ""
        lamp = lamp_of(clock, now, calendar) if clock is not None else None
        rows.append(row_of(found[item.order_id], lamp, tags, unit=unit))
    return rows


def _tags(order: WorkOrder, overlay: models.Overlay, now: dt.datetime) -> list[dict[str, Any]]:
    tags: list[dict[str, Any]] = [{"text": overlay.kind, "tone": "purple"}]
    if overlay.state is OverlayState.OPEN or order.state is not OrderState.CLOSED or order.closed_at is None:
        return tags
    policy = policy_for(order.regime_at_transfer or order.regime_at_receive)
    last = last_day_to_return(order.closed_at, policy.reopen_days)
    if now.astimezone(SHANGHAI).date() <= last and order.closed_as not in NEVER_REOPENED:
        tags.append(
            {"text": Spoken(f"可重启至 {last:%m-%d}", f"may be reopened until {last.day} {last:%b}"), "tone": "blue"}
        )
    return tags


NEVER_REOPENED = (ClosedAs.MERGED, ClosedAs.IMPORTED)

# ---- the explanation that is open ------------------------------------------------------------------------------------


def _matter(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    row = sheet.draft.overlays.get(waiting.opened.item or 0)
    context = {
        **texts_context(sheet),
        "promise": None,
        "explanation": explanation_context(sheet, row) if row is not None and row.kind in SHOWN else None,
        "ways": ways_of(sheet, WAYS, lambda _: waiting.here, KEYS),
    }
    if row is None:
        return {**context, **NO_FORM}
    begin = with_fixed(overlay=str(row.serial))
    return context | due_form(request, sheet, _due_act(sheet, row), onward=waiting.onward, begin=begin)


def _due_act(sheet: Sheet, row: Overlay) -> str:
    """What the reader does next with this request; empty where it is somebody else's, or over."""
    if not row.open:
        return ""
    if row.kind is OverlayKind.REOPENING:
        return "decide_reopening" if "decide_reopening" in sheet.allowed else ""
    owes = row.unit == sheet.draft.actor.unit or (row.unit is None and stands_at_centre(sheet.draft))
    return "explain" if owes and "explain" in sheet.allowed else ""


def _aside(_request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    row = sheet.draft.overlays.get(waiting.opened.item or 0)
    since = row.opened_at if row is not None else sheet.order.received_at
    events = [one for one in reversed(sheet.log.events) if one.occurred_at >= since]
    return {"since": since, "entries": entries_of(sheet, events)[:MOST_ENTRIES], "signals": []}


DESK = DeskOf(
    "explanations",
    Spoken("要求说明", "Explanations"),
    "owed",
    tabs=partial(tabs_of, "explanations", TABS),
    shown=_shown,
    parts={"matter": _matter, "aside": _aside},
    key=key_of,
    asks_by="tab",
)


def explanation_context(sheet: Sheet, row: Overlay) -> dict[str, Any]:
    """`explanation` of templates/owed/_explanation.html."""
    events = [event for event in sheet.log.events if row.serial in event.rows("overlay")]
    clock = next((one for one in sheet.draft.clocks.values() if one.overlay == row.serial), None)
    ended = events[-1] if len(events) > 1 and not row.open else None
    is_return = row.kind is OverlayKind.REOPENING
    return {
        "kind": row.kind,
        "caller": _caller(sheet, row),
        "asked": _words(sheet, events[:1], ASKED),
        "asked_by": who(sheet, events[0]) if events else "",
        "asked_at": row.opened_at,
        "whose": WHOSE_DECISION if is_return else WHOSE_ANSWER,
        "owes": sheet.unit(row.unit) if row.unit is not None else CENTRE,
        "lamp": lamp_of(clock, sheet.draft.now, sheet.draft.around.calendar) if clock is not None else None,
        "due_at": clock.due_at if clock is not None else None,
        "answer": _words(sheet, [ended] if ended is not None else [], ANSWERED),
        "answered_by": who(sheet, ended) if ended is not None else "",
        "answered_at": row.ended_at,
        "return": _return(sheet),
        "bases": [cited(key) for key in (BASES_OF_RETURN if is_return else BASES)],
    }


SHOWN = (*KINDS, OverlayKind.REOPENING)
ASKED, ANSWERED = (TextKind.WISH,), (TextKind.ANSWER, TextKind.REASON)
WHOSE_ANSWER, WHOSE_DECISION = Spoken("由谁说明", "Owed by"), Spoken("由谁决定", "Decided by")
BASES, BASES_OF_RETURN = ("jinan_2018:16", "R17", "R54"), ("jinan_2018:16", "R29", "R66")


def _words(sheet: Sheet, events: Iterable[LoggedEvent], kinds: tuple[TextKind, ...]) -> list[str]:
    said = (one for event in events for one in sheet.log.texts.get(event.sequence, []) if one.kind in kinds)
    return list(dict.fromkeys(one.content or "" for one in said))


def _caller(sheet: Sheet, row: Overlay) -> Spoken:
    """Which caller asked, where there are several: never more of them than their place (R27)."""
    if row.caller is None or len(sheet.draft.callers) < 2:
        return Spoken()
    return Spoken(f"来电人 {row.caller}", f"caller {row.caller}")


def _return(sheet: Sheet) -> dict[str, Any]:
    """Until when the caller may come back and have the order taken up again, or why not (R29, R66)."""
    order = sheet.order
    if order.state not in ENDED or order.closed_at is None:
        return {"open": False, "last_day": None, "why": STILL_OPEN}
    last = last_day_to_return(order.closed_at, sheet.draft.policy.reopen_days)
    refusals = [_refusal(sheet, cause) for cause in (ReopenCause.EXPLANATION, ReopenCause.CALLER_RETURNED)]
    barred = next((one for one in refusals if one is not None), None) if all(refusals) else None
    return {"open": barred is None, "last_day": last, "why": what(barred) if barred is not None else ""}


STILL_OPEN = Spoken("工单尚未办结，不需要重启。", "The order has not ended: there is nothing to reopen.")


def _refusal(sheet: Sheet, cause: ReopenCause) -> Refused | None:
    try:
        may_reopen(sheet.draft, cause)
    except Refused as refusal:
        return refusal
    return None
