"""What a demonstration has published: made through the door, once, and read by everybody."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from lianxin.law.words import HotlineOpinionState, TypicalCaseState
from lianxin.records.models import HotlineOpinion, TypicalCase
from lianxin.records.verification import verify_everything
from lianxin.runtime.simulate.publishing import CASES, OPINIONS, publish_some
from tests.web.town import Town


def test_a_demonstration_shows_cases_and_opinions_and_adds_nothing_when_started_again(town: Town) -> None:
    for topic, _, _ in CASES[:2]:
        town.received(topic=topic).closed()
    now = timezone.now()
    assert publish_some(now) == 2 + len(OPINIONS)
    assert publish_some(now) == 0
    assert TypicalCase.objects.filter(state=TypicalCaseState.PUBLISHED).count() == 2
    states = list(HotlineOpinion.objects.order_by("pk").values_list("state", flat=True))
    assert states == [HotlineOpinionState.PUBLISHED, HotlineOpinionState.PUBLISHED, HotlineOpinionState.RECEIVED]
    assert CASES[0][1] in Client().get("/portal/cases/").content.decode()
    assert OPINIONS[0][0] in Client().get("/portal/opinions/").content.decode()
    assert verify_everything(None).broken == []
