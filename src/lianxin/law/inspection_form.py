"""The form by which a city scores intake: criteria in groups with points, faults that are fatal, limits; dated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lianxin.law.articles import citation
from lianxin.law.city_files import DataRefused, need, optional, read_toml
from lianxin.law.city_rows import Row, parse_row
from lianxin.law.inspection import BY_RULE, MOST_PER_AGENT
from lianxin.law.terms import Term
from lianxin.law.words import InspectionCause, TermUnit

FULL = 100
"""Points of an intake in which nothing was wrong."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is looked at; `levels` are the points it can be given, the most first."""

    code: str
    zh: str
    en: str
    levels: tuple[int, ...]
    basis: str

    @property
    def most(self) -> int:
        """Points where all was well."""
        return self.levels[0]


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria that belong together."""

    zh: str
    en: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What makes the whole score zero."""

    code: str
    zh: str
    en: str
    basis: str


@dataclass(frozen=True, slots=True)
class Nightly:
    """What happens by itself: orders and calls drawn of each agent a night (0: none), rules that flag, their bounds.

    An account of fewer characters than `account_characters`, or a talk of more minutes than `call_minutes`, is unusual.
    """

    orders_per_agent: int
    calls_per_agent: int
    flags: tuple[InspectionCause, ...]
    account_characters: int
    call_minutes: int


@dataclass(frozen=True)
class InspectionForm:
    """One dated version of the form, checked; its levels sum to `FULL`."""

    version: str
    in_force_from: dt.date
    appeal_working_days: int
    appeal_basis: str
    groups: tuple[Group, ...]
    faults: tuple[Fault, ...]
    nightly: Nightly

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """All criteria by code, in their order."""
        return {one.code: one for group in self.groups for one in group.criteria}

    @cached_property
    def fault_by_code(self) -> Mapping[str, Fault]:
        """All fatal faults by code, in their order."""
        return {one.code: one for one in self.faults}

    @property
    def appeal_term(self) -> Term:
        """Within which time a score can be appealed against."""
        return Term(self.appeal_working_days, TermUnit.WORKING_DAY)


def parse_form(text: str, source: str) -> InspectionForm:
    """The form from TOML (see the demo city's `inspection.toml`); raises `DataRefused` with file, key and reason."""
    file = Row(read_toml(text, source), source)
    form = InspectionForm(
        version=file.text("version"),
        in_force_from=file.date("in_force_from"),
        appeal_working_days=_count(file, "appeal_working_days", least=1, most=30),
        appeal_basis=_basis(file, "appeal_basis"),
        groups=tuple(parse_row(row, _group) for row in file.rows("groups")),
        faults=tuple(parse_row(row, _fault) for row in file.rows("faults")),
        nightly=parse_row(file.row("nightly"), _nightly),
    )
    file.finish()
    _check(form, source)
    return form


def _group(row: Row) -> Group:
    return Group(
        zh=row.text("zh"),
        en=row.text("en"),
        criteria=tuple(parse_row(one, _criterion) for one in row.rows("criteria")),
    )


def _criterion(row: Row) -> Criterion:
    levels = tuple(_whole(one, row) for one in _list(row, "levels"))
    if len(levels) < 2 or list(levels) != sorted({*levels}, reverse=True) or levels[-1] != 0:
        row.refuse("levels", "应由高到低，至少两档，末档为 0", "must fall, at least two of them, and end with 0")
    return Criterion(row.text("code"), row.text("zh"), row.text("en"), levels, _basis(row, "basis"))


def _fault(row: Row) -> Fault:
    return Fault(row.text("code"), row.text("zh"), row.text("en"), _basis(row, "basis"))


def _nightly(row: Row) -> Nightly:
    known = {one.value: one for one in BY_RULE}
    flags = [str(one) for one in _list(row, "flags")]
    for one in flags:
        if one not in known:
            names = ", ".join(known)
            row.refuse("flags", f"没有“{one}”；可用的有：{names}", f"there is no rule {one!r}; use: {names}")
    return Nightly(
        orders_per_agent=_count(row, "orders_per_agent", most=MOST_PER_AGENT),
        calls_per_agent=_count(row, "calls_per_agent", most=MOST_PER_AGENT),
        flags=tuple(known[one] for one in flags),
        account_characters=_count(row, "account_characters"),
        call_minutes=_count(row, "call_minutes", least=1),
    )


def _list(row: Row, key: str) -> list[object]:
    row.asked(key)
    return need(row.table, key, list, row.source, row.at)


def _whole(value: object, row: Row) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        row.refuse("levels", f"应为不小于 0 的整数，现为 {value!r}", f"must be whole numbers from 0, not {value!r}")
    return value


def _count(row: Row, key: str, *, least: int = 0, most: int = 1000) -> int:
    row.asked(key)
    value = optional(row.table, key, int, row.source, row.at)
    if value is None or not least <= value <= most:
        row.refuse(key, f"应为 {least} 至 {most} 的整数", f"must be a whole number from {least} to {most}")
    return value


def _basis(row: Row, key: str) -> str:
    value = row.text(key)
    try:
        citation(value)
    except KeyError as missing:
        row.refuse(key, f"没有这一条：{value}", str(missing.args[0]))
    return value


def _check(form: InspectionForm, source: str) -> None:
    codes = [one.code for group in form.groups for one in group.criteria] + [one.code for one in form.faults]
    twice = sorted({one for one in codes if codes.count(one) > 1})
    if twice:
        zh, en = f"代码重复：{'、'.join(twice)}", f"codes given twice: {', '.join(twice)}"
        raise DataRefused(source, "code", zh, en)
    points = sum(one.most for one in form.criteria.values())
    if points != FULL:
        zh, en = f"各项满分合计应为 {FULL}，现为 {points}", f"must sum to {FULL} where all is well, not {points}"
        raise DataRefused(source, "groups", zh, en)
