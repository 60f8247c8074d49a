"""Several matters in one order, or one matter in several (R26, R55, R56)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lianxin.law.actors import Actor
from lianxin.law.decisions import callers, conflict, dispatching, disputes, examination, handling, joining
from lianxin.law.decisions.intake import Intake, Wishes
from lianxin.law.words import (
    AssignmentState,
    Channel,
    ClockEnd,
    ClockName,
    ClosedAs,
    OrderState,
    OverlayKind,
    OverlayState,
    ReplyState,
    RequestType,
)
from tests.law.drafts import (
    AGENT,
    CALLER,
    CLERK,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    HEAD,
    OTHER,
    PERSON,
    SECOND_CALLER,
    SECOND_PERSON,
    SHIFT_LEADER,
    STREET,
    SUB_UNIT,
    UNPROVED,
    Life,
    closed_order,
    fed_back_order,
    handling_order,
    received,
    refuses,
    tip_off,
    tracked_order,
)
from tests.law.rules import at

SECOND = Wishes(person=SECOND_PERSON)


def part_of(life: Life, **fields: Any) -> Life:
    """The order that a split brings forth; the source keeps its own event."""
    given = {"callers": (1,), "transfer": "请修井盖。", "kind": RequestType.HELP} | fields
    kind, people, transfer = given.pop("kind"), given.pop("callers"), given.pop("transfer")
    what = Intake(request_type=kind, channel=Channel.PHONE, title="井盖破损", account="路口井盖破损。", **given)
    source = life.draft(DISPATCHER, "split")
    part = joining.split(source, 2, "20261116-00002-0", intake=what, callers=people, transfer=transfer)
    life.keep("split", source)
    born = Life(part, "split")
    born.now = life.now
    return born


def together(action: str, child: Life, parent: Life, actor: Actor = DISPATCHER) -> None:
    """Carries out one act on two orders."""
    decide: Callable[..., None] = joining.merge if action == "merge" else joining.unmerge
    drafts = (child.draft(actor, action), parent.draft(actor, action))
    decide(drafts)
    child.keep(action, drafts[0])
    parent.keep(action, drafts[1])


def merge(child: Life, parent: Life, actor: Actor = DISPATCHER) -> None:
    together("merge", child, parent, actor)


def unmerge(child: Life, parent: Life) -> None:
    together("unmerge", child, parent)


def second_order(*people: Wishes, now: str = "2026-11-18T09:00", **fields: Any) -> Life:
    """A later order of another caller."""
    return received(*(people or (SECOND,)), order=2, now=at(now), **fields)


# ---- split (R26, R56) ------------------------------------------------------------------------------------------------


def test_r56_before_the_transfer_a_part_waits_as_its_source_does() -> None:
    life = received()
    part = part_of(life)
    assert part.state is OrderState.REGISTERED
    assert (part.whole.order.split_from, part.whole.order.number) == (1, "20261116-00002-0")
    assert part.clock(ClockName.DISPATCH).due_at == life.clock(ClockName.DISPATCH).due_at
    part.dispatch(OTHER).sign(OTHER)


def test_r56_after_the_transfer_the_part_has_unit_limits_of_its_own_and_its_callers_keep_their_date() -> None:
    life = handling_order()
    life.now = at("2026-11-19T09:00")
    part = part_of(life)
    assert (part.state, part.whole.order.host_unit) == (OrderState.HANDLING, DEPARTMENT)
    assert part.whole.assignment[1].state is AssignmentState.OFFERED
    assert part.clock(ClockName.FEED_BACK).due_at == at("2026-11-27")
    assert part.clock(ClockName.CALLERS_DATE).due_at == at("2026-11-24")
    assert life.clock(ClockName.FEED_BACK).due_at == at("2026-11-24"), "the source is untouched"
    part.sign().answer_everybody().feed_back().examine().call_back().close()


def test_r56_after_the_transfer_the_part_needs_a_text_for_the_unit() -> None:
    with refuses("transfer_missing"):
        part_of(handling_order(), transfer=" ")


def test_r10_a_part_that_is_a_tip_off_about_the_host_waits_for_another_unit() -> None:
    part = part_of(handling_order(), kind=RequestType.TIP_OFF, subject_unit=DEPARTMENT)
    assert part.state is OrderState.DISPATCHING
    assert part.clock(ClockName.DISPATCH).running
    assert not part.whole.assignment
    part.dispatch(OTHER)


def test_r44_the_caller_of_a_tip_off_stays_secret_in_its_parts() -> None:
    part = part_of(tip_off(about=STREET).dispatch())
    assert part.whole.order.request_type is RequestType.HELP
    assert part.whole.order.secret


def test_r69_the_part_keeps_the_rules_of_its_source() -> None:
    life = handling_order()
    part = part_of(life)
    source = life.whole.order
    assert part.whole.order.regime_at_transfer == source.regime_at_transfer
    assert part.whole.order.transferred_at == source.transferred_at


def test_r27_wishes_go_with_the_caller() -> None:
    life = handling_order(Wishes(person=PERSON, reply_waived=True, text_only=True), SECOND)
    part = part_of(life, callers=(1,))
    assert (part.caller().reply, part.caller().text_only) == (ReplyState.WAIVED, True)
    assert len(part.whole.caller) == 1


def test_r26_a_part_has_a_caller_and_a_subject_like_every_order() -> None:
    with refuses("caller_missing"):
        part_of(handling_order(), callers=())
    with refuses("caller_unknown"):
        part_of(handling_order(), callers=(7,))
    with refuses("subject_required"):
        part_of(handling_order(), kind=RequestType.COMPLAIN)


@pytest.mark.parametrize("order", [fed_back_order, closed_order, tracked_order])
def test_r56_later_nothing_is_split(order: Callable[..., Life]) -> None:
    with refuses("wrong_state"):
        part_of(order())


# ---- merge (R27, R55) ------------------------------------------------------------------------------------------------


def test_r55_a_joined_caller_has_five_working_days_and_an_answer_of_their_own() -> None:
    parent, child = handling_order(), second_order()
    parent.now = child.now = at("2026-11-18T10:00")
    merge(child, parent)
    assert (child.state, child.whole.order.closed_as) == (OrderState.CLOSED, ClosedAs.MERGED)
    assert child.whole.order.merged_into == 1
    joined = parent.caller(2)
    assert (joined.person, joined.from_order, joined.reply) == (SECOND_PERSON, 2, ReplyState.OWED)
    assert parent.clock(ClockName.CALLERS_DATE, caller=2).due_at == at("2026-11-26")
    assert parent.clock(ClockName.REPLY, caller=2).due_at == at("2026-11-26")
    assert parent.clock(ClockName.FEED_BACK).due_at == at("2026-11-24"), "the feedback does not move"
    parent.answer_everybody().feed_back().examine().call_back(1)
    with refuses("callback_incomplete"):
        parent.close()
    parent.call_back(2).close()


def test_r55_a_caller_whose_order_was_transferred_keeps_the_date() -> None:
    parent, child = handling_order(), second_order(now="2026-11-17T09:00").dispatch(OTHER).sign(OTHER)
    parent.now = child.now = at("2026-11-19T10:00")
    merge(child, parent)
    assert parent.clock(ClockName.CALLERS_DATE, caller=2).due_at == at("2026-11-25")
    reply = parent.clock(ClockName.REPLY, caller=2)
    assert (reply.due_at, reply.unit, reply.assignment) == (at("2026-11-25"), DEPARTMENT, 1)
    assert child.whole.assignment[1].state is AssignmentState.RECALLED
    assert {row.end for row in child.whole.clock.values() if row.name is ClockName.FEED_BACK} == {ClockEnd.CANCELLED}
    assert not any(row.running for row in child.whole.clock.values())


def test_r55_the_parent_is_the_earlier_transferred_order() -> None:
    early, late = handling_order(), second_order().dispatch(OTHER)
    with refuses("parent_must_be_earlier"):
        merge(early, late)
    waiting = received(SECOND, order=3, now=at("2026-11-18T09:00"))
    with refuses("parent_must_be_earlier"):
        merge(late, waiting)


def test_before_any_transfer_the_parent_is_the_order_received_first() -> None:
    first, second = received(), second_order(now="2026-11-16T11:00")
    with refuses("parent_must_be_earlier"):
        merge(first, second)
    merge(second, first)
    assert first.clocks(ClockName.CALLERS_DATE) == []
    first.dispatch()
    assert first.clock(ClockName.CALLERS_DATE, caller=2).due_at == at("2026-11-24")


def test_r55_a_tip_off_is_never_merged_with_another_type() -> None:
    with refuses("tip_off_apart"):
        merge(second_order(kind=RequestType.TIP_OFF, subject_unit=STREET), handling_order())
    with refuses("tip_off_apart"):
        merge(second_order(), tip_off(about=STREET).dispatch())


def test_r55_a_parent_with_a_unit_barred_for_the_child_is_refused() -> None:
    parent = tip_off(about=STREET).dispatch().sign()
    parent.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请核查")
    child = second_order(kind=RequestType.TIP_OFF, subject_unit=SUB_UNIT)
    with refuses("merge_barred"):
        merge(child, parent)


def test_article_32_what_is_barred_for_the_child_stays_barred_on_the_parent() -> None:
    parent = tip_off(about=STREET).dispatch()
    with refuses("merge_barred"):
        merge(second_order(kind=RequestType.TIP_OFF, subject_unit=OTHER), parent)
    child = second_order(kind=RequestType.TIP_OFF, subject_unit=STREET)
    demand = {"caller": 1, "reason": "系亲属", "unit": OTHER}
    child.act(AGENT, "demand_recusal", conflict.demand_recusal, **demand)
    with refuses("requests_pending"):
        merge(child, parent)
    child.act(HEAD, "decide_recusal", conflict.decide_recusal, overlay=1, upheld=True, reason="属实")
    merge(child, parent)
    with refuses("barred_unit"):
        parent.act(DISPATCHER, "change_host", dispatching.change_host, unit=OTHER, reason="另行安排")


def test_who_declared_an_interest_in_the_child_is_kept_from_the_parent() -> None:
    parent, child = handling_order(), second_order()
    child.act(DISPATCHER, "declare_interest", conflict.declare_interest, reason="系亲属")
    other_dispatcher = Actor(role=DISPATCHER.role, staff=8_888, unit=DISPATCHER.unit)
    merge(child, parent, other_dispatcher)
    with refuses("interest_declared"):
        parent.act(DISPATCHER, "recall", dispatching.recall, reason="另行安排")


def test_one_person_with_two_orders_stays_one_caller_with_the_stricter_wishes() -> None:
    parent = handling_order(Wishes(person=PERSON, reply_waived=True))
    child = second_order(Wishes(person=PERSON, secret=True))
    merge(child, parent)
    assert len(parent.whole.caller) == 1
    assert (parent.caller().secret, parent.caller().reply) == (True, ReplyState.OWED)
    assert parent.clock(ClockName.REPLY).running


def test_a_pending_withdrawal_is_decided_before_merging() -> None:
    child = second_order()
    child.act(AGENT, "withdraw", callers.withdraw, caller=1, reason="已解决")
    with refuses("requests_pending"):
        merge(child, handling_order())


def test_an_order_is_not_merged_with_itself() -> None:
    life = handling_order()
    with refuses("merge_with_itself"):
        merge(life, life)


@pytest.mark.parametrize("order", [fed_back_order, tracked_order, closed_order])
def test_r55_a_parent_is_still_being_handled(order: Callable[..., Life]) -> None:
    with refuses("wrong_state"):
        merge(second_order(), order())


def test_r36_public_safety_of_the_child_binds_the_parent() -> None:
    parent = handling_order()
    merge(second_order(public_safety=True), parent)
    assert parent.whole.order.public_safety


def test_r9_staff_who_only_receive_do_not_merge() -> None:
    with refuses("not_your_duty"):
        merge(second_order(), handling_order(), SHIFT_LEADER)


# ---- unmerge (R55) ---------------------------------------------------------------------------------------------------


def merged(*, transferred: bool) -> tuple[Life, Life]:
    parent = handling_order()
    child = second_order(now="2026-11-17T09:00")
    if transferred:
        child.dispatch(OTHER)
    parent.now = child.now = at("2026-11-18T10:00")
    merge(child, parent)
    return child, parent


@pytest.mark.parametrize(("transferred", "date"), [(True, "2026-11-25"), (False, "2026-11-26")])
def test_r55_unmerged_the_child_waits_for_a_unit_and_dates_stay(transferred: bool, date: str) -> None:
    child, parent = merged(transferred=transferred)
    child.now = parent.now = at("2026-11-19T10:00")
    unmerge(child, parent)
    assert (child.state, child.whole.order.closed_as, child.whole.order.merged_into) == (
        OrderState.DISPATCHING,
        None,
        None,
    )
    assert child.clock(ClockName.CALLERS_DATE).due_at == at(date)
    assert parent.caller(2).withdrawn
    assert not any(row.running for row in parent.whole.clock.values() if row.caller == 2)
    child.dispatch(OTHER)
    assert child.clock(ClockName.CALLERS_DATE).due_at == at(date), "the next transfer does not move it (R20)"
    assert child.clock(ClockName.FEED_BACK).due_at == at("2026-11-27")
    parent.answer_everybody().feed_back().examine().call_back(1).close()


@pytest.mark.parametrize("transferred", [True, False])
def test_r25_who_waived_the_reply_while_merged_waits_for_no_date_afterwards(transferred: bool) -> None:
    child, parent = merged(transferred=transferred)
    child.act(SECOND_CALLER, "change_wishes", callers.change_wishes, caller=1, reply_waived=True)
    unmerge(child, parent)
    assert child.caller(1).reply is ReplyState.WAIVED
    child.dispatch(OTHER)
    assert not any(row.running for row in child.whole.clock.values() if row.name is ClockName.CALLERS_DATE)


def test_r31_a_reply_in_dispute_when_its_order_was_merged_is_owed_afterwards() -> None:
    parent = handling_order()
    child = second_order(now="2026-11-17T09:00").dispatch(OTHER)
    child.sign(OTHER).answer_everybody(OTHER)
    child.act(SECOND_CALLER, "contest", disputes.contest, caller=1, note="没有人联系过我。")
    assert child.caller(1).reply is ReplyState.CONTESTED
    parent.now = child.now
    merge(child, parent)
    unmerge(child, parent)
    assert (child.caller(1).reply, child.caller(1).replied_at) == (ReplyState.OWED, None)
    assert child.clock(ClockName.CALLERS_DATE).due_at == at("2026-11-25"), "the date the caller was told stays (R20)"


def test_r55_an_anonymous_guest_gets_its_date_back_too() -> None:
    parent, child = handling_order(), second_order(Wishes(anonymous=True), SECOND)
    parent.now = child.now = at("2026-11-18T10:00")
    merge(child, parent)
    unmerge(child, parent)
    assert [child.clock(ClockName.CALLERS_DATE, caller=serial).due_at for serial in (1, 2)] == [at("2026-11-26")] * 2


def test_r55_once_the_parent_was_fed_back_it_is_too_late() -> None:
    child, parent = merged(transferred=False)
    parent.answer_everybody().feed_back()
    with refuses("wrong_state"):
        unmerge(child, parent)
    parent.act(EXAMINER, "return_for_correction", examination.return_for_correction, **UNPROVED)
    with refuses("parent_fed_back"):
        unmerge(child, parent)


def test_only_what_was_merged_here_is_unmerged() -> None:
    child, _ = merged(transferred=False)
    with refuses("not_merged_here"):
        unmerge(child, received(order=3))
    with refuses("not_merged_here"):
        unmerge(second_order(), handling_order())


def test_an_order_is_not_left_without_a_caller() -> None:
    child, parent = merged(transferred=False)
    parent.act(CALLER, "withdraw", callers.withdraw, caller=1, reason="已解决")
    serial = parent.overlay(OverlayKind.WITHDRAWAL).serial
    parent.act(EXAMINER, "decide_withdrawal", callers.decide_withdrawal, overlay=serial, free=True, reason="属实")
    with refuses("last_caller"):
        unmerge(child, parent)


def test_a_guests_open_matters_on_the_parent_end_with_the_unmerging() -> None:
    child, parent = merged(transferred=False)
    parent.act(AGENT, "withdraw", callers.withdraw, caller=2, reason="已解决")
    unmerge(child, parent)
    assert parent.overlays(OverlayKind.WITHDRAWAL)[0].state is OverlayState.WITHDRAWN
    assert not parent.clocks(ClockName.DECISION_PENDING)[0].running
