"""A second date: whether it was told, another one asked for, and whether it is kept (Art. 24; R21)."""

from __future__ import annotations

import datetime as dt

from lianxin import actions
from lianxin.law.decisions.callback import Talk
from lianxin.law.words import Outcome, OverlayKind, Role, TalkResult
from lianxin.runtime.simulate.feedback_steps import fed_back
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Story


def told_of_the_date(story: Story) -> Script[None]:
    """The first callback asks whether progress and date were told (R57); who was not told is told by the hotline."""
    for serial in story.reachable:
        story.at_work(0.5, 5)
        told = not (story.fate.not_told and serial == 1)
        way = TalkResult.BY_MESSAGE if story.callers[serial - 1].text_only else TalkResult.REACHED
        clerk = story.one(Role.CALLBACK_CLERK)
        yield story.by(clerk, actions.call_back, caller=serial, talk=Talk(result=way, told=told))
        if not told:
            story.at_work(0.3, 4)
            reason = "已由回访员当场告知进展和承诺日期，并提醒承办单位，不再重办。"
            examiner = story.of_centre(Role.EXAMINER)
            yield story.by(examiner, actions.accept_dissatisfaction, caller=serial, reason=reason)


def tracked(story: Story) -> Script[None]:
    """Until the promised date; the host may ask for another, or miss it (R21)."""
    story.reaches(Stage.TRACKED)
    second = story.second_date or story.today + dt.timedelta(days=10)
    if story.fate.second_note:
        story.not_before(story.today + (second - story.today) / 2)
        story.at_work(0.1, 3)
        yield story.by(story.clerk, actions.record_progress, note=story.remark("progress"))
    if story.fate.promise_changed:
        second = yield from _another_date(story, second)
    days = story.chance.randrange(1, 6)
    story.not_before(second + dt.timedelta(days=days if story.fate.promise_missed else -days))
    story.at_work(0.1, 4)
    yield from fed_back(story, Outcome.DONE, Stage.PROMISE_FED_BACK)


def _another_date(story: Story, second: dt.date) -> Script[dt.date]:
    """The host asks for a later date, which the hotline grants or not; returns the date that holds."""
    story.not_before(second - dt.timedelta(days=4))
    until = max(second, story.today) + dt.timedelta(days=14)
    reason = "材料到货推迟，完成日期需顺延。"
    yield story.by(story.clerk, actions.change_promise, until=until, reason=reason)
    story.reaches(Stage.PROMISE_CHANGE_ASKED)
    story.at_work(0.5, 5)
    upheld = not story.fate.promise_change_refused
    yield story.by(
        story.of_centre(Role.SUPERVISOR),
        actions.decide_promise_change,
        overlay=story.open_overlay(OverlayKind.PROMISE_CHANGE),
        upheld=upheld,
        reason="理由属实，同意变更一次。" if upheld else "理由不充分，请按原承诺日期办理。",
    )
    return until if upheld else second
