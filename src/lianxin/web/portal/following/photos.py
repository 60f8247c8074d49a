"""Photographs that a caller adds: only their points are kept, not where, when and with what they were taken (R45)."""

from __future__ import annotations

from lianxin.law.decisions.files import FileEntry
from lianxin.pictures.asked import DRAWABLE
from lianxin.records.files import burn, unknown
from lianxin.web.acts.answers import Wrong
from lianxin.web.files.taking import NO_PICTURE, Taken, redrawn

PICTURES_ONLY = ("这里只收照片和 PDF", "Only photographs and PDF are taken here")


def bare(taken: Taken) -> tuple[FileEntry, ...]:
    """The files drawn anew, as restricted originals; raises `Wrong` for what is no picture or PDF."""
    if any(one.media_type.startswith("image/") and one.media_type not in DRAWABLE for one in taken.files):
        raise Wrong(*NO_PICTURE)
    if any(one.media_type not in DRAWABLE for one in taken.files):
        raise Wrong(*PICTURES_ONLY)
    entries = taken.entries()
    found = tuple(
        entry if place < len(taken.filed) else redrawn(entry, entry.storage_key, ())
        for place, entry in enumerate(entries)
    )
    taken.kept += [one.storage_key for one in found]
    burn(unknown([one.storage_key for one in entries[len(taken.filed) :]]))
    return found
