"""Hundreds of lives in memory, thousands in the long run: by whatever act and office, no truth of the law breaks."""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxin.law.actors import SYSTEM
from lianxin.law.changes import replay
from lianxin.law.transitions import ROWS
from lianxin.law.words import ClosedAs, OrderState
from tests.law.steward import bring_to_an_end
from tests.law.truths import Step, broken, leaks
from tests.law.walk import ARGUMENTS, DECISIONS, STACKS, WORDS, Act, Dice, Memory, Walk

FULL = os.environ.get("LIANXIN_FULL") == "1"
LIVES = 3_000 if FULL else 300
STEWARD_EVERY = 2 if FULL else 6


class Watch:
    """Looks at every order an act has changed: the truths, the event, and every few acts whether an end is in reach."""

    def __init__(self, stage: Memory) -> None:
        self.stage = stage
        self.told: list[str] = []

    def __call__(self, act: Act, changed: list[int]) -> None:
        self.told.append(f"{self.stage.now:%m-%d %H:%M} {act}")
        for (before, _), order in zip(self.stage.last, changed, strict=True):
            step = Step(act.action, before, self.stage.read(order), self.stage.around(SYSTEM, order))
            faults = broken(step) + leaks(self.stage.kept[order].log[-1], WORDS)
            assert not faults, self.story(faults)
            if len(self.told) % STEWARD_EVERY == 0:
                self.reach_an_end(order)

    def reach_an_end(self, order: int) -> None:
        """A lawful end is in reach: a copy of the order is brought there, and the truths hold on the way."""
        copy = self.stage.fork()
        try:
            bring_to_an_end(copy, order)
        except AssertionError as fault:
            raise AssertionError(self.story([str(fault)])) from fault

    def story(self, faults: list[str]) -> str:
        return "\n".join([*faults, "after:", *self.told[-12:]])


def live(script: bytes, stack: str) -> tuple[Memory, Walk]:
    """One life, watched from the first act to the last."""
    stage = Memory(STACKS[stack])
    watch = Watch(stage)
    walk = Walk(Dice(script), stage, watch)
    walk.go()
    for order in stage.orders:
        watch.reach_an_end(order)
        assert replay([stage.changes(entry) for entry in stage.kept[order].log]) == stage.read(order)
    return stage, walk


@settings(
    max_examples=LIVES,
    deadline=None,
    derandomize=not FULL,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(script=st.binary(min_size=400, max_size=1200), stack=st.sampled_from(sorted(STACKS)))
def test_no_walk_breaks_the_law(script: bytes, stack: str) -> None:
    live(script, stack)


@pytest.fixture(scope="module")
def lives() -> list[tuple[Memory, Walk]]:
    """Lives that are not watched, only led: what do walks reach at all?"""
    chance, led = random.Random(2026), []
    for number in range(1000):
        stage = Memory(STACKS[sorted(STACKS)[number % 3]])
        walk = Walk(Dice(chance.randbytes(1100)), stage, lambda _act, _changed: None)
        walk.go()
        led.append((stage, walk))
    return led


def test_every_act_can_be_tried() -> None:
    assert set(ARGUMENTS) == {row.action for row in ROWS}, "say in tests/law/walk.py how its arguments are drawn"
    assert set(DECISIONS) <= set(ARGUMENTS)


def test_walks_do_every_act(lives: list[tuple[Memory, Walk]]) -> None:
    done: Counter[str] = sum((walk.done for _, walk in lives), Counter())
    assert {row.action for row in ROWS} - set(done) == set()


def test_walks_come_to_every_state_and_every_end(lives: list[tuple[Memory, Walk]]) -> None:
    orders = [kept for stage, _ in lives for kept in stage.kept.values()]
    states = {stage.changes(entry).get("order", {}).get("state") for stage, _ in lives for kept in stage.kept.values()
              for entry in kept.log}  # fmt: skip
    assert set(OrderState) <= states
    ends = {stage.changes(entry).get("order", {}).get("closed_as") for stage, _ in lives for kept in stage.kept.values()
            for entry in kept.log}  # fmt: skip
    assert set(ClosedAs) <= ends
    assert max(len(kept.log) for kept in orders) > 40


def test_walks_are_refused_for_most_reasons_there_are(lives: list[tuple[Memory, Walk]]) -> None:
    refused: Counter[str] = sum((walk.refused for _, walk in lives), Counter())
    assert len(refused) > 110


def test_a_refused_act_changes_nothing(lives: list[tuple[Memory, Walk]]) -> None:
    stage, walk = max(lives, key=lambda life: sum(life[1].refused.values()))
    assert sum(walk.refused.values()) > 10
    for kept in stage.kept.values():
        assert replay([stage.changes(entry) for entry in kept.log]) == kept.whole
