"""改派请求裁定 · Decide on a host change."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import dispatching


def decide_host_change(
    door: Door, *, order: int | str, overlay: int, upheld: bool, reason: str, unit: int | None = None
) -> Done:
    """The city hotline decides on the host's request to be replaced."""
    return perform(
        door,
        order,
        "decide_host_change",
        dispatching.decide_host_change,
        overlay=overlay,
        upheld=upheld,
        reason=reason,
        unit=unit,
    )
