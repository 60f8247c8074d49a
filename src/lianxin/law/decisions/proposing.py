"""Whoever calls back proposes a rehandling, an examiner decides: by doing it, or by reasons against it (R9, R57)."""

from __future__ import annotations

from lianxin.law.decisions.callback import after_result, unsettled
from lianxin.law.decisions.common import need_text
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.words import ClockName, OverlayKind, OverlayState, TextKind


def may_propose(draft: Draft) -> None:
    """Somebody is dissatisfied for whom nobody has proposed a rehandling yet."""
    dissatisfied = [row.serial for row in draft.present_callers() if unsettled(draft, row)]
    if not dissatisfied:
        raise Refused("not_dissatisfied")
    if not set(dissatisfied) - proposed_for(draft):
        raise Refused("request_pending")


def propose_rehandling(draft: Draft, *, caller: int, reason: str) -> None:
    """Proposes that the order is handled again for a dissatisfied caller; it is not closed until decided."""
    need_text(reason)
    if not unsettled(draft, draft.caller(caller)):
        raise Refused("not_dissatisfied")
    if caller in proposed_for(draft):
        raise Refused("request_pending")
    draft.say(TextKind.REASON, reason, caller=caller)
    overlay = draft.open(OverlayKind.REHANDLING, caller=caller)
    draft.start_clock(ClockName.DECISION_PENDING, overlay=overlay.serial)
    draft.tell("rehandling_proposed", desk="examination")


def decline_rehandling(draft: Draft, *, overlay: int, reason: str) -> None:
    """An examiner decides, with reasons, against a rehandling that was proposed (R57).

    The caller's dissatisfaction stands on record; the order may be closed in spite of it.
    """
    need_text(reason)
    row = draft.open_overlay(overlay, OverlayKind.REHANDLING)
    draft.say(TextKind.REASON, reason, caller=row.caller)
    draft.facts["caller"] = row.caller
    draft.close_overlay(row, OverlayState.REFUSED)
    person = draft.callers[row.caller or 0]
    if unsettled(draft, person):
        draft.change(person, accepted_though_dissatisfied=True)
    after_result(draft)


def proposed_for(draft: Draft) -> set[int | None]:
    """The callers for whom a rehandling was proposed and nobody has decided yet."""
    return {row.caller for row in draft.open_overlays(OverlayKind.REHANDLING)}
