"""Who may return a feedback for correction: those before whom it lies, and nobody else (R22)."""

from __future__ import annotations

from lianxin.law.decisions import feedback, handling
from lianxin.law.words import Outcome
from tests.law.drafts import CLERK, EXAMINER, SUB_UNIT, clerk_of, fed_back_order, handling_order, refuses

RETURN = "return_for_correction"


def test_r22_a_unit_does_not_return_its_own_feedback_only_the_examiner_does() -> None:
    life = fed_back_order()
    life.draft(EXAMINER, RETURN)
    with refuses("not_your_duty"):
        life.draft(CLERK, RETURN)


def test_r22_a_unit_without_delegates_has_nothing_to_return() -> None:
    with refuses("not_your_duty"):
        handling_order().draft(CLERK, RETURN)


def test_r22_the_unit_above_waits_for_its_delegate_and_then_may_return() -> None:
    life = handling_order()
    life.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请现场查看")
    life.act(clerk_of(SUB_UNIT), "sign", handling.sign)
    with refuses("no_feedback_pending"):
        life.draft(CLERK, RETURN)
    result = feedback.Result(outcome=Outcome.DONE, findings="灯泡损坏，已更换。")
    life.act(clerk_of(SUB_UNIT), "feed_back", feedback.feed_back, result=result)
    life.draft(CLERK, RETURN)
