"""A file that comes with a form in one piece: kept encrypted, looked at, and known again when the form comes twice."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from typing import Protocol

from lianxin.actions import Door
from lianxin.records.arriving import Arriving, appending, expect, find, give_up
from lianxin.web.files.limits import check_size
from lianxin.web.files.looking import complete


class Upload(Protocol):
    """A file as a browser sent it with the form."""

    @property
    def name(self) -> str | None:
        """What its sender calls it."""
        ...

    @property
    def size(self) -> int | None:
        """Bytes."""
        ...

    def chunks(self) -> Iterator[bytes]:
        """Its bytes in pieces."""
        ...


def receive_file(upload: Upload, door: Door, sender: str, seed: str) -> Arriving:
    """The file on hand, whole and looked at; the same bytes under the same `seed` are the same file. Raises `Wrong`."""
    check_size(upload.size or 0)
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"{sender}:{seed}:{digest.hexdigest()}").hex
    known = find(key, sender)
    if known is not None:
        if known.whole:
            return known
        give_up(known)
    fresh = Arriving(key, sender, upload.name or "", upload.size or 0)
    expect(fresh)
    with appending(fresh) as file:
        for piece in upload.chunks():
            file.write(piece)
    return complete(fresh, door)
