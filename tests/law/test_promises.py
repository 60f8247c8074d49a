"""Dates told to callers: who is told one, what a promise cites, where it goes with the order (R20, R21, R25, R53)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from lianxin.law.actors import SYSTEM, UnitDirectory
from lianxin.law.decisions import (
    callers,
    clockwork,
    dispatching,
    disputes,
    examination,
    feedback,
    handling,
    joining,
    promises,
    stopping,
    supervision,
)
from lianxin.law.decisions.intake import Intake, Wishes
from lianxin.law.draft import Draft
from lianxin.law.words import (
    Channel,
    ClockEnd,
    ClockName,
    ContactWay,
    LegalGroundKind,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    ReplyState,
    RequestType,
    SendBackReason,
    StopGround,
)
from tests.law.drafts import (
    CALLER,
    CLERK,
    COUNTY,
    COUNTY_DEPARTMENT,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    HEAD,
    OTHER,
    PERSON,
    SECOND_PERSON,
    SILENCE,
    STREET,
    SUB_UNIT,
    UNITS,
    UNPROVED,
    Life,
    clerk_of,
    fed_back_order,
    handling_order,
    received,
    refuses,
    replied_order,
    tracked_order,
)
from tests.law.rules import at

PROMISED = dt.date(2026, 12, 10)
DUE = at("2026-12-11")
WAIVED = Wishes(person=PERSON, reply_waived=True)
WEIFANG = ("weifang_2021", "shandong_2020", "national_2025")


def change_wishes(life: Life, **wishes: bool) -> Draft:
    return life.act(CALLER, "change_wishes", callers.change_wishes, caller=1, **wishes)


def recall(life: Life) -> Draft:
    return life.act(DISPATCHER, "recall", dispatching.recall, reason="经核实属他单位职责。")


def dispatch(life: Life, unit: int = OTHER) -> Draft:
    return life.act(DISPATCHER, "dispatch", dispatching.dispatch, unit=unit, transfer="请核实路灯情况。")


def change_host(life: Life, unit: int = OTHER) -> Draft:
    return life.act(DISPATCHER, "change_host", dispatching.change_host, unit=unit, reason="职责调整。")


def send_back(life: Life, unit: int) -> Draft:
    code = SendBackReason.NOT_OUR_DUTY
    return life.act(clerk_of(unit), "send_back", handling.send_back, code=code, reason="非我单位职责。")


def uphold_send_back(life: Life) -> Draft:
    request = life.overlay(OverlayKind.SEND_BACK).serial
    decide = dispatching.decide_send_back
    return life.act(DISPATCHER, "decide_send_back", decide, overlay=request, upheld=True, reason="理由成立。")


def instruct(life: Life, until: dt.date) -> Draft:
    return life.act(HEAD, "attach_instruction", supervision.attach_instruction, text="从速办理。", until=until)


def told(draft: Draft) -> list[str]:
    return [row.template for row in draft.deliveries if row.caller is not None]


# ---- who waits for a date (R20, R25) ---------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [WAIVED, SILENCE])
def test_r25_who_is_owed_no_reply_waits_for_no_date_that_could_pass(who: Wishes) -> None:
    life = handling_order(who)
    assert life.clocks(ClockName.CALLERS_DATE) == []
    life.now = at("2026-11-20T10:00")
    life.feed_back()
    life.now = at("2026-11-23T10:00")
    life.examine()
    life.now = at("2026-11-24T10:00")
    draft = life.draft(CALLER if who is WAIVED else EXAMINER, "rate")
    assert not disputes.reply_is_late(draft, life.caller()), "everybody kept their limits"
    assert life.overlays(OverlayKind.PROPOSAL) == []


def test_r25_a_reply_wanted_after_all_has_a_date_from_then_on_and_the_caller_is_told() -> None:
    life = handling_order()
    change_wishes(life, reply_waived=True)
    life.now = at("2026-11-18T09:00")
    draft = change_wishes(life, reply_waived=False)
    assert life.clock(ClockName.CALLERS_DATE).due_at == life.clock(ClockName.REPLY).due_at == at("2026-11-26")
    assert told(draft) == ["reply_promised"]


def test_r20_before_the_transfer_a_reply_wanted_after_all_waits_for_it() -> None:
    life = received(WAIVED)
    assert told(change_wishes(life, reply_waived=False)) == []
    life.dispatch()
    assert life.clock(ClockName.CALLERS_DATE).due_at == at("2026-11-24")


def test_r55_a_caller_who_waived_here_and_not_there_keeps_the_date_of_there() -> None:
    parent = handling_order(WAIVED)
    child = received(Wishes(person=PERSON), order=2).dispatch()
    parent.now = child.now = at("2026-11-18T10:00")
    drafts = [child.draft(DISPATCHER, "merge"), parent.draft(DISPATCHER, "merge")]
    joining.merge(drafts)
    child.keep("merge", drafts[0])
    parent.keep("merge", drafts[1])
    assert parent.caller().reply is ReplyState.OWED
    assert parent.clock(ClockName.CALLERS_DATE).due_at == at("2026-11-24")


def test_r56_who_waived_after_the_date_waits_for_none_in_a_part_split_off() -> None:
    life = handling_order()
    life.now = at("2026-11-25T10:00")
    change_wishes(life, reply_waived=True)
    what = Intake(request_type=RequestType.HELP, channel=Channel.PHONE, title="井盖", account="井盖缺失。")
    source = life.draft(DISPATCHER, "split")
    part = joining.split(source, 2, "20261116-00002-0", intake=what, callers=(1,), transfer="请核实井盖。")
    assert part.running(ClockName.CALLERS_DATE) == []


def test_r57_in_the_next_round_who_waived_is_still_told_no_date() -> None:
    life = fed_back_order(WAIVED)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="应办未办。")
    assert life.clocks(ClockName.CALLERS_DATE) == []


# ---- what a limit rests on (R21, R52, R53, R54) ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (
            Outcome.STATUTORY_LONGER,
            {"legal_kind": LegalGroundKind.LAW, "legal_title": "某法", "legal_article": "第十条"},
        ),
        (Outcome.CONSTRAINED, {"measures": "分期更换。"}),
    ],
)
def test_article_24_the_second_date_binds_by_the_last_paragraph(outcome: Outcome, said: dict[str, Any]) -> None:
    life = replied_order().feed_back(outcome, second_date=PROMISED, **said).examine()
    life.call_back(told=True)
    second = life.clock(ClockName.SECOND_DATE)
    assert (second.article, second.regime) == ("jinan_2018:24.2", "jinan_2018")


def test_r52_the_second_date_of_an_extension_rests_on_the_extension() -> None:
    life = replied_order()
    life.act(CLERK, "extend", feedback.extend, amount_working_days=5, reason="案情复杂。")
    request = life.overlay(OverlayKind.EXTENSION).serial
    decide = feedback.decide_extension
    life.act(EXAMINER, "decide_extension", decide, overlay=request, upheld=True, reason="同意。")
    life.feed_back(Outcome.EXTENDED).examine().call_back(told=True)
    assert life.clock(ClockName.SECOND_DATE).article == "shandong_2020"


def test_r54_the_inner_level_rests_on_the_centres_working_rules() -> None:
    life = handling_order()
    life.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请现场核实。")
    inner = life.clock(ClockName.INNER_LEVEL)
    assert (inner.article, inner.regime) == ("R54", "house_rules")


def test_r52_in_weifang_finishing_alone_carries_the_days_of_every_round() -> None:
    life = fed_back_order(regimes=WEIFANG)
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="应办未办。")
    running = {row.name for row in life.whole.clock.values() if row.running and row.unit == DEPARTMENT}
    assert running == {ClockName.FINISH}
    assert life.clock(ClockName.FINISH).article == "weifang_2021:20(1)"
    life.answer_everybody().feed_back().examine().call_back().close()


# ---- a promise goes with the order (R4, R8, R20, R21, R53) -----------------------------------------------------------


def test_r20_a_recalled_promise_waits_for_the_next_host() -> None:
    life = tracked_order()
    recall(life)
    (old,) = life.clocks(ClockName.SECOND_DATE)
    assert (old.end, old.end_reason) == (ClockEnd.HANDED_ON, "recalled")
    dispatch(life)
    second = life.clock(ClockName.SECOND_DATE)
    assert (second.due_at, second.until_date, second.unit, second.article) == (DUE, PROMISED, OTHER, old.article)


def test_r53_the_next_host_of_a_promise_finishes_or_asks_for_another_date() -> None:
    life = tracked_order()
    recall(life)
    dispatch(life)
    life.sign(OTHER)
    with refuses("final_outcome_only"):
        life.feed_back(Outcome.CONSTRAINED, unit=OTHER, measures="分期。", second_date=dt.date(2027, 3, 1))
    stopped = {"ground": StopGround.SAME_FACTS_AND_REASONS, "statement": "说明", "explanation": "解释"}
    with refuses("final_outcome_only"):
        life.act(clerk_of(OTHER), "stop", stopping.stop, **stopped)
    with refuses("final_outcome_only"):
        life.act(clerk_of(OTHER), "extend", feedback.extend, amount_working_days=5, reason="案情复杂。")
    later = dt.date(2026, 12, 31)
    life.act(clerk_of(OTHER), "change_promise", promises.change_promise, until=later, reason="材料未到。")
    request = life.overlay(OverlayKind.PROMISE_CHANGE).serial
    decide = promises.decide_promise_change
    draft = life.act(EXAMINER, "decide_promise_change", decide, overlay=request, upheld=True, reason="同意。")
    assert told(draft) == ["promise_changed"]
    assert life.clock(ClockName.SECOND_DATE).due_at == life.clock(ClockName.FEED_BACK).due_at == at("2027-01-01")
    life.feed_back(unit=OTHER).examine().call_back().close()
    assert [row.end for row in life.clocks(ClockName.SECOND_DATE)] == [ClockEnd.HANDED_ON, ClockEnd.MET]


def test_r20_its_own_five_days_and_never_less_than_the_promise() -> None:
    far = tracked_order()
    recall(far)
    dispatch(far)
    assert far.clock(ClockName.FEED_BACK).due_at == far.clock(ClockName.FINISH).due_at == DUE
    near = tracked_order(second_date=dt.date(2026, 11, 18))
    recall(near)
    dispatch(near)
    assert near.clock(ClockName.FEED_BACK).due_at == at("2026-11-24")
    assert near.clock(ClockName.SECOND_DATE).due_at == at("2026-11-19")


def test_r20_a_missed_promise_is_the_old_hosts_lateness_and_stays_overdue() -> None:
    life = tracked_order()
    life.now = at("2026-12-14T09:00")
    recall(life)
    dispatch(life)
    assert life.clocks(ClockName.SECOND_DATE)[0].end is ClockEnd.LATE
    assert life.clock(ClockName.SECOND_DATE).due_at == DUE


def test_r20_a_recalled_promise_goes_on_with_every_further_change_of_host() -> None:
    life = tracked_order()
    recall(life)
    dispatch(life)
    change_host(life, COUNTY)
    second = life.clock(ClockName.SECOND_DATE)
    assert (second.unit, second.due_at, life.state) == (COUNTY, DUE, OrderState.HANDLING)


def test_r49_an_upheld_send_back_of_a_tracked_order_leaves_the_promise_to_the_next_host() -> None:
    life = handling_order(WAIVED).feed_back(Outcome.CONSTRAINED, measures="分期。", second_date=PROMISED).examine()
    life.call_back(told=True)
    change_host(life)
    send_back(life, OTHER)
    uphold_send_back(life)
    assert life.clocks(ClockName.SECOND_DATE)[-1].end is ClockEnd.HANDED_ON
    dispatch(life, COUNTY)
    assert life.clock(ClockName.SECOND_DATE).due_at == DUE


def test_r22_a_new_round_has_a_fresh_limit_and_no_old_promise() -> None:
    life = tracked_order().feed_back().examine()
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="承诺未兑现。")
    assert not any(row.running for row in life.clocks(ClockName.SECOND_DATE))


def test_r4_callers_are_told_of_the_unit_that_follows_a_recall_or_a_send_back() -> None:
    life = tracked_order()
    recall(life)
    assert told(dispatch(life)) == ["host_changed"]
    other = received().dispatch()
    send_back(other, DEPARTMENT)
    uphold_send_back(other)
    assert told(dispatch(other)) == ["host_changed"]


def test_r21_without_a_promise_there_is_none_to_change() -> None:
    with refuses("no_promise"):
        handling_order().act(CLERK, "change_promise", promises.change_promise, until=PROMISED, reason="材料未到。")


# ---- a leader's instruction caps what comes later (R39) --------------------------------------------------------------


def test_r39_an_instruction_given_while_the_feedback_is_examined_caps_the_second_date() -> None:
    life = replied_order().feed_back(Outcome.CONSTRAINED, measures="分期。", second_date=PROMISED)
    instruct(life, dt.date(2026, 11, 20))
    life.examine().call_back(told=True)
    second = life.clock(ClockName.SECOND_DATE)
    assert (second.due_at, second.until_date) == (at("2026-11-21"), dt.date(2026, 11, 20))


def test_r39_another_host_is_bound_by_it_too() -> None:
    life = handling_order()
    instruct(life, dt.date(2026, 11, 19))
    life.now = at("2026-11-18T10:00")
    change_host(life)
    for name in (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH):
        assert life.clock(name).due_at == at("2026-11-20")


def test_r39_no_extension_goes_past_it() -> None:
    life = handling_order()
    instruct(life, dt.date(2026, 11, 19))
    with refuses("instruction_stands"):
        life.act(CLERK, "extend", feedback.extend, amount_working_days=5, reason="案情复杂。")
    asked = handling_order()
    asked.act(CLERK, "extend", feedback.extend, amount_working_days=5, reason="案情复杂。")
    instruct(asked, dt.date(2026, 11, 19))
    request = asked.overlay(OverlayKind.EXTENSION).serial
    decide = feedback.decide_extension
    asked.act(EXAMINER, "decide_extension", decide, overlay=request, upheld=True, reason="同意。")
    assert asked.clock(ClockName.FINISH).due_at == at("2026-11-20")


def test_r39_no_change_of_promise_goes_past_it() -> None:
    life = tracked_order()
    instruct(life, dt.date(2026, 12, 1))
    change = promises.change_promise
    life.act(CLERK, "change_promise", change, until=dt.date(2026, 12, 31), reason="材料未到。")
    request = life.overlay(OverlayKind.PROMISE_CHANGE).serial
    decide = promises.decide_promise_change
    life.act(EXAMINER, "decide_promise_change", decide, overlay=request, upheld=True, reason="同意。")
    assert life.clock(ClockName.SECOND_DATE).due_at == at("2026-12-02")


def test_r39_who_joins_later_is_told_the_nearer_date_unless_nobody_can_tell_them() -> None:
    life = handling_order()
    instruct(life, dt.date(2026, 11, 19))
    join = callers.add_caller
    life.act(DISPATCHER, "add_caller", join, wishes=Wishes(person=SECOND_PERSON), wish="同样。")
    silent = Wishes(person=503, contactable=False)
    life.act(DISPATCHER, "add_caller", join, wishes=silent, wish="同样。")
    dates = [life.clock(ClockName.CALLERS_DATE, caller=serial).due_at for serial in (2, 3)]
    assert dates == [at("2026-11-20"), at("2026-11-24")]


def test_r53_a_date_that_has_passed_leaves_a_new_round_its_fresh_limit() -> None:
    life = fed_back_order()
    instruct(life, dt.date(2026, 11, 19))
    life.now = at("2026-11-23T10:00")
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="应办未办。")
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-12-01")


# ---- units in being (R8) ---------------------------------------------------------------------------------------------


def with_unit(**fields: Any) -> UnitDirectory:
    return UnitDirectory(dict(UNITS.units) | {OTHER: dataclasses.replace(UNITS.units[OTHER], **fields)})


def test_r8_a_unit_ends_with_the_day_in_shanghai() -> None:
    life = received(units=with_unit(valid_until=dt.date(2026, 11, 17)))
    life.now = at("2026-11-17T01:00").astimezone(dt.UTC)
    with refuses("unit_ended"):
        dispatch(life)


def test_r8_a_unit_not_yet_founded_is_given_nothing() -> None:
    life = received(units=with_unit(valid_from=dt.date(2026, 11, 17)))
    with refuses("unit_not_yet"):
        dispatch(life)
    life.now = at("2026-11-17T01:00").astimezone(dt.UTC)
    dispatch(life)
    assert life.whole.order.host_unit == OTHER


# ---- a delegate's own request (R5, R62) ------------------------------------------------------------------------------


def two_delegates() -> Life:
    life = received().dispatch(COUNTY).sign(COUNTY)
    for unit in (STREET, COUNTY_DEPARTMENT):
        life.act(clerk_of(COUNTY), "delegate", handling.delegate, unit=unit, instruction="请现场核实。")
        life.sign(unit)
    return life


def contact(life: Life, unit: int) -> None:
    progress = handling.record_progress
    life.act(clerk_of(unit), "record_progress", progress, note="已联系。", contact=ContactWay.PHONE)


def test_r62_a_first_contact_withdraws_the_request_of_its_own_charge_alone() -> None:
    life = two_delegates()
    send_back(life, COUNTY_DEPARTMENT)
    contact(life, STREET)
    assert life.overlay(OverlayKind.SEND_BACK).open, "what another delegate asked still waits"


def test_r62_what_was_withdrawn_was_not_refused_and_may_be_asked_again() -> None:
    life = handling_order(SILENCE)
    send_back(life, DEPARTMENT)
    life.feed_back()
    assert life.overlays(OverlayKind.SEND_BACK)[0].state is OverlayState.WITHDRAWN
    life.act(EXAMINER, "return_for_correction", examination.return_for_correction, **UNPROVED)
    send_back(life, DEPARTMENT)
    assert life.overlay(OverlayKind.SEND_BACK).open


def test_r5_a_delegates_first_contact_withdraws_the_request_of_the_unit_above() -> None:
    life = received().dispatch(COUNTY).sign(COUNTY)
    send_back(life, COUNTY)
    life.act(clerk_of(COUNTY), "delegate", handling.delegate, unit=STREET, instruction="请现场核实。")
    life.sign(STREET)
    contact(life, STREET)
    assert life.overlays(OverlayKind.SEND_BACK)[0].state is OverlayState.WITHDRAWN


def test_r20_the_signal_of_a_waived_date_is_never_given() -> None:
    life = handling_order()
    serial = life.clock(ClockName.CALLERS_DATE).serial
    change_wishes(life, reply_waived=True)
    life.now = at("2026-11-24T10:00")
    with refuses("clock_unknown"):
        life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=serial)


# ---- what a caller who withdraws is told (R36, R50) ------------------------------------------------------------------


def withdraw(life: Life) -> None:
    life.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="不办了。")


def confirm_withdrawal(life: Life) -> list[str]:
    request = life.overlay(OverlayKind.WITHDRAWAL).serial
    decide = callers.decide_withdrawal
    return told(life.act(EXAMINER, "decide_withdrawal", decide, overlay=request, free=True, reason="自愿。"))


def test_r36_who_withdraws_a_matter_of_public_safety_is_told_that_it_goes_on() -> None:
    life = handling_order(public_safety=True)
    withdraw(life)
    assert confirm_withdrawal(life) == ["withdrawal_goes_on"]


def test_r50_who_withdraws_what_lies_at_the_centre_is_told_that_it_goes_on() -> None:
    life = replied_order()
    withdraw(life)
    life.feed_back()
    assert confirm_withdrawal(life) == ["withdrawal_goes_on"]


def test_r36_who_withdraws_what_then_ends_is_told_that_it_was_confirmed() -> None:
    life = handling_order()
    withdraw(life)
    assert confirm_withdrawal(life) == ["withdrawal_confirmed"]
