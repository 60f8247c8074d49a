"""Reads opinions on the hotline: those to answer, those that are public, and the one that number and code open."""

from __future__ import annotations

import datetime as dt
import hmac
import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from lianxin.law.decisions.hotline_opinion import OpinionFacts
from lianxin.law.numbers import parse_query_code
from lianxin.law.words import HotlineOpinionState, HotlineOpinionTextKind
from lianxin.records.models import HotlineOpinion, HotlineOpinionText
from lianxin.records.people import CONTACT, PHONE, vault
from lianxin.records.query_codes import NOBODYS
from lianxin.vault.flags import NOBODY, Known
from lianxin.vault.looking import Seen, look

OPINION_CODE, OPINION_TEXT = "opinion_code", "opinion_text"
PURPOSE = "contact"
"""What the contact of an opinion is encrypted for."""

_TYPED = re.compile(r"[\s_‐-―−-]+")
_NUMBER = re.compile(r"(\d{4})(\d{6,})")


def number_of(year: int, serial: int) -> str:
    """The number of an opinion: 2026-000017."""
    return f"{year}-{serial:06d}"


def find_opinion_number(typed: str) -> str:
    """The number as `number_of` writes it, from what a person typed; empty when it cannot be one."""
    found = _NUMBER.fullmatch(_TYPED.sub("", unicodedata.normalize("NFKC", typed)))
    return f"{found[1]}-{found[2]}" if found else ""


def code_digest(number: str, code: str) -> bytes:
    """What is kept of a code: of use for this opinion only."""
    return vault().digest(f"{number}:{code}", OPINION_CODE)


def digest_of_contact(contact: str) -> bytes:
    """By which a contact is found again: as a telephone number or mailbox of a caller is."""
    return vault().digest(contact, CONTACT if "@" in contact else PHONE)


def opinion_opened(number: str, code: str) -> HotlineOpinion | None:
    """The opinion that number and typed code open, else None; comparing takes as long where there is none."""
    row = HotlineOpinion.objects.filter(number=number).first()
    stored = bytes(row.code_digest) if row is not None and row.code_digest is not None else NOBODYS
    expected = code_digest(number, parse_query_code(code) or "")
    return row if hmac.compare_digest(expected, stored) else None


def facts_of(row: HotlineOpinion) -> OpinionFacts:
    """An opinion as the law sees it."""
    return OpinionFacts(row.state, row.may_publish, row.answerer_id, forgotten=row.forgotten_at is not None)


def looked_at(row: HotlineOpinion, texts: Mapping[str, str], confirmed: Collection[str]) -> Seen:
    """What is flagged in the words that are to be published; the writer's own contact nobody can confirm."""
    contact = contact_of(row)
    known = Known(contacts=(contact,)) if "@" in contact else Known(phones=(contact,)) if contact else NOBODY
    return look(texts, confirmed=confirmed, known=known)


def contact_of(row: HotlineOpinion) -> str:
    """The contact in clear, for sending the answer and for flagging; empty where none was left or it was forgotten."""
    if row.contact_ct is None or row.wrapped_key is None:
        return ""
    return vault().decrypt_text(row.wrapped_key, row.contact_ct, PURPOSE)


def public_opinions() -> QuerySet[Any]:
    """What everybody may read, the latest first."""
    return HotlineOpinion.objects.filter(state=HotlineOpinionState.PUBLISHED).order_by("-published_at", "-id")


def opinions_in(states: Collection[HotlineOpinionState]) -> QuerySet[Any]:
    """The opinions in these states: those to answer the oldest first, all others the latest."""
    rows = HotlineOpinion.objects.filter(state__in=list(states)).select_related("answerer", "publisher")
    waiting = HotlineOpinionState.RECEIVED in states
    return rows.order_by("received_at", "id") if waiting else rows.order_by("-received_at", "-id")


def to_forget(answered_before: dt.datetime) -> list[int]:
    """Opinions whose writer was answered before a moment and is still known by contact or code."""
    rows = HotlineOpinion.objects.filter(answered_at__lt=answered_before, forgotten_at__isnull=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def opinion(pk: int) -> HotlineOpinion | None:
    """One opinion with its people; None where there is none."""
    return HotlineOpinion.objects.select_related("answerer", "publisher").filter(pk=pk).first()


def words_of(opinions: Collection[int]) -> dict[int, dict[HotlineOpinionTextKind, str]]:
    """The words of these opinions that were not destroyed, the latest of each kind."""
    rows = HotlineOpinionText.objects.filter(opinion__in=opinions, content__isnull=False).order_by("sequence", "place")
    found: dict[int, dict[HotlineOpinionTextKind, str]] = {pk: {} for pk in opinions}
    for row in rows:
        found[row.opinion_id][HotlineOpinionTextKind(row.kind)] = row.content or ""
    return found
