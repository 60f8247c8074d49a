"""Files of a matter for its caller: versions for answers, and their own originals (R45)."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase

from lianxin.law.decisions.following import Sight, shows_file
from lianxin.law.lamps import Spoken
from lianxin.pictures.asked import CannotDraw
from lianxin.records.models import Attachment
from lianxin.records.stored import open_stored
from lianxin.web.files.limits import in_words
from lianxin.web.files.views import drawn_page, kept_quiet
from lianxin.web.portal.following.matter import Matter, followed

YOURS, OF_OFFICE = Spoken("您提交的", "Sent by you"), Spoken("办理单位提供的", "From the office in charge")


def _theirs(matter: Matter) -> list[Attachment]:
    rows = Attachment.objects.select_related("original").filter(order_id=matter.order.id, destroyed_at__isnull=True)
    return [row for row in rows.order_by("sequence", "place") if _shown(matter, row)]


def _shown(matter: Matter, row: Attachment) -> bool:
    original = row.original.caller if row.original is not None else None
    return matter.seen is Sight.ALL and shows_file(
        matter.caller, restricted=row.restricted, given_by=row.caller, original_by=original
    )


def files_of(matter: Matter) -> list[dict[str, Any]]:
    """`files` of templates/portal/following/_files.html."""
    return [
        {
            "name": row.name,
            "size": in_words(row.size),
            "by": YOURS if row.caller == matter.caller else OF_OFFICE,
            "href": matter.href("file", str(row.pk)),
            "small": matter.href("picture", str(row.pk), "0") if row.pages else "",
            "large": matter.href("picture", str(row.pk), "1") if row.pages else "",
        }
        for row in _theirs(matter)
    ]


def _one(matter: Matter, pk: int) -> Attachment:
    for row in _theirs(matter):
        if row.pk == pk:
            return row
    raise Http404


@followed()
def save(request: HttpRequest, matter: Matter, pk: int) -> HttpResponseBase:
    """The file itself, to be saved."""
    _ = request
    row = _one(matter, pk)
    try:
        file = open_stored(row.storage_key, bytes(row.digest))
    except FileNotFoundError as missing:
        raise Http404 from missing
    return kept_quiet(FileResponse(file, as_attachment=True, filename=row.name, content_type=row.media_type))


@followed()
def picture(request: HttpRequest, matter: Matter, pk: int, sheet: int) -> HttpResponseBase:
    """One page of it as a picture drawn anew; 0 is the small one."""
    _ = request
    row = _one(matter, pk)
    if sheet > row.pages or not row.pages:
        raise Http404
    try:
        content = drawn_page(row, sheet)
    except (CannotDraw, FileNotFoundError) as missing:
        raise Http404 from missing
    return kept_quiet(HttpResponse(content, content_type="image/jpeg"))
