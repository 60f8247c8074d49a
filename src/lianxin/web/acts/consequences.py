"""Says in words what an act will do: where the order goes, which limits begin and end, who is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from lianxin.law.calendar import WorkingCalendar
from lianxin.law.deadlines import compute
from lianxin.law.lamps import Spoken
from lianxin.law.state import Clock
from lianxin.law.terms import SHANGHAI, Term, midnight
from lianxin.law.words import ClockName, DayReason, StepKind, TermUnit, Word
from lianxin.records.choices import Entry, unit_names
from lianxin.web.acts.rehearsal import Rehearsal
from lianxin.web.dates import until_words

DESKS: Mapping[str, Spoken] = {
    "dispatching": Spoken("转办科", "the dispatching desk"),
    "examination": Spoken("审核科", "the examination desk"),
    "callback": Spoken("回访科", "the callback desk"),
    "supervision": Spoken("督办科", "the supervision desk"),
    "duty_office": Spoken("值班室", "the duty office"),
    "general_office": Spoken("市政府办公厅", "the general office"),
    "head_of_centre": Spoken("中心主任", "the head of the centre"),
}
"""Desks of the centre by the code that messages go by."""

CENTRE = Spoken("热线中心", "the centre")
MAIN = (ClockName.FEED_BACK, ClockName.FINISH, ClockName.REPLY, ClockName.SECOND_DATE)
"""Limits whose computation is told, the first that begins."""


def consequences(rehearsal: Rehearsal, calendar: WorkingCalendar) -> list[Spoken]:
    """The lines of a preview; the first is the heading."""
    units = {clock.unit for clock in (*rehearsal.started, *rehearsal.ended) if clock.unit is not None}
    told = {one.unit for one in rehearsal.told if one.unit is not None}
    names = unit_names({*units, *told, *(charge.unit for charge in rehearsal.taken_on)})
    return [
        _state(rehearsal, names),
        *_limits(rehearsal.started, names),
        *counted(rehearsal.started, calendar),
        *_promised(rehearsal, calendar),
        *_ended(rehearsal.ended),
        *_told(rehearsal, names),
    ]


def basis(rehearsal: Rehearsal) -> str | None:
    """The citation of the most telling limit that begins; None when none does."""
    main = main_clock(rehearsal.started)
    return main.article if main is not None else None


def main_clock(clocks: Iterable[Clock]) -> Clock | None:
    """The limit by which the matter is to be dealt with, else the earliest one."""
    found = list(clocks)
    ranked = [clock for name in MAIN for clock in found if clock.name is name]
    return next(iter([*ranked, *found]), None)


def _state(rehearsal: Rehearsal, names: Mapping[int, Entry]) -> Spoken:
    before, after = rehearsal.before.order, rehearsal.after.order
    if after.closed_as is not None and after.closed_as is not before.closed_as:
        return Spoken(f"工单办结：{after.closed_as.zh}", f"The order ends: {after.closed_as.en}")
    if after.state is not before.state:
        return Spoken(f"工单转为“{after.state.zh}”", f"The order becomes: {after.state.en}")
    for charge in rehearsal.taken_on:
        name, state = names[charge.unit], charge.state
        return Spoken(f"{name.zh}：转为“{state.zh}”", f"{name.en}: {state.en.lower()}")
    return Spoken(f"工单仍为“{after.state.zh}”", f"The order stays: {after.state.en}")


def _limits(clocks: list[Clock], names: Mapping[int, Entry]) -> list[Spoken]:
    """One line for each moment and owner: who owes what until when."""
    groups: dict[tuple[dt.datetime, int | None], dict[Word, None]] = {}
    for clock in clocks:
        groups.setdefault((clock.due_at, clock.unit), {})[clock.name] = None
    return [_limit(due_at, unit, list(words), names) for (due_at, unit), words in groups.items()]


def _limit(due_at: dt.datetime, unit: int | None, words: list[Word], names: Mapping[int, Entry]) -> Spoken:
    owner = names.get(unit or 0, CENTRE)
    until = until_words(due_at)
    zh, en = "、".join(word.zh for word in words), ", ".join(word.en for word in words)
    return Spoken(f"{until.zh} 前：{owner.zh} · {zh}", f"Before {until.en}: {owner.en} · {en}")


def counted(clocks: list[Clock], calendar: WorkingCalendar) -> list[Spoken]:
    """How the main limit is counted; nothing for hours and minutes."""
    main = main_clock(clocks)
    if main is None or not main.term_amount or main.term_unit not in (TermUnit.WORKING_DAY, TermUnit.CALENDAR_DAY):
        return []
    return [how_counted(main.started_at, Term(main.term_amount, main.term_unit), calendar)]


def _promised(rehearsal: Rehearsal, calendar: WorkingCalendar) -> list[Spoken]:
    """A second date that the act tells the caller: which day it is, and how many working days away (Art. 24)."""
    new = [row for serial, row in rehearsal.after.feedback.items() if serial not in rehearsal.before.feedback]
    return [_promise(row.second_date, row.made_at, calendar) for row in new if row.second_date is not None]


def _promise(date: dt.date, made_at: dt.datetime, calendar: WorkingCalendar) -> Spoken:
    until = until_words(midnight(date + dt.timedelta(days=1)))
    days = calendar.working_days_between(made_at.astimezone(SHANGHAI).date(), date)
    zh, en = f"第二时限 {until.zh}，距今 {days} 个工作日", f"Second date {until.en}: {days} working days from today"
    if not calendar.is_working(date):
        zh, en = f"{zh}；当日不是工作日，请核对", f"{en}; that is no working day, please check"
    return Spoken(f"{zh}；将告知来电人", f"{en}; the caller is told")


def how_counted(started_at: dt.datetime, term: Term, calendar: WorkingCalendar) -> Spoken:
    """How a term in days is counted from a moment: its length, the first day, days left out and days made up."""
    due = compute(started_at=started_at, term=term, calendar=calendar)
    out = [step.date for step in due.steps if step.code is StepKind.SKIPPED]
    extra = [step.date for step in due.steps if step.code is StepKind.MADE_UP]
    zh, en = [f"{term.zh}，当日不计"], [f"{term.en}, the first day not counted"]
    if out:
        holidays = any(calendar.kind(day).reason is DayReason.HOLIDAY for day in out)
        what = Spoken("周末和放假", "weekends and holidays") if holidays else Spoken("周末", "the weekend")
        zh.append(f"不计入 {_days(out)} 的{what.zh}")
        en.append(f"{what.en} of {_days(out)} left out")
    if extra:
        zh.append(f"计入调休上班 {_days(extra)}")
        en.append(f"make-up days {_days(extra)} counted")
    if due.provisional:
        zh.append("放假安排未公布，日期为暂定")
        en.append("provisional: the holidays are not known yet")
    return Spoken("；".join(zh), "; ".join(en))


def _days(days: list[dt.date]) -> str:
    """Days in short, those that follow one another joined: 11-28~11-29."""
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == dt.timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return " ".join(f"{run[0]:%m-%d}" if len(run) == 1 else f"{run[0]:%m-%d}~{run[-1]:%m-%d}" for run in runs)


def _ended(clocks: list[Clock]) -> list[Spoken]:
    names = list(dict.fromkeys(clock.name for clock in clocks))
    if not names:
        return []
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    return [Spoken(f"停止计时：{zh}", f"Limits that end: {en}")]


def _told(rehearsal: Rehearsal, names: Mapping[int, Entry]) -> list[Spoken]:
    zh, en = [], []
    for unit in dict.fromkeys(one.unit for one in rehearsal.told if one.unit is not None):
        zh.append(names[unit].zh)
        en.append(names[unit].en)
    callers = {one.caller for one in rehearsal.told if one.caller is not None}
    if callers:
        zh.append(f"来电人 {len(callers)} 人")
        en.append("1 caller" if len(callers) == 1 else f"{len(callers)} callers")
    for desk in dict.fromkeys(one.desk for one in rehearsal.told if one.desk is not None):
        zh.append(DESKS[desk].zh)
        en.append(DESKS[desk].en)
    return [Spoken(f"将通知：{'、'.join(zh)}", f"Will be told: {', '.join(en)}")] if zh else []
