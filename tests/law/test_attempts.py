"""When the next try to reach a caller counts (R28): another hour of the day, in the end another day."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin.law.attempts import counted, next_attempt_at
from lianxin.law.regime_values import AttemptRule
from lianxin.law.terms import SHANGHAI

THREE = AttemptRule(number=3, days=2)


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("attempts", "now", "expected"),
    [
        ((), at(24, 9, 30), at(24, 9, 30)),
        ((at(24, 9, 5),), at(24, 9, 30), at(24, 10)),
        ((at(24, 9, 5),), at(24, 15, 30), at(24, 15, 30)),
        ((at(24, 9, 5), at(24, 15)), at(24, 16), at(25, 0)),
        ((at(24, 9, 5), at(24, 15)), at(25, 9, 10), at(25, 10)),
        ((at(24, 9, 5), at(25, 15)), at(25, 16, 10), at(25, 16, 10)),
        ((at(24, 9, 5), at(24, 9, 40)), at(24, 11), at(24, 11)),
        ((at(24, 9), at(24, 14), at(24, 17)), at(24, 18), at(25, 0)),
        ((at(24, 9), at(24, 14), at(24, 17)), at(25, 9, 30), at(25, 9, 30)),
    ],
)
def test_r28_another_hour_and_for_the_last_one_another_day(
    attempts: tuple[dt.datetime, ...], now: dt.datetime, expected: dt.datetime
) -> None:
    assert next_attempt_at(attempts, now, THREE) == expected


@pytest.mark.parametrize(
    ("attempts", "expected"),
    [
        ((), 0),
        ((at(24, 9, 5), at(24, 9, 40)), 1),
        ((at(24, 9), at(24, 14)), 2),
        ((at(24, 9), at(24, 14), at(24, 17)), 2),
        ((at(24, 9), at(25, 9), at(25, 14)), 2),
        ((at(24, 9), at(24, 14), at(24, 17), at(25, 9)), 3),
    ],
)
def test_r28_the_same_hour_counts_once_and_three_on_one_day_are_two(
    attempts: tuple[dt.datetime, ...], expected: int
) -> None:
    assert counted(attempts, THREE) == expected
