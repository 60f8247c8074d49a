"""风险报告 · Report a risk."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import supervision


def report_risk(door: Door, *, order: int | str, note: str) -> Done:
    """A possible emergency goes to the duty office at once (R42)."""
    return perform(door, order, "report_risk", supervision.report_risk, note=note)
