"""Pages of a stored file as pictures: from the disk, where they were drawn before."""

from __future__ import annotations

from lianxin.pictures.asked import draw_page
from lianxin.records.stored import drawn_before, open_stored, store_drawn

SMALL, LARGE = 240, 1600
"""Pixels of the longer side: in a list, and to be looked at."""


def drawn(storage_key: str, digest: bytes, media_type: str, page: int) -> bytes:
    """One page, the first is 1; page 0 is the small one of lists. Raises CannotDraw and FileNotFoundError."""
    content = drawn_before(storage_key, page)
    if content is None:
        with open_stored(storage_key, digest) as file:
            content = draw_page(file, media_type, page=max(page, 1), side=LARGE if page else SMALL).content
        store_drawn(storage_key, page, content)
    return content
