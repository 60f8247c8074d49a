"""Unmasking with purpose (R44), sealing by two persons (R64), forgetting (R63), and attachments (R45)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.decisions import clockwork, files, secrecy
from lianxin.law.decisions.disputes import demand_explanation, explain
from lianxin.law.decisions.intake import Wishes
from lianxin.law.decisions.supervision import refer_to_police
from lianxin.law.draft import Draft
from lianxin.law.words import (
    ClockName,
    ClosedAs,
    OrderState,
    OverlayKind,
    OverlayState,
    PoliceGround,
    RequestType,
    RevealField,
    Role,
    ScanState,
    TextKind,
)
from tests.law.drafts import (
    AGENT,
    CALLER,
    CLERK,
    DEPARTMENT,
    EXAMINER,
    HEAD,
    OFFICE,
    OTHER,
    PERSON,
    SECOND_PERSON,
    SHIFT_LEADER,
    SILENCE,
    SUB_UNIT,
    Life,
    callback_order,
    clerk_of,
    closed_order,
    fed_back_order,
    handling_order,
    received,
    refuses,
    staff,
    tip_off,
    tracked_order,
)
from tests.law.rules import at

DIGEST = "a3" * 32


def reveal(
    life: Life, actor: Actor = AGENT, field: RevealField = RevealField.PHONE, purpose: str = "回访", caller: int = 1
) -> Draft:
    return life.act(actor, "reveal", secrecy.reveal, caller=caller, field=field, purpose=purpose)


# ---- reveal (R44, R65) -----------------------------------------------------------------------------------------------


def test_r44_each_unmasking_is_logged_by_field_and_caller_and_changes_nothing() -> None:
    life = handling_order()
    before = life.whole
    draft = reveal(life, CLERK, RevealField.NAME)
    assert draft.facts == {"field": "name", "caller": 1}
    assert [(text.kind, text.private) for text in draft.texts] == [(TextKind.NOTE, True)]
    assert life.whole == before


def test_r44_an_unmasking_needs_a_purpose() -> None:
    with refuses("purpose_missing"):
        reveal(handling_order(), purpose=" ")


def test_r43_the_account_is_for_the_centre_alone() -> None:
    life = handling_order()
    reveal(life, EXAMINER, RevealField.ACCOUNT)
    with refuses("reveal_at_centre_only"):
        reveal(life, CLERK, RevealField.ACCOUNT)


def test_r44_only_units_on_the_host_chain_may_unmask() -> None:
    life = handling_order()
    with refuses("not_your_assignment"):
        reveal(life, clerk_of(OTHER))
    copied = received().dispatch(SUB_UNIT)
    with refuses("not_your_assignment"):
        reveal(copied, clerk_of(DEPARTMENT))


@pytest.mark.parametrize("field", [RevealField.NAME, RevealField.PHONE])
def test_r44_on_secret_orders_a_unit_never_gets_name_or_number(field: RevealField) -> None:
    for life in (handling_order(Wishes(person=PERSON, secret=True)), tip_off().dispatch(OTHER).sign(OTHER)):
        host = life.whole.order.host_unit
        assert host is not None
        with refuses("secret_towards_units"):
            reveal(life, clerk_of(host), field)
        reveal(life, AGENT, field)


def test_r65_one_secret_caller_hides_all_from_the_unit() -> None:
    life = handling_order(Wishes(person=PERSON), Wishes(person=SECOND_PERSON, secret=True))
    with refuses("secret_towards_units"):
        reveal(life, CLERK, caller=1)


def test_r59_a_general_office_that_hosts_a_tip_off_is_a_unit_like_others() -> None:
    life = tip_off(flags=("about_centre",)).dispatch(OFFICE)
    with refuses("secret_towards_units"):
        reveal(life, staff(Role.GENERAL_OFFICE_CLERK, OFFICE))


def test_anonymous_callers_have_nothing_to_reveal() -> None:
    life = handling_order(SILENCE)
    with refuses("nothing_to_reveal"):
        reveal(life)
    with refuses("caller_unknown"):
        reveal(life, caller=9)


# ---- sealing (R46, R64) ----------------------------------------------------------------------------------------------


def request_sealing(life: Life, actor: Actor = SHIFT_LEADER) -> Draft:
    return life.act(actor, "seal_content", secrecy.seal_content, reason="误录涉密内容")


def confirm(life: Life, actor: Actor = HEAD, **how: Any) -> Draft:
    serial = life.overlay(OverlayKind.SEALING).serial
    return life.act(actor, "confirm_sealing", secrecy.confirm_sealing, overlay=serial, **how)


def test_r64_sealing_takes_two_persons() -> None:
    life = handling_order()
    request_sealing(life)
    assert not life.whole.order.sealed
    with refuses("second_person_needed"):
        confirm(life, SHIFT_LEADER, neutral_text="内容已封存")
    with refuses("request_pending"):
        request_sealing(life, HEAD)
    confirm(life, neutral_text="内容已封存")
    assert life.whole.order.sealed
    with refuses("already_sealed"):
        request_sealing(life)


def test_r64_an_open_order_goes_on_with_a_neutral_text() -> None:
    life = handling_order()
    request_sealing(life)
    draft = confirm(life, neutral_text="请按职责核查")
    assert life.state is OrderState.HANDLING
    assert (TextKind.TRANSFER, "请按职责核查") in {(text.kind, text.content) for text in draft.texts}
    assert draft.facts["sealed"] is True


@pytest.mark.parametrize("order", [received, handling_order, tracked_order])
def test_r64_or_it_is_recalled_and_redirected_to_the_secrecy_body(order: Callable[..., Life]) -> None:
    life = order()
    request_sealing(life)
    confirm(life, body="市保密机关")
    assert (life.state, life.whole.order.closed_as) == (OrderState.CLOSED, ClosedAs.REDIRECTED)
    assert not any(row.active for row in life.whole.assignment.values())


@pytest.mark.parametrize("order", [fed_back_order, callback_order])
def test_r50_while_a_feedback_lies_at_the_centre_only_a_neutral_text_will_do(order: Callable[..., Life]) -> None:
    life = order()
    state = life.state
    request_sealing(life)
    with refuses("neutral_text_or_body"):
        confirm(life, body="市保密机关")
    confirm(life, neutral_text="内容已封存")
    assert life.state is state


def test_r64_an_open_order_needs_one_of_the_two() -> None:
    life = handling_order()
    request_sealing(life)
    with refuses("neutral_text_or_body"):
        confirm(life)


def test_r64_an_ended_order_is_sealed_as_it_is() -> None:
    life = closed_order()
    request_sealing(life)
    confirm(life)
    assert (life.state, life.whole.order.sealed) == (OrderState.CLOSED, True)
    with refuses("nothing_to_reveal"):
        reveal(life, field=RevealField.ACCOUNT)
    reveal(life, field=RevealField.PHONE)


def test_r64_the_second_person_may_refuse() -> None:
    life = handling_order()
    request_sealing(life)
    confirm(life, confirmed=False)
    assert not life.whole.order.sealed
    assert life.overlays(OverlayKind.SEALING)[0].state is OverlayState.REFUSED


def test_r9_vendor_staff_neither_ask_for_sealing_nor_confirm_it() -> None:
    vendor = staff(Role.SHIFT_LEADER, 4)
    with refuses("vendor_barred"):
        request_sealing(handling_order(), vendor)


# ---- forgetting (R63) ------------------------------------------------------------------------------------------------


def archived(*callers: Wishes) -> Life:
    life = callback_order(*callers)
    for serial in life.whole.caller:
        life.call_back(serial)
    life.close()
    life.now = at("2026-12-17T02:00")
    life.act(SYSTEM, "archive", clockwork.archive)
    return life


def test_r63_a_person_with_an_open_order_is_not_forgotten_and_no_date_can_be_named() -> None:
    found = secrecy.forget_refusal([archived().whole, handling_order().whole], reopen_days=30)
    assert found is not None
    refused, earliest = found
    assert (refused.code, earliest) == ("not_archived", None)


def test_r63_a_closed_order_names_the_day_of_its_archiving() -> None:
    life = closed_order()
    found = secrecy.forget_refusal([life.whole], reopen_days=30)
    assert found is not None
    assert (found[0].code, found[1]) == ("not_archived", dt.date(2026, 12, 17))
    with refuses("not_archived"):
        life.act(HEAD, "forget", secrecy.forget, caller=1)


def test_r63_what_is_still_open_holds_even_in_the_archive() -> None:
    life = archived()
    assert secrecy.forget_refusal([life.whole], reopen_days=30) is None
    life.act(CALLER, "demand_explanation", demand_explanation, caller=1, text="请说明")
    found = secrecy.forget_refusal([life.whole], reopen_days=30)
    assert found is not None
    assert (found[0].code, found[1]) == ("forget_while_open", dt.date(2026, 12, 21))
    with refuses("forget_while_open"):
        life.act(HEAD, "forget", secrecy.forget, caller=1)
    life.act(CLERK, "explain", explain, overlay=1, text="已说明")
    life.act(HEAD, "forget", secrecy.forget, caller=1)


def test_r63_a_police_referral_holds() -> None:
    life = archived()
    life.act(HEAD, "refer_to_police", refer_to_police, ground=PoliceGround.THREATS, note="威胁")
    found = secrecy.forget_refusal([life.whole], reopen_days=30)
    assert found is not None
    assert (found[0].code, found[1]) == ("forget_while_open", None)


def test_r63_forgetting_cuts_the_person_off_and_keeps_number_dates_and_ratings() -> None:
    life = archived()
    before = life.caller()
    draft = life.act(HEAD, "forget", secrecy.forget, caller=1)
    assert life.caller().person is None
    assert (life.caller().grade_result, life.caller().callback_at) == (before.grade_result, before.callback_at)
    assert draft.facts["alone"] is True
    with refuses("already_forgotten"):
        life.act(HEAD, "forget", secrecy.forget, caller=1)


def test_r63_the_account_stays_while_another_caller_is_on_the_order() -> None:
    life = archived(Wishes(person=PERSON), Wishes(person=SECOND_PERSON))
    assert life.act(HEAD, "forget", secrecy.forget, caller=1).facts["alone"] is False
    assert life.caller(2).person == SECOND_PERSON


# ---- attachments (R45) -----------------------------------------------------------------------------------------------


def attach(life: Life, actor: Actor, **changes: Any) -> Draft:
    given = {"name": "现场.jpg", "media_type": "image/jpeg", "size": 20_480, "digest": DIGEST, "restricted": False}
    file = files.FileEntry(storage_key="ab/cd", **(given | changes))

    def attached(draft: Draft) -> None:
        files.attach(draft, count=1)
        files.join_files(draft, [file])

    return life.act(actor, "attach", attached)


def test_r45_neither_name_nor_digest_of_a_file_is_a_fact_of_the_event() -> None:
    draft = attach(handling_order(), CLERK)
    fact = {"media_type": "image/jpeg", "size": 20_480, "restricted": False}
    assert draft.facts == {"files": [fact]}


def test_a_version_for_answers_names_its_original_and_how_much_is_covered() -> None:
    draft = attach(handling_order(), CLERK, original=7, covered=3)
    assert draft.facts["files"][0] | {"original": 7, "covered": 3} == draft.facts["files"][0]


def test_no_act_attaches_nothing_and_no_infected_file_joins() -> None:
    with refuses("attachment_invalid"):
        handling_order().act(CLERK, "attach", files.attach, count=0)
    with refuses("file_infected"):
        attach(handling_order(), CLERK, scan=ScanState.INFECTED)


def test_r44_originals_of_a_secret_caller_never_reach_a_unit() -> None:
    life = handling_order(Wishes(person=PERSON, secret=True))
    assert attach(life, CALLER).facts["files"][0]["restricted"] is True
    assert attach(handling_order(kind=RequestType.HELP), CALLER).facts["files"][0]["restricted"] is False


@pytest.mark.parametrize(
    "fault", [{"name": " "}, {"size": 0}, {"digest": "a3"}, {"digest": "z" * 64}, {"media_type": "jpeg"}]
)
def test_an_incomplete_attachment_is_refused(fault: dict[str, Any]) -> None:
    with refuses("attachment_invalid"):
        attach(handling_order(), CLERK, **fault)


def test_a_sealing_reminds_the_head_of_the_centre() -> None:
    life = handling_order()
    request_sealing(life)
    assert life.clock(ClockName.DECISION_PENDING).due_at == at("2026-11-18")
