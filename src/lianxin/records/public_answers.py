"""Answers for the public: where one seems to carry personal data (R43), and which of them citizens may be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import ClosedAs, FeedbackEnd, RequestType, TextKind
from lianxin.records.alike import newest_title
from lianxin.records.models import Feedback, OrderText, WorkOrder
from lianxin.records.people import callers_of
from lianxin.records.search import pairs_of
from lianxin.records.texts import said_at
from lianxin.vault.flags import NOBODY, FlaggedSpan, Known, flags, tells_caller


@dataclass(frozen=True, slots=True)
class LookedAt:
    """An answer for the public with the places that were flagged in it, and by what its order's callers are known."""

    text: str
    spans: tuple[FlaggedSpan, ...] = ()
    callers: Known = NOBODY

    @property
    def telling(self) -> int:
        """How many places could tell who called: on a secret order none of them may stand (R44)."""
        return sum(tells_caller(self.text, span, self.callers) for span in self.spans)


def public_answer(order: int, made_at: dt.datetime) -> LookedAt:
    """What the feedback of this moment gives the public; its text is empty where it gives nothing."""
    texts = said_at(order, made_at, (TextKind.PUBLIC_ANSWER,), private=False)
    if not texts:
        return LookedAt("")
    text, known = "\n".join(texts), callers_of(order)
    return LookedAt(text, tuple(flags(text, known)), known)


# ---- shown to citizens before they submit ----------------------------------------------------------------------------

LATEST = 2000
"""Closed orders that are looked through."""
ANSWERED = (ClosedAs.DONE, ClosedAs.NOT_POSSIBLE)


@dataclass(frozen=True, slots=True)
class Answered:
    """A closed order with an answer for the public: by what it is found, and what was answered; its title is not told.

    `about` are the pairs of characters of its title and of its topic's name.
    """

    order: int
    topic: Spoken
    answered_on: dt.date
    text: str
    about: frozenset[str]


def answered_publicly() -> Iterator[Answered]:
    """The latest answers that an examiner passed: none of a tip-off, nor of an order secret, sealed or reopened."""
    titled = _open_to_all().annotate(title=Subquery(newest_title())).order_by("-closed_at", "-id")
    latest = {row["id"]: row for row in titled.values("id", "title", "topic__name_zh", "topic__name_en")[:LATEST]}
    for order, at, text in _passed(latest).order_by("-at").values_list("order_id", "at", "content"):
        zh, en = latest[order]["topic__name_zh"] or "", latest[order]["topic__name_en"] or ""
        yield Answered(
            order,
            Spoken(zh, en or zh),
            at.astimezone(SHANGHAI).date(),
            text or "",
            pairs_of(f"{latest[order]['title'] or ''} {zh}"),
        )


def may_be_shown(one: Answered) -> bool:
    """Whether everybody may read it, as things stand now: still public, and nothing in it seems to be personal."""
    words = _passed([one.order]).values_list("content", flat=True)
    still = _open_to_all().filter(pk=one.order).exists()
    return still and one.text in words and not flags(one.text, callers_of(one.order))


def _open_to_all() -> QuerySet[WorkOrder]:
    ended = WorkOrder.objects.filter(closed_as__in=ANSWERED, secret=False, sealed=False, closed_at__isnull=False)
    return ended.exclude(request_type=RequestType.TIP_OFF)


def _passed(orders: Iterable[int]) -> QuerySet[OrderText]:
    """The answers of those feedbacks that the orders ended with."""
    passed = Feedback.objects.filter(order=OuterRef("order"), end=FeedbackEnd.PASSED).order_by("-serial")
    texts = OrderText.objects.filter(
        order__in=orders, kind=TextKind.PUBLIC_ANSWER, private=False, content__isnull=False
    )
    return texts.filter(at=Subquery(passed.values("made_at")[:1]))
