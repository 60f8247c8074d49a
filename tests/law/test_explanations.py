"""An explanation from the demand to its end: who owes it, by when, and the caller's thirty days (Art. 16; R29, R66)."""

from __future__ import annotations

import datetime as dt

from lianxin.law.actors import SYSTEM, Actor, UnitDirectory
from lianxin.law.decisions import clockwork, disputes, feedback, handling, intake, reopening, replies
from lianxin.law.decisions.common import last_day_to_return
from lianxin.law.decisions.feedback import Result
from lianxin.law.words import (
    ClockEnd,
    ClockName,
    OrderState,
    Outcome,
    OverlayKind,
    ReopenCause,
    ReplyWay,
    RequestType,
    Role,
    UnitKind,
)
from tests.law.drafts import (
    AGENT,
    CALLER,
    CLERK,
    DEPARTMENT,
    EXAMINER,
    HOTLINE,
    OFFICE,
    SECTION,
    UNITS,
    Life,
    closed_order,
    in_office,
    received,
    refuses,
    staff,
    unit_facts,
)
from tests.law.rules import at

QUALITY = 5
INSPECTOR, OFFICE_CLERK = staff(Role.QUALITY_INSPECTOR, QUALITY), staff(Role.GENERAL_OFFICE_CLERK, OFFICE)
WITH_SECTION = UnitDirectory(
    {**UNITS.units, QUALITY: unit_facts(QUALITY, UnitKind.CENTRE_SECTION, HOTLINE)},
    {**UNITS.offices, **in_office(QUALITY, UnitKind.CENTRE_SECTION)},
)


def demand(life: Life, actor: Actor = CALLER) -> None:
    life.act(actor, "demand_explanation", disputes.demand_explanation, caller=1, text="为何仍未处理？")


def explain(life: Life, actor: Actor = CLERK) -> None:
    owed = life.overlay(OverlayKind.EXPLANATION).serial
    life.act(actor, "explain", disputes.explain, overlay=owed, text="配件已到货，明日更换。")


def reopen(life: Life) -> None:
    life.act(EXAMINER, "reopen", reopening.reopen, cause=ReopenCause.EXPLANATION, reason="说明未能解决。")


def closed_on(life: Life) -> dt.date:
    closed_at = life.whole.order.closed_at
    assert closed_at is not None
    return last_day_to_return(closed_at, 30)


def test_demanded_after_the_end_explained_late_and_taken_up_again_on_the_thirtieth_day() -> None:
    life = closed_order()
    assert closed_on(life) == dt.date(2026, 12, 16)
    life.now = at("2026-12-10T09:00")
    demand(life)
    owed = life.clock(ClockName.EXPLANATION)
    assert (owed.unit, owed.due_at) == (DEPARTMENT, at("2026-12-15")), "the last host owes it, in two working days"
    life.now = at("2026-12-15T09:00")
    explain(life)
    assert life.clocks(ClockName.EXPLANATION)[0].end is ClockEnd.LATE
    life.now = at("2026-12-16T23:59")
    reopen(life)
    assert (life.state, life.whole.order.round) == (OrderState.HANDLING, 2)
    with refuses("wrong_state"):
        reopen(life)


def test_on_the_day_after_it_is_too_late_and_makes_a_new_order() -> None:
    life = closed_order()
    demand(life)
    explain(life)
    life.now = at("2026-12-17")
    with refuses("reopen_too_late"):
        reopen(life)
    with refuses("reopen_too_late"):
        life.act(AGENT, "request_reopening", reopening.request_reopening, caller=1, text="仍未解决。")


def test_an_archived_order_is_explained_and_stays_in_the_archive() -> None:
    life = closed_order()
    life.now = at("2026-12-17")
    life.act(SYSTEM, "archive", clockwork.archive)
    demand(life)
    life.now = at("2026-12-18T09:00")
    explain(life)
    assert life.state is OrderState.ARCHIVED
    with refuses("reopen_too_late"):
        reopen(life)


def test_while_it_is_owed_the_order_waits_for_the_archive() -> None:
    life = closed_order()
    demand(life)
    life.now = at("2026-12-17")
    with refuses("archive_pending"):
        life.act(SYSTEM, "archive", clockwork.archive)
    explain(life)
    life.act(SYSTEM, "archive", clockwork.archive)


def test_r59_a_section_that_hosts_explains_for_itself_and_for_nobody_else() -> None:
    life = received(kind=RequestType.COMPLAIN, units=WITH_SECTION, subject_unit=SECTION).dispatch(QUALITY)
    life.act(INSPECTOR, "sign", handling.sign)
    life.act(INSPECTOR, "reply", replies.reply, caller=1, way=ReplyWay.BRIDGED_CALL, content="已核查。")
    result = Result(outcome=Outcome.DONE, findings="已核查。")
    life.act(INSPECTOR, "feed_back", feedback.feed_back, result=result)
    demand(life)
    with refuses("nothing_pending"):
        explain(life, EXAMINER)
    explain(life, INSPECTOR)


def test_r54_what_the_centre_owes_is_not_explained_by_a_section_or_the_general_office() -> None:
    life = received()
    life.act(AGENT, "answer", intake.answer, content="按规定办理。")
    demand(life)
    for actor in (staff(Role.QUALITY_INSPECTOR, SECTION), OFFICE_CLERK):
        with refuses("not_your_duty"):
            explain(life, actor)
    explain(life, EXAMINER)
