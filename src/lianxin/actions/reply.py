"""回复来电人 · Reply to the caller."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import replies
from lianxin.law.decisions.replies import REACHED, Arrival
from lianxin.law.words import ReplyWay


def reply(
    door: Door, *, order: int | str, caller: int, way: ReplyWay, content: str, arrival: Arrival = REACHED
) -> Done:
    """The unit answers one caller, or records that an attempt failed (Art. 24; R28, R58)."""
    attempt, proof = arrival.attempt, arrival.proof
    return perform(
        door, order, "reply", replies.reply, caller=caller, way=way, content=content, attempt=attempt, proof=proof
    )
