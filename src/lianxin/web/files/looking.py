"""Looks at a file once its last byte has come: what it is, whether it carries a virus, how it can be shown."""

from __future__ import annotations

import hashlib
import logging
from io import BufferedReader
from typing import BinaryIO

from django.conf import settings

from lianxin.actions import Door
from lianxin.actions.note_infected_file import note_infected_file
from lianxin.law.words import ScanState
from lianxin.pictures.asked import count_pages
from lianxin.records.arriving import Arriving, give_up, looked_at
from lianxin.records.stored import UNREADABLE
from lianxin.scanning.choosing import scanner_at
from lianxin.scanning.port import NOT_LOOKED_AT, ScannerAway, Verdict
from lianxin.web.acts.answers import Wrong
from lianxin.web.files.file_types import LOOKED_AT, check_inside, media_type
from lianxin.web.files.limits import clean_name

UNKNOWN = (
    "这种文件不能添加；请用图片、录音、视频、PDF 或文档",
    "Files of this kind are not taken: use pictures, recordings, videos, PDF or documents",
)
INFECTED = (
    "文件含有病毒，没有保存；请在本机查杀后重新选择",
    "The file carries a virus and was not kept: clean it on your machine and choose it again",
)
DAMAGED = ("文件在保存时损坏，请重新选择", "The file was damaged while it was kept: choose it again")

_log = logging.getLogger(__name__)


def check_head(head: bytes) -> tuple[str, str]:
    """Media type and ending by the first bytes; raises `Wrong` for what is not taken."""
    found = media_type(head)
    if found is None:
        raise Wrong(*UNKNOWN)
    return found


def complete(arriving: Arriving, door: Door) -> Arriving:
    """The whole file with what it was found to be; raises `Wrong` and forgets it when it is not taken."""
    try:
        with arriving.open() as file:
            kind, ending = check_head(file.read(LOOKED_AT))
            check_inside(file, kind)
            verdict, digest = _scan(file), _digest(file)
            if verdict.state is ScanState.INFECTED:
                note_infected_file(
                    door, digest=digest, size=arriving.size, found=verdict.found, engine=verdict.engine or "?"
                )
                raise Wrong(*INFECTED)
            pages = count_pages(file, kind)
    except Wrong:
        give_up(arriving)
        raise
    except UNREADABLE as broken:
        _log.error("File %s was damaged on its way: %s", arriving.key, broken.en)
        give_up(arriving)
        raise Wrong(*DAMAGED) from broken
    return looked_at(
        arriving,
        name=clean_name(arriving.name, ending),
        media_type=kind,
        digest=digest,
        pages=pages,
        scan=verdict.state.value,
        engine=verdict.engine,
        scanned_at=door.now.isoformat() if verdict.state is ScanState.CLEAN else "",
    )


def _digest(file: BufferedReader) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _scan(file: BinaryIO) -> Verdict:
    """A scanner that is away costs nobody a file: it is marked, and looked at later."""
    file.seek(0)
    try:
        return scanner_at(settings.CLAMAV).scan(file)
    except ScannerAway as away:
        _log.warning("A file was taken unscanned: %s", away)
        return NOT_LOOKED_AT
