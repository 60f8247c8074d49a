"""确认封存 · Confirm sealing."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import secrecy


def confirm_sealing(
    door: Door, *, order: int | str, overlay: int, neutral_text: str = "", body: str = "", confirmed: bool = True
) -> Done:
    """Another person confirms the sealing, or refuses it (R64)."""
    return perform(
        door,
        order,
        "confirm_sealing",
        secrecy.confirm_sealing,
        overlay=overlay,
        neutral_text=neutral_text,
        body=body,
        confirmed=confirmed,
    )
