"""Bad rows go to a file of their own with line and reason; corrected there, they can be imported from it."""

from __future__ import annotations

import csv
import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from lianxin.runtime.importing.messages import RowRefused
from lianxin.runtime.importing.tables import TableRow

OWN_HEADINGS = ("line", "code", "reason", "原因")


class Rejects:
    """The file is made with the first bad row; its owner alone may read it, for it holds what people wrote."""

    def __init__(self, folder: Path, source: str, headings: Sequence[str], now: dt.datetime) -> None:
        self.place = folder / f"{source}-{now:%Y%m%dT%H%M%S}.csv"
        self.count = 0
        self._headings = [heading for heading in headings if heading not in OWN_HEADINGS]
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, row: TableRow, refused: RowRefused) -> None:
        """Notes the row as it came, with its line and what is wrong; written through at once."""
        self.count += 1
        if self._file is None:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            self._file = os.fdopen(handle, "a", encoding="utf-8", newline="")
            csv.writer(self._file).writerow([*OWN_HEADINGS, *self._headings])
        cells = [row.cells.get(heading) or "" for heading in self._headings]
        csv.writer(self._file).writerow([row.line, refused.code, refused.en, refused.zh, *cells])
        self._file.flush()
