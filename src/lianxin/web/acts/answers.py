"""Reads what was posted: values for the act, or for each field what is wrong with it and what to do."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from lianxin.law.decisions.points import PointCheck
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import NumberRefused, parse_number
from lianxin.law.points import LONGEST_POINT, MOST_POINTS
from lianxin.law.terms import SHANGHAI
from lianxin.records.orders import order_with_number
from lianxin.web.acts.asked import Asked
from lianxin.web.acts.points import NotAPoint, checks, posted
from lianxin.web.acts.signature import Kind
from lianxin.web.plain import plain

MOBILE_DIGITS = 11
SHORTEST_PHONE = 3
MOST_DAYS = 365
YEARS = (1949, 2199)
"""What can be meant by a year; the calendar of the database and of Python end not far beyond."""


class Wrong(Exception):
    """An answer that cannot be taken: what is wrong and what to do, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.said = Spoken(zh, en)
        super().__init__(en)


@dataclass(slots=True)
class Answers:
    """`values` for the act by field name, `said` as it was typed, `errors` by field name."""

    values: dict[str, object] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, Spoken] = field(default_factory=dict)


def read_answers(fields: Iterable[Asked], data: QueryDict) -> Answers:
    """Every field's answer; a field that is not asked for under the other answers counts as empty."""
    answers, fields = Answers(), list(fields)
    rules = {one.name: one.field.shown_when for one in fields}
    for one in fields:
        given = posted(data) if one.parameter.kind is Kind.POINTS else [plain(text) for text in data.getlist(one.name)]
        answers.said[one.name] = given
        if not is_shown(one.name, rules, data):
            answers.values[one.name] = one.parameter.empty
            continue
        try:
            answers.values[one.name] = _value(one, [text for text in given if text])
        except Wrong as wrong:
            answers.errors[one.name] = wrong.said
    return answers


def as_posted(said: Mapping[str, list[str]]) -> QueryDict:
    """What stands in the fields, as a browser would send it."""
    data = QueryDict(mutable=True)
    for name, given in said.items():
        data.setlist(name, given)
    return data


def is_shown(name: str, rules: Mapping[str, str], data: QueryDict) -> bool:
    """Whether a field is asked for, by the rules the browser goes by too ("outcome=done|constrained").

    A field that hangs on one that is itself not asked for is not asked for either.
    """
    above, _, values = rules.get(name, "").partition("=")
    if not above:
        return True
    chosen = data.getlist(above) or [""]
    return any(value in chosen for value in values.split("|")) and is_shown(above, rules, data)


def _value(one: Asked, given: list[str]) -> object:
    if not given:
        if one.needed:
            raise _missing(one)
        return one.parameter.empty
    if one.parameter.kind is Kind.POINTS:
        return _ticked(one, given)
    if one.parameter.several:
        return tuple(_chosen(one, text) for text in given)
    return _READERS.get(one.parameter.kind, _chosen)(one, given[0])


def _missing(one: Asked) -> Wrong:
    label = one.field.label
    if one.choices:
        return Wrong(f"请选择“{label.zh}”", f"Choose: {label.en}")
    return Wrong(f"请填写“{label.zh}”", f"Fill in: {label.en}")


def _chosen(one: Asked, text: str) -> object:
    if text not in {choice.value for choice in one.choices}:
        raise Wrong(f"“{one.field.label.zh}”请从列表中选择", f"Choose from the list: {one.field.label.en}")
    if one.parameter.word is not None:
        return one.parameter.word(text)
    return int(text) if one.parameter.numeric else text


def _written(one: Asked, text: str) -> str:
    most = one.field.most
    if most and len(text) > most:
        raise Wrong(
            f"最多 {most} 字，现为 {len(text)} 字，请删减", f"At most {most} characters, not {len(text)}: shorten it"
        )
    if one.field.telephone:
        _check_phone(text)
    return text


def _check_phone(text: str) -> None:
    digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))
    if len(digits) < SHORTEST_PHONE:
        raise Wrong("电话号码中没有足够的数字，请核对", "That is too short for a telephone number: check it")
    if re.match(r"1[3-9]", digits) and len(digits) != MOBILE_DIGITS:
        zh = f"手机号应为 {MOBILE_DIGITS} 位，现为 {len(digits)} 位"
        raise Wrong(zh, f"A mobile number has {MOBILE_DIGITS} digits, this has {len(digits)}")


def _decided(one: Asked, text: str) -> bool:
    _chosen(one, text)
    return text == "yes"


def _dated(one: Asked, text: str) -> dt.date:
    try:
        return _within(dt.date.fromisoformat(text))
    except ValueError:
        raise Wrong(f"“{one.field.label.zh}”应为年-月-日，如 2026-11-30", "Write the date as 2026-11-30") from None


def _within(date: dt.date) -> dt.date:
    """The date, unless its year is a slip of the keyboard."""
    if not YEARS[0] <= date.year <= YEARS[1]:
        raise ValueError
    return date


def _at_moment(one: Asked, text: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
        _within(moment.date())
    except ValueError:
        zh = f"“{one.field.label.zh}”应为日期和时间，如 2026-11-30 08:30"
        raise Wrong(zh, "Write date and time as 2026-11-30 08:30") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=SHANGHAI)


def _counted(_: Asked, text: str) -> int:
    plain = unicodedata.normalize("NFKC", text)
    if not plain.isdecimal() or not 1 <= int(plain) <= MOST_DAYS:
        raise Wrong(f"请填写 1 至 {MOST_DAYS} 的整数", f"Write a whole number from 1 to {MOST_DAYS}")
    return int(plain)


def _ticked(one: Asked, given: list[str]) -> tuple[PointCheck, ...]:
    try:
        return checks(one.choices, given)
    except NotAPoint:
        zh = f"要点最多 {LONGEST_POINT} 字；其余请从页面所列选择"
        en = f"A point has at most {LONGEST_POINT} characters; choose all else from what the page offers"
        raise Wrong(zh, en) from None


def _lines(one: Asked, text: str) -> tuple[str, ...]:
    lines = tuple(filter(None, (plain(line) for line in text.splitlines())))
    if len(lines) > MOST_POINTS or any(len(line) > LONGEST_POINT for line in lines):
        zh = f"“{one.field.label.zh}”最多 {MOST_POINTS} 行，每行最多 {LONGEST_POINT} 字"
        raise Wrong(zh, f"At most {MOST_POINTS} lines of {LONGEST_POINT} characters each")
    return lines


def _numbered(one: Asked, text: str) -> str | int:
    try:
        number = parse_number(text)
    except NumberRefused as problem:
        raise Wrong(f"{problem.zh}，请核对工单号", f"{problem.en}: check the number") from None
    found = order_with_number(number)
    if found is None:
        raise Wrong("没有这个工单，请核对工单号", "There is no such order: check the number")
    return found if one.parameter.by_id else number


_READERS: Mapping[Kind, Callable[[Asked, str], object]] = {
    Kind.TEXT: _written,
    Kind.YES_NO: _decided,
    Kind.DATE: _dated,
    Kind.MOMENT: _at_moment,
    Kind.AMOUNT: _counted,
    Kind.ORDER: _numbered,
    Kind.LINES: _lines,
}


def unchanged(said: Mapping[str, list[str]], before: Mapping[str, list[str]]) -> frozenset[str]:
    """Fields in which what was recorded still stands."""
    return frozenset(name for name, given in said.items() if _plain(given) == _plain(before.get(name, [])))


def _plain(given: list[str]) -> list[str]:
    return sorted(text for text in given if text)
