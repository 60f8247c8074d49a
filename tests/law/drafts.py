"""Orders lived through in memory: units of all kinds, people in their offices, and acts that pass gate and replay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from lianxin.law.actors import Actor, UnitDirectory, UnitFacts
from lianxin.law.calendar import WorkingCalendar
from lianxin.law.catalogue import Catalogue
from lianxin.law.changes import replay
from lianxin.law.decide import assert_lawful
from lianxin.law.decisions import callback, dispatching, examination, feedback, handling, intake, replies
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.intake import Intake, Wishes
from lianxin.law.draft import Draft, Surroundings
from lianxin.law.gate import check
from lianxin.law.policy import Policy
from lianxin.law.refusals import Refused
from lianxin.law.state import (
    Caller,
    Clock,
    OrderAggregate,
    Overlay,
)
from lianxin.law.unit_kinds import OFFICES, UNIT_KINDS
from lianxin.law.words import (
    Channel,
    ClockName,
    CorrectionGround,
    Grade,
    OrderState,
    Outcome,
    OverlayKind,
    ReplyState,
    ReplyWay,
    RequestType,
    Role,
    Solved,
    UnitKind,
)
from tests.law.rules import at, calendar, policy

MORNING = at("2026-11-16T10:00")
"""A plain Monday: five working days later is Monday 2026-11-23, 24:00."""

OFFICE, HOTLINE, SECTION, VENDOR = 1, 2, 3, 4
COUNTY, COUNTY_OFFICE, COUNTY_HOTLINE, STREET, COUNTY_DEPARTMENT, COMMUNITY = 10, 11, 12, 13, 14, 15
DEPARTMENT, SUB_UNIT, OTHER, OUTSIDE, MASS = 20, 21, 22, 30, 31

_UNITS: tuple[tuple[int, UnitKind, int | None], ...] = (
    (OFFICE, UnitKind.CITY_OFFICE, None),
    (HOTLINE, UnitKind.CITY_HOTLINE, OFFICE),
    (SECTION, UnitKind.CENTRE_SECTION, HOTLINE),
    (VENDOR, UnitKind.VENDOR, HOTLINE),
    (COUNTY, UnitKind.COUNTY_GOVERNMENT, None),
    (COUNTY_OFFICE, UnitKind.COUNTY_OFFICE, COUNTY),
    (COUNTY_HOTLINE, UnitKind.COUNTY_HOTLINE, COUNTY),
    (STREET, UnitKind.STREET_TOWN, COUNTY),
    (COUNTY_DEPARTMENT, UnitKind.COUNTY_DEPARTMENT, COUNTY),
    (COMMUNITY, UnitKind.COMMUNITY, STREET),
    (DEPARTMENT, UnitKind.CITY_DEPARTMENT, None),
    (SUB_UNIT, UnitKind.DEPARTMENT_SUB_UNIT, DEPARTMENT),
    (OTHER, UnitKind.CITY_DEPARTMENT, None),
    (OUTSIDE, UnitKind.OUTSIDE_BODY, None),
    (MASS, UnitKind.MASS_ORGANISATION, None),
)


def unit_facts(unit: int, kind: UnitKind, parent: int | None, *, successor: int | None = None) -> UnitFacts:
    row = UNIT_KINDS[kind]
    return UnitFacts(
        id=unit,
        code=f"U{unit}",
        kind=kind,
        legal_role=row.legal_role,
        level=row.level,
        parent=parent,
        successor=successor,
    )


NO_CATALOGUE = Catalogue()


def staff(role: Role, unit: int = HOTLINE, number: int = 0) -> Actor:
    """A person in an office; the same role, unit and number are the same person."""
    return Actor(role=role, staff=1 + list(Role).index(role) + 100 * unit + 10_000 * number, unit=unit)


def in_office(unit: int, kind: UnitKind) -> dict[int, frozenset[tuple[Role, int]]]:
    """Everybody who serves in a unit, ten people for each office that can be held there."""
    roles = [role for role in Role if role in OFFICES and kind in OFFICES[role]]
    people = [staff(role, unit, number) for role in roles for number in range(10)]
    return {one.staff: frozenset({(one.role, unit)}) for one in people if one.staff is not None}


UNITS = UnitDirectory(
    {unit: unit_facts(unit, kind, parent) for unit, kind, parent in _UNITS},
    {who: offices for unit, kind, _ in _UNITS for who, offices in in_office(unit, kind).items()},
)


AGENT, DISPATCHER, EXAMINER = staff(Role.AGENT), staff(Role.DISPATCHER), staff(Role.EXAMINER)
CLERK, SUPERVISOR, HEAD = staff(Role.UNIT_CLERK, DEPARTMENT), staff(Role.SUPERVISOR), staff(Role.HEAD_OF_CENTRE)
CALLBACK_CLERK, SHIFT_LEADER = staff(Role.CALLBACK_CLERK), staff(Role.SHIFT_LEADER)
PERSON, SECOND_PERSON = 501, 502
CALLER = Actor(role=Role.CALLER, person=PERSON)
SECOND_CALLER = Actor(role=Role.CALLER, person=SECOND_PERSON)
UNPROVED: dict[str, Any] = {"reason": "缺少现场照片", "grounds": (CorrectionGround.EVIDENCE,)}
"""Why a feedback is returned for correction."""
SILENCE = Wishes(anonymous=True, contactable=False)


def clerk_of(unit: int) -> Actor:
    """A unit's clerk."""
    return staff(Role.UNIT_CLERK, unit)


@contextmanager
def refuses(code: str) -> Iterator[None]:
    """The act is refused for exactly this reason."""
    with pytest.raises(Refused) as refused:
        yield
    assert refused.value.code == code


class Life:
    """One order with its log. `now` moves only when a test moves it; each act is checked against its row and replay."""

    def __init__(self, draft: Draft, action: str = "receive") -> None:
        self.now = draft.now
        self.calendar: WorkingCalendar = draft.around.calendar
        self.units = draft.around.units
        self.catalogue = draft.around.catalogue
        self.policy: Policy = draft.around.intake_policy
        self.handling_policy: Policy = draft.around.handling_policy
        self.log: list[Any] = []
        self.aggregate: OrderAggregate | None = None
        self.keep(action, draft)

    def around(self, actor: Actor) -> Surroundings:
        return Surroundings(
            actor=actor,
            now=self.now,
            calendar=self.calendar,
            units=self.units,
            intake_policy=self.policy,
            handling_policy=self.handling_policy,
            catalogue=self.catalogue,
        )

    def draft(self, actor: Actor, action: str) -> Draft:
        """A draft for one act, past the gate."""
        assert self.aggregate is not None
        draft = Draft.of(self.aggregate, self.around(actor))
        check(draft, action)
        return draft

    def keep(self, action: str, draft: Draft) -> None:
        """Finishes the act: its row allows where it led, and the log replays to the same order."""
        before = self.aggregate
        after, changes = draft.finish()
        assert_lawful(action, before, after)
        self.log.append(changes)
        assert replay(self.log) == after
        self.aggregate = after

    def act(self, actor: Actor, action: str, decide: Callable[..., None], **arguments: Any) -> Draft:
        draft = self.draft(actor, action)
        decide(draft, **arguments)
        self.keep(action, draft)
        return draft

    # ---- reading ---------------------------------------------------------------------------------------------------

    @property
    def whole(self) -> OrderAggregate:
        assert self.aggregate is not None
        return self.aggregate

    @property
    def state(self) -> OrderState:
        return self.whole.order.state

    def caller(self, serial: int = 1) -> Caller:
        return self.whole.caller[serial]

    def clocks(self, name: ClockName, **keys: int | None) -> list[Clock]:
        """Limits of this name, oldest first, narrowed by caller, overlay or assignment."""
        rows = [row for row in self.whole.clock.values() if row.name is name]
        return [row for row in rows if all(getattr(row, key) == value for key, value in keys.items())]

    def clock(self, name: ClockName, **keys: int | None) -> Clock:
        """The one limit of this name that runs."""
        (row,) = [row for row in self.clocks(name, **keys) if row.running]
        return row

    def overlays(self, kind: OverlayKind) -> list[Overlay]:
        return [row for row in self.whole.overlay.values() if row.kind is kind]

    def overlay(self, kind: OverlayKind) -> Overlay:
        """The one overlay of this kind that is open."""
        (row,) = [row for row in self.overlays(kind) if row.open]
        return row

    # ---- the main path ---------------------------------------------------------------------------------------------

    def dispatch(self, unit: int = DEPARTMENT, **arguments: Any) -> Life:
        self.act(DISPATCHER, "dispatch", dispatching.dispatch, unit=unit, transfer="请核实路灯情况。", **arguments)
        return self

    def sign(self, unit: int = DEPARTMENT) -> Life:
        self.act(clerk_of(unit), "sign", handling.sign)
        return self

    def reply(self, caller: int = 1, unit: int = DEPARTMENT) -> Life:
        way, content = ReplyWay.BRIDGED_CALL, "路灯已修复。"
        self.act(clerk_of(unit), "reply", replies.reply, caller=caller, way=way, content=content)
        return self

    def feed_back(self, outcome: Outcome = Outcome.DONE, unit: int = DEPARTMENT, **more: Any) -> Life:
        result = Result(outcome=outcome, findings="现场核实。", **more)
        self.act(clerk_of(unit), "feed_back", feedback.feed_back, result=result)
        return self

    def examine(self) -> Life:
        self.act(EXAMINER, "examine", examination.examine)
        return self

    def call_back(self, caller: int = 1, **answers: Any) -> Life:
        said: dict[str, Any] = {"contacted": True, "solved": Solved.YES, "grade_result": Grade.SATISFIED} | answers
        self.act(CALLBACK_CLERK, "call_back", callback.call_back, caller=caller, talk=Talk(**said))
        return self

    def close(self) -> Life:
        self.act(CALLBACK_CLERK, "close", callback.close)
        return self

    def answer_everybody(self, unit: int = DEPARTMENT) -> Life:
        for caller in list(self.whole.caller.values()):
            if caller.reply is ReplyState.OWED and not caller.withdrawn:
                self.reply(caller.serial, unit)
        return self


def received(
    *callers: Wishes,
    kind: RequestType = RequestType.HELP,
    regimes: Sequence[str] = ("jinan_2018", "shandong_2020", "national_2025"),
    order: int = 1,
    now: dt.datetime = MORNING,
    units: UnitDirectory = UNITS,
    catalogue: Catalogue = NO_CATALOGUE,
    **intake_fields: Any,
) -> Life:
    """A registered order with these callers (one person who can be reached when none is given)."""
    fields: dict[str, Any] = {"channel": Channel.PHONE, "title": "路灯不亮", "account": "门前路灯坏了三天。"}
    around = Surroundings(
        actor=AGENT,
        now=now,
        calendar=calendar(2026),
        units=units,
        intake_policy=policy(*regimes),
        handling_policy=policy(*regimes),
        catalogue=catalogue,
    )
    what = Intake(request_type=kind, **(fields | intake_fields))
    who = callers or (Wishes(person=PERSON),)
    return Life(intake.receive(around, order, f"20261116-0000{order}-0", intake=what, callers=who))


def tip_off(*callers: Wishes, about: int = DEPARTMENT, **fields: Any) -> Life:
    """A registered tip-off about a unit."""
    return received(*callers, kind=RequestType.TIP_OFF, subject_unit=about, **fields)


def handling_order(*callers: Wishes, **fields: Any) -> Life:
    """An order signed for by the department."""
    return received(*callers, **fields).dispatch().sign()


def replied_order(*callers: Wishes, **fields: Any) -> Life:
    """An order whose callers have all been answered."""
    return handling_order(*callers, **fields).answer_everybody()


def fed_back_order(*callers: Wishes, **fields: Any) -> Life:
    """An order whose feedback lies at the centre, all callers answered."""
    return replied_order(*callers, **fields).feed_back()


def callback_order(*callers: Wishes, **fields: Any) -> Life:
    """An order whose feedback has passed."""
    return fed_back_order(*callers, **fields).examine()


def closed_order(**fields: Any) -> Life:
    """An order done and closed."""
    return callback_order(**fields).call_back().close()


def tracked_order(*callers: Wishes, second_date: dt.date = dt.date(2026, 12, 10)) -> Life:
    """An order of outcome 3, called back for the first time and tracked to its second date."""
    life = replied_order(*callers).feed_back(Outcome.CONSTRAINED, measures="分期更换。", second_date=second_date)
    life.examine()
    for serial in life.whole.caller:
        life.call_back(serial, told=True)
    return life
