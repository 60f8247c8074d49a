"""承诺跟踪: promised dates by their day, how often and by whose decision each was moved, and what was done since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest

from lianxin.access import WorkList, may
from lianxin.law.lamps import Spoken
from lianxin.law.promises import Promise, promise_of
from lianxin.law.state import Overlay
from lianxin.law.terms import last_day
from lianxin.law.transitions import BY_ACTION
from lianxin.law.words import ClockName, Outcome, OverlayKind, Signal, TextKind
from lianxin.records import models
from lianxin.records.log import LoggedEvent
from lianxin.records.owed import promise_facts, promises_at_centre, promises_in_hand, promises_to_change
from lianxin.web.citations import cited
from lianxin.web.desks.desk import DeskOf, Waiting
from lianxin.web.desks.forms import NO_FORM, due_form, ways_of, with_fixed
from lianxin.web.lists.lamps import lamp_of
from lianxin.web.orders.offered import KEYS
from lianxin.web.orders.requests import request_context
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.story import who
from lianxin.web.orders.texts import texts_context
from lianxin.web.orders.timeline import entries_of
from lianxin.web.owed.rows import Item, looked_at, row_of, units_of
from lianxin.web.owed.tabs import Owed, tabs_of
from lianxin.web.shell import now_of, rules_of

MOST_ENTRIES = 12
"""What was done since, beside the promise; the order's page has all of it."""

WAYS = ("feed_back", "reply", "record_progress", "change_promise", "supervise", "urge", "attach_instruction")
"""What may be done from here besides the decision that is due."""

SAID = (TextKind.MEASURES, TextKind.LEGAL_GROUND)
"""What outcome 3 says is done about it, and what outcome 2 cites (Art. 24; R21)."""


TABS = (
    Owed("all", Spoken("全部", "All"), lambda reach, _: promises_in_hand(reach)),
    Owed(
        "missed",
        Spoken("已逾期", "Missed"),
        lambda reach, moments: promises_in_hand(reach).filter(due_at__lte=moments.now),
    ),
    Owed(
        "today",
        Spoken("今日到期", "Due today"),
        lambda reach, moments: promises_in_hand(reach).filter(due_at__gt=moments.now, due_at__lte=moments.tonight),
    ),
    Owed(
        "week",
        Spoken("本周到期", "This week"),
        lambda reach, moments: promises_in_hand(reach).filter(due_at__gt=moments.now, due_at__lte=moments.sunday_night),
    ),
    Owed("asked", Spoken("申请变更", "Change asked"), lambda reach, _: promises_to_change(reach)),
    Owed("fed_back", Spoken("已反馈待审", "Fed back"), lambda reach, _: promises_at_centre(reach)),
)


def _shown(request: HttpRequest, work_list: WorkList, items: Collection[Item]) -> list[dict[str, Any]]:
    found, names = looked_at(request, work_list, items), units_of(items)
    known = promise_facts({item.order_id for item in items})
    now, calendar = now_of(request), rules_of(request).calendar
    rows = []
    for item in items:
        facts, tags = known[item.order_id], []
        if facts.asked:
            tags.append({"text": Spoken("申请变更", "Change asked"), "tone": "amber"})
        if facts.changes:
            times = Spoken(f"已变更 {facts.changes} 次", f"changed {facts.changes} ×")
            tags.append({"text": times, "tone": "purple"})
        lamp = lamp_of(item, now, calendar) if isinstance(item, models.Clock) else None
        unit = names.get(item.unit_id or 0, "") if work_list.of_units else ""
        rows.append(row_of(found[item.order_id], lamp, tags, unit=unit) | {"first_date": facts.first_date})
    return rows


# ---- the promise that is open ----------------------------------------------------------------------------------------


def _matter(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    context = {
        **texts_context(sheet),
        "promise": promise_context(sheet),
        "explanation": None,
        "ways": ways_of(sheet, WAYS, lambda _: waiting.here, KEYS),
    }
    asked = next(iter(sheet.draft.open_overlays(OverlayKind.PROMISE_CHANGE)), None)
    # A unit reads its own request; that the decision is not its duty is no news to it.
    if asked is None or not waiting.chosen.row.of_units:
        return {**context, **NO_FORM}
    begin = with_fixed(overlay=str(asked.serial))
    return context | due_form(request, sheet, "decide_promise_change", onward=waiting.onward, begin=begin)


def _aside(_request: HttpRequest, _waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    promise = promise_of(sheet.draft)
    since = promise.limit.started_at if promise is not None else sheet.order.received_at
    clocks = _serials(sheet)
    events = [one for one in reversed(sheet.log.events) if one.occurred_at >= since and not _signal_of(one, clocks)]
    return {
        "since": since,
        "entries": entries_of(sheet, events)[:MOST_ENTRIES],
        "signals": [_signal(one) for one in sheet.log.events if _signal_of(one, clocks)],
    }


DESK = DeskOf(
    "promises",
    Spoken("承诺跟踪", "Promises"),
    "owed",
    tabs=partial(tabs_of, "promises", TABS),
    shown=_shown,
    parts={"matter": _matter, "aside": _aside},
    asks_by="tab",
)


def _serials(sheet: Sheet) -> frozenset[int]:
    """The limits of the promise; it has another with each host."""
    promise = promise_of(sheet.draft)
    rows = sheet.draft.clocks.values()
    same = (row.serial for row in rows if promise is not None and row.round == promise.limit.round)
    return frozenset(same) & {row.serial for row in rows if row.name is ClockName.SECOND_DATE}


def _signal_of(event: LoggedEvent, clocks: frozenset[int]) -> bool:
    return bool(event.payload.get("signal")) and event.payload.get("clock") in clocks


def _signal(event: LoggedEvent) -> dict[str, Any]:
    signal = Signal(event.payload["signal"])
    return {"text": signal, "at": event.occurred_at, "tone": "red" if signal is Signal.RED_CARD else "amber"}


def promise_context(sheet: Sheet) -> dict[str, Any] | None:
    """`promise` of templates/owed/_promise.html."""
    promise = promise_of(sheet.draft)
    if promise is None:
        return None
    given = _given(sheet, promise)
    said = sheet.log.texts.get(given.sequence, []) if given is not None else []
    changes = _changes(sheet, promise)
    clock = promise.limit
    return {
        "first_date": promise.first_date,
        "until": promise.until,
        "lamp": lamp_of(clock, sheet.draft.now, sheet.draft.around.calendar),
        "outcome": promise.given.outcome,
        "unit": sheet.unit(clock.unit),
        "basis": cited(clock.article),
        "verdict": _verdict(promise, sheet.draft.now),
        "measures": [one.content or "" for one in said if one.kind in SAID],
        "measures_title": CITED if promise.given.outcome is Outcome.STATUTORY_LONGER else MEASURES,
        "changes": changes,
        "count": len(changes),
        "asked": [_asked(sheet, row) for row in sheet.draft.open_overlays(OverlayKind.PROMISE_CHANGE)],
        "may_decide": may(sheet.draft, "decide_promise_change") is None,
    }


CITED, MEASURES = Spoken("引用的法律依据", "The text it cites"), Spoken("已采取的措施", "Measures taken")


def _verdict(promise: Promise, now: dt.datetime) -> dict[str, Any]:
    """How it stands by its first day, which no decision moves (R21)."""
    kept = promise.on_first_date(now)
    if kept is None:
        return {"text": Spoken("首次承诺日期未到", "the first date is still to come"), "tone": "green"}
    if kept:
        return {"text": Spoken("按首次承诺办结", "kept on its first date"), "tone": "green"}
    return {"text": Spoken("已超过首次承诺日期", "past its first date"), "tone": "red"}


def _given(sheet: Sheet, promise: Promise) -> LoggedEvent | None:
    """The act by which the unit gave the date."""
    serial = promise.given.serial
    return next((one for one in sheet.log.events if "outcome" in one.rows("feedback").get(serial, {})), None)


def _changes(sheet: Sheet, promise: Promise) -> list[dict[str, Any]]:
    """Every act that moved the day, read off the log: from when to when, by whose decision, and why."""
    clocks, known, found = _serials(sheet), promise.first_date, []
    for event in sheet.log.events:
        for serial, fields in event.rows("clock").items():
            day = _day_of(fields) if serial in clocks else None
            if day is None or day == known:
                continue
            found.append(_change(sheet, event, known, day))
            known = day
    return found


def _day_of(fields: Mapping[str, Any]) -> dt.date | None:
    """The day that a changed limit ends with; None where its end did not change."""
    due_at = fields.get("due_at")
    return last_day(dt.datetime.fromisoformat(due_at)) if due_at else None


def _change(sheet: Sheet, event: LoggedEvent, before: dt.date, after: dt.date) -> dict[str, Any]:
    row = BY_ACTION.get(event.name)
    said = [one.content or "" for one in sheet.log.texts.get(event.sequence, [])]
    return {
        "before": before,
        "after": after,
        "act": Spoken(row.zh, row.en) if row is not None else event.name,
        "who": who(sheet, event),
        "at": event.occurred_at,
        "texts": list(dict.fromkeys(said)),
    }


def _asked(sheet: Sheet, row: Overlay) -> dict[str, Any]:
    """A change that waits for the hotline's decision, with the day it would be and the unit's reason."""
    return request_context(sheet, row) | {"until": row.until_date, "at": row.opened_at}
