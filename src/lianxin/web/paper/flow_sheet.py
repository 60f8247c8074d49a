"""What stands on the work flow sheet: seven blocks, and nothing by which a caller could be known (Art. 22, R44)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

from lianxin.law.draft import SHOWN_AS_DUE
from lianxin.law.lamps import Spoken
from lianxin.law.sheet_blocks import BASIS, BLOCK_OF
from lianxin.law.state import Caller, Clock
from lianxin.law.terms import SHANGHAI, until
from lianxin.law.transitions import BY_ACTION
from lianxin.law.words import ClockEnd, ClockOwner, SheetBlock, Signal, TextKind
from lianxin.records.log import LoggedEvent
from lianxin.records.people import callers_of
from lianxin.vault.flags import blank, known_in
from lianxin.web.citations import cited
from lianxin.web.orders.callers import wishes_of
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.story import story, who
from lianxin.web.orders.texts import facts, points_of
from lianxin.web.orders.timeline import signal_of

TITLE = Spoken("工作流转单", "Work flow sheet")
NUMERALS = "一二三四五六七"
OFF = frozenset(
    {TextKind.TITLE, TextKind.TRANSFER, TextKind.ADDRESS, TextKind.SUBJECT_PERSON, TextKind.POINT, TextKind.ACCOUNT}
)
"""Texts with a place of their own, and the account, which never leaves the centre on paper (R43)."""
NOT_ON_PAPER = frozenset({"来电人", "联系方式"})
SET_ASIDE = frozenset({ClockEnd.CANCELLED, ClockEnd.HANDED_ON})


def flow_sheet(sheet: Sheet) -> dict[str, Any]:
    """The context of templates/paper/flow_sheet.html."""
    page = Paper(sheet)
    return {
        "title": TITLE,
        "basis": cited(BASIS)["text"],
        "number": sheet.order.number,
        "state": sheet.order.state,
        "blocks": [
            {
                "number": Spoken(f"{NUMERALS[place]}、", f"{place + 1}. "),
                "name": block,
                "facts": list(_FACTS[block](page)) if block in _FACTS else [],
                "entries": list(page.entries(block)),
            }
            for place, block in enumerate(SheetBlock)
        ],
    }


def written(at: dt.datetime) -> str:
    """A moment as paper says it, with its year: a sheet is read when the year that now goes without saying is over."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _day(day: dt.date, _: dt.datetime) -> Spoken:
    return Spoken(day.isoformat(), day.isoformat())


class Paper:
    """An order on its way to paper: whatever is known of its callers is painted over in every text."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.known = callers_of(sheet.order.id)

    def bare(self, text: str) -> str:
        """The text without names, numbers and addresses of the order's callers."""
        return blank(text, known_in(text, self.known))

    def events(self, block: SheetBlock) -> list[LoggedEvent]:
        """What the block records, the oldest first."""
        return [event for event in self.sheet.log.events if BLOCK_OF.get(event.name) is block]

    def entries(self, block: SheetBlock) -> Iterator[dict[str, Any]]:
        """One row for each act; signals that several limits gave at one moment are one row, as in the log."""
        for signal, group in itertools.groupby(self.events(block), key=signal_of):
            if signal is None:
                yield from (self._entry(event) for event in group)
            else:
                yield self._signals(Signal(signal[0]), list(group))

    def _entry(self, event: LoggedEvent) -> dict[str, Any]:
        """One act: what, when, who, what was said; what says nothing more is a line of its own."""
        row = BY_ACTION.get(event.name)
        texts = self.sheet.log.texts.get(event.sequence, [])
        words = [self.bare(one.content or "") for one in texts if one.kind not in OFF and not one.private]
        lines, note, files = list(dict.fromkeys(words)), story(self.sheet, event, day=_day), self._files(event)
        return {
            "name": Spoken(row.zh, row.en) if row else event.name,
            "at": written(event.occurred_at),
            "who": who(self.sheet, event),
            "lines": lines,
            "note": note,
            "files": files,
            "alone": not (lines or note.zh or files),
        }

    def _signals(self, signal: Signal, events: list[LoggedEvent]) -> dict[str, Any]:
        clocks = [self.sheet.draft.clocks.get(event.payload.get("clock", 0)) for event in events]
        names = list(dict.fromkeys(clock.name for clock in clocks if clock is not None))
        zh, en = "、".join(one.zh for one in names), ", ".join(one.en for one in names)
        name = Spoken(f"{zh}{signal.zh}", f"{signal.en}: {en}" if en else signal.en)
        at, by = written(events[0].occurred_at), who(self.sheet, events[0])
        return {"name": name, "at": at, "who": by, "alone": True}

    def _files(self, event: LoggedEvent) -> Spoken | str:
        count = sum(row.sequence == event.sequence for row in self.sheet.files)
        if not count:
            return ""
        return Spoken(f"附件 {count} 个", "1 file" if count == 1 else f"{count} files")


Fact = dict[str, Any]


def _fact(zh: str, en: str, value: object) -> Fact:
    return {"label": Spoken(zh, en), "value": value}


def _of_callers(page: Paper) -> Iterator[Fact]:
    """Kinds and wishes, never who: the sheet goes from hand to hand."""
    sheet = page.sheet
    for row in sheet.draft.callers.values():
        yield _fact(f"来电人 {row.serial}", f"Caller {row.serial}", _caller(row))
    yield _fact("来源", "Channel", sheet.order.channel)
    kept = Spoken("不在纸上，由热线中心保管", "kept at the centre, not on paper")
    yield _fact("姓名、联系方式", "Name and contact", kept)


def _caller(row: Caller) -> Spoken:
    wishes = [Spoken(row.kind.zh, row.kind.en), *wishes_of(row)]
    if row.anonymous:
        wishes.append(Spoken("匿名", "anonymous"))
    return Spoken("，".join(one.zh for one in wishes), ", ".join(one.en for one in wishes))


def _of_matter(page: Paper) -> Iterator[Fact]:
    sheet = page.sheet
    yield _fact("诉求类型", "Type", sheet.order.request_type)
    yield _fact("标题", "Title", page.bare(sheet.title))
    transfer = sheet.newest(TextKind.TRANSFER)
    yield _fact("转办内容", "Text for transfer", page.bare(transfer) if transfer else Spoken("尚未转办", "none yet"))
    for one in facts(sheet):
        if one["label"].zh not in NOT_ON_PAPER:
            value = one["value"]
            said = Spoken(page.bare(value.zh), page.bare(value.en)) if isinstance(value, Spoken) else value
            yield {"label": one["label"], "value": said}
    if points := points_of(sheet):
        yield _fact("诉求要点", "Points", _points(page, points))


def _points(page: Paper, points: list[dict[str, Any]]) -> Spoken:
    """Each by the number the acts below call it by, with how it was ticked last."""
    told = [(one["serial"], page.bare(one["words"]), one["state"]) for one in points]
    zh = "\n".join(f"{serial}. {words}（{state.zh}）" for serial, words, state in told)
    return Spoken(zh, "\n".join(f"{serial}. {words} ({state.en.lower()})" for serial, words, state in told))


def _of_intake(page: Paper) -> Iterator[Fact]:
    """The limits, each with its article and what became of it; of several rounds each says which it was."""
    clocks = [one for one in page.sheet.draft.clocks.values() if one.name in SHOWN_AS_DUE and one.end not in SET_ASIDE]
    again = {one.name for one in clocks if one.round > 1}
    for clock in sorted(clocks, key=lambda one: (one.due_at, one.serial)):
        zh, en = f"时限：{clock.name.zh}", f"Limit: {clock.name.en}"
        if clock.name in again:
            zh, en = f"{zh}（第 {clock.round} 轮）", f"{en} (round {clock.round})"
        yield _fact(zh, en, _limit(page, clock))


def _limit(page: Paper, clock: Clock) -> Spoken:
    """Until when, what became of it, whose it is, and by which article."""
    running = Spoken("计时中", "running") if clock.due_at > page.sheet.draft.now else Spoken("已逾期", "overdue")
    how = Spoken(clock.end.zh, clock.end.en.lower()) if clock.end else running
    unit = page.sheet.unit(clock.unit) if clock.owner is ClockOwner.UNIT else Spoken()
    basis, at = cited(clock.article)["text"], until(clock.due_at)
    zh, en = (f"至 {at}", how.zh, unit.zh, basis.zh), (f"until {at}", how.en, unit.en, basis.en)
    return Spoken("，".join(one for one in zh if one), ", ".join(one for one in en if one))


_FACTS = {SheetBlock.CALLER: _of_callers, SheetBlock.MATTER: _of_matter, SheetBlock.INTAKE: _of_intake}
