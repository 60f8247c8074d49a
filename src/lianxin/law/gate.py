"""Whether an act is allowed at all, asked alike by the door before it acts and by pages before they offer it."""

from __future__ import annotations

from lianxin.law import transitions
from lianxin.law.decide import check_apart, check_bars, check_duty, check_relation
from lianxin.law.draft import Draft
from lianxin.law.guards import GUARDS
from lianxin.law.refusals import Refused


def check(draft: Draft, action: str) -> None:
    """Refuses an act that the duty, a bar, the row, the relation or a guard forbids, whatever its arguments are."""
    check_duty(draft, action)
    check_bars(draft, action)
    check_apart(draft, action)
    row = transitions.BY_ACTION[action]
    if draft.order.state not in row.states:
        raise Refused(row.refused, draft.order.state)
    check_relation(draft, action)
    if action in GUARDS:
        GUARDS[action](draft)
