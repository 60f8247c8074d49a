"""Pages of a list by key, not by number: the next page begins where this one ended, however long the list is."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q, QuerySet

By = Literal["urgent_at", "received_at", "id"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in its list; `at` is None without a limit, and where the id alone says it."""

    at: dt.datetime | None
    id: int

    def written(self) -> str:
        """As it stands in an address."""
        text = f"{self.at.astimezone(dt.UTC).isoformat() if self.at else ''}~{self.id}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Place | None:
        """From an address; None for what was never written by us."""
        try:
            at, _, number = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition("~")
            moment = dt.datetime.fromisoformat(at) if at else None
            return cls(moment, int(number)) if moment is None or moment.tzinfo is not None else None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """Some orders of a list, and where the pages before and after begin (None: there are none)."""

    rows: list[Any]
    before: Place | None
    after: Place | None


def page(found: QuerySet[Any], *, by: By, size: int, after: Place | None = None, before: Place | None = None) -> Page:
    """The rows behind `after`, or the last ones ahead of `before`.

    By `urgent_at` the most urgent come first, by `received_at` and `id` the newest. Orders without a limit come behind
    all that have one, by their ids.
    """
    back = after is None and before is not None
    start = before if back else after
    rows: list[Any] = []
    for part in _parts(found, by, start, back=back):
        rows += part[: size + 1 - len(rows)]
        if len(rows) > size:
            break
    more, rows = len(rows) > size, rows[:size]
    if back:
        rows.reverse()
    places = [Place(None if by == "id" else getattr(row, by), row.pk) for row in (rows[:1] + rows[-1:])]
    is_first, is_last = (not more, False) if back else (start is None, not more)
    return Page(rows, places[0] if places and not is_first else None, places[-1] if places and not is_last else None)


def stretches(found: QuerySet[Any], *, by: By) -> list[QuerySet[Any]]:
    """A whole list in its order, in the pieces that an index can walk."""
    return list(_parts(found, by, None, back=False))


def row_behind(found: QuerySet[Any], *, by: By, number: str) -> str:
    """The number of the order that comes after this one in a list, after the last the first again; empty for none.

    After an order that is in the list no more comes the first.
    """
    here = found.filter(number=number).first()
    place = Place(None if by == "id" else getattr(here, by), here.pk) if here is not None else None
    rows = page(found, by=by, size=1, after=place).rows or page(found, by=by, size=1).rows
    return next((str(row.number) for row in rows if row.number != number), "")


def _parts(found: QuerySet[Any], by: By, start: Place | None, *, back: bool) -> Iterator[QuerySet[Any]]:
    """The list in pieces that an index can walk: with a moment, and (by due moment only) without."""
    if by != "urgent_at":
        yield _walk(found, by if by == "received_at" else None, start, falling=not back)
        return
    dated, undated = found.filter(urgent_at__isnull=False), found.filter(urgent_at__isnull=True)
    in_undated = start is not None and start.at is None
    pieces = [
        (dated, None if in_undated else start, in_undated and not back),
        (undated, start if in_undated else None, start is not None and not in_undated and back),
    ]
    for piece, place, passed in reversed(pieces) if back else pieces:
        if not passed:
            yield _walk(piece, by if piece is dated else None, place, falling=back)


def _walk(found: QuerySet[Any], by: By | None, start: Place | None, *, falling: bool) -> QuerySet[Any]:
    sign, side = ("-", "lt") if falling else ("", "gt")
    if by is None:
        found = found.filter(**{f"id__{side}": start.id}) if start else found
        return found.order_by(f"{sign}id")
    if start is not None:
        ahead = Q(**{by: start.at, f"id__{'gte' if falling else 'lte'}": start.id})
        found = found.filter(**{f"{by}__{side}e": start.at}).exclude(ahead)
    return found.order_by(f"{sign}{by}", f"{sign}id")
