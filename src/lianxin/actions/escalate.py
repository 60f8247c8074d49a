"""提级协调 · Escalate."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import supervision
from lianxin.law.words import EscalationStep


def escalate(door: Door, *, order: int | str, step: EscalationStep, reason: str) -> Done:
    """Coordination failed or the matter is complex: the general office, then the executive meeting (Art. 29, 30)."""
    return perform(door, order, "escalate", supervision.escalate, step=step, reason=reason)
