"""Answers that others got for the like, offered before somebody submits: perhaps there is nothing left to ask."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.http import HttpRequest

from lianxin.law.words import RequestType
from lianxin.records.public_answers import Answered, answered_publicly, may_be_shown
from lianxin.records.search import pairs_of
from lianxin.records.submissions import Begun
from lianxin.web.shell import now_of, rules_of

MOST, LOOKED_AT = 3, 10
ALIKE = 0.34
"""Which share of what an answer is known by must stand in what was written."""
LOOKED_UP_EVERY = 3600
"""Seconds after which the latest answers are looked up anew."""
UNANSWERABLE = frozenset({RequestType.TIP_OFF.value, RequestType.PRAISE.value})
"""Nobody who reports something, or gives thanks, is shown what others got."""


def alike(request: HttpRequest, begun: Begun) -> list[Answered]:
    """The nearest public answers, none where nothing is near; each is looked at once more before it is shown."""
    said = pairs_of(begun.first("account"))
    if begun.first("request_type") in UNANSWERABLE or not said:
        return []
    moment = int(now_of(request).timestamp()) // LOOKED_UP_EVERY
    ranked = sorted(
        (
            (len(one.about & said) / len(one.about), one)
            for one in _latest(rules_of(request).revision, moment)
            if one.about
        ),
        key=lambda pair: -pair[0],
    )
    near = [one for share, one in ranked[:LOOKED_AT] if share >= ALIKE]
    found = [one for one in near if may_be_shown(one)]
    return list({one.text: one for one in found}.values())[:MOST]


@lru_cache(maxsize=1)
def _latest(revision: UUID, moment: int) -> tuple[Answered, ...]:
    """Kept for an hour, or until the city's data change."""
    _ = revision, moment
    return tuple(answered_publicly())
