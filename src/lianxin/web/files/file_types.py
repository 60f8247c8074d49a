"""What kind of file it is, by what it begins with; what its sender calls it is never believed."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import BinaryIO

from lianxin.web.acts.answers import Wrong

SIGNATURES: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png", "png"),
    (0, b"GIF87a", "image/gif", "gif"),
    (0, b"GIF89a", "image/gif", "gif"),
    (8, b"WEBP", "image/webp", "webp"),
    (4, b"ftypheic", "image/heic", "heic"),
    (4, b"ftypmif1", "image/heic", "heic"),
    (4, b"ftypM4A", "audio/mp4", "m4a"),
    (4, b"ftyp", "video/mp4", "mp4"),
    (0, b"%PDF-", "application/pdf", "pdf"),
    (0, b"%OFD", "application/ofd", "ofd"),
    (8, b"WAVE", "audio/wav", "wav"),
    (0, b"ID3", "audio/mpeg", "mp3"),
    (0, b"\xff\xfb", "audio/mpeg", "mp3"),
    (0, b"#!AMR", "audio/amr", "amr"),
    (0, b"OggS", "audio/ogg", "ogg"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", "doc"),
)
"""Offset, bytes, media type, ending; the first that fits decides."""

PACKED: Mapping[bytes, tuple[str, str]] = {
    b"word/": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    b"xl/": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    b"OFD.xml": ("application/ofd", "ofd"),
}
"""What lies in an archive says what document it is; other archives are not taken."""

MARKUP = ("<!", "<html", "<?", "<svg", "<script", "<body", "<head", "#!")
"""How pages, drawings and scripts begin that pass for text."""

LOOKED_AT = 4096
"""Bytes at the head of a file that decide."""


def media_type(head: bytes) -> tuple[str, str] | None:
    """Media type and usual ending of a file by its first bytes; None for what is not taken (programs, archives …)."""
    for offset, magic, kind, ending in SIGNATURES:
        if head[offset : offset + len(magic)] == magic and _is_whole(head, kind):
            return kind, ending
    if head[:4] == b"PK\x03\x04":
        return next((found for inside, found in PACKED.items() if inside in head), None)
    return ("text/plain", "txt") if _is_text(head) else None


def check_inside(file: BinaryIO, kind: str) -> None:
    """Refuses, in words, a document that carries macros, and one that only begins like a document."""
    if kind in _OFFICE_ARCHIVES:
        try:
            with zipfile.ZipFile(file) as archive:
                names = archive.namelist()
        except zipfile.BadZipFile as broken:
            raise Wrong(*BROKEN) from broken
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Wrong(*MACROS)
    if kind == "application/msword":
        file.seek(0)
        content = file.read()
        if not any(_wide(name) in content for name in ("WordDocument", "Workbook", "PowerPoint Document")):
            raise Wrong(*BROKEN)
        if _wide("_VBA_PROJECT") in content:
            raise Wrong(*MACROS)


MACROS = ("含有宏的文档不能添加，请另存为不含宏的格式", "Documents with macros are not taken: save it without them")
BROKEN = ("文件不完整或不是文档，请重新导出后添加", "The file is broken or no document: export it again")
_OFFICE_ARCHIVES = frozenset(kind for kind, ending in PACKED.values() if ending != "ofd")


def _wide(name: str) -> bytes:
    """A name as the directory of an old office file spells it."""
    return name.encode("utf-16-le")


def _is_whole(head: bytes, kind: str) -> bool:
    return head[:4] == b"RIFF" if kind in ("image/webp", "audio/wav") else True


def _is_text(head: bytes) -> bool:
    """UTF-8 without control characters; the last character may be cut."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as problem:
        if problem.start < len(head) - 3:
            return False
        text = head[: problem.start].decode("utf-8")
    begins = text.removeprefix("\ufeff").lstrip().lower()
    return (
        bool(begins)
        and not begins.startswith(MARKUP)
        and all(one.isprintable() or one in "\r\n\t" for one in text.removeprefix("\ufeff"))
    )
