"""记录提级决定 · Record the decision of an escalation."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import supervision


def decide_escalation(
    door: Door, *, order: int | str, overlay: int, text: str, unit: int | None = None, transfer: str = ""
) -> Done:
    """What the units convened, the general office or the executive meeting decided is written down (Art. 29, 30).

    Where the centre names the unit whose matter it is, that unit has it from now on, as a precedent (R4, R6).
    """
    return perform(
        door,
        order,
        "decide_escalation",
        supervision.decide_escalation,
        overlay=overlay,
        text=text,
        unit=unit,
        transfer=transfer,
    )
