"""Nobody suffers for having called: a report goes a way of its own, past whoever it accuses (Art. 41, R48)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianxin.law.actors import Actor
from lianxin.law.decisions import conflict, dispatching, retaliation, secrecy
from lianxin.law.decisions.clockwork import may_archive
from lianxin.law.decisions.conflict import Correction
from lianxin.law.decisions.retaliation import Report
from lianxin.law.draft import Draft
from lianxin.law.visibility import Audience, Part, audience, sees
from lianxin.law.words import (
    ClockName,
    OrderState,
    OverlayKind,
    OverlayState,
    RequestType,
    Role,
    TextKind,
)
from tests.law.drafts import (
    AGENT,
    CALLER,
    CLERK,
    DEPARTMENT,
    DISPATCHER,
    HEAD,
    HOTLINE,
    OFFICE,
    OTHER,
    SECOND_CALLER,
    SUB_UNIT,
    Life,
    clerk_of,
    closed_order,
    handling_order,
    received,
    refuses,
    staff,
)

SUPERVISOR = staff(Role.SUPERVISOR)
ACCOUNT = "来电后当晚被威胁不得再打热线。"


def told_by(life: Life, actor: Actor = AGENT, caller: int = 1, said: Report | None = None) -> Draft:
    """The tip-off that a report makes of an order; the order itself is left as it is."""
    source = life.draft(actor, "report_retaliation")
    said = said or Report(ACCOUNT, unit=DEPARTMENT)
    made = retaliation.report_retaliation(source, 2, "20261116-00002-0", caller=caller, said=said)
    assert source.finish() == (life.whole, {}), "the order that was the cause bears no trace"
    return made


def report(life: Life, actor: Actor = AGENT, caller: int = 1, said: Report | None = None) -> Life:
    """Like `told_by`, as an order to go on with."""
    born = Life(told_by(life, actor, caller, said), "report_retaliation")
    born.now = life.now
    return born


def reads_as(life: Life, actor: Actor) -> Audience:
    return audience(Draft.of(life.whole, life.around(actor)))


def decide(life: Life, actor: Actor = SUPERVISOR, **given: Any) -> Draft:
    finding = {"overlay": 1, "found": True, "reason": "通话录音为证", "body": "监察机关"} | given
    return life.act(actor, "decide_retaliation", retaliation.decide_retaliation, **finding)


# ---- the report ------------------------------------------------------------------------------------------------------


def test_art_41_a_report_is_a_tip_off_of_its_own_with_a_flag() -> None:
    born = report(handling_order())
    order = born.whole.order
    assert (order.state, order.request_type, order.accusation) == (OrderState.REGISTERED, RequestType.TIP_OFF, True)
    assert (order.subject_unit, order.earlier, order.split_from) == (DEPARTMENT, None, None)
    assert born.overlay(OverlayKind.RETALIATION).state is OverlayState.OPEN
    assert born.clock(ClockName.DISPATCH).running
    caller = born.whole.caller[1]
    assert (caller.person, caller.secret) == (handling_order().whole.caller[1].person, True)


def test_r48_it_lies_before_the_supervisor_and_the_head_of_the_centre() -> None:
    made = told_by(handling_order())
    told = [(row.template, row.desk) for row in made.deliveries if row.desk is not None]
    assert told == [("retaliation_reported", "supervision"), ("retaliation_reported", "head_of_centre")]
    assert all(row.unit is None for row in made.deliveries)


@pytest.mark.parametrize("actor", [CLERK, clerk_of(SUB_UNIT)])
def test_r10_the_accused_and_those_below_neither_see_nor_handle_it(actor: Actor) -> None:
    born = report(handling_order())
    assert reads_as(born, actor) is Audience.NOBODY
    assert actor.unit is not None
    with refuses("barred_unit"):
        born.act(DISPATCHER, "dispatch", dispatching.dispatch, unit=actor.unit, transfer="请核实。")


def test_r44_who_handles_it_learns_neither_who_called_nor_which_order_it_was() -> None:
    life = handling_order()
    made = told_by(life)
    open_texts = [text.content for text in made.texts if not text.private]
    assert not any(life.whole.order.number in text or ACCOUNT in text for text in open_texts)
    account = next(text for text in made.texts if text.kind is TextKind.ACCOUNT)
    assert life.whole.order.number in account.content
    born = report(handling_order())
    born.act(DISPATCHER, "dispatch", dispatching.dispatch, unit=OTHER, transfer="请核实是否有打击报复情形。")
    handler = Draft.of(born.whole, born.around(clerk_of(OTHER)))
    assert audience(handler) is Audience.HOST_CHAIN
    assert not sees(handler, Part.IDENTITY)


def test_art_41_also_long_after_the_end_and_by_the_callers_own_word() -> None:
    assert report(closed_order(), CALLER).whole.order.state is OrderState.REGISTERED


def test_art_41_a_person_alone_may_be_accused_but_somebody_must_be() -> None:
    assert report(received(), said=Report(ACCOUNT, person="某科长")).whole.order.subject_named
    with refuses("subject_required"):
        report(received(), said=Report(ACCOUNT))
    with refuses("unit_unknown"):
        report(received(), said=Report(ACCOUNT, unit=999))
    with refuses("account_missing"):
        report(received(), said=Report(" ", unit=DEPARTMENT))
    with refuses("caller_unknown"):
        report(received(), caller=9)


def test_r27_a_caller_speaks_for_nobody_else() -> None:
    with refuses("not_your_duty"):
        report(handling_order(), SECOND_CALLER)
    with refuses("not_your_duty"):
        report(handling_order(), CLERK)


# ---- what is found ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("found", "state"), [(True, OverlayState.UPHELD), (False, OverlayState.REFUSED)])
def test_art_41_the_supervisor_records_what_was_found(found: bool, state: OverlayState) -> None:
    born = report(handling_order())
    draft = decide(born, found=found)
    assert born.whole.overlay[1].state is state
    assert draft.facts["found"] is found
    assert all(text.private for text in draft.texts)


def test_art_41_what_is_found_goes_to_the_body_that_holds_people_liable() -> None:
    born = report(handling_order())
    with refuses("body_missing"):
        decide(born, body="")
    with refuses("text_missing"):
        decide(born, reason="")
    with refuses("not_your_duty"):
        decide(born, AGENT)
    decide(born, HEAD)
    with refuses("nothing_pending"):
        decide(born)


def test_r59_about_the_centre_itself_the_general_office_decides() -> None:
    centre = Report(ACCOUNT, unit=HOTLINE)
    made = told_by(handling_order(), said=centre)
    assert [row.desk for row in made.deliveries if row.desk is not None] == ["general_office"]
    born = report(handling_order(), said=centre)
    born.act(DISPATCHER, "dispatch", dispatching.dispatch, unit=OFFICE, transfer="请核实。")
    with refuses("barred_unit"):
        decide(born)
    decide(born, staff(Role.GENERAL_OFFICE_CLERK, OFFICE))


def test_r66_r63_while_it_is_undecided_nothing_is_put_away_or_forgotten() -> None:
    born = report(handling_order())
    aggregate = born.whole
    assert OverlayKind.RETALIATION in secrecy.HOLDS
    draft = Draft.of(aggregate, born.around(SUPERVISOR))
    draft.set(state=OrderState.CLOSED, closed_at=born.now - dt.timedelta(days=40))
    with refuses("archive_pending"):
        may_archive(draft)


def test_r48_a_correction_does_not_lift_the_bar() -> None:
    born = report(handling_order())
    with refuses("retaliation_is_tip_off"):
        born.act(
            HEAD, "correct", conflict.correct, reason="改为投诉",
            correction=Correction(request_type=RequestType.COMPLAIN),
        )  # fmt: skip
