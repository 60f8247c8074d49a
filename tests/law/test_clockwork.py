"""What the system does by itself: signals, automatic signing, new calendars, outages, the archive."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin.access.notices import DESKS
from lianxin.law.actors import SYSTEM
from lianxin.law.calendar import CalendarYear, DayRule, WorkingCalendar
from lianxin.law.decisions import clockwork, disputes, examination, feedback, handling, secrecy, supervision
from lianxin.law.decisions.disputes import demand_explanation, explain
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.duties import BY_ACTION as DUTIES
from lianxin.law.words import (
    AssignmentState,
    ClockEnd,
    ClockName,
    Desk,
    EscalationStep,
    OrderState,
    OverlayKind,
    OverlayState,
    Role,
    Signal,
    SupervisionGround,
    SupervisionLevel,
    Urgency,
)
from tests.law.drafts import (
    AGENT,
    CALLER,
    CLERK,
    DEPARTMENT,
    EXAMINER,
    HEAD,
    PERSON,
    SHIFT_LEADER,
    SILENCE,
    SUB_UNIT,
    SUPERVISOR,
    UNPROVED,
    Life,
    closed_order,
    fed_back_order,
    handling_order,
    received,
    refuses,
    replied_order,
    tracked_order,
)
from tests.law.rules import at, calendar


def signal(life: Life, name: ClockName, moment: dt.datetime | None = None) -> Draft:
    """Gives the next signal of the limit at the moment it is due."""
    clock = life.clock(name)
    assert clock.next_signal_at is not None
    life.now = moment or clock.next_signal_at
    return life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=clock.serial)


def sent(draft: Draft) -> list[tuple[str, int | None, str | None]]:
    return [(row.template, row.unit, row.desk) for row in draft.deliveries if not row.recorded_only]


def recorded(draft: Draft) -> list[str]:
    return [row.template for row in draft.deliveries if row.recorded_only]


# ---- signals (R16) ---------------------------------------------------------------------------------------------------


def test_r16_yellow_then_overdue_then_red_each_at_its_moment() -> None:
    life = handling_order()
    draft = signal(life, ClockName.FEED_BACK)
    assert (life.now, sent(draft)) == (at("2026-11-20"), [("yellow_card", DEPARTMENT, None)])
    draft = signal(life, ClockName.FEED_BACK)
    assert (life.now, sent(draft), recorded(draft)) == (at("2026-11-24"), [], ["overdue"])
    assert life.clock(ClockName.FEED_BACK).next_signal is Signal.RED_CARD
    draft = signal(life, ClockName.FEED_BACK)
    assert (life.now, sent(draft)) == (at("2026-11-24"), [("red_card", DEPARTMENT, None)])
    assert life.clock(ClockName.FEED_BACK).next_signal is None
    assert life.clock(ClockName.FEED_BACK).running, "a limit ends by what it asks for, not by being late"


def test_a_signal_is_given_once_and_not_before_its_moment() -> None:
    life = handling_order()
    clock = life.clock(ClockName.FEED_BACK)
    life.now = at("2026-11-19T23:59")
    with refuses("no_signal_due"):
        life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=clock.serial)
    signal(life, ClockName.FEED_BACK)
    with refuses("no_signal_due"):
        life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=clock.serial)
    with refuses("clock_unknown"):
        life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=999)


def test_an_ended_limit_gives_no_signal() -> None:
    life = replied_order()
    (clock,) = life.clocks(ClockName.REPLY)
    life.now = at("2026-11-27")
    with refuses("clock_unknown"):
        life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=clock.serial)


def test_after_three_days_off_a_yellow_card_overtaken_by_red_is_recorded_not_sent() -> None:
    life = handling_order()
    back = at("2026-11-25T08:00")
    first, second, third = (signal(life, ClockName.FEED_BACK, back) for _ in range(3))
    assert (sent(first), recorded(first)) == ([], ["yellow_card"])
    assert recorded(second) == ["overdue"]
    assert sent(third) == [("red_card", DEPARTMENT, None)]


def test_the_facts_name_the_signal_so_that_it_is_recorded_exactly_once() -> None:
    life = handling_order()
    serial = life.clock(ClockName.FEED_BACK).serial
    facts = signal(life, ClockName.FEED_BACK).facts
    assert facts == {"clock": serial, "signal": "yellow_card", "due_at": "2026-11-24T00:00:00+08:00"}


def test_r1_the_unit_above_a_sub_unit_gets_its_cards() -> None:
    life = received().dispatch(SUB_UNIT)
    assert {unit for _, unit, _ in sent(signal(life, ClockName.FEED_BACK))} == {SUB_UNIT, DEPARTMENT}


def test_r16_other_limits_remind_and_the_centres_remind_its_desks() -> None:
    life = received()
    assert sent(signal(life, ClockName.DISPATCH)) == [("reminder", None, "dispatching")]
    assert sent(signal(life, ClockName.DISPATCH)) == [("overdue", None, "dispatching")]
    life = handling_order()
    life.act(CLERK, "extend", feedback.extend, amount_working_days=5, reason="需采购配件")
    assert sent(signal(life, ClockName.DECISION_PENDING)) == [("reminder", None, "examination")]
    life = handling_order()
    life.act(SHIFT_LEADER, "seal_content", secrecy.seal_content, reason="误录")
    assert sent(signal(life, ClockName.DECISION_PENDING)) == [("reminder", None, "head_of_centre")]


@pytest.mark.parametrize(
    ("request_kind", "decision"),
    [
        (OverlayKind.SEND_BACK, "decide_send_back"),
        (OverlayKind.HOST_CHANGE, "decide_host_change"),
        (OverlayKind.CO_HANDLING, "decide_co_handling"),
        (OverlayKind.EXTENSION, "decide_extension"),
        (OverlayKind.WITHDRAWAL, "decide_withdrawal"),
        (OverlayKind.REDIRECTION, "decide_redirection"),
        (OverlayKind.REOPENING, "decide_reopening"),
        (OverlayKind.REHANDLING, "decline_rehandling"),
        (OverlayKind.PROMISE_CHANGE, "decide_promise_change"),
        (OverlayKind.RECUSAL, "decide_recusal"),
        (OverlayKind.SEALING, "confirm_sealing"),
    ],
)
def test_r54_a_request_reminds_a_desk_whose_people_may_decide_it(request_kind: OverlayKind, decision: str) -> None:
    desk = Desk(clockwork.desk_for(ClockName.DECISION_PENDING, request_kind))
    at_it = {*DESKS[desk]} or {Role.HEAD_OF_CENTRE}
    assert at_it & {*DUTIES[decision].roles}


def test_r20_supervision_is_proposed_once_when_the_callers_date_passes() -> None:
    life = handling_order(Wishes(person=PERSON), SILENCE)
    life.now = at("2026-11-25")
    for clock in life.clocks(ClockName.CALLERS_DATE):
        for _ in range(2):
            life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=clock.serial)
    (proposal,) = life.overlays(OverlayKind.PROPOSAL)
    assert (proposal.code, proposal.unit) == ("callers_date_passed", DEPARTMENT)


def test_r53_while_the_feedback_lies_at_the_centre_the_units_limits_give_no_signal() -> None:
    life = fed_back_order()
    clock = life.clock(ClockName.FEED_BACK)
    assert (clock.silent, clock.next_signal_at) == (True, None)
    life.now = at("2026-11-24")
    with refuses("no_signal_due"):
        life.act(SYSTEM, "signal_clock", clockwork.signal_clock, clock=clock.serial)


@pytest.mark.parametrize(
    ("returned", "next_signal", "moment"),
    [
        ("2026-11-18T10:00", Signal.YELLOW_CARD, "2026-11-20"),
        ("2026-11-20T10:00", Signal.OVERDUE, "2026-11-24"),
        ("2026-11-27T10:00", Signal.RED_CARD, "2026-11-30"),
    ],
)
def test_r53_a_feedback_returned_after_the_old_date_gets_its_red_card_with_the_next_working_day(
    returned: str, next_signal: Signal, moment: str
) -> None:
    life = fed_back_order()
    life.now = at(returned)
    life.act(EXAMINER, "return_for_correction", examination.return_for_correction, **UNPROVED)
    clock = life.clock(ClockName.FEED_BACK)
    assert (clock.next_signal, clock.next_signal_at) == (next_signal, at(moment))


def test_r53_a_red_card_given_before_the_feedback_is_not_given_again() -> None:
    life = replied_order()
    for _ in range(3):
        signal(life, ClockName.FEED_BACK)
    life.feed_back()
    life.now = at("2026-11-27T10:00")
    life.act(EXAMINER, "return_for_correction", examination.return_for_correction, **UNPROVED)
    assert life.clock(ClockName.FEED_BACK).next_signal is None


# ---- automatic signing (R7) ------------------------------------------------------------------------------------------


def test_r7_what_nobody_signed_is_signed_at_the_limit_and_marked() -> None:
    life = received().dispatch()
    with refuses("sign_limit_runs"):
        life.act(SYSTEM, "sign_automatically", clockwork.sign_automatically, assignment=1)
    life.now = at("2026-11-20T03:00")
    life.act(SYSTEM, "sign_automatically", clockwork.sign_automatically, assignment=1)
    row = life.whole.assignment[1]
    assert (row.state, row.signed_automatically) == (AssignmentState.SIGNED, True)
    assert row.signed_at == at("2026-11-18"), "the lawful moment is the limit, however late the sweep"
    assert life.clocks(ClockName.SIGN)[0].end is ClockEnd.LATE
    with refuses("already_signed"):
        life.act(SYSTEM, "sign_automatically", clockwork.sign_automatically, assignment=1)
    life.answer_everybody()


def test_r7_a_critical_order_is_signed_after_half_an_hour() -> None:
    life = received(urgency=Urgency.CRITICAL).dispatch()
    life.now = at("2026-11-16T10:30")
    life.act(SYSTEM, "sign_automatically", clockwork.sign_automatically, assignment=1)


# ---- a new calendar (R23) --------------------------------------------------------------------------------------------


def with_day(day: str, *, working: bool) -> WorkingCalendar:
    """The calendar of 2026 with one day decided otherwise."""
    known = calendar(2026)
    changed = DayRule(dt.date.fromisoformat(day), working, "临时调整", "a late change")
    days = {**known.days, changed.date: changed}
    return WorkingCalendar.from_years([CalendarYear(2026, tuple(days.values()))])


def recompute(life: Life, new: WorkingCalendar) -> Draft:
    life.calendar = new
    return life.act(SYSTEM, "recompute_clocks", clockwork.recompute_clocks, calendar_version=new.version)


def test_r23_a_day_off_moves_running_limits_and_everyone_is_told() -> None:
    life = handling_order()
    draft = recompute(life, with_day("2026-11-19", working=False))
    for name in (ClockName.REPLY, ClockName.FEED_BACK, ClockName.FINISH, ClockName.CALLERS_DATE):
        assert life.clock(name).due_at == at("2026-11-25")
        assert life.clock(name).calendar == life.calendar.version
    assert {(row.unit, row.caller) for row in draft.deliveries} == {(DEPARTMENT, None), (None, 1)}
    assert life.clock(ClockName.FEED_BACK).next_signal_at == at("2026-11-23")


def test_r23_a_day_of_work_moves_limits_forward_while_they_lie_ahead() -> None:
    life = handling_order()
    recompute(life, with_day("2026-11-21", working=True))
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-22")


def test_r23_nothing_becomes_overdue_in_retrospect() -> None:
    life = handling_order()
    life.now = at("2026-11-23T12:00")
    draft = recompute(life, with_day("2026-11-21", working=True))
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-24")
    assert draft.deliveries == []


def test_r23_an_extension_is_counted_on_the_new_calendar_too() -> None:
    life = handling_order()
    life.act(CLERK, "extend", feedback.extend, amount_working_days=5, reason="需采购配件")
    overlay = life.overlay(OverlayKind.EXTENSION).serial
    life.act(EXAMINER, "decide_extension", feedback.decide_extension, overlay=overlay, upheld=True, reason="属实")
    assert life.clock(ClockName.FINISH).due_at == at("2026-12-01")
    recompute(life, with_day("2026-11-27", working=False))
    assert life.clock(ClockName.FINISH).due_at == at("2026-12-02")


def test_r21_a_date_that_was_promised_stays_whatever_the_calendar_says() -> None:
    life = tracked_order()
    recompute(life, with_day("2026-12-10", working=False))
    assert life.clock(ClockName.SECOND_DATE).due_at == at("2026-12-11")


def test_r23_a_year_without_data_is_provisional_until_its_notice_comes() -> None:
    life = received(now=at("2026-12-28T10:00")).dispatch()
    assert life.clock(ClockName.FEED_BACK).provisional
    assert life.clock(ClockName.FEED_BACK).due_at == at("2027-01-05")
    holiday = DayRule(dt.date(2027, 1, 1), False, "元旦", "New Year's Day")
    life.calendar = WorkingCalendar.from_years(
        [CalendarYear(2026, tuple(calendar(2026).days.values())), CalendarYear(2027, (holiday,))]
    )
    life.act(SYSTEM, "recompute_clocks", clockwork.recompute_clocks, calendar_version=life.calendar.version)
    assert not life.clock(ClockName.FEED_BACK).provisional
    assert life.clock(ClockName.FEED_BACK).due_at == at("2027-01-06")


def test_recomputing_twice_changes_nothing_and_is_refused() -> None:
    life = handling_order()
    new = with_day("2026-11-19", working=False)
    recompute(life, new)
    with refuses("nothing_changes"):
        recompute(life, new)
    with refuses("nothing_changes"):
        life.act(SYSTEM, "recompute_clocks", clockwork.recompute_clocks, calendar_version="another")


def test_r23_a_limit_is_recomputed_before_it_gives_a_signal() -> None:
    life = handling_order()
    life.calendar = with_day("2026-11-20", working=False)
    draft = signal(life, ClockName.FEED_BACK, at("2026-11-20"))
    assert "signal" not in draft.facts, "on the new calendar the yellow card lies ahead"
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-25")
    assert life.clock(ClockName.FEED_BACK).next_signal_at == at("2026-11-23")
    assert signal(life, ClockName.FEED_BACK).facts["due_at"] == "2026-11-25T00:00:00+08:00"


def test_r53_a_silent_limit_stays_silent_under_a_new_calendar() -> None:
    life = fed_back_order()
    recompute(life, with_day("2026-11-19", working=False))
    clock = life.clock(ClockName.FEED_BACK)
    assert (clock.due_at, clock.next_signal_at, clock.silent) == (at("2026-11-25"), None, True)


# ---- outages (R24) ---------------------------------------------------------------------------------------------------


def shift(life: Life, *clocks: int, days: int = 1) -> Draft:
    return life.act(
        HEAD, "shift_clocks", clockwork.shift_clocks, clocks=clocks, amount_working_days=days, reason="系统故障"
    )


def test_r24_by_decision_unit_limits_move_and_the_callers_date_does_not() -> None:
    life = handling_order()
    serials = [life.clock(name).serial for name in (ClockName.FEED_BACK, ClockName.FINISH)]
    draft = shift(life, *serials, days=2)
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-26")
    assert life.clock(ClockName.FINISH).due_at == at("2026-11-26")
    assert life.clock(ClockName.CALLERS_DATE).due_at == at("2026-11-24")
    assert life.overlays(OverlayKind.OUTAGE)[0].amount == 2
    assert {row.unit for row in draft.deliveries} == {DEPARTMENT}


def test_r24_only_limits_of_units_move_and_only_forward() -> None:
    life = handling_order()
    with refuses("unit_clocks_only"):
        shift(life, life.clock(ClockName.CALLERS_DATE).serial)
    with refuses("amount_invalid"):
        shift(life, life.clock(ClockName.FEED_BACK).serial, days=0)
    with refuses("clock_unknown"):
        shift(life)


def test_r24_a_shift_survives_a_new_calendar() -> None:
    life = handling_order()
    shift(life, life.clock(ClockName.FEED_BACK).serial)
    recompute(life, with_day("2026-11-19", working=False))
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-26")


def test_r24_a_promised_date_is_shifted_as_a_date() -> None:
    life = tracked_order()
    shift(life, life.clock(ClockName.SECOND_DATE).serial)
    clock = life.clock(ClockName.SECOND_DATE)
    assert (clock.due_at, clock.until_date) == (at("2026-12-12"), dt.date(2026, 12, 11))


# ---- the archive (R66) -----------------------------------------------------------------------------------------------


def archive(life: Life) -> Draft:
    return life.act(SYSTEM, "archive", clockwork.archive)


def test_r66_an_order_is_archived_on_day_31() -> None:
    life = closed_order()
    life.now = at("2026-12-16T23:59")
    with refuses("archive_too_early"):
        archive(life)
    life.now = at("2026-12-17T00:00")
    archive(life)
    assert (life.state, life.whole.order.archived_at) == (OrderState.ARCHIVED, life.now)


def test_r66_what_is_owed_keeps_an_order_from_the_archive() -> None:
    life = closed_order()
    life.now = at("2026-12-18T10:00")
    life.act(CALLER, "demand_explanation", demand_explanation, caller=1, text="请说明")
    order = {"level": SupervisionLevel.CITY, "ground": SupervisionGround.OTHER, "reason": "重点督办"}
    life.act(SUPERVISOR, "supervise", supervision.supervise, **order)
    life.act(CALLER, "object", disputes.object, caller=1, text="不认可")
    with refuses("archive_pending"):
        archive(life)
    for serial, row in list(life.whole.overlay.items()):
        if row.kind is OverlayKind.SUPERVISION:
            answer = supervision.answer_supervision
            life.act(CLERK, "answer_supervision", answer, overlay=serial, text="已整改")
        else:
            life.act(CLERK, "explain", explain, overlay=serial, text="已说明")
    archive(life)


def test_what_lies_over_an_order_without_an_answer_ends_with_the_archive() -> None:
    life = handling_order()
    life.act(SUPERVISOR, "escalate", supervision.escalate, step=EscalationStep.GENERAL_OFFICE, reason="协调未果")
    life.act(AGENT, "report_risk", supervision.report_risk, note="路口较暗")
    life.answer_everybody().feed_back().examine().call_back().close()
    life.now = at("2026-12-18T10:00")
    archive(life)
    assert {row.state for row in life.whole.overlay.values()} == {OverlayState.ENDED}
    assert not any(row.running for row in life.whole.clock.values())


def test_an_open_order_is_not_archived() -> None:
    with refuses("wrong_state"):
        archive(handling_order())


def test_a_delegate_that_never_signs_is_signed_for_like_a_host() -> None:
    life = handling_order()
    life.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请现场查看")
    life.now = at("2026-11-18")
    life.act(SYSTEM, "sign_automatically", clockwork.sign_automatically, assignment=2)
    assert life.whole.assignment[2].signed_automatically
