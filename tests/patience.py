"""How long a test waits for what has to happen at some time, longer than any busy machine takes."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 240.0
"""Seconds. Tests assert behaviour, never speed: how fast things are is measured by `./lianxin bench`."""


def eventually(true: Callable[[], bool], otherwise: str, pause: float = 0.1) -> None:
    """Waits until it is true; fails with `otherwise` when patience is at its end."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, otherwise
        time.sleep(pause)
