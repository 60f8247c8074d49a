"""审核通过 · Pass the examination."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.actions._points import look_at_public_answer, need_evidence
from lianxin.law.decisions import examination
from lianxin.law.decisions.points import PointCheck
from lianxin.law.draft import Draft


def examine(
    door: Door, *, order: int | str, points: tuple[PointCheck, ...] = (), stands_because: str = "", note: str = ""
) -> Done:
    """The feedback passes: it counts as made at its moment, and the callback begins (Art. 27, R53).

    `stands_because`: why what seems personal in the answer for the public may stand (R43).
    """
    return perform(door, order, "examine", _decide, points=points, stands_because=stands_because, note=note)


def _decide(draft: Draft, *, points: tuple[PointCheck, ...], stands_because: str, note: str) -> None:
    need_evidence(draft, points)
    found = look_at_public_answer(draft, stands_because)
    examination.examine(draft, note=note, points=points, public_answer=found)
