"""What callers do while their matter is handled: urge, add, join, repeat, withdraw, ask why it takes so long."""

from __future__ import annotations

from lianxin import actions
from lianxin.law.words import OverlayKind, Role
from lianxin.runtime.simulate.crowd import with_wishes
from lianxin.runtime.simulate.intake_steps import PUBLIC_SAFETY, intake
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Step, Story


def stirred(story: Story) -> Script[bool]:
    """Between dispatch and feedback callers call again; returns True when the matter was withdrawn."""
    agent = story.one(Role.AGENT)
    if story.fate.supplemented:
        story.later(30, 600)
        yield story.by(agent, actions.supplement, text=story.remark("supplement"), caller=1)
    if story.fate.joined:
        story.later(30, 900)
        yield from joined(story)
    if story.fate.merged:
        story.later(30, 900)
        yield from merged(story)
    if story.fate.urged and not story.replied:
        story.later(60, 1200)
        yield story.by(agent, actions.urge, reason=story.remark("urge"))
    if story.fate.recusal:
        yield from recusal_demanded(story)
    if story.fate.withdrawn:
        return (yield from withdrawn(story))
    return False


def joined(story: Story) -> Script[None]:
    """A further caller wants the same (R27, R55)."""
    entry = with_wishes(
        story.world.crowd.somebody(story.chance), story.chance, story.matter.request_type, story.world.city
    )
    wish = "同一问题，也住在附近，希望一并解决。"
    yield story.by(story.one(Role.AGENT), actions.add_caller, entry=entry, wish=wish)
    story.callers.append(entry)


def merged(story: Story) -> Script[None]:
    """Another agent takes the same matter down a second time; a dispatcher sees it and merges (R55)."""
    entry = with_wishes(
        story.world.crowd.somebody(story.chance), story.chance, story.matter.request_type, story.world.city
    )
    agent = story.one(Role.AGENT)
    done = yield Step(story.now, agent, actions.receive, {"intake": intake(story), "callers": (entry,)})
    story.later(3, 25)
    dispatcher = story.of_centre(Role.DISPATCHER)
    yield Step(story.now, dispatcher, actions.merge, {"order": done.order, "parent": story.order})
    story.callers.append(entry)


def recusal_demanded(story: Story) -> Script[None]:
    """Who tips off may demand that a person stays out; the head of the centre decides (R12)."""
    story.later(30, 600)
    staff = story.world.cast.at(story.host).staff
    reason = "与被举报人相熟，担心不能公正处理。"
    yield story.by(story.one(Role.AGENT), actions.demand_recusal, caller=1, reason=reason, staff=staff)
    story.reaches(Stage.RECUSAL_DEMANDED)
    story.at_work(0.3, 4)
    yield story.by(
        story.of_centre(Role.HEAD_OF_CENTRE),
        actions.decide_recusal,
        overlay=story.open_overlay(OverlayKind.RECUSAL),
        upheld=False,
        reason="经核实不存在利害关系，继续承办。",
    )


def withdrawn(story: Story) -> Script[bool]:
    """The first caller takes it back; the centre makes sure that it was free (R36). Returns whether the order ended."""
    story.later(60, 900)
    yield story.by(story.one(Role.AGENT), actions.withdraw, caller=1, reason=story.remark("withdrawal_reason"))
    story.reaches(Stage.WITHDRAWAL_ASKED)
    story.at_work(0.3, 5)
    yield story.by(
        story.of_centre(Role.EXAMINER),
        actions.decide_withdrawal,
        overlay=story.open_overlay(OverlayKind.WITHDRAWAL),
        free=True,
        reason="已电话核实，系本人自愿。",
    )
    if len(story.callers) > 1:
        story.gone.add(1)
        return False
    return not story.matter.topic.startswith(PUBLIC_SAFETY)
