"""提出异议 · Object."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import disputes


def object(door: Door, *, order: int | str, caller: int, text: str) -> Done:  # noqa: A001 - the law's own verb, one word in all layers
    """A caller objects to the result: whoever answers for the order owes an explanation (Art. 16)."""
    return perform(door, order, "object", disputes.object, caller=caller, text=text)
