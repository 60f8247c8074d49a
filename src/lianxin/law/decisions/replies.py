"""The unit answers the callers, or records that it could not reach one (Art. 24; R28, R58)."""

from __future__ import annotations

from lianxin.law.decisions.common import attempts_suffice, need_text
from lianxin.law.decisions.handling import CHAIN, record_first_contact
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Caller
from lianxin.law.words import AssignmentState, AttemptResult, ClockName, ReplyState, ReplyWay, TextKind


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


def reply(draft: Draft, *, caller: int, way: ReplyWay, content: str, attempt: AttemptResult | None = None) -> None:
    """The unit answers one caller, or records that an attempt failed (Art. 24; R28, R58)."""
    row = may_reply(draft)
    person = draft.caller(caller)
    _check_reply(draft, person, way)
    draft.facts["way"] = way.value
    if attempt is not None:
        _record_attempt(draft, person, attempt)
        return
    need_text(content)
    draft.say(TextKind.REPLY, content, caller=caller)
    first = person.reply is not ReplyState.MADE
    draft.change(person, reply=ReplyState.MADE, replied_at=draft.now if first else person.replied_at)
    draft.end_clocks(ClockName.REPLY, caller=caller)
    draft.end_clocks(ClockName.CALLERS_DATE, caller=caller)
    record_first_contact(draft, row)
    if way is ReplyWay.MESSAGE:
        draft.tell("reply", caller=caller)


def _check_reply(draft: Draft, person: Caller, way: ReplyWay) -> None:
    if person.reply is ReplyState.WAIVED:
        raise Refused("reply_waived")
    if person.reply is ReplyState.IMPOSSIBLE:
        raise Refused("reply_impossible")
    if person.text_only and way in (ReplyWay.BRIDGED_CALL, ReplyWay.VISIT):
        raise Refused("text_only")
    if draft.order.secret and way in (ReplyWay.VISIT, ReplyWay.LETTER):
        raise Refused("secret_by_bridge")


def _record_attempt(draft: Draft, person: Caller, attempt: AttemptResult) -> None:
    draft.facts["attempt"] = attempt.value
    person = draft.change(person, reply_attempts=(*person.reply_attempts, draft.now))
    if person.reply is ReplyState.OWED and attempts_suffice(draft, person.reply_attempts):
        draft.change(person, reply=ReplyState.UNREACHABLE, message_left_at=draft.now)
        draft.tell("reply_missed", caller=person.serial)
        draft.end_clocks(ClockName.REPLY, caller=person.serial)
        draft.end_clocks(ClockName.CALLERS_DATE, caller=person.serial)
