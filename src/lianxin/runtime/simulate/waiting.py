"""Lives that stand still at the end of a plan: something of every kind on every desk, for each office to begin with."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lianxin.law.terms import SHANGHAI
from lianxin.law.words import AssignmentKind, RequestType, Role
from lianxin.runtime.simulate.fate import Fate
from lianxin.runtime.simulate.office_hours import OfficeHours
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Story
from lianxin.runtime.simulate.turns import Way

QUIET = Fate(way=Way.DISPATCH)
"""A life in which nothing happens but what must."""

MORNING = dt.time(8, 40)


@dataclass(frozen=True)
class Waiting:
    """So many lives that wait at a stage; `fate` is what leads them there.

    They are taken up so many hours ago (from, to), or in the morning of the day so many working days ago. `wishes` are
    the caller's. With `each_county` the first matter lies in the first county, the second in the second, and so on.
    `desk`: the office on whose first desk it lies, as its `capacity`. `promised_in`: days until the second date.
    """

    stage: Stage
    count: int
    hours_ago: tuple[float, float] = (0, 0)
    days_ago: int = 0
    fate: Mapping[str, Any] = field(default_factory=dict)
    wishes: Mapping[str, Any] = field(default_factory=dict)
    request_type: RequestType | None = None
    topics: tuple[str, ...] = ()
    each_county: bool = False
    desk: Role | None = None
    capacity: AssignmentKind = AssignmentKind.HOST
    promised_in: int | None = None

    def begins(self, chance: random.Random, until: dt.datetime, hours: OfficeHours) -> dt.datetime:
        """When such a life is taken up, for a plan that ends at this moment."""
        if not self.days_ago:
            shortest, longest = self.hours_ago
            return until - dt.timedelta(hours=shortest + (longest - shortest) * chance.random())
        day = hours.working_days_before(until.astimezone(SHANGHAI).date(), self.days_ago)
        morning = dt.datetime.combine(day, MORNING, SHANGHAI)
        return morning + dt.timedelta(minutes=100 * chance.random(), seconds=chance.randrange(60))

    def arrange(self, story: Story, until: dt.datetime) -> None:
        """Gives the story this fate; callers leave a number, so that the stage is reached."""
        story.waits_at = self.stage
        story.fate = dataclasses.replace(QUIET, **self.fate)
        if self.promised_in is not None:
            promised = until.astimezone(SHANGHAI).date() + dt.timedelta(days=self.promised_in)
            story.fate = dataclasses.replace(story.fate, promised_for=promised)
        known = story.world.crowd.somebody(story.chance)
        reachable = {"name": known.name, "phone": known.phone, "anonymous": False, "text_only": False}
        story.caller = dataclasses.replace(story.caller, **{**reachable, **self.wishes})
        self._place(story)

    def _place(self, story: Story) -> None:
        """What the matter is about and where, and whom it goes to."""
        matters, told = story.world.matters, (story.chance, story.now, story.caller)
        if self.desk is not None:
            unit = story.world.cast.desks[self.desk].unit or 0
            story.meant_for[self.capacity] = unit
            if self.capacity is AssignmentKind.HOST:
                story.matter = matters.for_unit(story.world.city.unit_by_code[story.world.codes[unit]], *told)
        elif self.topics:
            place = int(story.index.rpartition(".")[2]) if self.each_county else None
            story.matter = matters.about(self.topics, *told, place=place)
