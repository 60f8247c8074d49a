"""The hotline calls back, caller by caller; it closes, has the work done again, or tracks a promised date."""

from __future__ import annotations

import datetime as dt

from lianxin import actions
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.feedback import SECOND_DATE_OUTCOMES
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import AttemptResult, Outcome, OverlayKind, ReplyWay, Role
from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.chances import draw
from lianxin.runtime.simulate.fate import Mood
from lianxin.runtime.simulate.feedback_steps import fed_back
from lianxin.runtime.simulate.reply_steps import replied
from lianxin.runtime.simulate.story import Script, Stage, Story


def called_back(story: Story, outcome: Outcome) -> Script[None]:
    """From the examination to the end of the order."""
    if outcome in SECOND_DATE_OUTCOMES:
        yield from told_of_the_date(story)
        yield from tracked(story)
    yield from asked(story, story.fate.mood)
    yield from closed(story)


def told_of_the_date(story: Story) -> Script[None]:
    """The first callback asks whether progress and date were told (R57)."""
    for serial in reachable(story):
        story.at_work(0.5, 5)
        talk = Talk(told=True, by_message=story.callers[serial - 1].text_only)
        yield story.by(story.one(Role.CALLBACK_CLERK), actions.call_back, caller=serial, talk=talk)


def reachable(story: Story) -> list[int]:
    """Callers who can be called back, by serial."""
    found = [serial for serial, one in enumerate(story.callers, start=1) if one.phone or one.contact]
    return [serial for serial in found if serial not in story.gone]


def tracked(story: Story) -> Script[None]:
    """Until the promised date; the host may ask for another, or miss it (R21)."""
    story.reaches(Stage.TRACKED)
    second = story.second_date or story.today + dt.timedelta(days=10)
    if story.fate.promise_changed:
        story.not_before(second - dt.timedelta(days=4))
        until = max(second, story.today) + dt.timedelta(days=14)
        reason = "材料到货推迟，完成日期需顺延。"
        yield story.by(story.clerk, actions.change_promise, until=until, reason=reason)
        story.reaches(Stage.PROMISE_CHANGE_ASKED)
        story.at_work(0.5, 5)
        yield story.by(
            story.of_centre(Role.SUPERVISOR),
            actions.decide_promise_change,
            overlay=story.open_overlay(OverlayKind.PROMISE_CHANGE),
            upheld=True,
            reason="理由属实，同意变更一次。",
        )
        second = until
    days = story.chance.randrange(1, 6)
    story.not_before(second + dt.timedelta(days=days if story.fate.promise_missed else -days))
    story.at_work(0.1, 4)
    yield from fed_back(story, Outcome.DONE)


def asked(story: Story, mood: Mood, callers: set[int] | None = None) -> Script[None]:
    """The final callback: contacted, solved, satisfied? In a later round only those concerned are asked."""
    for serial in reachable(story):
        if callers is not None and serial not in callers:
            continue
        story.at_work(0.2, 6)
        yield from _one_asked(story, serial, mood if serial == 1 else Mood.CONTENT)


def _one_asked(story: Story, serial: int, mood: Mood) -> Script[None]:
    clerk, in_writing = story.one(Role.CALLBACK_CLERK), story.callers[serial - 1].text_only
    if mood is Mood.UNREACHABLE and not in_writing:
        yield from _not_reached(story, serial)
    elif mood is Mood.DECLINES and not in_writing:
        yield story.by(clerk, actions.call_back, caller=serial, talk=Talk(declined=True))
    elif mood in (Mood.DISSATISFIED, Mood.NOT_CONTACTED):
        yield from _says_no(story, serial, contacted=mood is Mood.DISSATISFIED)
    else:
        talk = Talk(
            by_message=in_writing,
            contacted=True,
            solved=draw(story.chance, shares.SOLVED),
            grade_result=draw(story.chance, shares.SATISFIED),
            grade_attitude=draw(story.chance, shares.SATISFIED),
            note=story.remark("callback_satisfied"),
        )
        yield story.by(clerk, actions.call_back, caller=serial, talk=talk)


def _not_reached(story: Story, serial: int) -> Script[None]:
    """Three attempts on two days, at different hours (R28)."""
    hours: set[int] = set()
    for shortest, longest in ((0.1, 1), (1.2, 2), (7, 8)):
        story.at_work(shortest, longest)
        while story.now.astimezone(SHANGHAI).hour in hours:
            story.at_work(0.3, 1)
        hours.add(story.now.astimezone(SHANGHAI).hour)
        attempt = story.chance.choice((AttemptResult.NO_ANSWER, AttemptResult.NO_ANSWER, AttemptResult.SWITCHED_OFF))
        clerk = story.one(Role.CALLBACK_CLERK)
        yield story.by(clerk, actions.call_back, caller=serial, talk=Talk(attempt=attempt))


def _says_no(story: Story, serial: int, *, contacted: bool) -> Script[None]:
    """Dissatisfied, or never contacted: the reply is contested, and the matter is handled again or not (R31, R57)."""
    talk = Talk(
        by_message=story.callers[serial - 1].text_only,
        contacted=contacted,
        solved=draw(story.chance, shares.UNSOLVED),
        grade_result=draw(story.chance, shares.DISSATISFIED),
        grade_attitude=draw(story.chance, shares.SATISFIED),
        note=story.remark("callback_dissatisfied"),
    )
    yield story.by(story.one(Role.CALLBACK_CLERK), actions.call_back, caller=serial, talk=talk)
    if not contacted and not story.callers[serial - 1].reply_waived:
        yield from _proved(story)
    story.reaches(Stage.DISSATISFIED)
    story.at_work(0.5, 6)
    examiner = story.of_centre(Role.EXAMINER)
    if story.fate.accepted:
        reason = "已依法依规办理并充分解释，诉求超出政策范围，不再重办。"
        yield story.by(examiner, actions.accept_dissatisfaction, caller=serial, reason=reason)
    else:
        yield story.by(examiner, actions.rehandle, reason=story.remark("rehandle_reason"), callers=(serial,))
        yield from another_round(story, {serial})


def _proved(story: Story) -> Script[None]:
    story.reaches(Stage.CONTRADICTED)
    story.at_work(0.5, 5)
    overlay = story.open_overlay(OverlayKind.CONTRADICTION)
    text = "附中心转接通话记录，通话三分十二秒。"
    yield story.by(story.clerk, actions.prove, overlay=overlay, way=ReplyWay.BRIDGED_CALL, text=text)
    story.at_work(0.3, 4)
    yield story.by(
        story.of_centre(Role.EXAMINER),
        actions.decide_contradiction,
        overlay=overlay,
        reply_stands=True,
        untruth=False,
        reason="通话记录属实，答复成立，来电人所述系记忆有误。",
    )


def another_round(story: Story, callers: set[int]) -> Script[None]:
    """The same host works again within a fresh limit, replies and feeds back; this time the callers are content."""
    story.transferred_at = story.now
    story.replied -= callers
    story.at_work(1, 10)
    yield story.by(story.clerk, actions.record_progress, note=story.remark("progress"))
    story.not_before(story.working_day(story.chance.randrange(1, 5)))
    story.at_work(0.1, 3)
    yield from replied(story, story.clerk)
    yield from fed_back(story, Outcome.DONE)
    yield from asked(story, Mood.CONTENT, callers)


def closed(story: Story) -> Script[None]:
    """The hotline ends the order."""
    story.later(5, 90)
    yield story.by(story.of_centre(Role.CALLBACK_CLERK), actions.close)
    story.world.done.append(story)
