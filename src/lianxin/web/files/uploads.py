"""A file in pieces: created by its name and size, sent on from where it stands, whole once the last piece has come.

POST makes it and says where it lies, HEAD says how much of it is here (`Upload-Offset`), PATCH adds a piece at that
offset, DELETE forgets it. What has come survives a lost connection, a new session and a restart of the server.
"""

from __future__ import annotations

import time
import uuid

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.law.lamps import Spoken
from lianxin.records.arriving import Arriving, appending, expect, find, give_up, of_sender
from lianxin.web.acts.answers import Wrong
from lianxin.web.acts.showing import door_of
from lianxin.web.files.file_types import LOOKED_AT
from lianxin.web.files.limits import LONGEST_NAME, UNFINISHED, check_size, in_words
from lianxin.web.files.looking import check_head, complete
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of
from lianxin.web.template_tags import said

PIECE = 1024 * 1024
"""Bytes of one piece; what the browser sends at once, and no more is taken."""
STALE_SECONDS = 3600
OFFSET, LENGTH = "Upload-Offset", "Upload-Length"


@require_POST
def uploads(request: HttpRequest) -> HttpResponse:
    """Makes room for a file; answers with its address."""
    try:
        size = _whole_number(request.POST.get("size", ""))
        check_size(size)
        sender = actor_of(request).key
        _check_room(sender)
    except Wrong as wrong:
        return _refuse(wrong, 422)
    name = plain(request.POST.get("name", ""))[: 2 * LONGEST_NAME]
    fresh = Arriving(uuid.uuid4().hex, sender, name, size)
    expect(fresh)
    answer = JsonResponse({"key": fresh.key, "href": reverse("upload", args=[fresh.key]), "piece": PIECE}, status=201)
    return _told(answer, fresh)


@require_http_methods(["HEAD", "PATCH", "DELETE"])
def upload(request: HttpRequest, key: str) -> HttpResponse:
    """One file on its way, for whoever sends it; the same 404 for everybody else and once it has expired."""
    found = find(key, actor_of(request).key)
    if found is None:
        raise Http404
    if request.method == "PATCH":
        return _add(request, found)
    if request.method == "DELETE":
        give_up(found)
        return HttpResponse(status=204)
    return _told(HttpResponse(status=200), found)


def _add(request: HttpRequest, found: Arriving) -> HttpResponse:
    """Adds a piece where the last one ended; a piece for another place is told where to go on."""
    piece = request.body
    try:
        with appending(found) as file:
            stands = file.come
            if _whole_number(request.headers.get(OFFSET, "")) != stands:
                return _told(HttpResponse(status=409), found)
            if len(piece) > PIECE or stands + len(piece) > found.size:
                raise Wrong("文件比说的大，请重新选择", "The file is larger than was said: choose it again")
            file.write(piece)
        if stands == 0:
            _check_beginning(found, piece)
        if stands + len(piece) == found.size:
            return _whole(found if found.whole else complete(found, door_of(request)))
    except Wrong as wrong:
        give_up(found)
        return _refuse(wrong, 422)
    return _told(HttpResponse(status=204), found)


def _whole(found: Arriving) -> HttpResponse:
    shown = {"key": found.key, "name": found.name, "size": in_words(found.size), "scan": found.scan}
    return _told(JsonResponse(shown), found)


def _check_beginning(found: Arriving, piece: bytes) -> None:
    """A program is told so after its first piece, not after its last."""
    if len(piece) >= min(LOOKED_AT, found.size):
        check_head(piece[:LOOKED_AT])


def _check_room(sender: str) -> None:
    """Nobody fills the disk with files they never finish: the oldest that nobody touches give way."""
    waiting = of_sender(sender)
    if len(waiting) < UNFINISHED:
        return
    stale = [one for one in waiting if time.time() - one.place.stat().st_mtime > STALE_SECONDS]
    for one in stale:
        give_up(one)
    if not stale:
        raise Wrong(
            "未提交的文件太多，请先提交或去掉一些", "Too many files wait to be submitted: submit or remove some first"
        )


def _whole_number(text: str) -> int:
    if not text.isdecimal() or len(text) > 15:
        raise Wrong("文件大小不明，请重新选择", "The file's size is not known: choose it again")
    return int(text)


def _told(answer: HttpResponse, found: Arriving) -> HttpResponse:
    answer[OFFSET], answer[LENGTH] = str(found.offset), str(found.size)
    answer["Cache-Control"] = "no-store"
    return answer


def _refuse(wrong: Wrong, status: int) -> HttpResponse:
    spoken: Spoken = wrong.said
    return JsonResponse({"error": said(spoken)}, status=status)
