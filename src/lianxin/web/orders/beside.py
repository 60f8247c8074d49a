"""What lies beside an order: its files, and other orders that belong with it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lianxin.access import Part
from lianxin.law.lamps import Spoken
from lianxin.law.visibility import Audience
from lianxin.records.models import Attachment
from lianxin.records.readable import readable
from lianxin.records.related import neighbours
from lianxin.web.acts.attachments import may_have
from lianxin.web.addresses import act_href, order_href
from lianxin.web.orders.sheet import Sheet

KILOBYTE = 1024
ICONS = {"image": "photo", "audio": "microphone", "video": "photo"}


def attachments_context(sheet: Sheet) -> dict[str, Any]:
    """`attachments` and `attach_href` of templates/orders/_attachments.html."""
    number = sheet.order.number
    rows = Attachment.objects.filter(order_id=sheet.order.id, destroyed_at__isnull=True).order_by("sequence", "place")
    files = [
        {
            "href": reverse("attachment", args=[number, row.pk]),
            "icon": ICONS.get(row.media_type.partition("/")[0], "file-text"),
            "name": row.name,
            "note": _size(row.size, restricted=row.restricted),
        }
        for row in rows
        if may_have(sheet.reading, row)
    ]
    return {"attachments": files, "attach_href": act_href(number, "attach") if "attach" in sheet.allowed else None}


def _size(octets: int, *, restricted: bool) -> Spoken:
    kilobytes = -(-octets // KILOBYTE)
    size = f"{kilobytes} KB" if kilobytes < KILOBYTE else f"{octets / KILOBYTE / KILOBYTE:.1f} MB"
    return Spoken(f"{size} · 原件", f"{size} · original") if restricted else Spoken(size, size)


def related_context(sheet: Sheet) -> dict[str, Any]:
    """`related` of templates/orders/_related.html: only orders that the reader may open."""
    knows_people = Part.IDENTITY in sheet.reading and sheet.reading.audience is Audience.CENTRE
    people = [row.person for row in sheet.draft.callers.values() if row.person is not None] if knows_people else []
    may_open = readable(sheet.draft.actor, sheet.draft.around.units)
    found = neighbours(sheet.loaded.row, may_open, people)
    return {
        "related": [
            {"href": order_href(one.number), "title": one.title, "number": one.number, "note": one.state}
            for one in found
        ]
    }
