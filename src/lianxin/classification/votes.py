"""Every word votes for the topics it was seen with: learned in a moment, explained in a sentence, without a library."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from lianxin.classification.port import Guess

DOUBT = 1.0
"""What each word counts as seen with no topic at all: once seen tells less than often seen."""


class Votes:
    """Learned from pairs of a topic's code and the words of a text; each word counts once in a text.

    A word gives each topic the square of its share there, so that one that is seen everywhere says next to nothing.
    """

    def __init__(self, examples: Iterable[tuple[str, Collection[str]]]) -> None:
        self._seen: dict[str, Counter[str]] = defaultdict(Counter)
        for topic, words in examples:
            for word in set(words):
                self._seen[word][topic] += 1

    def guesses(self, words: Collection[str], most: int) -> list[Guess]:
        """The topics with most votes, each with its share of all of them; none for words that were never seen."""
        votes: dict[str, float] = defaultdict(float)
        for word in set(words):
            seen: Counter[str] = self._seen.get(word, Counter())
            whole = sum(seen.values()) + DOUBT
            for topic, times in seen.items():
                votes[topic] += (times / whole) ** 2
        cast = sum(votes.values())
        ranked = sorted(votes, key=lambda topic: (-votes[topic], topic))
        return [Guess(topic, votes[topic] / cast) for topic in ranked[:most]]
