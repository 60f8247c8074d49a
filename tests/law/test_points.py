"""The matter split into points, and each ticked before a feedback passes (Art. 27; R21, R22, R43, R53, R57)."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin.law.decisions import dispatching, examination, feedback, handling, points, replies
from lianxin.law.decisions.examination import PublicAnswer
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.points import PointCheck
from lianxin.law.draft import Draft
from lianxin.law.points import LONGEST_POINT, MOST_POINTS, proposed_points
from lianxin.law.words import (
    CorrectionGround,
    FeedbackEnd,
    OrderState,
    Outcome,
    PointState,
    ReplyWay,
    RequestType,
    Role,
    TextKind,
)
from tests.law.drafts import (
    AGENT,
    DISPATCHER,
    EXAMINER,
    HOTLINE,
    OFFICE,
    OTHER,
    Life,
    callback_order,
    fed_back_order,
    received,
    refuses,
    replied_order,
    staff,
)

DONE, MISSING, DROPPED, OPEN = PointState.ANSWERED, PointState.MISSING, PointState.DROPPED, PointState.OPEN
LIGHT, WALL = PointCheck(DONE, text="路灯不亮"), PointCheck(MISSING, text="围墙开裂")


def pass_it(life: Life, *checks: PointCheck, **more: PublicAnswer) -> Draft:
    return life.act(EXAMINER, "examine", examination.examine, points=checks, **more)


def give_back(life: Life, *checks: PointCheck, grounds: tuple[CorrectionGround, ...] = ()) -> Draft:
    how = {"reason": "请补充", "grounds": grounds, "points": checks}
    return life.act(EXAMINER, "return_for_correction", examination.return_for_correction, **how)


def rehandle(life: Life, *checks: PointCheck, unit: int | None = None) -> Draft:
    how = {"reason": "应办未办", "points": checks, "unit": unit}
    return life.act(EXAMINER, "rehandle", examination.rehandle, **how)


def promised_order() -> Life:
    return replied_order().feed_back(Outcome.CONSTRAINED, measures="分期更换。", second_date=dt.date(2026, 12, 10))


def states(life: Life) -> list[PointState]:
    return [row.state for row in life.whole.point.values()]


# ---- what is proposed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("小区路灯不亮。围墙开裂，有倒塌危险。请尽快处理。", ("小区路灯不亮", "围墙开裂，有倒塌危险")),
        ("1. 路灯不亮；2. 围墙开裂。下有人；3、公开费用。", ("路灯不亮", "围墙开裂。下有人", "公开费用")),
        ("一、停水三天；二、电话无人接听。望及时核实并回复。", ("停水三天", "电话无人接听")),
        ("（1）占道经营（2）夜间噪声", ("占道经营", "夜间噪声")),
        ("①井盖缺失②污水外溢", ("井盖缺失", "污水外溢")),
        ("第一，停车收费高。第二，没有公示牌。", ("停车收费高", "没有公示牌")),
        ("电梯停运三次。诉求如下：1、修好电梯；2、说明原因。", ("电梯停运三次", "修好电梯", "说明原因")),
        ("水费由 3.85 元涨到 4.20 元，请说明依据。", ("水费由 3.85 元涨到 4.20 元，请说明依据",)),
        ("路灯不亮\n路灯不亮\n", ("路灯不亮",)),
        ("请尽快处理。", ("请尽快处理",)),
        ("", ()),
    ],
)  # fmt: skip
def test_a_text_for_transfer_is_split_into_its_points(text: str, proposed: tuple[str, ...]) -> None:
    assert proposed_points(text) == proposed


def test_what_is_proposed_is_bounded() -> None:
    many = proposed_points("。".join(f"第{number}盏路灯不亮" for number in range(100)))
    assert len(many) == MOST_POINTS
    assert [len(one) for one in proposed_points("水" * 5000)] == [LONGEST_POINT]


# ---- listing ---------------------------------------------------------------------------------------------------------


def listed(life: Life, *added: str, kept: tuple[int, ...] = ()) -> Draft:
    return life.act(EXAMINER, "list_points", points.list_points, kept=kept, added=added)


def test_points_are_listed_in_texts_counted_like_the_rows() -> None:
    life = fed_back_order()
    draft = listed(life, "路灯不亮", "围墙开裂")
    assert [text.content for text in draft.texts if text.kind is TextKind.POINT] == ["路灯不亮", "围墙开裂"]
    assert states(life) == [OPEN, OPEN]


def test_what_is_not_kept_is_dropped_and_can_be_taken_up_again() -> None:
    life = fed_back_order()
    listed(life, "路灯不亮", "围墙开裂")
    listed(life, "井盖缺失", kept=(1,))
    assert states(life) == [OPEN, DROPPED, OPEN]
    listed(life, kept=(1, 2, 3))
    assert states(life) == [OPEN, OPEN, OPEN]


def test_points_are_listed_while_a_feedback_lies_before_the_examiner_and_by_nobody_else() -> None:
    life = fed_back_order()
    with refuses("not_your_duty"):
        life.act(AGENT, "list_points", points.list_points, kept=(), added=("路灯不亮",))
    with refuses("text_missing"):
        listed(life)
    with refuses("point_unknown"):
        listed(life, kept=(7,))
    with refuses("points_too_many"):
        listed(life, *(f"第{number}盏" for number in range(MOST_POINTS + 1)))
    with refuses("wrong_state"):
        listed(callback_order(), "路灯不亮")


# ---- passing ---------------------------------------------------------------------------------------------------------


def test_article_27_a_feedback_passes_when_each_point_is_dealt_with_or_dropped() -> None:
    life = fed_back_order()
    listed(life, "路灯不亮", "围墙开裂")
    with refuses("points_unsettled"):
        pass_it(life)
    with refuses("points_unsettled"):
        pass_it(life, PointCheck(DONE, 1), PointCheck(MISSING, 2))
    pass_it(life, PointCheck(DONE, 1, evidence=(40, 41, 40)), PointCheck(DROPPED, 2, evidence=(42,)))
    assert life.state is OrderState.CALLBACK
    first, second = life.whole.point.values()
    assert (first.evidence, first.feedback) == ((40, 41), 1)
    assert second.evidence == ()


def test_points_may_be_listed_with_the_very_act_that_ticks_them() -> None:
    life = fed_back_order()
    pass_it(life, LIGHT, PointCheck(DONE, text="围墙开裂"))
    assert states(life) == [DONE, DONE]
    with refuses("text_missing"):
        pass_it(fed_back_order(), PointCheck(DONE))


def test_r43_what_is_personal_in_the_public_answer_stands_only_with_a_reason() -> None:
    life = fed_back_order()
    with refuses("public_answer_flagged"):
        pass_it(life, public_answer=PublicAnswer(flagged=2))
    draft = pass_it(life, public_answer=PublicAnswer(flagged=2, stands_because="系单位公开的服务电话"))
    assert draft.facts["flagged_places"] == 2
    assert [text.private for text in draft.texts] == [True]


def test_r44_no_reason_lets_an_answer_pass_that_tells_who_called_on_a_secret_order() -> None:
    with refuses("public_answer_tells_caller"):
        pass_it(fed_back_order(), public_answer=PublicAnswer(flagged=1, barred=1, stands_because="必要"))


# ---- returning -------------------------------------------------------------------------------------------------------


def test_r53_the_grounds_of_a_return_are_facts_and_a_missing_point_is_one_by_itself() -> None:
    life = fed_back_order()
    draft = give_back(life, LIGHT, WALL, grounds=(CorrectionGround.EVIDENCE,))
    assert draft.facts["grounds"] == (CorrectionGround.EVIDENCE, CorrectionGround.POINT)
    assert draft.facts["missing_points"] == (2,)
    assert states(life) == [DONE, MISSING]


def test_article_27_whoever_returns_a_feedback_says_what_is_wanting() -> None:
    for checks in ((), (LIGHT,)):
        with refuses("correction_ground_missing"):
            give_back(fed_back_order(), *checks)
    assert give_back(fed_back_order(), WALL).facts["grounds"] == (CorrectionGround.POINT,)
    copied = (CorrectionGround.COPIED,)
    assert give_back(fed_back_order(), grounds=copied).facts["grounds"] == copied


def test_r53_who_returns_for_a_missing_point_says_which() -> None:
    life = fed_back_order()
    with refuses("point_not_marked"):
        give_back(life, LIGHT, grounds=(CorrectionGround.POINT,))
    give_back(life, grounds=(CorrectionGround.POINT,))


def test_r21_only_an_outcome_that_puts_off_the_end_is_rejected_for_its_class() -> None:
    with refuses("outcome_class_final"):
        give_back(fed_back_order(), grounds=(CorrectionGround.OUTCOME_CLASS,))
    life = promised_order()
    draft = give_back(life, grounds=(CorrectionGround.OUTCOME_CLASS,))
    assert draft.facts["grounds"] == (CorrectionGround.OUTCOME_CLASS,)


def test_r53_after_a_correction_only_what_was_missing_is_ticked_again() -> None:
    life = fed_back_order()
    give_back(life, LIGHT, WALL)
    life.feed_back()
    assert states(life) == [DONE, MISSING]
    pass_it(life, PointCheck(DONE, 2))
    assert [row.feedback for row in life.whole.point.values()] == [1, 2]


# ---- rehandling, tracking --------------------------------------------------------------------------------------------


def test_r57_a_new_round_asks_for_what_was_missing_else_for_everything() -> None:
    life = fed_back_order()
    rehandle(life, LIGHT, WALL)
    assert states(life) == [DONE, MISSING]
    life = callback_order()
    assert life.whole.feedback[1].end is FeedbackEnd.PASSED
    rehandle(life, LIGHT, PointCheck(DONE, text="围墙开裂"))
    assert states(life) == [OPEN, OPEN]


def test_a_tick_against_a_returned_feedback_is_not_another_units() -> None:
    life = fed_back_order()
    give_back(life, LIGHT, WALL)
    life.act(DISPATCHER, "recall", dispatching.recall, reason="不属该单位职责")
    life.dispatch(OTHER).sign(OTHER).answer_everybody(OTHER).feed_back(unit=OTHER)
    assert states(life) == [OPEN, MISSING]


def test_article_24_what_a_promise_said_is_no_tick_for_its_end() -> None:
    life = promised_order()
    pass_it(life, LIGHT)
    life.call_back(told=True)
    assert life.state is OrderState.TRACKED
    life.reply().feed_back()
    assert states(life) == [OPEN]


def test_r59_points_of_a_matter_of_the_centre_are_for_the_general_office() -> None:
    office = staff(Role.GENERAL_OFFICE_CLERK, OFFICE)
    with refuses("not_your_duty"):
        fed_back_order().act(office, "list_points", points.list_points, kept=(), added=("路灯不亮",))
    life = received(kind=RequestType.COMPLAIN, subject_unit=HOTLINE).dispatch(OFFICE)
    clerk = staff(Role.GENERAL_OFFICE_CLERK, OFFICE, 1)
    life.act(clerk, "sign", handling.sign)
    way, content = ReplyWay.BRIDGED_CALL, "已核实。"
    life.act(clerk, "reply", replies.reply, caller=1, way=way, content=content)
    life.act(clerk, "feed_back", feedback.feed_back, result=Result(outcome=Outcome.DONE, findings="已核实。"))
    with refuses("about_centre"):
        listed(life, "接听态度差")
    life.act(office, "list_points", points.list_points, kept=(), added=("接听态度差",))
    assert states(life) == [OPEN]
