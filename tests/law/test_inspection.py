"""Inspection of intake: who inspects whom, when a score stands, and who decides on an appeal (Art. 18; R9)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lianxin.law import inspection as table
from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.articles import citation
from lianxin.law.by import By
from lianxin.law.city_files import DataRefused
from lianxin.law.decisions import inspection
from lianxin.law.decisions.inspection import InspectionFacts, Score
from lianxin.law.inspection import Intake, sampled
from lianxin.law.inspection_form import parse_form
from lianxin.law.refusals import Refused
from lianxin.law.words import InspectionCause, InspectionState, Role
from tests.law.rules import calendar

FILE = Path(__file__).resolve().parents[2] / "cities" / "yunhe" / "inspection.toml"
TEXT = FILE.read_text(encoding="utf-8")
FORM = parse_form(TEXT, "inspection.toml")
CALENDAR = calendar(2026, 2025)
NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
AGENT, INSPECTOR, OTHER, LEADER, HEAD = 7, 8, 9, 10, 11
CENTRE, VENDOR = 1, 3
S = InspectionState


def by(role: Role, staff: int, *, unit: int = CENTRE, later: float = 0) -> By:
    return By(Actor(role, staff=staff, unit=unit), NOW + dt.timedelta(days=later), of_vendor=unit == VENDOR)


AGENT_SAYS, INSPECTS, LEADS = (
    by(Role.AGENT, AGENT),
    by(Role.QUALITY_INSPECTOR, INSPECTOR),
    by(Role.SHIFT_LEADER, LEADER),
)
DRAWN = InspectionFacts(agent=AGENT, agent_unit=CENTRE)
SCORED = dataclasses.replace(DRAWN, state=S.SCORED, inspector=INSPECTOR, appeal_until=NOW + dt.timedelta(days=3))
APPEALED = dataclasses.replace(SCORED, state=S.APPEALED)
EVERY = {one: dataclasses.replace(SCORED, state=one) for one in S} | {S.DRAWN: DRAWN}
FULL = Score({code: one.most for code, one in FORM.criteria.items()})
PARTLY = Score(FULL.points | {"complete": 8})

ACTS: dict[str, Callable[[InspectionFacts, By], Any]] = {
    "score_intake": lambda facts, who: inspection.score(
        facts, who, form=FORM, calendar=CALENDAR, given=FULL, better=""
    ),
    "acknowledge_score": inspection.acknowledge,
    "appeal_score": lambda facts, who: inspection.appeal(facts, who, reason="录音可查"),
    "decide_appeal": lambda facts, who: inspection.decide(facts, who, form=FORM, given=None, reason="评分恰当"),
}
WHO = {"score_intake": INSPECTS, "acknowledge_score": AGENT_SAYS, "appeal_score": AGENT_SAYS, "decide_appeal": LEADS}


def refusal(act: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


@pytest.mark.parametrize("row", table.INSPECTION_ACTS, ids=lambda row: row.action)
def test_every_act_cites_what_exists(row: table.InspectionAct) -> None:
    assert [citation(one).zh for one in row.articles]
    assert row.begins is (row.action not in ACTS)


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("action", ACTS)
def test_an_act_is_done_in_its_states_alone(action: str, state: InspectionState) -> None:
    if state in table.BY_ACTION[action].states:
        assert ACTS[action](EVERY[state], WHO[action])["state"] is not state
    else:
        assert refusal(lambda: ACTS[action](EVERY[state], WHO[action])) == "inspection_elsewhere"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", ACTS)
def test_an_act_is_done_by_its_offices_alone(action: str, role: Role) -> None:
    facts = EVERY[table.BY_ACTION[action].states[0]]
    staff = WHO[action].actor.staff or 0
    if role in table.BY_ACTION[action].roles:
        assert ACTS[action](facts, by(role, staff))
    else:
        assert refusal(lambda: ACTS[action](facts, by(role, staff))) == "not_your_duty"


def test_r9_the_vendors_people_neither_score_nor_decide_nor_flag_nor_draw_but_answer_for_themselves() -> None:
    scoring = by(Role.QUALITY_INSPECTOR, INSPECTOR, unit=VENDOR)
    assert refusal(lambda: ACTS["score_intake"](DRAWN, scoring)) == "vendor_barred"
    deciding = by(Role.SHIFT_LEADER, LEADER, unit=VENDOR)
    assert refusal(lambda: ACTS["decide_appeal"](APPEALED, deciding)) == "vendor_barred"
    leader = by(Role.SHIFT_LEADER, LEADER, unit=VENDOR)
    flag: dict[str, Any] = {"agent": AGENT, "cause": InspectionCause.BY_PERSON, "reason": "需核对"}
    assert refusal(lambda: inspection.flag(leader, **flag)) == "vendor_barred"
    drawing = by(Role.QUALITY_INSPECTOR, INSPECTOR, unit=VENDOR)
    assert refusal(lambda: inspection.draw(drawing, first=NOW.date(), last=NOW.date(), per_agent=1)) == "vendor_barred"
    assert inspection.acknowledge(SCORED, by(Role.AGENT, AGENT, unit=VENDOR))["state"] is S.ACKNOWLEDGED


def test_nobody_scores_decides_on_or_flags_what_they_took_in() -> None:
    own = by(Role.QUALITY_INSPECTOR, AGENT)
    assert refusal(lambda: ACTS["score_intake"](DRAWN, own)) == "own_intake"
    assert refusal(lambda: ACTS["decide_appeal"](APPEALED, by(Role.SHIFT_LEADER, AGENT))) == "own_intake"
    flag: dict[str, Any] = {"agent": LEADER, "cause": InspectionCause.BY_PERSON, "reason": "需核对"}
    assert refusal(lambda: inspection.flag(LEADS, **flag)) == "own_intake"


def test_who_scored_does_not_decide_on_the_appeal() -> None:
    both = dataclasses.replace(APPEALED, inspector=LEADER)
    assert refusal(lambda: ACTS["decide_appeal"](both, LEADS)) == "own_score"
    assert ACTS["decide_appeal"](both, by(Role.HEAD_OF_CENTRE, HEAD))["decided_by_id"] == HEAD


@pytest.mark.parametrize("action", ["acknowledge_score", "appeal_score"])
def test_only_the_agent_answers_and_a_colleague_learns_nothing(action: str) -> None:
    assert refusal(lambda: ACTS[action](SCORED, by(Role.AGENT, OTHER))) == "inspection_unknown"


# ---- the score -------------------------------------------------------------------------------------------------------


def test_a_score_counts_points_and_a_fatal_fault_makes_it_nothing() -> None:
    assert (FULL.total, PARTLY.total) == (100, 93)
    assert Score(FULL.points, ("leaked",)).total == 0


@pytest.mark.parametrize(
    "given",
    [
        Score({}),
        Score({**FULL.points, "complete": 14}),
        Score({**FULL.points, "unknown": 1}),
        Score(FULL.points, ("unknown",)),
    ],
    ids=["nothing", "no level", "no criterion", "no fault"],
)
def test_a_score_gives_each_criterion_one_of_its_levels(given: Score) -> None:
    asked: dict[str, Any] = {"form": FORM, "calendar": CALENDAR, "given": given}
    assert refusal(lambda: inspection.score(DRAWN, INSPECTS, better="都写明", **asked)) == "score_incomplete"


@pytest.mark.parametrize("given", [PARTLY, Score(FULL.points, ("leaked",))], ids=["points", "fault"])
def test_where_something_was_lost_the_agent_hears_what_to_do_better(given: Score) -> None:
    asked: dict[str, Any] = {"form": FORM, "calendar": CALENDAR, "given": given}
    assert refusal(lambda: inspection.score(DRAWN, INSPECTS, better=" ", **asked)) == "better_missing"
    changes = inspection.score(DRAWN, INSPECTS, better="请追问时间。", **asked)
    assert changes["total"] == given.total
    assert changes["form_version"] == FORM.version


def test_the_limit_of_the_appeal_is_counted_in_working_days_and_told_step_by_step() -> None:
    friday = dt.datetime(2026, 11, 27, 16, 0, tzinfo=NOW.tzinfo)
    due = inspection.appeal_limit(FORM, friday, CALENDAR)
    assert str(due.due_date) == "2026-12-02"
    assert due.steps[0].article == FORM.appeal_basis
    changes = inspection.score(DRAWN, INSPECTS, form=FORM, calendar=CALENDAR, given=FULL, better="")
    assert changes["appeal_until"] == inspection.appeal_limit(FORM, NOW, CALENDAR).due_at


# ---- appeal ----------------------------------------------------------------------------------------------------------


def test_an_appeal_comes_with_a_reason_and_before_the_limit() -> None:
    assert refusal(lambda: inspection.appeal(SCORED, AGENT_SAYS, reason=" ")) == "inspection_reason_missing"
    last = by(Role.AGENT, AGENT, later=3)
    assert refusal(lambda: inspection.appeal(SCORED, last, reason="录音可查")) == "appeal_late"
    just = dataclasses.replace(last, now=last.now - dt.timedelta(microseconds=1))
    assert inspection.appeal(SCORED, just, reason="录音可查") == {"state": S.APPEALED, "appealed_at": just.now}
    assert inspection.acknowledge(SCORED, last)["acknowledged_at"] == last.now


def test_a_decision_lets_the_score_stand_or_puts_another_in_its_place_and_keeps_both() -> None:
    stands = inspection.decide(APPEALED, LEADS, form=FORM, given=None, reason="录音与记录一致。")
    assert stands["upheld"] is False
    assert "total_decided" not in stands
    changed = inspection.decide(APPEALED, LEADS, form=FORM, given=PARTLY, reason="时间其实问过。")
    assert (changed["upheld"], changed["total_decided"]) == (True, 93)
    assert not {"points", "faults", "total"} & {*changed}


def test_a_decision_says_why() -> None:
    asked: dict[str, Any] = {"form": FORM, "given": None, "reason": ""}
    assert refusal(lambda: inspection.decide(APPEALED, LEADS, **asked)) == "inspection_reason_missing"


# ---- how one begins --------------------------------------------------------------------------------------------------


def test_a_person_flags_with_a_reason_and_the_clockwork_by_rule() -> None:
    person: dict[str, Any] = {"agent": AGENT, "cause": InspectionCause.BY_PERSON}
    assert refusal(lambda: inspection.flag(LEADS, reason="", **person)) == "inspection_reason_missing"
    inspection.flag(LEADS, reason="来电人另行反映", **person)
    system = By(SYSTEM, NOW)
    assert refusal(lambda: inspection.flag(system, reason="x", **person)) == "not_your_duty"
    rule: dict[str, Any] = {"agent": AGENT, "cause": InspectionCause.MISDIRECTED, "reason": ""}
    inspection.flag(system, **rule)
    assert refusal(lambda: inspection.flag(LEADS, **rule)) == "not_your_duty"
    assert refusal(lambda: inspection.flag(system, **(rule | {"agent": None}))) == "nobody_received"


@pytest.mark.parametrize(
    ("first", "last", "per_agent", "code"),
    [
        (0, 1, 1, "inspection_period"),
        (92, 0, 1, "inspection_period"),
        (1, 0, 0, "sample_size"),
        (1, 0, 51, "sample_size"),
    ],
)
def test_a_sample_has_a_period_and_a_size(first: int, last: int, per_agent: int, code: str) -> None:
    days = {"first": NOW.date() - dt.timedelta(days=first), "last": NOW.date() - dt.timedelta(days=last)}
    assert refusal(lambda: inspection.draw(INSPECTS, per_agent=per_agent, **days)) == code


def test_the_seed_alone_decides_what_is_drawn_and_no_order_of_the_intakes_changes_it() -> None:
    intakes = [Intake(agent, agent * 1000 + number) for agent in (1, 2) for number in range(40)] + [Intake(3, 3000)]
    drawn = sampled(intakes, seed="a", per_agent=5)
    assert drawn == sampled(reversed(intakes), seed="a", per_agent=5)
    assert drawn != sampled(intakes, seed="b", per_agent=5)
    assert {agent: len(ids) for agent, ids in drawn.items()} == {1: 5, 2: 5, 3: 1}
    assert all(one // 1000 == agent for agent, ids in drawn.items() for one in ids)


def test_every_intake_comes_about_as_often() -> None:
    intakes = [Intake(1, number) for number in range(10)]
    seen = [sampled(intakes, seed=str(seed), per_agent=1)[1][0] for seed in range(2000)]
    assert all(140 < seen.count(number) < 260 for number in range(10))


# ---- who reads -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "drawn", "scored"),
    [
        (AGENT_SAYS, False, True),
        (by(Role.QUALITY_INSPECTOR, AGENT), False, True),
        (INSPECTS, True, True),
        (by(Role.HEAD_OF_CENTRE, HEAD), True, True),
        (LEADS, False, True),
        (by(Role.SHIFT_LEADER, LEADER, unit=VENDOR), False, False),
        (by(Role.QUALITY_INSPECTOR, OTHER, unit=VENDOR), False, False),
        (by(Role.AGENT, OTHER), False, False),
        (by(Role.VENDOR_MANAGER, OTHER, unit=VENDOR), False, False),
        (By(SYSTEM, NOW), False, False),
    ],
)
def test_a_score_is_read_by_the_agent_and_by_whom_it_concerns(who: By, *, drawn: bool, scored: bool) -> None:
    assert (inspection.sees(DRAWN, who), inspection.sees(SCORED, who)) == (drawn, scored)


def test_the_vendors_shift_leader_reads_what_was_scored_of_the_vendors_people() -> None:
    leader = by(Role.SHIFT_LEADER, LEADER, unit=VENDOR)
    assert inspection.sees(dataclasses.replace(SCORED, agent_unit=VENDOR), leader)
    assert not inspection.sees(dataclasses.replace(DRAWN, agent_unit=VENDOR), leader)


# ---- the form --------------------------------------------------------------------------------------------------------


def test_the_demo_citys_form_reads_as_written() -> None:
    assert FORM.version == "2026-1"
    assert sum(one.most for one in FORM.criteria.values()) == 100
    assert FORM.criteria["complete"].levels == (15, 8, 0)
    assert FORM.nightly.flags == table.BY_RULE
    assert all(citation(one.basis) for one in (*FORM.criteria.values(), *FORM.faults))


@pytest.mark.parametrize(
    ("was", "becomes", "key"),
    [
        ("levels = [10, 5, 0]", "levels = [10, 5, 1]", "groups[0].criteria[0].levels"),
        ("levels = [10, 5, 0]", "levels = [9, 5, 0]", "groups"),
        ("levels = [10, 5, 0]", "levels = [10.0, 0]", "groups[0].criteria[0].levels"),
        ('code = "insulted"', 'code = "heard_out"', "code"),
        ('basis = "jinan_2018:19"', 'basis = "jinan_2018:190"', "faults[0].basis"),
        ('flags = ["misdirected"', 'flags = ["sample"', "nightly.flags"),
        ("orders_per_agent = 1", "orders_per_agent = 51", "nightly.orders_per_agent"),
        ("appeal_working_days = 3", "appeal_working_days = 0", "appeal_working_days"),
        ("call_minutes = 30", "call_minutes = 30\ncolour = 1", "nightly.colour"),
    ],
)
def test_a_form_that_does_not_hold_is_refused_with_its_key(was: str, becomes: str, key: str) -> None:
    with pytest.raises(DataRefused) as caught:
        parse_form(TEXT.replace(was, becomes, 1), "inspection.toml")
    assert (caught.value.source, caught.value.key) == ("inspection.toml", key)
