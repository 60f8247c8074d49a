"""A matter that enters a lawful procedure midway: the unit files the number, the centre verifies it (R38; Art. 23)."""

from __future__ import annotations

from typing import Any

import pytest

from lianxin.law.actors import Actor
from lianxin.law.decisions import handling, intake, redirecting
from lianxin.law.draft import Draft
from lianxin.law.words import (
    AssignmentState,
    ClockEnd,
    ClockName,
    ClosedAs,
    OrderState,
    OverlayKind,
    OverlayState,
    Procedure,
    Role,
    TextKind,
)
from tests.law.drafts import (
    AGENT,
    CLERK,
    DEPARTMENT,
    DISPATCHER,
    EXAMINER,
    SHIFT_LEADER,
    SUB_UNIT,
    VENDOR,
    Life,
    clerk_of,
    handling_order,
    received,
    refuses,
    staff,
)

ARBITER = staff(Role.ARBITER)
COURT = {"procedure": Procedure.LITIGATION, "body": "区人民法院", "case_number": "（2026）行初 12 号"}


def file_number(life: Life, actor: Actor = CLERK, **more: Any) -> Draft:
    return life.act(actor, "request_redirection", redirecting.request_redirection, **(COURT | more))


def decide(life: Life, *, upheld: bool, actor: Actor = EXAMINER) -> Draft:
    finding = {"overlay": life.overlay(OverlayKind.REDIRECTION).serial, "upheld": upheld, "reason": "已向法院核实"}
    return life.act(actor, "decide_redirection", redirecting.decide_redirection, **finding)


def test_r38_midway_the_unit_files_body_and_case_number_and_no_clock_stops() -> None:
    life = handling_order()
    before = life.clock(ClockName.FEED_BACK)
    draft = file_number(life)
    overlay = life.overlay(OverlayKind.REDIRECTION)
    assert (overlay.code, overlay.unit, draft.facts["procedure"]) == ("litigation", None, "litigation")
    private = {text.kind: text.private for text in draft.texts}
    assert private == {TextKind.BODY: False, TextKind.CASE_NUMBER: True}
    assert life.clock(ClockName.FEED_BACK) == before
    assert life.clock(ClockName.DECISION_PENDING).overlay == overlay.serial
    assert life.state is OrderState.HANDLING


@pytest.mark.parametrize("judge", [EXAMINER, ARBITER])
def test_r38_verified_by_the_centre_the_order_is_closed_as_redirected(judge: Actor) -> None:
    life = handling_order()
    life.act(CLERK, "delegate", handling.delegate, unit=SUB_UNIT, instruction="请现场查看")
    life.act(CLERK, "recall_delegate", handling.recall_delegate, assignment=2, reason="已进入诉讼")
    file_number(life)
    draft = decide(life, upheld=True, actor=judge)
    assert life.whole.order.closed_as is ClosedAs.REDIRECTED
    assert {row.state for row in life.whole.assignment.values()} == {AssignmentState.RECALLED}
    assert life.clocks(ClockName.DECISION_PENDING)[0].end is ClockEnd.MET
    assert life.clocks(ClockName.FEED_BACK)[0].end is ClockEnd.CANCELLED
    assert ("order_redirected", 1) in [(row.template, row.caller) for row in draft.deliveries]


def test_r38_not_verified_the_unit_works_on() -> None:
    life = handling_order()
    file_number(life)
    decide(life, upheld=False)
    assert life.state is OrderState.HANDLING
    assert life.overlays(OverlayKind.REDIRECTION)[0].state is OverlayState.REFUSED
    file_number(life)


def test_r38_body_and_number_are_required_and_one_request_waits_at_a_time() -> None:
    life = handling_order()
    for missing, code in (({"body": ""}, "body_missing"), ({"case_number": " "}, "case_number_missing")):
        with refuses(code):
            file_number(life, **missing)
    file_number(life)
    with refuses("request_pending"):
        file_number(life)
    with refuses("not_signed"):
        file_number(received().dispatch())


def test_r62_a_feedback_overtakes_the_request() -> None:
    life = handling_order().answer_everybody()
    file_number(life)
    life.feed_back()
    assert life.overlays(OverlayKind.REDIRECTION)[0].state is OverlayState.WITHDRAWN


def test_r9_r38_from_the_unit_only_those_who_verify_redirect() -> None:
    vendor = [staff(role, VENDOR) for role in (Role.AGENT, Role.SHIFT_LEADER, Role.DISPATCHER)]
    for actor in (AGENT, SHIFT_LEADER, DISPATCHER, *vendor):
        with refuses("verified_by_centre"):
            handling_order().act(actor, "redirect", intake.redirect, **COURT)
        at_intake = received()
        at_intake.act(actor, "redirect", intake.redirect, **COURT)
        assert at_intake.whole.order.closed_as is ClosedAs.REDIRECTED
    for actor in (EXAMINER, ARBITER):
        life = handling_order()
        file_number(life)
        life.act(actor, "redirect", intake.redirect, **COURT)
        assert life.whole.order.closed_as is ClosedAs.REDIRECTED
        assert life.overlays(OverlayKind.REDIRECTION)[0].state is OverlayState.WITHDRAWN


def test_r9_vendor_staff_do_not_decide_and_only_the_host_asks() -> None:
    life = handling_order()
    with refuses("not_your_assignment"):
        file_number(life, clerk_of(SUB_UNIT))
    file_number(life)
    for actor in (AGENT, DISPATCHER, staff(Role.DISPATCHER, VENDOR), clerk_of(DEPARTMENT)):
        with refuses("not_your_duty"):
            life.draft(actor, "decide_redirection")
