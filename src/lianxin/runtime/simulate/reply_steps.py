"""Every caller who is owed a reply gets one, in a way that binds with their wishes (R25, R34, R44, R58)."""

from __future__ import annotations

from lianxin import actions
from lianxin.law.actors import Actor
from lianxin.law.decisions.replies import REACHED, Arrival
from lianxin.law.words import ReplyWay
from lianxin.runtime.simulate.story import Script, Story

ARRIVALS = {ReplyWay.VISIT: Arrival(proof="现场照片和来电人签字的回执已存档。")}
"""What proves an answer that no line of the centre has carried."""


def replied(story: Story, actor: Actor) -> Script[None]:
    """One reply after another, some minutes apart."""
    for serial, caller in enumerate(story.callers, start=1):
        reachable = caller.phone or caller.contact
        if caller.reply_waived or not reachable or serial in story.replied | story.gone:
            continue
        if caller.text_only:
            way = ReplyWay.MESSAGE
        elif story.secret:
            way = ReplyWay.BRIDGED_CALL
        else:
            way = story.chance.choice((ReplyWay.BRIDGED_CALL, ReplyWay.BRIDGED_CALL, ReplyWay.MESSAGE, ReplyWay.VISIT))
        yield story.by(
            actor, actions.reply, caller=serial, way=way, content=story.matter.reply, arrival=ARRIVALS.get(way, REACHED)
        )
        story.replied.add(serial)
        story.later(3, 25)
        if way is ReplyWay.MESSAGE:
            yield story.by_system(actions.settle_reply, caller=serial, delivered=True)
