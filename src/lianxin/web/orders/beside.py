"""What lies beside an order: its files, and other orders that belong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from lianxin.access import Part
from lianxin.law.lamps import Spoken
from lianxin.law.visibility import Audience
from lianxin.law.words import ScanState
from lianxin.records.models import Attachment
from lianxin.records.readable import readable
from lianxin.records.related import neighbours
from lianxin.web.addresses import in_list, order_href
from lianxin.web.files.about import covered, icon_of, use_of
from lianxin.web.files.limits import in_words
from lianxin.web.orders.sheet import Sheet


def attachments_context(sheet: Sheet) -> dict[str, Any]:
    """`attachments` and `attach_href` of templates/orders/_attachments.html: versions after their originals."""
    rank = {row.pk: (row.sequence, row.place) for row in sheet.files}
    rows = sorted(sheet.files, key=lambda row: (rank.get(row.original_id or 0, rank[row.pk]), rank[row.pk]))
    return {
        "attachments": [file_tile(sheet, row) for row in rows],
        "attach_href": sheet.act_href("attach") if "attach" in sheet.allowed else None,
    }


def file_tile(sheet: Sheet, row: Attachment) -> dict[str, Any]:
    return file_link(sheet, row) | {
        "picture": reverse("file_picture", args=[sheet.order.number, row.pk, 0]) if row.pages else "",
        "note": _note(sheet, row),
        "version": not row.restricted,
        "unscanned": row.scan is ScanState.NOT_SCANNED,
    }


def file_link(sheet: Sheet, row: Attachment) -> dict[str, Any]:
    """A file by name, with the address of its page."""
    href = in_list(reverse("file", args=[sheet.order.number, row.pk]), sheet.of)
    return {"href": href, "icon": icon_of(row), "name": row.name}


def file_links(sheet: Sheet, sequence: int) -> list[dict[str, Any]]:
    """The files that came with one event, as far as the reader may open them."""
    return [file_link(sheet, row) for row in sheet.files if row.sequence == sequence]


def _note(sheet: Sheet, row: Attachment) -> Spoken:
    """Size, whose; of a version how much is covered: the label beside its name says that it is one."""
    size, unit = in_words(row.size), sheet.unit(row.unit_id)
    use = use_of(row) if row.restricted else covered(row)
    return Spoken(_joined(size, use.zh, unit.zh), _joined(size, use.en, unit.en))


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def related_context(sheet: Sheet) -> dict[str, Any]:
    """`related` of templates/orders/_related.html: only orders that the reader may open."""
    knows_people = Part.IDENTITY in sheet.reading and sheet.reading.audience is Audience.CENTRE
    people = [row.person for row in sheet.draft.callers.values() if row.person is not None] if knows_people else []
    may_open = readable(sheet.draft.actor, sheet.draft.around.units)
    found = neighbours(sheet.loaded.row, may_open, people)
    return {
        "related": [
            {
                "href": order_href(one.number),
                "title": one.title,
                "number": one.number,
                "note": _in_one([*one.ties, one.state]),
            }
            for one in found
        ]
    }


def _in_one(words: Iterable[Any]) -> Spoken:
    said = list(words)
    return Spoken(" · ".join(one.zh for one in said), " · ".join(one.en for one in said))
