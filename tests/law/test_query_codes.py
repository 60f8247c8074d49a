"""Query codes: every caller gets one (R25), a lost one is replaced, and it opens state and dates (R47, R65)."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.decisions import callers, clockwork, disputes, history
from lianxin.law.decisions.history import History
from lianxin.law.decisions.intake import Wishes
from lianxin.law.decisions.query_codes import Progress, has_long_code, progress, renew_query_code, taken_in
from lianxin.law.draft import Draft
from lianxin.law.words import OrderState, RequestType, Role
from tests.law.drafts import (
    AGENT,
    CALLER,
    CLERK,
    DEPARTMENT,
    DISPATCHER,
    HOTLINE,
    OFFICE,
    PERSON,
    SECOND_PERSON,
    SHIFT_LEADER,
    SILENCE,
    Life,
    closed_order,
    handling_order,
    received,
    refuses,
    staff,
    tip_off,
)
from tests.law.rules import at
from tests.law.test_joining import SECOND, merge, part_of, second_order

NAMED = Wishes(person=PERSON)


def join(life: Life, wishes: Wishes) -> Draft:
    return life.act(AGENT, "add_caller", callers.add_caller, wishes=wishes, wish="请一并答复。")


def renew(life: Life, actor: Actor = AGENT, caller: int = 1) -> Draft:
    return life.act(actor, "renew_query_code", renew_query_code, caller=caller)


# ---- who gets one (R25, R65, R68) ------------------------------------------------------------------------------------


def test_r25_whoever_joins_an_order_gets_a_code_anonymous_or_not() -> None:
    life = handling_order(NAMED, SILENCE)
    assert join(life, SECOND).query_codes == [3]
    assert join(life, SILENCE).query_codes == [4]


def test_the_core_never_sees_a_code_and_no_event_holds_one() -> None:
    life = handling_order()
    draft = renew(life)
    assert draft.facts == {"caller": 1}
    assert life.log[-1] == {}


@pytest.mark.parametrize(
    ("kind", "wishes", "long"),
    [
        (RequestType.TIP_OFF, SILENCE, True),
        (RequestType.TIP_OFF, Wishes(person=PERSON, anonymous=True), True),
        (RequestType.TIP_OFF, NAMED, False),
        (RequestType.COMPLAIN, SILENCE, False),
    ],
)
def test_r65_an_anonymous_caller_of_a_tip_off_has_the_long_code(kind: RequestType, wishes: Wishes, long: bool) -> None:
    life = received(wishes, kind=kind, subject_person="某摊主")
    assert has_long_code(life.whole.order, life.caller()) is long


def test_r68_imported_history_has_none() -> None:
    life = received()
    then = at("2012-03-01T09:00")
    replied = then + dt.timedelta(days=3)
    past = History(
        title="路灯", account="路灯不亮。", unit=DEPARTMENT, reply="已修复。", replied_at=replied, person=PERSON
    )
    around = dataclasses.replace(life.around(SYSTEM), now=then)
    assert history.import_history(around, 9, "20120301-00001-0", history=past).query_codes == []


def test_who_is_carried_to_another_order_keeps_the_code_of_the_first() -> None:
    """Nobody is on the line when orders are merged or split."""
    life = handling_order()
    source = life.draft(DISPATCHER, "split")
    assert source.query_codes == []
    assert part_of(life).whole.caller[1].from_order == 1


# ---- a lost one (R47) ------------------------------------------------------------------------------------------------


def test_r47_a_lost_code_is_renewed_and_nothing_changes_but_the_log() -> None:
    life = handling_order(NAMED, SECOND)
    before = life.whole
    assert renew(life, SHIFT_LEADER, caller=2).query_codes == [2]
    assert life.whole == before


def test_who_left_no_contact_is_believed_on_the_day_of_the_call_only() -> None:
    life = received(SILENCE)
    life.now = at("2026-11-16T23:50")
    assert renew(life).query_codes == [1]
    life.now = at("2026-11-17T00:10")
    with refuses("nobody_to_verify"):
        renew(life)


def test_of_several_callers_each_is_known_apart() -> None:
    life = received(NAMED, SILENCE)
    life.now = at("2026-11-20T09:00")
    assert renew(life, caller=1).query_codes == [1]
    with refuses("nobody_to_verify"):
        renew(life, caller=2)


@pytest.mark.parametrize("actor", [CLERK, DISPATCHER, staff(Role.SUPERVISORY_BODY)])
def test_only_the_front_renews(actor: Actor) -> None:
    with refuses("not_your_duty"):
        renew(handling_order(), actor)


def test_a_caller_who_proved_who_they_are_renews_their_own_and_no_other() -> None:
    life = handling_order(NAMED, SECOND)
    assert renew(life, CALLER).query_codes == [1]
    with refuses("caller_unknown"):
        renew(life, CALLER, caller=2)
    with refuses("not_your_duty"):
        renew(life, Actor(role=Role.CALLER, person=999))


def test_r59_of_an_order_about_the_centre_the_general_office_renews_one() -> None:
    life = received(NAMED, kind=RequestType.COMPLAIN, subject_unit=HOTLINE)
    assert renew(life, staff(Role.GENERAL_OFFICE_CLERK, OFFICE)).query_codes == [1]


def test_an_archived_order_gives_no_new_code() -> None:
    life = closed_order()
    renew(life)
    life.now = at("2027-01-20T09:00")
    life.act(SYSTEM, "archive", clockwork.archive)
    with refuses("wrong_state"):
        renew(life)


# ---- what it opens (R47) ---------------------------------------------------------------------------------------------


def test_r47_state_and_dates_are_told_and_nothing_else() -> None:
    life = handling_order()
    told = progress(life.whole, 1)
    assert told == Progress(
        caller=1,
        number=life.whole.order.number,
        state=OrderState.HANDLING,
        received_on=dt.date(2026, 11, 16),
        answer_by=dt.date(2026, 11, 23),
        closed_on=None,
    )
    assert progress(closed_order().whole, 1).closed_on is not None
    assert progress(received().whole, 1).answer_by is None


def test_art16_who_demanded_an_explanation_is_told_until_when_it_is_owed_and_no_other_caller_is() -> None:
    life = handling_order(NAMED, Wishes(person=SECOND_PERSON))
    life.now = at("2026-11-30T09:00")
    assert progress(life.whole, 1).explanation_by is None
    life.act(AGENT, "demand_explanation", disputes.demand_explanation, caller=1, text="为何仍未回复")
    assert progress(life.whole, 1).explanation_by == dt.date(2026, 12, 2)
    assert progress(life.whole, 2).explanation_by is None
    life.act(CLERK, "explain", disputes.explain, overlay=1, text="因部件缺货，已另行约定日期。")
    assert progress(life.whole, 1).explanation_by is None


def test_r47_nothing_is_told_of_secret_orders_and_tip_offs() -> None:
    for life in (handling_order(Wishes(person=PERSON, secret=True)), tip_off(SILENCE), tip_off(NAMED)):
        with refuses("nothing_by_telephone"):
            progress(life.whole, 1)


def test_one_secret_caller_silences_the_order_for_all() -> None:
    life = handling_order(NAMED, Wishes(person=SECOND_PERSON, secret=True))
    with refuses("nothing_by_telephone"):
        progress(life.whole, 1)


def test_a_merged_caller_is_found_on_the_order_it_went_to() -> None:
    parent, child = handling_order(), second_order(SECOND, SILENCE)
    merge(child, parent)
    assert [taken_in(child.whole, parent.whole, serial) for serial in (1, 2)] == [2, 3]


def test_a_caller_of_both_orders_is_the_same_on_one() -> None:
    parent, child = handling_order(), second_order(NAMED)
    merge(child, parent)
    assert taken_in(child.whole, parent.whole, 1) == 1
