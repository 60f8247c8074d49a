"""A whole life: from the call to the archive, part by part."""

from __future__ import annotations

import datetime as dt

from lianxin import actions
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import ReopenCause, Role
from lianxin.runtime.simulate.callback_steps import another_round, called_back, closed
from lianxin.runtime.simulate.caller_steps import explanation_demanded, stirred
from lianxin.runtime.simulate.feedback_steps import settled
from lianxin.runtime.simulate.intake_steps import take_up
from lianxin.runtime.simulate.story import Script, Story
from lianxin.runtime.simulate.unit_steps import worked

REOPEN_DAYS = 30


def life(story: Story) -> Script[None]:
    """Every step of one order, in its order."""
    yield from take_up(story)
    if story.host:
        yield from handled(story)
    yield from archived(story)


def handled(story: Story) -> Script[None]:
    """What a unit does, what callers do meanwhile, and how the hotline ends it."""
    yield from worked(story)
    if story.fate.recalled:
        yield from recalled(story)
        return
    if (yield from stirred(story)):
        return
    outcome = yield from settled(story)
    if outcome is None:
        return
    if story.fate.explained and 1 in story.replied:
        yield from explanation_demanded(story)
    yield from called_back(story, outcome)
    if story.fate.reopened:
        yield from reopened(story)


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
    story.later(2 * 1440, 20 * 1440)
    story.at_work(0.1, 2)
    reason = "来电人称问题再次出现，经核实属实。"
    yield story.by(story.of_centre(Role.EXAMINER), actions.reopen, cause=ReopenCause.CALLER_RETURNED, reason=reason)
    yield from another_round(story, set(range(1, len(story.callers) + 1)))
    yield from closed(story)


def archived(story: Story) -> Script[None]:
    """On day 31 after the close the order goes to the archive (R66)."""
    day = story.today + dt.timedelta(days=REOPEN_DAYS + 1)
    night = dt.datetime.combine(day, dt.time(0, 20), SHANGHAI)
    story.now = night + dt.timedelta(seconds=story.chance.randrange(1800))
    yield story.by_system(actions.archive)
