"""A complaint about an agent goes to the quality section, never to the vendor or the agent's own team (R14)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.decisions import callback, conflict, dispatching, examination, feedback, handling, intake, replies
from lianxin.law.decisions.conflict import Correction, Subject
from lianxin.law.decisions.feedback import Result
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.visibility import Audience, Part, audience, sees
from lianxin.law.words import Grade, OrderState, Outcome, ReplyWay, RequestType, Role, Solved, UnitKind
from tests.law.drafts import (
    DISPATCHER,
    HOTLINE,
    OFFICE,
    SECTION,
    UNITS,
    VENDOR,
    Life,
    in_office,
    received,
    refuses,
    staff,
    unit_facts,
)

QUALITY = 5
CITY = UnitDirectory(
    {**UNITS.units, QUALITY: unit_facts(QUALITY, UnitKind.CENTRE_SECTION, HOTLINE)},
    {**UNITS.offices, **in_office(QUALITY, UnitKind.CENTRE_SECTION)},
)
OURS, VENDORS = staff(Role.AGENT, SECTION, 4), staff(Role.AGENT, VENDOR, 4)
INSPECTOR = staff(Role.QUALITY_INSPECTOR, QUALITY)
TEAM = {OURS: SECTION, VENDORS: VENDOR}
AGENTS = pytest.mark.parametrize("agent", [OURS, VENDORS], ids=["ours", "the vendor's"])


def complaint(agent: Actor, kind: RequestType = RequestType.COMPLAIN) -> Life:
    return received(kind=kind, units=CITY, subject_staff=agent.staff)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def reads_as(life: Life, actor: Actor) -> Audience:
    return audience(Draft.of(life.whole, life.around(actor)))


@AGENTS
@pytest.mark.parametrize("kind", [RequestType.COMPLAIN, RequestType.TIP_OFF])
def test_it_goes_to_the_quality_section_and_never_to_the_agents_own_team(agent: Actor, kind: RequestType) -> None:
    with refuses("goes_to_other_section"):
        complaint(agent, kind).dispatch(TEAM[agent])
    assert complaint(agent, kind).dispatch(QUALITY).state is OrderState.HANDLING


@AGENTS
def test_no_complaint_about_an_agent_goes_to_the_vendor_whosever_the_agent_is(agent: Actor) -> None:
    assert code_of(lambda: complaint(agent).dispatch(VENDOR)) == "goes_to_other_section"


@AGENTS
def test_the_agents_own_team_and_the_vendor_get_it_neither_beside_nor_as_a_copy(agent: Actor) -> None:
    team, other = TEAM[agent], (VENDOR if agent is OURS else SECTION)
    for unit, why in ((team, "goes_to_other_section"), (other, "cooperating_body")):
        assert code_of(partial(complaint(agent).dispatch, QUALITY, co_handlers=(unit,))) == why
    assert code_of(partial(complaint(agent).dispatch, QUALITY, copies=(team,))) == "goes_to_other_section"
    if other == VENDOR:
        assert code_of(partial(complaint(agent).dispatch, QUALITY, copies=(VENDOR,))) == "not_a_handler"


@AGENTS
def test_nor_by_a_later_change_of_host(agent: Actor) -> None:
    for unit in {TEAM[agent], VENDOR}:
        life = complaint(agent).dispatch(QUALITY)
        change = partial(life.act, DISPATCHER, "change_host", dispatching.change_host, unit=unit, reason="请核查")
        assert code_of(change) == "goes_to_other_section"


@AGENTS
def test_the_agent_complained_of_never_reads_it_in_whatever_office_and_state(agent: Actor) -> None:
    life = complaint(agent)
    offices = [
        agent,
        Actor(Role.SHIFT_LEADER, agent.staff, agent.unit),
        Actor(Role.QUALITY_INSPECTOR, agent.staff, QUALITY),
    ]
    steps = (
        lambda: None,
        lambda: life.dispatch(QUALITY),
        lambda: life.act(INSPECTOR, "sign", handling.sign),
        lambda: life.act(INSPECTOR, "reply", replies.reply, caller=1, way=ReplyWay.BRIDGED_CALL, content="已核查。"),
        lambda: life.act(
            INSPECTOR, "feed_back", feedback.feed_back, result=Result(outcome=Outcome.DONE, findings="已核查。")
        ),
        life.examine,
        lambda: life.call_back().close(),
    )
    for step in steps:
        step()
        for office in offices:
            draft = Draft.of(life.whole, life.around(office))
            assert reads_as(life, office) is Audience.NOBODY
            assert not [part for part in Part if sees(draft, part)]
    assert life.state is OrderState.CLOSED


@AGENTS
def test_the_team_does_not_judge_it(agent: Actor) -> None:
    life = complaint(agent).dispatch(QUALITY)
    life.act(INSPECTOR, "sign", handling.sign)
    life.act(INSPECTOR, "reply", replies.reply, caller=1, way=ReplyWay.BRIDGED_CALL, content="已核查。")
    life.act(INSPECTOR, "feed_back", feedback.feed_back, result=Result(outcome=Outcome.DONE, findings="已核查。"))
    if agent is OURS:
        with refuses("about_section"):
            life.act(staff(Role.EXAMINER, SECTION), "examine", examination.examine)
    life.examine()
    talk = callback.Talk(contacted=True, solved=Solved.YES, grade_result=Grade.FAIR, grade_attitude=Grade.FAIR)
    with refuses("about_section"):
        clerk = staff(Role.CALLBACK_CLERK, TEAM[agent])
        life.act(clerk, "call_back", callback.call_back, caller=1, talk=talk)


@AGENTS
def test_who_handles_it_reads_it_and_the_general_office_may_have_it_too(agent: Actor) -> None:
    life = complaint(agent).dispatch(QUALITY)
    assert reads_as(life, INSPECTOR) is Audience.HOST_CHAIN
    assert complaint(agent).dispatch(OFFICE).state is OrderState.HANDLING


# ---- who reads it ----------------------------------------------------------------------------------------------------

FLOOR = (Role.AGENT, Role.SHIFT_LEADER, Role.DISPATCHER, Role.CALLBACK_CLERK)


def colleagues(unit: int) -> list[Actor]:
    return [staff(role, unit, 7) for role in (*FLOOR, *((Role.VENDOR_MANAGER,) if unit == VENDOR else ()))]


@AGENTS
@pytest.mark.parametrize("kind", [RequestType.COMPLAIN, RequestType.TIP_OFF])
def test_r14_the_agents_own_team_and_the_vendor_read_nothing_of_what_was_passed_on(
    agent: Actor, kind: RequestType
) -> None:
    life = complaint(agent, kind).dispatch(QUALITY)
    for unit in {TEAM[agent], VENDOR}:
        for colleague in colleagues(unit):
            assert reads_as(life, colleague) is Audience.NOBODY
            assert not [part for part in Part if sees(Draft.of(life.whole, life.around(colleague)), part)]


@AGENTS
def test_r14_everybody_else_at_the_centre_reads_it_as_any_other_order(agent: Actor) -> None:
    life = complaint(agent).dispatch(QUALITY)
    others = [staff(role) for role in (Role.DISPATCHER, Role.EXAMINER, Role.SUPERVISOR, Role.HEAD_OF_CENTRE)]
    others += [staff(Role.GENERAL_OFFICE_CLERK, OFFICE), staff(Role.AGENT)]
    others += [staff(Role.AGENT, SECTION)] if agent is VENDORS else []
    assert {reads_as(life, one) for one in others} == {Audience.CENTRE}


@AGENTS
def test_r14_until_then_the_team_has_it_in_hand_to_pass_it_on_and_for_nothing_else(agent: Actor) -> None:
    life = complaint(agent)
    taker = staff(Role.AGENT, TEAM[agent])
    assert reads_as(life, taker) is Audience.PASSING_ON
    assert not sees(Draft.of(life.whole, life.around(taker)), Part.IDENTITY)
    with refuses("about_section"):
        life.draft(taker, "supplement")
    life.act(taker, "queue", intake.queue)
    assert reads_as(life, taker) is Audience.PASSING_ON
    life.dispatch(QUALITY)
    with refuses("about_section"):
        life.draft(taker, "report_risk")
    life.act(DISPATCHER, "recall", dispatching.recall, reason="另行安排")
    assert (life.state, reads_as(life, taker)) == (OrderState.DISPATCHING, Audience.NOBODY)
    with refuses("about_section"):
        life.draft(taker, "dispatch")


def test_r14_the_vendor_is_kept_out_whosever_the_agent_is_and_is_told_why() -> None:
    with refuses("about_agent"):
        complaint(OURS).dispatch(QUALITY).draft(staff(Role.CALLBACK_CLERK, VENDOR), "report_risk")


def test_r11_where_there_is_no_team_the_named_person_alone_stays_out() -> None:
    life = complaint(staff(Role.AGENT, HOTLINE, 4)).dispatch(QUALITY)
    assert reads_as(life, staff(Role.AGENT, HOTLINE, 4)) is Audience.NOBODY
    assert reads_as(life, staff(Role.AGENT, HOTLINE, 7)) is Audience.CENTRE
    assert reads_as(life, staff(Role.AGENT, VENDOR, 7)) is Audience.NOBODY


def test_r59_a_dispatchers_section_goes_on_with_its_other_work() -> None:
    life = complaint(staff(Role.DISPATCHER, SECTION, 4)).dispatch(QUALITY)
    assert reads_as(life, staff(Role.DISPATCHER, SECTION, 7)) is Audience.CENTRE
    life.act(staff(Role.DISPATCHER, SECTION, 7), "recall", dispatching.recall, reason="另行安排")


@AGENTS
def test_r14_who_once_took_calls_in_a_team_is_kept_apart_from_it_too(agent: Actor) -> None:
    assert agent.staff is not None
    moved = {**CITY.offices, agent.staff: frozenset({(Role.AGENT, TEAM[agent]), (Role.AGENT, HOTLINE)})}
    life = received(kind=RequestType.COMPLAIN, units=UnitDirectory(CITY.units, moved), subject_staff=agent.staff)
    life.dispatch(QUALITY)
    assert reads_as(life, staff(Role.AGENT, TEAM[agent], 7)) is Audience.NOBODY


@AGENTS
def test_r9_a_correction_that_would_open_it_to_the_team_is_decided(agent: Actor) -> None:
    life = complaint(agent).dispatch(QUALITY)
    other = Correction(subject=Subject(person="另一人"))
    with refuses("bar_would_fall"):
        life.act(DISPATCHER, "correct", conflict.correct, reason="记错", correction=other)
    life.act(staff(Role.EXAMINER), "correct", conflict.correct, reason="记错", correction=other)
    assert reads_as(life, staff(Role.AGENT, TEAM[agent], 7)) is Audience.CENTRE
