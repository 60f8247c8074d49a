"""A matter of the past comes in from another system: it ends archived, and only its two limits are judged (R68)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianxin.law.decide import check_duty
from lianxin.law.decisions.common import FIRST_HANDLERS, need_text
from lianxin.law.decisions.intake import Intake, start_order
from lianxin.law.draft import Draft, Surroundings
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    Channel,
    ClockName,
    ClosedAs,
    HandlingMeans,
    LegalRole,
    OrderState,
    ReplyState,
    RequestType,
    TextKind,
)

JUDGED = (ClockName.REPLY, ClockName.FEED_BACK)
"""The only limits that imported history has."""

ASSUMED = ("transferred_at", "signed_at", "fed_back_at", "closed_at", "archived_at")
"""Moments nobody recorded: dispatch and signing are put at the message's moment, the end at the reply's."""


@dataclass(frozen=True, slots=True)
class History:
    """One message of the past with the answer it got, if any. `unit` and `person` are record ids.

    The message's own moment is the moment of the act; `replied_at` is None where no answer is known.
    """

    title: str
    account: str
    unit: int
    request_type: RequestType = RequestType.OTHER
    channel: Channel = Channel.WEB
    topic: str | None = None
    person: int | None = None
    reply: str = ""
    replied_at: dt.datetime | None = None


def import_history(around: Surroundings, order: int, number: str, *, history: History) -> Draft:
    """Received, dispatched and signed at the message's moment, replied and fed back at the reply's (R68).

    No examination, callback, rating, card or message follows; the outcome stays unknown.
    """
    _check(around, history)
    draft = start_order(around, order, number, _intake(history))
    check_duty(draft, "import_history")
    draft.set(transferred_at=around.now, regime_at_transfer=around.handling_policy.version)
    host = draft.add_assignment(AssignmentKind.HOST, history.unit, state=AssignmentState.SIGNED, signed_at=around.now)
    caller = draft.add_caller(person=history.person, contactable=False, anonymous=history.person is None)
    _start_limits(draft, host, caller.serial)
    draft.facts["assumed"] = list(ASSUMED)
    if history.replied_at is None:
        _without_reply(draft, caller.serial)
    else:
        _replied(draft, caller.serial, history.reply, history.replied_at)
    _archive(draft, host, history.replied_at or around.now)
    return draft


def _check(around: Surroundings, history: History) -> None:
    need_text(history.title, "title_missing")
    need_text(history.account, "account_missing")
    if history.replied_at is not None:
        need_text(history.reply)
        if history.replied_at < around.now:
            raise Refused("reply_before_message")
    facts = around.units.get(history.unit)
    if facts is None:
        raise Refused("unit_unknown")
    if facts.legal_role not in FIRST_HANDLERS and facts.legal_role is not LegalRole.PLACEHOLDER:
        raise Refused("not_a_handler")


def _intake(history: History) -> Intake:
    return Intake(
        request_type=history.request_type,
        channel=history.channel,
        title=history.title,
        account=history.account,
        topic=history.topic,
    )


def _start_limits(draft: Draft, host: Assignment, caller: int) -> None:
    policy, facts = draft.policy, draft.rule_facts
    by_order = policy.handling_means(facts) is HandlingMeans.BY_ORDER
    own = policy.handling_limit(facts) if by_order else None
    draft.start_clock(ClockName.REPLY, unit=host.unit, limit=own, assignment=host.serial, caller=caller)
    draft.start_clock(ClockName.FEED_BACK, unit=host.unit, limit=own, assignment=host.serial)


def _replied(draft: Draft, caller: int, reply: str, at: dt.datetime) -> None:
    draft.say(TextKind.REPLY, reply, caller=caller)
    draft.change(draft.callers[caller], reply=ReplyState.MADE, replied_at=at)
    for clock in draft.running(*JUDGED):
        draft.end_clock(clock, at=at)


def _without_reply(draft: Draft, caller: int) -> None:
    draft.change(draft.callers[caller], reply=ReplyState.IMPOSSIBLE)
    draft.cancel_clocks(*JUDGED, reason="reply_unknown")


def _archive(draft: Draft, host: Assignment, at: dt.datetime) -> None:
    draft.change(host, state=AssignmentState.DONE, ended_at=at)
    draft.set(closed_as=ClosedAs.IMPORTED, closed_at=at, archived_at=at)
    draft.move(OrderState.ARCHIVED)
