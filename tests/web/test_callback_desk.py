"""The callback desk: whom to call first, what binds the call, what was said, what follows; by plain pages and posts."""

from __future__ import annotations

import datetime as dt
import html
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lianxin import actions
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.rating import GivenRating
from lianxin.law.words import (
    CallbackResult,
    ContactWay,
    CorrectionGround,
    Grade,
    Language,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    RatingCheck,
    RatingWay,
    ReplyWay,
    Solved,
    TalkResult,
)
from lianxin.records.models import Delivery, OrderCaller, Overlay, Rating, ReadingLog
from tests.web.forms import FormReader, fill
from tests.web.town import AGENT, CALLBACK_CLERK, CLERK, EXAMINER, HOST, OTHER, Story, Town

LAMPS, PENSIONS = "0309", "0101"
LEADS = re.compile(r'href="#act" data-lead aria-keyshortcuts="B"')
NUMBER = re.compile(r'<span class="num strong">([\d-]+)</span>')
ROWS = re.compile(r'<tr[^>]*>.*?<span class="num">([\d-]+)</span>', re.DOTALL)


@pytest.fixture
def clerk(town: Town) -> Client:
    """The browser of whoever calls back."""
    return town.client(CALLBACK_CLERK)


def examined(town: Town, **more: Any) -> Story:
    return town.received(**({"topic": PENSIONS} | more)).examined()


def examined_for_two(town: Town) -> Story:
    story = town.received(topic=PENSIONS).signed()
    entry = actions.CallerEntry(name="李四", phone="13900001111")
    story.do(AGENT, "add_caller", entry=entry, wish="也请修好。")
    for serial in (1, 2):
        story.do(town.clerk_of(HOST), "reply", caller=serial, way=ReplyWay.BRIDGED_CALL, content="已维修，请您核实。")
    story.do(town.clerk_of(HOST), "feed_back", result=Result(outcome=Outcome.DONE, findings="已更换。"))
    return story.do(EXAMINER, "examine")


def dissatisfied(town: Town) -> Story:
    talk = Talk(contacted=True, solved=Solved.NO, grade_result=Grade.DISSATISFIED)
    return examined(town).do(CALLBACK_CLERK, "call_back", caller=1, talk=talk)


def desk(client: Client, story: Story | None = None, **more: str) -> str:
    answer = client.get("/callbacks/", ({"order": story.number} if story else {}) | more)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client: Client, story: Story, action: str, **said: Any) -> int:
    given = {"request_key": uuid.uuid4().hex, **said}
    return client.post(f"/orders/{story.number}/act/{action}", given).status_code


def test_the_desk_is_for_those_who_call_back(town: Town, clerk: Client) -> None:
    for username in (AGENT, CLERK):
        client = town.client(username)
        assert client.get("/callbacks/").status_code == 403
        assert client.get("/callbacks/queue").status_code == 403
        assert 'href="/callbacks/"' not in client.get("/").content.decode()
    assert 'href="/callbacks/"' in clerk.get("/").content.decode()


def test_it_shows_the_script_what_the_unit_said_and_the_questions(town: Town, clerk: Client) -> None:
    story = examined(town)
    page = desk(clerk, story)
    assert NUMBER.findall(page)[0] == story.number
    assert "承办单位是否就处理情况与您联系过？" in page
    assert "11 月 24 日已更换三盏灯具。" in page
    assert "已维修，请您核实。" in page
    assert f'action="/orders/{story.number}/act/call_back"' in page
    for name in ("contacted", "solved", "grade_result", "grade_attitude"):
        assert re.search(rf'<input type="radio" name="{name}" value="[a-z_]+"[^>]*data-digit="\d"', page), name
    assert "实际没有办理" in page
    assert "13812345621" not in page
    read = ReadingLog.objects.filter(staff=town.actor(CALLBACK_CLERK).staff)
    assert read.filter(order=story.id).exists()
    assert read.filter(query__list="to_call_back", query__orders__contains=story.id).exists()


def test_r22_what_stood_in_a_feedback_that_was_returned_is_not_told_to_the_caller(town: Town, clerk: Client) -> None:
    until = timezone.localdate() + dt.timedelta(days=20)
    story = town.received(topic=PENSIONS).fed_back(Outcome.CONSTRAINED, measures="护栏已订购。", second_date=until)
    grounds = (CorrectionGround.OUTCOME_CLASS,)
    story.do(EXAMINER, "return_for_correction", grounds=grounds, reason="请按实际结果反馈。")
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="摊点已清理。")).do(EXAMINER, "examine")
    page = desk(clerk, story)
    assert "摊点已清理。" in page
    assert "护栏已订购。" not in page


def test_who_calls_reads_why_a_citizen_rated_badly(town: Town, clerk: Client) -> None:
    story = examined(town)
    rating = GivenRating(
        contacted=True,
        solved=Solved.NO,
        grade_result=Grade.DISSATISFIED,
        grade_attitude=Grade.FAIR,
        reasons=("came_back",),
        words="第二天晚上又摆出来了。",
    )
    ticked = 'class="hl-tag amber">办好后又反复'
    assert ticked not in desk(clerk, story)
    story.do(CALLBACK_CLERK, "rate", caller=1, rating=rating)
    page = desk(clerk, story)
    assert ticked in page
    assert "第二天晚上又摆出来了。" in page


def test_the_talk_is_recorded_and_the_same_order_stays_open(town: Town, clerk: Client) -> None:
    story = examined(town)
    here = re.search(r'name="next" value="([^"]+)"', desk(clerk, story))
    assert here is not None
    said = {"contacted": "yes", "solved": "no", "grade_result": "dissatisfied", "grade_attitude": "fair"}
    given = {"caller": "1", "result": "reached", "reasons": ["not_done", "slow"], "next": here[1].replace("&amp;", "&")}
    assert post(clerk, story, "call_back", **said, **given) == 302
    assert story.number in given["next"]
    row = Rating.objects.get(order=story.id)
    assert (row.way, row.solved, row.reasons) == (RatingWay.CALL, Solved.NO, ["not_done", "slow"])
    page = desk(clerk, story)
    assert f'action="/orders/{story.number}/act/propose_rehandling"' in page
    assert "新的办理期限" in page


def test_a_form_that_comes_back_asks_no_more_than_the_desk_did(town: Town, clerk: Client) -> None:
    story = examined(town)
    page = desk(clerk, story)
    assert "回访谁" not in page
    href = f"/orders/{story.number}/act/call_back"
    assert FormReader(page).action == href
    given = fill(page, result="reached", contacted=[], solved=[])
    back = clerk.post(href, given, headers={"HX-Request": "true"})
    assert back.status_code == 422
    again = back.content.decode()
    assert "回访谁" not in again, "who is called stands above the form"
    assert 'type="hidden" name="caller" value="1"' in again
    alone = clerk.post(href, given).content.decode()
    assert "回访谁" in alone, "a page of its own says whom it is about"


def test_r28_the_desk_says_how_often_it_was_tried_and_when_the_next_try_counts(town: Town, clerk: Client) -> None:
    story = examined(town)
    story.do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(result=TalkResult.NO_ANSWER))
    page = desk(clerk, story)
    assert "未接通 1 次，计入 1 次；计满 3 次（分在 2 天、不同时段）的" in page
    assert "下次回访最早" in page or "现在可以再次回访" in page


def test_r28_a_try_in_the_same_hour_does_not_count_and_the_desk_says_so(town: Town, clerk: Client) -> None:
    story = examined(town)
    story.now = story.now.replace(minute=5)
    for minutes in (0, 10, 10):
        story.now += dt.timedelta(minutes=minutes)
        story.do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(result=TalkResult.NO_ANSWER))
    assert "未接通 3 次，计入 1 次" in desk(clerk, story)


def test_r28_after_three_tries_on_two_days_a_message_goes_and_nobody_counts_as_satisfied(town: Town) -> None:
    story = examined(town)
    missed = Talk(result=TalkResult.NO_ANSWER)
    for hours in (0, 2, 24 + 5):
        story.now += dt.timedelta(hours=hours)
        story.do(CALLBACK_CLERK, "call_back", caller=1, talk=missed)
    row = OrderCaller.objects.get(order=story.id)
    assert (row.callback, row.grade_result) == (CallbackResult.UNREACHABLE, None)
    assert not Rating.objects.filter(order=story.id).exists()
    assert Delivery.objects.filter(order=story.id, template="callback_missed").exists()


def test_r33_r34_what_binds_the_call_stands_before_anybody_dials(town: Town, clerk: Client) -> None:
    caller = actions.CallerEntry(name="Ann", phone="13912345678", text_only=True, language=Language.ENGLISH)
    story = Story(town, timezone.now() - dt.timedelta(minutes=90), caller=caller, topic=PENSIONS)
    clerk_of = town.clerk_of(HOST)
    story.signed().do(clerk_of, "reply", caller=1, way=ReplyWay.MESSAGE, content="已维修，请您核实。")
    story.do("system", "settle_reply", caller=1, delivered=True)
    story.do(clerk_of, "feed_back", result=Result(outcome=Outcome.DONE, findings="已更换。")).do(EXAMINER, "examine")
    page = desk(clerk, story)
    assert "本人要求仅文字联系" in page
    assert "语言：英语" in page
    assert "Did the unit in charge get in touch with you about it?" in page
    choices = re.findall(r'<input type="radio" name="result" value="(\w+)"( checked)?', page)
    assert choices == [("by_message", " checked"), ("declined", ""), ("message_unanswered", "")]
    assert page.index("本人要求仅文字联系") < page.index('id="act"')


def test_r27_each_caller_of_one_order_is_asked_apart(town: Town, clerk: Client) -> None:
    story = examined_for_two(town)
    assert '<input type="hidden" name="caller" value="1">' in desk(clerk, story)
    assert '<input type="hidden" name="caller" value="2">' in desk(clerk, story, caller="2")
    good = {"contacted": "yes", "solved": "yes", "grade_result": "satisfied", "result": "reached"}
    assert post(clerk, story, "call_back", caller="1", **good) == 302
    assert '<input type="hidden" name="caller" value="2">' in desk(clerk, story), "the next one who has no result"
    bad = {"contacted": "yes", "solved": "no", "result": "reached"}
    assert post(clerk, story, "call_back", caller="2", **bad) == 302
    page = desk(clerk, story)
    assert '<input type="hidden" name="caller" value="2">' in page, "the one who is dissatisfied, not the first"
    assert f'action="/orders/{story.number}/act/propose_rehandling"' in page
    assert "现在提交会被退回" not in page
    assert 'id="act"' not in desk(clerk, story, caller="1"), "nothing is proposed for who is content"
    assert post(clerk, story, "propose_rehandling", caller="2", reason="灯仍不亮。") == 302
    assert 'id="act"' not in desk(clerk, story), "nor twice for one"
    examiners = desk(town.client(EXAMINER), story, list="rehandlings")
    assert re.search(r'aria-current="true"><b>来电人 2（李\*+）</b>', examiners), "who decides sees for whom"
    results = dict(OrderCaller.objects.filter(order=story.id).values_list("serial", "solved"))
    assert results == {1: Solved.YES, 2: Solved.NO}


def test_r31_a_caller_who_denies_the_contact_opens_a_contradiction(town: Town, clerk: Client) -> None:
    story = examined(town)
    assert post(clerk, story, "call_back", caller="1", result="reached", contacted="no", solved="no") == 302
    assert "联系存疑" in desk(clerk, story)
    assert Overlay.objects.get(order=story.id, kind=OverlayKind.CONTRADICTION).state is OverlayState.OPEN


def test_r31_of_several_callers_the_unit_reads_whose_reply_it_has_to_prove(town: Town, clerk: Client) -> None:
    story = examined_for_two(town)
    assert post(clerk, story, "call_back", caller="2", result="reached", contacted="no", solved="no") == 302
    page = town.client(town.clerk_of(HOST)).get(f"/orders/{story.number}/act/prove").content.decode()
    assert re.search(r"联系存疑 · [^·<]+ · 来电人 2 · ", page)


def test_r9_one_key_proposes_and_for_the_examiner_does_it(town: Town, clerk: Client) -> None:
    story = dissatisfied(town)
    page = desk(clerk, story)
    assert LEADS.search(page), "the key leads into the form that stands on the page, and opens no second one"
    assert f'hx-get="/orders/{story.number}/act/propose_rehandling' not in page
    assert post(clerk, story, "propose_rehandling", caller="1", reason="灯仍不亮。") == 302
    examiner = town.client(EXAMINER)
    page = desk(examiner, story, list="rehandlings")
    assert LEADS.search(page)
    assert f'action="/orders/{story.number}/act/rehandle"' in page
    assert "act/decline_rehandling" in page
    assert post(examiner, story, "rehandle", reason="请重新办理。") == 302
    assert story.order.state is OrderState.HANDLING
    assert Overlay.objects.get(order=story.id, kind=OverlayKind.REHANDLING).state is OverlayState.UPHELD


def test_r30_a_rating_that_rose_waits_in_a_list_of_its_own(town: Town) -> None:
    story = town.received(topic=PENSIONS).replied()
    story.do(CALLBACK_CLERK, "rate", caller=1, rating=GivenRating(grade_result=Grade.DISSATISFIED))
    story.do(CLERK, "record_progress", note="上门说明情况。", contact=ContactWay.VISIT)
    story.do(CALLBACK_CLERK, "rate", caller=1, rating=GivenRating(grade_result=Grade.SATISFIED))
    examiner = town.client(EXAMINER)
    page = desk(examiner, story, list="ratings")
    assert f'action="/orders/{story.number}/act/check_rating"' in page
    assert post(examiner, story, "check_rating", rating="2", stands="no", reason="来电人称受催促改评。") == 302
    assert Rating.objects.get(order=story.id, serial=2).check_state is RatingCheck.SET_ASIDE
    assert story.number not in ROWS.findall(desk(examiner, list="ratings"))


def test_who_was_asked_by_message_waits_behind_and_the_list_says_so(town: Town, clerk: Client) -> None:
    linked, called = examined(town, topic=LAMPS), examined(town)
    assert Delivery.objects.filter(order=linked.id, template="rating_asked").count() == 1
    assert not Delivery.objects.filter(order=called.id, template="rating_asked").exists()
    page = desk(clerk, linked)
    rows = ROWS.findall(page)
    assert rows.index(called.number) < rows.index(linked.number)
    assert "已发评价短信，等待答复" in page
    said = GivenRating(contacted=True, solved=Solved.NO, grade_result=Grade.DISSATISFIED)
    linked.do(CALLBACK_CLERK, "rate", caller=1, rating=said)
    assert "已发评价短信，等待答复" not in desk(clerk, linked), "whoever is dissatisfied is called at once"


def test_after_the_waiting_time_a_person_calls_the_silent(town: Town, clerk: Client) -> None:
    story = Story(town, timezone.now() - dt.timedelta(hours=30), topic=LAMPS).examined()
    assert Delivery.objects.filter(order=story.id, template="rating_asked").exists()
    assert "已发评价短信，等待答复" not in desk(clerk, story)


def test_who_is_dissatisfied_is_not_said_to_be_ready_for_the_end(town: Town, clerk: Client) -> None:
    story, linked = dissatisfied(town), examined(town, topic=LAMPS)
    page = desk(clerk, story)
    rows, notes = ROWS.findall(page), re.findall(r'hl-queue-note">.*?</svg> ?([^<]+)</span>', page, re.DOTALL)
    assert rows.index(story.number) < rows.index(linked.number), "what one can do stands before what one waits for"
    assert "来电人不满意，请建议重办或提交决定" in notes
    story.do(CALLBACK_CLERK, "propose_rehandling", caller=1, reason="灯仍不亮。")
    page = desk(clerk, story)
    assert "待审核员决定" in page
    assert ROWS.findall(page).index(story.number) > ROWS.findall(page).index(linked.number)


def test_the_list_is_narrowed_by_topic_and_unit(town: Town, clerk: Client) -> None:
    pension, lamp = examined(town), town.received(topic=LAMPS).examined(OTHER)
    assert lamp.number not in ROWS.findall(desk(clerk, topic="01"))
    assert pension.number in ROWS.findall(desk(clerk, topic="01"))
    shown = ROWS.findall(desk(clerk, unit=str(town.units[OTHER])))
    assert lamp.number in shown
    assert pension.number not in shown


def test_what_only_waits_to_be_closed_stands_last_and_is_closed_from_here(town: Town) -> None:
    done, open_one = examined(town), examined(town)
    good = Talk(contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED)
    done.do(CALLBACK_CLERK, "call_back", caller=1, talk=good)
    examiner = town.client(EXAMINER)
    page = desk(examiner, done)
    rows = ROWS.findall(page)
    assert rows.index(open_one.number) < rows.index(done.number)
    assert f'action="/orders/{done.number}/act/close"' in page
    assert post(examiner, done, "close") == 302
    assert done.order.state is OrderState.CLOSED


def test_parts_of_the_desk_come_alone(town: Town, clerk: Client) -> None:
    story = examined(town)
    queue = clerk.get("/callbacks/queue", {"order": story.number}).content.decode()
    assert "<html" not in queue
    assert story.number in queue
    matter = clerk.get(f"/callbacks/{story.number}/matter").content.decode()
    assert "<html" not in matter
    live = re.search(r'id="aside" data-live="order:\d+" data-live-src="([^"]+)"', desk(clerk, story))
    assert live is not None
    aside = clerk.get(html.unescape(live[1])).content.decode()
    assert aside.lstrip().startswith('<aside class="hl-stack hl-dispatch-aside" id="aside"')
    assert "新的办理期限" in aside
    assert "11 月 24 日已更换三盏灯具。" in aside
    assert clerk.get(f"/callbacks/{story.number}/nothing").status_code == 404
    story.do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(result=TalkResult.DECLINED)).do(EXAMINER, "close")
    assert "此件已不在“待回访”中，现为已办理。" in clerk.get(f"/callbacks/{story.number}/matter").content.decode()
