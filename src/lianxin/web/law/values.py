"""The rules in force as rows of a table: all of them, those of one article, or those that won for one order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lianxin.law.articles import TEXTS
from lianxin.law.lamps import Spoken
from lianxin.law.policy import Facts, Policy
from lianxin.law.procedure import rules_for
from lianxin.law.regime_keys import KEYS
from lianxin.law.regime_rules import Match
from lianxin.law.regime_stack import RankedRule
from lianxin.records.choices import topics
from lianxin.web.citations import cited
from lianxin.web.law.said import said_match, said_value

Row = dict[str, Any]


def all_values(policy: Policy) -> list[Row]:
    """Every rule of the policy that can bind an order, the strongest of each key first."""
    names = topic_names()
    return [row for key in KEYS for row in values_for(policy, key, names)]


def values_for(policy: Policy, key: str, names: Mapping[str, Spoken]) -> list[Row]:
    """The rules of one key that can bind an order: those behind the first for every order never come to speak."""
    return [row for rule in rules_for(policy, key) if (row := _row(key, rule, names))]


def winning_values(policy: Policy, facts: Facts) -> list[Row]:
    """For each key the rule that binds an order of these facts."""
    names = topic_names()
    return [row for rule in _winners(policy, facts) if (row := _row(rule.rule.key, rule, names))]


def _winners(policy: Policy, facts: Facts) -> Iterator[RankedRule]:
    for key in KEYS:
        found = next((one for one in policy.rules.get(key, ()) if one.rule.match.holds(facts)), None)
        if found is not None:
            yield found


def values_of(policy: Policy, article: str) -> list[Row]:
    """The rules that cite an article, whole or in part."""
    names = topic_names()
    return [
        row
        for key in KEYS
        for rule in policy.rules.get(key, ())
        if rests_on(rule.rule.article, article) and (row := _row(key, rule, names))
    ]


def rests_on(cited_key: str, article: str) -> bool:
    """Whether a citation is of this article, or of a paragraph or item of it."""
    return cited_key == article or cited_key.startswith((f"{article}(", f"{article}."))


def topic_names() -> Mapping[str, Spoken]:
    """Topics by code."""
    return {entry.value: Spoken(entry.zh, entry.en) for entry in topics()}


def _row(key: str, found: RankedRule, names: Mapping[str, Spoken]) -> Row | None:
    value = said_value(found.rule.value)
    if not value.zh:
        return None
    return {
        "key": Spoken(KEYS[key].zh, KEYS[key].en),
        "value": value,
        "when": _when(found.rule.match, names),
        "article": cited(found.rule.article),
        "source": _source(found),
    }


def _source(found: RankedRule) -> Spoken:
    text = TEXTS[found.layer.text]
    if not found.uncertain:
        return Spoken(text.name_zh, text.name_en)
    return Spoken(f"{text.name_zh}（未核定）", f"{text.name_en} (not checked against the text)")


def _when(match: Match, names: Mapping[str, Spoken]) -> Spoken:
    return said_match(match, names)
