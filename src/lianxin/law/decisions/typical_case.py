"""Decides on typical cases: written anew from an order that ended, published or declined by another, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianxin.law.by import By, Changes, check_duty
from lianxin.law.publishing import CASE_ACT, CASE_READERS, FIT_ENDS, LONGEST_TEXT, LONGEST_TITLE, NEVER
from lianxin.law.refusals import Refused
from lianxin.law.transitions import ENDED
from lianxin.law.words import ClosedAs, FlaggedKind, OrderState, RequestType, TypicalCaseState


@dataclass(frozen=True, slots=True)
class OrderOfCase:
    """What of its order a case depends on."""

    state: OrderState
    request_type: RequestType
    closed_as: ClosedAs | None = None
    secret: bool = False
    sealed: bool = False

    @property
    def fit(self) -> bool:
        """Whether a case may be written of it, and shown: over, and neither secret nor a tip-off nor sealed."""
        over = self.state in ENDED and self.closed_as in FIT_ENDS
        return over and not (self.secret or self.sealed) and self.request_type not in NEVER


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as it stands: who wrote it, by id, and its order."""

    state: TypicalCaseState
    writer: int
    order: OrderOfCase


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in the words: places nobody confirmed yet, places that tell a caller, and those confirmed."""

    open: int = 0
    callers: int = 0
    confirmed: Mapping[FlaggedKind, int] | None = None


def write(by: By, order: OrderOfCase, before: CaseFacts | None, *, title: str, body: str, looked: Looked) -> Changes:
    """Title and text in the editor's own words, each flagged place removed, or confirmed to be no personal data.

    `before`: the case is written again, which takes it back to the beginning.
    """
    check_duty(by, CASE_ACT["write_case"])
    if before is not None and before.state not in CASE_ACT["write_case"].states:
        raise Refused("case_elsewhere", before.state)
    if not order.fit:
        raise Refused("case_order_unfit")
    _check_words(title, body)
    if looked.callers:
        raise Refused("case_tells_caller")
    if looked.open:
        raise Refused("case_places_open")
    return {
        "state": TypicalCaseState.AWAITING,
        "writer_id": by.actor.staff,
        "written_at": by.now,
        "confirmed": {kind.value: count for kind, count in (looked.confirmed or {}).items()},
        "decider_id": None,
        "decided_at": None,
    }


def publish(facts: CaseFacts, by: By) -> Changes:
    """Another person puts it before the public."""
    _check(facts, by, "publish_case")
    if not facts.order.fit:
        raise Refused("case_order_unfit")
    return _decided(by, TypicalCaseState.PUBLISHED)


def decline(facts: CaseFacts, by: By, *, reason: str) -> Changes:
    """Another person says no, and why."""
    _check(facts, by, "decline_case")
    _check_reason(reason)
    return _decided(by, TypicalCaseState.DECLINED)


def withdraw(facts: CaseFacts, by: By, *, reason: str) -> Changes:
    """It is taken off at once, whoever put it there; why is said."""
    check_duty(by, CASE_ACT["withdraw_case"])
    _check_state(facts, "withdraw_case")
    _check_reason(reason)
    return _decided(by, TypicalCaseState.WITHDRAWN) if by.actor.staff != facts.writer else _taken_back(by)


def reads(by: By) -> bool:
    """Whether the actor works on cases."""
    return by.actor.role in CASE_READERS and by.actor.staff is not None and not by.of_vendor


def may(facts: CaseFacts, by: By, action: str) -> bool:
    """Whether the act is the actor's to do with the case as it stands, whatever they would write."""
    try:
        if action in ("write_case", "withdraw_case"):
            check_duty(by, CASE_ACT[action])
            _check_state(facts, action)
        else:
            _check(facts, by, action)
    except Refused:
        return False
    return True


def _decided(by: By, state: TypicalCaseState) -> Changes:
    return {"state": state, "decider_id": by.actor.staff, "decided_at": by.now}


def _taken_back(by: By) -> Changes:
    """By whoever wrote it: then nobody else decided."""
    return {"state": TypicalCaseState.WITHDRAWN, "decider_id": None, "decided_at": by.now}


def _check(facts: CaseFacts, by: By, action: str) -> None:
    check_duty(by, CASE_ACT[action])
    _check_state(facts, action)
    if by.actor.staff == facts.writer:
        raise Refused("own_case")


def _check_state(facts: CaseFacts, action: str) -> None:
    if facts.state not in CASE_ACT[action].states:
        raise Refused("case_elsewhere", facts.state)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("publishing_reason_missing")


def _check_words(title: str, body: str) -> None:
    if not title.strip() or not body.strip():
        raise Refused("case_incomplete")
    if len(title.strip()) > LONGEST_TITLE or len(body.strip()) > LONGEST_TEXT:
        raise Refused("case_too_long")
