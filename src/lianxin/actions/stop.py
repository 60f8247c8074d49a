"""不再办理 · Stop."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import feedback
from lianxin.law.decisions.feedback import EarlierOrder
from lianxin.records.orders import end_of


def stop(door: Door, *, order: int | str, statement: str, explanation: str, earlier: str = "") -> Done:
    """The unit ends its work on a matter already settled; `earlier` is the number of that order (Art. 25)."""
    found = end_of(earlier) if earlier else None
    settled = EarlierOrder(id=found[0], closed_as=found[1]) if found else None
    return perform(door, order, "stop", feedback.stop, statement=statement, explanation=explanation, earlier=settled)
