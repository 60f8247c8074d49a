"""What a reader gets of a file: its page, pictures drawn of it, and the file itself to be saved, never run."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lianxin.access import may
from lianxin.law.lamps import Spoken
from lianxin.law.words import ScanState
from lianxin.pictures.asked import MOST_PAGES, PICTURES, CannotDraw
from lianxin.records.files import shown_place
from lianxin.records.models import Attachment
from lianxin.records.stored import open_stored
from lianxin.web.acts.showing import is_partial
from lianxin.web.addresses import in_list, listed, order_href
from lianxin.web.files.about import facts_of
from lianxin.web.files.drawn import drawn
from lianxin.web.files.opened import Opened, note_opening, open_file

SANDBOX = "sandbox; default-src 'none'"
"""The policy of a file that a browser is handed: nothing in it may run or load."""


@require_GET
def attachment(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """Hands out a file to be saved, to whoever may see it; the opening is written down."""
    opened = open_file(request, number, pk)
    try:
        file = open_stored(opened.row.storage_key, bytes(opened.row.digest))
    except FileNotFoundError as missing:
        raise Http404 from missing
    note_opening(request, opened)
    row = opened.row
    return kept_quiet(FileResponse(file, as_attachment=True, filename=row.name, content_type=row.media_type))


@require_GET
def file_page(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """The file's page: its pictures, what is known of it, what can be made of it."""
    opened = open_file(request, number, pk)
    context = file_context(opened, listed(request))
    return render(
        request,
        "components/dialog.html" if is_partial(request) else "files/file.html",
        {"title": opened.row.name, "article": None, "body": "files/_file.html", **context},
    )


@require_GET
def file_picture(request: HttpRequest, number: str, pk: int, page: int) -> HttpResponseBase:
    """One page as a picture drawn anew; page 0 is the small one of lists."""
    opened = open_file(request, number, pk)
    if page > opened.row.pages or not opened.row.pages:
        raise Http404
    if page:
        note_opening(request, opened, page=page)
    try:
        content = drawn_page(opened.row, page)
    except (CannotDraw, FileNotFoundError) as missing:
        raise Http404 from missing
    return kept_quiet(HttpResponse(content, content_type="image/jpeg"))


def kept_quiet(response: HttpResponseBase) -> HttpResponseBase:
    """What is handed out of a file runs nowhere and is kept by nobody."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store"
    return response


def drawn_page(row: Attachment, page: int) -> bytes:
    """One page of a file as a picture, from the disk where it was drawn before; page 0 is the small one."""
    known = shown_place(row.storage_key, page).exists()
    content = drawn(row.storage_key, bytes(row.digest), row.media_type, page)
    # It may have been destroyed while it was drawn: then the drawing goes too.
    if not known and not Attachment.objects.filter(pk=row.pk, destroyed_at__isnull=True).exists():
        shown_place(row.storage_key, page).unlink(missing_ok=True)
        raise FileNotFoundError(row.storage_key)
    return content


def file_context(opened: Opened, of: str) -> dict[str, Any]:
    """The context of files/_file.html; `of`: the list that the order was opened from, as addresses hold it."""
    row, number = opened.row, opened.draft.order.number
    order = in_list(order_href(number), of)
    pages = [
        {"href": reverse("file_picture", args=[number, row.pk, page]), "number": page}
        for page in range(1, row.pages + 1)
    ]
    return {
        "file": {
            "name": row.name,
            "pages": pages,
            "cut": row.pages >= MOST_PAGES,
            "facts": facts_of(opened),
            "unscanned": row.scan is ScanState.NOT_SCANNED,
            "save_href": reverse("attachment", args=[number, row.pk]),
            "ways": _ways(opened, of),
        },
        "order_href": order,
        "crumbs": [
            {"text": number, "href": order},
            {"text": Spoken("附件", "File"), "href": ""},
        ],
    }


def _ways(opened: Opened, of: str) -> list[dict[str, Any]]:
    row, number = opened.row, opened.draft.order.number
    if not row.restricted or may(opened.draft, "attach") is not None:
        return []
    ways = []
    if row.media_type in PICTURES and row.pages:
        cover = {"href": in_list(reverse("cover", args=[number, row.pk]), of), "icon": "eye-off", "whole": True}
        ways.append({**cover, "text": Spoken("遮盖后制作答复版", "Cover, and make a version for answers")})
    href = in_list(f"{reverse('attach', args=[number])}?original={row.pk}", of)
    by_hand = {"href": href, "icon": "upload", "whole": False}
    return [*ways, {**by_hand, "text": Spoken("上传答复版", "Upload a version for answers")}]
