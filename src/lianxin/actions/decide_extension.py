"""延期裁定 · Decide on an extension."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import feedback


def decide_extension(door: Door, *, order: int | str, overlay: int, upheld: bool, reason: str) -> Done:
    """The centre decides; refused, the old date stands (R18)."""
    return perform(
        door, order, "decide_extension", feedback.decide_extension, overlay=overlay, upheld=upheld, reason=reason
    )
