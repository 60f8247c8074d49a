"""The words of messages: for everything the law tells somebody there are words in both languages, and no others."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

import lianxin.law
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Desk, Signal
from lianxin.messaging.to_callers import TO_CALLERS
from lianxin.messaging.to_staff import TO_STAFF
from lianxin.messaging.wording import Said, Wording, by_template, gaps, said_until, say

LAW = Path(lianxin.law.__file__).parent
TELLING = {"tell", "tell_callers", "tell_unit_and_parent", "NewDelivery", "welcome"}
NAMES = {
    "number", "hotline", "days", "term", "unit", "date", "handling_date", "second_date", "text", "limit", "due", "link",
    "rate_by", "code", "minutes",
}  # fmt: skip
ROWS = [*TO_CALLERS.values(), *TO_STAFF.values()]


def tellings() -> Iterator[ast.Call]:
    """Every place in the law where somebody is told something."""
    for place in sorted(LAW.rglob("*.py")):
        for node in ast.walk(ast.parse(place.read_text(encoding="utf-8"))):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in TELLING:
                yield node


def strings(node: ast.AST) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((one.value for one in call.keywords if one.arg == name), None)


def told() -> tuple[set[str], set[str]]:
    """The templates told to callers and to staff, read off the law's own code."""
    callers, staff = set(), {signal.value for signal in Signal}
    for call in tellings():
        function = getattr(call.func, "attr", getattr(call.func, "id", ""))
        said = set().union(*(strings(one) for one in call.args)) | strings(keyword(call, "template") or ast.Pass())
        if function in ("tell_callers", "welcome") or keyword(call, "caller") is not None:
            callers |= said
        else:
            staff |= said
    return callers, staff


def test_whatever_callers_are_told_has_words_and_no_words_are_idle() -> None:
    assert told()[0] == set(TO_CALLERS)


def test_whatever_units_and_desks_are_told_has_words_and_no_words_are_idle() -> None:
    by_the_jobs = {"message_failed"}
    assert told()[1] | by_the_jobs == set(TO_STAFF)


def test_every_desk_the_law_tells_is_a_desk() -> None:
    named = set().union(*(strings(keyword(call, "desk") or ast.Pass()) for call in tellings()))
    assert len(named) > 4
    assert named <= {desk.value for desk in Desk}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.template)
def test_both_languages_say_the_same_and_ask_for_what_there_is(row: Wording) -> None:
    assert len(row.zh) == len(row.en)
    for zh, en in zip((row.title_zh, *row.zh), (row.title_en, *row.en), strict=True):
        assert gaps(zh) == gaps(en), f"{zh} / {en}"
        assert gaps(zh) <= NAMES
    assert gaps(row.zh[0]) <= {"number", "hotline", "limit", "due", "date", "second_date"}
    assert not any(mark in sentence for sentence in row.zh for mark in (",", "!", "?", ";")), "full-width marks"


@pytest.mark.parametrize("row", TO_CALLERS.values(), ids=lambda row: row.template)
def test_callers_know_who_writes_and_about_which_order(row: Wording) -> None:
    assert "【{hotline}】" in row.zh[0]
    assert "{number}" in "".join(row.zh)


def test_a_sentence_of_which_something_is_unknown_is_left_out() -> None:
    row = Wording("x", "题", "Title", ("工单 {number}。", "日期{date}。"), ("Order {number}.", "Date {date}."))
    assert say(row, {"number": Said("7", "7")}, english=False) == ("题", "工单 7。")
    known = {"number": Said("7", "7"), "date": Said("明日", "tomorrow")}
    assert say(row, known, english=True) == ("题 · Title", "工单 7。日期明日。\n\nOrder 7. Date tomorrow.")


def test_a_whole_day_ends_at_24_and_other_moments_are_said_to_the_minute() -> None:
    assert said_until(dt.datetime(2026, 11, 14, tzinfo=SHANGHAI)) == Said(
        "2026年11月13日24:00", "24:00 on 13 November 2026"
    )
    assert said_until(dt.datetime(2026, 11, 6, 10, 30, tzinfo=SHANGHAI)).zh == "2026年11月6日10:30"


def test_no_template_has_two_wordings() -> None:
    row = Wording("x", "题", "Title", (), ())
    with pytest.raises(ValueError, match="two wordings"):
        by_template([row, row])
