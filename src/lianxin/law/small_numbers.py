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


def hidden(counts: Mapping[Key, int], sums: Iterable[tuple[Collection[Key], Key | None]]) -> frozenset[Key]:
    """Which of these counts are hidden, so that none comes out by adding or subtracting either.

    `sums` say what adds up to what: members and the count that is their sum, None where that is public in any case.
    Where what is hidden of a sum would come out as one number, or as a rest below five, the smallest member that is
    still shown is hidden as well, else the sum itself, until nothing tells. It guards against reckoning, not against
    whoever knows some of the cases already.
    """
    found = {key for key, count in counts.items() if is_small(count)}
    known, before = [(tuple(members), total) for members, total in sums], -1
    while len(found) > before:
        before = len(found)
        for members, total in known:
            if _tells(counts, found, members, total):
                shown = [key for key in members if key not in found and counts.get(key, 0) > 0]
                if shown:
                    found.add(min(shown, key=lambda key: counts[key]))
                elif total is not None:
                    found.add(total)
    return frozenset(found)


def _tells(counts: Mapping[Key, int], found: Collection[Key], members: Collection[Key], total: Key | None) -> bool:
    """Whether something hidden comes out of this sum."""
    inside = [key for key in members if key in found]
    if total is not None and total in found:
        return not inside
    return bool(inside) and (len(inside) == 1 or sum(counts[key] for key in inside) < FEWEST)


ALL = "all"
"""In a table the row of the columns' sums, and the column of the rows'."""


def of_table(cells: Mapping[tuple[str, str], int]) -> frozenset[tuple[str, str]]:
    """The same for a table of which both sums are public: (row, ALL) and (ALL, column) stand among what is hidden."""
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    of_row = {row: [key for key in cells if key[0] == row] for row in rows}
    of_column = {column: [key for key in cells if key[1] == column] for column in columns}
    sums_of_rows = {(row, ALL): sum(cells[key] for key in keys) for row, keys in of_row.items()}
    sums_of_columns = {(ALL, column): sum(cells[key] for key in keys) for column, keys in of_column.items()}
    return hidden(
        {**cells, **sums_of_rows, **sums_of_columns},
        [
            *((keys, (row, ALL)) for row, keys in sorted(of_row.items())),
            *((keys, (ALL, column)) for column, keys in sorted(of_column.items())),
            (sorted(sums_of_rows), None),
            (sorted(sums_of_columns), None),
        ],
    )
