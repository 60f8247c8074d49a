"""Which lives are to be lived: how many, from when until when, by which seed; and those that are left waiting."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.law.terms import SHANGHAI
from lianxin.law.words import RequestType
from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.arrivals import arrivals
from lianxin.runtime.simulate.chances import chances, draw
from lianxin.runtime.simulate.crowd import with_wishes
from lianxin.runtime.simulate.fate import draw_fate
from lianxin.runtime.simulate.still_lives import WAITING
from lianxin.runtime.simulate.story import Story, World
from lianxin.runtime.simulate.waiting import Waiting

ALONE = (1, 1)
"""The part of a plan that is all of it."""


@dataclass(frozen=True)
class Plan:
    """Lives from the first day to `until` (exclusive), `per_day` on the mean of a week.

    The same plan is the same lives, step by step: `name` marks their request keys. With `waiting` some lives are added
    that stand still at `until`, so that every office finds work. `part` (2, 3) is the second of three processes that
    live every third life each.
    """

    seed: int
    begin: dt.date
    until: dt.datetime
    per_day: float
    waiting: bool = True
    part: tuple[int, int] = ALONE

    @property
    def name(self) -> str:
        """What the request keys of this plan begin with."""
        until = self.until.astimezone(dt.UTC)
        return f"simulate:{self.seed}:{self.begin:%Y%m%d}:{until:%Y%m%dT%H%M}:{self.per_day:g}"

    @property
    def orders(self) -> float:
        """About how many orders it makes."""
        days = (self.until.astimezone(SHANGHAI).date() - self.begin).days + 1
        return self.per_day * days

    @property
    def people(self) -> int:
        """How many people there are to call."""
        return max(20, round(self.orders * 0.7))


def stories(plan: Plan, world: World) -> Iterator[Story]:
    """Every life of the plan (of its part), in the order of their first moments."""
    moments = arrivals(chances(plan.name, "arrivals"), begin=plan.begin, until=plan.until, per_day=plan.per_day)
    common = [(at, str(number), None) for number, at in enumerate(moments)]
    part, parts = plan.part
    for at, index, waiting in sorted([*common, *_waiting(plan, world)], key=lambda one: one[0])[part - 1 :: parts]:
        yield _story(plan, world, index, at, waiting)


def _waiting(plan: Plan, world: World) -> list[tuple[dt.datetime, str, Waiting | None]]:
    chance = chances(plan.name, "waiting")
    found: list[tuple[dt.datetime, str, Waiting | None]] = []
    if not plan.waiting:
        return found
    for place, kind in enumerate(WAITING):
        begins = [kind.begins(chance, plan.until, world.hours) for _ in range(kind.count)]
        found += [(at, f"w{place}.{number}", kind) for number, at in enumerate(begins)]
    return found


def _story(plan: Plan, world: World, index: str, at: dt.datetime, waiting: Waiting | None) -> Story:
    chance = chances(plan.name, "life", index)
    kind = waiting.request_type if waiting and waiting.request_type else _type(chance, waiting)
    person = with_wishes(world.crowd.somebody(chance), chance, kind, world.city)
    matter = world.matters.one(chance, at, kind, person)
    fate = draw_fate(chance, kind, matter.channel)
    story = Story(index=index, world=world, chance=chance, now=at, matter=matter, caller=person, fate=fate)
    if waiting is not None:
        waiting.arrange(story, plan.until)
    return story


def _type(chance: random.Random, waiting: Waiting | None) -> RequestType:
    """As common as in real life; what is left waiting is something a unit has to do."""
    if waiting is not None:
        return chance.choice((RequestType.HELP, RequestType.HELP, RequestType.COMPLAIN, RequestType.SUGGEST))
    return draw(chance, shares.TYPES)
