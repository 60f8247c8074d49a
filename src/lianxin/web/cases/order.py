"""What the order of a case says, as far as the editor may read it, beside the words that are written anew."""

from __future__ import annotations

from typing import Any

from lianxin.access import Reading
from lianxin.law.words import TextKind
from lianxin.records.texts import newest_texts

KINDS = (TextKind.TITLE, TextKind.TRANSFER, TextKind.FINDINGS, TextKind.REPLY, TextKind.PUBLIC_ANSWER, TextKind.ANSWER)


def beside(order: int, reading: Reading) -> list[dict[str, Any]]:
    """The order's texts that are open to the reader; never the caller's own words."""
    texts = newest_texts(order, [kind for kind in KINDS if reading.has_words(kind, private=False)])
    return [{"label": kind, "text": texts[kind]} for kind in KINDS if texts.get(kind)]
