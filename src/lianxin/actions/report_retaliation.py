"""反映打击报复 · Report retaliation."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform_beside
from lianxin.law.decisions import retaliation
from lianxin.law.decisions.retaliation import Report


def report_retaliation(door: Door, *, order: int | str, caller: int, said: Report) -> Done:
    """A caller suffers for an order: a tip-off of its own, of which the order itself bears no trace (Art. 41, R48)."""
    return perform_beside(door, order, "report_retaliation", retaliation.report_retaliation, caller=caller, said=said)
