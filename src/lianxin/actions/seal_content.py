"""申请封存 · Request sealing."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import secrecy


def seal_content(door: Door, *, order: int | str, reason: str) -> Done:
    """One person of the centre asks that state secrets recorded by mistake be destroyed (R46, R64)."""
    return perform(door, order, "seal_content", secrecy.seal_content, reason=reason)
