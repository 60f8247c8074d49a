"""Values and conditions of a rule in words; codes that only the program goes by are left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

from lianxin.law.lamps import Spoken
from lianxin.law.regime_rules import WORDS, Match
from lianxin.law.regime_values import AttemptRule, SameAs
from lianxin.law.terms import Term
from lianxin.law.words import RegimeWord, Word

DIMENSION_WORDS: Mapping[str, Spoken] = {
    "type": Spoken("诉求类型", "type"),
    "channel": Spoken("来源", "channel"),
    "urgency": Spoken("紧急程度", "urgency"),
    "flag": Spoken("标记", "mark"),
    "topic": Spoken("归类", "topic"),
}
YES, NO = Spoken("是", "yes"), Spoken("否", "no")
EVERY = Spoken("全部", "all")


def said_value(value: object) -> Spoken:
    """5 个工作日; lists joined; a rule by its parts; empty for what has no words."""
    if isinstance(value, Term | Word):
        return Spoken(value.zh, value.en)
    if isinstance(value, SameAs):
        names = _joined(said_value(clock) for clock in value.clocks)
        return Spoken(f"同{names.zh}", f"as {names.en}")
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, tuple):
        return _joined(said_value(one) for one in value)
    return Spoken(str(value), str(value)) if isinstance(value, int) else _rule(value)


def _rule(value: object) -> Spoken:
    if isinstance(value, AttemptRule):
        return Spoken(f"{value.days} 天 {value.number} 次", f"{value.number} times on {value.days} days")
    if not is_dataclass(value) or isinstance(value, type):
        return Spoken()
    if getattr(value, "forbidden", False):
        return Spoken(RegimeWord.FORBIDDEN.zh, RegimeWord.FORBIDDEN.en)
    parts = [getattr(value, one.name) for one in fields(value)]
    return _joined(said_value(part) for part in parts if isinstance(part, Term | Word))


def _joined(parts: Iterable[Spoken]) -> Spoken:
    found = [one for one in parts if one.zh]
    return Spoken("、".join(one.zh for one in found), ", ".join(one.en for one in found))


def said_match(match: Match, topics: Mapping[str, Spoken]) -> Spoken:
    """For which orders a rule speaks."""
    parts = [_dimension(name, codes, topics) for name, codes in match.codes.items()]
    for name, codes in match.unless.items():
        without = _dimension(name, codes, topics)
        parts.append(Spoken(f"{without.zh}除外", f"except {without.en}"))
    return Spoken("；".join(one.zh for one in parts), "; ".join(one.en for one in parts)) if parts else EVERY


def _dimension(name: str, codes: Iterable[str], topics: Mapping[str, Spoken]) -> Spoken:
    known: dict[str, Spoken] = dict(topics)
    if name in WORDS:
        known = {word.value: Spoken(word.zh, word.en) for word in WORDS[name]}
    values = _joined(known.get(code, Spoken(code, code)) for code in codes)
    label = DIMENSION_WORDS[name]
    return Spoken(f"{label.zh}{values.zh}", f"{label.en} {values.en}")
