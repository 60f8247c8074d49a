"""How a city asks its callers: scripts by topic and outcome, reasons of dissatisfaction, by message first or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lianxin.law.city_files import read_toml
from lianxin.law.city_rows import Row, parse_row
from lianxin.law.words import AskedFirst, Outcome


@dataclass(frozen=True, slots=True)
class Script:
    """What to say in a callback, in sentences; for a topic and an outcome where it names them, else for all.

    `review_date`: by when somebody looks whether it still holds.
    """

    zh: tuple[str, ...]
    en: tuple[str, ...]
    review_date: dt.date
    topic: str | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class DissatisfactionReason:
    """Why a caller is dissatisfied, to be ticked; for a topic and what lies below it, or for all."""

    code: str
    zh: str
    en: str
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class FirstWay:
    """Who asks first for the rating of matters of a topic, and how long whoever was sent a link is left to answer."""

    first: AskedFirst
    wait_hours: int
    review_date: dt.date
    topic: str | None = None


_ALWAYS = (
    ("not_done", "实际没有办理", "Nothing was done"),
    ("partly_done", "只办了一部分", "Only part was done"),
    ("not_as_told", "结果与告知的不一样", "The result is not what was told"),
    ("slow", "办理太慢", "Too slow"),
    ("unclear", "没有说清依据和理由", "Grounds were not made clear"),
    ("attitude", "态度不好", "The manner"),
    ("other", "其他原因", "Another reason"),
)
DEFAULT_REASONS = tuple(DissatisfactionReason(*row) for row in _ALWAYS)
"""Where a city names no others."""

LINK_DAYS = 15
"""How many days a link to the evaluation opens, where a city says nothing else: the centre's own rule."""

AT_ONCE = FirstWay(AskedFirst.PERSON, 0, dt.date.max)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A city's way of asking. What names a longer topic goes first, then what names the outcome."""

    scripts: tuple[Script, ...] = ()
    reasons: tuple[DissatisfactionReason, ...] = DEFAULT_REASONS
    ways: tuple[FirstWay, ...] = ()
    link_days: int = LINK_DAYS

    def script(self, topic: str | None, outcome: Outcome | None) -> Script | None:
        """What to say about a matter with this outcome; None where the city wrote nothing that fits."""
        fitting = [row for row in self.scripts if covers(row.topic, topic) and row.outcome in (None, outcome)]
        return max(fitting, key=lambda row: (len(row.topic or ""), row.outcome is not None), default=None)

    def reasons_for(self, topic: str | None) -> tuple[DissatisfactionReason, ...]:
        """The reasons that can be ticked for a matter of this topic: its own before those of all."""
        own = [row for row in self.reasons if row.topic is not None and covers(row.topic, topic)]
        return (*own, *(row for row in self.reasons if row.topic is None))

    def unknown(self, codes: Iterable[str], topic: str | None) -> list[str]:
        """Those of the codes that are no reason for a matter of this topic."""
        known = {row.code for row in self.reasons_for(topic)}
        return [code for code in codes if code not in known]

    def way(self, topic: str | None) -> FirstWay:
        """Who asks first about a matter of this topic; a person at once where the city says nothing."""
        fitting = [row for row in self.ways if covers(row.topic, topic)]
        return max(fitting, key=lambda row: len(row.topic or ""), default=AT_ONCE)


def covers(wide: str | None, topic: str | None) -> bool:
    """Whether a topic lies within another one, which may be none: all."""
    return wide is None or (topic is not None and topic.startswith(wide))


def parse_evaluation(text: str, source: str) -> Evaluation:
    """The file of a city, read and checked; raises DataRefused with file, key and reason."""
    file = Row(read_toml(text, source), source)
    found = Evaluation(
        scripts=tuple(parse_row(row, _script) for row in file.rows("scripts")),
        reasons=tuple(parse_row(row, _reason) for row in file.rows("reasons")) or DEFAULT_REASONS,
        ways=tuple(parse_row(row, _way) for row in file.rows("ways")),
        link_days=file.count("link_days"),
    )
    codes = [row.code for row in found.reasons]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        file.refuse("reasons", f"代码重复：{'、'.join(twice)}", f"codes given twice: {', '.join(twice)}")
    file.finish()
    return found


def _script(row: Row) -> Script:
    return Script(
        zh=row.texts("zh"),
        en=row.texts("en"),
        review_date=row.date("review_date"),
        topic=row.text_or_none("topic"),
        outcome=row.word_or_none("outcome", Outcome),
    )


def _reason(row: Row) -> DissatisfactionReason:
    return DissatisfactionReason(
        code=row.text("code"), zh=row.text("zh"), en=row.text("en"), topic=row.text_or_none("topic")
    )


def _way(row: Row) -> FirstWay:
    return FirstWay(
        first=row.word("first", AskedFirst),
        wait_hours=row.count("wait_hours"),
        review_date=row.date("review_date"),
        topic=row.text_or_none("topic"),
    )
