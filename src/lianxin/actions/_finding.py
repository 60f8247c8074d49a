"""What an examiner makes of a feedback or a stop, as it is given to the act."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.decisions.points import PointCheck
from lianxin.law.words import CorrectionGround, FeedbackVerdict


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict with the points as they were ticked, and what it needs: grounds and reason, or another unit.

    `stands_because`: why what seems personal in the answer for the public may stand when the feedback passes (R43).
    """

    verdict: FeedbackVerdict
    points: tuple[PointCheck, ...] = ()
    stands_because: str = ""
    grounds: tuple[CorrectionGround, ...] = ()
    reason: str = ""
    unit: int | None = None
    callers: tuple[int, ...] = ()
    note: str = ""
