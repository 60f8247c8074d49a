"""Every rating is kept, the last one counts, and one that rose after the unit's contact is checked (R30, R57)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianxin.law.actors import Actor
from lianxin.law.decisions import callback, disputes, examination, handling, rating
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.intake import Wishes
from lianxin.law.decisions.kept_ratings import rating_that_counts
from lianxin.law.decisions.rating import GivenRating
from lianxin.law.rating import Rating
from lianxin.law.words import (
    CallbackResult,
    ContactWay,
    Grade,
    OrderState,
    Outcome,
    OverlayKind,
    RatingCheck,
    RatingWay,
    Role,
    Solved,
    TalkResult,
)
from tests.law.drafts import (
    CALLBACK_CLERK,
    CALLER,
    CLERK,
    DEPARTMENT,
    EXAMINER,
    PERSON,
    SECOND_PERSON,
    VENDOR,
    Life,
    callback_order,
    handling_order,
    refuses,
    replied_order,
    staff,
)

HOUR = dt.timedelta(hours=1)


def rate(life: Life, actor: Actor = CALLER, way: RatingWay | None = None, **said: Any) -> None:
    life.now += HOUR
    caller = said.pop("caller", 1)
    life.act(actor, "rate", rating.rate, caller=caller, rating=GivenRating(**said), way=way)


def contact(life: Life) -> None:
    life.now += HOUR
    met = {"note": "上门说明情况", "contact": ContactWay.VISIT}
    life.act(CLERK, "record_progress", handling.record_progress, **met)


def check(life: Life, serial: int, *, stands: bool, reason: str = "已回拨核实", actor: Actor = EXAMINER) -> None:
    life.act(actor, "check_rating", rating.check_rating, rating=serial, stands=stands, reason=reason)


def risen() -> Life:
    """A caller said no, the unit came round, and the caller said yes."""
    life = replied_order()
    rate(life, grade_result=Grade.DISSATISFIED, solved=Solved.NO)
    contact(life)
    rate(life, grade_result=Grade.SATISFIED)
    return life


def rows(life: Life) -> list[Rating]:
    return list(life.whole.rating.values())


def test_r30_both_ratings_are_kept_and_the_last_one_counts() -> None:
    life = risen()
    first, last = rows(life)
    assert (first.grade_result, first.solved, first.check_state) == (Grade.DISSATISFIED, Solved.NO, None)
    assert (last.grade_result, last.check_state) == (Grade.SATISFIED, RatingCheck.TO_CHECK)
    assert last.solved is Solved.NO, "the whole answer as it stands: what was not said again is as it was"
    assert rating_that_counts(rows(life), 1) == last
    assert life.caller().grade_result is Grade.SATISFIED


def test_r30_what_was_said_before_the_month_is_frozen_counts_for_it() -> None:
    life = replied_order()
    rate(life, grade_result=Grade.DISSATISFIED)
    frozen_at = life.now + HOUR
    rate(life, grade_result=Grade.SATISFIED)
    assert rows(life)[1].rated_at == frozen_at, "the moment of freezing is the first that comes too late"
    assert rating_that_counts(rows(life), 1, before=frozen_at) == rows(life)[0]
    assert rating_that_counts(rows(life), 1, before=frozen_at + HOUR) == rows(life)[1]
    assert rating_that_counts(rows(life), 2) is None


def test_each_way_a_rating_comes_is_recorded() -> None:
    life = replied_order()
    rate(life, grade_result=Grade.FAIR)
    rate(life, CALLBACK_CLERK, grade_result=Grade.FAIR)
    rate(life, grade_result=Grade.FAIR, way=RatingWay.MESSAGE)
    life.feed_back().examine().call_back()
    assert [row.way for row in rows(life)] == [RatingWay.PORTAL, RatingWay.DESK, RatingWay.MESSAGE, RatingWay.CALL]


def test_article_27_what_is_said_in_the_callback_is_a_rating() -> None:
    life = callback_order().call_back(solved=Solved.PARTLY, grade_attitude=Grade.FAIR)
    (row,) = rows(life)
    assert (row.contacted, row.solved, row.grade_result) == (True, Solved.PARTLY, Grade.SATISFIED)
    assert (row.grade_attitude, row.rated_at, row.round, row.check_state) == (Grade.FAIR, life.now, 1, None)


def test_r28_r57_who_is_not_reached_declines_or_is_asked_for_a_date_gives_no_rating() -> None:
    life = callback_order()
    life.act(CALLBACK_CLERK, "call_back", callback.call_back, caller=1, talk=Talk(result=TalkResult.DECLINED))
    assert rows(life) == []
    assert life.caller().callback is CallbackResult.DECLINED


def test_r30_a_better_word_in_the_callback_after_the_units_contact_is_checked_too() -> None:
    life = replied_order()
    rate(life, grade_result=Grade.DISSATISFIED)
    contact(life)
    life.feed_back().examine().call_back(grade_result=Grade.SATISFIED)
    assert rows(life)[1].check_state is RatingCheck.TO_CHECK
    assert life.caller().rating_to_check


def test_r30_a_rating_that_stands_goes_on_counting() -> None:
    life = risen()
    check(life, 2, stands=True)
    row = rows(life)[1]
    assert (row.check_state, row.checked_by, row.checked_at) == (RatingCheck.STANDS, EXAMINER.staff, life.now)
    assert life.caller().grade_result is Grade.SATISFIED
    assert not life.caller().rating_to_check


def test_r30_one_that_is_set_aside_is_kept_and_the_one_before_counts_again() -> None:
    life = risen()
    check(life, 2, stands=False)
    first, last = rows(life)
    assert (last.check_state, last.grade_result) == (RatingCheck.SET_ASIDE, Grade.SATISFIED)
    assert rating_that_counts(rows(life), 1) == first
    person = life.caller()
    assert (person.grade_result, person.rated_at) == (Grade.DISSATISFIED, first.rated_at)
    assert not person.rating_to_check
    rate(life, grade_result=Grade.SATISFIED)
    assert rows(life)[2].check_state is RatingCheck.TO_CHECK, "still after the contact that raised it"


def test_r30_a_word_that_came_later_is_not_undone_by_the_check() -> None:
    life = risen()
    rate(life, grade_result=Grade.FAIR)
    check(life, 2, stands=False)
    assert life.caller().grade_result is Grade.FAIR


def test_r57_setting_a_rating_aside_leaves_a_dissatisfied_caller_to_the_callback() -> None:
    life = callback_order()
    rate(life, solved=Solved.NO)
    life.act(CALLER, "demand_explanation", disputes.demand_explanation, caller=1, text="为什么没修好")
    life.now += HOUR
    told = {"overlay": life.overlay(OverlayKind.EXPLANATION).serial, "text": "已说明"}
    life.act(CLERK, "explain", disputes.explain, **told)
    rate(life, contacted=True, solved=Solved.YES)
    check(life, 2, stands=False)
    assert life.caller().dissatisfied
    assert life.caller().dissatisfied_rounds == 1
    with refuses("caller_dissatisfied"):
        life.close()


def test_r30_a_rating_of_an_earlier_round_is_checked_without_touching_the_new_one() -> None:
    life = risen().feed_back()
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="未办好")
    check(life, 2, stands=False)
    assert life.state is OrderState.HANDLING
    assert life.caller().grade_result is None


def test_r57_a_result_that_stands_in_the_next_round_is_set_aside_like_any_other() -> None:
    life = replied_order(Wishes(person=PERSON), Wishes(person=SECOND_PERSON))
    rate(life, CALLBACK_CLERK, caller=2, grade_result=Grade.DISSATISFIED)
    contact(life)
    rate(life, CALLBACK_CLERK, caller=2, grade_result=Grade.SATISFIED)
    life.feed_back()
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="未办好", callers=(1,))
    assert life.caller(2).grade_result is Grade.SATISFIED
    check(life, 2, stands=False)
    assert life.caller(2).grade_result is Grade.DISSATISFIED


def test_r30_r9_a_person_of_the_centre_checks_and_says_why() -> None:
    life = risen()
    with refuses("text_missing"):
        check(life, 2, stands=True, reason=" ")
    with refuses("rating_unknown"):
        check(life, 9, stands=True)
    with refuses("already_decided"):
        check(life, 1, stands=True)
    with refuses("not_your_duty"):
        check(life, 2, stands=True, actor=CALLBACK_CLERK)
    with refuses("not_your_duty"):
        check(life, 2, stands=True, actor=staff(Role.UNIT_CLERK, DEPARTMENT))
    with refuses("vendor_barred"):
        check(life, 2, stands=True, actor=staff(Role.EXAMINER, VENDOR))
    check(life, 2, stands=True)
    with refuses("nothing_pending"):
        check(life, 2, stands=True)


@pytest.mark.parametrize("said", [{"contacted": False}, {"contacted": None}])
def test_r57_where_a_second_date_follows_the_callback_asks_for_no_rating(said: dict[str, Any]) -> None:
    life = handling_order().answer_everybody()
    life.feed_back(Outcome.CONSTRAINED, measures="分期更换", second_date=dt.date(2026, 12, 10)).examine()
    life.act(CALLBACK_CLERK, "call_back", callback.call_back, caller=1, talk=Talk(told=True, **said))
    assert rows(life) == []
    assert bool(life.overlays(OverlayKind.CONTRADICTION)) == (said["contacted"] is False)
