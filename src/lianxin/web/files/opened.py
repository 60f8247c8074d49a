"""Opens one file of an order for a reader, and writes down that it was opened."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from lianxin.access import Reading
from lianxin.actions.note_reading import note_reading
from lianxin.law.draft import Draft
from lianxin.law.visibility import sees_file
from lianxin.records.models import Attachment
from lianxin.web.acts.showing import door_of
from lianxin.web.orders.open import open_draft


@dataclass(frozen=True, slots=True)
class Opened:
    """A file with its order as the reader has it before them."""

    row: Attachment
    draft: Draft
    reading: Reading


def open_file(request: HttpRequest, number: str, pk: int) -> Opened:
    """The file; the same 404 for unknown, destroyed and forbidden ones."""
    loaded, draft, reading = open_draft(request, number)
    row = Attachment.objects.filter(pk=pk, order_id=loaded.aggregate.order.id, destroyed_at__isnull=True).first()
    if row is None or not sees_file(draft, restricted=row.restricted, given_by=row.unit_id):
        raise Http404
    return Opened(row, draft, reading)


def note_opening(request: HttpRequest, opened: Opened, *, page: int | None = None) -> None:
    """Who opened which file of which order, and which page of it (none: the file itself was saved)."""
    query = {"file": opened.row.pk, "order": opened.draft.order.number, "page": page}
    note_reading(door_of(request), query=query)
