"""Chinese text is found by its pairs of characters: exact substrings, no dictionary, core PostgreSQL only."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler

LAST_POSITION = 16_383
"""PostgreSQL keeps no later position in a tsvector."""


def _runs(text: str) -> list[str]:
    """The text as runs of letters and digits, in one spelling: full width made half, upper made lower."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(character if character.isalnum() else " " for character in folded).split()


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def search_vector(text: str) -> str:
    """The tsvector of a text in PostgreSQL's own notation: every pair of characters with its position."""
    words: dict[str, list[int]] = {}
    position = 1
    for run in _runs(text):
        # The last character stands alone, so that a search for one character finds it wherever it is.
        for pair in (*_pairs(run), run[-1]):
            words.setdefault(pair, []).append(min(position, LAST_POSITION))
            position += 1
        position += 1  # a gap, so that no phrase reaches over punctuation
    # The database keeps at most 256 positions of a word.
    return " ".join(f"'{word}':{','.join(map(str, places[:256]))}" for word, places in words.items())


def pairs_of(text: str) -> frozenset[str]:
    """Every pair of characters that stand side by side in the text."""
    return frozenset(pair for run in _runs(text) for pair in _pairs(run))


def share_of_pairs(one: str, other: str) -> float:
    """Which share of the pairs of characters of the shorter text the other one has as well, from 0 to 1."""
    here, there = pairs_of(one), pairs_of(other)
    fewest = min(len(here), len(there))
    return len(here & there) / fewest if fewest else 0.0


class BigramQuery(SearchQuery):
    """A query in PostgreSQL's own notation, cast as it stands: no parser and no dictionary reads it."""

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_: object, **__: object
    ) -> tuple[str, Any]:
        """The text of the query as a tsquery."""
        return super().as_sql(compiler, connection, template="(%(expressions)s)::tsquery")


def search_query(words: str) -> BigramQuery | None:
    """A query for texts that hold every one of the words as they stand; None when there is nothing to look for."""
    phrases = [
        "(" + " <-> ".join(f"'{pair}'" for pair in _pairs(run)) + ")" if len(run) > 1 else f"'{run}':*"
        for run in _runs(words)
    ]
    return BigramQuery(" & ".join(phrases)) if phrases else None
