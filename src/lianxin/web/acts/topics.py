"""Topics recommended below 事项归类 while a matter is written down, from the words typed so far."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from lianxin.classification.port import Classifier
from lianxin.classification.votes import Votes
from lianxin.law.lamps import Spoken
from lianxin.records.choices import topics
from lianxin.records.search import pairs_of
from lianxin.records.topic_examples import topic_examples
from lianxin.web.acts.intake_help import intake_desk
from lianxin.web.city_data import of_city
from lianxin.web.shell import now_of, rules_of

MOST = 3
"""Topics that are recommended."""

LIKELY = 0.08
"""How likely a topic must be to be recommended."""

SAID_IN = ("title", "account")
"""Fields whose words tell the topic."""

LEARNED_EVERY = 6
"""Hours after which the latest orders are learned from anew."""


@require_POST
def receive_topics(request: HttpRequest) -> HttpResponse:
    """What fits the words that stand in the form by now."""
    intake_desk(request)  # whoever takes in no matters is refused as by the form itself
    words = {name: request.POST.getlist(name) for name in SAID_IN}
    return render(request, "orders/_topics_tool.html", {"form": {"topics": recommended(request, words)}})


def recommended(request: HttpRequest, words: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """`form.topics` of templates/orders/_topics_tool.html, the likeliest first; empty where the words tell nothing."""
    said = pairs_of(" ".join(text for name in SAID_IN for text in words.get(name, ())))
    if not said:
        return []
    rules, now = rules_of(request), now_of(request)
    likely = [one for one in _learned(rules.revision, _shift(now)).guesses(said, MOST) if one.likelihood >= LIKELY]
    names = of_city(rules.units, now, _names)
    return [{"value": one.topic, "text": names[one.topic]} for one in likely if one.topic in names]


def _shift(now: dt.datetime) -> int:
    """Which stretch of hours it is, for as long as what was learned is kept."""
    return int(now.timestamp()) // (LEARNED_EVERY * 3600)


@lru_cache(maxsize=1)
def _learned(revision: uuid.UUID, shift: int) -> Classifier:
    """Kept until the topics change, which draws a new revision, or some hours have passed."""
    _ = revision, shift
    return Votes(topic_examples())


def _names(_: dt.date) -> dict[str, Spoken]:
    return {one.value: Spoken(f"{one.value[:2]} {one.zh}", f"{one.value[:2]} {one.en}") for one in topics()}
