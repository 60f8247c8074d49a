"""The invented city with its people, and orders led through the door to where a page needs them."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import cached_property
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import timezone

from lianxin import actions
from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.intake import Intake
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Channel, Grade, Outcome, ReplyWay, RequestType, Role, Solved, StopGround
from lianxin.records.models import Staff, StaffRole, Unit, WorkOrder
from lianxin.runtime.city.loading import load_city

CITY = Path(__file__).resolve().parents[2] / "cities" / "yunhe"

AGENT, SHIFT_LEADER, DISPATCHER, ARBITER = "xiaming", "hehuaijin", "sunqian", "qiuxinyi"
EXAMINER, CALLBACK_CLERK, SUPERVISOR, HEAD = "chenli", "luyulan", "zhoumin", "baiwenbo"
CLERK, UNIT_HEAD, SUB_CLERK, STREET_CLERK, WORKER = "longli", "jinxiuying", "qinyong", "fanjun", "hemin"
HOST, SUB_UNIT, OTHER, STREET, COMMUNITY = (
    "city_management",
    "city_management.lighting",
    "housing",
    "lishan.qingfeng",
    "lishan.qingfeng.liuan",
)
OTHER_CLERK = "longlei"


class Town:
    """Units by code, people by user name."""

    def __init__(self) -> None:
        load_city(CITY, demo=True, progress=lambda zh, en: None)

    @cached_property
    def units(self) -> dict[str, int]:
        """Ids of units by code."""
        return dict(Unit.objects.values_list("code", "id"))

    @cached_property
    def offices(self) -> dict[str, StaffRole]:
        """The first office of everybody by user name."""
        rows = StaffRole.objects.select_related("staff").order_by("-id")
        return {row.staff.username: row for row in rows}

    def actor(self, username: str) -> Actor:
        """A person in their office; "system" is the clockwork."""
        if username == "system":
            return SYSTEM
        office = self.offices[username]
        return Actor(role=Role(office.role), staff=office.staff_id, unit=office.unit_id)

    def clerk_of(self, unit: str) -> str:
        """Somebody who works as clerk of a unit."""
        wanted = (Role.UNIT_CLERK, Role.UNIT_HEAD)
        return next(
            name for name, row in self.offices.items() if row.unit_id == self.units[unit] and row.role in wanted
        )

    def somebody(self, role: Role) -> str:
        """Somebody who holds an office of this kind, of several the first."""
        return min(name for name, row in self.offices.items() if row.role is role)

    def client(self, username: str, language: str = "zh-hans") -> Client:
        """A browser in which this person has signed in."""
        client = Client()
        client.force_login(Staff.objects.get(username=username))
        client.cookies["django_language"] = language
        return client

    def received(self, **more: Any) -> Story:
        """An order at its beginning, an hour and a half ago unless `at` says otherwise."""
        return Story(self, more.pop("at", timezone.now() - dt.timedelta(minutes=90)), **more)


def lately() -> dt.datetime:
    """Ten in the morning two days ago: what happens within hours of it happens in one month, whatever day is today."""
    morning = timezone.now().astimezone(SHANGHAI).replace(hour=10, minute=0, second=0, microsecond=0)
    return morning - dt.timedelta(days=2)


class Story:
    """One order and what happened to it; every step a minute after the one before."""

    def __init__(
        self, town: Town, at: dt.datetime, *, caller: actions.CallerEntry | None = None, **intake: Any
    ) -> None:
        self.town, self.now = town, at
        matter: dict[str, Any] = {
            "request_type": RequestType.HELP,
            "channel": Channel.PHONE,
            "title": "柳岸小区北门路灯不亮",
            "account": "来电人王女士称柳岸小区北门三盏路灯不亮，家住 3 号楼。",
            "address": "清风街道柳岸小区北门",
        }
        caller = caller or actions.CallerEntry(name="王小明", phone="13812345621")
        done = actions.receive(self.door(AGENT), intake=Intake(**matter | intake), callers=(caller,))
        self.id, self.number = done.order, done.number

    def door(self, username: str) -> actions.Door:
        """This person at the door, a minute later."""
        self.now += dt.timedelta(minutes=1)
        return actions.Door(self.town.actor(username), self.now, uuid.uuid4().hex)

    def do(self, username: str, action: str, **given: Any) -> Story:
        """One act by one person."""
        actions.ACTIONS[action](self.door(username), order=self.id, **given)
        return self

    @property
    def order(self) -> WorkOrder:
        """The order's record as it stands."""
        return WorkOrder.objects.get(pk=self.id)

    def dispatched(self, unit: str = HOST) -> Story:
        """With a unit."""
        transfer = "清风街道柳岸小区北门三盏路灯不亮，请核实维修。"
        return self.do(DISPATCHER, "dispatch", unit=self.town.units[unit], transfer=transfer)

    def signed(self, unit: str = HOST) -> Story:
        """In a unit's hands."""
        return self.dispatched(unit).do(self.town.clerk_of(unit), "sign")

    def replied(self, unit: str = HOST) -> Story:
        """Its caller has an answer."""
        clerk = self.town.clerk_of(unit)
        return self.signed(unit).do(clerk, "reply", caller=1, way=ReplyWay.BRIDGED_CALL, content="已维修，请您核实。")

    def fed_back(self, outcome: Outcome = Outcome.DONE, unit: str = HOST, **more: Any) -> Story:
        """The unit says what it did."""
        result = Result(outcome=outcome, findings="11 月 24 日已更换三盏灯具。", **more)
        return self.replied(unit).do(self.town.clerk_of(unit), "feed_back", result=result)

    def tracked(self) -> Story:
        """Not solved yet: a second date was told."""
        until = timezone.localdate() + dt.timedelta(days=20)
        story = self.fed_back(Outcome.CONSTRAINED, measures="灯具已订购。", second_date=until).do(EXAMINER, "examine")
        return story.do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(told=True))

    def examined(self, unit: str = HOST) -> Story:
        """The centre has passed the feedback."""
        return self.fed_back(unit=unit).do(EXAMINER, "examine")

    def called_back(self, *, content: bool = True, unit: str = HOST) -> Story:
        """The caller has said what they think of it."""
        grade = Grade.SATISFIED if content else Grade.DISSATISFIED
        solved = Solved.YES if content else Solved.NO
        talk = Talk(contacted=True, solved=solved, grade_result=grade, grade_attitude=grade)
        return self.examined(unit).do(CALLBACK_CLERK, "call_back", caller=1, talk=talk)

    def closed(self, unit: str = HOST) -> Story:
        """At its end."""
        return self.called_back(unit=unit).do(CALLBACK_CLERK, "close")

    def stopped(self) -> Story:
        """The unit works on it no more, because it was settled before."""
        earlier = Story(self.town, self.now - dt.timedelta(days=1)).closed()
        ground = StopGround.SAME_FACTS_AND_REASONS
        said = {"ground": ground, "statement": "同一事实已处理完毕。", "explanation": "此事已于前次办结，请您核实。"}
        return self.signed().do(CLERK, "stop", earlier=earlier.number, **said)

    def archived(self) -> Story:
        """Put away, long after its end."""
        self.closed()
        self.now += dt.timedelta(days=31)
        return self.do("system", "archive")
