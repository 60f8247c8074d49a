"""The ends of all chains, in the order in which chains are walked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from lianxin.law.seals import Head
from lianxin.records.models import (
    CalendarYear,
    Call,
    CatalogueVersion,
    Chained,
    Consultation,
    HotlineOpinion,
    IndicatorMonth,
    Inspection,
    Outage,
    RegimeVersion,
    Staff,
    TypicalCase,
    Unit,
    WorkOrder,
)

CHAINED: tuple[type[Chained], ...] = tuple(
    sorted(
        (
            CalendarYear,
            Call,
            CatalogueVersion,
            Consultation,
            HotlineOpinion,
            IndicatorMonth,
            Inspection,
            Outage,
            RegimeVersion,
            Staff,
            TypicalCase,
            Unit,
            WorkOrder,
        ),
        key=lambda model: model.SUBJECT.value,
    )
)
"""Every table whose rows have a chain, by the code of the subject."""

ROWS_AT_A_TIME = 5_000


def stream_heads() -> Iterator[Head]:
    """The head of every subject that has events, by kind and id, in constant memory."""
    for model in CHAINED:
        rows: QuerySet[Any] = QuerySet(model)
        heads = rows.filter(head_sequence__gt=0).order_by("pk").values_list("pk", "head_sequence", "head_hash")
        for key, sequence, head_hash in heads.iterator(chunk_size=ROWS_AT_A_TIME):
            yield Head(model.SUBJECT.value, model.subject_id_of(key), sequence, bytes(head_hash))


def pair(heads: Iterable[Head], sealed: Iterable[Head]) -> Iterator[tuple[Head | None, Head | None]]:
    """Each subject's head beside what the last seal said of it; None where one of the two does not know it."""
    left, right = iter(heads), iter(sealed)
    head, seal = next(left, None), next(right, None)
    while head or seal:
        if seal is None or (head is not None and head.subject < seal.subject):
            yield head, None
            head = next(left, None)
        elif head is None or seal.subject < head.subject:
            yield None, seal
            seal = next(right, None)
        else:
            yield head, seal
            head, seal = next(left, None), next(right, None)
