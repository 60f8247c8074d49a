"""The files that come with a form: sent before in pieces, or with the form itself, and handed to the act at the end."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lianxin.actions import Door
from lianxin.law.decisions.files import FileEntry
from lianxin.law.lamps import Spoken
from lianxin.law.words import ScanState
from lianxin.pictures.asked import DRAWABLE, MOST_PAGES, CannotDraw, Rectangle, draw_covered
from lianxin.records.arriving import Arriving, find, give_up, keep
from lianxin.records.files import burn, unknown
from lianxin.records.log import was_asked
from lianxin.records.models import Attachment
from lianxin.records.stored import open_stored, store
from lianxin.web.acts.answers import Wrong
from lianxin.web.files.limits import HELP, LARGEST, MOST, clean_name, in_words
from lianxin.web.files.receiving import receive_file

NAME, FRESH = "files", "new_files"
"""Fields of a form: keys of files that are here already, and files sent along."""

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf"}
"""Of what is drawn anew."""

WITH_FILES = frozenset(
    {
        "record_progress",
        "reply",
        "feed_back",
        "give_opinion",
        "end_assistance",
        "extend",
        "send_back",
        "stop",
        "explain",
        "prove",
        "answer_supervision",
        "supplement",
        "add_caller",
    }
)
"""Acts on an order that evidence may come with, in the same step; at intake it always may."""

NOT_WHOLE = ("有文件还没有传完，请稍候再提交", "A file has not come wholly yet: wait a moment and submit again")
GONE = ("有文件已过期，请重新选择", "A file has expired: choose it again")
TOO_MANY = (f"一次最多添加 {MOST} 个文件，请分次添加", f"At most {MOST} files at a time: add the others afterwards")
NO_VERSION = (
    "答复版只收图片、PDF 和纯文本：录音、录像和文档会带出作者和地点；文档请另存为 PDF，录音录像请作为原件添加",
    "A version is a picture, a PDF or plain text: others tell author and place. Save a document as PDF",
)
NO_PAGES = (
    f"PDF 无法打开、设有密码或超过 {MOST_PAGES} 页，不能制作答复版；请重新导出，或分成几份",
    f"No version is made of a PDF that is broken, has a password or more than {MOST_PAGES} pages: export or split it",
)
NO_PICTURE = (
    "图片无法打开，不能制作处理版；请另存为 JPG 或 PNG 后再选",
    "The picture cannot be opened, so no version can be made of it: save it as JPG or PNG first",
)


@dataclass(slots=True)
class Taken:
    """The files of one form: those on hand, those that an earlier sending of the same form filed, what is wrong."""

    files: list[Arriving] = field(default_factory=list)
    filed: list[FileEntry] = field(default_factory=list)
    error: Spoken | None = None
    kept: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.files or self.filed)

    def entries(
        self, *, restricted: bool = True, original: int | None = None, cover: Sequence[Rectangle] = ()
    ) -> tuple[FileEntry, ...]:
        """Lays the bytes among the files of orders, and says what the act needs to know of them.

        Of a picture or a PDF that is to be seen by others nothing but its points is kept (R45). Raises `Wrong`.
        """
        how = FileEntry("", "", 0, "", "", restricted=restricted, original=original, covered=len(cover))
        found = list(self.filed)
        for one in self.files:
            entry = _entry(one, how)
            self.kept.append(entry.storage_key)
            found.append(entry if restricted else _bare(entry, one, cover))
            self.kept.append(found[-1].storage_key)
        return tuple(found)

    def done(self) -> None:
        """The act has them: they are on their way no more."""
        for one in self.files:
            give_up(one)

    def put_back(self) -> None:
        """The act was refused: what no order knows goes, the files stay on their way."""
        burn(unknown(self.kept))


def take(request: HttpRequest, door: Door) -> Taken:
    """What the form brought: keys ticked in it, then files sent with it; the first thing wrong is said."""
    taken = Taken()
    try:
        for key in dict.fromkeys(request.POST.getlist(NAME)):
            _add_known(taken, key, door)
        for place, upload in enumerate(request.FILES.getlist(FRESH)):
            taken.files.append(receive_file(upload, door, door.actor.key, f"{door.request_key}:{place}"))
        if len(taken.files) > MOST:
            raise Wrong(*TOO_MANY)
    except Wrong as wrong:
        taken.error = wrong.said
    return taken


def on_hand(keys: Sequence[str], sender: str) -> Taken:
    """The files of a form that was left and is opened again; it is said when one of them is not there any more."""
    found = [find(key, sender) for key in dict.fromkeys(keys)]
    files = [one for one in found if one is not None and one.whole]
    return Taken(files, error=None if len(files) == len(found) else Spoken(*GONE))


def _add_known(taken: Taken, key: str, door: Door) -> None:
    one = find(key, door.actor.key)
    if one is not None and one.whole:
        taken.files.append(one)
    elif one is not None:
        raise Wrong(*NOT_WHOLE)
    elif (row := _filed(key, door)) is not None:
        taken.filed.append(row)
    else:
        raise Wrong(*GONE)


def _filed(key: str, door: Door) -> FileEntry | None:
    """What the same form filed when it was sent before: asked again, it is the same request. No other form has it."""
    if not was_asked(door.actor.key, door.request_key):
        return None
    places = [_place(key), _place(_version_key(key, ()))]
    row = Attachment.objects.filter(storage_key__in=places, author=door.actor.staff).first()
    if row is None:
        return None
    return FileEntry(
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        digest=bytes(row.digest).hex(),
        storage_key=row.storage_key,
        restricted=row.restricted,
        original=row.original_id,
        covered=row.covered,
        pages=row.pages,
        scan=row.scan,
        scanned_at=row.scanned_at,
        scan_engine=row.scan_engine,
    )


def _entry(one: Arriving, how: FileEntry) -> FileEntry:
    keep(one)
    scanned = dt.datetime.fromisoformat(one.scanned_at) if one.scanned_at else None
    return replace(
        how,
        name=one.name,
        media_type=one.media_type,
        size=one.size,
        digest=one.digest,
        storage_key=one.storage_key,
        pages=one.pages,
        scan=ScanState(one.scan),
        scanned_at=scanned,
        scan_engine=one.engine,
    )


def _bare(entry: FileEntry, one: Arriving, cover: Sequence[Rectangle]) -> FileEntry:
    """A version that others see: the points alone, without place, device, author and date, or words as they stand."""
    if entry.media_type == "text/plain":
        return entry
    if entry.media_type not in DRAWABLE:
        raise Wrong(*(NO_PICTURE if entry.media_type.startswith("image/") else NO_VERSION))
    found = redrawn(entry, one.key, cover)
    burn(unknown([entry.storage_key]))
    return found


def redrawn(entry: FileEntry, seed: str, cover: Sequence[Rectangle]) -> FileEntry:
    """A stored picture or PDF drawn anew with places covered, as a file of its own.

    Raises `Wrong`; FileNotFoundError for a file that is gone or damaged.
    """
    try:
        with open_stored(entry.storage_key, bytes.fromhex(entry.digest)) as file:
            drawn = draw_covered(file, entry.media_type, cover)
    except CannotDraw as cannot:
        raise Wrong(*(NO_PAGES if entry.media_type == "application/pdf" else NO_PICTURE)) from cannot
    storage_key = _place(_version_key(seed, cover))
    store(storage_key, drawn.content)
    return replace(
        entry,
        name=clean_name(entry.name, ENDINGS[drawn.media_type]),
        media_type=drawn.media_type,
        size=len(drawn.content),
        digest=hashlib.sha256(drawn.content).hexdigest(),
        storage_key=storage_key,
        pages=drawn.pages,
    )


def _place(key: str) -> str:
    return f"{key[:2]}/{key}"


def _version_key(seed: str, cover: Sequence[Rectangle]) -> str:
    """The same places covered in the same file are the same version."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{seed}:{sorted(cover)}").hex


def files_field(taken: Taken, *, required: bool = False) -> dict[str, Any]:
    """The context of components/field_files.html."""
    return {
        "name": NAME,
        "fresh": FRESH,
        "kind": "files",
        "label": Spoken("附件", "Files"),
        "required": required,
        "error": taken.error or "",
        "help": HELP,
        "taken": [{"key": one.key, "name": one.name, "size": in_words(one.size)} for one in taken.files],
        "largest": LARGEST,
        "most": MOST,
        "href": reverse("uploads"),
    }
