"""Reads consultations: one as the law sees it, lists, counts, what was written, and the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from lianxin.law.consultation_tally import Answer, Tally, of_figures, tally
from lianxin.law.consultation_text import Content
from lianxin.law.decisions.consultation import ConsultationFacts, ReportRow
from lianxin.law.words import ConsultationState, Opinion
from lianxin.records.models import (
    Consultation,
    ConsultationAnswer,
    ConsultationNote,
    ConsultationReport,
    ConsultationTheme,
    ConsultationWords,
)
from lianxin.records.people import vault

S = ConsultationState
AT_A_TIME = 2_000
GIVER, CONTACT, CODE, SOURCE = (
    "consultation_giver",
    "consultation_contact",
    "consultation_code",
    "consultation_source",
)
"""What keyed digests are for: digests of one purpose say nothing about those of another."""


def facts_of(row: Consultation) -> ConsultationFacts:
    """A consultation as the law sees it."""
    return ConsultationFacts(
        state=row.state,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        one_per_person=row.one_per_person,
        drafted_by=row.drafted_by_id,
        reported_by=row.reported_by_id,
    )


def content_of(row: Consultation) -> Content:
    """What people read and are asked."""
    return Content.of_json(row.content)


def one(consultation: int) -> Consultation | None:
    """One consultation with the people of it; None when there is none."""
    people = ("drafted_by", "published_by", "reported_by", "report_published_by")
    return Consultation.objects.select_related(*people).filter(pk=consultation).first()


def in_state(states: Iterable[ConsultationState]) -> QuerySet[Any]:
    """Consultations in these states, the latest first."""
    return Consultation.objects.filter(state__in=list(states)).order_by("-opens_at", "-id")


def reported() -> QuerySet[Any]:
    """Those whose report was published, the latest first."""
    return Consultation.objects.filter(state=S.REPORTED).order_by("-reported_at", "-id")


def reported_at_last() -> dt.datetime | None:
    """When a report was published last; None where none was."""
    return reported().values_list("reported_at", flat=True).first()


def notes_of(row: Consultation) -> list[ConsultationNote]:
    """The corrections, the oldest first."""
    return list(row.notes.order_by("sequence"))


def report_of(row: Consultation) -> dict[int, ReportRow]:
    """The report by serial, as far as it is written."""
    rows = ConsultationReport.objects.filter(consultation=row)
    return {
        one.item: ReportRow(one.summary_zh, one.taken_up, one.reason_zh, one.summary_en, one.reason_en) for one in rows
    }


# ---- counts ----------------------------------------------------------------------------------------------------------


def tally_of(row: Consultation) -> Tally:
    """The counts: as they were published with the report, else as they stand."""
    return of_figures(row.figures) if row.figures is not None else counted_now(row)


def counted_now(row: Consultation) -> Tally:
    """The counts of the answers that count, one after the other, in constant memory."""
    rows = ConsultationAnswer.objects.filter(consultation=row, counts=True).values_list("group", "channel", "picks")
    answers = (Answer(group, channel.value, picks) for group, channel, picks in rows.iterator(chunk_size=AT_A_TIME))
    return tally(content_of(row), answers)


def replaced(row: Consultation) -> int:
    """How many answers do not count because their givers gave another one later."""
    return ConsultationAnswer.objects.filter(consultation=row, counts=False).count()


# ---- what was written ------------------------------------------------------------------------------------------------


def written(row: Consultation) -> QuerySet[Any]:
    """What counts of what was written, by paragraph and question, the earliest first."""
    rows = ConsultationWords.objects.filter(answer__consultation=row, answer__counts=True, content__isnull=False)
    return rows.select_related("answer").order_by("item", "id")


def chosen_words(rows: QuerySet[Any], asked: Mapping[str, str]) -> QuerySet[Any]:
    """Those of a group, a channel, an item, an opinion, a theme, with a word in them; what is empty narrows nothing."""
    narrowed = Q()
    for name, column in (("group", "answer__group"), ("channel", "answer__channel"), ("item", "item")):
        if asked.get(name):
            narrowed &= Q(**{column: asked[name]})
    if asked.get("theme") == "none":
        narrowed &= Q(themes=[])
    elif asked.get("theme"):
        narrowed &= Q(themes__contains=[int(asked["theme"])])
    if asked.get("words"):
        narrowed &= Q(content__icontains=asked["words"])
    if asked.get("opinion") in {one.value for one in Opinion} and asked.get("item"):
        narrowed &= Q(answer__picks__contains={asked["item"]: [asked["opinion"]]})
    return rows.filter(narrowed)


def themes_of(row: Consultation) -> dict[int, str]:
    """The themes by their ids, in the order in which they were named."""
    return dict(ConsultationTheme.objects.filter(consultation=row).order_by("id").values_list("id", "name"))


def theme_counts(row: Consultation) -> dict[tuple[int, int], int]:
    """How often each theme comes up, by item and theme."""
    found: dict[tuple[int, int], int] = {}
    rows = written(row).order_by().values_list("item", "themes").annotate(count=Count("id"))
    for item, themes, count in rows:
        for theme in themes:
            found[item, theme] = found.get((item, theme), 0) + count
    return found


def words_counts(row: Consultation) -> dict[int, int]:
    """How many wrote to each item."""
    return dict(written(row).order_by().values_list("item").annotate(count=Count("id")))


# ---- digests ---------------------------------------------------------------------------------------------------------


def giver_digest(consultation: int, number: str) -> bytes:
    """By which a giver is known again in this consultation, and in no other: of a number in one spelling."""
    return vault().digest(f"{consultation}:{number}", GIVER)


def code_digest(consultation: int, contact: bytes, code: str) -> bytes:
    """What is stored of a code: 32 bytes, of use for this contact in this consultation only."""
    return vault().digest(f"{consultation}:{contact.hex()}:{code}", CODE)


def contact_digest(number: str) -> bytes:
    """By which codes to one number are counted, over all consultations."""
    return vault().digest(number, CONTACT)


def source_digest(source: str) -> bytes:
    """A network address as it is counted for consultations."""
    return vault().digest(source, SOURCE)
