"""Files of an order: restricted originals, versions for answers, and what was found to carry a virus (R44, R45)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.words import Role, ScanState

SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A stored file: `size` in bytes, `digest` SHA-256 in hex, `storage_key` its place in the installation's folder.

    `media_type` is what its content says, never what its sender claims; `pages` is how many of it can be shown as
    pictures. A version for answers names the id of its `original` where there is one, and how many places were
    `covered` in it.
    """

    name: str
    media_type: str
    size: int
    digest: str
    storage_key: str
    restricted: bool = True
    original: int | None = None
    covered: int = 0
    pages: int = 0
    scan: ScanState = ScanState.NOT_SCANNED
    scanned_at: dt.datetime | None = None
    scan_engine: str = ""


def attach(draft: Draft, *, count: int) -> None:
    """Files join the order by themselves: `join_files` says what is kept of them; there must be one (R45)."""
    _ = draft
    if not count:
        raise Refused("attachment_invalid")


def join_files(draft: Draft, files: Sequence[FileEntry]) -> None:
    """Files that came with an act; their names stay out of the event, for they may hold personal data.

    So does their SHA-256, by which a destroyed file could be told again: whoever keeps them adds one under a key.
    What a caller of a secret order sends never goes to a unit (R44).
    """
    if files:
        draft.facts["files"] = [_fact(draft, one) for one in files]


def _fact(draft: Draft, file: FileEntry) -> dict[str, Any]:
    if not file.name.strip() or "/" not in file.media_type or file.size <= 0 or not SHA256.fullmatch(file.digest):
        raise Refused("attachment_invalid")
    if file.scan is ScanState.INFECTED:
        raise Refused("file_infected")
    own = draft.actor.role is Role.CALLER and draft.order.secret
    fact: dict[str, Any] = {
        "media_type": file.media_type,
        "size": file.size,
        "restricted": file.restricted or own,
    }
    if file.original is not None:
        fact |= {"original": file.original, "covered": file.covered}
    return fact


def remove_infected(draft: Draft, *, sequence: int, place: int) -> None:
    """A file that was taken unscanned turned out to carry a virus; its bytes go, the fact stays."""
    draft.facts["file"] = f"{sequence}/{place}"
