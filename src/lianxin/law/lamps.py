"""The deadline lamps (时限灯): colour, words, and when they change, from a limit and the moment now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianxin.law.calendar import ONE_DAY, WorkingCalendar
from lianxin.law.terms import SHANGHAI, Due, last_day, midnight
from lianxin.law.words import ClockEnd, LampKey, OverlayKind

ONE_HOUR = dt.timedelta(hours=1)
ONE_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words in both languages; empty ones say nothing."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Lamp:
    """One lamp. `counts`: "down" or "up" when hours and minutes run to or from `due_at`, else empty.

    `change_at` is when colour or words change next, and the page asks again.
    """

    key: LampKey
    text: Spoken
    prefix: Spoken = Spoken()
    counts: str = ""
    due_at: dt.datetime | None = None
    change_at: dt.datetime | None = None


UNSIGNED = Spoken("待签收", "Not signed for")
AT_CENTRE = Spoken("在热线中心", "At the centre")

PENDING: dict[OverlayKind, Spoken] = {
    OverlayKind.SEND_BACK: Spoken("退单待审", "Send-back pending"),
    OverlayKind.EXTENSION: Spoken("延期待审", "Extension pending"),
    OverlayKind.WITHDRAWAL: Spoken("撤回待核实", "Withdrawal pending"),
    OverlayKind.RECUSAL: Spoken("回避待决定", "Recusal pending"),
    OverlayKind.HOST_CHANGE: Spoken("改派待审", "Host change pending"),
    OverlayKind.PROMISE_CHANGE: Spoken("改期待审", "Date change pending"),
    OverlayKind.CONTRADICTION: Spoken("联系存疑未决", "Contradiction open"),
    OverlayKind.CO_HANDLING: Spoken("协办待审", "Co-handling pending"),
    OverlayKind.REDIRECTION: Spoken("原途径待核实", "Redirection pending"),
    OverlayKind.REOPENING: Spoken("重启待审", "Reopening pending"),
}
"""Requests that lie beside the running lamp: none of them stops a clock (R18)."""


def running_lamp(due: Due, now: dt.datetime, calendar: WorkingCalendar, *, unsigned: bool = False) -> Lamp:
    """The lamp of a limit that has no end yet; `unsigned`: the order is not signed for (blue until it is overdue)."""
    if now >= due.due_at:
        return _overdue(due, now, unsigned=unsigned)
    text, counts, words_change = _left(due, now, calendar)
    colour_change = due.yellow_at if now < due.yellow_at else due.due_at
    return Lamp(
        key=LampKey.BLUE if unsigned else LampKey.GREEN if now < due.yellow_at else LampKey.AMBER,
        text=text,
        prefix=UNSIGNED if unsigned else Spoken(),
        counts=counts,
        due_at=due.due_at,
        change_at=min(colour_change, words_change),
    )


def silent_lamp() -> Lamp:
    """The lamp of a limit whose feedback lies at the centre: it counts nothing, and nobody is late by it now (R53)."""
    return Lamp(LampKey.GREY, AT_CENTRE)


def ended_lamp(started_at: dt.datetime, due_at: dt.datetime, ended_at: dt.datetime, end: ClockEnd) -> Lamp | None:
    """The lamp of a limit that was met or missed; None for one that was cancelled or handed on."""
    if end is ClockEnd.LATE:
        late = _took(ended_at - due_at)
        return Lamp(LampKey.DONE, Spoken(f"超期 {late.zh}完成", f"done {late.en} late"), due_at=due_at)
    if end is ClockEnd.MET:
        took = _took(ended_at - started_at)
        return Lamp(LampKey.DONE, Spoken(f"{took.zh}完成", f"done in {took.en}"), due_at=due_at)
    return None


def closed_lamp(late: dt.timedelta | None = None) -> Lamp:
    """The lamp of a closed order; `late`: by how much its feedback came after its date."""
    if late is None or late <= dt.timedelta():
        return Lamp(LampKey.DONE, Spoken("已办结", "Closed"))
    words = _took(late)
    return Lamp(LampKey.DONE, Spoken(f"超期 {words.zh}办结", f"closed {words.en} late"))


def pending_lamp(kind: OverlayKind) -> Lamp | None:
    """The grey lamp beside the running one while a request waits for its decision; None for other overlays."""
    words = PENDING.get(kind)
    return Lamp(LampKey.GREY, words) if words is not None else None


# ---- words of time ---------------------------------------------------------------------------------------------------


def _overdue(due: Due, now: dt.datetime, *, unsigned: bool) -> Lamp:
    past = now - due.due_at
    words = _span(past)
    by_the_hour = past >= ONE_DAY
    return Lamp(
        key=LampKey.RED,
        text=Spoken(f"逾期 {words.zh}", f"{words.en} overdue"),
        prefix=UNSIGNED if unsigned else Spoken(),
        counts="" if by_the_hour else "up",
        due_at=due.due_at,
        change_at=due.due_at + (past // ONE_HOUR + 1) * ONE_HOUR if by_the_hour else due.due_at + ONE_DAY,
    )


def _left(due: Due, now: dt.datetime, calendar: WorkingCalendar) -> tuple[Spoken, str, dt.datetime]:
    """The words for what is left, how they count, and when they change by themselves."""
    today = now.astimezone(SHANGHAI).date()
    next_midnight = midnight(today + ONE_DAY)
    due_date = last_day(due.due_at)
    if due.due_at == midnight(due_date + ONE_DAY) and due_date > today:
        days = calendar.working_days_between(today, due_date)
        if days:
            return Spoken(f"剩 {days} 个工作日", f"{_plural(days, 'working day')} left"), "", next_midnight
    left = due.due_at - now
    words = _span(left)
    spoken = Spoken(f"剩 {words.zh}", f"{words.en} left")
    if left >= ONE_DAY:
        return spoken, "", due.due_at - left // ONE_HOUR * ONE_HOUR + dt.timedelta(seconds=1)
    return spoken, "down", due.due_at


def _plural(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def _took(length: dt.timedelta) -> Spoken:
    """Like `_span`, but a few minutes are 38 分钟: a length, no count."""
    words = _span(length)
    return Spoken(f"{words.zh}钟", words.en) if length < ONE_HOUR else words


def _span(length: dt.timedelta) -> Spoken:
    """2 天 6 时 / 2 d 6 h, 3 时 20 分 / 3 h 20 min, 38 分 / 38 min; what is shorter than a minute is 1 minute."""
    if length >= ONE_DAY:
        hours = (length % ONE_DAY) // ONE_HOUR
        if not hours:
            return Spoken(f"{length.days} 天", _plural(length.days, "day"))
        return Spoken(f"{length.days} 天 {hours} 时", f"{length.days} d {hours} h")
    minutes = max(1, length // ONE_MINUTE)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return Spoken(f"{minutes} 分", f"{minutes} min")
    return Spoken(f"{hours} 时 {rest} 分", f"{hours} h {rest} min")
