"""The unit answers the callers, or records that it could not reach one (Art. 24; R28, R58)."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.attempts import suffice
from lianxin.law.decisions.clocks import owe_again
from lianxin.law.decisions.common import need_text
from lianxin.law.decisions.handling import CHAIN, record_first_contact
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Caller
from lianxin.law.words import AssignmentState, AttemptResult, ClockName, OverlayKind, ReplyState, ReplyWay, TextKind

NOT_REACHED = "unreachable"
"""Why a limit for a reply ended without one."""

WITH_PROOF = (ReplyWay.VISIT, ReplyWay.LETTER)
"""Ways that leave no trace at the centre: they are a reply with what proves them (R58)."""


def may_reply(draft: Draft) -> Assignment:
    """The charge on the host chain from which callers are answered; refuses when no reply is owed any more."""
    row = draft.need_mine(*CHAIN)
    if row.state is AssignmentState.OFFERED:
        raise Refused("not_signed")
    states = {person.reply for person in draft.present_callers()}
    if states <= {ReplyState.WAIVED}:
        raise Refused("reply_waived")
    if states <= {ReplyState.IMPOSSIBLE, ReplyState.WAIVED}:
        raise Refused("reply_impossible")
    return row


def reply(
    draft: Draft, *, caller: int, way: ReplyWay, content: str, attempt: AttemptResult | None = None, proof: str = ""
) -> None:
    """The unit answers one caller, or records that an attempt failed (Art. 24; R28, R58).

    A message is a reply once it is delivered; a visit or letter is one with what proves it.
    """
    row = may_reply(draft)
    person = draft.caller(caller)
    _check_reply(draft, person, way)
    draft.facts["way"] = way.value
    if attempt is not None:
        _record_attempt(draft, person, attempt)
        return
    need_text(content)
    if way in WITH_PROOF:
        need_text(proof, "reply_unproved")
        draft.say(TextKind.NOTE, proof, caller=caller)
    draft.say(TextKind.REPLY, content, caller=caller)
    if way is ReplyWay.MESSAGE:
        _send(draft, person)
    else:
        _made(draft, person)
    record_first_contact(draft, row)


def _send(draft: Draft, person: Caller) -> None:
    """Sending is the unit's part and ends its limit: what delivery takes is the centre's delay (R18, R62)."""
    draft.tell("reply", caller=person.serial)
    if person.reply is not ReplyState.MADE:
        draft.change(person, reply=ReplyState.ON_ITS_WAY)
        draft.end_clocks(ClockName.REPLY, caller=person.serial)


def _made(draft: Draft, person: Caller) -> None:
    first = person.reply is not ReplyState.MADE
    draft.change(person, reply=ReplyState.MADE, replied_at=draft.now if first else person.replied_at)
    draft.end_clocks(ClockName.REPLY, ClockName.CALLERS_DATE, caller=person.serial)


def settle_reply(draft: Draft, *, caller: int, delivered: bool) -> None:
    """The message that carries a reply has arrived, or never will: then the reply is made, or owed again (R58).

    The date told to the caller is judged by the arrival: it is the centre's (R54).
    """
    person = draft.caller(caller)
    if person.reply is not ReplyState.ON_ITS_WAY:
        raise Refused("no_reply_on_its_way")
    draft.facts |= {"caller": caller, "delivered": delivered}
    if delivered:
        _made(draft, person)
        return
    contested = any(row.caller == caller for row in draft.open_overlays(OverlayKind.CONTRADICTION))
    if contested or suffice(person.reply_attempts, draft.policy.attempts):
        draft.change(person, reply=ReplyState.CONTESTED if contested else ReplyState.UNREACHABLE)
        if not contested:
            _say_not_reached(draft, caller)
        return
    draft.change(person, reply=ReplyState.OWED)
    owe_again(draft, caller)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whether an answer reached its caller: a failed attempt, or what proves a visit or letter (R28, R58)."""

    attempt: AttemptResult | None = None
    proof: str = ""


REACHED = Arrival()


def _check_reply(draft: Draft, person: Caller, way: ReplyWay) -> None:
    if person.reply is ReplyState.WAIVED:
        raise Refused("reply_waived")
    if person.reply is ReplyState.IMPOSSIBLE:
        raise Refused("reply_impossible")
    if person.reply is ReplyState.ON_ITS_WAY and way is ReplyWay.MESSAGE:
        raise Refused("reply_on_its_way")
    if person.text_only and way in (ReplyWay.BRIDGED_CALL, ReplyWay.VISIT):
        raise Refused("text_only")
    if draft.order.secret and way in (ReplyWay.VISIT, ReplyWay.LETTER):
        raise Refused("secret_by_bridge")


def _record_attempt(draft: Draft, person: Caller, attempt: AttemptResult) -> None:
    draft.facts["attempt"] = attempt.value
    person = draft.change(person, reply_attempts=(*person.reply_attempts, draft.now))
    if person.reply is ReplyState.OWED and suffice(person.reply_attempts, draft.policy.attempts):
        draft.change(person, reply=ReplyState.UNREACHABLE, message_left_at=draft.now)
        draft.tell("reply_missed", caller=person.serial)
        draft.end_clocks(ClockName.REPLY, caller=person.serial)
        _say_not_reached(draft, person.serial)
        draft.end_clocks(ClockName.CALLERS_DATE, caller=person.serial)


def _say_not_reached(draft: Draft, caller: int) -> None:
    """The limit says itself that it ended without a reply: no figure may take it for one made (R28)."""
    mine = [row for row in draft.clocks.values() if row.name is ClockName.REPLY and row.caller == caller]
    last = max(mine, key=lambda row: row.serial, default=None)
    if last is not None and last.round == draft.order.round and last.end_reason is None and not last.running:
        draft.change(last, end_reason=NOT_REACHED)
