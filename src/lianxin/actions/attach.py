"""添加附件 · Attach."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import files


def attach(door: Door, *, order: int | str) -> Done:
    """The files at the door join the order: originals restricted, versions for answers open (R45)."""
    return perform(door, order, "attach", files.attach, count=len(door.files))
