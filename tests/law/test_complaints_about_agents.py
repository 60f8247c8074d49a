"""A complaint about an agent goes to the quality section, never to the vendor or the agent's own team (R14)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from lianxin.law.actors import Actor, UnitDirectory
from lianxin.law.decisions import callback, dispatching, examination, feedback, handling, replies
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
