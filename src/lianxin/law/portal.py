"""What a city says on its citizens' pages: ways in, emergency lines, duties, privacy, and how long things hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lianxin.law.city_files import read_toml
from lianxin.law.city_rows import Row, parse_row
from lianxin.law.lamps import Spoken

FROM_ADDRESS, ENOUGH_FROM_ADDRESS = "submissions_from_address", 60
"""How many matters one network address may send in a quarter of an hour, where the city does not say."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """A line that goes before everything else: its number and what it is for."""

    number: str
    name: Spoken


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way of turning to the hotline and when it is open (Art. 33(1))."""

    name: Spoken
    hours: Spoken


@dataclass(frozen=True, slots=True)
class Sentence:
    """What callers are told of their duties or their data, with the article it comes from."""

    said: Spoken
    article: str


@dataclass(frozen=True, slots=True)
class PortalFacts:
    """A city's own part of the citizens' pages. Minutes and hours in it are the centre's own rules."""

    emergencies: tuple[Emergency, ...] = ()
    ways_in: tuple[WayIn, ...] = ()
    duties: tuple[Sentence, ...] = ()
    privacy: tuple[Sentence, ...] = ()
    code_minutes: int = 10
    visit_minutes: int = 120
    draft_hours: int = 72
    submissions_a_day: int = 5
    submissions_from_address: int = ENOUGH_FROM_ADDRESS
    danger: tuple[str, ...] = ()
    answer_days: int = 365

    def sounds_dangerous(self, text: str) -> bool:
        """Whether a matter in a citizen's own words may be one for the emergency lines (R42): a help, no judgement."""
        said = text.casefold()
        unspaced = "".join(said.split())
        return any(
            re.search(rf"\b{re.escape(word.casefold())}\b", said) if word.isascii() else word in unspaced
            for word in self.danger
        )


def parse_portal(text: str, source: str) -> PortalFacts:
    """The file of a city, read and checked; raises DataRefused with file, key and reason."""
    file = Row(read_toml(text, source), source)
    found = PortalFacts(
        emergencies=tuple(parse_row(row, _emergency) for row in file.rows("emergencies")),
        ways_in=tuple(parse_row(row, _way_in) for row in file.rows("channels")),
        duties=tuple(parse_row(row, _sentence) for row in file.rows("duties")),
        privacy=tuple(parse_row(row, _sentence) for row in file.rows("privacy")),
        code_minutes=_some(file, "code_minutes"),
        visit_minutes=_some(file, "visit_minutes"),
        draft_hours=_some(file, "draft_hours"),
        submissions_a_day=_some(file, "submissions_a_day"),
        submissions_from_address=_some(file, FROM_ADDRESS) if FROM_ADDRESS in file.table else ENOUGH_FROM_ADDRESS,
        danger=file.texts("danger"),
        answer_days=_some(file, "answer_days"),
    )
    file.finish()
    return found


def _some(file: Row, key: str) -> int:
    return file.count(key) or file.refuse(key, "应大于 0", "must be more than 0")


def _emergency(row: Row) -> Emergency:
    number = row.text("number")
    if not number.isdecimal():
        row.refuse("number", "应为数字", "must be digits")
    return Emergency(number, _spoken(row))


def _way_in(row: Row) -> WayIn:
    return WayIn(_spoken(row), Spoken(row.text("hours_zh"), row.text("hours_en")))


def _sentence(row: Row) -> Sentence:
    return Sentence(_spoken(row), row.text("article"))


def _spoken(row: Row) -> Spoken:
    return Spoken(row.text("zh"), row.text("en"))
