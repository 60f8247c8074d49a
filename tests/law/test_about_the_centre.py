"""Matters about the hotline itself, referrals that hold a person, and units that are no more (R8, R14, R59, R63)."""

from __future__ import annotations

import dataclasses
import datetime as dt

from lianxin.law.actors import UnitDirectory
from lianxin.law.decisions import dispatching, disputes, intake, reopening, stopping, supervision
from lianxin.law.decisions.stopping import EarlierOrder
from lianxin.law.visibility import Part, sees
from lianxin.law.words import (
    ClosedAs,
    OrderState,
    OverlayKind,
    PoliceGround,
    ReopenCause,
    ReplyState,
    RequestType,
    Role,
    StopGround,
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
    PERSON,
    SHIFT_LEADER,
    UNITS,
    closed_order,
    refuses,
    replied_order,
    staff,
    tip_off,
)

GENERAL_OFFICE = staff(Role.GENERAL_OFFICE_CLERK, OFFICE)


def test_a_tip_off_about_the_hotline_is_passed_on_to_the_general_office_and_then_shut_to_the_hotline() -> None:
    life = tip_off(about=HOTLINE, flags=("about_centre",))
    assert sees(life.draft(DISPATCHER, "dispatch"), Part.ORDER)
    life.act(DISPATCHER, "dispatch", dispatching.dispatch, unit=OFFICE, transfer="请核查反映的情况。")
    assert life.state is OrderState.HANDLING
    with refuses("barred_unit"):
        life.draft(DISPATCHER, "recall")
    with refuses("barred_unit"):
        life.draft(AGENT, "record_dissuasion")
    life.draft(GENERAL_OFFICE, "sign")


def test_a_tip_off_about_the_general_office_leaves_by_transfer_with_receipt() -> None:
    life = tip_off(about=OFFICE, flags=("about_centre",))
    with refuses("barred_unit"):
        life.act(DISPATCHER, "dispatch", dispatching.dispatch, unit=OFFICE, transfer="请核查。")
    life.act(DISPATCHER, "transfer_out", intake.transfer_out, body="监察机关", receipt="收件回执第 7 号")
    assert life.state is OrderState.CLOSED


def test_no_examination_by_the_centre_of_its_own_matter() -> None:
    life = tip_off(about=HOTLINE, flags=("about_centre",))
    with refuses("barred_unit"):
        life.draft(HEAD, "seal_content")


def test_a_referral_ends_when_the_police_have_answered() -> None:
    life = closed_order()
    life.act(SHIFT_LEADER, "refer_to_police", supervision.refer_to_police, ground=PoliceGround.THREATS, note="辱骂。")
    referral = life.overlay(OverlayKind.POLICE_REFERRAL)
    life.act(SHIFT_LEADER, "end_referral", supervision.end_referral, overlay=referral.serial, reason="公安机关已答复。")
    assert not life.overlays(OverlayKind.POLICE_REFERRAL)[0].open
    with refuses("nothing_pending"):
        life.draft(SHIFT_LEADER, "end_referral")


def test_a_reopened_order_goes_to_the_successor_of_its_last_host() -> None:
    life = closed_order()
    merged = dataclasses.replace(UNITS.units[DEPARTMENT], successor=OTHER)
    life.units = UnitDirectory({**UNITS.units, DEPARTMENT: merged})
    life.now += dt.timedelta(days=3)
    life.act(
        staff(Role.EXAMINER),
        "reopen",
        reopening.reopen,
        cause=ReopenCause.CALLER_RETURNED,
        reason="路灯又不亮了。",
    )
    assert life.whole.order.host_unit == OTHER


def test_a_reply_can_be_denied_while_a_stop_waits_for_judgement() -> None:
    life = replied_order()
    earlier = EarlierOrder(9, ClosedAs.DONE, RequestType.HELP, callers=frozenset({PERSON}))
    said = {"statement": "前次已办理。", "explanation": "已向来电人说明。", "earlier": earlier}
    life.act(CLERK, "stop", stopping.stop, ground=StopGround.SAME_FACTS_AND_REASONS, **said)
    life.act(CALLER, "contest", disputes.contest, caller=1, note="没有人联系过我。")
    assert life.caller().reply is ReplyState.CONTESTED
    assert life.overlay(OverlayKind.CONTRADICTION).unit == DEPARTMENT
