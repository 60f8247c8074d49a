"""Reads the rows of a city's files one key at a time and refuses what nobody asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar

from lianxin.law.city_files import DataRefused, need, optional, read_toml, refuse_unknown
from lianxin.law.words import Word

Words = TypeVar("Words", bound=Word)
Parsed = TypeVar("Parsed")


class Row:
    """One table of a file; `at` is where it stands, such as "units[3].", for whoever has to correct it."""

    def __init__(self, table: Mapping[str, Any], source: str, at: str = "") -> None:
        self.table, self.source, self.at = table, source, at
        self._asked: set[str] = set()

    def refuse(self, key: str, zh: str, en: str) -> NoReturn:
        """Raises DataRefused at one key of this row."""
        raise DataRefused(self.source, f"{self.at}{key}", zh, en)

    def asked(self, key: str) -> None:
        """Somebody reads this key by other means than those below."""
        self._asked.add(key)

    def text(self, key: str) -> str:
        """A text that must be there and must not be empty."""
        self._asked.add(key)
        value = need(self.table, key, str, self.source, self.at).strip()
        return value or self.refuse(key, "不能为空，请填写", "is empty, fill it in")

    def text_or_none(self, key: str) -> str | None:
        """A text that may be absent; where it is given it is not empty."""
        self._asked.add(key)
        return self.text(key) if key in self.table else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts with at least one, none twice."""
        self._asked.add(key)
        values = need(self.table, key, list, self.source, self.at)
        if not values or not all(isinstance(value, str) and value.strip() for value in values):
            self.refuse(key, "应为非空的文本列表", "must be a list of texts, with at least one")
        twice = {value for value in values if values.count(value) > 1}
        if twice:
            self.refuse(key, f"重复：{'、'.join(sorted(twice))}", f"given twice: {', '.join(sorted(twice))}")
        return tuple(values)

    def number(self, key: str) -> float:
        """A number between 0 and 1."""
        self._asked.add(key)
        value = need(self.table, key, float, self.source, self.at)
        return value if 0 <= value <= 1 else self.refuse(key, "应在 0 与 1 之间", "must be between 0 and 1")

    def count(self, key: str) -> int:
        """A whole number that is not negative."""
        self._asked.add(key)
        value = need(self.table, key, int, self.source, self.at)
        return value if value >= 0 else self.refuse(key, "不能小于 0", "must not be negative")

    def flag(self, key: str) -> bool:
        """Yes or no; no when absent."""
        self._asked.add(key)
        return bool(optional(self.table, key, bool, self.source, self.at))

    def date_or_none(self, key: str) -> dt.date | None:
        """A date that may be absent."""
        self._asked.add(key)
        return optional(self.table, key, dt.date, self.source, self.at)

    def date(self, key: str) -> dt.date:
        """A date that must be there."""
        self._asked.add(key)
        return need(self.table, key, dt.date, self.source, self.at)

    def word(self, key: str, words: type[Words]) -> Words:
        """A word by its code; refuses others and says which there are."""
        code = self.text(key)
        if code not in list(words):
            known = ", ".join(words)
            self.refuse(key, f"没有“{code}”；可用的有：{known}", f"there is no {code!r}; use one of: {known}")
        return words(code)

    def word_or_none(self, key: str, words: type[Words]) -> Words | None:
        """A word by its code that may be absent."""
        self._asked.add(key)
        return self.word(key, words) if key in self.table else None

    def rows(self, key: str) -> list[Row]:
        """The tables of an array of tables, which must be there."""
        self._asked.add(key)
        tables = need(self.table, key, list, self.source, self.at)
        if not all(isinstance(table, dict) for table in tables):
            self.refuse(key, "应为表的列表", "must be a list of tables")
        return [Row(table, self.source, f"{self.at}{key}[{index}].") for index, table in enumerate(tables)]

    def row(self, key: str) -> Row:
        """A table inside this one, which must be there."""
        self._asked.add(key)
        return Row(need(self.table, key, dict, self.source, self.at), self.source, f"{self.at}{key}.")

    def finish(self) -> None:
        """Refuses keys that were never asked for: they are nearly always a slip of the pen."""
        refuse_unknown(self.table, self._asked, self.source, self.at)


def read_rows(text: str, source: str, key: str, parse: Callable[[Row], Parsed]) -> tuple[Parsed, ...]:
    """The rows of a file that holds nothing but one array of tables."""
    file = Row(read_toml(text, source), source)
    found = tuple(parse_row(row, parse) for row in file.rows(key))
    file.finish()
    return found


def parse_row(row: Row, parse: Callable[[Row], Parsed]) -> Parsed:
    """One row parsed, and refused when it holds keys that `parse` did not ask for."""
    value = parse(row)
    row.finish()
    return value
