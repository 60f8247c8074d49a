"""The limits of an order: the lamp of each, what it rests on, and how its end was computed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from lianxin.law.articles import HOUSE_RULES, TEXTS, citation
from lianxin.law.calendar import WorkingCalendar
from lianxin.law.deadlines import compute, compute_until
from lianxin.law.lamps import Spoken
from lianxin.law.state import Clock
from lianxin.law.terms import Step, Term, last_day
from lianxin.law.words import ClockEnd, ClockName, ClockOwner, OrderState, StepKind, TermUnit
from lianxin.records.calendars import calendar_for
from lianxin.web.citations import law_href
from lianxin.web.lists.lamps import lamp_of
from lianxin.web.orders.sheet import Sheet

N, S = ClockName, OrderState
SET_ASIDE = frozenset({ClockEnd.CANCELLED, ClockEnd.HANDED_ON})
MAIN = (N.FEED_BACK, N.FINISH, N.SECOND_DATE)

WAITING: dict[ClockName, tuple[frozenset[OrderState], Spoken]] = {
    N.EXAMINE: (
        frozenset({S.REGISTERED, S.DISPATCHING, S.HANDLING, S.TRACKED}),
        Spoken("反馈后起算", "starts with the feedback"),
    ),
    N.CALLBACK: (
        frozenset({S.REGISTERED, S.DISPATCHING, S.HANDLING, S.TRACKED, S.FED_BACK}),
        Spoken("审核通过后起算", "starts once examined"),
    ),
}
"""Limits that are still to come, in which states, and what starts them."""


def clocks_context(sheet: Sheet) -> dict[str, Any]:
    """`clocks`, `earlier_clocks` and `regime` of templates/orders/_clocks.html."""
    rows = sorted(sheet.draft.clocks.values(), key=lambda one: (one.due_at, list(N).index(one.name), one.serial))
    now = [one for one in rows if one.running]
    before = [one for one in rows if not one.running]
    opened = _told(now)
    return {
        "clocks": [_clock(sheet, one, is_open=one is opened) for one in now] + _to_come(sheet, now),
        "earlier_clocks": [_clock(sheet, one, is_open=False) for one in before],
        "regime": _regime(sheet),
    }


def _told(clocks: list[Clock]) -> Clock | None:
    """The limit whose computation is shown without asking: the main one that runs, unless it waits for the centre."""
    running = [one for one in clocks if one.running and one.name in MAIN and not one.silent]
    return running[0] if running else None


def _clock(sheet: Sheet, clock: Clock, *, is_open: bool) -> dict[str, Any]:
    calendar = calendar_of(clock, sheet.draft.around.calendar)
    return {
        "name": _name(sheet, clock),
        "lamp": lamp_of(clock, sheet.draft.now, calendar),
        "waiting": clock.end if clock.end in SET_ASIDE else "",
        "term": _term(clock),
        "due_at": clock.due_at,
        "provisional": clock.provisional and clock.running,
        "note": _note(sheet, clock),
        "basis": basis_of(clock.article),
        "steps": steps_of(clock, calendar),
        "open": is_open,
    }


def calendar_of(clock: Clock, today: WorkingCalendar) -> WorkingCalendar:
    """The calendar the limit was computed with; today's where that one is not kept."""
    if clock.calendar == today.version:
        return today
    try:
        return calendar_for(clock.calendar)
    except LookupError:
        return today


def _name(sheet: Sheet, clock: Clock) -> Spoken:
    """The limit's name, and for whom it is where there are several of it."""
    same = [one for one in sheet.draft.clocks.values() if one.name is clock.name and one.running == clock.running]
    if len(same) < 2:
        return Spoken(clock.name.zh, clock.name.en)
    if clock.caller is not None and len({one.caller for one in same}) > 1:
        return Spoken(f"{clock.name.zh} · 来电人 {clock.caller}", f"{clock.name.en} · caller {clock.caller}")
    if clock.running and clock.unit is not None and len({one.unit for one in same}) > 1:
        unit = sheet.unit(clock.unit)
        return Spoken(f"{clock.name.zh} · {unit.zh}", f"{clock.name.en} · {unit.en}")
    return Spoken(clock.name.zh, clock.name.en)


def _term(clock: Clock) -> object:
    if not clock.term_amount:
        return Spoken("按定下的日期", "to the date that was set")
    term = Term(clock.term_amount, clock.term_unit)
    if not clock.extension_amount:
        return term
    more = Term(clock.extension_amount, TermUnit.WORKING_DAY)
    return Spoken(f"{term.zh}，延长 {more.zh}", f"{term.en}, extended by {more.en}")


def _note(sheet: Sheet, clock: Clock) -> Spoken:
    host = sheet.draft.host
    owners = [clock.owner] if clock.owner is ClockOwner.DESK else []
    zh, en = [one.zh for one in owners], [one.en for one in owners]
    if clock.unit is not None and (host is None or clock.unit != host.unit):
        zh.append(sheet.unit(clock.unit).zh)
        en.append(sheet.unit(clock.unit).en)
    if clock.silent and clock.running:
        zh.append("反馈在热线中心期间不发提醒")
        en.append("quiet while the feedback lies at the centre")
    return Spoken("，".join(zh), ", ".join(en))


def basis_of(article: str) -> dict[str, Any]:
    """The article alone where it is the city's own regulation; the house rules are never shown as law."""
    cited = citation(article)
    if cited.article.text == HOUSE_RULES:
        return {
            "text": Spoken(f"{cited.text.name_zh} {article}", f"{cited.text.name_en} {article}"),
            "href": law_href(article),
        }
    short = Spoken(cited.place_zh or cited.zh, cited.place_en or cited.en)
    return {"text": short, "href": law_href(article)}


def steps_of(clock: Clock, calendar: WorkingCalendar) -> tuple[Step, ...]:
    """How the end was found; where a later decision moved it, that is said last."""
    if clock.until_date is not None or not clock.term_amount:
        until = clock.until_date or last_day(clock.due_at)
        due = compute_until(started_at=clock.started_at, until=until, calendar=calendar, source=clock.article)
    else:
        more = Term(clock.extension_amount, TermUnit.WORKING_DAY) if clock.extension_amount else None
        term = Term(clock.term_amount, clock.term_unit)
        due = compute(started_at=clock.started_at, term=term, calendar=calendar, extension=more, source=clock.article)
    if due.due_at == clock.due_at:
        return due.steps
    day = last_day(clock.due_at)
    kept = Step(StepKind.KEPT, day, "以后来的决定为准", "moved by a later decision", clock.due_at)
    return (*due.steps, kept)


def _to_come(sheet: Sheet, now: list[Clock]) -> list[dict[str, Any]]:
    found = []
    for name, (states, words) in WAITING.items():
        limit = sheet.draft.policy.term(name, sheet.draft.rule_facts)
        if limit is None or sheet.order.state not in states or any(one.name is name and one.running for one in now):
            continue
        found.append({"name": name, "waiting": words, "term": limit[0], "basis": basis_of(limit[1].article)})
    return found


def _regime(sheet: Sheet) -> dict[str, Any]:
    """The text that binds the order first, and the page that says which clause won for it."""
    text = TEXTS[sheet.draft.policy.regimes[0]]
    href = f"{reverse('law')}?{urlencode({'order': sheet.order.number})}"
    return {"text": Spoken(text.name_zh, text.name_en), "href": href}
