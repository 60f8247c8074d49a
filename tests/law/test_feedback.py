"""Four outcomes, second dates, extensions, promises, and stopping (Art. 24, 25; R18–R21, R40, R51–R53)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianxin.law.decisions import (
    callback,
    clockwork,
    dispatching,
    disputes,
    examination,
    feedback,
    handling,
    promises,
    reopening,
    replies,
    stopping,
)
from lianxin.law.decisions.intake import Wishes
from lianxin.law.decisions.stopping import EarlierOrder
from lianxin.law.draft import Draft
from lianxin.law.unit_kinds import OFFICES
from lianxin.law.words import (
    AssignmentState,
    AttemptResult,
    ClockEnd,
    ClockName,
    ClosedAs,
    FeedbackEnd,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    ReopenCause,
    ReplyState,
    ReplyWay,
    RequestType,
    Role,
    SendBackReason,
    Signal,
    Solved,
    StopGround,
    TextKind,
    UnitKind,
)
from lianxin.law.words import LegalGroundKind as Kind
from tests.law.drafts import (
    CALLBACK_CLERK,
    CALLER,
    CLERK,
    COUNTY_HOTLINE,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    HEAD,
    OTHER,
    PERSON,
    SILENCE,
    SUPERVISOR,
    Life,
    clerk_of,
    fed_back_order,
    handling_order,
    received,
    refuses,
    replied_order,
    staff,
    tracked_order,
)
from tests.law.rules import at, policy, regime_texts

JINAN = ("jinan_2018", "shandong_2020", "national_2025")
WEIFANG = ("weifang_2021", "shandong_2020", "national_2025")
BEIJING = ("beijing_2021", "national_2025")
BUSINESS = ("jinan_2018", "jinan_business_2022", "shandong_2020", "national_2025")
SECOND = dt.date(2026, 12, 10)
CITED: dict[str, Any] = {"legal_kind": Kind.LAW, "legal_title": "某法", "legal_article": "第三条"}
SAME = StopGround.SAME_FACTS_AND_REASONS
REFUSES = StopGround.NO_COOPERATION


def settled(closed_as: ClosedAs | None = ClosedAs.DONE, **more: Any) -> EarlierOrder:
    """An earlier order, of the same caller unless `more` says otherwise."""
    known: dict[str, Any] = {"request_type": RequestType.HELP, "callers": frozenset({PERSON})}
    return EarlierOrder(id=7, closed_as=closed_as, **(known | more))


DONE_BEFORE = settled()


def feed_back(life: Life, outcome: Outcome, **more: Any) -> Draft:
    result = feedback.Result(outcome=outcome, **({"findings": "现场核实。"} | more))
    return life.act(CLERK, "feed_back", feedback.feed_back, result=result)


def extend(life: Life, days: int = 5, **more: Any) -> Draft:
    wish = {"amount_working_days": days, "reason": "需进口配件"} | more
    return life.act(CLERK, "extend", feedback.extend, **wish)


def decide_extension(life: Life, *, upheld: bool, actor: Any = EXAMINER) -> Draft:
    serial = life.overlay(OverlayKind.EXTENSION).serial
    finding = {"overlay": serial, "upheld": upheld, "reason": "情况属实"}
    return life.act(actor, "decide_extension", feedback.decide_extension, **finding)


def stop(life: Life, **more: Any) -> Draft:
    what = {"statement": "此前已办理。", "explanation": "已向来电人解释。", "ground": SAME, "earlier": DONE_BEFORE}
    return life.act(CLERK, "stop", stopping.stop, **(what | more))


def uphold(life: Life) -> Draft:
    return life.act(EXAMINER, "uphold_stop", stopping.uphold_stop, reason="理由成立")


def overturn(life: Life) -> Draft:
    return life.act(EXAMINER, "overturn_stop", stopping.overturn_stop, reason="有新的事实")


# ---- Art. 24: the four outcomes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "missing", "code"),
    [
        (Outcome.DONE, {"findings": " "}, "text_missing"),
        (Outcome.STATUTORY_LONGER, {"second_date": SECOND}, "legal_source_missing"),
        (Outcome.STATUTORY_LONGER, {"second_date": SECOND, "legal_ground": "某政策文件"}, "legal_source_missing"),
        (Outcome.STATUTORY_LONGER, {**CITED, "second_date": SECOND, "legal_title": " "}, "legal_source_missing"),
        (Outcome.STATUTORY_LONGER, {**CITED, "second_date": SECOND, "legal_article": ""}, "legal_source_missing"),
        (Outcome.STATUTORY_LONGER, {**CITED, "second_date": SECOND, "legal_kind": None}, "legal_source_missing"),
        (Outcome.STATUTORY_LONGER, {**CITED, "second_date": SECOND, "legal_kind": Kind.PAPER}, "policy_paper"),
        (Outcome.STATUTORY_LONGER, CITED, "second_date_missing"),
        (Outcome.CONSTRAINED, {"second_date": SECOND}, "measures_missing"),
        (Outcome.CONSTRAINED, {"measures": "分期更换", "second_date": dt.date(9999, 12, 31)}, "second_date_too_far"),
        (Outcome.CONSTRAINED, {"measures": "分期更换"}, "second_date_missing"),
        (Outcome.CONSTRAINED, {"measures": "分期", "second_date": dt.date(2026, 11, 16)}, "second_date_past"),
        (Outcome.NOT_POSSIBLE, {}, "legal_ground_missing"),
        (Outcome.EXTENDED, {}, "extension_missing"),
        (Outcome.STOP, {}, "stop_is_its_own_act"),
    ],
)
def test_article_24_each_outcome_says_what_the_law_asks_of_it(
    outcome: Outcome, missing: dict[str, Any], code: str
) -> None:
    life = replied_order()
    with refuses(code):
        feed_back(life, outcome, **missing)
    assert life.state is OrderState.HANDLING


@pytest.mark.parametrize(
    ("outcome", "said", "second"),
    [
        (Outcome.DONE, {"second_date": SECOND}, None),
        (Outcome.STATUTORY_LONGER, {**CITED, "second_date": SECOND}, SECOND),
        (Outcome.CONSTRAINED, {"measures": "分期更换", "second_date": SECOND}, SECOND),
        (Outcome.NOT_POSSIBLE, {"legal_ground": "某规章第九条"}, None),
    ],
)
def test_article_24_a_feedback_waits_for_its_examination(
    outcome: Outcome, said: dict[str, Any], second: dt.date | None
) -> None:
    life = replied_order()
    feed_back(life, outcome, **said)
    row = life.whole.feedback[1]
    assert life.state is OrderState.FED_BACK
    assert (row.outcome, row.second_date, row.end, row.from_state) == (outcome, second, None, OrderState.HANDLING)
    assert life.whole.assignment[1].state is AssignmentState.FED_BACK
    assert life.clock(ClockName.EXAMINE).due_at == at("2026-11-18")
    assert life.whole.order.outcome is None, "only examination gives an outcome its weight"


@pytest.mark.parametrize("kind", [Kind.LAW, Kind.REGULATION, Kind.RULE])
def test_r21_outcome_2_cites_a_law_regulation_or_rule_by_title_and_article(kind: Kind) -> None:
    draft = feed_back(replied_order(), Outcome.STATUTORY_LONGER, **(CITED | {"legal_kind": kind}), second_date=SECOND)
    assert draft.facts["legal_kind"] == kind.value
    said = [text.content for text in draft.texts if text.kind is TextKind.LEGAL_GROUND]
    assert said == [f"{kind.zh}《某法》第三条"]


def test_article_24_4_what_is_not_possible_may_rest_on_policy_as_well() -> None:
    draft = feed_back(replied_order(), Outcome.NOT_POSSIBLE, legal_ground="按现行补贴政策不符合条件")
    assert TextKind.LEGAL_GROUND in [text.kind for text in draft.texts]


def test_only_the_root_host_feeds_back_to_the_centre() -> None:
    life = received().dispatch(co_handlers=(OTHER,)).sign().sign(OTHER)
    with refuses("not_your_assignment"):
        life.act(clerk_of(OTHER), "feed_back", feedback.feed_back, result=feedback.Result(Outcome.DONE, "已修"))


def test_r53_while_the_feedback_lies_at_the_centre_the_units_limits_are_silent() -> None:
    life = handling_order().feed_back()
    for name in (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH):
        clock = life.clock(name)
        assert (clock.silent, clock.next_signal_at) == (True, None)
    assert life.clock(ClockName.CALLERS_DATE).next_signal_at is not None, "the caller's date is the centre's"


# ---- tracked orders --------------------------------------------------------------------------------------------------


def test_article_24_an_outcome_with_a_second_date_is_tracked_then_done_then_closed() -> None:
    life = tracked_order(second_date=SECOND)
    assert life.state is OrderState.TRACKED
    second = life.clock(ClockName.SECOND_DATE)
    assert (second.unit, second.due_at, second.silent) == (DEPARTMENT, at("2026-12-11"), False)
    finish = life.clocks(ClockName.FINISH)[0]
    assert (finish.end, finish.end_reason) == (ClockEnd.HANDED_ON, "second_date")
    with refuses("wrong_state"):
        life.close()
    life.now = at("2026-12-10T23:00")
    life.feed_back().examine()
    assert life.whole.feedback[2].on_time
    assert life.clocks(ClockName.SECOND_DATE)[0].end is ClockEnd.MET
    life.call_back().close()
    assert life.whole.order.closed_as is ClosedAs.DONE


def test_r53_a_tracked_order_is_fed_back_as_done_or_not_possible_only() -> None:
    life = tracked_order()
    for outcome in (Outcome.CONSTRAINED, Outcome.STATUTORY_LONGER, Outcome.EXTENDED):
        with refuses("final_outcome_only"):
            feed_back(life, outcome, measures="分期", **CITED, second_date=SECOND)
    feed_back(life, Outcome.NOT_POSSIBLE, legal_ground="某法第一条")
    assert life.whole.feedback[2].from_state is OrderState.TRACKED


def test_r53_a_missed_second_date_leaves_the_order_tracked_and_overdue() -> None:
    life = tracked_order(second_date=SECOND)
    life.now = at("2026-12-20T09:00")
    assert life.state is OrderState.TRACKED
    life.feed_back().examine().call_back().close()
    assert life.whole.feedback[2].on_time is False
    assert life.clocks(ClockName.SECOND_DATE)[0].end is ClockEnd.LATE
    assert life.whole.order.closed_as is ClosedAs.DONE


def test_r21_another_second_date_is_the_hotlines_decision_and_is_told() -> None:
    life = tracked_order(second_date=SECOND)
    new = dt.date(2026, 12, 31)
    with refuses("second_date_past"):
        life.act(CLERK, "change_promise", promises.change_promise, until=dt.date(2026, 11, 16), reason="缺件")
    life.act(CLERK, "change_promise", promises.change_promise, until=new, reason="缺件")
    with refuses("request_pending"):
        life.act(CLERK, "change_promise", promises.change_promise, until=new, reason="缺件")
    assert life.clock(ClockName.SECOND_DATE).due_at == at("2026-12-11"), "a request moves nothing"
    finding = {"overlay": life.overlay(OverlayKind.PROMISE_CHANGE).serial, "upheld": True, "reason": "属实"}
    with refuses("not_your_duty"):
        life.act(CLERK, "decide_promise_change", promises.decide_promise_change, **finding)
    draft = life.act(SUPERVISOR, "decide_promise_change", promises.decide_promise_change, **finding)
    assert life.clock(ClockName.SECOND_DATE).due_at == at("2027-01-01")
    assert life.whole.feedback[1].second_date == SECOND, "the first date stays in the indicator"
    assert ("promise_changed", 1) in [(row.template, row.caller) for row in draft.deliveries]


def test_r53_a_promise_can_be_changed_after_it_was_missed_and_refused_it_stands() -> None:
    life = tracked_order(second_date=SECOND)
    life.now = at("2026-12-14T09:00")
    life.act(CLERK, "change_promise", promises.change_promise, until=dt.date(2026, 12, 31), reason="缺件")
    finding = {"overlay": life.overlay(OverlayKind.PROMISE_CHANGE).serial, "upheld": False, "reason": "不属实"}
    life.act(SUPERVISOR, "decide_promise_change", promises.decide_promise_change, **finding)
    assert life.clock(ClockName.SECOND_DATE).due_at == at("2026-12-11")
    assert life.overlays(OverlayKind.PROMISE_CHANGE)[0].state is OverlayState.REFUSED


# ---- R18, R19, R52: extensions ---------------------------------------------------------------------------------------


def test_r19_an_extension_moves_the_finishing_date_alone() -> None:
    life = handling_order()
    extend(life)
    assert life.clock(ClockName.FINISH).due_at == at("2026-11-24"), "pending, it moves nothing"
    assert life.clock(ClockName.DECISION_PENDING).due_at == at("2026-11-18")
    decide_extension(life, upheld=True)
    assert life.clock(ClockName.FINISH).due_at == at("2026-12-01")
    assert life.clock(ClockName.FEED_BACK).due_at == life.clock(ClockName.REPLY).due_at == at("2026-11-24")
    assert life.clock(ClockName.CALLERS_DATE).due_at == at("2026-11-24")
    with refuses("extended_already"):
        extend(life)


def test_r18_refused_the_old_date_stands_also_when_it_has_passed_meanwhile() -> None:
    life = handling_order()
    life.now = at("2026-11-23T17:00")
    extend(life)
    life.now = at("2026-11-25T09:00")
    decide_extension(life, upheld=False)
    assert life.clock(ClockName.FINISH).due_at == at("2026-11-24")
    with refuses("extension_too_late"):
        extend(life)


@pytest.mark.parametrize(("days", "allowed"), [(0, False), (1, True), (10, True), (11, False)])
def test_r19_the_province_allows_ten_working_days_at_most(days: int, allowed: bool) -> None:
    life = handling_order()
    if allowed:
        extend(life, days)
        assert life.overlay(OverlayKind.EXTENSION).amount == days
    else:
        with refuses("extension_too_long"):
            extend(life, days)


def test_r52_an_extension_is_asked_before_the_due_moment() -> None:
    life = handling_order()
    life.now = at("2026-11-24")
    with refuses("extension_too_late"):
        extend(life)


def test_r52_extended_is_fed_back_by_the_fifth_day_and_tracked_like_outcome_three() -> None:
    life = replied_order()
    with refuses("extension_missing"):
        feed_back(life, Outcome.EXTENDED)
    extend(life)
    with refuses("extension_missing"):
        feed_back(life, Outcome.EXTENDED)
    decide_extension(life, upheld=True)
    life.now = at("2026-11-23T16:00")
    feed_back(life, Outcome.EXTENDED)
    assert life.whole.feedback[1].second_date == dt.date(2026, 11, 30)
    life.examine().call_back(told=True, solved=Solved.NO)
    assert life.state is OrderState.TRACKED
    assert life.whole.feedback[1].on_time
    assert life.clocks(ClockName.FEED_BACK)[0].end is ClockEnd.MET
    assert life.clock(ClockName.SECOND_DATE).due_at == at("2026-12-01")
    life.feed_back().examine().call_back().close()
    assert life.whole.order.closed_as is ClosedAs.DONE, "extended is never counted as one of the four"


def test_r52_an_extended_date_already_here_is_no_promise() -> None:
    life = replied_order()
    extend(life, 1)
    decide_extension(life, upheld=True)
    life.now = at("2026-11-24T09:00")
    with refuses("second_date_past"):
        feed_back(life, Outcome.EXTENDED)
    feed_back(life, Outcome.DONE)


def test_article_62_business_extensions_are_granted_by_the_head_of_the_agency_with_a_document() -> None:
    life = handling_order(kind=RequestType.COMPLAIN, subject_unit=OTHER, topic="2101", regimes=BUSINESS)
    head = staff(Role.UNIT_HEAD, DEPARTMENT)
    with refuses("head_of_agency_only"):
        extend(life, 10, document="延期审批表 6 号")
    with refuses("document_missing"):
        life.act(head, "extend", feedback.extend, amount_working_days=10, reason="复杂")
    draft = life.act(head, "extend", feedback.extend, amount_working_days=10, reason="复杂", document="审批表 6 号")
    assert life.clock(ClockName.FINISH).due_at == at("2026-12-08")
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-24")
    assert life.overlays(OverlayKind.EXTENSION)[0].state is OverlayState.UPHELD
    assert draft.articles == ("jinan_business_2022:62",)
    assert not [row for row in life.clocks(ClockName.DECISION_PENDING) if row.running]


def test_r1_r52_the_head_of_a_county_hotline_that_hosts_grants_the_extension() -> None:
    life = received(kind=RequestType.COMPLAIN, subject_unit=OTHER, topic="2101", regimes=BUSINESS)
    life.dispatch(COUNTY_HOTLINE)
    assert UnitKind.COUNTY_HOTLINE in OFFICES[Role.UNIT_HEAD]
    operator, head = staff(Role.COUNTY_OPERATOR, COUNTY_HOTLINE), staff(Role.UNIT_HEAD, COUNTY_HOTLINE)
    life.act(operator, "sign", handling.sign)
    said = {"amount_working_days": 10, "reason": "复杂", "document": "审批表 7 号"}
    with refuses("head_of_agency_only"):
        life.act(operator, "extend", feedback.extend, **said)
    life.act(head, "extend", feedback.extend, **said)
    assert life.clock(ClockName.FINISH).due_at == at("2026-12-08")


def test_r52_weifang_extends_and_feeds_back_by_the_finishing_limit() -> None:
    life = handling_order(regimes=WEIFANG).answer_everybody()
    extend(life)
    decide_extension(life, upheld=True)
    life.now = at("2026-11-30T20:00")
    life.feed_back().examine()
    assert life.whole.feedback[1].on_time
    assert life.clocks(ClockName.FINISH)[0].end is ClockEnd.MET


def test_r24_days_given_for_an_outage_are_no_extension() -> None:
    life = replied_order()
    finish = life.clock(ClockName.FINISH).serial
    shifted = {"clocks": (finish,), "amount_working_days": 2, "reason": "平台故障"}
    life.act(HEAD, "shift_clocks", clockwork.shift_clocks, **shifted)
    assert life.clock(ClockName.FINISH).due_at == at("2026-11-26")
    with refuses("extension_missing"):
        feed_back(life, Outcome.EXTENDED)
    extend(life)
    decide_extension(life, upheld=True)
    assert life.clock(ClockName.FINISH).due_at == at("2026-12-03"), "the days given before stay given"


def test_r62_a_final_feedback_makes_a_pending_extension_idle_and_another_leaves_it_pending() -> None:
    life = replied_order()
    extend(life)
    feed_back(life, Outcome.CONSTRAINED, measures="分期", second_date=SECOND)
    assert life.overlay(OverlayKind.EXTENSION).open
    decide_extension(life, upheld=False)
    life = replied_order()
    extend(life)
    feed_back(life, Outcome.DONE)
    assert life.overlays(OverlayKind.EXTENSION)[0].state is OverlayState.WITHDRAWN


def test_r52_a_new_host_may_ask_for_an_extension_of_its_own() -> None:
    life = handling_order()
    extend(life)
    decide_extension(life, upheld=True)
    life.act(staff(Role.ARBITER), "change_host", dispatching.change_host, unit=OTHER, reason="权属已查明")
    life.sign(OTHER)
    assert life.clock(ClockName.FINISH).due_at == at("2026-11-24")
    life.act(clerk_of(OTHER), "extend", feedback.extend, amount_working_days=3, reason="缺件")


def test_r9_extensions_are_decided_by_the_centre() -> None:
    life = handling_order()
    extend(life)
    with refuses("not_your_duty"):
        decide_extension(life, upheld=True, actor=DISPATCHER)
    decide_extension(life, upheld=True, actor=HEAD)


# ---- Art. 25: stop ---------------------------------------------------------------------------------------------------


def test_article_25_a_stop_needs_statement_explanation_and_the_earlier_order() -> None:
    for missing, code in (
        ({"statement": ""}, "statement_missing"),
        ({"explanation": " "}, "explanation_missing"),
        ({"earlier": None}, "earlier_order_missing"),
        ({"earlier": settled(ClosedAs.ANSWERED)}, "earlier_order_missing"),
        ({"earlier": settled(None)}, "earlier_order_missing"),
    ):
        with refuses(code):
            stop(handling_order(), **missing)


@pytest.mark.parametrize("ended", [ClosedAs.DONE, ClosedAs.NOT_POSSIBLE])
def test_r51_a_stop_is_a_feedback_of_its_own_kind(ended: ClosedAs) -> None:
    life = handling_order()
    stop(life, earlier=settled(ended))
    host = life.whole.assignment[1]
    assert (life.state, host.state, host.ended_at) == (OrderState.FED_BACK, AssignmentState.STOPPED, life.now)
    assert (life.whole.feedback[1].outcome, life.whole.order.earlier) == (Outcome.STOP, 7)
    assert life.clock(ClockName.FEED_BACK).silent
    for action, decision in (
        ("examine", examination.examine),
        ("return_for_correction", examination.return_for_correction),
        ("rehandle", examination.rehandle),
    ):
        with refuses("stop_is_judged"):
            life.act(EXAMINER, action, decision, **({} if action == "examine" else {"reason": "不全"}))


def test_r51_upheld_the_order_is_stopped_the_caller_told_and_nobody_calls_back() -> None:
    life = handling_order()
    made = life.now
    stop(life)
    life.now = at("2026-11-17T09:00")
    draft = uphold(life)
    order = life.whole.order
    assert (order.state, order.closed_as) == (OrderState.CLOSED, ClosedAs.STOPPED)
    assert (life.whole.feedback[1].end, life.whole.feedback[1].on_time) == (FeedbackEnd.PASSED, True)
    assert (life.caller().reply, life.caller().replied_at) == (ReplyState.MADE, made)
    assert "order_stopped" in [row.template for row in draft.deliveries]
    assert not life.clocks(ClockName.CALLBACK)
    ends = {row.name: row.end for row in life.whole.clock.values()}
    assert ends[ClockName.FEED_BACK] is ends[ClockName.REPLY] is ends[ClockName.CALLERS_DATE] is ClockEnd.MET


def test_r51_overturned_the_unit_works_on_and_the_old_date_stands() -> None:
    life = handling_order()
    due = life.clock(ClockName.FEED_BACK).due_at
    stop(life)
    overturn(life)
    host = life.whole.assignment[1]
    assert (life.state, host.state, host.ended_at) == (OrderState.HANDLING, AssignmentState.SIGNED, None)
    assert life.whole.feedback[1].end is FeedbackEnd.RETURNED
    clock = life.clock(ClockName.FEED_BACK)
    assert (clock.due_at, clock.silent, clock.next_signal) == (due, False, Signal.YELLOW_CARD)
    life.answer_everybody().feed_back().examine().call_back().close()
    assert life.whole.order.closed_as is ClosedAs.DONE


def test_r51_a_late_stop_is_late() -> None:
    life = handling_order()
    life.now = at("2026-11-24")
    stop(life)
    uphold(life)
    assert life.whole.feedback[1].on_time is False


@pytest.mark.parametrize(("regimes", "more"), [(WEIFANG, {"ground": REFUSES, "earlier": None}), (BEIJING, {})])
def test_r40_where_the_city_hotline_decides_a_stop_is_a_request_and_clocks_run(
    regimes: tuple[str, ...], more: dict[str, Any]
) -> None:
    life = handling_order(regimes=regimes)
    stop(life, **more)
    assert life.state is OrderState.FED_BACK
    assert not life.clock(ClockName.FINISH).silent
    assert life.clock(ClockName.FINISH).next_signal is Signal.YELLOW_CARD
    uphold(life)
    assert life.whole.order.closed_as is ClosedAs.STOPPED


@pytest.mark.parametrize("regimes", [JINAN, BEIJING])
def test_r51_whoever_decides_the_same_facts_need_an_earlier_order_that_settled_them(regimes: tuple[str, ...]) -> None:
    life = handling_order(regimes=regimes)
    with refuses("earlier_order_missing"):
        stop(life, earlier=None)
    stop(life)
    assert life.whole.order.earlier == 7


def test_r51_a_stop_rests_on_a_ground_of_the_regime_that_binds() -> None:
    with refuses("stop_ground_unknown"):
        stop(handling_order(), ground=REFUSES)
    with refuses("stop_ground_unknown"):
        stop(handling_order(regimes=WEIFANG))
    life = handling_order(regimes=WEIFANG)
    stop(life, ground=StopGround.NOT_ACCEPTABLE, earlier=None)
    assert life.whole.order.earlier is None


def test_r51_the_earlier_order_is_of_the_same_caller_or_of_the_same_topic_and_place() -> None:
    place = {"topic": "0901", "division": "370102001"}
    nobody: frozenset[int] = frozenset()
    stop(handling_order(**place), earlier=settled(callers=nobody, **place))
    stop(handling_order(**place), earlier=settled(callers=frozenset({999, PERSON})))
    for unlike in (
        settled(callers=frozenset({999})),
        settled(callers=nobody, topic="0901", division="370102002"),
        settled(callers=nobody, topic="0902", division="370102001"),
        settled(request_type=RequestType.TIP_OFF, **place),
    ):
        with refuses("earlier_order_unlike"):
            stop(handling_order(**place), earlier=unlike)
    with refuses("earlier_order_unlike"):
        stop(handling_order(), earlier=settled(callers=nobody))


def test_r51_a_stop_is_no_way_out_of_tracking_and_the_hosts_alone() -> None:
    life = tracked_order()
    with refuses("wrong_state"):
        stop(life)
    life = received().dispatch(co_handlers=(OTHER,)).sign().sign(OTHER)
    with refuses("not_your_assignment"):
        life.act(clerk_of(OTHER), "stop", stopping.stop, ground=SAME, statement="说明", explanation="解释")


def test_r51_a_reopened_order_may_be_stopped() -> None:
    life = fed_back_order().examine().call_back().close()
    again = {"cause": ReopenCause.CALLER_RETURNED, "reason": "来电人再次反映"}
    life.act(EXAMINER, "reopen", reopening.reopen, **again)
    stop(life, earlier=None)
    uphold(life)
    assert life.whole.order.closed_as is ClosedAs.STOPPED


def test_r51_a_round_of_rehandling_is_no_earlier_end() -> None:
    life = fed_back_order().examine().call_back(solved=Solved.NO)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="未修好")
    with refuses("earlier_order_missing"):
        stop(life, earlier=None)


def test_r31_r66_a_stop_is_not_upheld_over_a_contradiction_or_a_request() -> None:
    life = replied_order()
    life.act(CALLER, "contest", disputes.contest, caller=1, note="没有人联系过我。")
    stop(life)
    with refuses("requests_pending"):
        uphold(life)
    life.now = at("2026-11-18T10:00")
    finding = {"reply_stands": False, "untruth": False, "reason": "未能举证"}
    overlay = life.overlay(OverlayKind.CONTRADICTION).serial
    life.act(EXAMINER, "decide_contradiction", disputes.decide_contradiction, overlay=overlay, **finding)
    uphold(life)
    assert life.overlays(OverlayKind.CONTRADICTION)[0].state is OverlayState.UPHELD
    assert life.whole.order.closed_as is ClosedAs.STOPPED


def test_r58_who_could_not_be_reached_is_not_said_to_have_been_answered_by_a_stop() -> None:
    life = handling_order()
    for moment in ("2026-11-16T10:00", "2026-11-16T15:00", "2026-11-17T11:00"):
        life.now = at(moment)
        tried = {"caller": 1, "way": ReplyWay.BRIDGED_CALL, "content": "", "attempt": AttemptResult.NO_ANSWER}
        life.act(CLERK, "reply", replies.reply, **tried)
    assert life.caller().reply is ReplyState.UNREACHABLE
    stop(life)
    uphold(life)
    assert (life.caller().reply, life.caller().replied_at) == (ReplyState.UNREACHABLE, None)


FORBIDDING = """
[[rule]]
key = "stop"
value = "forbidden"
article = "R40"

[[rule]]
key = "send_back"
value = "forbidden"
article = "R6"
"""


def test_a_regime_may_forbid_stopping_and_sending_back() -> None:
    texts = regime_texts()["beijing_2021"].split('[[rule]]\nkey = "send_back"\n')
    text = texts[0] + texts[1].split("\n\n", 1)[1] + FORBIDDING
    life = received(SILENCE)
    life.policy = life.handling_policy = policy("beijing_2021", "national_2025", extra={"beijing_2021": text})
    life.dispatch().sign()
    with refuses("stop_forbidden"):
        stop(life)
    with refuses("send_back_forbidden"):
        life.act(CLERK, "send_back", handling.send_back, code=SendBackReason.OTHER, reason="不属职责")


def test_art_24_the_callback_of_an_outcome_with_a_second_date_asks_whether_it_was_told() -> None:
    life = replied_order(Wishes(person=PERSON)).feed_back(Outcome.CONSTRAINED, measures="分期", second_date=SECOND)
    life.examine()
    with refuses("told_missing"):
        life.call_back()
    talk = callback.Talk(told=True)
    life.act(CALLBACK_CLERK, "call_back", callback.call_back, caller=1, talk=talk)
    assert life.state is OrderState.TRACKED
