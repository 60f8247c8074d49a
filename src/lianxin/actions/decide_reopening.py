"""重启裁定 · Decide on a reopening."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import reopening


def decide_reopening(
    door: Door, *, order: int | str, overlay: int, upheld: bool, reason: str, unit: int | None = None
) -> Done:
    """The same matter is taken up again; for new facts the caller gets a new linked order instead (R29, R66)."""
    return perform(
        door,
        order,
        "decide_reopening",
        reopening.decide_reopening,
        overlay=overlay,
        upheld=upheld,
        reason=reason,
        unit=unit,
    )
