"""What is said of a file: what it is, whose, how far anybody has looked for viruses, what belongs to it."""

from __future__ import annotations

from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.words import Role, ScanState
from lianxin.records.log import people
from lianxin.records.models import Attachment
from lianxin.web.dates import moment_words
from lianxin.web.files.limits import in_words
from lianxin.web.files.opened import Opened
from lianxin.web.names import names_of_units

ICONS = {"image": "photo", "audio": "microphone", "video": "video", "application": "file-text", "text": "file-text"}
ORIGINAL = Spoken("原件", "original")
VERSION = Spoken("答复版", "version for answers")
DIGITS = 12
"""Of a digest, enough to tell two files apart."""


def icon_of(row: Attachment) -> str:
    """A picture of what kind of file it is."""
    if row.media_type == "application/pdf":
        return "file-type-pdf"
    return ICONS.get(row.media_type.partition("/")[0], "file-text")


def use_of(row: Attachment) -> Spoken:
    """Original or version, and how much is covered in it."""
    kind, much = ORIGINAL if row.restricted else VERSION, covered(row)
    return Spoken(f"{kind.zh}，{much.zh}", f"{kind.en}, {much.en}") if much.zh else kind


def covered(row: Attachment) -> Spoken:
    """How many places are covered in it; empty for none."""
    if not row.covered:
        return Spoken()
    places = "1 place covered" if row.covered == 1 else f"{row.covered} places covered"
    return Spoken(f"已遮盖 {row.covered} 处", places)


def facts_of(opened: Opened) -> list[dict[str, Any]]:
    """Rows of the file's page."""
    row = opened.row
    rows = [
        ("用途", "Use", use_of(row)),
        ("大小", "Size", in_words(row.size)),
        ("添加", "Added", _added(row)),
        ("查毒", "Viruses", scan_of(row)),
        ("校验值", "SHA-256", f"{bytes(row.digest).hex()[:DIGITS]}…"),
    ]
    return [{"label": Spoken(zh, en), "value": value} for zh, en, value in rows if value]


def _added(row: Attachment) -> Spoken:
    at = moment_words(row.at)
    unit = names_of_units([row.unit_id]).get(row.unit_id or 0, Spoken())
    who = people([row.author_id]).get(row.author_id) if row.author_id else None
    caller = Spoken(Role.CALLER.zh, Role.CALLER.en) if row.author_id is None and row.unit_id is None else Spoken()
    zh = [at.zh, unit.zh, who.name if who else caller.zh]
    en = [at.en, unit.en, who.name if who else caller.en]
    return Spoken(" · ".join(one for one in zh if one), " · ".join(one for one in en if one))


def scan_of(row: Attachment) -> Spoken:
    """What the scanner said, and when; that nobody has looked is said too."""
    if row.scan is ScanState.NOT_SCANNED or row.scanned_at is None:
        return Spoken("未查毒，请谨慎打开", "not scanned: open it with care")
    at = moment_words(row.scanned_at)
    engine = row.scan_engine.partition("/")[0]
    return Spoken(f"{at.zh} {engine} 未发现病毒", f"nothing found, {engine}, {at.en}")
