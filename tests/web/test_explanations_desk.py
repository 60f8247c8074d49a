"""要求说明: who owes an explanation, by when, what was answered, and the way back within thirty days."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from lianxin.law.terms import SHANGHAI
from lianxin.law.words import ClockName, OrderState, OverlayKind, OverlayState, ReopenCause
from lianxin.records.models import Clock, Overlay, ReadingLog
from tests.web.town import (
    AGENT,
    CALLBACK_CLERK,
    CLERK,
    DISPATCHER,
    EXAMINER,
    HEAD,
    OTHER_CLERK,
    SUPERVISOR,
    Story,
    Town,
)

NUMBERS = re.compile(r'<span class="num">(\d{8}-\d{5}-\d)</span>')
TABS = re.compile(r'/explanations/\?tab=(\w+)"[^>]*>[^<]*<b class="num">([^<]+)</b>')
WHY = "为何三盏灯只修了一盏？"


@pytest.fixture
def examiner(town: Town) -> Client:
    """The examiner's browser."""
    return town.client(EXAMINER)


def demanded(story: Story) -> Story:
    return story.do(AGENT, "demand_explanation", caller=1, text=WHY)


def explained(story: Story, who: str = CLERK) -> Story:
    overlay = Overlay.objects.get(order=story.id, kind=OverlayKind.EXPLANATION, state=OverlayState.OPEN).serial
    return story.do(who, "explain", overlay=overlay, text="另两盏缺灯具，本周五更换。")


def long_ago(town: Town, days: int) -> Story:
    """A matter that began so many days ago."""
    return town.received(at=timezone.now() - dt.timedelta(days=days))


def desk(client: Client, tab: str, story: Story | None = None) -> str:
    named = {"order": story.number} if story is not None else {}
    answer = client.get("/explanations/", {"tab": tab, **named})
    assert answer.status_code == 200
    return answer.content.decode()


def listed(client: Client, tab: str) -> list[str]:
    return NUMBERS.findall(client.get("/explanations/queue", {"tab": tab}).content.decode())


def test_the_desk_is_for_those_who_explain_and_those_who_see_to_it(town: Town) -> None:
    assert town.client(DISPATCHER).get("/explanations/").status_code == 403
    for username in (SUPERVISOR, EXAMINER, HEAD, CALLBACK_CLERK, CLERK):
        assert 'href="/explanations/"' in town.client(username).get("/").content.decode()


def test_it_shows_what_was_asked_who_owes_it_and_until_when(town: Town, examiner: Client) -> None:
    story = demanded(town.received().closed())
    page = desk(examiner, "owed", story)
    assert WHY in page
    assert "市城市管理局" in page
    assert "第十六条" in page
    assert "办结" in page or "已办理" in page
    assert "act/explain" not in page, "the unit owes it, not the centre"
    read = ReadingLog.objects.filter(staff=town.actor(EXAMINER).staff)
    assert read.filter(query__list="explanations", query__tab="owed", query__orders__contains=story.id).exists()


def test_the_unit_explains_from_the_page_and_the_answer_is_there(town: Town, examiner: Client) -> None:
    story = demanded(town.received().closed())
    clerk = town.client(CLERK)
    page = desk(clerk, "owed", story)
    assert f'action="/orders/{story.number}/act/explain"' in page
    assert 'type="hidden" name="overlay" value="1"' in page
    given = {"overlay": "1", "text": "另两盏缺灯具，周五更换。", "next": "/explanations/?tab=owed"}
    answer = clerk.post(f"/orders/{story.number}/act/explain", given | {"request_key": uuid.uuid4().hex})
    assert answer["Location"] == "/explanations/?tab=owed"
    assert story.number not in listed(clerk, "owed")
    assert story.number in listed(clerk, "answered")
    assert "另两盏缺灯具，周五更换。" in desk(examiner, "answered", story)
    assert story.number not in listed(town.client(OTHER_CLERK), "answered")


def test_what_is_late_is_owed_all_the_same_and_stays_late_when_it_is_given(town: Town, examiner: Client) -> None:
    story = demanded(long_ago(town, 12).closed())
    fresh = demanded(town.received().closed())
    assert story.number in listed(examiner, "late")
    assert fresh.number not in listed(examiner, "late")
    assert {story.number, fresh.number} <= {*listed(examiner, "owed")}, "late is owed, too"
    story.now = timezone.now()
    explained(story)
    assert "超期" in desk(examiner, "answered", story)


def test_what_the_centre_owes_the_examiner_gives(town: Town, examiner: Client) -> None:
    story = town.received().do(AGENT, "answer", content="按规定办理。")
    demanded(story)
    page = desk(examiner, "owed", story)
    assert "热线中心" in page
    assert f'action="/orders/{story.number}/act/explain"' in page
    assert f"/orders/{story.number}/act/explain" not in desk(town.client(SUPERVISOR), "owed", story)
    assert story.number not in listed(town.client(CLERK), "owed")


def test_archived_ones_are_there_and_cannot_be_taken_up_again(town: Town, examiner: Client) -> None:
    story = demanded(long_ago(town, 40).archived())
    page = desk(examiner, "late", story)
    assert "归档" in page or "不可重启" in page
    assert "不可重启" in page
    explained(story)
    assert story.order.state is OrderState.ARCHIVED
    assert f"/orders/{story.number}/act/reopen" not in desk(examiner, "answered", story)


def test_within_thirty_days_the_last_day_is_said_and_the_order_is_reopened_from_the_page(
    town: Town, examiner: Client
) -> None:
    story = explained(demanded(town.received().closed()))
    closed_at = story.order.closed_at
    assert closed_at is not None
    last = closed_at.astimezone(SHANGHAI).date() + dt.timedelta(days=30)
    page = desk(examiner, "answered", story)
    assert f"{last.month} 月 {last.day} 日" in page
    assert f"可重启至 {last:%m-%d}" in page
    assert f"/orders/{story.number}/act/reopen" in page
    given = {"cause": "explanation", "reason": "来电人称未解决。", "next": "/explanations/?tab=answered"}
    answer = examiner.post(f"/orders/{story.number}/act/reopen", given | {"request_key": uuid.uuid4().hex})
    assert answer["Location"] == "/explanations/?tab=answered"
    assert story.order.state is OrderState.HANDLING
    assert story.order.reopen_causes == [ReopenCause.EXPLANATION.value]
    page = desk(examiner, "answered", story)
    assert "尚未办结" in page
    assert f"/orders/{story.number}/act/reopen" not in page


def test_who_takes_the_call_asks_and_who_may_decides_at_the_desk(town: Town, examiner: Client) -> None:
    story = explained(demanded(town.received().closed()))
    assert f"/orders/{story.number}/act/request_reopening" in desk(town.client(CALLBACK_CLERK), "answered", story)
    story.do(CALLBACK_CLERK, "request_reopening", caller=1, text="灯又灭了。")
    assert story.number in listed(examiner, "returned")
    page = desk(examiner, "returned", story)
    assert "灯又灭了。" in page
    assert f'action="/orders/{story.number}/act/decide_reopening"' in page
    assert 'type="hidden" name="overlay" value="2"' in page
    given = {"overlay": "2", "upheld": "yes", "reason": "同一事项。", "request_key": uuid.uuid4().hex}
    assert examiner.post(f"/orders/{story.number}/act/decide_reopening", given).status_code == 302
    assert story.order.state is OrderState.HANDLING
    assert story.number not in listed(examiner, "returned")
    assert "tab=returned" not in desk(town.client(CLERK), "owed"), "units have no such tab"


def test_two_callers_two_rows_and_neither_shows_the_other(town: Town, examiner: Client) -> None:
    story = demanded(town.received().closed())
    story.do(AGENT, "object", caller=1, text="对结果有异议。")
    assert listed(examiner, "owed").count(story.number) == 2
    first = examiner.get("/explanations/", {"tab": "owed", "order": story.number, "item": "1"}).content.decode()
    second = examiner.get("/explanations/", {"tab": "owed", "order": story.number, "item": "2"}).content.decode()
    asked = re.compile(r'<section class="hl-request".*?</section>', re.DOTALL)
    assert WHY in asked.findall(first)[0]
    assert "对结果有异议。" not in asked.findall(first)[0]
    assert "对结果有异议。" in asked.findall(second)[0]


def test_the_tabs_count_what_they_hold(town: Town, examiner: Client) -> None:
    counts = dict(TABS.findall(desk(examiner, "owed")))
    assert set(counts) == {"owed", "late", "answered", "returned"}
    running = Clock.objects.filter(name=ClockName.EXPLANATION, end=None)
    late = running.filter(due_at__lte=timezone.now())
    assert [int(counts["owed"]), int(counts["late"])] == [running.count(), late.count()]
    assert running.exists()


def test_an_address_that_names_nothing_known_opens_the_first(town: Town, examiner: Client) -> None:
    for given in ({"order": "20200101-00001-0"}, {"page": "x"}, {"page": "99999"}, {"item": "abc"}, {"tab": "none"}):
        assert examiner.get("/explanations/", given).status_code == 200
