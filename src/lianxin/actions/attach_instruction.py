"""附入批示 · Attach an instruction."""

from __future__ import annotations

import datetime as dt

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import supervision


def attach_instruction(door: Door, *, order: int | str, text: str, until: dt.date | None = None) -> Done:
    """A leader's instruction joins the order; its date may only shorten limits, and callers are told (R39)."""
    return perform(door, order, "attach_instruction", supervision.attach_instruction, text=text, until=until)
