"""Leads lives through the one door in the order of their moments; what was done before is not done again."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lianxin.actions import Done, Door
from lianxin.law.refusals import Refused
from lianxin.records.models import RequestKey
from lianxin.runtime.simulate.clockwork import Clockwork
from lianxin.runtime.simulate.life import life
from lianxin.runtime.simulate.stages import Waits
from lianxin.runtime.simulate.story import Script, Step, Story

Progress = Callable[[dt.datetime], None]
"""Told the moment that has been reached."""


@dataclass
class Lived:
    """What a simulation came to: lives begun, acts done now and found done before, and why lives broke off."""

    orders: int = 0
    acts: int = 0
    repeated: int = 0
    signals: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Lived) -> Lived:
        return Lived(
            orders=self.orders + other.orders,
            acts=self.acts + other.acts,
            repeated=self.repeated + other.repeated,
            signals=self.signals + other.signals,
            refused=self.refused + other.refused,
        )

    def as_json(self) -> dict[str, Any]:
        """The keys scripts rely on."""
        return {
            "orders": self.orders,
            "acts": self.acts,
            "repeated": self.repeated,
            "signals": self.signals,
            "refused": dict(self.refused),
        }


@dataclass(order=True)
class _Next:
    """The next step of a life, in the order of moments; lives of one moment in the order they were begun."""

    at: dt.datetime
    turn: int
    step: Step = field(compare=False)
    script: Script[None] = field(compare=False)
    story: Story = field(compare=False)
    number: int = field(compare=False, default=1)


class Engine:
    """Runs the lives of one plan until its last moment; `name` marks their request keys."""

    def __init__(self, name: str, span: tuple[dt.datetime, dt.datetime], progress: Progress) -> None:
        begin, self.until = span
        self.name, self._progress = name, progress
        self.outcome = Lived()
        self._clockwork = Clockwork(name, begin)
        self._alive: set[int] = set()
        self._known = known_results(name)
        self._again = bool(self._known)
        self._missed: list[dt.datetime] = []
        self._waiting: list[_Next] = []
        self._turn = 0

    def run(self, stories: Iterable[Story]) -> Lived:
        """Lives every life as far as the plan goes."""
        for story in stories:
            self._live_until(story.now)
            self._begin(story)
        self._live_until(self.until)
        self.outcome.signals = self._clockwork.given
        return self.outcome

    def _begin(self, story: Story) -> None:
        self.outcome.orders += 1
        script = life(story)
        self._await(script, story, lambda: next(script), 1)

    def _live_until(self, moment: dt.datetime) -> None:
        while self._waiting and self._waiting[0].at < moment:
            self._time_passes(self._waiting[0].at)
            self._act(heapq.heappop(self._waiting))
        self._time_passes(moment)

    def _time_passes(self, moment: dt.datetime) -> None:
        for hour in self._clockwork.ticks_before(moment):
            if self._again:
                self._missed.append(hour)
            else:
                self._clockwork.tick(hour, self._alive)

    def _act(self, turn: _Next) -> None:
        try:
            done = self._through_the_door(turn)
        except Refused as problem:
            refused = problem
            refused.add_note(getattr(turn.step.act, "__name__", ""))
            self._await(turn.script, turn.story, lambda: turn.script.throw(refused), turn.number + 1)
        else:
            self._alive.add(done.order)
            self._await(turn.script, turn.story, lambda: turn.script.send(done), turn.number + 1)

    def _through_the_door(self, turn: _Next) -> Done:
        key = f"{self.name}:life:{turn.story.index}:{turn.number}"
        earlier = self._known.pop(key, None)
        if earlier is not None:
            self.outcome.repeated += 1
            self._missed.clear()  # the hours before it had passed already
            return earlier
        step = turn.step
        if self._again:  # from here on it is new: the hours since the last act that was done before come first
            self._again = False
            for hour in self._missed:
                self._clockwork.tick(hour, self._alive)
        arguments = {name: value() if callable(value) else value for name, value in step.arguments.items()}
        result = step.act(Door(step.actor, step.at, key), **arguments)
        self.outcome.acts += 1
        self._progress(step.at)
        return result if isinstance(result, Done) else result[0]

    def _await(self, script: Script[None], story: Story, go_on: Callable[[], Step], number: int) -> None:
        """Lets a script tell its next step, which waits for its moment; what lies after the plan never comes."""
        try:
            step = go_on()
        except Waits:
            return
        except StopIteration:
            self._alive.discard(story.order)
            return
        except Refused as refused:  # the life took another turn: somebody else acted on its order
            self.outcome.refused[" ".join([*refused.__notes__, refused.code])] += 1
            return
        if step.at < self.until:
            self._turn += 1
            heapq.heappush(self._waiting, _Next(step.at, self._turn, step, script, story, number))


def known_results(name: str) -> dict[str, Done]:
    """What acts of this plan came to before it was broken off, by request key; of several orders the first's."""
    kept: Mapping[str, list[dict[str, Any]]] = dict(
        RequestKey.objects.filter(key__startswith=f"{name}:life:").values_list("key", "result")
    )
    return {key: Done(**results[0], repeated=True) for key, results in kept.items() if results}
