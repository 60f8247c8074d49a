"""The unit says what came of it: one of four outcomes, an extension, or that it stops; the hotline examines it."""

from __future__ import annotations

from lianxin import actions
from lianxin.law.refusals import Refused
from lianxin.law.words import (
    Outcome,
    OverlayKind,
    Role,
    StopGround,
    SupervisionGround,
    SupervisionLevel,
)
from lianxin.runtime.simulate.examining_steps import examined
from lianxin.runtime.simulate.hosts import county_operator
from lianxin.runtime.simulate.rating_steps import won_over
from lianxin.runtime.simulate.reply_steps import replied
from lianxin.runtime.simulate.results import feeds_back
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Story

REPLY_DAYS = {1: 0.14, 2: 0.24, 3: 0.28, 4: 0.23, 5: 0.11}
"""On which working day after the transfer units are done, when they are in time."""


def settled(story: Story) -> Script[Outcome | None]:
    """Waits until the unit is done (or late), then replies and feeds back.

    Returns the outcome that was examined, None when the unit stopped and that was upheld.
    """
    outcome = story.fate.outcome
    if outcome is Outcome.EXTENDED:
        outcome = yield from extension_asked(story)
    yield from until_done(story)
    if story.fate.stopped and story.repeats and (yield from stopped(story)):
        return None
    if story.fate.feeds_back_first:
        return (yield from fed_back_first(story, outcome))
    yield from replied(story, story.clerk)
    if story.fate.won_over and 1 in story.replied:
        yield from won_over(story)
    story.later(4, 60)
    return (yield from fed_back(story, outcome))


def until_done(story: Story) -> Script[None]:
    """Time passes; who is late may be supervised and has to answer (Art. 28)."""
    day = story.chance.choices(list(REPLY_DAYS), weights=list(REPLY_DAYS.values()))[0]
    if not story.fate.late_days:
        story.not_before(story.working_day(story.fate.done_on or day))
        return
    if story.fate.urged_by_centre and not story.replied:
        story.not_before(story.working_day(6))
        supervisor = story.of_centre(Role.SUPERVISOR)
        yield story.by(supervisor, actions.urge, reason="已逾期，请抓紧办理并说明原因。")
    if story.fate.supervised:
        story.not_before(story.working_day(6))
        yield from supervised(story)
    story.not_before(story.working_day(5 + story.fate.late_days))


def supervised(story: Story) -> Script[None]:
    """The city hotline, or a county's over one of its units, supervises an overdue matter (Art. 28)."""
    operator = county_operator(story) if story.fate.by_county else None
    yield story.by(
        operator or story.of_centre(Role.SUPERVISOR),
        actions.supervise,
        level=SupervisionLevel.COUNTY if operator else SupervisionLevel.CITY,
        ground=SupervisionGround.OVERDUE,
        reason=story.remark("supervision"),
    )
    story.reaches(Stage.SUPERVISED)
    story.at_work(1, 18)
    overlay = story.open_overlay(OverlayKind.SUPERVISION)
    yield story.by(story.clerk, actions.answer_supervision, overlay=overlay, text=story.remark("supervision_answer"))


def extension_asked(story: Story) -> Script[Outcome]:
    """The host asks for a later finishing date; refused, the old one stands (R18, R19). Returns the outcome to give."""
    story.at_work(0.5, 6)
    head = story.world.cast.head_of(story.host)
    asked = {"amount_working_days": story.chance.choice((3, 5, 8, 10)), "reason": story.remark("extension_reason")}
    document = f"延期审批单〔{story.today.year}〕{story.chance.randrange(1, 300)}号"
    try:
        yield story.by(head or story.clerk, actions.extend, document=document if head else "", **asked)
    except Refused:  # the head grants it and has none here, or the date has passed
        return Outcome.DONE
    story.reaches(Stage.EXTENSION_ASKED)
    story.at_work(0.5, 6)
    upheld = not story.fate.extension_refused
    try:
        yield story.by(
            story.of_centre(Role.EXAMINER),
            actions.decide_extension,
            overlay=story.open_overlay(OverlayKind.EXTENSION),
            upheld=upheld,
            reason="理由充分，同意延期。" if upheld else story.remark("refuse_extension"),
        )
    except Refused:  # granted by the head already
        return Outcome.EXTENDED
    return Outcome.EXTENDED if upheld else Outcome.DONE


def stopped(story: Story) -> Script[bool]:
    """The unit ends its work on a matter already settled (Art. 25); returns whether the hotline upheld that."""
    yield story.by(
        story.clerk,
        actions.stop,
        statement=story.remark("stop_reason"),
        explanation="您反映的事项前次已依法办结并向您说明，本次没有新的事实和理由，依照规定不再办理。",
        ground=StopGround.SAME_FACTS_AND_REASONS,
        earlier=story.repeats,
    )
    story.reaches(Stage.FED_BACK)
    story.at_work(0.5, 6)
    examiner = story.of_centre(Role.EXAMINER)
    if not story.fate.stop_overturned:
        yield story.by(examiner, actions.uphold_stop, reason="前次办结属实，程序完备，予以维持。")
        return True
    yield story.by(examiner, actions.overturn_stop, reason="来电人提出了新的情况，请继续办理。")
    story.at_work(0.3, 3)
    return False


def fed_back(story: Story, outcome: Outcome, lies_at: Stage = Stage.FED_BACK) -> Script[Outcome]:
    """Feedback and its examination; returns the outcome that passed."""
    yield feeds_back(story, outcome)
    story.reaches(lies_at)
    return (yield from examined(story, outcome))


def fed_back_first(story: Story, outcome: Outcome) -> Script[Outcome]:
    """The unit feeds back before it has answered: nothing passes until it has (R58)."""
    yield feeds_back(story, outcome)
    story.reaches(Stage.REPLY_OWED)
    story.at_work(0.5, 5)
    yield from replied(story, story.clerk)
    return (yield from examined(story, outcome))
