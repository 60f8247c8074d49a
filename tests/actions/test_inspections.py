"""Inspections behind the door: drawn by seed, scored once, read back from the log, and remarks that can go."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from typing import Any

import orjson
import pytest

from lianxin import actions
from lianxin.actions import CallerEntry, Done, Door
from lianxin.actions._inspections import InspectionDone
from lianxin.actions.acknowledge_score import acknowledge_score
from lianxin.actions.appeal_score import appeal_score
from lianxin.actions.decide_appeal import decide_appeal
from lianxin.actions.draw_inspections import draw_inspections
from lianxin.actions.flag_for_inspection import flag_for_inspection
from lianxin.actions.score_intake import score_intake
from lianxin.jobs.inspect import inspect_nightly
from lianxin.jobs.turn import Turn
from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.by import By
from lianxin.law.decisions.inspection import Score, sees
from lianxin.law.event_body import StoredEvent
from lianxin.law.event_chain import verify_chain
from lianxin.law.inspection import Intake, sampled
from lianxin.law.inspection_form import parse_form
from lianxin.law.refusals import Refused
from lianxin.law.seals import Head
from lianxin.law.words import (
    CallDirection,
    CallDisposition,
    InspectedKind,
    InspectionCause,
    InspectionState,
    InspectionTextKind,
    OverlayKind,
    OverlayState,
    Role,
    SendBackReason,
)
from lianxin.records.inspections import (
    by_agent,
    by_criterion,
    facts_of,
    forms_used,
    open_to,
    remarks_of,
    score_of,
    scored_in,
)
from lianxin.records.intakes import Days, sizes
from lianxin.records.models import (
    Call,
    Event,
    Inspection,
    InspectionFormVersion,
    InspectionSample,
    InspectionText,
    OrderCaller,
    Overlay,
    Staff,
    StaffRole,
    WorkOrder,
)
from tests.small_city import FILES, MORNING, SmallCity, build_small_city, matter

TEXT = (FILES / "yunhe" / "inspection.toml").read_text(encoding="utf-8")
FORM = parse_form(TEXT, "inspection.toml")
FULL = Score({code: one.most for code, one in FORM.criteria.items()})
PARTLY = Score(FULL.points | {"complete": 8, "wording": 0})
TODAY = Days(MORNING.date(), MORNING.date())
ACCOUNT = "来电人王小明称柳岸小区北门三盏路灯不亮，要求尽快维修。"
REMARK = "请追问发生的时间，王小明没有说全。"
_keys = itertools.count(1)


@dataclasses.dataclass(frozen=True)
class Hotline:
    """The small city with those who inspect."""

    city: SmallCity
    agent: Actor
    second: Actor
    inspector: Actor
    leader: Actor
    head: Actor

    def received(self, *, by: Actor | None = None, minutes: int = 0, account: str = ACCOUNT) -> Done:
        told = dataclasses.replace(matter(), account=account)
        at = MORNING + dt.timedelta(minutes=minutes)
        callers = (CallerEntry(name="王小明", phone="13812345621"),)
        return actions.receive(Door(by or self.agent, at, f"in-{next(_keys)}"), intake=told, callers=callers)


@pytest.fixture
def hotline(db: None) -> Hotline:
    return with_inspectors(FORM.in_force_from)


def with_inspectors(since: dt.date) -> Hotline:
    """The small city with its people and a form that is in force since a day."""
    city = build_small_city()
    InspectionFormVersion.objects.create(version=FORM.version, in_force_from=since, text=TEXT, recorded_at=MORNING)
    roles = (Role.AGENT, Role.QUALITY_INSPECTOR, Role.SHIFT_LEADER, Role.HEAD_OF_CENTRE)
    second, inspector, leader, head = (_person(f"second-{role.value}", role, city.hotline) for role in roles)
    StaffRole.objects.create(
        staff_id=city.agent.staff, role=Role.AGENT, unit_id=city.hotline, valid_from=dt.date(2026, 1, 1)
    )
    return Hotline(city, city.agent, second, inspector, leader, head)


def _person(name: str, role: Role, unit: int) -> Actor:
    staff = Staff.objects.create(username=name, display_name=name)
    StaffRole.objects.create(staff=staff, role=role, unit_id=unit, valid_from=dt.date(2026, 1, 1))
    return Actor(role, staff=staff.pk, unit=unit)


def door(actor: Actor, *, days: float = 0, key: str = "") -> Door:
    return Door(actor, MORNING + dt.timedelta(days=days, hours=2), key or f"inspect-{next(_keys)}")


def draw(hotline: Hotline, per_agent: int = 1, seed: str = "seed", **more: Any) -> list[InspectionDone]:
    given = {"what": InspectedKind.ORDER, "days": TODAY} | more
    key = given.pop("key", "")
    return draw_inspections(door(hotline.inspector, key=key), per_agent=per_agent, seed=seed, **given)


def drawn(hotline: Hotline) -> Inspection:
    hotline.received()
    return Inspection.objects.get(pk=draw(hotline)[0].inspection)


def scored(hotline: Hotline, score: Score = PARTLY) -> Inspection:
    row = drawn(hotline)
    score_intake(door(hotline.inspector), inspection=row.pk, score=score, good="语气平和。", better=REMARK)
    row.refresh_from_db()
    return row


def appealed(hotline: Hotline) -> Inspection:
    row = scored(hotline)
    appeal_score(door(hotline.agent, days=1), inspection=row.pk, reason="录音中问过时间。")
    row.refresh_from_db()
    return row


def refusal(act: Any) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def events_of(row: Inspection) -> list[Event]:
    return list(Event.objects.filter(subject_kind="inspection", subject_id=row.pk).order_by("sequence"))


def assert_whole(row: Inspection) -> None:
    rows = [
        StoredEvent(*one)._replace(payload=orjson.dumps(one[StoredEvent._fields.index("payload")]))
        for one in Event.objects.filter(subject_kind="inspection", subject_id=row.pk)
        .order_by("sequence")
        .values_list(*StoredEvent._fields)
    ]
    head = Head("inspection", row.pk, row.head_sequence, bytes(row.head_hash))
    assert verify_chain([one._replace(hash=bytes(one.hash)) for one in rows], head) == []


# ---- drawn -----------------------------------------------------------------------------------------------------------


def test_a_sample_can_be_drawn_again_from_what_the_log_holds(hotline: Hotline) -> None:
    mine = [hotline.received(minutes=one).order for one in range(6)]
    other = [hotline.received(by=hotline.second, minutes=one).order for one in range(3)]
    done = draw(hotline, per_agent=2, seed="s1")
    rows = list(Inspection.objects.filter(pk__in=[one.inspection for one in done]))
    agent, second = hotline.agent.staff or 0, hotline.second.staff or 0
    again = sampled(
        [*(Intake(agent, one) for one in mine), *(Intake(second, one) for one in other)], seed="s1", per_agent=2
    )
    assert {row.order_id for row in rows} == {one for ids in again.values() for one in ids}
    told = events_of(rows[0])[0].payload
    assert (told["seed"], told["per_agent"], told["first_date"]) == ("s1", 2, "2026-11-06")
    assert told["size"] == {agent: 6, second: 3}[rows[0].agent_id]
    sample = InspectionSample.objects.get()
    assert sample.sizes == {str(agent): [6, 2], str(second): [3, 2]}
    assert {row.agent_unit_id for row in rows} == {hotline.city.hotline}
    assert all(row.state is InspectionState.DRAWN and row.cause is InspectionCause.SAMPLE for row in rows)


def test_the_same_request_draws_once_and_another_draws_what_is_left(hotline: Hotline) -> None:
    for one in range(3):
        hotline.received(minutes=one)
    assert dict(sizes(InspectedKind.ORDER, TODAY)) == {hotline.agent.staff: 3}
    first = draw(hotline, per_agent=2, key="once")
    again = draw(hotline, per_agent=2, key="once", seed="another")
    assert [one.inspection for one in again] == [one.inspection for one in first]
    assert all(one.repeated for one in again)
    assert dict(sizes(InspectedKind.ORDER, TODAY)) == {hotline.agent.staff: 1}
    assert len(draw(hotline, per_agent=2)) == 1
    assert refusal(lambda: draw(hotline)) == "nothing_to_draw"
    assert Inspection.objects.count() == 3


def test_other_days_and_other_peoples_entries_are_not_drawn(hotline: Hotline) -> None:
    order = hotline.received()
    WorkOrder.objects.filter(pk=hotline.received(minutes=1).order).update(split_from=order.order)
    tomorrow = Days(TODAY.last + dt.timedelta(days=1), TODAY.last + dt.timedelta(days=1))
    assert sizes(InspectedKind.ORDER, tomorrow) == []
    assert sizes(InspectedKind.ORDER, TODAY) == [(hotline.agent.staff, 1)]
    assert sizes(InspectedKind.CALL, TODAY) == []


@pytest.mark.django_db
def test_before_the_first_form_is_in_force_nothing_is_drawn() -> None:
    hotline = with_inspectors(dt.date(2027, 1, 1))
    hotline.received()
    assert refusal(lambda: draw(hotline)) == "form_unknown"
    assert inspect_nightly(MORNING + dt.timedelta(days=1), Turn()).done == 0


def test_a_call_is_inspected_by_its_own_id(hotline: Hotline) -> None:
    call = a_call(hotline, minutes=5)
    row = Inspection.objects.get(pk=draw(hotline, what=InspectedKind.CALL)[0].inspection)
    assert (row.call_id, row.order_id, row.agent_id, row.taken_at) == (
        call.pk,
        None,
        hotline.agent.staff,
        call.answered_at,
    )


def a_call(hotline: Hotline, *, minutes: int) -> Call:
    begun = MORNING + dt.timedelta(minutes=1)
    return Call.objects.create(
        source="pbx",
        source_id=f"c{next(_keys)}",
        direction=CallDirection.IN,
        agent_id=hotline.agent.staff,
        offered_at=begun,
        answered_at=begun,
        ended_at=begun + dt.timedelta(minutes=minutes),
        disposition=CallDisposition.WRONG_NUMBER,
        disposed_at=begun + dt.timedelta(minutes=minutes + 1),
    )


# ---- flagged ---------------------------------------------------------------------------------------------------------


def test_a_person_flags_an_order_once_with_a_reason_that_is_no_part_of_the_log(hotline: Hotline) -> None:
    order = hotline.received().order
    flag = {"what": InspectedKind.ORDER, "subject": order, "reason": "来电人王小明说没有记全。"}
    done = flag_for_inspection(door(hotline.leader), **flag)
    row = Inspection.objects.get(pk=done.inspection)
    assert (row.cause, row.drawn_by_id) == (InspectionCause.BY_PERSON, hotline.leader.staff)
    assert remarks_of(row.pk)[InspectionTextKind.REASON] == flag["reason"]
    assert "王小明" not in orjson.dumps(events_of(row)[0].payload).decode()
    assert refusal(lambda: flag_for_inspection(door(hotline.leader), **flag)) == "inspected_already"
    unknown = flag | {"subject": 1}
    assert refusal(lambda: flag_for_inspection(door(hotline.leader), **unknown)) == "nobody_received"
    assert refusal(lambda: flag_for_inspection(door(hotline.agent), **flag)) == "not_your_duty"


def test_the_night_draws_for_each_agent_and_flags_what_the_rules_find_and_twice_is_once(hotline: Hotline) -> None:
    flags = {
        "misdirected": hotline.received(minutes=1).order,
        "sent_back_twice": hotline.received(minutes=2).order,
        "attitude": hotline.received(minutes=3).order,
        "unusual_length": hotline.received(minutes=4, account="路灯不亮").order,
    }
    _sent_back(flags["misdirected"], SendBackReason.NOT_OUR_DUTY)
    _sent_back(flags["sent_back_twice"], SendBackReason.OTHER)
    WorkOrder.objects.filter(pk=flags["sent_back_twice"]).update(upheld_send_backs=2)
    OrderCaller.objects.filter(order=flags["attitude"]).update(grade_attitude="very_dissatisfied", rated_at=MORNING)
    long, short = a_call(hotline, minutes=31), a_call(hotline, minutes=29)
    night = MORNING + dt.timedelta(days=1)
    drawn_first = inspect_nightly(night, Turn()).done
    sample = Inspection.objects.get(cause=InspectionCause.SAMPLE)
    found = {row.cause.value: row.order_id for row in Inspection.objects.filter(order__isnull=False)}
    expected = {cause: order for cause, order in flags.items() if order != sample.order_id}
    assert expected == {cause: order for cause, order in found.items() if cause != "sample"}
    assert (len(expected), drawn_first) == (3, 5)
    assert [row.call_id for row in Inspection.objects.filter(call__isnull=False)] == [long.pk]
    assert short.pk != long.pk
    assert all(row.drawn_by_id is None for row in Inspection.objects.all())
    assert inspect_nightly(night, Turn()).done == 0


def test_nights_that_were_missed_are_made_good_each_with_its_own_sample(hotline: Hotline) -> None:
    for days in (0, 1):
        hotline.received(minutes=days * 24 * 60)
    assert inspect_nightly(MORNING + dt.timedelta(days=4), Turn()).done == 2
    assert [row.first_date.day for row in InspectionSample.objects.order_by("first_date")] == [6, 7]


def _sent_back(order: int, reason: SendBackReason) -> None:
    Overlay.objects.create(
        order_id=order,
        serial=9,
        kind=OverlayKind.SEND_BACK,
        state=OverlayState.UPHELD,
        opened_at=MORNING,
        ended_at=MORNING,
        code=reason.value,
    )


# ---- scored, answered, decided ---------------------------------------------------------------------------------------


def test_a_score_is_kept_with_its_form_and_the_log_gives_the_inspection_back(hotline: Hotline) -> None:
    row = appealed(hotline)
    decide_appeal(door(hotline.leader, days=2), inspection=row.pk, reason="录音可以听出。", score=FULL)
    row.refresh_from_db()
    assert (row.total, row.total_decided, row.form_version) == (88, 100, FORM.version)
    assert score_of(row) == FULL
    names = [one.name for one in events_of(row)]
    assert names == ["draw_inspections", "score_intake", "appeal_score", "decide_appeal"]
    told: dict[str, Any] = {}
    for one in events_of(row):
        told |= one.payload["changes"]
    for name, value in told.items():
        now = getattr(row, f"{name}_id", None) if hasattr(row, f"{name}_id") else getattr(row, name)
        assert (dt.datetime.fromisoformat(value) if name.endswith(("_at", "_until")) else value) == now, name
    assert {"state", "points", "points_decided", "total", "inspector", "decided_by", "agent", "order"} <= {*told}
    assert_whole(row)


def test_remarks_are_no_part_of_the_log_and_go_with_the_words_of_the_order(hotline: Hotline) -> None:
    row = appealed(hotline)
    assert remarks_of(row.pk)[InspectionTextKind.BETTER] == REMARK
    assert {one.kind for one in InspectionText.objects.all()} == {
        InspectionTextKind.GOOD,
        InspectionTextKind.BETTER,
        InspectionTextKind.APPEAL,
    }
    assert all("时间" not in orjson.dumps(one.payload).decode() for one in events_of(row))
    person = OrderCaller.objects.get(order=row.order_id).person_id
    assert person is not None
    WorkOrder.objects.filter(pk=row.order_id).update(state="archived", archived_at=MORNING, closed_at=MORNING)
    actions.forget(door(hotline.head), person=person)
    assert remarks_of(row.pk) == {}
    assert InspectionText.objects.filter(hmac_key__isnull=False).count() == 0
    assert_whole(row)


def test_the_same_score_twice_is_one_and_another_is_refused(hotline: Hotline) -> None:
    row = drawn(hotline)
    for _again in range(2):
        done = score_intake(door(hotline.inspector, key="one"), inspection=row.pk, score=FULL)
    assert done.repeated
    other = {"inspection": row.pk, "score": PARTLY, "better": "x"}
    assert refusal(lambda: score_intake(door(hotline.inspector, key="one"), **other)) == "request_key_reused"
    assert refusal(lambda: score_intake(door(hotline.inspector), **other)) == "inspection_elsewhere"


def test_the_agent_lets_it_stand(hotline: Hotline) -> None:
    row = scored(hotline)
    assert refusal(lambda: acknowledge_score(door(hotline.second), inspection=row.pk)) == "inspection_unknown"
    acknowledge_score(door(hotline.agent), inspection=row.pk)
    row.refresh_from_db()
    assert row.state is InspectionState.ACKNOWLEDGED
    assert refusal(lambda: acknowledge_score(door(hotline.agent), inspection=10**9)) == "inspection_unknown"


def test_after_three_working_days_the_score_stands(hotline: Hotline) -> None:
    row = scored(hotline)  # on a Friday: the limit ends with Wednesday
    late = {"inspection": row.pk, "reason": "问过时间。"}
    assert refusal(lambda: appeal_score(door(hotline.agent, days=6), **late)) == "appeal_late"
    appeal_score(door(hotline.agent, days=5.4), **late)


def test_an_appeal_refused_leaves_the_score(hotline: Hotline) -> None:
    row = appealed(hotline)
    assert refusal(lambda: decide_appeal(door(hotline.inspector), inspection=row.pk, reason="x")) == "not_your_duty"
    decide_appeal(door(hotline.head), inspection=row.pk, reason="录音中没有问。")
    row.refresh_from_db()
    assert (row.upheld, row.total, row.total_decided) == (False, 88, None)
    assert score_of(row) == PARTLY


# ---- read ------------------------------------------------------------------------------------------------------------


def test_the_query_finds_exactly_what_the_law_lets_each_one_read(hotline: Hotline) -> None:
    scored(hotline)
    hotline.received(by=hotline.second, minutes=3)
    draw(hotline, per_agent=5)
    vendors = [dataclasses.replace(one, role=Role.SHIFT_LEADER) for one in (hotline.leader, hotline.agent)]
    everybody = [hotline.agent, hotline.second, hotline.inspector, hotline.leader, hotline.head, SYSTEM, *vendors]
    inspecting = dataclasses.replace(hotline.second, role=Role.QUALITY_INSPECTOR)
    for actor in (*everybody, inspecting):
        for of_vendor in (False, True):
            by = By(actor, MORNING, of_vendor=of_vendor)
            lawful = {row.pk for row in Inspection.objects.all() if sees(facts_of(row), by)}
            rows = Inspection.objects.filter(open_to(actor, of_vendor=of_vendor))
            assert set(rows.values_list("pk", flat=True)) == lawful, (actor, of_vendor)


def test_results_count_what_stands_by_agent_and_by_criterion(hotline: Hotline) -> None:
    first = appealed(hotline)
    decide_appeal(door(hotline.leader, days=2), inspection=first.pk, reason="已核。", score=FULL)
    hotline.received(by=hotline.second, minutes=7)
    second = draw(hotline, per_agent=5)[0].inspection
    fatal = Score(PARTLY.points, ("leaked",))
    score_intake(door(hotline.inspector), inspection=second, score=fatal, better="不得泄露。")
    chosen = scored_in(TODAY, hotline.inspector, of_vendor=False)
    assert {one.agent: (one.count, one.total, one.fatal) for one in by_agent(chosen)} == {
        hotline.agent.staff: (1, 100, 0),
        hotline.second.staff: (1, 0, 1),
    }
    most = {(FORM.version, code): one.most for code, one in FORM.criteria.items()}
    found = {one.code: (one.count, one.points, one.lost) for one in by_criterion(chosen, most)}
    assert found["complete"] == (2, 23, 1)
    assert found["accurate"] == (2, 30, 0)
    assert forms_used(chosen) == [FORM.version]
    assert by_agent(scored_in(Days(dt.date(2026, 1, 1), dt.date(2026, 1, 2)), hotline.inspector, of_vendor=False)) == []
