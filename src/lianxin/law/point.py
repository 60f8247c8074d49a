"""One point of the matter, as it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.words import PointState


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the matter, with which a feedback has to deal; its words are the text of this number (Art. 27).

    `feedback`: the one it was last checked against. `evidence`: ids of the files that bear the feedback out.
    """

    serial: int
    state: PointState = PointState.OPEN
    feedback: int | None = None
    evidence: tuple[int, ...] = ()

    @property
    def standing(self) -> bool:
        """Whether it is one of the points at all."""
        return self.state is not PointState.DROPPED

    @property
    def settled(self) -> bool:
        """Whether it keeps no feedback from passing."""
        return self.state in (PointState.ANSWERED, PointState.DROPPED)
