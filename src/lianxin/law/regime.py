"""Reads a regime: dated, cited TOML in one shape; what is unknown, undated, uncited or ambiguous is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lianxin.law.articles import TEXTS, citation
from lianxin.law.city_files import DataRefused, need, optional, read_toml, refuse_unknown
from lianxin.law.regime_keys import KEYS
from lianxin.law.regime_rules import DIMENSIONS, WORDS, Match, Rule
from lianxin.law.regime_values import ValueRefused
from lianxin.law.words import RegimeLevel, RegimeWord

FILE_KEYS = ("id", "text", "level", "selectable", "uncertain", "with", "in_force", "rule", "floor")
RULE_KEYS = ("key", "value", "article", "match", "unless", "from", "to", "uncertain")
FLOOR_KEYS = ("key", "value", "article", "uncertain")
DATE_KEYS = ("from", "to", "uncertain")


@dataclass(frozen=True, slots=True)
class Floor:
    """What no city may choose otherwise: the value must be this, or a list must contain it.

    `uncertain`: the text cited comes nearest, but says it of something else or was not read in full.
    """

    key: str
    value: object
    article: str
    uncertain: bool = False

    def kept_by(self, value: object) -> bool:
        """Whether a rule's value stays above the floor."""
        if isinstance(self.value, tuple):
            return isinstance(value, tuple) and set(self.value) <= set(value)
        return value == self.value


@dataclass(frozen=True, slots=True)
class RegimeLayer:
    """One text, read: its rules by key, what it leaves silent, and the floors it sets.

    `version` identifies the content; `selectable` is false for texts kept for comparison; `companions` are the
    regimes it stands with; `in_force` is the first and last day (None: not known, or without end), a guess where
    `in_force_uncertain`.
    """

    id: str
    version: str
    text: str
    level: RegimeLevel
    rules: tuple[Rule, ...]
    silent: tuple[str, ...] = ()
    floors: tuple[Floor, ...] = ()
    companions: tuple[str, ...] = ()
    in_force: tuple[dt.date | None, dt.date | None] = (None, None)
    in_force_uncertain: bool = False
    selectable: bool = True
    uncertain: bool = False
    source: str = field(default="", compare=False)

    @property
    def zh(self) -> str:
        """The name of the text."""
        return TEXTS[self.text].name_zh

    @property
    def en(self) -> str:
        """The name of the text."""
        return TEXTS[self.text].name_en

    def binds_on(self, on: dt.date) -> bool:
        """Whether the text is in force on this day."""
        since, until = self.in_force
        return (since is None or since <= on) and (until is None or on <= until)


def parse_regime(text: str, source: str) -> RegimeLayer:
    """One regime from TOML (see `cities/regimes/`); raises `DataRefused` with file, key and reason."""
    data = read_toml(text, source)
    refuse_unknown(data, FILE_KEYS, source)
    name = need(data, "id", str, source)
    cited = optional(data, "text", str, source) or name
    if cited not in TEXTS:
        raise DataRefused(source, "text", f"没有 {cited} 这部文本", f"{cited} is no text that can be cited")
    rows = list(_rows(data, "rule", source))
    rules = tuple(_rule(row, n, cited, source) for n, row in rows if row.get("value") != RegimeWord.SILENT.value)
    _refuse_ties(rules, source)
    dates = optional(data, "in_force", dict, source) or {}
    return RegimeLayer(
        id=name,
        version=f"{name}@{_digest(data)}",
        text=cited,
        level=_level(data, source),
        rules=rules,
        silent=tuple(
            _key(row, f"rule[{n}].", source) for n, row in rows if row.get("value") == RegimeWord.SILENT.value
        ),
        floors=tuple(_floor(row, n, cited, source) for n, row in _rows(data, "floor", source)),
        companions=tuple(str(one) for one in optional(data, "with", list, source) or []),
        in_force=_dates(dates, source, "in_force."),
        in_force_uncertain=optional(dates, "uncertain", bool, source, "in_force.") or False,
        selectable=data.get("selectable", True) is True,
        uncertain=data.get("uncertain", False) is True,
        source=source,
    )


def _digest(data: Mapping[str, Any]) -> str:
    canonical = json.dumps(data, default=str, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _level(data: Mapping[str, Any], source: str) -> RegimeLevel:
    level = need(data, "level", str, source)
    for one in RegimeLevel:
        if one.value == level:
            return one
    codes = ", ".join(RegimeLevel)
    raise DataRefused(source, "level", f"应为其中之一：{codes}", f"must be one of {codes}")


def _rows(data: Mapping[str, Any], kind: str, source: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for n, row in enumerate(optional(data, kind, list, source) or [], start=1):
        at = f"{kind}[{n}]."
        if not isinstance(row, dict):
            raise DataRefused(source, at.rstrip("."), f"应写成 [[{kind}]] 表", f"must be a [[{kind}]] table")
        refuse_unknown(row, RULE_KEYS if kind == "rule" else FLOOR_KEYS, source, at)
        yield n, row


def _key(row: Mapping[str, Any], at: str, source: str) -> str:
    key = need(row, "key", str, source, at)
    if key not in KEYS:
        raise DataRefused(
            source, f"{at}key", f"没有 {key} 这一项规则", f"no rule is called {key}; see law/regime_keys.py"
        )
    return key


def _value(row: Mapping[str, Any], at: str, source: str) -> tuple[str, object]:
    key = _key(row, at, source)
    if "value" not in row:
        raise DataRefused(source, f"{at}value", f"{key} 缺少值", f"{key} has no value")
    try:
        return key, KEYS[key].shape(row["value"], "value")
    except ValueRefused as refused:
        where = f"{at}{refused.path}"
        raise DataRefused(source, where, f"{key} {refused.zh}", f"{key} {refused.en}") from refused


def _article(row: Mapping[str, Any], cited: str, at: str, source: str) -> str:
    article = optional(row, "article", str, source, at)
    if article is None:
        if TEXTS[cited].read_whole:
            raise DataRefused(source, f"{at}article", "缺少条款，请补上", "is missing: cite the article")
        return cited
    whole = ":" in article or article in TEXTS or article.startswith("R")
    key = article if whole else f"{cited}:{article}"
    try:
        citation(key)
    except KeyError as unknown:
        raise DataRefused(source, f"{at}article", f"没有 {key} 这一条", str(unknown.args[0])) from unknown
    return key


def _rule(row: Mapping[str, Any], number: int, cited: str, source: str) -> Rule:
    at = f"rule[{number}]."
    key, value = _value(row, at, source)
    since, until = _dates({name: row[name] for name in ("from", "to") if name in row}, source, at)
    return Rule(
        key=key,
        value=value,
        match=Match(_codes(row, "match", at, source), _codes(row, "unless", at, source)),
        article=_article(row, cited, at, source),
        number=number,
        since=since,
        until=until,
        uncertain=optional(row, "uncertain", bool, source, at) or False,
    )


def _floor(row: Mapping[str, Any], number: int, cited: str, source: str) -> Floor:
    at = f"floor[{number}]."
    key, value = _value(row, at, source)
    uncertain = optional(row, "uncertain", bool, source, at) or False
    return Floor(key=key, value=value, article=_article(row, cited, at, source), uncertain=uncertain)


def _codes(row: Mapping[str, Any], name: str, at: str, source: str) -> dict[str, tuple[str, ...]]:
    table = optional(row, name, dict, source, at) or {}
    refuse_unknown(table, DIMENSIONS, source, f"{at}{name}.")
    found: dict[str, tuple[str, ...]] = {}
    for dimension, given in table.items():
        codes = tuple(given if isinstance(given, list) else [given])
        known = {one.value for one in WORDS[dimension]} if dimension in WORDS else None
        for code in codes:
            if not isinstance(code, str) or (known is not None and code not in known):
                can = ", ".join(sorted(known or ()))
                where = f"{at}{name}.{dimension}"
                raise DataRefused(
                    source, where, f"不认识 {code!r}；可用的有：{can}", f"unknown {code!r}; use one of: {can}"
                )
        found[dimension] = codes
    return found


def _dates(table: Mapping[str, Any], source: str, at: str) -> tuple[dt.date | None, dt.date | None]:
    refuse_unknown(table, DATE_KEYS, source, at)
    since, until = (optional(table, name, dt.date, source, at) for name in ("from", "to"))
    if since is not None and until is not None and until < since:
        raise DataRefused(source, f"{at}to", "止日早于起日", "ends before it begins")
    return since, until


def _refuse_ties(rules: tuple[Rule, ...], source: str) -> None:
    for n, rule in enumerate(rules):
        for other in rules[n + 1 :]:
            if rule.ties_with(other):
                raise tie(source, rule, source, other)


def tie(source: str, rule: Rule, other_source: str, other: Rule) -> DataRefused:
    """The refusal of two rules that could bind one order with equal right."""
    return DataRefused(
        source,
        f"rule[{rule.number}].key",
        f"{rule.key} 与 {other_source} rule[{other.number}] 同等具体，无法分出先后；请改写条件或生效日期",
        f"{rule.key} ties with {other_source} rule[{other.number}]: both match the same orders equally closely; "
        "change a condition or a date",
    )
