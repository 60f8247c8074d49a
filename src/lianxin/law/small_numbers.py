"""Small numbers are not published: fewer than five cases could tell who they are about (Art. 10)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

FEWEST = 5
"""Counts of 1 to 4 are hidden; nothing at all is shown as nothing."""

MARK = "*"
"""What stands in a file in place of a number that is hidden."""

Key = TypeVar("Key")


def is_small(count: int) -> bool:
    """Whether a count by itself is hidden."""
    return 0 < count < FEWEST


def hidden(counts: Mapping[Key, int], lines: Iterable[Collection[Key]]) -> frozenset[Key]:
    """Which of these counts are hidden, so that none comes out by subtraction either.

    `lines` are the sums that are published beside them: the counts of one topic over all districts, of one district
    over all topics. Where what is hidden of a line would come out as one number, or as a sum below five, the smallest
    count that is still shown is hidden as well, until no line tells. It guards against subtracting, not against whoever
    knows some of the cases already.
    """
    found = {key for key, count in counts.items() if is_small(count)}
    sums, changed = [tuple(line) for line in lines], True
    while changed:
        changed = False
        for line in sums:
            inside = [key for key in line if key in found]
            if not inside or (len(inside) > 1 and sum(counts[key] for key in inside) >= FEWEST):
                continue
            shown = [key for key in line if key not in found and counts.get(key, 0) > 0]
            if shown:
                found.add(min(shown, key=lambda key: counts[key]))
                changed = True
    return frozenset(found)


def of_table(counts: Mapping[tuple[str, str], int]) -> frozenset[tuple[str, str]]:
    """The same for a table whose rows and columns both have a sum."""
    rows = {row: [key for key in counts if key[0] == row] for row, _ in counts}
    columns = {column: [key for key in counts if key[1] == column] for _, column in counts}
    return hidden(counts, [*rows.values(), *columns.values()])
