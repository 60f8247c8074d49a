"""What each message says, in Chinese and English: sentences with gaps, which are filled for one order."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lianxin.law.terms import SHANGHAI, last_day, midnight

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wording:
    """One message: its title, and its sentences, each of which is left out when something it names is not known.

    `must_arrive`: if it cannot be sent, whoever answers for the caller is told, so that the word is given another way.
    """

    template: str
    title_zh: str
    title_en: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    must_arrive: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Something a gap is filled with, in both languages."""

    zh: str
    en: str


def by_template(rows: Iterable[Wording]) -> Mapping[str, Wording]:
    """The rows by template; raises ValueError when one comes twice."""
    found: dict[str, Wording] = {}
    for row in rows:
        if row.template in found:
            raise ValueError(f"two wordings are called {row.template}")
        found[row.template] = row
    return found


def gaps(sentence: str) -> set[str]:
    """The names a sentence asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def fill(sentences: Iterable[str], values: Mapping[str, str]) -> list[str]:
    """The sentences of which everything is known, filled."""
    return [one.format_map(values) for one in sentences if all(values.get(name) for name in gaps(one))]


def say(wording: Wording, values: Mapping[str, Said], *, english: bool) -> tuple[str, str]:
    """Title and body; with `english` the English stands below the Chinese, which governs (R33)."""
    zh = {name: value.zh for name, value in values.items()}
    title, body = fill((wording.title_zh,), zh)[0], "".join(fill(wording.zh, zh))
    if not english:
        return title, body
    en = {name: value.en for name, value in values.items()}
    return f"{title} · {fill((wording.title_en,), en)[0]}", f"{body}\n\n{' '.join(fill(wording.en, en))}"


def said_day(day: dt.date) -> Said:
    """A date as people read it."""
    return Said(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {day:%B} {day.year}")


def said_until(due_at: dt.datetime) -> Said:
    """An exclusive due moment: a whole day is shown as its date with 24:00 (R16)."""
    local = due_at.astimezone(SHANGHAI)
    if local == midnight(last_day(local) + ONE_DAY):
        day = said_day(last_day(local))
        return Said(f"{day.zh}24:00", f"24:00 on {day.en}")
    day = said_day(local.date())
    return Said(f"{day.zh}{local:%H:%M}", f"{local:%H:%M} on {day.en}")
