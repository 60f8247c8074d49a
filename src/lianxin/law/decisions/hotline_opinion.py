"""Decides on opinions on the hotline itself: given by anybody, answered, published by another person (Art. 37)."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.by import By, Changes, check_duty
from lianxin.law.decisions.typical_case import Looked
from lianxin.law.publishing import (
    LONGEST_OPINION,
    LONGEST_TEXT,
    MOST_OPINIONS_A_DAY,
    MOST_OPINIONS_AN_HOUR,
    OPINION_ACT,
    OPINION_READERS,
)
from lianxin.law.refusals import Refused
from lianxin.law.words import HotlineOpinionState


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """An opinion as it stands: who answered it, by id, and whether its writer lets it be published."""

    state: HotlineOpinionState
    may_publish: bool = False
    answerer: int | None = None
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class Lately:
    """How many opinions came of late: of this contact in a day, of people without contact in an hour."""

    of_contact: int = 0
    without_contact: int = 0


def give(by: By, *, text: str, contact: bool, lately: Lately) -> None:
    """Anybody may say what they think of the hotline; a contact is theirs to leave or not (Art. 37)."""
    check_duty(by, OPINION_ACT["give_hotline_opinion"])
    if not text.strip():
        raise Refused("opinion_empty")
    if len(text.strip()) > LONGEST_OPINION:
        raise Refused("opinion_too_long")
    full = lately.of_contact >= MOST_OPINIONS_A_DAY if contact else lately.without_contact >= MOST_OPINIONS_AN_HOUR
    if full:
        raise Refused("opinions_too_many")


def answer(facts: OpinionFacts, by: By, *, text: str) -> Changes:
    """The centre answers: what it does about it, or why not."""
    _check(facts, by, "answer_hotline_opinion")
    if not text.strip() or len(text.strip()) > LONGEST_TEXT:
        raise Refused("opinion_answer_missing")
    return {"state": HotlineOpinionState.ANSWERED, "answerer_id": by.actor.staff, "answered_at": by.now}


def set_aside(facts: OpinionFacts, by: By, *, reason: str) -> Changes:
    """It says nothing on the hotline: an advertisement, or a matter, whose writer is told where to go with it."""
    _check(facts, by, "set_aside_hotline_opinion")
    if not reason.strip():
        raise Refused("publishing_reason_missing")
    return {"state": HotlineOpinionState.SET_ASIDE, "answerer_id": by.actor.staff, "answered_at": by.now}


def publish(facts: OpinionFacts, by: By, *, opinion: str, answered: str, looked: Looked) -> Changes:
    """Another person publishes both in a version without personal data, if the writer allowed it."""
    _check(facts, by, "publish_hotline_opinion")
    if by.actor.staff == facts.answerer:
        raise Refused("own_answer")
    if not facts.may_publish:
        raise Refused("opinion_not_public")
    if not opinion.strip() or not answered.strip():
        raise Refused("case_incomplete")
    if len(opinion.strip()) > LONGEST_OPINION or len(answered.strip()) > LONGEST_TEXT:
        raise Refused("case_too_long")
    if looked.callers:
        raise Refused("case_tells_caller")
    if looked.open:
        raise Refused("case_places_open")
    return {
        "state": HotlineOpinionState.PUBLISHED,
        "publisher_id": by.actor.staff,
        "published_at": by.now,
        "confirmed": {kind.value: count for kind, count in (looked.confirmed or {}).items()},
    }


def withdraw(facts: OpinionFacts, by: By, *, reason: str) -> Changes:
    """It is taken off at once; the answer stays with its writer."""
    _check(facts, by, "withdraw_hotline_opinion")
    if not reason.strip():
        raise Refused("publishing_reason_missing")
    return {"state": HotlineOpinionState.ANSWERED, "publisher_id": None, "published_at": None}


def forget(by: By) -> Changes:
    """Whatever tells the writer goes: the contact, the code and their own words (R63)."""
    check_duty(by, OPINION_ACT["forget_hotline_opinion"])
    gone = ("wrapped_key", "contact_ct", "contact_digest", "code_digest", "text_digest")
    return {**dict.fromkeys(gone), "forgotten_at": by.now}


def reads(by: By) -> bool:
    """Whether the actor works on opinions."""
    return by.actor.role in OPINION_READERS and by.actor.staff is not None and not by.of_vendor


def may(facts: OpinionFacts, by: By, action: str) -> bool:
    """Whether the act is the actor's to do with the opinion as it stands, whatever they would write."""
    try:
        _check(facts, by, action)
    except Refused:
        return False
    if action == "publish_hotline_opinion":
        return facts.may_publish and by.actor.staff != facts.answerer
    return True


def _check(facts: OpinionFacts, by: By, action: str) -> None:
    check_duty(by, OPINION_ACT[action])
    if facts.state not in OPINION_ACT[action].states or (facts.forgotten and action != "withdraw_hotline_opinion"):
        raise Refused("opinion_elsewhere", facts.state)
