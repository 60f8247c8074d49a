"""What every method of classification does; it sees words, never orders or people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Guess:
    """A topic by its code, and how likely it is among all that were learned, from 0 to 1."""

    topic: str
    likelihood: float


class Classifier(Protocol):
    """Something that has learned from examples."""

    def guesses(self, words: Collection[str], most: int) -> list[Guess]:
        """Topics that fit a text made of these words, the likeliest first; empty when the words are all unknown."""
