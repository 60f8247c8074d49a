"""Photographs and papers that a citizen gives: drawn anew at once, so that no place or device stays in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from lianxin.law.decisions.files import FileEntry
from lianxin.law.lamps import Spoken
from lianxin.pictures.asked import DRAWABLE, PICTURES, CannotDraw
from lianxin.records.arriving import give_up
from lianxin.records.files import burn, keep_until, unknown
from lianxin.records.submissions import GivenFile
from lianxin.web.acts.answers import Wrong
from lianxin.web.files.drawn import drawn
from lianxin.web.files.limits import LARGEST, MEGABYTE, in_words
from lianxin.web.files.looking import UNKNOWN
from lianxin.web.files.receiving import Upload, receive_file
from lianxin.web.files.taking import Taken, redrawn
from lianxin.web.portal.asking import NOTHING, Question
from lianxin.web.portal.frame import for_citizens
from lianxin.web.portal.submitting.kept import Kept, door_of, ends_at, kept

MOST = 6
"""Files of one matter."""

PHOTOS = Question(
    "files",
    Spoken("照片或文件", "Photographs or papers"),
    "files",
    help=Spoken(
        f"照片、PDF，最多 {MOST} 个，每个不超过 {LARGEST // MEGABYTE} MB。拍摄地点等信息会自动去掉",
        f"Pictures and PDF, at most {MOST}, {LARGEST // MEGABYTE} MB each. Where they were taken is removed by itself",
    ),
    optional=True,
)
TOO_MANY = Spoken(f"最多 {MOST} 个文件，多出的没有保存", f"At most {MOST} files: the others were not kept")
NOT_DRAWABLE = Spoken(
    "有文件打不开，没有保存：请用 JPG、PNG 照片或不设密码的 PDF（30 页以内）",
    "A file cannot be opened and was not kept: use JPG or PNG pictures, or a PDF of 30 pages without a password",
)


def take_in(request: HttpRequest, kept: Kept) -> tuple[Kept, Spoken]:
    """The files that came with the form beside those that are here, and what is wrong with one that is not taken."""
    files, wrong = list(kept.begun.files), NOTHING
    for upload in request.FILES.getlist("files"):
        if len(files) >= MOST:
            wrong = TOO_MANY
            break
        try:
            whole = _drawn_anew(request, kept, upload)
        except Wrong as problem:
            wrong = NOT_DRAWABLE if problem.said == Spoken(*UNKNOWN) else problem.said
            continue
        if whole.storage_key not in {one.whole.storage_key for one in files}:
            files.append(GivenFile(whole))
    return kept.with_files(tuple(files)), wrong


def _drawn_anew(request: HttpRequest, kept: Kept, upload: Upload) -> FileEntry:
    """Looked at and scanned as every file, then drawn anew; the file as it came is given up. Raises `Wrong`."""
    arrived = receive_file(upload, door_of(request, kept), kept.sender, "given")
    taken = Taken([arrived])
    try:
        if arrived.media_type not in DRAWABLE or not arrived.pages:
            raise Wrong(NOT_DRAWABLE.zh, NOT_DRAWABLE.en)
        try:
            (entry,) = taken.entries(restricted=False)
        except Wrong as cannot:
            taken.put_back()
            raise Wrong(NOT_DRAWABLE.zh, NOT_DRAWABLE.en) from cannot
    finally:
        give_up(arrived)
    return replace(entry, restricted=True)


def without(kept: Kept, place: int) -> Kept:
    """The file at a place goes."""
    return kept.with_files((*kept.begun.files[:place], *kept.begun.files[place + 1 :]))


def covered(kept: Kept, place: int, places: Sequence[tuple[int, int, int, int]]) -> Kept:
    """The file at a place with these parts painted over; none: as it was. Raises `Wrong`."""
    given = kept.begun.files[place]
    fresh: FileEntry | None = None
    if places:
        seed = given.whole.storage_key.rpartition("/")[2]
        try:
            fresh = replace(redrawn(given.whole, seed, list(places)), covered=len(places))
        except FileNotFoundError as missing:
            raise Wrong(NOT_DRAWABLE.zh, NOT_DRAWABLE.en) from missing
    files = list(kept.begun.files)
    files[place] = GivenFile(given.whole, fresh, tuple(places))
    return kept.with_files(tuple(files))


def handed_in(kept: Kept) -> tuple[FileEntry, ...]:
    """What goes to the hotline: originals for the centre, which makes versions for others (R45)."""
    return tuple(one.shown for one in kept.begun.files)


def burn_gone(before: Kept, after: Kept | None = None) -> None:
    """Once it was written down that they go: the bytes of what is not there any more."""
    still = _places(after) if after is not None else set()
    burn(unknown(sorted(_places(before) - still)))


def _places(kept: Kept) -> set[str]:
    entries = [one for given in kept.begun.files for one in (given.whole, given.covered) if one is not None]
    return {one.storage_key for one in entries}


def shown(kept: Kept) -> list[dict[str, Any]]:
    """The files as the page lists them."""
    return [
        {
            "place": place,
            "name": one.whole.name,
            "size": in_words(one.shown.size),
            "covered": len(one.places),
            "coverable": one.whole.media_type in PICTURES,
            "picture": reverse("portal_tell_picture", args=[place]),
            "cover_href": reverse("portal_tell_cover", args=[place]),
        }
        for place, one in enumerate(kept.begun.files)
    ]


def given_at(kept: Kept, place: int) -> GivenFile:
    """The file at a place; the same 404 for every other."""
    if place >= len(kept.begun.files):
        raise Http404
    return kept.begun.files[place]


@for_citizens(personal=True)
def picture(request: HttpRequest, place: int) -> HttpResponse:
    """A file as a small picture, for the browser that gave it; `?whole` without what was covered in it."""
    here = kept(request)
    given = given_at(here, place)
    entry = given.whole if "whole" in request.GET else given.shown
    try:
        content = drawn(entry.storage_key, bytes.fromhex(entry.digest), entry.media_type, 1)
    except (CannotDraw, FileNotFoundError) as missing:
        raise Http404 from missing
    keep_until([entry.storage_key], ends_at(request, here.begun))
    response = HttpResponse(content, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return response
