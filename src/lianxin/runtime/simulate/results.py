"""What a unit feeds back: the outcome with all that Art. 24 asks for it."""

from __future__ import annotations

import datetime as dt

from lianxin import actions
from lianxin.law.decisions.feedback import SECOND_DATE_OUTCOMES, Result
from lianxin.law.words import LegalGroundKind, Outcome
from lianxin.runtime.simulate.story import Step, Story

PUBLISHED = 0.4
"""Of feedback that comes with an answer for the public as well."""


def feeds_back(story: Story, outcome: Outcome) -> Step:
    """The host feeds back to the centre."""
    return story.by(story.clerk, actions.feed_back, result=result(story, outcome))


def result(story: Story, outcome: Outcome) -> Result:
    """What the unit says, with all that Art. 24 asks for this outcome."""
    findings = story.matter.findings
    if outcome in SECOND_DATE_OUTCOMES:
        story.second_date = story.fate.promised_for or _second_date(story, outcome)
    if outcome is Outcome.STATUTORY_LONGER:
        title, article = story.remark("legal_ground_longer").strip("《").split("》")
        kind = LegalGroundKind.REGULATION if title.endswith("条例") else LegalGroundKind.LAW
        return Result(
            outcome=outcome,
            findings=findings,
            second_date=story.second_date,
            legal_kind=kind,
            legal_title=title,
            legal_article=article,
        )
    if outcome is Outcome.CONSTRAINED:
        measures = story.remark("constrained_measures")
        return Result(outcome=outcome, findings=findings, second_date=story.second_date, measures=measures)
    if outcome is Outcome.NOT_POSSIBLE:
        ground = story.remark("legal_ground_not_possible")
        return Result(outcome=outcome, findings=story.remark("not_possible_reason"), legal_ground=ground)
    published = outcome is Outcome.DONE and not story.secret and story.likely(PUBLISHED)
    return Result(outcome=outcome, findings=findings, public_answer=story.matter.reply if published else "")


def _second_date(story: Story, outcome: Outcome) -> dt.date:
    if outcome is Outcome.EXTENDED:
        return story.working_day(8)
    shortest, longest = (15, 31) if outcome is Outcome.STATUTORY_LONGER else (10, 41)
    return story.today + dt.timedelta(days=story.chance.randrange(shortest, longest))
