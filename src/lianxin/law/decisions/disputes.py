"""When a caller disputes: objections, explanations owed (Art. 16), and replies that the caller denies (R31)."""

from __future__ import annotations

from lianxin.law.complained_of import is_about_centre
from lianxin.law.decide import stands_at_centre
from lianxin.law.decisions import callback
from lianxin.law.decisions.answerable import answering_unit, speaking
from lianxin.law.decisions.clocks import owe_again, run_again_for
from lianxin.law.decisions.common import need_text
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Caller, Overlay
from lianxin.law.words import (
    ClockEnd,
    ClockName,
    OrderState,
    OverlayKind,
    OverlayState,
    ReplyState,
    ReplyWay,
    Role,
    TextKind,
)

HOSTS_AT_CENTRE = (Role.GENERAL_OFFICE_CLERK, Role.QUALITY_INSPECTOR)
BEFORE_FEEDBACK = (OrderState.REGISTERED, OrderState.DISPATCHING, OrderState.HANDLING)


def object(draft: Draft, *, caller: int, text: str) -> None:  # noqa: A001 - the law's own verb, one word in all layers
    """A caller objects to the result: whoever answers for the order owes an explanation (Art. 16)."""
    ask_explanation(draft, OverlayKind.OBJECTION, caller, text)


def demand_explanation(draft: Draft, *, caller: int, text: str) -> None:
    """A caller demands an explanation because a reply owed is late, or the result is disputed (Art. 16)."""
    person = speaking(draft, caller)
    if not may_demand(draft, person):
        raise Refused("explanation_not_due")
    ask_explanation(draft, OverlayKind.EXPLANATION, caller, text)


def may_demand(draft: Draft, person: Caller) -> bool:
    """Whether this caller may demand an explanation (Art. 16)."""
    return reply_is_late(draft, person) or has_result(draft, person)


def reply_is_late(draft: Draft, person: Caller) -> bool:
    """Whether a limit for the reply to this caller has passed, or was kept too late."""
    return any(
        clock.end is ClockEnd.LATE or (clock.running and clock.due_at <= draft.now)
        for clock in draft.clocks.values()
        if clock.name in (ClockName.REPLY, ClockName.CALLERS_DATE) and clock.caller == person.serial
    )


def has_result(draft: Draft, person: Caller) -> bool:
    """Whether there is something that the caller can dispute: a reply, or a feedback or end of the order."""
    return person.replied_at is not None or draft.order.state not in BEFORE_FEEDBACK


def ask_explanation(draft: Draft, kind: OverlayKind, caller: int, text: str) -> None:
    """Opens an explanation owed by the unit that answers for the order, or by the centre (R17, R54)."""
    need_text(text)
    person = speaking(draft, caller)
    if any(row.caller == caller for row in draft.open_overlays(kind)):
        raise Refused("request_pending")
    draft.say(TextKind.WISH, text, private=_own_words_are_secret(draft), caller=person.serial)
    unit = answering_unit(draft)
    overlay = draft.open(kind, caller=caller, unit=unit)
    draft.start_clock(ClockName.EXPLANATION, unit=unit, overlay=overlay.serial)
    if unit is None:
        draft.tell("explanation_owed", desk="examination")
    else:
        draft.tell("explanation_owed", unit=unit)


def _own_words_are_secret(draft: Draft) -> bool:
    return draft.actor.role is Role.CALLER and draft.order.secret


def explain(draft: Draft, *, overlay: int, text: str) -> None:
    """The unit that owes it, or the centre where no unit does, explains to the caller (Art. 16)."""
    need_text(text)
    row = draft.open_overlay(overlay, OverlayKind.EXPLANATION, OverlayKind.OBJECTION)
    check_owes(draft, row)
    draft.say(TextKind.ANSWER, text, caller=row.caller)
    draft.close_overlay(row, OverlayState.ANSWERED)
    person = draft.callers.get(row.caller or 0)
    if person is not None and person.contactable and not person.withdrawn:
        draft.tell("explanation_given", caller=person.serial)


def check_owes(draft: Draft, row: Overlay) -> None:
    """Refuses whoever does not owe what the overlay asks for.

    Sections and the general office answer for what they host; for the centre where it is itself concerned (R59).
    """
    if row.unit is None:
        hosts_only = draft.actor.role in HOSTS_AT_CENTRE and not is_about_centre(draft)
        if hosts_only or not stands_at_centre(draft):
            raise Refused("not_your_duty")
    elif row.unit != draft.actor.unit:
        raise Refused("not_your_assignment")


def contest(draft: Draft, *, caller: int, note: str = "") -> None:
    """A caller denies that the recorded reply was made: the unit has to prove it (R31)."""
    person = speaking(draft, caller)
    if person.reply is not ReplyState.MADE:
        raise Refused("no_reply_yet")
    draft.say(TextKind.NOTE, note, private=True, caller=caller)
    callback.contradict(draft, person)


def prove(draft: Draft, *, overlay: int, way: ReplyWay, text: str) -> None:
    """The unit proves the reply that its caller denies; a person decides (R31, R58)."""
    need_text(text)
    row = draft.open_overlay(overlay, OverlayKind.CONTRADICTION)
    check_owes(draft, row)
    if row.code is not None:
        raise Refused("already_proved")
    draft.facts["way"] = way.value
    draft.say(TextKind.NOTE, text)
    draft.change(row, code=way.value)
    draft.end_clocks(ClockName.PROOF, overlay=row.serial)
    draft.tell("proof_given", desk="examination")


def decide_contradiction(draft: Draft, *, overlay: int, reply_stands: bool, untruth: bool, reason: str) -> None:
    """An examiner decides whether the denied reply stands; untruth is found by a person alone (R31; Art. 40 (3)).

    A reply that falls is owed again, and its limits run on with their old dates; a new one made since then stands.
    """
    need_text(reason)
    row = draft.open_overlay(overlay, OverlayKind.CONTRADICTION)
    if reply_stands and untruth:
        raise Refused("untruth_needs_fallen_reply")
    _check_proof(draft, row, reply_stands=reply_stands)
    draft.say(TextKind.REASON, reason)
    draft.facts |= {"reply_stands": reply_stands, "untruth": untruth, "caller": row.caller}
    draft.close_overlay(row, OverlayState.REFUSED if reply_stands else OverlayState.UPHELD)
    person = draft.caller(row.caller or 0)
    if reply_stands:
        draft.change(person, reply=ReplyState.MADE)
    elif person.reply is ReplyState.CONTESTED:
        _reply_falls(draft, person)
    if row.unit is not None:
        draft.tell("contradiction_decided", unit=row.unit)
    if draft.order.state is OrderState.CALLBACK:
        callback.after_result(draft)


def _check_proof(draft: Draft, row: Overlay, *, reply_stands: bool) -> None:
    limit = next((clock for clock in draft.clocks.values() if clock.overlay == row.serial), None)
    proved = row.code is not None and (limit is None or limit.end is not ClockEnd.LATE)
    if reply_stands and not proved:
        raise Refused("proof_missing")
    if not reply_stands and row.code is None and limit is not None and draft.now < limit.due_at:
        raise Refused("proof_time_runs")


def _reply_falls(draft: Draft, person: Caller) -> None:
    person = draft.change(person, reply=ReplyState.OWED, replied_at=None)
    if draft.order.state is OrderState.CALLBACK:
        # Nobody can reply in callback any more: the caller counts as not contacted until the order is rehandled.
        draft.change(person, contacted=False)
    owe_again(draft, person.serial)
    run_again_for(draft, person.serial, ClockName.CALLERS_DATE)
