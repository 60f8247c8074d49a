"""How large and how many files may be, and the words for it before anybody sends one."""

from __future__ import annotations

import unicodedata

from lianxin.law.lamps import Spoken
from lianxin.web.acts.answers import Wrong

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
"""Bytes of one file."""
MOST = 10
"""Files that come with one act."""
UNFINISHED = 30
"""Files that one person may have on the way."""
LONGEST_NAME = 120
"""Characters."""

HELP = Spoken(
    f"每个最大 {LARGEST // MEGABYTE} MB，一次最多 {MOST} 个；图片、录音、视频、PDF、文档；不收程序、压缩包和带宏的文档",
    f"Up to {MOST} at a time, {LARGEST // MEGABYTE} MB each: pictures, recordings, videos, PDF, documents; "
    "no programs, archives or documents with macros",
)


def check_size(size: int) -> None:
    """Refuses an empty and a too large file in words."""
    if size <= 0:
        raise Wrong("文件是空的，请重新选择", "The file is empty: choose another")
    if size > LARGEST:
        most, has = LARGEST // MEGABYTE, -(-size // MEGABYTE)
        zh = f"文件最大 {most} MB，现为 {has} MB，请压缩或分开添加"
        raise Wrong(zh, f"A file has at most {most} MB, this has {has} MB: make it smaller or split it")


def clean_name(name: str, ending: str) -> str:
    """A file's name without path, control characters or a misleading ending."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = "".join(one for one in plain if one.isprintable() and one not in '<>:"|?*').strip(" .")
    stem = plain.rsplit(".", 1)[0] if "." in plain else plain
    return f"{stem[:LONGEST_NAME] or 'file'}.{ending}"


def in_words(octets: int) -> str:
    """A size as people read it: 386 KB, 2.1 MB."""
    kilobytes = -(-octets // 1024)
    return f"{kilobytes} KB" if kilobytes < 1024 else f"{octets / MEGABYTE:.1f} MB"
