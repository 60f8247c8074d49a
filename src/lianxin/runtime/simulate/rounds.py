"""Another round: the same host works again within a fresh limit, and answers again (R22, R57)."""

from __future__ import annotations

from lianxin import actions
from lianxin.runtime.simulate.reply_steps import replied
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Story


def worked_again(story: Story, callers: set[int]) -> Script[None]:
    """From the moment the matter came back to the unit until it has answered these callers again."""
    story.transferred_at, story.round = story.now, story.round + 1
    story.replied -= callers
    story.reaches(Stage.AGAIN)
    story.at_work(1, 10)
    yield story.by(story.clerk, actions.record_progress, note=story.remark("progress"))
    story.not_before(story.working_day(story.chance.randrange(1, 5)))
    story.at_work(0.1, 3)
    yield from replied(story, story.clerk)
