"""Reads typical cases: those that are public, those that editors and the head of the centre work on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from lianxin.law.decisions.typical_case import CaseFacts, OrderOfCase
from lianxin.law.publishing import FIT_ENDS, NEVER
from lianxin.law.transitions import ENDED
from lianxin.law.words import TypicalCaseState, TypicalCaseTextKind
from lianxin.records.models import TypicalCase, TypicalCaseText, WorkOrder
from lianxin.records.people import callers_of
from lianxin.vault.looking import Seen, look

STILL_FIT = Q(order__state__in=ENDED, order__closed_as__in=FIT_ENDS, order__secret=False, order__sealed=False) & ~Q(
    order__request_type__in=NEVER
)
"""`OrderOfCase.fit` asked of many: what has become secret, a tip-off, sealed or open again is shown to nobody."""


def order_of(order: WorkOrder) -> OrderOfCase:
    """An order as the law of cases sees it."""
    return OrderOfCase(order.state, order.request_type, order.closed_as, secret=order.secret, sealed=order.sealed)


def facts_of(row: TypicalCase) -> CaseFacts:
    """A case as the law sees it."""
    return CaseFacts(row.state, row.writer_id, order_of(row.order))


def looked_at(order: int, texts: Mapping[str, str], confirmed: Collection[str]) -> Seen:
    """What is flagged in the words of a case; what its order's callers are known by nobody can confirm."""
    return look(texts, confirmed=confirmed, known=callers_of(order))


def public_cases() -> QuerySet[Any]:
    """What everybody may read, the latest first."""
    rows = TypicalCase.objects.filter(STILL_FIT, state=TypicalCaseState.PUBLISHED)
    return rows.select_related("topic", "order__host_unit").order_by("-decided_at", "-id")


def cases_in(states: Iterable[TypicalCaseState]) -> QuerySet[Any]:
    """The cases in these states, the latest first."""
    rows = TypicalCase.objects.filter(state__in=list(states))
    return rows.select_related("topic", "order", "writer", "decider").order_by("-written_at", "-id")


def case(pk: int) -> TypicalCase | None:
    """One case with its people and its order; None where there is none."""
    return TypicalCase.objects.select_related("topic", "order", "writer", "decider").filter(pk=pk).first()


def case_of_order(order: int) -> TypicalCase | None:
    """The case of an order; None where nobody wrote one."""
    return TypicalCase.objects.filter(order=order).first()


def words_of(cases: Collection[int]) -> dict[int, dict[TypicalCaseTextKind, str]]:
    """The words of these cases that were not destroyed, the latest of each kind."""
    rows = TypicalCaseText.objects.filter(case__in=cases, content__isnull=False).order_by("sequence", "place")
    found: dict[int, dict[TypicalCaseTextKind, str]] = {pk: {} for pk in cases}
    for row in rows:
        found[row.case_id][TypicalCaseTextKind(row.kind)] = row.content or ""
    return found
