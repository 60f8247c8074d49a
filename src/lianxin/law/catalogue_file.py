"""Reads an edition of the dispatch catalogue from a file, CSV or TOML: what is wrong is told with file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from lianxin.law.articles import citation
from lianxin.law.catalogue_lines import AnyUnit, catalogue_line, catalogue_row
from lianxin.law.city_data import CatalogueRow
from lianxin.law.city_files import DataRefused, read_toml
from lianxin.law.city_rows import Row, parse_row
from lianxin.law.words import DispatchGround, RequestType, Word

Words = TypeVar("Words", bound=Word)

COLUMNS: Mapping[str, str] = {
    "topic": "事项",
    "division": "地点",
    "request_type": "诉求类型",
    "unit": "单位",
    "ground": "依据类别",
    "article": "依据",
}
"""The columns of a CSV file; its first line names them, in English or in Chinese."""

NEEDED = ("topic", "unit", "ground", "article")


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row and where it stands in its file ("catalogue.csv, line 12")."""

    at: str
    row: CatalogueRow


def read_catalogue_file(text: str, source: str, units: Iterable[AnyUnit]) -> list[PlacedRow]:
    """The rows of a file by what its name ends in; raises `DataRefused` at the first line that cannot be read."""
    if source.lower().endswith(".toml"):
        return _from_toml(text, source, tuple(units))
    return _from_csv(text, source)


def _from_toml(text: str, source: str, units: tuple[AnyUnit, ...]) -> list[PlacedRow]:
    """As in a city's folder: a row may stand for that department of every county, or for every street."""
    file = Row(read_toml(text, source), source)
    file.text_or_none("version")
    file.date_or_none("in_force_from")
    lines = [(row.at.rstrip("."), parse_row(row, catalogue_line)) for row in file.rows("rows")]
    file.finish()
    return [PlacedRow(f"{source}: {at}", entry) for at, line in lines for entry in line.entries(units)]


def _from_csv(text: str, source: str) -> list[PlacedRow]:
    lines = _lines(text, source)
    _, head = next(lines, (1, []))
    names = _columns(head, source)
    found = []
    for line, cells in lines:
        if any(cells):
            _check_width(cells, names, source, line)
            values = dict(zip(names, cells, strict=False))
            found.append(PlacedRow(f"{source}:{line}", _row(values, source, str(line))))
    if not found:
        raise DataRefused(source, "(file)", "文件里没有一行目录", "holds no row of a catalogue")
    return found


def _lines(text: str, source: str) -> Iterator[tuple[int, list[str]]]:
    """The number and the cells of each line; raises `DataRefused` where it is no CSV."""
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as problem:
        zh = "这一行不是 CSV：请检查引号，另存为 CSV 后再传"
        en = f"is no CSV ({problem}): look at its quotes, and save it as CSV again"
        raise DataRefused(source, str(reader.line_num), zh, en) from problem


def _check_width(cells: list[str], names: list[str], source: str, line: int) -> None:
    """A comma too many would move what follows it into another column."""
    if any(cells[len(names) :]):
        zh = f"这一行多于 {len(names)} 列：内容里有逗号的，请加引号"
        en = f"has more than {len(names)} columns: put what holds a comma in quotes"
        raise DataRefused(source, str(line), zh, en)


def _columns(cells: list[str], source: str) -> list[str]:
    spoken = {zh: name for name, zh in COLUMNS.items()}
    names = [spoken.get(cell, cell) for cell in cells]
    missing = [name for name in NEEDED if name not in names]
    if missing or set(names) - set(COLUMNS) or len(names) > len(set(names)):
        zh = "、".join(f"{name}（{COLUMNS[name]}）" for name in COLUMNS)
        raise DataRefused(
            source, "1", f"第一行应为列名：{zh}", f"the first line names the columns: {', '.join(COLUMNS)}"
        )
    return names


def _row(values: Mapping[str, str], source: str, line: str) -> CatalogueRow:
    for name in NEEDED:
        if not values.get(name):
            raise DataRefused(source, line, f"“{COLUMNS[name]}”不能为空", f"{name} is empty")
    article = values["article"]
    try:
        citation(article)
    except KeyError as problem:
        raise DataRefused(source, line, f"没有这一条：{article}", f"there is no such article: {article}") from problem
    kind = values.get("request_type")
    return catalogue_row(
        topic=values["topic"],
        unit=values["unit"],
        division=values.get("division") or None,
        request_type=_word(RequestType, kind, source, line) if kind else None,
        ground=_word(DispatchGround, values["ground"], source, line),
        article=article,
    )


def _word(words: type[Words], said: str, source: str, line: str) -> Words:
    """A word by its code or by its Chinese."""
    for word in words:
        if said in (word.value, word.zh):
            return word
    known_zh, known_en = "、".join(word.zh for word in words), ", ".join(word.value for word in words)
    raise DataRefused(
        source, line, f"没有“{said}”；可用的有：{known_zh}", f"there is no {said!r}; use one of: {known_en}"
    )
