"""The selects above a table, each with a first choice that asks for nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.records.choices import Entry


def select(name: str, everything: Spoken, choices: Iterable[tuple[str, Spoken]], chosen: str) -> dict[str, Any]:
    """One field of components/field.html; `everything` is its label and its first choice."""
    shown = [("", everything), *choices]
    rows = [{"value": value, "text": words, "selected": value == chosen} for value, words in shown]
    return {"name": name, "kind": "select", "label": everything, "choices": rows}


def entries_of(entries: Iterable[Entry]) -> list[tuple[str, Spoken]]:
    """What can be chosen, as a select shows it."""
    return [(one.value, Spoken(one.zh, one.en)) for one in entries]
