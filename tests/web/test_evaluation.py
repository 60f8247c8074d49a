"""The citizen's page behind the signed link: plain words, plain posts, nothing that names anybody or the matter."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from lianxin.jobs.composing import compose
from lianxin.law.decisions.callback import Talk
from lianxin.law.words import CallbackResult, Grade, RatingWay, Solved
from lianxin.records.evaluation_links import EvaluationLink
from lianxin.records.models import Delivery, Event, OrderCaller, Rating
from tests.web.town import CALLBACK_CLERK, EXAMINER, Story, Town

LAMPS = "0309"
GOOD = {"contacted": "yes", "solved": "yes", "grade_result": "satisfied", "grade_attitude": "fair"}


def examined(town: Town) -> Story:
    return town.received(topic=LAMPS).examined()


def address(story: Story, caller: int = 1, in_round: int = 1, days: int = 3) -> str:
    until = timezone.localdate() + dt.timedelta(days=days)
    return f"/evaluate/{EvaluationLink(story.id, caller, in_round, until).written()}"


def rate(story: Story, **said: Any) -> int:
    return Client().post(address(story), {"key": "a1", **said}).status_code


def test_a_caller_rates_without_signing_in(town: Town) -> None:
    story = examined(town)
    page = Client().get(address(story))
    shown = page.content.decode()
    assert page.status_code == 200
    assert story.number in shown
    assert "您已经评价过。" not in shown
    for hidden in ("柳岸小区", "王小明", "138", "灯具", "路灯"):
        assert hidden not in shown
    answer = Client().post(address(story), {"key": "a1", **GOOD}, follow=True)
    assert "已收到您的评价" in answer.content.decode()
    row = Rating.objects.get(order=story.id)
    assert (row.way, row.solved, row.grade_result) == (RatingWay.MESSAGE, Solved.YES, Grade.SATISFIED)
    assert OrderCaller.objects.get(order=story.id).callback is CallbackResult.BY_MESSAGE
    assert Event.objects.filter(subject_id=story.id).latest("sequence").actor_role == "caller"


def test_a_post_sent_twice_rates_once_and_the_last_rating_counts(town: Town) -> None:
    story = examined(town)
    assert (rate(story, **GOOD), rate(story, **GOOD)) == (302, 302)
    assert Rating.objects.filter(order=story.id).count() == 1
    bad = GOOD | {"solved": "no", "grade_result": "dissatisfied", "reasons": ["not_done", "nonsense"], "key": "a1"}
    assert Client().post(address(story), bad).status_code == 302
    assert Rating.objects.get(order=story.id, serial=2).reasons == ["not_done"]
    assert OrderCaller.objects.get(order=story.id).grade_result is Grade.DISSATISFIED
    assert "您已经评价过。" in Client().get(address(story)).content.decode()


def test_what_is_not_answered_is_said_and_what_was_answered_stays(town: Town) -> None:
    story = examined(town)
    answer = Client().post(address(story), {"contacted": "yes", "solved": "maybe"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="contacted" value="yes" checked' in shown
    assert '<a href="#solved">' in shown
    assert not Rating.objects.filter(order=story.id).exists()


@pytest.mark.parametrize("kind", ["altered", "run out", "unknown order", "another caller", "another round", "nonsense"])
def test_no_link_but_the_callers_own_opens_anything(town: Town, kind: str) -> None:
    story = examined(town)
    own = address(story)
    until = timezone.localdate() + dt.timedelta(days=3)
    wrong = {
        "altered": own[:-1] + ("A" if own[-1] != "A" else "B"),
        "run out": address(story, days=-1),
        "unknown order": f"/evaluate/{EvaluationLink(1, 1, 1, until).written()}",
        "another caller": address(story, caller=2),
        "another round": address(story, in_round=2),
        "nonsense": "/evaluate/12345",
    }[kind]
    answers = [Client().get(wrong), Client().post(wrong, GOOD)]
    assert [one.status_code for one in answers] == [404, 404]
    assert "这个链接已经失效" in answers[0].content.decode()
    assert story.number not in answers[0].content.decode()
    assert not Rating.objects.filter(order=story.id).exists()


def test_a_link_ends_when_the_order_is_handled_again(town: Town) -> None:
    story = examined(town)
    assert rate(story, **(GOOD | {"solved": "no"})) == 302
    story.do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(contacted=True, solved=Solved.NO))
    story.do(EXAMINER, "rehandle", reason="请重新办理。")
    assert Client().get(address(story)).status_code == 404


def test_it_needs_no_script_and_gives_the_address_to_nobody(town: Town) -> None:
    answer = Client().get(address(examined(town)))
    shown = answer.content.decode()
    assert not answer.cookies
    assert Client(enforce_csrf_checks=True).post(address(examined(town)), GOOD).status_code == 302
    assert "<script" not in shown
    assert "style=" not in shown
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer["Cache-Control"]


def test_in_english_for_whoever_asks_for_it(town: Town) -> None:
    shown = Client().get(f"{address(examined(town))}?language=en").content.decode()
    assert '<html lang="en">' in shown
    assert "Is the matter solved?" in shown


def test_the_message_carries_the_link_and_no_word_of_the_matter(town: Town) -> None:
    story = examined(town)
    delivery = Delivery.objects.get(order=story.id, template="rating_asked")
    told = compose(delivery, timezone.now())
    assert told is not None
    assert "/evaluate/" not in told.message.body, "an installation that does not know its address sends no link"
    with override_settings(PUBLIC_ADDRESS="https://12345.example.gov.cn"):
        told = compose(delivery, timezone.now())
    assert told is not None
    start = told.message.body.index("https://12345.example.gov.cn/evaluate/")
    link = told.message.body[start:].split()[0].removeprefix("https://12345.example.gov.cn")
    assert Client().get(link).status_code == 200
    assert "路灯" not in told.message.body


def test_no_refused_link_stands_in_the_log_of_the_server(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    story = examined(town)
    link = address(story, days=-1)
    assert Client().get(link).status_code == 404
    assert Client().post(address(story), {"contacted": "yes"}).status_code == 422
    assert "evaluate" not in caplog.text
