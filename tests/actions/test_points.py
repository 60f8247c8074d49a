"""Points behind the door: words are found again by number, evidence is of the order, the log replays to them."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin import actions
from lianxin.actions import Door, Finding
from lianxin.law.actors import Actor
from lianxin.law.changes import replay
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.points import PointCheck
from lianxin.law.refusals import Refused
from lianxin.law.words import FeedbackVerdict, FlaggedKind, Outcome, PointState, ReplyWay, Role
from lianxin.records.load import read_order
from lianxin.records.models import Attachment, Event, Staff
from lianxin.records.points import words_of_points
from lianxin.vault.flags import Known, flags, tells_caller
from tests.small_city import MORNING, SmallCity, build_small_city, take

DONE = PointState.ANSWERED


@pytest.fixture
def city(db: None) -> SmallCity:
    return build_small_city()


def somebody(role: Role, unit: int) -> Actor:
    name = f"{role} of {unit}"
    who, _ = Staff.objects.get_or_create(username=name, defaults={"display_name": name})
    return Actor(role, staff=who.pk, unit=unit)


class Life:
    """One order on its way to the examiner."""

    def __init__(self, city: SmallCity, **answer: str) -> None:
        self.minute = 0
        self.examiner = somebody(Role.EXAMINER, city.dispatcher.unit or 0)
        self.clerk = somebody(Role.UNIT_CLERK, city.department)
        self.order = take(city, "call").order
        actions.dispatch(self.door(city.dispatcher), order=self.order, unit=city.department, transfer="请核实。")
        actions.sign(self.door(self.clerk), order=self.order)
        way, content = ReplyWay.BRIDGED_CALL, "已修好。"
        actions.reply(self.door(self.clerk), order=self.order, caller=1, way=way, content=content)
        result = Result(outcome=Outcome.DONE, findings="已修好。", **answer)
        actions.feed_back(self.door(self.clerk), order=self.order, result=result)

    def door(self, actor: Actor) -> Door:
        self.minute += 1
        return Door(actor, MORNING + dt.timedelta(minutes=self.minute), f"points-{self.minute}")

    def rule(self, *points: PointCheck, because: str = "") -> None:
        finding = Finding(FeedbackVerdict.PASS, points=points, stands_because=because)
        actions.rule_on_feedback(self.door(self.examiner), order=self.order, finding=finding)

    def list(self, *lines: str) -> None:
        actions.list_points(self.door(self.examiner), order=self.order, lines=lines)

    @property
    def points(self) -> list[tuple[str, PointState]]:
        rows, words = read_order(self.order).aggregate.point, words_of_points(self.order)
        return [(words[serial], row.state) for serial, row in rows.items()]


def test_the_words_of_a_point_are_found_by_its_number_and_the_log_replays_to_it(city: SmallCity) -> None:
    life = Life(city)
    life.list("路灯不亮", "围墙开裂")
    life.list("围墙开裂", "井盖缺失")
    assert life.points == [
        ("路灯不亮", PointState.DROPPED),
        ("围墙开裂", PointState.OPEN),
        ("井盖缺失", PointState.OPEN),
    ]
    life.rule(PointCheck(DONE, 2), PointCheck(DONE, 3), PointCheck(DONE, text="公开费用"))
    assert life.points[-1] == ("公开费用", DONE)
    log = Event.objects.filter(subject_kind="order", subject_id=life.order).order_by("sequence")
    payloads = log.values_list("payload", flat=True)
    assert replay(one["changes"] for one in payloads) == read_order(life.order).aggregate
    assert "路灯不亮" not in str(list(payloads))


def test_what_was_dropped_and_is_written_again_is_the_same_point(city: SmallCity) -> None:
    life = Life(city)
    life.list("路灯不亮", "围墙开裂")
    life.list("围墙开裂")
    life.list("路灯不亮", " 围墙开裂 ")
    assert life.points == [("路灯不亮", PointState.OPEN), ("围墙开裂", PointState.OPEN)]


def test_evidence_is_a_file_of_this_very_order(city: SmallCity) -> None:
    life = Life(city)
    file = {"media_type": "image/jpeg", "size": 1, "digest": b"", "storage_key": "00/00", "at": MORNING}
    mine = Attachment.objects.create(order_id=life.order, sequence=1, place=1, **file)
    other = Attachment.objects.create(order_id=take(city, "other").order, sequence=1, place=1, **file)
    with pytest.raises(Refused, match="evidence_unknown"):
        life.rule(PointCheck(DONE, text="路灯不亮", evidence=(other.pk,)))
    life.rule(PointCheck(DONE, text="路灯不亮", evidence=(mine.pk,)))
    assert read_order(life.order).aggregate.point[1].evidence == (mine.pk,)


def test_r43_the_door_itself_looks_at_the_answer_for_the_public(city: SmallCity) -> None:
    life = Life(city, public_answer="请与 13800005621 联系。")
    with pytest.raises(Refused, match="public_answer_flagged"):
        life.rule()
    life.rule(because="系单位公开的服务电话。")


def test_r44_on_a_secret_order_a_number_or_the_callers_whole_name_tells() -> None:
    known, text = Known(names=("王小明",)), "王小明与李女士，电话 13800005621。"
    telling = {span.kind for span in flags(text, known) if tells_caller(text, span, known)}
    assert telling == {FlaggedKind.NAME, FlaggedKind.PHONE}
    assert not any(tells_caller("李女士来电", span, known) for span in flags("李女士来电", known))
