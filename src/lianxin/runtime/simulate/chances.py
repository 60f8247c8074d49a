"""Chance with a seed: the same seed draws the same lives."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TypeVar

Drawn = TypeVar("Drawn")


def chances(*seed: object) -> random.Random:
    """A source of chance of one's own, so that one life's draws never move another's."""
    return random.Random("/".join(map(str, seed)))  # noqa: S311 - nothing here is secret, and it must repeat


def draw(chance: random.Random, shares: Mapping[Drawn, float]) -> Drawn:
    """One of the keys, each as often as its share says."""
    return chance.choices(list(shares), weights=list(shares.values()))[0]
