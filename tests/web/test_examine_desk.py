"""The examiner's desk: points ticked, verdicts with their dates, copied answers beside, by plain pages and posts."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from lianxin.law.decisions.feedback import Result
from lianxin.law.words import (
    ClockName,
    CorrectionGround,
    OrderState,
    Outcome,
    PointState,
    ReplyWay,
    RequestType,
    TextKind,
)
from lianxin.records.models import Event, OrderText, Point, ReadingLog
from lianxin.web.dates import until_words
from tests.web.forms import fill
from tests.web.town import AGENT, CLERK, EXAMINER, SUPERVISOR, Story, Town

NUMBER = re.compile(r'<span class="num strong">([\d-]+)</span>')
WORDS = re.compile(r'name="points-n\d+-words"[^>]*>([^<]+)</textarea>')
COPIED = "经我局工作人员现场核实，该处三盏灯具损坏，已全部更换，现照明恢复正常，感谢您的监督。"


@pytest.fixture
def examiner(town: Town) -> Client:
    """The examiner's browser."""
    return town.client(EXAMINER)


def desk(client: Client, story: Story, code: str = "all") -> str:
    answer = client.get("/examining/", {"list": code, "order": story.number})
    assert answer.status_code == 200
    return answer.content.decode()


def said(page: str) -> str:
    """A page's words."""
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def rule(client: Client, story: Story, verdict: str, **given: str | list[str]) -> int:
    """The desk's form is filled in and sent."""
    href = f"/orders/{story.number}/act/rule_on_feedback"
    data = fill(desk(client, story), verdict=verdict, **given)
    answer = client.post(href, {**data, "points": data.get("points", [])})
    return answer.status_code


def fed_back(town: Town, findings: str = "已更换三盏灯具。", **more: object) -> Story:
    result = Result(outcome=Outcome.DONE, findings=findings, **more)
    return town.received().replied().do(CLERK, "feed_back", result=result)


def test_the_desk_is_for_those_who_examine(town: Town) -> None:
    for username in (AGENT, CLERK, SUPERVISOR):
        client = town.client(username)
        assert client.get("/examining/").status_code == 403
        assert client.get("/examining/queue").status_code == 403
        assert 'href="/examining/"' not in client.get("/").content.decode()
    assert 'href="/examining/"' in town.client(EXAMINER).get("/").content.decode()


def test_it_shows_what_was_asked_and_what_the_unit_says_and_proposes_points(town: Town, examiner: Client) -> None:
    story = fed_back(town, public_answer="路灯已修好，请核实。")
    page = desk(examiner, story)
    assert NUMBER.findall(page)[0] == story.number
    assert "三盏路灯不亮，请核实维修" in said(page)
    assert "已更换三盏灯具" in said(page)
    assert "路灯已修好，请核实" in said(page)
    assert WORDS.findall(page) == ["清风街道柳岸小区北门三盏路灯不亮，请核实维修"]
    read = ReadingLog.objects.filter(staff=town.actor(EXAMINER).staff)
    assert read.filter(order=story.id).exists()
    assert read.filter(query__list="to_examine", query__orders__contains=story.id).exists()


def test_a_ticked_feedback_passes_and_the_next_is_there(town: Town, examiner: Client) -> None:
    story, other = fed_back(town), fed_back(town)
    href = f"/orders/{story.number}/act/rule_on_feedback"
    data = fill(desk(examiner, story), verdict="examine", **{"points-n1-state": "answered"})
    answer = examiner.post(href, data, follow=True)
    assert f"{story.number} 已办理" in answer.content.decode()
    assert NUMBER.findall(answer.content.decode())[0] == other.number
    assert story.order.state is OrderState.CALLBACK
    point = Point.objects.get(order=story.id)
    assert (point.state, point.feedback) == (PointState.ANSWERED, 1)
    text = OrderText.objects.get(order=story.id, kind=TextKind.POINT)
    assert text.content == "清风街道柳岸小区北门三盏路灯不亮，请核实维修"


def test_an_unticked_point_lets_nothing_pass(town: Town, examiner: Client) -> None:
    story = fed_back(town)
    assert rule(examiner, story, "examine") == 422
    assert story.order.state is OrderState.FED_BACK
    assert not Point.objects.filter(order=story.id).exists()


def test_the_examiner_writes_points_of_their_own_and_strikes_what_is_none(town: Town, examiner: Client) -> None:
    story = fed_back(town)
    given = {"points-n1-state": "dropped", "points-n2-words": "说明损坏原因", "points-n2-state": "answered"}
    assert rule(examiner, story, "examine", **given) == 302
    texts = OrderText.objects.filter(order=story.id, kind=TextKind.POINT).values_list("content", flat=True)
    assert list(texts) == ["说明损坏原因"]


def test_a_missing_point_goes_back_with_the_return_and_the_unit_reads_which(town: Town, examiner: Client) -> None:
    story = fed_back(town)
    given = {"points-n1-state": "missing", "grounds": ["evidence"], "reason": "请补充维修照片。"}
    assert rule(examiner, story, "return_for_correction", **given) == 302
    assert story.order.state is OrderState.HANDLING
    event = Event.objects.filter(subject_kind="order", subject_id=story.id, name="return_for_correction").get()
    assert event.payload["grounds"] == ["evidence", "point"]
    assert event.payload["missing_points"] == [1]
    page = said(town.client(CLERK).get(f"/orders/{story.number}/").content.decode())
    assert "遗漏" in page
    assert "清风街道柳岸小区北门三盏路灯不亮，请核实维修" in page


def test_after_a_correction_the_desk_remembers_the_ticks(town: Town, examiner: Client) -> None:
    story = fed_back(town)
    given = {"points-n1-state": "missing", "grounds": ["point"], "reason": "请补充。"}
    assert rule(examiner, story, "return_for_correction", **given) == 302
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已补充。"))
    page = desk(examiner, story)
    assert "第 1 次反馈：遗漏" in said(page)
    assert not re.search(r'name="points-1-state" value="\w+" checked', page), "one digit says that it is dealt with now"
    assert "请补充。" in said(page), "what it was returned for stands beside it"
    assert rule(examiner, story, "examine", **{"points-1-state": "answered"}) == 302


def test_what_was_missed_and_is_ticked_by_nobody_still_lets_nothing_pass(town: Town, examiner: Client) -> None:
    story = fed_back(town)
    given = {"points-n1-state": "missing", "grounds": ["point"], "reason": "请补充。"}
    assert rule(examiner, story, "return_for_correction", **given) == 302
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已补充。"))
    assert rule(examiner, story, "examine") == 422
    assert story.order.state is OrderState.FED_BACK


def test_at_the_end_of_a_promise_a_point_says_nothing_of_ticks_that_no_longer_count(town: Town) -> None:
    story = town.received().tracked()
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已更换。"))
    assert "次反馈：待核对" not in said(desk(town.client(EXAMINER), story))


def test_each_verdict_says_where_it_leads_before_it_is_given(town: Town, examiner: Client) -> None:
    story = fed_back(town)
    page = said(desk(examiner, story))
    limit = story.order.clocks.get(name="feed_back", end__isnull=True).due_at
    day = (limit - timezone.timedelta(seconds=1)).astimezone(timezone.get_fixed_timezone(480))
    assert f"原期限不变：至 {day.month} 月 {day.day} 日" in page
    assert "第 2 轮，新期限至" in page
    assert "计为按时；回访至" in page


def test_r53_the_lamp_is_that_of_the_examination_while_the_units_limits_are_silent(
    town: Town, examiner: Client
) -> None:
    story = town.received(at=timezone.now() - dt.timedelta(days=20)).replied()
    story.now = timezone.now() - dt.timedelta(hours=1)  # fed back late: the unit's date is the earlier one
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已更换三盏灯具。"))
    told = [one for one in story.order.clocks.filter(end=None) if one.name is ClockName.FEED_BACK]
    assert told
    assert told[0].silent
    due = story.order.clocks.get(name=ClockName.EXAMINE, end=None).due_at
    assert story.order.due_at == due
    assert f"审核时限 · 至 {until_words(due).zh}" in said(desk(examiner, story))
    rows = examiner.get("/orders/?list=to_examine").content.decode().split("<tr>")
    row = next(row for row in rows if story.number in row)
    assert "· 审核时限</div>" in row
    story.do(EXAMINER, "return_for_correction", reason="缺现场照片。", grounds=(CorrectionGround.EVIDENCE,))
    assert story.order.due_at == told[0].due_at, "and the old date stands (R22)"


def test_while_a_reply_is_owed_a_feedback_can_only_go_back(town: Town, examiner: Client) -> None:
    result = Result(outcome=Outcome.DONE, findings="已更换。")
    story = town.received().signed().do(CLERK, "feed_back", result=result)
    page = desk(examiner, story, "reply_owed")
    assert NUMBER.findall(page)[0] == story.number
    assert 'value="return_for_correction" checked' in page
    assert re.search(r'data-value="examine"[^>]*aria-disabled="true"', page)
    assert rule(examiner, story, "return_for_correction", grounds=["reply"], reason="尚欠回复。") == 302


def test_a_stop_is_judged_at_the_same_desk(town: Town, examiner: Client) -> None:
    story = town.received().stopped()
    page = desk(examiner, story, "stops")
    assert NUMBER.findall(page)[0] == story.number
    assert 'data-value="uphold_stop"' in page
    assert 'data-value="examine"' not in page
    assert "points-n1" not in page
    assert rule(examiner, story, "uphold_stop", reason="前次办结属实。") == 302
    assert story.order.state is OrderState.CLOSED
    story = town.received().stopped()
    assert rule(examiner, story, "overturn_stop", reason="有新的事实。") == 302
    assert story.order.state is OrderState.HANDLING


def test_personal_data_in_the_public_answer_is_marked_and_stands_only_with_a_reason(
    town: Town, examiner: Client
) -> None:
    story = fed_back(town, public_answer="已与住在 3 号楼 2 单元 301 室的王小明联系，电话 13812345621。")
    page = desk(examiner, story)
    assert page.count('<mark class="hl-flagged">') >= 3
    tick = {"points-n1-state": "answered"}
    assert rule(examiner, story, "examine", **tick) == 422
    assert rule(examiner, story, "examine", **tick, stands_because="来电人要求公开。") == 302
    event = Event.objects.filter(subject_kind="order", subject_id=story.id, name="examine").get()
    assert event.payload["flagged_places"] >= 3
    assert "13812345621" not in str(event.payload)


def test_copied_answers_of_the_unit_stand_beside_with_their_likeness(town: Town, examiner: Client) -> None:
    first = fed_back(town, COPIED)
    other = fed_back(town, "经勘查，此处属于规划未建区域，将列入明年计划。")
    story = fed_back(town, COPIED.replace("三盏", "两盏"))
    page = desk(examiner, story)
    aside = page[page.index('id="alike"') :]
    assert first.number in aside
    assert other.number not in aside
    percent = int(re.findall(r"(\d+)%", aside)[0])
    assert 80 <= percent < 100
    assert "疑似照搬" in aside
    assert "<mark>经我局工作人员现场核实" in aside


def test_what_is_about_the_centre_is_looked_at_by_examiners_and_judged_by_the_general_office(
    town: Town, examiner: Client
) -> None:
    about = {"request_type": RequestType.COMPLAIN, "subject_unit": town.units["centre"], "flags": ("about_centre",)}
    story = town.received(title="反映热线接电推诿", **about).dispatched("general_office")
    story.do("yanqingyuan", "sign").do("yanqingyuan", "reply", caller=1, way=ReplyWay.BRIDGED_CALL, content="已核实。")
    story.do("yanqingyuan", "feed_back", result=Result(outcome=Outcome.DONE, findings="已批评教育。"))
    assert story.number not in NUMBER.findall(desk(examiner, story))
    page = desk(examiner, story, "apart")
    assert NUMBER.findall(page)[0] == story.number
    assert "hl-form" not in page
    assert "请转市人民政府办公厅经办人" in said(page)
    office = town.client("luqian")
    assert NUMBER.findall(desk(office, story))[0] == story.number
    assert rule(office, story, "examine", **{"points-n1-state": "answered"}) == 302
    assert story.order.state is OrderState.CALLBACK


def test_somebody_was_faster(town: Town, examiner: Client) -> None:
    story = fed_back(town)
    part = f"/examining/{story.number}/matter?list=all"
    assert "hl-form" in examiner.get(part).content.decode()
    story.do(EXAMINER, "examine")
    assert "此件已不在“待审核”中，现为待回访" in examiner.get(part).content.decode()
    assert examiner.get(f"/examining/{story.number}/nothing").status_code == 404


def test_the_orders_own_page_and_the_list_lead_to_the_desk_where_points_are_ticked(
    town: Town, examiner: Client
) -> None:
    story = fed_back(town)
    href, at_desk = f"/orders/{story.number}/act/examine", f"/examining/?list=all&order={story.number}"
    for page in (f"/orders/{story.number}/", "/orders/?list=to_examine"):
        assert f'href="{href}' in examiner.get(page).content.decode()
    assert examiner.get(href)["Location"] == at_desk
    assert examiner.get(href, headers={"HX-Request": "true"})["HX-Redirect"] == at_desk
    assert NUMBER.findall(examiner.get(at_desk).content.decode())[0] == story.number
    assert examiner.post(href, {"note": "同意。"})["Location"] == at_desk
    assert examiner.post("/orders/act", {"action": "examine", "order": story.number}).status_code == 404
    assert story.order.state is OrderState.FED_BACK, "nothing passes without its points"
    assert town.client(CLERK).get(href).status_code == 403


def test_the_form_of_the_verdict_is_only_where_a_feedback_lies(town: Town, examiner: Client) -> None:
    story = town.received().signed()
    assert examiner.get(f"/orders/{story.number}/act/rule_on_feedback").status_code == 409
