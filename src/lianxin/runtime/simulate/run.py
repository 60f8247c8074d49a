"""Makes the simulated orders of a plan, from the world as it stands in the tables."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

from lianxin.jobs.pause import clockwork_paused
from lianxin.law.city_data import City
from lianxin.law.terms import SHANGHAI
from lianxin.records.models import Unit
from lianxin.records.rules import current_policy, current_rules
from lianxin.runtime.bulk import in_bulk
from lianxin.runtime.city import read_city_files
from lianxin.runtime.simulate.cast import read_cast
from lianxin.runtime.simulate.crowd import Crowd
from lianxin.runtime.simulate.engine import Engine, Lived
from lianxin.runtime.simulate.inspecting import Inspecting
from lianxin.runtime.simulate.matters import Matters
from lianxin.runtime.simulate.office_hours import OfficeHours
from lianxin.runtime.simulate.plan import ALONE, Plan, stories
from lianxin.runtime.simulate.story import World
from lianxin.runtime.speech import say

SAY_EVERY = 5.0  # seconds


def simulate(plan: Plan, folder: Path) -> Lived:
    """Lives every life of the plan in the city whose files lie in `folder`; safe to be broken off and begun again."""
    world = build_world(read_city_files(folder).city, plan)
    begin = dt.datetime.combine(plan.begin, dt.time(), SHANGHAI)
    engine = Engine(plan.name, (begin, plan.until), Teller(silent=plan.part[0] > 1))
    with in_bulk(), clockwork_paused():
        lived = engine.run(stories(plan, world))
        return Inspecting(plan, world, lived).run() if plan.part == ALONE else lived


def inspect(plan: Plan, folder: Path, lived: Lived) -> Lived:
    """Adds the inspections to lives that several processes have lived."""
    return Inspecting(plan, build_world(read_city_files(folder).city, plan), lived).run()


def build_world(city: City, plan: Plan) -> World:
    """What all lives share: the city's words, its units by code, its staff, its calendar."""
    units = dict(Unit.objects.values_list("code", "pk"))
    return World(
        city=city,
        units=units,
        codes={pk: code for code, pk in units.items()},
        cast=read_cast(),
        crowd=Crowd(city, plan.people, plan.name),
        matters=Matters(city),
        hours=OfficeHours(current_rules().calendar),
        policy=current_policy(plan.until),
    )


class Teller:
    """Says every few seconds how far the lives have come; of several processes one speaks."""

    def __init__(self, *, silent: bool) -> None:
        self._said_at, self._silent = time.monotonic(), silent

    def __call__(self, at: dt.datetime) -> None:
        """Called after every act."""
        if not self._silent and time.monotonic() - self._said_at >= SAY_EVERY:
            self._said_at = time.monotonic()
            say(f"模拟至 {at:%Y-%m-%d}……", f"Simulated up to {at:%Y-%m-%d} …")
