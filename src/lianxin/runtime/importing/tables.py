"""Reads a table row by row, however large: CSV, gzipped CSV, or the first sheet of an xlsx workbook."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lianxin.runtime.speech import CommandRefused

LONGEST_FIELD = 16 * 1024 * 1024  # characters
SAMPLE = 256 * 1024  # bytes by which the encoding is told

Cell = str | dt.datetime | None


@dataclass(frozen=True)
class TableRow:
    """One row: the line of the file (of the sheet) where it ends, its cells by heading, and whether it is whole."""

    line: int
    cells: dict[str, Cell]
    whole: bool = True


@dataclass(frozen=True)
class Table:
    """An opened file: its headings, and its rows to be read once."""

    headings: Sequence[str]
    rows: Iterator[TableRow]


@contextmanager
def open_table(place: Path) -> Iterator[Table]:
    """The table in this file; it, and reading its rows, raise `CommandRefused` when it is no such file."""
    with ExitStack() as opened:
        with _explained(place):
            table = _workbook(place, opened) if place.suffix.lower() == ".xlsx" else _csv_file(place, opened)
        yield Table(table.headings, _guarded(place, table.rows))


def _guarded(place: Path, rows: Iterator[TableRow]) -> Iterator[TableRow]:
    """Explains what goes wrong while rows are read, and nothing that goes wrong with them afterwards."""
    while True:
        with _explained(place):
            row = next(rows, None)
        if row is None:
            return
        yield row


@contextmanager
def _explained(place: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as problem:
        raise _refused("file_missing", place, "没有这个文件", "there is no such file") from problem
    except (
        OSError,
        EOFError,
        UnicodeDecodeError,
        KeyError,  # a zip file that is no workbook
        csv.Error,
        zlib.error,
        zipfile.BadZipFile,
        InvalidFileException,
    ) as problem:
        raise _refused("file_unreadable", place, f"读不了：{problem}", f"cannot be read: {problem}") from problem


def _refused(code: str, place: Path, zh: str, en: str) -> CommandRefused:
    return CommandRefused(
        code, zh=f"{place}：{zh}", en=f"{place}: {en}", next_step="Give a CSV, gzipped CSV (.gz) or xlsx file."
    )


class _Lines:
    """Lines of a text, counted: a quoted cell may hold several."""

    def __init__(self, text: TextIO) -> None:
        self.text, self.count = text, 0

    def __iter__(self) -> Iterator[str]:
        for line in self.text:
            self.count += 1
            yield line


def _csv_file(place: Path, opened: ExitStack) -> Table:
    csv.field_size_limit(LONGEST_FIELD)
    encoding = _encoding(place)
    raw = opened.enter_context(place.open("rb"))
    unpacked = gzip.GzipFile(fileobj=raw) if _is_gzipped(place) else raw
    lines = _Lines(opened.enter_context(io.TextIOWrapper(unpacked, encoding=encoding, newline="")))
    reader = csv.reader(lines)
    headings = [heading.strip() for heading in next(reader, [])]
    return Table(headings, _csv_rows(reader, lines, headings))


def _csv_rows(reader: Iterator[list[str]], lines: _Lines, headings: Sequence[str]) -> Iterator[TableRow]:
    for cells in reader:
        if any(cell.strip() for cell in cells):
            filled: dict[str, Cell] = dict(zip(headings, cells, strict=False))
            yield TableRow(lines.count, filled, whole=len(cells) == len(headings))


def _encoding(place: Path) -> str:
    """UTF-8 where the beginning of the file is UTF-8, else GB 18030, which holds GBK and GB 2312."""
    with gzip.GzipFile(place) if _is_gzipped(place) else place.open("rb") as raw:
        sample = raw.read(SAMPLE)
    try:
        codecs.getincrementaldecoder("utf-8-sig")().decode(sample)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8-sig"


def _is_gzipped(place: Path) -> bool:
    with place.open("rb") as raw:
        return raw.read(2) == b"\x1f\x8b"


def _workbook(place: Path, opened: ExitStack) -> Table:
    book = load_workbook(place, read_only=True, data_only=True)
    opened.callback(book.close)
    rows = iter(book.worksheets[0].iter_rows(values_only=True))
    headings = ["" if cell is None else str(cell).strip() for cell in next(rows, ())]
    return Table(headings, _sheet_rows(rows, headings))


def _sheet_rows(rows: Iterator[tuple[object, ...]], headings: Sequence[str]) -> Iterator[TableRow]:
    for line, cells in enumerate(rows, start=2):
        if any(cell not in (None, "") for cell in cells):
            yield TableRow(line, {name: _cell(cell) for name, cell in zip(headings, cells, strict=False)})


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, dt.datetime):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
