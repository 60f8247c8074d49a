"""One act on one opinion on the hotline, carried out as on every subject (`_subjects`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lianxin.actions._citizen_messages import let_go_about, queue_message
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, Family, SubjectDone, act_on, append_told, said
from lianxin.law.by import By, Changes
from lianxin.law.decisions import hotline_opinion as law
from lianxin.law.decisions.hotline_opinion import OpinionFacts
from lianxin.law.publishing import OPINION_ACT
from lianxin.law.words import HotlineOpinionTextKind
from lianxin.messaging.to_citizens import OPINION_ANSWERED
from lianxin.records.citizen_messages import Said, address_to
from lianxin.records.hotline_opinions import contact_of, facts_of
from lianxin.records.models import HotlineOpinion, HotlineOpinionText
from lianxin.records.rules import Rules

OPINIONS = Family(
    model=HotlineOpinion,
    texts=HotlineOpinionText,
    link="opinion",
    articles=lambda action: OPINION_ACT[action].articles,
    unknown="opinion_unknown",
)


@dataclass(frozen=True, slots=True)
class OpinionEntry:
    """An opinion as it was typed; the contact goes no further than the vault."""

    text: str = field(repr=False)
    contact: str = field(default="", repr=False)
    wants_answer: bool = True
    may_publish: bool = False
    english: bool = False


@dataclass(frozen=True, slots=True)
class OpinionReceipt:
    """What the writer takes home. `code` is told the first time only; empty where it was given before."""

    id: int
    number: str
    code: str = field(repr=False)


OWN = (HotlineOpinionTextKind.OPINION,)
"""What the writer said in their own words; an answer, and what was published, tell nobody."""


def act_on_opinion(
    door: Door,
    action: str,
    opinion: int,
    decide: Callable[[OpinionFacts, By, HotlineOpinion], Changes],
    asked: tuple[Mapping[HotlineOpinionTextKind, str], Mapping[str, Any]],
) -> SubjectDone:
    """Carries out one act on one opinion; raises `Refused` when the law says no."""

    def decided(row: HotlineOpinion, by: By, _: Rules) -> Decided:
        return Decided(decide(facts_of(row), by, row))

    return act_on(OPINIONS, door, action, opinion, decided, asked)


def tell_writer(row: HotlineOpinion, now: dt.datetime) -> None:
    """Whoever left a contact and wished for an answer gets a message that there is one, without a word of it (Art. 37).

    Called before the event that answers is appended.
    """
    contact = contact_of(row)
    if contact and row.wants_answer:
        said = Said(address_to(contact), {"number": row.number}, english=row.english)
        queue_message(row, OPINION_ANSWERED.template, row.head_sequence + 1, said, now=now)


def forget_writer(door: Door, row: HotlineOpinion, *, words: bool) -> None:
    """Contact and code of one locked opinion go, with `words` also the writer's own; its chain says so (R63)."""
    changes = law.forget(By(door.actor, door.now))
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=sorted(changes))
    let_go_about(row, OPINION_ANSWERED.template)
    told: dict[str, Any] = {"changes": said({"forgotten_at": door.now}), "words": words}
    if words:
        own = HotlineOpinionText.objects.filter(opinion=row, kind__in=OWN, destroyed_at__isnull=True)
        own.update(content=None, hmac_key=None, destroyed_at=door.now)
    append_told(OPINIONS, door, "forget_hotline_opinion", [(row, told)], {})


def forget_opinions_of(digests: Iterable[bytes | None], door: Door) -> None:
    """The same for every opinion that somebody with one of these contacts wrote, words and all."""
    known = [bytes(one) for one in digests if one is not None]
    rows = HotlineOpinion.objects.select_for_update().filter(contact_digest__in=known).order_by("pk")
    for row in rows if known else ():
        forget_writer(door, row, words=True)
