"""Asks the drawing process for a picture and waits for it; whatever is wrong with the file stays in there.

The file goes there through a pipe: nothing of it is laid on the disk.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

PATIENCE = 40  # seconds
PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
DRAWABLE = PICTURES | {"application/pdf"}
MOST_PAGES = 30
"""Pages of a PDF that are shown; whoever wants more saves the file."""

Rectangle = tuple[int, int, int, int]
"""Left, top, width and height in thousandths of the picture."""


class CannotDraw(Exception):
    """The file is broken, locked, too large to be drawn, or none that can be drawn."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as it was drawn, and how many pages the file has."""

    content: bytes
    media_type: str
    pages: int


def count_pages(source: BinaryIO, media_type: str) -> int:
    """How many pages can be shown: 1 of a picture, 0 of what cannot be drawn."""
    if media_type not in DRAWABLE:
        return 0
    try:
        return min(_ask(source, media_type, {"do": "count"}).pages, MOST_PAGES)
    except CannotDraw:
        return 0


def draw_page(source: BinaryIO, media_type: str, *, page: int, side: int) -> Drawn:
    """One page (the first is 1), at most `side` pixels wide and high."""
    return _ask(source, media_type, {"do": "page", "page": page, "side": side})


def draw_covered(source: BinaryIO, media_type: str, rectangles: Sequence[Rectangle] = ()) -> Drawn:
    """The whole picture anew, with these places painted over; nothing but its points is left of the file.

    Of a PDF every page as a picture, `MOST_PAGES` at most; nothing is painted over there.
    """
    return _ask(source, media_type, {"do": "cover", "rectangles": [list(one) for one in rectangles]})


def _ask(source: BinaryIO, media_type: str, asked: dict[str, object]) -> Drawn:
    if media_type not in DRAWABLE:
        raise CannotDraw(media_type)
    words = json.dumps({**asked, "media_type": media_type}).encode()
    source.seek(0)
    command = [sys.executable, "-I", "-m", "lianxin.pictures"]
    # Nothing of ours is told to it: no key, no address of a database.
    told = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
    try:
        done = subprocess.run(
            command,
            input=words + b"\n" + source.read(),
            capture_output=True,
            env=told,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise CannotDraw("too long") from late
    head, found, content = done.stdout.partition(b"\n")
    if done.returncode or not found:
        raise CannotDraw(done.stderr.decode("utf-8", "replace").strip()[-200:])
    said = json.loads(head)
    return Drawn(content, said["media_type"], said["pages"])
