"""The hotline calls back, caller by caller; it closes, has the work done again, or tracks a promised date."""

from __future__ import annotations

from lianxin import actions
from lianxin.law.decisions.feedback import SECOND_DATE_OUTCOMES
from lianxin.law.words import Outcome, OverlayKind, Role, SupervisionGround, SupervisionLevel
from lianxin.runtime.simulate.examining_steps import one_missing
from lianxin.runtime.simulate.feedback_steps import fed_back
from lianxin.runtime.simulate.promise_steps import told_of_the_date, tracked
from lianxin.runtime.simulate.rating_steps import rating_checked
from lianxin.runtime.simulate.rounds import worked_again
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Story
from lianxin.runtime.simulate.talk_steps import one_asked
from lianxin.runtime.simulate.turns import Mood

MOST_ROUNDS = 3


def called_back(story: Story, outcome: Outcome) -> Script[None]:
    """From the examination to the end of the order."""
    if outcome in SECOND_DATE_OUTCOMES:
        yield from told_of_the_date(story)
        yield from tracked(story)
    yield from asked(story, story.fate.mood)
    yield from closed(story)


def asked(story: Story, mood: Mood, callers: set[int] | None = None) -> Script[None]:
    """The final callback: contacted, solved, satisfied? In a later round only those concerned are asked."""
    concerned = [one for one in story.reachable if callers is None or one in callers]
    for serial in concerned:
        story.at_work(0.2, 6)
        own = mood if serial == concerned[0] else Mood.CONTENT
        if (yield from one_asked(story, serial, own)):
            yield from left_with_a_complaint(story, serial)
        elif serial == 1 and story.fate.won_over and 1 in story.replied and story.round == 1:
            yield from _won_over(story)
        if serial != concerned[-1]:
            story.reaches(Stage.ONE_ASKED)


def _won_over(story: Story) -> Script[None]:
    """The better rating is checked; set aside, the caller's complaint counts again (R30)."""
    if not (yield from rating_checked(story)):
        yield from left_with_a_complaint(story, 1)


def left_with_a_complaint(story: Story, serial: int) -> Script[None]:
    """Whoever called proposes a rehandling, an examiner has it done again or says why not (R9, R57)."""
    story.reaches(Stage.DISSATISFIED_TWICE if story.round > 1 else Stage.DISSATISFIED)
    if story.round > 1:
        yield from _supervised(story)
    story.at_work(0.5, 6)
    falls = story.fate.mood is Mood.NOT_CONTACTED and story.fate.reply_falls
    done_again = (falls or not story.fate.accepted) and story.round < MOST_ROUNDS
    if story.fate.proposed:
        reason = story.remark("callback_dissatisfied")
        clerk = story.one(Role.CALLBACK_CLERK)
        yield story.by(clerk, actions.propose_rehandling, caller=serial, reason=reason)
        story.reaches(Stage.REHANDLING_PROPOSED)
        story.at_work(0.5, 7)
    examiner = story.of_centre(Role.EXAMINER)
    if done_again:
        points = one_missing(story) if story.likely(0.6) else ()
        why = story.remark("rehandle_reason")
        yield story.by(examiner, actions.rehandle, reason=why, callers=(serial,), points=points)
        yield from another_round(story, {serial}, Mood.DISSATISFIED if story.fate.never_content else Mood.CONTENT)
        return
    reason = "已依法依规办理并充分解释，诉求超出政策范围，不再重办。"
    if story.fate.proposed:
        overlay = story.open_overlay(OverlayKind.REHANDLING)
        yield story.by(examiner, actions.decline_rehandling, overlay=overlay, reason=reason)
    else:
        yield story.by(examiner, actions.accept_dissatisfaction, caller=serial, reason=reason)


def _supervised(story: Story) -> Script[None]:
    """After two rounds that did not satisfy supervision is proposed, and somebody decides on it (R57)."""
    story.at_work(0.5, 5)
    reason = "来电人两轮回访均不满意，请单位负责人牵头核实未解决的原因，并书面答复。"
    yield story.by(
        story.of_centre(Role.SUPERVISOR),
        actions.supervise,
        level=SupervisionLevel.CITY,
        ground=SupervisionGround.REPEATED,
        reason=reason,
    )
    story.at_work(1, 12)
    overlay = story.open_overlay(OverlayKind.SUPERVISION)
    yield story.by(story.clerk, actions.answer_supervision, overlay=overlay, text=story.remark("supervision_answer"))


def another_round(story: Story, callers: set[int], mood: Mood = Mood.CONTENT) -> Script[None]:
    """The same host works again, feeds back, and those concerned are called back anew."""
    yield from worked_again(story, callers)
    story.later(4, 60)
    yield from fed_back(story, Outcome.DONE)
    yield from asked(story, mood, callers)


def closed(story: Story) -> Script[None]:
    """The hotline ends the order."""
    story.reaches(Stage.ALL_ASKED)
    story.later(5, 90)
    yield story.by(story.of_centre(Role.CALLBACK_CLERK), actions.close)
    story.world.done.append(story)
