"""One rating by one caller, as it is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianxin.law.words import Grade, RatingCheck, RatingWay, Solved


@dataclass(frozen=True, slots=True)
class Rating:
    """What one caller said of the answer, once: never changed, only checked (R30).

    It holds the caller's whole answer as it stood from then on: what was not said again is what was said before in
    the same round. `check_state` is None where nothing had to be checked.
    """

    serial: int
    caller: int
    rated_at: dt.datetime
    round: int
    way: RatingWay
    contacted: bool | None = None
    solved: Solved | None = None
    grade_result: Grade | None = None
    grade_attitude: Grade | None = None
    reasons: tuple[str, ...] = ()
    check_state: RatingCheck | None = None
    checked_by: int | None = None
    checked_at: dt.datetime | None = None
