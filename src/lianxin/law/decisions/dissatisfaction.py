"""What follows from dissatisfaction, round by round: rehandlings proposed and decided, then supervision (R57)."""

from __future__ import annotations

from lianxin.law.draft import Draft
from lianxin.law.state import Caller
from lianxin.law.words import OverlayKind, OverlayState


def count_dissatisfaction(draft: Draft, person: Caller) -> None:
    """One more round in which this caller was dissatisfied; after two supervision is proposed (R57).

    A regime that allows a number of rehandlings only has it proposed as soon as they are used up.
    """
    rounds = min(person.dissatisfied_rounds + 1, draft.order.round)
    draft.change(person, dissatisfied_rounds=rounds)
    if rehandled_enough(draft):
        propose_supervision(draft, "rehandled_enough")
    elif rounds >= 2:
        propose_supervision(draft, "twice_dissatisfied")


def rehandled_enough(draft: Draft) -> bool:
    """Whether the regime's number of rehandlings is used up and supervision comes next; reopenings are none (R66)."""
    rule = draft.policy.rehandle(draft.rule_facts)
    done = draft.order.round - 1 - len(draft.order.reopen_causes)
    return rule.max is not None and rule.then == "supervise" and done >= rule.max


def propose_supervision(draft: Draft, code: str) -> None:
    """Proposes supervision once per cause; a person decides (Art. 28)."""
    known = any(row.kind is OverlayKind.PROPOSAL and row.code == code for row in draft.overlays.values())
    if not known:
        host = draft.host
        draft.open(OverlayKind.PROPOSAL, code=code, unit=host.unit if host else None, state=OverlayState.OPEN)
        draft.tell("supervision_proposed", desk="supervision")


def end_proposals(draft: Draft, state: OverlayState, caller: int | None = None) -> None:
    """Ends the rehandlings proposed, of one caller or of all: what was proposed is done, or decided against."""
    for row in draft.open_overlays(OverlayKind.REHANDLING):
        if caller in (None, row.caller):
            draft.close_overlay(row, state)
