"""协办请求裁定 · Decide on co-handling."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import dispatching


def decide_co_handling(
    door: Door, *, order: int | str, overlay: int, upheld: bool, reason: str, unit: int | None = None
) -> Done:
    """The city hotline decides on the host's request for a co-handler."""
    return perform(
        door,
        order,
        "decide_co_handling",
        dispatching.decide_co_handling,
        overlay=overlay,
        upheld=upheld,
        reason=reason,
        unit=unit,
    )
