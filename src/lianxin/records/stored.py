"""Reads and writes the bytes of attachments, which lie encrypted, each bound to its place."""

from __future__ import annotations

import hashlib
import logging
import os
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO, BinaryIO

from lianxin.records.files import burn, is_shown_place, place_of, shown_place, unknown
from lianxin.records.models import Attachment
from lianxin.records.people import vault
from lianxin.vault.encrypted_files import (
    CHUNK,
    MAGIC,
    EncryptedWriter,
    begin,
    head_of,
    is_current,
    open_encrypted,
    rewrap,
)
from lianxin.vault.errors import CannotDecrypt, UnknownMasterKey

UNREADABLE = (CannotDecrypt, UnknownMasterKey)
"""What a damaged file raises, and one whose master key is gone."""

_log = logging.getLogger(__name__)


def open_stored(storage_key: str, digest: bytes) -> BufferedReader:
    """The plain bytes of a stored file, after all of them were found to be those of its digest (SHA-256).

    What was stored before files were encrypted lies plain until the night; its digest vouches for it. Raises
    FileNotFoundError for a file that is not there, and for one that is damaged or was exchanged: the log is told.
    """
    with ExitStack() as until_known:
        try:
            file = until_known.enter_context(_opened(storage_key))
            if hashlib.file_digest(file, "sha256").digest() == digest:
                file.seek(0)
                until_known.pop_all()
                return file
            _log.error("File %s is not the one that was given: restore it from a backup", storage_key)
        except UNREADABLE as broken:
            _log.error("File %s cannot be read: %s", storage_key, broken.en)
    raise FileNotFoundError(storage_key)


def _opened(storage_key: str) -> BufferedReader:
    file = place_of(storage_key).open("rb")
    if file.peek(len(MAGIC)).startswith(MAGIC):
        return open_encrypted(file, vault(), storage_key)
    return file


def store(storage_key: str, content: bytes) -> None:
    """Lays bytes among the files of orders; what lies there already is replaced."""
    place = place_of(storage_key)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(place, storage_key, content)


def store_drawn(storage_key: str, page: int, content: bytes) -> None:
    """Keeps a page as it was drawn."""
    _write(shown_place(storage_key, page), _drawn_name(storage_key, page), content)


def drawn_before(storage_key: str, page: int) -> bytes | None:
    """A page as it was drawn before; None for one that must be drawn, also because what lies there is damaged."""
    place = shown_place(storage_key, page)
    try:
        with open_encrypted(place.open("rb"), vault(), _drawn_name(storage_key, page)) as file:
            return file.read()
    except FileNotFoundError:
        return None
    except UNREADABLE as broken:
        _log.warning("Picture %s is drawn again: %s", place.name, broken.en)
        return None


def _drawn_name(storage_key: str, page: int) -> str:
    return f"{storage_key}:{page}"


def _write(place: Path, name: str, content: bytes) -> None:
    with _replacing(place) as file:
        begin(file, vault(), len(content))
        writer = EncryptedWriter(file, vault(), name)
        writer.write(content)
        writer.close()


@contextmanager
def _replacing(place: Path) -> Iterator[IO[bytes]]:
    """A new file that takes a place once it is on the disk wholly; nothing stays of one that is not."""
    fresh = place.with_name(f"{place.name}.{uuid.uuid4().hex}")
    try:
        with open(fresh, "x+b", opener=private) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)


def private(path: str, flags: int) -> int:
    """Opens a file that nobody but the installation's user may read."""
    return os.open(path, flags, 0o600)


def bring_up_to_date(place: Path) -> bool:
    """Encrypts what lies plain, and lets the current master key open what an older one opens; whether it had to.

    Drawn pages are thrown away instead: they are drawn again when somebody looks. A plain file that is not the one its
    row tells of is left, and the log is told. One that no row knows is left too: its act may be about to come.
    """
    storage_key = f"{place.parent.name}/{place.name}"
    try:
        with place.open("rb") as file:
            head = head_of(file)
            if head is not None and is_current(head, vault()):
                return False
            if is_shown_place(place):
                place.unlink()
                return True
            row = Attachment.objects.filter(storage_key=storage_key, destroyed_at__isnull=True).first()
            if row is None:
                return False
            if head is None:
                _encrypt(row)
            else:
                _rewrap(file, place)
    except FileNotFoundError:
        return False
    except UNREADABLE as broken:
        _log.error("File %s cannot be read: %s", storage_key, broken.en)
        return False
    burn(unknown([storage_key]))  # it may have been destroyed meanwhile
    return True


def _encrypt(row: Attachment) -> None:
    key = row.storage_key
    with open_stored(key, bytes(row.digest)) as plain, _replacing(place_of(key)) as fresh:
        begin(fresh, vault(), row.size)
        writer = EncryptedWriter(fresh, vault(), key)
        while piece := plain.read(CHUNK):
            writer.write(piece)
        writer.close()


def _rewrap(file: BinaryIO, place: Path) -> None:
    with _replacing(place) as fresh:
        rewrap(file, fresh, vault())
