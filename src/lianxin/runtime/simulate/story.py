"""One life as its script sees it: its moment, its order, who acts, and the words it uses."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import QuerySet

from lianxin.actions import CallerEntry, Done
from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.city_data import City
from lianxin.law.policy import Facts, Policy
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import AssignmentKind, OverlayKind, OverlayState, RequestType, Role
from lianxin.records.models import Assignment, OrderCaller, Overlay
from lianxin.runtime.simulate.cast import Cast
from lianxin.runtime.simulate.crowd import Crowd
from lianxin.runtime.simulate.fate import Fate
from lianxin.runtime.simulate.matters import Matter, Matters
from lianxin.runtime.simulate.office_hours import OfficeHours
from lianxin.runtime.simulate.stages import Stage, Waits

Act = Callable[..., Done | list[Done]]
"""One of the acts of `lianxin.actions`."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a life: when, who, which act, and its arguments; those that are functions are asked just before."""

    at: dt.datetime
    actor: Actor
    act: Act
    arguments: dict[str, object]


Telling = TypeVar("Telling")
Script = Generator[Step, Done, Telling]
"""A part of a life, told step by step; what each act came to is sent back to it, and what the part came to returned."""


@dataclass(frozen=True)
class World:
    """What all lives share. `done` collects the lives whose order was handled and closed, oldest first."""

    city: City
    units: dict[str, int]
    codes: dict[int, str]
    cast: Cast
    crowd: Crowd
    matters: Matters
    hours: OfficeHours
    policy: Policy
    done: list[Story] = field(default_factory=list)


@dataclass
class Story:
    """One life on its way. `now` is the moment of its next act; `host` the unit that has it.

    `replied` are callers (by serial) who have their reply, `gone` those who withdrew; `repeats` is the number of the
    order in which the same caller was heard before. `round` counts rehandlings; `returned`: a feedback came back.
    `meant_for` are units, by what they do in it, on whose desks it shall lie, whatever the catalogue says.
    """

    index: str
    world: World
    chance: random.Random
    now: dt.datetime
    matter: Matter
    caller: CallerEntry
    fate: Fate
    waits_at: Stage = Stage.NEVER
    order: int = 0
    number: str = ""
    host: int = 0
    callers: list[CallerEntry] = field(default_factory=list)
    replied: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    transferred_at: dt.datetime | None = None
    second_date: dt.date | None = None
    repeats: str = ""
    round: int = 1
    returned: bool = False
    meant_for: dict[AssignmentKind, int] = field(default_factory=dict)

    # ---- who -----------------------------------------------------------------------------------------------------

    def one(self, role: Role) -> Actor:
        """Somebody in this office at the centre, vendor's people included."""
        return self.world.cast.one(self.chance, role)

    def of_centre(self, role: Role) -> Actor:
        """Somebody in this office who is no vendor's (R9)."""
        return self.world.cast.of_centre(self.chance, role)

    @property
    def clerk(self) -> Actor:
        """Who acts for the host."""
        return self.world.cast.at(self.host)

    @property
    def secret(self) -> bool:
        """Whether units must not learn who called (R32, R65), by a caller's wish or by the rules."""
        matter = self.matter
        facts = Facts(
            type=matter.request_type,
            topic=matter.topic,
            channel=matter.channel,
            urgency=matter.urgency,
            flags=frozenset(),
            on=self.today,
        )
        always = matter.request_type is RequestType.TIP_OFF or self.world.policy.secrecy(facts).identity_always
        return always or any(one.secret or one.minor for one in self.callers)

    @property
    def reachable(self) -> list[int]:
        """Callers who can be called back, by serial."""
        found = [serial for serial, one in enumerate(self.callers, start=1) if one.phone or one.contact]
        return [serial for serial in found if serial not in self.gone]

    # ---- what ----------------------------------------------------------------------------------------------------

    def by(self, actor: Actor, act: Act, **arguments: object) -> Step:
        """An act on this story's order, now."""
        return Step(self.now, actor, act, {"order": self.order, **arguments})

    def by_system(self, act: Act, **arguments: object) -> Step:
        """An act of the clockwork."""
        return self.by(SYSTEM, act, **arguments)

    def by_caller(self, serial: int, act: Act, **arguments: object) -> Step:
        """An act of a caller's own, by whoever that is."""
        person = OrderCaller.objects.values_list("person_id", flat=True).get(order=self.order, serial=serial)
        return self.by(Actor(role=Role.CALLER, person=person), act, caller=serial, **arguments)

    def remark(self, name: str) -> str:
        """A sentence that fits any matter."""
        return self.chance.choice(self.world.city.remarks[name])

    def open_overlay(self, kind: OverlayKind) -> Callable[[], int]:
        """The serial of the open request of this kind, asked when the act is due; refuses when there is none."""
        return lambda: last_serial(Overlay.objects.filter(order_id=self.order, kind=kind, state=OverlayState.OPEN))

    def host_serial(self) -> Callable[[], int]:
        """The serial of the host's charge, asked when the act is due."""
        return lambda: last_serial(Assignment.objects.filter(order_id=self.order, kind=AssignmentKind.HOST))

    def reaches(self, stage: Stage) -> None:
        """Stands still here when this life is meant to wait at the stage."""
        if self.waits_at is stage:
            raise Waits(stage)

    def likely(self, share: float) -> bool:
        """Whether something happens that happens in this share of lives."""
        return self.chance.random() < share

    # ---- when ----------------------------------------------------------------------------------------------------

    def later(self, shortest_minutes: float, longest_minutes: float) -> None:
        """Lets time pass, nights and holidays counted."""
        self.now += dt.timedelta(minutes=self._between(shortest_minutes, longest_minutes))

    def at_work(self, shortest_hours: float, longest_hours: float) -> None:
        """Lets office hours pass; the next act falls into them."""
        self.now = self.world.hours.after(self.now, self._between(shortest_hours, longest_hours))

    def not_before(self, day: dt.date) -> None:
        """Waits for this day's morning, if it has not come yet."""
        morning = dt.datetime.combine(day, dt.time(8, 30), SHANGHAI)
        if self.now < morning:
            self.now = morning + dt.timedelta(minutes=self._between(1, 400))

    def _between(self, shortest: float, longest: float) -> float:
        """Mostly near the shorter end, as waiting times are."""
        return shortest + (longest - shortest) * self.chance.random() ** 2

    @property
    def today(self) -> dt.date:
        """The Chinese date of the next act."""
        return self.now.astimezone(SHANGHAI).date()

    def working_day(self, count: int) -> dt.date:
        """The date `count` working days after the transfer."""
        start = (self.transferred_at or self.now).astimezone(SHANGHAI).date()
        return self.world.hours.on_working_day(start, count)


def last_serial(rows: QuerySet[Any]) -> int:
    """The highest serial of these rows of an order; refuses when there is none."""
    serial: int | None = rows.order_by("-serial").values_list("serial", flat=True).first()
    if serial is None:
        raise Refused("nothing_pending")
    return serial
