"""Which lists of consultations an office reads, and who reads the words of answers."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.consultation import COUNTING, ENTERING, READING
from lianxin.law.lamps import Spoken
from lianxin.law.words import ConsultationState, Role

S = ConsultationState
DESK = Spoken("民意征集", "Consultations")
EVERYBODY = tuple(dict.fromkeys((*COUNTING, *ENTERING)))
"""Offices that have anything to do with consultations."""


@dataclass(frozen=True, slots=True)
class ConsultationList:
    """One list: its words, the state it holds, the offices that have it."""

    code: str
    zh: str
    en: str
    state: ConsultationState
    roles: tuple[Role, ...]


CONSULTATION_LISTS: tuple[ConsultationList, ...] = (
    ConsultationList("published", "已发布", "Published", S.PUBLISHED, EVERYBODY),
    ConsultationList("drafted", "起草", "Drafts", S.DRAFTED, READING),
    ConsultationList("closed", "已截止", "Closed", S.CLOSED, EVERYBODY),
    ConsultationList("reported", "已公布采纳情况", "Reported", S.REPORTED, EVERYBODY),
)


def consultation_lists(role: Role) -> tuple[ConsultationList, ...]:
    """The lists of an office; empty for offices that have nothing to do with consultations."""
    return tuple(row for row in CONSULTATION_LISTS if role in row.roles)


def reads_words(role: Role, *, of_vendor: bool) -> bool:
    """Whether the office reads what people wrote."""
    return role in READING and not of_vendor


def counts(role: Role, *, of_vendor: bool) -> bool:
    """Whether the office reads counts before they are published."""
    return role in COUNTING and not of_vendor
