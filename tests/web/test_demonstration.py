"""What a demonstration has published: made through the door, once, and read by everybody."""

from __future__ import annotations

import json
from pathlib import Path

from django.test import Client
from django.utils import timezone

from lianxin.jobs.deliver import deliver
from lianxin.jobs.turn import Turn
from lianxin.law.words import HotlineOpinionState, TypicalCaseState
from lianxin.messaging.ways import all_into_outbox
from lianxin.records.models import HotlineOpinion, TypicalCase
from lianxin.records.verification import verify_everything
from lianxin.runtime.simulate.crowd import UNASSIGNED
from lianxin.runtime.simulate.publishing import CASES, OPINIONS, publish_some
from tests.web.town import Town


def test_a_demonstration_shows_cases_and_opinions_and_adds_nothing_when_started_again(
    town: Town, tmp_path: Path
) -> None:
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
    deliver(now, Turn(), all_into_outbox(tmp_path))
    lines = map(json.loads, (tmp_path / "outbox.jsonl").read_text(encoding="utf-8").splitlines())
    told = [one for one in lines if one["template"] == "opinion_answered"]
    numbers = HotlineOpinion.objects.filter(state=HotlineOpinionState.PUBLISHED).values_list("number", flat=True)
    assert len(told) == len(numbers) == 2
    assert all(any(number in one["body"] for one in told) for number in numbers)
    assert all(one["to"].startswith(UNASSIGNED) for one in told)
    assert verify_everything(None).broken == []
