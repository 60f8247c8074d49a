"""Where the bytes of attachments lie, and how they go for good; their rows say what they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from lianxin.records.models import Attachment

_KEY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")
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


def burn(storage_keys: Iterable[str]) -> int:
    """Takes bytes off the disk; how many files were still there. Call it after the act has been committed."""
    burnt = 0
    for key in storage_keys:
        with suppress(FileNotFoundError):
            place_of(key).unlink()
            burnt += 1
    return burnt


def left_over(before: dt.datetime) -> Iterator[str]:
    """Keys of files last written before a moment that no living row knows.

    Their row was destroyed (R46, R63), or the act they were sent with never happened.
    """
    keys: list[str] = []
    for place in attachments_folder().glob("??/*"):
        key = f"{place.parent.name}/{place.name}"
        if _KEY.fullmatch(key) and place.stat().st_mtime < before.timestamp():
            keys.append(key)
        if len(keys) == AT_A_TIME:
            yield from _unknown(keys)
            keys = []
    yield from _unknown(keys)


def _unknown(keys: list[str]) -> list[str]:
    living = Attachment.objects.filter(storage_key__in=keys, destroyed_at__isnull=True)
    known = set(living.values_list("storage_key", flat=True))
    return [key for key in keys if key not in known]
