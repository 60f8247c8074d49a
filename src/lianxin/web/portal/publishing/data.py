"""Open data: three files as CSV and JSON with their dictionary, from frozen months, small numbers hidden (Art. 33)."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from lianxin.law.articles import citation
from lianxin.law.lamps import Spoken
from lianxin.law.open_data import DATA_FILES, LICENCE, WHY_HIDDEN, Column, DataFile
from lianxin.law.small_numbers import MARK
from lianxin.records.consultations import reported_at_last
from lianxin.records.published import (
    Named,
    Share,
    city_figures,
    frozen_at_last,
    frozen_months,
    matters_of,
    unit_figures,
)
from lianxin.records.rules import rules_at
from lianxin.web.lists.files import csv_pieces
from lianxin.web.portal.frame import for_citizens, show
from lianxin.web.portal.publishing.consulted import consulted
from lianxin.web.shell import rules_of

KEPT_SECONDS = 3600
"""How long a browser, or a machine between, may go on with a file without asking."""

Value = str | int | None
Record = dict[str, Value]
"""A row by the names of its columns; None: hidden because it is small."""

DICTIONARY = "dictionary"


@for_citizens()
def data(request: HttpRequest) -> HttpResponse:
    """What there is to download, each file with each of its columns."""
    files = [_shown(one) for one in DATA_FILES]
    months = frozen_months()
    context = {"files": files, "licence": LICENCE, "why": WHY_HIDDEN, "mark": MARK, "empty": not months}
    return show(request, "portal/publishing/data.html", context)


@for_citizens()
def data_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """One file; answered in short where the asker has it already."""
    body = _kept(code, form, rules_of(request).revision, (frozen_at_last(), reported_at_last()))
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    media = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    response = HttpResponse(body, content_type=media)
    response["ETag"], response["Cache-Control"] = tag, f"public, max-age={KEPT_SECONDS}"
    response["X-Content-Type-Options"] = "nosniff"
    name = content_disposition_header(as_attachment=form == "csv", filename=f"hotline-{code}.{form}")
    response["Content-Disposition"] = name or "inline"
    short = get_conditional_response(request, etag=tag, response=response)
    return short if isinstance(short, HttpResponse) else response


@lru_cache(maxsize=16)
def _kept(code: str, form: str, revision: uuid.UUID, last: tuple[dt.datetime | None, ...]) -> bytes:
    """The file, made anew when a further month is frozen, a report published, or the city's data change."""
    _ = last
    if code == DICTIONARY:
        return _dictionary(form)
    file = next((one for one in DATA_FILES if one.code == code), None)
    if file is None:
        raise Http404
    records = list(ROWS[code](revision))
    if form == "csv":
        names = [column.name for column in file.columns]
        return b"".join(csv_pieces([names, *([_cell(one[name]) for name in names] for one in records)]))
    about = {"file": code, "title": _both(file.title), "licence": _both(LICENCE), "hidden": _both(WHY_HIDDEN)}
    return orjson.dumps(about | {"records": [_plain(one) for one in records]}, option=orjson.OPT_INDENT_2)


def _cell(value: Value) -> str:
    return MARK if value is None else str(value)


def _plain(record: Record) -> dict[str, Any]:
    """As JSON: what is hidden is null, and said to be hidden."""
    return {**record, "hidden": sorted(name for name, value in record.items() if value is None)}


# ---- rows ------------------------------------------------------------------------------------------------------------


def _matters(revision: uuid.UUID) -> Iterator[Record]:
    _ = revision
    for month in reversed(frozen_months()):
        for topic, district, cell in matters_of(month).cells:
            yield _month(month) | _named("topic", topic) | _named("district", district) | {"received": cell.shown}


def _figures(revision: uuid.UUID) -> Iterator[Record]:
    _ = revision
    for month in reversed(frozen_months()):
        for one in city_figures(month):
            yield _month(month) | _share(one)


def _units(revision: uuid.UUID) -> Iterator[Record]:
    for month in reversed(frozen_months()):
        for unit, shares in unit_figures(month, rules_at(revision).units):
            for one in shares:
                yield _month(month) | _named("unit", unit) | _share(one)


def _consulted(revision: uuid.UUID) -> Iterator[Record]:
    _ = revision
    yield from consulted()


ROWS: Mapping[str, Callable[[uuid.UUID], Iterator[Record]]] = {
    "matters": _matters,
    "figures": _figures,
    "units": _units,
    "consultations": _consulted,
}


def _month(month: dt.date) -> Record:
    return {"month": f"{month:%Y-%m}"}


def _named(what: str, named: Named) -> Record:
    return {f"{what}_code": named.code, f"{what}_zh": named.zh, f"{what}_en": named.en}


def _share(one: Share) -> Record:
    figure: Record = {"figure": one.code}
    if one.hidden:
        return figure | {"numerator": None, "denominator": None, "percent": None}
    found = one.figure
    return figure | {
        "numerator": found.numerator,
        "denominator": found.denominator,
        "percent": found.percent.removesuffix("%"),
    }


# ---- the dictionary --------------------------------------------------------------------------------------------------


def _shown(file: DataFile) -> dict[str, Any]:
    columns = [
        {
            "name": one.name,
            "meaning": one.meaning,
            "unit": one.unit,
            "values": one.values,
            "article": citation(one.article),
        }
        for one in file.columns
    ]
    return {"code": file.code, "title": file.title, "holds": file.holds, "columns": columns}


def _dictionary(form: str) -> bytes:
    rows = [_described(file, column) for file in DATA_FILES for column in file.columns]
    if form == "csv":
        return b"".join(csv_pieces([list(rows[0]), *(list(row.values()) for row in rows)]))
    about = {"licence": _both(LICENCE), "hidden": _both(WHY_HIDDEN), "mark": MARK, "columns": rows}
    return orjson.dumps(about, option=orjson.OPT_INDENT_2)


def _described(file: DataFile, column: Column) -> dict[str, str]:
    said = {"meaning": column.meaning, "unit": column.unit, "values": column.values}
    words = {f"{name}_{code}": getattr(one, code) for name, one in said.items() for code in ("zh", "en")}
    return {"file": file.code, "column": column.name, **words, "source": citation(column.article).zh}


def _both(words: Spoken) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
