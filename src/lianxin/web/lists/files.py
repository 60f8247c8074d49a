"""A table as a file that people open in a spreadsheet: CSV piece by piece, or a workbook."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lianxin.law.lamps import Spoken

Row = Sequence[str]

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""How a cell begins that a spreadsheet would compute; some take the full-width signs for the same."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of the machine."""

IN_MEMORY = 1_000_000
"""Bytes of a workbook that are not yet worth a file."""

PIECE = 65_536
"""Bytes that are sent at once."""


def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet computes: an apostrophe before what begins like a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_pieces(rows: Iterable[Row]) -> Iterator[bytes]:
    """A CSV file in UTF-8 line by line, with the mark by which Excel knows it (RFC 4180)."""
    place = io.StringIO()
    writer = csv.writer(place)
    place.write(BYTE_ORDER_MARK)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        yield place.getvalue().encode()
        place.seek(0)
        place.truncate()


def workbook_pieces(rows: Iterable[Row]) -> Iterator[bytes]:
    """A workbook of one sheet whose first row stays in sight; every cell is text, so that none is computed."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and few processes ever make a workbook
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415 - as above

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = [WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)) for text in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as file:
        book.save(file)
        file.seek(0)
        yield from iter(lambda: file.read(PIECE), b"")


@dataclass(frozen=True, slots=True)
class FileForm:
    """One kind of file: how an address and a reading log name it, what a button says, how it is made."""

    code: str
    said: Spoken
    media_type: str
    pieces: Callable[[Iterable[Row]], Iterator[bytes]]


FORMS: tuple[FileForm, ...] = (
    FileForm("csv", Spoken("导出 CSV", "Export CSV"), "text/csv; charset=utf-8", csv_pieces),
    FileForm(
        "xlsx",
        Spoken("导出 Excel", "Export Excel"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook_pieces,
    ),
)
