"""What an actor may do with an order now, and what they may not, with the reason and the way out."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law import decide, duties, gate, transitions
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.transitions import Row
from lianxin.law.words import Role

NEVER_OFFERED = frozenset({"receive", "reveal", "import_history", "succeed_unit", "recompute_clocks"})
"""Acts that have a place of their own on the page, or a page of their own."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One act of the actor's office: allowed now, or refused with a reason (UX rule 24)."""

    row: Row
    refusal: Refused | None

    @property
    def allowed(self) -> bool:
        """Whether the act may be done now."""
        return self.refusal is None


def may(draft: Draft, action: str) -> Refused | None:
    """None when the actor may do it now, else the refusal that says why not."""
    try:
        gate.check(draft, action)
    except Refused as refusal:
        return refusal
    return None


def offers(draft: Draft) -> tuple[Offer, ...]:
    """Every act of the actor's office on this order, in the order of the law's rows.

    Acts the office never has are left out; so are acts of another stage of the order's life and charges the unit
    does not have, which would only be noise: a refusal is shown when it teaches the way out.
    """
    found = []
    for row in transitions.ROWS:
        if row.action in NEVER_OFFERED or not decide.has_duty(draft, row.action):
            continue
        refusal = may(draft, row.action)
        if refusal is None or refusal.code not in UNTEACHING:
            found.append(Offer(row, refusal))
    return tuple(found)


UNTEACHING = frozenset({"wrong_state", "not_your_duty", "not_your_assignment", "nothing_pending", "vendor_barred"})


def roles_of(action: str) -> tuple[Role, ...]:
    """The offices that may do this, for the page that says who can (UX rule 36)."""
    return duties.BY_ACTION[action].roles
