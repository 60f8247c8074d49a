"""原途径请求裁定 · Decide on a redirection."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import redirecting


def decide_redirection(door: Door, *, order: int | str, overlay: int, upheld: bool, reason: str) -> Done:
    """The centre has verified that the matter has entered the procedure, or it goes on (R38)."""
    return perform(
        door,
        order,
        "decide_redirection",
        redirecting.decide_redirection,
        overlay=overlay,
        upheld=upheld,
        reason=reason,
    )
