"""Which orders in callback wait for a call, which for the answer to a message, and which have all their results."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import lru_cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxin.law.decisions.feedback import SECOND_DATE_OUTCOMES
from lianxin.law.evaluation import Evaluation
from lianxin.law.words import AskedFirst, ClockName, Grade, OverlayKind, OverlayState, Solved
from lianxin.records.models import Clock, OrderCaller, Overlay, Topic
from lianxin.records.rules import Rules

DISSATISFIED = Q(solved=Solved.NO) | Q(contacted=False) | Q(grade_result__in=[one for one in Grade if not one.content])
"""`law.state.Caller.dissatisfied`, asked of many."""


def somebody_to_call() -> Exists:
    """A caller has no result yet."""
    return Exists(_open_callers())


def to_settle() -> Q:
    """Somebody was dissatisfied, and nobody has proposed or decided yet what follows from it (R57)."""
    promised = Q(order__outcome__in=list(SECOND_DATE_OUTCOMES))
    unsettled = (promised & (Q(told=False) | Q(contacted=False))) | (~promised & DISSATISFIED)
    callers = OrderCaller.objects.filter(unsettled, order=OuterRef("pk"), withdrawn=False, callback__isnull=False)
    return Q(Exists(callers.filter(accepted_though_dissatisfied=False))) & ~Q(to_decide())


def to_decide() -> Exists:
    """A rehandling was proposed, or a reply is denied: a person of the centre decides (R9, R31)."""
    kinds = (OverlayKind.REHANDLING, OverlayKind.CONTRADICTION)
    return Exists(Overlay.objects.filter(order=OuterRef("pk"), kind__in=kinds, state=OverlayState.OPEN))


def waited_for(rules: Rules, now: dt.datetime) -> Q:
    """Orders whose callers were sent a link and still have time to answer: nobody calls them before (Art. 27).

    Whoever says in answer that they are dissatisfied is called at once.
    """
    still = Q(pk__in=[])
    for hours, topics in _by_message(rules.revision, rules.evaluation):
        since = now - dt.timedelta(hours=hours)
        clock = Clock.objects.filter(order=OuterRef("pk"), name=ClockName.CALLBACK, end__isnull=True)
        still |= Q(topic__in=topics) & Q(Exists(clock.filter(started_at__gt=since)))
    final = ~Q(outcome__in=list(SECOND_DATE_OUTCOMES))
    return still & final & ~Q(Exists(_open_callers().filter(DISSATISFIED)))


def _open_callers() -> QuerySet[OrderCaller]:
    return OrderCaller.objects.filter(order=OuterRef("pk"), withdrawn=False, callback__isnull=True)


@lru_cache(maxsize=2)
def _by_message(revision: uuid.UUID, evaluation: Evaluation) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """How many hours who was asked by message has to answer, and about which topics; kept until the city changes."""
    _ = revision
    if not any(row.first is AskedFirst.MESSAGE for row in evaluation.ways):
        return ()
    found: dict[int, list[str]] = {}
    for code in Topic.objects.values_list("code", flat=True):
        way = evaluation.way(code)
        if way.first is AskedFirst.MESSAGE:
            found.setdefault(way.wait_hours, []).append(code)
    return tuple((hours, tuple(codes)) for hours, codes in sorted(found.items()))
