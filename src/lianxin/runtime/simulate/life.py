"""A whole life: from the call to the archive, part by part."""

from __future__ import annotations

import datetime as dt

from lianxin import actions
from lianxin.law.actors import Actor
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import OverlayKind, ReopenCause, Role
from lianxin.runtime.simulate.callback_steps import another_round, called_back, closed
from lianxin.runtime.simulate.caller_steps import stirred
from lianxin.runtime.simulate.explaining_steps import (
    centre_questioned,
    explanation_demanded,
    objected,
    retaliated,
)
from lianxin.runtime.simulate.feedback_steps import settled
from lianxin.runtime.simulate.intake_steps import take_up
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Story
from lianxin.runtime.simulate.unit_steps import worked

REOPEN_DAYS = 30


def life(story: Story) -> Script[None]:
    """Every step of one order, in its order."""
    yield from take_up(story)
    if story.host:
        yield from handled(story)
    elif story.fate.questioned:
        yield from centre_questioned(story)
    yield from archived(story)


def handled(story: Story) -> Script[None]:
    """What a unit does, what callers do meanwhile, and how the hotline ends it."""
    if (yield from worked(story)):
        return
    if story.fate.recalled:
        yield from recalled(story)
        return
    if (yield from stirred(story)):
        return
    outcome = yield from settled(story)
    if outcome is None:
        return
    yield from called_back(story, outcome)
    if 1 in story.replied:
        yield from disputed(story)
    if story.fate.reopened:
        yield from reopened(story)


def disputed(story: Story) -> Script[None]:
    """What a caller who has an answer may still have against it."""
    if story.fate.explained:
        yield from explanation_demanded(story)
    elif story.fate.objected:
        yield from objected(story)
    if story.fate.retaliated:
        yield from retaliated(story)


def recalled(story: Story) -> Script[None]:
    """After first contact it proves another city's matter: taken back, and sent there (R49)."""
    story.at_work(0.5, 4)
    reason = "现场核实，事发地属相邻城市。"
    yield story.by(story.of_centre(Role.DISPATCHER), actions.recall, reason=reason)
    story.later(10, 50)
    receipt = f"对方已回执，编号 {story.chance.randrange(10**7, 10**8)}。"
    dispatcher = story.of_centre(Role.DISPATCHER)
    yield story.by(dispatcher, actions.transfer_out, body="相邻城市市民服务热线", receipt=receipt)


def reopened(story: Story) -> Script[None]:
    """The caller comes back within thirty days (R29, R66)."""
    story.later(1440, 12 * 1440)
    story.at_work(0.1, 2)
    reason, examiner = "来电人称问题再次出现，经核实属实。", story.of_centre(Role.EXAMINER)
    if not story.fate.return_asked:
        yield story.by(examiner, actions.reopen, cause=ReopenCause.CALLER_RETURNED, reason=reason)
    elif not (yield from return_asked(story, examiner, reason)):
        return
    yield from another_round(story, set(range(1, len(story.callers) + 1)))
    yield from closed(story)


def return_asked(story: Story, examiner: Actor, reason: str) -> Script[bool]:
    """Whoever takes the call records it, an examiner decides (R66); returns whether it is taken up again."""
    text = "办结后问题又出现，和上次反映的是同一件事。"
    yield story.by(story.one(Role.AGENT), actions.request_reopening, caller=1, text=text)
    story.reaches(Stage.RETURN_ASKED)
    story.at_work(0.5, 6)
    upheld = not story.fate.return_refused
    yield story.by(
        examiner,
        actions.decide_reopening,
        overlay=story.open_overlay(OverlayKind.REOPENING),
        upheld=upheld,
        reason=reason if upheld else "经核实系新的情况，已另行受理并关联本件。",
    )
    return upheld


def archived(story: Story) -> Script[None]:
    """On day 31 after the close the order goes to the archive (R66)."""
    day = story.today + dt.timedelta(days=REOPEN_DAYS + 1)
    night = dt.datetime.combine(day, dt.time(0, 20), SHANGHAI)
    story.now = night + dt.timedelta(seconds=story.chance.randrange(1800))
    yield story.by_system(actions.archive)
