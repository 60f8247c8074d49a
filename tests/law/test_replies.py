"""When a reply is made (R58): the bridged call reached, the message delivered, the visit or letter with proof."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lianxin.law.actors import SYSTEM
from lianxin.law.decisions import callers, dispatching, disputes, examination, replies
from lianxin.law.decisions.intake import Wishes
from lianxin.law.draft import Draft
from lianxin.law.words import (
    AttemptResult,
    ClockEnd,
    ClockName,
    OrderState,
    OverlayKind,
    ReplyState,
    ReplyWay,
    TextKind,
)
from tests.law.drafts import (
    CALLER,
    CLERK,
    DISPATCHER,
    EXAMINER,
    OTHER,
    PERSON,
    Life,
    handling_order,
    refuses,
)
from tests.law.rules import at

LAST_DAY = at("2026-11-23T17:00")
"""The fifth working day of a plain Monday, before its end."""
NEXT_DAY = at("2026-11-24T09:00")


def reply(life: Life, way: ReplyWay = ReplyWay.MESSAGE, **more: Any) -> Draft:
    said = {"caller": 1, "content": "路灯已修复。"} | more
    return life.act(CLERK, "reply", replies.reply, way=way, **said)


def settle(life: Life, *, delivered: bool = True) -> Draft:
    return life.act(SYSTEM, "settle_reply", replies.settle_reply, caller=1, delivered=delivered)


def sent(moment: dt.datetime = LAST_DAY) -> Life:
    """An order whose answer went out as a message."""
    life = handling_order()
    life.now = moment
    reply(life)
    return life


# ---- messages --------------------------------------------------------------------------------------------------------


def test_r58_a_message_on_its_way_is_no_reply_yet() -> None:
    life = handling_order()
    draft = reply(life)
    assert [row.template for row in draft.deliveries if row.caller == 1] == ["reply"]
    assert (life.caller().reply, life.caller().replied_at) == (ReplyState.ON_ITS_WAY, None)
    life.feed_back()
    with refuses("reply_still_owed"):
        life.examine()
    with refuses("no_reply_yet"):
        life.act(CALLER, "contest", disputes.contest, caller=1)


def test_r58_a_message_delivered_is_the_reply_at_the_moment_of_its_arrival() -> None:
    life = sent()
    life.now = LAST_DAY + dt.timedelta(minutes=2)
    settle(life)
    assert (life.caller().reply, life.caller().replied_at) == (ReplyState.MADE, life.now)
    life.feed_back().examine()


def test_r18_the_units_limit_is_judged_by_the_sending_and_the_callers_date_by_the_arrival() -> None:
    life = sent()
    life.now = NEXT_DAY
    assert life.clock(ClockName.CALLERS_DATE).running, "the caller has heard nothing yet"
    settle(life)
    assert life.clocks(ClockName.REPLY)[0].end is ClockEnd.MET
    assert life.clocks(ClockName.CALLERS_DATE)[0].end is ClockEnd.LATE


def test_r58_a_message_that_fails_leaves_the_reply_owed_and_its_old_limit_running() -> None:
    life = sent()
    life.now = NEXT_DAY
    settle(life, delivered=False)
    assert (life.caller().reply, life.caller().replied_at) == (ReplyState.OWED, None)
    limit = life.clock(ClockName.REPLY)
    assert (limit.due_at, limit.running) == (at("2026-11-24"), True)
    reply(life, ReplyWay.BRIDGED_CALL)
    assert life.clocks(ClockName.REPLY)[0].end is ClockEnd.LATE


def test_r53_failing_while_the_feedback_lies_at_the_centre_the_limit_runs_in_silence() -> None:
    life = sent().feed_back()
    settle(life, delivered=False)
    assert life.clock(ClockName.REPLY).silent


def test_r58_one_message_at_a_time_and_a_call_is_quicker() -> None:
    life = sent()
    with refuses("reply_on_its_way"):
        reply(life)
    reply(life, ReplyWay.BRIDGED_CALL)
    assert life.caller().reply is ReplyState.MADE
    with refuses("no_reply_on_its_way"):
        settle(life, delivered=False)


def test_r58_a_further_message_takes_nothing_back_from_a_caller_who_was_answered() -> None:
    life = handling_order()
    reply(life, ReplyWay.BRIDGED_CALL)
    reply(life)
    assert life.caller().reply is ReplyState.MADE


def test_r28_failing_after_enough_attempts_the_caller_is_again_one_not_reached() -> None:
    life = handling_order()
    for moment in ("2026-11-16T11:05", "2026-11-17T14:10", "2026-11-18T16:20"):
        life.now = at(moment)
        reply(life, ReplyWay.BRIDGED_CALL, content="", attempt=AttemptResult.NO_ANSWER)
    reply(life)
    settle(life, delivered=False)
    assert life.caller().reply is ReplyState.UNREACHABLE


def test_r31_failing_a_reply_in_dispute_stays_in_dispute() -> None:
    life = handling_order()
    reply(life, ReplyWay.BRIDGED_CALL)
    life.act(CALLER, "contest", disputes.contest, caller=1)
    reply(life)
    settle(life, delivered=False)
    assert life.caller().reply is ReplyState.CONTESTED
    assert life.overlay(OverlayKind.CONTRADICTION).open


def test_r20_failing_after_the_host_changed_the_new_one_owes_it_with_days_of_its_own() -> None:
    life = sent(at("2026-11-16T11:00"))
    life.act(DISPATCHER, "change_host", dispatching.change_host, unit=OTHER, reason="职责调整。")
    settle(life, delivered=False)
    assert life.clock(ClockName.REPLY).unit == OTHER


def test_r20_failing_while_nobody_hosts_the_next_host_owes_it() -> None:
    life = sent(at("2026-11-16T11:00"))
    life.act(DISPATCHER, "recall", dispatching.recall, reason="职责调整。")
    settle(life, delivered=False)
    assert life.state is OrderState.DISPATCHING
    assert life.caller().reply is ReplyState.OWED
    life.dispatch(OTHER)
    assert life.clock(ClockName.REPLY).unit == OTHER


def test_r25_a_reply_waived_on_its_way_is_owed_no_more() -> None:
    life = sent()
    life.act(CALLER, "change_wishes", callers.change_wishes, caller=1, reply_waived=True)
    assert life.caller().reply is ReplyState.WAIVED
    with refuses("no_reply_on_its_way"):
        settle(life)


def test_r22_a_new_round_owes_a_reply_of_its_own_whatever_is_on_its_way() -> None:
    life = sent().feed_back()
    life.act(EXAMINER, "rehandle", examination.rehandle, reason="应办未办。")
    with refuses("no_reply_on_its_way"):
        settle(life)
    assert life.caller().reply is ReplyState.OWED


def test_r34_who_wants_writing_only_is_answered_once_the_message_arrives() -> None:
    life = handling_order(Wishes(person=PERSON, text_only=True))
    reply(life)
    settle(life)
    assert life.caller().reply is ReplyState.MADE


# ---- visits and letters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", [ReplyWay.VISIT, ReplyWay.LETTER])
def test_r58_a_visit_or_letter_is_a_reply_with_what_proves_it(way: ReplyWay) -> None:
    life = handling_order()
    with refuses("reply_unproved"):
        reply(life, way)
    draft = reply(life, way, proof="签收回执照片。")
    assert life.caller().reply is ReplyState.MADE
    assert [text.kind for text in draft.texts] == [TextKind.NOTE, TextKind.REPLY]


def test_r28_a_visit_to_nobody_needs_no_proof() -> None:
    life = handling_order()
    reply(life, ReplyWay.VISIT, content="", attempt=AttemptResult.NO_ANSWER)
    assert life.caller().reply is ReplyState.OWED
