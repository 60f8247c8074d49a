"""Keeps the bytes of a file in the installation's folder before the act that files it, and takes them away again."""

from __future__ import annotations

import hashlib
import os
import unicodedata
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from lianxin.records.files import burn, place_of
from lianxin.web.acts.answers import Wrong
from lianxin.web.acts.file_types import LOOKED_AT, media_type

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
"""Bytes of one file."""
LONGEST_NAME = 120
"""Characters."""


class Upload(Protocol):
    """A file as a browser sent it."""

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


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the folder: a clean name, what its content says it is, bytes, SHA-256 in hex, and where it lies."""

    name: str
    media_type: str
    size: int
    digest: str
    storage_key: str


def store(upload: Upload) -> Stored:
    """Writes the bytes to the disk for good; raises `Wrong` for what is too large, empty or of no known kind."""
    _check_size(upload.size or 0)
    pieces = upload.chunks()
    first = next(iter(pieces), b"")
    found = media_type(first[:LOOKED_AT])
    if found is None:
        raise Wrong(
            "这种文件不能添加；请用图片、录音、视频、PDF 或文档",
            "Files of this kind are not taken: use pictures, recordings, videos, PDF or documents",
        )
    key = uuid.uuid4().hex
    storage_key = f"{key[:2]}/{key}"
    place = place_of(storage_key)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(first), len(first)
    with place.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(first)
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return Stored(clean_name(upload.name or "", found[1]), found[0], size, digest.hexdigest(), storage_key)


def _check_size(size: int) -> None:
    if not size:
        raise Wrong("文件是空的，请重新选择", "The file is empty: choose another")
    if size > LARGEST:
        most, has = LARGEST // MEGABYTE, size // MEGABYTE
        zh = f"文件最大 {most} MB，现为 {has} MB，请压缩或分开添加"
        raise Wrong(zh, f"A file has at most {most} MB, this has {has} MB: make it smaller or split it")


def clean_name(name: str, ending: str) -> str:
    """A file's name without path, control characters or a misleading ending."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = "".join(one for one in plain if one.isprintable() and one not in '<>:"|?*').strip(" .")
    stem = plain.rsplit(".", 1)[0] if "." in plain else plain
    return f"{stem[:LONGEST_NAME] or 'file'}.{ending}"


def remove(stored: Stored) -> None:
    """Takes the bytes away again, because the act was refused."""
    burn([stored.storage_key])
