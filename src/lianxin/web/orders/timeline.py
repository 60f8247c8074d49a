"""What happened to an order, newest first, as far as the reader may know it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from lianxin.law.lamps import Spoken
from lianxin.law.transitions import BY_ACTION
from lianxin.law.words import Role, Signal, TextKind
from lianxin.records.log import LoggedEvent
from lianxin.web.addresses import in_list
from lianxin.web.citations import cited
from lianxin.web.orders.beside import file_links
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.story import story, who

OWN = "unit"
RECORDED = "jinan_2018:22"
SHOWN_ABOVE = frozenset(
    {TextKind.TITLE, TextKind.ACCOUNT, TextKind.TRANSFER, TextKind.ADDRESS, TextKind.SUBJECT_PERSON, TextKind.POINT}
)
"""Texts with a place of their own on the page; the log does not say them twice."""

BAD = frozenset({"return_for_correction", "rehandle", "overturn_stop", "recall", "contest", "refer_to_police"})
GOOD = frozenset({"close", "examine"})


def timeline_context(sheet: Sheet, asked: QueryDict) -> dict[str, Any]:
    """`timeline` of templates/orders/_timeline.html."""
    own = asked.get("log") == OWN
    events = [event for event in reversed(sheet.log.events) if not own or _is_own(sheet, event)]
    page = reverse("order", args=[sheet.order.number])
    ours = in_list(f"{page}?log={OWN}", sheet.of)
    choices = [
        {"href": f"{in_list(page, sheet.of)}#timeline", "text": Spoken("全部记录", "Everything"), "current": not own},
        {"href": f"{ours}#timeline", "text": Spoken("本单位", "My unit"), "current": own},
    ]
    return {
        "timeline": {
            "entries": entries_of(sheet, events),
            "choices": choices if sheet.draft.actor.unit is not None else [],
            "basis": {
                "text": Spoken("第二十二条：全过程记录", "Art. 22: everything is recorded"),
                "href": cited(RECORDED)["href"],
            },
        }
    }


def _is_own(sheet: Sheet, event: LoggedEvent) -> bool:
    return event.unit is not None and event.unit == sheet.draft.actor.unit


def entries_of(sheet: Sheet, events: list[LoggedEvent]) -> list[dict[str, Any]]:
    """These events, the newest first, as components/timeline.html shows them."""
    return list(_entries(sheet, events))


def _entries(sheet: Sheet, events: list[LoggedEvent]) -> Iterator[dict[str, Any]]:
    """One entry for each event; signals that several limits gave at one moment are said together."""
    for signal, group in itertools.groupby(events, key=signal_of):
        found = list(group)
        if signal is None:
            yield from (_entry(sheet, event) for event in found)
        else:
            yield _signal_entry(sheet, Signal(signal[0]), found)


def signal_of(event: LoggedEvent) -> tuple[str, dt.datetime] | None:
    """The signal a limit gave and when: what is the same in both is said together; None for all other acts."""
    given = event.payload.get("signal")
    return (given, event.occurred_at) if given else None


def _signal_entry(sheet: Sheet, signal: Signal, events: list[LoggedEvent]) -> dict[str, Any]:
    clocks = [sheet.draft.clocks.get(event.payload.get("clock", 0)) for event in reversed(events)]
    names = list(dict.fromkeys(clock.name for clock in clocks if clock is not None))
    return {
        "name": Spoken(signal.zh, signal.en),
        "who": who(sheet, events[0]),
        "text": Spoken("、".join(one.zh for one in names), ", ".join(one.en for one in names)),
        "at": events[0].occurred_at,
        "tone": "red" if signal in (Signal.RED_CARD, Signal.OVERDUE) else "grey",
    }


def _entry(sheet: Sheet, event: LoggedEvent) -> dict[str, Any]:
    row = BY_ACTION.get(event.name)
    words = [one.content or "" for one in sheet.log.texts.get(event.sequence, []) if one.kind not in SHOWN_ABOVE]
    words = list(dict.fromkeys(words))  # an act that decides and carries out says its reason twice
    return {
        "name": Spoken(row.zh, row.en) if row else event.name,
        "who": who(sheet, event),
        "text": "\n".join(words),
        "note": story(sheet, event),
        "files": file_links(sheet, event.sequence),
        "at": event.occurred_at,
        "tone": _tone(event),
    }


def _tone(event: LoggedEvent) -> str:
    if event.name in BAD or event.payload.get("upheld") is False or event.payload.get("reply_stands") is False:
        return "red"
    if event.name in GOOD:
        return "green"
    return "grey" if event.role is Role.SYSTEM else ""
