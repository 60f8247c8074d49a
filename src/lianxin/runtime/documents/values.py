"""How a value of a regime reads in a table: terms, words, lists and rules in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from lianxin.law.regime_rules import Match
from lianxin.law.regime_values import SameAs
from lianxin.law.terms import Term
from lianxin.law.words import Word


def said(value: object) -> str:
    """The value as one cell: 5 个工作日 (5 working days); codes as they stand in the files."""
    if isinstance(value, Term | Word):
        return f"{value.zh} ({value.en})"
    if isinstance(value, SameAs):
        return "同 as " + "、".join(said(clock) for clock in value.clocks)
    if isinstance(value, bool):
        return "是 yes" if value else "否 no"
    if isinstance(value, tuple | list):
        return "、".join(said(each) for each in value)
    parts = named(value)
    return f"`{value}`" if parts is None else "\n".join(f"{name}: {said(each)}" for name, each in parts.items())


def matched(match: Match) -> str:
    """For which orders a rule speaks; empty when for all."""
    parts = [f"{dimension}: {'、'.join(codes)}" for dimension, codes in match.codes.items()]
    parts += [f"unless {dimension}: {'、'.join(codes)}" for dimension, codes in match.unless.items()]
    return "; ".join(parts)


def named(value: object) -> dict[str, object] | None:
    """The fields that say something, of a rule or a table; None for any other value."""
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: getattr(value, field.name) for field in fields(value) if field.name != "article"}
    elif isinstance(value, Mapping):
        found = dict(value)
    else:
        return None
    return {name: each for name, each in found.items() if each not in (None, "", (), False)}
