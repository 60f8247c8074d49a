"""How much of a feedback stands word for word in other feedback of the same unit: copied answers are found by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from lianxin.law.words import AssignmentKind, Outcome, TextKind
from lianxin.records.models import Assignment, Feedback, OrderText, WorkOrder

RUN = 6
"""Characters in a row that two texts must share to count as the same words."""
LOOKED_AT = 40
"""The unit's latest charges with a feedback, beside the one that is examined."""
LIKE, MOST_SHOWN = 40, 4
"""Percent from which a feedback is shown as alike, and how many."""
COPIED = 80
"""Percent from which it may have been copied."""
MOST_CHARACTERS = 2000
"""Of a text, as many as a form takes."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Like:
    """Another feedback: its order, its words, how many percent of the examined one stand in it, and where they do."""

    order: int
    number: str
    outcome: Outcome
    made_at: dt.datetime
    text: str
    percent: int
    same: Spans


def likeness(text: str, other: str) -> tuple[int, Spans]:
    """How many percent of a text's letters and digits stand in runs of RUN that the other has too; where in the other.

    Spaces and punctuation neither count nor part a run.
    """
    mine, theirs = _letters(text), _letters(other)
    shared = _runs(mine) & _runs(theirs)
    if not mine or not shared:
        return 0, ()
    covered = _covered(mine, shared)
    return round(100 * len(covered) / len(mine)), _spans(theirs, _covered(theirs, shared))


def _letters(text: str) -> list[tuple[int, str]]:
    return [(at, letter.casefold()) for at, letter in enumerate(text[:MOST_CHARACTERS]) if letter.isalnum()]


def _windows(letters: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    words = "".join(letter for _, letter in letters)
    return ((at, words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _runs(letters: list[tuple[int, str]]) -> frozenset[str]:
    return frozenset(run for _, run in _windows(letters))


def _covered(letters: list[tuple[int, str]], shared: frozenset[str]) -> set[int]:
    return {at + step for at, run in _windows(letters) if run in shared for step in range(RUN)}


def _spans(letters: list[tuple[int, str]], covered: set[int]) -> Spans:
    """Letters that follow one another joined to spans of the text, with what stands between them."""
    spans: list[tuple[int, int]] = []
    for number in sorted(covered):
        at = letters[number][0]
        if spans and number - 1 in covered:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return tuple(spans)


def alike(text: str, unit: int, order: int, readable: Q) -> list[Like]:
    """The unit's latest feedback that is like a text, the likest first; none of the same order, for that is corrected.

    `readable`: the orders that the reader may open.
    """
    found = [(row, *likeness(text, row["findings"])) for row in _latest(unit, order, readable)]
    ranked = sorted((one for one in found if one[1] >= LIKE), key=lambda one: (-one[1], -one[0]["order"]))
    return [
        Like(row["order"], row["number"], row["outcome"], row["made_at"], row["findings"], percent, same)
        for row, percent, same in ranked[:MOST_SHOWN]
    ]


def _latest(unit: int, order: int, readable: Q) -> Iterator[dict[str, Any]]:
    """The newest feedback of each of the unit's latest orders, with its findings: three indexed statements."""
    made = Feedback.objects.filter(order=OuterRef("order"), assignment=OuterRef("serial"))
    hosted = Assignment.objects.filter(unit=unit, kind=AssignmentKind.HOST).exclude(order=order)
    latest = hosted.filter(Exists(made)).order_by("-offered_at").values_list("order_id", "serial")[:LOOKED_AT]
    charges = dict(latest)
    numbers = dict(WorkOrder.objects.filter(readable, pk__in=charges).values_list("pk", "number"))
    feedbacks = Feedback.objects.filter(order__in=numbers).order_by("order_id", "serial")
    newest = {row.order_id: row for row in feedbacks if row.assignment == charges[row.order_id]}
    texts = OrderText.objects.filter(order__in=newest, kind=TextKind.FINDINGS, private=False, content__isnull=False)
    said = {(row.order_id, row.at): row.content or "" for row in texts}
    for pk, row in newest.items():
        if findings := said.get((pk, row.made_at)):
            about = {"order": pk, "number": numbers[pk], "outcome": row.outcome, "made_at": row.made_at}
            yield {**about, "findings": findings}
