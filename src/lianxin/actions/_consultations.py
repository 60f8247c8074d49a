"""One act on one consultation, carried out as on every subject (`_subjects`); answers are rows beneath it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, Family, SubjectDone, act_on
from lianxin.law.by import By
from lianxin.law.consultation import BY_ACTION
from lianxin.law.words import ConsultationChannel
from lianxin.records.models import Consultation, ConsultationNote
from lianxin.records.rules import Rules

CONSULTATIONS = Family(
    model=Consultation,
    articles=lambda action: BY_ACTION[action].articles,
    unknown="consultation_unknown",
    untold=frozenset({"content", "figures"}),
)


@dataclass(frozen=True, slots=True)
class Came:
    """How an answer came. `giver` is the digest by which its giver is known again in this consultation.

    `proved`: a code that was sent to the number was given back. `source`: the network address, where nobody proved
    anything.
    """

    channel: ConsultationChannel
    giver: bytes = field(repr=False)
    proved: bool = False
    received_on: dt.date | None = None
    source: str = field(default="", repr=False)


def act_on_consultation(
    door: Door,
    action: str,
    consultation: int,
    decide: Callable[[Consultation, By], Decided],
    asked: Mapping[str, Any],
) -> SubjectDone:
    """Carries out one act on one consultation; raises `Refused` when the law says no."""

    def decided(row: Consultation, by: By, _: Rules) -> Decided:
        return decide(row, by)

    return act_on(CONSULTATIONS, door, action, consultation, decided, ({}, asked))


def add_note(row: Consultation, by: By, words: tuple[str, str], closes_at: dt.datetime | None = None) -> dict[str, str]:
    """A note in Chinese and English beside the published text; returns what the event tells of it: its digest."""
    zh, en = words
    ConsultationNote.objects.create(
        consultation=row,
        sequence=row.head_sequence + 1,
        zh=zh,
        en=en,
        author_id=by.actor.staff or 0,
        closes_at=closes_at,
        at=by.now,
    )
    return {"note_digest": hashlib.sha256(f"{zh}\n{en}".encode()).hexdigest()}
