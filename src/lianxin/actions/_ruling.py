"""What a dispatcher makes of a send-back, as it is given to the act."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.words import SendBackVerdict


@dataclass(frozen=True, slots=True)
class Ruling:
    """The verdict with its reason; unit and text for transfer where another unit has the order at once."""

    verdict: SendBackVerdict
    reason: str
    unit: int | None = None
    transfer: str = ""
