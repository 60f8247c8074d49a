"""不再办理 · Stop."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import stopping
from lianxin.law.words import StopGround
from lianxin.records.orders import earlier_order


def stop(
    door: Door, *, order: int | str, ground: StopGround, statement: str, explanation: str, earlier: str = ""
) -> Done:
    """The unit ends its work, on a ground that the regime knows; `earlier`: the number of the order that settled it."""
    return perform(
        door,
        order,
        "stop",
        stopping.stop,
        ground=ground,
        statement=statement,
        explanation=explanation,
        earlier=earlier_order(earlier) if earlier else None,
    )
