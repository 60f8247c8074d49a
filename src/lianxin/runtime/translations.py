"""Compiles the translations of the pages when their sources are newer; pure Python, no gettext tools needed."""

from __future__ import annotations

from pathlib import Path

import polib

from lianxin.runtime.places import PACKAGE

LOCALES = PACKAGE / "web" / "locale"


def compile_translations(folder: Path = LOCALES) -> int:
    """Write a .mo beside each .po that is newer than it; how many were written."""
    written = 0
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            half = compiled.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(half))
            half.replace(compiled)
            written += 1
    return written
