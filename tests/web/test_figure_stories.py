"""What becomes of a life in the figures, told twice: by the tables and by the log alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lianxin import actions
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.rating import GivenRating
from lianxin.law.decisions.replies import Arrival
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import (
    AttemptResult,
    CallbackResult,
    CorrectionGround,
    Grade,
    Outcome,
    OverlayKind,
    RatingCheck,
    ReopenCause,
    ReplyWay,
    Solved,
    TalkResult,
)
from lianxin.records.models import OrderCaller, Overlay, Rating
from tests.web.figures import became
from tests.web.town import AGENT, CALLBACK_CLERK, CLERK, EXAMINER, SUPERVISOR, Story, Town

MONDAY = dt.datetime(2026, 9, 7, 10, 0, tzinfo=SHANGHAI)
SATISFIED = Talk(contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED, grade_attitude=Grade.SATISFIED)
DISSATISFIED = Talk(contacted=True, solved=Solved.NO, grade_result=Grade.DISSATISFIED, grade_attitude=Grade.FAIR)


@pytest.fixture
def begun(town: Town) -> Callable[..., Story]:
    """An order of a Monday morning in September."""
    return lambda **more: town.received(at=MONDAY, **more)


def later(story: Story, **delay: int) -> Story:
    story.now += dt.timedelta(**delay)
    return story


def rated(story: Story, grade: Grade) -> Story:
    return story.do(AGENT, "rate", caller=1, rating=GivenRating(grade_result=grade))


def closed_though_dissatisfied(story: Story) -> Story:
    story.examined().do(CALLBACK_CLERK, "call_back", caller=1, talk=DISSATISFIED)
    story.do(EXAMINER, "accept_dissatisfaction", caller=1, reason="已向来电人说明，无法再办。")
    return story.do(CALLBACK_CLERK, "close")


def test_all_in_time(begun: Callable[..., Story]) -> None:
    story = begun().closed()
    for code in ("sign_on_time", "reply", "reply_on_time", "on_time", "examined", "called_back", "completion"):
        assert became(story, code) == ["holds"], code
    for code in ("contacted", "solved", "satisfied_result", "satisfied_attitude"):
        assert became(story, code) == ["holds"], code
    for code in ("send_back", "rehandled", "contradicted", "contradiction_upheld"):
        assert became(story, code) == ["fails"], code


def test_before_the_due_date_nothing_is_counted_however_early_it_was_done(begun: Callable[..., Story]) -> None:
    story = begun().closed()
    assert became(story, "on_time", now=story.now) == ["not_due"]
    assert became(story, "on_time", now=dt.datetime(2026, 9, 15, tzinfo=SHANGHAI)) == ["holds"]


def test_r53_corrected_on_day_five_and_fed_back_again_after_it_is_not_in_time(begun: Callable[..., Story]) -> None:
    story = begun().fed_back()
    assert became(story, "on_time") == ["awaiting_examination"]
    later(story, days=7).do(EXAMINER, "return_for_correction", reason="缺照片。", grounds=(CorrectionGround.EVIDENCE,))
    assert became(story, "on_time") == ["fails"]
    assert became(story, "rehandled") == ["returned"]
    later(story, days=1).do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已补照片。"))
    story.do(EXAMINER, "examine")
    assert became(story, "on_time") == ["fails"]
    assert became(story, "examined") == ["holds", "holds"]


def test_r22_the_lateness_of_the_first_round_stays(begun: Callable[..., Story]) -> None:
    story = begun().replied()
    later(story, days=12).do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已修。"))
    story.do(EXAMINER, "examine").do(CALLBACK_CLERK, "call_back", caller=1, talk=DISSATISFIED)
    story.do(EXAMINER, "rehandle", reason="没有修好。")
    story.do(CLERK, "reply", caller=1, way=ReplyWay.BRIDGED_CALL, content="已重修。")
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已重修。")).do(EXAMINER, "examine")
    story.do(CALLBACK_CLERK, "call_back", caller=1, talk=SATISFIED).do(CALLBACK_CLERK, "close")
    assert became(story, "on_time") == ["fails", "holds"]
    assert became(story, "rehandled") == ["holds", "fails"]
    assert became(story, "satisfied_result") == ["holds"], "satisfaction counts at the final callback (R57)"


def test_r66_reopening_is_no_rehandling(begun: Callable[..., Story]) -> None:
    story = later(begun().closed(), days=20)
    story.do(EXAMINER, "reopen", cause=ReopenCause.CALLER_RETURNED, reason="又不亮了。")
    assert became(story, "rehandled") == ["fails"]
    assert became(story, "completion") == ["fails"]
    assert became(story, "satisfied_result") == []
    assert became(story, "send_back") == ["fails", "again"]


def test_r30_the_last_rating_before_the_month_is_frozen_counts(begun: Callable[..., Story]) -> None:
    story = begun().closed()
    assert became(story, "satisfied_result") == ["holds"]
    story.now = dt.datetime(2026, 10, 5, 23, 50, tzinfo=SHANGHAI)
    rated(story, Grade.DISSATISFIED)
    assert became(story, "satisfied_result") == ["fails"]
    story.now = dt.datetime(2026, 10, 6, 0, 10, tzinfo=SHANGHAI)
    rated(story, Grade.VERY_SATISFIED)
    assert became(story, "satisfied_result") == ["fails"], "frozen at the beginning of the sixth"
    assert became(story, "satisfied_attitude") == ["holds"]


def test_r30_a_rating_that_rose_after_contact_counts_until_it_is_set_aside(begun: Callable[..., Story]) -> None:
    story = closed_though_dissatisfied(begun())
    assert became(story, "satisfied_result") == ["fails"]
    assert became(story, "satisfied_attitude") == ["holds"]
    story.do(AGENT, "demand_explanation", caller=1, text="为什么不修？")
    owed = Overlay.objects.get(order_id=story.id, kind=OverlayKind.EXPLANATION)
    story.do(CLERK, "explain", overlay=owed.serial, text="灯具停产。")
    rated(story, Grade.SATISFIED)
    assert became(story, "satisfied_result") == ["holds"]
    risen = Rating.objects.get(order_id=story.id, check_state=RatingCheck.TO_CHECK)
    story.do(EXAMINER, "check_rating", rating=risen.serial, stands=False, reason="来电人称受单位要求改评。")
    assert became(story, "satisfied_result") == ["fails"]


def test_r27_two_callers_of_one_order_are_two_cases(begun: Callable[..., Story]) -> None:
    story = begun().signed()
    another = actions.CallerEntry(name="李小红", phone="13912345622")
    story.do(AGENT, "add_caller", entry=another, wish="请尽快修。")
    for serial in (1, 2):
        story.do(CLERK, "reply", caller=serial, way=ReplyWay.BRIDGED_CALL, content="已修。")
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已修。")).do(EXAMINER, "examine")
    story.do(CALLBACK_CLERK, "call_back", caller=1, talk=SATISFIED)
    story.do(CALLBACK_CLERK, "call_back", caller=2, talk=DISSATISFIED)
    story.do(EXAMINER, "accept_dissatisfaction", caller=2, reason="已说明。").do(CALLBACK_CLERK, "close")
    assert sorted(became(story, "satisfied_result")) == ["fails", "holds"]
    assert became(story, "reply") == ["holds", "holds"]


def test_r28_who_could_not_be_reached_is_never_satisfied_by_default(begun: Callable[..., Story]) -> None:
    story = begun().examined()
    for hours in (1, 2, 23):
        later(story, hours=hours)
        story.do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(result=TalkResult.NO_ANSWER))
    assert OrderCaller.objects.get(order_id=story.id).callback is CallbackResult.UNREACHABLE
    story.do(CALLBACK_CLERK, "close")
    for code in ("contacted", "solved", "satisfied_result", "satisfied_attitude"):
        assert became(story, code) == ["unreachable"]
    assert became(story, "called_back") == ["holds"]


def test_r28_a_reply_that_reached_nobody_is_no_reply(begun: Callable[..., Story]) -> None:
    story = begun().signed()
    for hours in (1, 2, 23):
        later(story, hours=hours)
        missed = Arrival(attempt=AttemptResult.NO_ANSWER)
        story.do(CLERK, "reply", caller=1, way=ReplyWay.BRIDGED_CALL, content="", arrival=missed)
    assert became(story, "reply") == ["unreachable"]
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已修。")).do(EXAMINER, "examine")
    story.do(EXAMINER, "rehandle", reason="没有修好。", unit=None)
    assert became(story, "reply")[0] == "unreachable", "a new round does not turn it into a reply"


def test_r28_who_declines_to_rate_is_left_out(begun: Callable[..., Story]) -> None:
    story = begun().examined().do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(result=TalkResult.DECLINED))
    story.do(CALLBACK_CLERK, "close")
    assert became(story, "satisfied_result") == ["declined"]


def test_r25_waived_and_anonymous_are_out_of_the_reply_rate(begun: Callable[..., Story]) -> None:
    waived = begun(caller=actions.CallerEntry(name="王明", phone="13812345623", reply_waived=True)).signed()
    assert became(waived, "reply") == ["waived"]
    anonymous = begun(caller=actions.CallerEntry(anonymous=True)).signed()
    assert became(anonymous, "reply_on_time") == ["anonymous"]
    anonymous.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已修。")).do(EXAMINER, "examine")
    anonymous.do(CALLBACK_CLERK, "close")
    assert became(anonymous, "satisfied_result") == ["anonymous"]
    assert became(anonymous, "completion") == ["holds"]


def test_r31_a_denied_reply_and_one_found_not_to_have_been_made(begun: Callable[..., Story]) -> None:
    story = begun().examined().do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(contacted=False, solved=Solved.NO))
    assert became(story, "contradicted") == ["holds"]
    assert became(story, "contradiction_upheld") == ["contested"]
    assert became(story, "reply") == ["contested"]
    denied = Overlay.objects.get(order_id=story.id, kind=OverlayKind.CONTRADICTION)
    later(story, days=3).do(
        EXAMINER, "decide_contradiction", overlay=denied.serial, reply_stands=False, untruth=False, reason="无证据。"
    )
    assert became(story, "contradiction_upheld") == ["holds"]
    assert became(story, "reply") == ["fails"]


def test_r21_the_first_second_date_stays_in_the_figure(begun: Callable[..., Story]) -> None:
    first, second = dt.date(2026, 9, 25), dt.date(2026, 10, 30)
    promised = {"measures": "灯具已订购。", "second_date": first}
    story = begun().fed_back(Outcome.CONSTRAINED, **promised).do(EXAMINER, "examine")
    story.do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(told=True))
    assert became(story, "second_date_kept", now=dt.datetime(2026, 9, 25, 23, tzinfo=SHANGHAI)) == ["not_due"]
    story.do(CLERK, "change_promise", until=second, reason="厂家延迟。")
    asked = Overlay.objects.get(order_id=story.id, kind=OverlayKind.PROMISE_CHANGE)
    story.do(SUPERVISOR, "decide_promise_change", overlay=asked.serial, upheld=True, reason="同意。")
    story.now = dt.datetime(2026, 10, 12, 10, 0, tzinfo=SHANGHAI)
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已换。")).do(EXAMINER, "examine")
    assert became(story, "second_date_kept") == ["fails"], "kept by the second promise, not by the first"
    kept = begun().fed_back(Outcome.CONSTRAINED, **promised).do(EXAMINER, "examine")
    kept.do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(told=True))
    kept.now = dt.datetime(2026, 9, 25, 17, 0, tzinfo=SHANGHAI)
    kept.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已换。"))
    assert became(kept, "second_date_kept") == ["awaiting_examination"]
    later(kept, days=3).do(EXAMINER, "examine")
    assert became(kept, "second_date_kept") == ["holds"], "days at the centre are nobody's lateness (R53)"


def test_r36_withdrawn_is_left_out(begun: Callable[..., Story]) -> None:
    story = begun().signed().do(AGENT, "withdraw", caller=1, reason="已自行解决。")
    asked = Overlay.objects.get(order_id=story.id, kind=OverlayKind.WITHDRAWAL)
    story.do(EXAMINER, "decide_withdrawal", overlay=asked.serial, free=True, reason="本人确认。")
    assert became(story, "completion") == ["withdrawn"]
    assert became(story, "on_time") == ["withdrawn"]


def test_r51_a_stop_has_no_callback_and_no_satisfaction(town: Town) -> None:
    story = town.received(at=MONDAY).stopped().do(EXAMINER, "uphold_stop", reason="同一事实。")
    assert became(story, "satisfied_result") == ["stopped"]
    assert became(story, "rehandled") == ["stopped"]
    assert became(story, "completion") == ["holds"]
