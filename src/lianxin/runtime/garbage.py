"""How a process that answers requests looks for garbage; measurements in a process of their own do as it does."""

from __future__ import annotations

import gc

THRESHOLD = 10_000
"""Objects between two looks for cycles: a request makes thousands and hardly a cycle; at 700 it was 5 % of its time."""


def collect_seldom() -> None:
    """From now on; what is loaded by now is not looked at any more and stays shared with processes forked later."""
    gc.freeze()
    gc.set_threshold(THRESHOLD)
