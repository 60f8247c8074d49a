"""Where the bytes of attachments lie, and how they go for good; their rows say what they are."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from lianxin.records.models import Attachment

_KEY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")
_FILE, _DRAWN = re.compile(r"[0-9a-f]{32}"), re.compile(r"[0-9a-f]{32}\.\d+\.jpg")
AT_A_TIME = 500


def attachments_folder() -> Path:
    """The folder of the installation; raises FileNotFoundError when the process has none."""
    folder: Path | None = settings.ATTACHMENTS_FOLDER
    if folder is None:
        raise FileNotFoundError("no installation: name it by --data or LIANXIN_DATA")
    return folder


def place_of(storage_key: str) -> Path:
    """Where a stored file lies; raises FileNotFoundError for a key that leads outside the folder."""
    if not _KEY.fullmatch(storage_key):
        raise FileNotFoundError(storage_key)
    return attachments_folder() / storage_key


def shown_place(storage_key: str, page: int) -> Path:
    """Where a drawn page of a stored file lies; page 0 is the small one of lists."""
    place = place_of(storage_key)
    return place.with_name(f"{place.name}.{page}.jpg")


def is_shown_place(place: Path) -> bool:
    """Whether it is where a drawn page lies, and not a file or one that is being written."""
    return _DRAWN.fullmatch(place.name) is not None


def all_places() -> Iterator[Path]:
    """Where every stored file and every drawn page lies; none that is still being written."""
    for place in attachments_folder().glob("??/*"):
        if _FILE.fullmatch(place.name) or is_shown_place(place):
            yield place


def burn_unfinished(before: dt.datetime) -> int:
    """Takes off the disk what was being written when the machine stopped, before a moment; how many those were."""
    burnt = 0
    for place in attachments_folder().glob("??/*.*"):
        with suppress(FileNotFoundError):
            if not is_shown_place(place) and place.stat().st_mtime < before.timestamp():
                place.unlink()
                burnt += 1
    return burnt


def keep_until(storage_keys: Iterable[str], moment: dt.datetime) -> None:
    """Lets files that no row knows yet count as touched at a moment to come, while somebody may still hand them in."""
    for key in storage_keys:
        place = place_of(key)
        for lying in (place, *place.parent.glob(f"{place.name}.*")):
            with suppress(FileNotFoundError):
                os.utime(lying, (moment.timestamp(), moment.timestamp()))


def burn(storage_keys: Iterable[str]) -> int:
    """Takes bytes off the disk, and what was drawn of them; how many files were still there.

    Call it after the act has been committed.
    """
    burnt = 0
    for key in storage_keys:
        with suppress(FileNotFoundError):
            place = place_of(key)
            for drawn in place.parent.glob(f"{place.name}.*"):
                drawn.unlink(missing_ok=True)
            place.unlink()
            burnt += 1
    return burnt


def left_over(before: dt.datetime) -> Iterator[str]:
    """Keys of files last written before a moment that no living row knows.

    Their row was destroyed (R46, R63), or the act they were sent with never happened.
    """
    keys: list[str] = []
    for place in attachments_folder().glob("??/*"):
        key = f"{place.parent.name}/{place.name.partition('.')[0]}"
        if _KEY.fullmatch(key) and place.stat().st_mtime < before.timestamp():
            keys.append(key)
        if len(keys) == AT_A_TIME:
            yield from unknown(keys)
            keys = []
    yield from unknown(keys)


def unknown(keys: list[str]) -> list[str]:
    """Those of these keys that no living file has."""
    if not keys:
        return []
    living = Attachment.objects.filter(storage_key__in=keys, destroyed_at__isnull=True)
    known = set(living.values_list("storage_key", flat=True))
    return [key for key in keys if key not in known]
