"""回复来电人 · Reply to the caller."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import replies
from lianxin.law.words import AttemptResult, ReplyWay


def reply(
    door: Door, *, order: int | str, caller: int, way: ReplyWay, content: str, attempt: AttemptResult | None = None
) -> Done:
    """The unit answers one caller, or records that an attempt failed (Art. 24; R28, R58)."""
    return perform(door, order, "reply", replies.reply, caller=caller, way=way, content=content, attempt=attempt)
