"""One caller is called back: by a link first, after tries that failed, content or not, or never reached (R28, R57)."""

from __future__ import annotations

from lianxin import actions
from lianxin.law.decisions.callback import Talk
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import OverlayKind, ReplyWay, Role, TalkResult
from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.chances import draw
from lianxin.runtime.simulate.rating_steps import is_sent_link, rated_by_link, reasons
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Story
from lianxin.runtime.simulate.turns import Mood

TRIES = {
    TalkResult.NO_ANSWER: 0.55,
    TalkResult.CALL_LATER: 0.2,
    TalkResult.BUSY: 0.15,
    TalkResult.SWITCHED_OFF: 0.1,
}
"""What a try comes to that reaches nobody."""


def one_asked(story: Story, serial: int, mood: Mood) -> Script[bool]:
    """Contacted, solved, satisfied? Returns whether this caller is left with a complaint."""
    written, dissatisfied = story.callers[serial - 1].text_only, mood in (Mood.DISSATISFIED, Mood.NOT_CONTACTED)
    if mood is Mood.UNREACHABLE and not written:
        yield from not_reached(story, serial)
        return False
    if mood in (Mood.CONTENT, Mood.DISSATISFIED) and not written and story.fate.rates_by_link and is_sent_link(story):
        yield from rated_by_link(story, serial, content=not dissatisfied)
        if not dissatisfied:
            return False
        story.at_work(0.2, 2)
    elif story.fate.tried_before and not written:
        yield from tried(story, serial)
    if mood is Mood.DECLINES:
        clerk = story.one(Role.CALLBACK_CLERK)
        yield story.by(clerk, actions.call_back, caller=serial, talk=Talk(result=TalkResult.DECLINED))
        return False
    yield from _talk(story, serial, mood, dissatisfied=dissatisfied)
    if mood is Mood.NOT_CONTACTED and serial in story.replied:
        yield from disputed(story)
    return dissatisfied


def _talk(story: Story, serial: int, mood: Mood, *, dissatisfied: bool) -> Script[None]:
    """The questions and their answers."""
    chance, written = story.chance, story.callers[serial - 1].text_only
    talk = Talk(
        result=TalkResult.BY_MESSAGE if written else TalkResult.REACHED,
        contacted=mood is not Mood.NOT_CONTACTED,
        solved=draw(chance, shares.UNSOLVED if dissatisfied else shares.SOLVED),
        grade_result=draw(chance, shares.DISSATISFIED if dissatisfied else shares.SATISFIED),
        grade_attitude=draw(chance, shares.ATTITUDE_OF_DISSATISFIED if dissatisfied else shares.SATISFIED),
        reasons=reasons(story) if dissatisfied else (),
        note=story.remark("callback_dissatisfied" if dissatisfied else "callback_satisfied"),
    )
    yield story.by(story.one(Role.CALLBACK_CLERK), actions.call_back, caller=serial, talk=talk)


def tried(story: Story, serial: int) -> Script[None]:
    """A try that reached nobody, or two of them; the next one will."""
    for _ in range(2 if story.likely(0.3) else 1):
        talk = Talk(result=draw(story.chance, TRIES))
        yield story.by(story.one(Role.CALLBACK_CLERK), actions.call_back, caller=serial, talk=talk)
        story.reaches(Stage.TRIED)
        story.at_work(1, 4)


def not_reached(story: Story, serial: int) -> Script[None]:
    """Three attempts on two days, at different hours (R28)."""
    hours: set[int] = set()
    for shortest, longest in ((0.1, 1), (1.2, 2), (7, 8)):
        story.at_work(shortest, longest)
        while story.now.astimezone(SHANGHAI).hour in hours:
            story.at_work(0.3, 1)
        hours.add(story.now.astimezone(SHANGHAI).hour)
        talk = Talk(result=story.chance.choice((TalkResult.NO_ANSWER, TalkResult.NO_ANSWER, TalkResult.SWITCHED_OFF)))
        yield story.by(story.one(Role.CALLBACK_CLERK), actions.call_back, caller=serial, talk=talk)


def disputed(story: Story) -> Script[None]:
    """The unit proves the reply that its caller denies, or cannot; an examiner decides (R31)."""
    story.reaches(Stage.CONTRADICTED)
    overlay, stands = story.open_overlay(OverlayKind.CONTRADICTION), not story.fate.reply_falls
    story.at_work(0.5, 5)
    text = "附中心转接通话记录，通话三分十二秒。" if stands else "办理人员称已当面告知，未留书面记录。"
    way = ReplyWay.BRIDGED_CALL if stands else ReplyWay.VISIT
    yield story.by(story.clerk, actions.prove, overlay=overlay, way=way, text=text)
    story.reaches(Stage.PROVED)
    story.at_work(0.3, 4)
    untrue = not stands and story.likely(0.4)
    fallen = "经核实未与来电人联系，回复不成立。" if untrue else "举证不足以证明已回复，回复不成立，应重新回复。"
    yield story.by(
        story.of_centre(Role.EXAMINER),
        actions.decide_contradiction,
        overlay=overlay,
        reply_stands=stands,
        untruth=untrue,
        reason="通话记录属实，答复成立，来电人所述系记忆有误。" if stands else fallen,
    )
