"""Calls: what the switch tells, what the agent says came of them, and whose they are (R26, R35, R41, R44)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Callable
from typing import Any

import pytest

from lianxin.law import calls as table
from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.articles import citation
from lianxin.law.decisions import calls
from lianxin.law.decisions.calls import CallFacts
from lianxin.law.refusals import Refused
from lianxin.law.words import (
    CallDisposition,
    CallEndedBy,
    CallMissed,
    CallRelation,
    CallState,
    EmergencyService,
    NumberPurpose,
    Role,
)

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
ME, OTHER = 7, 8
AGENT = Actor(Role.AGENT, staff=ME, unit=1)
LEADER = Actor(Role.SHIFT_LEADER, staff=OTHER, unit=1)
S, D, L = CallState, CallDisposition, CallRelation

QUEUED = CallFacts()
RINGING = CallFacts(agent=ME)
TALKING = CallFacts(agent=ME, answered_at=NOW)
TO_DISPOSE = dataclasses.replace(TALKING, ended_at=NOW)
DISPOSED = dataclasses.replace(TO_DISPOSE, disposed_at=NOW)
MISSED = CallFacts(agent=ME, ended_at=NOW)
EVERY = {one.state: one for one in (QUEUED, RINGING, TALKING, TO_DISPOSE, DISPOSED, MISSED)}


def alerted(call: CallFacts) -> CallFacts:
    """The same call, whose agent waits for a shift leader."""
    return dataclasses.replace(call, alerted_at=NOW)


ACTS: dict[str, Callable[[CallFacts, Actor], Any]] = {
    "offer_call": lambda call, actor: calls.offer(call, actor, NOW, agent=ME),
    "release_call": lambda call, actor: calls.release(call, actor, NOW, agent=ME),
    "answer_call": lambda call, actor: calls.answer(call, actor, NOW, agent=ME),
    "end_call": lambda call, actor: calls.end(call, actor, NOW, by=CallEndedBy.CALLER),
    "link_call": lambda call, actor: calls.link(call, actor, NOW, relation=L.RECEIVED),
    "reveal_number": lambda call, actor: calls.reveal_number(call, actor, NOW, purpose=NumberPurpose.VERIFY),
    "alert_shift_leader": lambda call, actor: calls.alert_shift_leader(call, actor, NOW, service=None),
    "take_up_alert": lambda call, actor: calls.take_up_alert(alerted(call), actor, NOW),
    "dispose_call": lambda call, actor: calls.dispose(call, actor, NOW, disposition=D.SILENT),
}


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def actor_of(action: str) -> Actor:
    row = table.BY_ACTION[action]
    return SYSTEM if row.by_switch else LEADER if row.by_leader else AGENT


def test_every_state_is_one_that_a_call_can_be_in() -> None:
    assert set(EVERY) == set(S)


@pytest.mark.parametrize(("action", "state"), list(itertools.product(ACTS, S)))
def test_an_act_is_done_in_its_states_and_in_no_other(action: str, state: CallState) -> None:
    call = dataclasses.replace(EVERY[state], agent=ME)  # a queued call of somebody rings
    wanted = S.RINGING if state is S.QUEUED else state
    if wanted in table.BY_ACTION[action].states:
        ACTS[action](call, actor_of(action))
    else:
        code = "call_goes_on" if action == "dispose_call" and wanted in (S.RINGING, S.TALKING) else "call_elsewhere"
        assert refusal(lambda: ACTS[action](call, actor_of(action))) == code


@pytest.mark.parametrize("action", [row.action for row in table.CALL_ACTS if row.by_switch])
def test_what_the_switch_tells_no_person_says(action: str) -> None:
    assert refusal(lambda: ACTS[action](RINGING, AGENT)) == "not_your_duty"


@pytest.mark.parametrize("action", [row.action for row in table.CALL_ACTS if not (row.by_switch or row.by_leader)])
@pytest.mark.parametrize("role", Role)
def test_r44_a_call_is_handled_by_whom_it_rang_at_and_by_nobody_else(action: str, role: Role) -> None:
    stranger = Actor(role, staff=OTHER, unit=1)
    code = refusal(lambda: ACTS[action](TO_DISPOSE, stranger))
    assert code == ("call_unknown" if role in table.ANSWERING else "not_your_duty")


def test_r41_an_offer_looks_at_nothing_but_the_call() -> None:
    """There is no field by which a number could be refused or put behind others."""
    assert {field.name for field in dataclasses.fields(CallFacts)} == {
        "agent", "answered_at", "ended_at", "disposed_at", "relations", "anonymous", "has_number",
        "alerted_at", "helped_at",
    }  # fmt: skip
    assert calls.offer(QUEUED, SYSTEM, NOW, agent=ME) == {"agent_id": ME, "rang_at": NOW}
    assert calls.offer(QUEUED, SYSTEM, NOW, agent=None) == {}


def test_a_call_that_nobody_picked_up_is_nobodys_and_rings_at_the_next() -> None:
    for agent in (ME, None):
        assert calls.release(RINGING, SYSTEM, NOW, agent=agent) == {"agent_id": None, "rang_at": None}
    assert calls.offer(QUEUED, SYSTEM, NOW, agent=OTHER)["agent_id"] == OTHER


def test_a_telephone_that_falls_silent_takes_the_call_from_no_other_at_which_it_rings() -> None:
    assert calls.release(RINGING, SYSTEM, NOW, agent=OTHER) == {}


def test_whoever_picks_up_has_the_call() -> None:
    assert calls.answer(RINGING, SYSTEM, NOW, agent=OTHER)["agent_id"] == OTHER
    assert calls.answer(RINGING, SYSTEM, NOW, agent=None)["agent_id"] == ME
    assert refusal(lambda: calls.answer(QUEUED, SYSTEM, NOW, agent=None)) == "seat_unknown"


@pytest.mark.parametrize(
    ("call", "by", "told", "missed"),
    [
        (RINGING, CallEndedBy.CALLER, None, CallMissed.ABANDONED),
        (RINGING, CallEndedBy.SYSTEM, None, CallMissed.NO_ANSWER),
        (QUEUED, CallEndedBy.SYSTEM, CallMissed.TIMED_OUT, CallMissed.TIMED_OUT),
        (TALKING, CallEndedBy.CALLER, CallMissed.ABANDONED, None),
    ],
)
def test_only_an_unanswered_call_is_missed(
    call: CallFacts, by: CallEndedBy, told: CallMissed | None, missed: CallMissed | None
) -> None:
    changes = calls.end(call, SYSTEM, NOW, by=by, missed=told)
    assert changes.get("missed") == missed
    assert changes["ended_by"] is by


@pytest.mark.parametrize("row", table.INVALID, ids=lambda row: str(row.disposition))
def test_r35_an_invalid_call_has_a_digit_and_no_order(row: table.DispositionRow) -> None:
    assert row.digit
    assert row.article == "R35"
    changes = calls.dispose(TO_DISPOSE, AGENT, NOW, disposition=row.disposition)
    assert changes == {"disposition": row.disposition, "disposed_at": NOW}
    tied = dataclasses.replace(TO_DISPOSE, relations=frozenset({L.RECEIVED}))
    assert refusal(lambda: calls.dispose(tied, AGENT, NOW, disposition=row.disposition)) == "call_has_orders"


def test_r35_the_invalid_ones_are_the_four_of_the_ruling() -> None:
    assert [row.disposition for row in table.INVALID] == [D.WRONG_NUMBER, D.SILENT, D.DROPPED, D.TEST]
    assert [row.digit for row in table.INVALID] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("relations", "came"),
    [
        ({L.RECEIVED}, D.MATTER),
        ({L.ANSWERED}, D.CONSULTED),
        ({L.ANSWERED, L.RECEIVED}, D.MATTER),
        ({L.SUPPLEMENTED}, D.FOLLOWED_UP),
        ({L.JOINED, L.TOLD}, D.FOLLOWED_UP),
        ({L.DEMANDED}, D.DEMANDED),
        ({L.DEMANDED, L.TOLD}, D.DEMANDED),
        ({L.DEMANDED, L.SUPPLEMENTED}, D.FOLLOWED_UP),
        ({L.TOLD}, D.TOLD),
    ],
)
def test_r26_what_came_of_a_call_its_orders_say(relations: set[CallRelation], came: CallDisposition) -> None:
    call = dataclasses.replace(TO_DISPOSE, relations=frozenset(relations))
    assert calls.dispose(call, AGENT, NOW)["disposition"] is came


def test_r26_a_call_without_order_and_without_a_word_for_it_is_not_finished() -> None:
    assert refusal(lambda: calls.dispose(TO_DISPOSE, AGENT, NOW)) == "call_without_order"
    assert refusal(lambda: calls.dispose(TO_DISPOSE, AGENT, NOW, disposition=D.MATTER)) == "call_without_order"


def test_every_relation_leads_to_an_outcome() -> None:
    assert {relation for row in table.DISPOSITIONS for relation in row.relations} == set(L)
    assert {row.disposition for row in table.DISPOSITIONS} == set(D)


def test_r65_of_who_wants_to_be_unknown_the_number_goes_with_the_end_of_the_call() -> None:
    call = dataclasses.replace(TO_DISPOSE, relations=frozenset({L.RECEIVED}), anonymous=True)
    changes = calls.dispose(call, AGENT, NOW)
    gone = {name: value for name, value in changes.items() if name not in ("disposition", "disposed_at")}
    assert gone == calls.without_number(NOW)
    withheld = dataclasses.replace(call, has_number=False)
    assert "number_destroyed_at" not in calls.dispose(withheld, AGENT, NOW)


def test_r44_a_number_that_is_not_there_is_not_shown() -> None:
    bare = dataclasses.replace(TALKING, has_number=False)
    assert refusal(lambda: calls.reveal_number(bare, AGENT, NOW, purpose=NumberPurpose.VERIFY)) == "number_not_there"


@pytest.mark.parametrize("role", Role)
def test_r35_help_comes_from_a_shift_leader_and_from_nobody_else(role: Role) -> None:
    somebody = Actor(role, staff=OTHER, unit=1)
    if role in table.LEADERS:
        assert calls.take_up_alert(alerted(TALKING), somebody, NOW) == {"helped_at": NOW, "helped_by_id": OTHER}
    else:
        assert refusal(lambda: calls.take_up_alert(alerted(TALKING), somebody, NOW)) == "not_your_duty"


def test_r35_who_called_for_help_stays_on_the_line_until_it_comes() -> None:
    changes = calls.alert_shift_leader(TALKING, AGENT, NOW, service=EmergencyService.AMBULANCE)
    assert changes["alert_service"] is EmergencyService.AMBULANCE
    waiting = alerted(TALKING)
    assert refusal(lambda: calls.check_may_hang_up(waiting)) == "stay_on_the_line"
    assert refusal(lambda: calls.alert_shift_leader(waiting, AGENT, NOW)) == "alert_open"
    office = EmergencyService.DUTY_OFFICE
    assert refusal(lambda: calls.alert_shift_leader(TALKING, AGENT, NOW, service=office)) == "not_bridged"
    helped = dataclasses.replace(waiting, helped_at=NOW)
    calls.check_may_hang_up(helped)
    calls.check_may_hang_up(TALKING)
    assert refusal(lambda: calls.take_up_alert(helped, LEADER, NOW)) == "alert_over"
    assert calls.alert_shift_leader(helped, AGENT, NOW)["helped_at"] is None, "it can become worse again"


def test_every_row_cites_what_exists() -> None:
    for row in table.CALL_ACTS:
        assert row.articles
        assert [citation(one).zh for one in row.articles]
    for one in table.DISPOSITIONS:
        assert citation(one.article).zh
