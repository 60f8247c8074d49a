"""Makes the version for answers of a picture: a person lays rectangles over it, the server paints them over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin import actions
from lianxin.law.decisions.files import FileEntry
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.pictures.asked import PICTURES, Rectangle
from lianxin.records.files import burn, unknown
from lianxin.records.models import Attachment
from lianxin.web.acts.answers import Wrong
from lianxin.web.acts.card import card
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import errors_text
from lianxin.web.acts.showing import done, door_of, new_key, refusal_context
from lianxin.web.addresses import here_href, in_list, listed, listed_field
from lianxin.web.citations import cited
from lianxin.web.files.attach import check_name, desk_for_files, original_of
from lianxin.web.files.limits import clean_name
from lianxin.web.files.taking import redrawn
from lianxin.web.plain import plain

MOST = 40
"""Rectangles in one picture."""
EMPTY_ROWS = 6
"""Rows for whoever has no script."""
SIDES = (("x", "左", "Left"), ("y", "上", "Top"), ("w", "宽", "Width"), ("h", "高", "Height"))


@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Shows the picture to be covered, or files what became of it."""
    desk = desk_for_files(request, number)
    original = original_of(desk, pk)
    if original.media_type not in PICTURES or not original.pages:
        raise Http404
    if request.method != "POST":
        return _ask(request, desk, original)
    kept: list[str] = []
    try:
        version = _version(request, desk, original)
        kept.append(version.storage_key)
        did = actions.attach(replace(door_of(request), files=(version,)), order=desk.draft.order.id)
    except (Wrong, Refused) as problem:
        burn(unknown(kept))
        return _ask(request, desk, original, problem)
    said = Spoken(f"已制作答复版：{version.name}", f"Version for answers made: {version.name}")
    return done(request, desk.draft.order.number, did, said)


def _version(request: HttpRequest, desk: Desk, original: Attachment) -> FileEntry:
    rectangles = _rectangles(request)
    if not rectangles and "nothing" not in request.POST:
        raise Wrong(
            "请至少遮盖一处；确实没有需要遮盖的，请勾选",
            "Cover at least one place, or tick that there is nothing to cover",
        )
    ending = original.name.rpartition(".")[2]
    name = clean_name(f"{plain(request.POST.get('name', ''))}.{ending}", ending)
    check_name(desk, name)
    whole = FileEntry(
        name=name,
        media_type=original.media_type,
        size=original.size,
        digest=bytes(original.digest).hex(),
        storage_key=original.storage_key,
        restricted=False,
        original=original.pk,
        covered=len(rectangles),
        scan=original.scan,
        scanned_at=original.scanned_at,
        scan_engine=original.scan_engine,
    )
    try:
        return redrawn(whole, original.storage_key, rectangles)
    except FileNotFoundError as missing:
        raise Http404 from missing


def _rectangles(request: HttpRequest) -> list[Rectangle]:
    """In thousandths of the picture; rows left empty are none."""
    found: list[Rectangle] = []
    columns = [request.POST.getlist(name) for name, *_ in SIDES]
    for row in zip(*columns, strict=False):
        if not any(text.strip() for text in row):
            continue
        try:
            left, top, wide, high = (round(float(text) * 10) for text in row)
        except ValueError:
            raise Wrong("遮盖位置应为 0 至 100 的数", "Places are numbers from 0 to 100") from None
        if not (0 <= left < 1000 and 0 <= top < 1000 and 0 < wide <= 1000 and 0 < high <= 1000):
            raise Wrong("遮盖位置应在图片以内", "A cover must lie within the picture")
        found.append((left, top, min(wide, 1000 - left), min(high, 1000 - top)))
    if len(found) > MOST:
        raise Wrong(f"最多遮盖 {MOST} 处", f"At most {MOST} places")
    return found


def _ask(
    request: HttpRequest, desk: Desk, original: Attachment, problem: Wrong | Refused | None = None
) -> HttpResponse:
    number = desk.draft.order.number
    error = problem.said if isinstance(problem, Wrong) else None
    shown = {
        "href": reverse("cover", args=[number, original.pk]),
        "picture": reverse("file_picture", args=[number, original.pk, 1]),
        "by_hand": in_list(f"{reverse('attach', args=[number])}?original={original.pk}", listed(request)),
        "back": in_list(reverse("file", args=[number, original.pk]), listed(request)),
        "hidden": listed_field(request),
        "name": request.POST.get("name") or _suggested(desk, original),
        "rows": _rows(request),
        "sides": [{"name": name, "label": Spoken(zh, en)} for name, zh, en in SIDES],
        "nothing": "nothing" in request.POST,
        "error": error,
        "errors_text": errors_text({"cover": error} if error else {}),
        "refusal": refusal_context(problem) if isinstance(problem, Refused) else None,
        "request_key": new_key(),
        "article": cited("R45"),
    }
    context: dict[str, Any] = {**card(desk, here_href(request, number)), "cover": shown}
    status = 200 if problem is None else 409 if isinstance(problem, Refused) else 422
    return render(request, "files/cover.html", context, status=status)


def _rows(request: HttpRequest) -> list[list[str]]:
    columns = [request.POST.getlist(name) for name, *_ in SIDES]
    sent = [list(row) for row in zip(*columns, strict=False) if any(row)]
    return [*sent[:MOST], *([[""] * len(SIDES)] * EMPTY_ROWS)]


def _suggested(desk: Desk, original: Attachment) -> str:
    """The original's name without its ending; a plain one where that tells something of a person."""
    stem = original.name.rpartition(".")[0]
    try:
        check_name(desk, original.name)
    except Wrong:
        stem = f"附件 {original.sequence}-{original.place}"
    return f"{stem}（答复版）"
