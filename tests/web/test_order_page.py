"""The page of an order: what each reader sees of it, what never leaves the centre, and what is written down."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from lianxin import actions
from lianxin.access import offers
from lianxin.actions import CallerEntry
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.feedback import Result
from lianxin.law.draft import Draft
from lianxin.law.words import (
    ContactWay,
    Grade,
    Outcome,
    OverlayKind,
    ReplyWay,
    RequestType,
    RevealField,
    Role,
    SendBackReason,
    Solved,
    SupervisionGround,
    SupervisionLevel,
    Urgency,
)
from lianxin.records.load import read_order
from lianxin.records.models import ReadingLog, WorkOrder
from lianxin.records.rules import current_rules, surroundings
from lianxin.web.dates import until_words
from lianxin.web.orders.views import PARTS
from lianxin.web.tags import tags_of
from tests.web.forms import said_to_anybody
from tests.web.town import (
    AGENT,
    CLERK,
    COMMUNITY,
    DISPATCHER,
    EXAMINER,
    HEAD,
    HOST,
    OTHER,
    OTHER_CLERK,
    STREET,
    STREET_CLERK,
    SUB_CLERK,
    SUB_UNIT,
    SUPERVISOR,
    WORKER,
    Story,
    Town,
)

NAME, PHONE = "欧阳晓婷", "15987654321"
ACCOUNT = "来电人王女士称柳岸小区北门三盏路灯不亮，家住 3 号楼。"
TRANSFER = "清风街道柳岸小区北门三盏路灯不亮，请核实维修。"
CURRENT = re.compile(r'<li class="current" aria-current="step">.*?<b>(.*?)</b>')
LIVE_PARTS = (*PARTS, "summary", "timeline")


def page(client: Client, number: str, part: str = "") -> str:
    """The page of an order, or one part of it."""
    answer = client.get(f"/orders/{number}/{part}")
    assert answer.status_code == 200, (part, answer.status_code)
    return answer.content.decode()


def words(html: str) -> str:
    """What a reader reads of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def everything(client: Client, number: str) -> str:
    """All that a reader can get out of an order's addresses."""
    return page(client, number) + "".join(page(client, number, part) for part in LIVE_PARTS)


def secret_caller() -> actions.CallerEntry:
    """A caller who asked for secrecy."""
    return actions.CallerEntry(name=NAME, phone=PHONE, secret=True)


@pytest.fixture(scope="module")
def signed(town: Town) -> Story:
    """In a unit's hands."""
    return town.received().signed()


# ---- two texts, masked callers ---------------------------------------------------------------------------------------


def test_the_unit_reads_the_text_for_transfer_and_not_the_account(town: Town, signed: Story) -> None:
    unit, centre = everything(town.client(CLERK), signed.number), page(town.client(EXAMINER), signed.number)
    assert TRANSFER in unit
    assert ACCOUNT not in unit
    assert "来电原述仅热线中心可见" in unit
    assert TRANSFER in centre
    assert ACCOUNT in centre


@pytest.mark.parametrize("username", ["qianchen", "jinjian", "zouying", "pengzhiqiang"])
def test_offices_that_only_look_have_no_account_and_no_callers_name(town: Town, signed: Story, username: str) -> None:
    html = everything(town.client(username), signed.number)
    assert ACCOUNT not in html
    assert "王**" not in html
    assert "**** 5621" not in html
    assert TRANSFER in html


def test_callers_are_masked_until_somebody_asks_for_a_purpose(town: Town, signed: Story) -> None:
    for username in (EXAMINER, CLERK):
        html = everything(town.client(username), signed.number)
        assert "王**" in html
        assert "138 **** 5621" in html
        assert "王小明" not in html
        assert "13812345621" not in html
    assert f"/orders/{signed.number}/reveal?caller=1&amp;field=phone" in page(town.client(CLERK), signed.number)


@pytest.mark.parametrize("request_type", [RequestType.COMPLAIN, RequestType.TIP_OFF])
def test_a_secret_caller_is_in_no_answer_to_a_unit(town: Town, request_type: RequestType) -> None:
    subject = {"subject_unit": town.units["housing"], "subject_person": "某物业公司"}
    story = town.received(caller=secret_caller(), request_type=request_type, **subject).signed()
    story.do(CLERK, "delegate", unit=town.units[SUB_UNIT], instruction="请先核实。").do(SUB_CLERK, "sign")
    for username in (CLERK, SUB_CLERK):
        client = town.client(username)
        html = everything(client, story.number)
        html += "".join(client.get(f"/orders/?list={code}").content.decode() for code in ("todo", "ours"))
        html += client.get(f"/orders/{story.number}/reveal").content.decode()
        for told in (NAME, "欧阳", PHONE, "159 ****", "**** 4321"):
            assert told not in html, told
    assert "欧阳**" in page(town.client(EXAMINER), story.number)


def test_whom_a_tip_off_names_is_for_the_centre_and_the_host(town: Town) -> None:
    named = {"subject_unit": town.units["housing"], "subject_person": "钱某某", "request_type": RequestType.TIP_OFF}
    story = town.received(**named).signed()
    story.do(DISPATCHER, "add_co_handler", unit=town.units["transport"], reason="涉及道路。")
    helper = town.clerk_of("transport")
    assert "钱某某" in everything(town.client(EXAMINER), story.number)
    assert "钱某某" not in everything(town.client(CLERK), story.number)
    assert "住房和城乡建设局" in page(town.client(CLERK), story.number)
    assert "被反映对象" not in everything(town.client(helper), story.number)


# ---- who may open it -------------------------------------------------------------------------------------------------


def test_a_strange_order_and_an_unknown_number_get_the_same_words(town: Town, signed: Story) -> None:
    client = town.client(OTHER_CLERK)
    asked = (f"/orders/{signed.number}/", "/orders/20200101-00001-0/")
    strange, unknown = (client.get(one) for one in asked)
    assert strange.status_code == unknown.status_code == 404
    assert said_to_anybody(strange, asked[0]) == said_to_anybody(unknown, asked[1])
    assert "没有这个工单，或您无权查看" in strange.content.decode()
    for part in LIVE_PARTS:
        parts = [f"/orders/{one}/{part}" for one in (signed.number, "20200101-00001-0", "nonsense")]
        pieces = {one: client.get(one) for one in parts}
        assert [one.status_code for one in pieces.values()] == [404, 404, 404]
        assert len({said_to_anybody(piece, one) for one, piece in pieces.items()}) == 1


def test_a_number_is_read_as_people_write_it(town: Town, signed: Story) -> None:
    client = town.client(CLERK)
    wide = signed.number.replace("-", "").translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert client.get(f"/orders/{wide}/").status_code == 200


def test_the_accused_unit_opens_nothing(town: Town) -> None:
    story = town.received(request_type=RequestType.TIP_OFF, subject_unit=town.units[HOST]).signed(OTHER)
    for username in (CLERK, SUB_CLERK):
        assert town.client(username).get(f"/orders/{story.number}/").status_code == 404
    assert town.client(OTHER_CLERK).get(f"/orders/{story.number}/").status_code == 200


def test_a_part_that_does_not_exist_is_not_found(town: Town, signed: Story) -> None:
    assert town.client(CLERK).get(f"/orders/{signed.number}/secrets").status_code == 404


def test_opening_an_order_is_written_down_once_an_hour(town: Town) -> None:
    story = town.received()
    client = town.client(EXAMINER)
    for part in ("", "", "timeline", "clocks"):
        page(client, story.number, part)
    assert ReadingLog.objects.filter(order_id=story.id, staff__username=EXAMINER).count() == 1
    page(town.client(HEAD), story.number)
    assert ReadingLog.objects.filter(order_id=story.id).count() == 2
    town.client(OTHER_CLERK).get(f"/orders/{story.number}/")
    assert ReadingLog.objects.filter(order_id=story.id).count() == 2, "who may not open it has read nothing"


# ---- limits ----------------------------------------------------------------------------------------------------------


def test_each_limit_says_how_it_was_found_and_links_to_its_article(town: Town, signed: Story) -> None:
    html = page(town.client(CLERK), signed.number, "clocks")
    assert "时限怎样算出" in html
    assert 'href="/law/jinan_2018/24"' in html
    assert 'href="/law/house_rules/17"' in html
    assert words(html).count("当日不计入") >= 2
    said = words(html)
    assert "第 5 个工作日" in said
    assert "24:00 前" in said
    assert "审核通过后起算" in said


def test_limits_that_ended_are_folded_away_and_still_told(town: Town, signed: Story) -> None:
    html = page(town.client(CLERK), signed.number, "clocks")
    running, ended = html.split("已结束的时限")
    assert "签收时限" in ended
    assert "签收时限" not in running
    assert "钟完成" in ended


def test_a_moved_limit_says_that_a_later_decision_moved_it(town: Town) -> None:
    story = town.received().signed()
    serial = story.order.clocks.get(name="feed_back").serial
    form = words(town.client(HEAD).get(f"/orders/{story.number}/act/shift_clocks").content.decode())
    assert f"至 {until_words(story.order.clocks.get(name='feed_back').due_at).zh}" in form
    story.do(HEAD, "shift_clocks", clocks=(serial,), amount_working_days=2, reason="系统故障两个工作日。")
    said = words(page(town.client(CLERK), story.number, "clocks"))
    assert "延长 2 个工作日" in said or "以后来的决定为准" in said
    due = story.order.clocks.get(name="feed_back").due_at.astimezone(dt.timezone(dt.timedelta(hours=8)))
    assert f"{due - dt.timedelta(days=1):%m-%d} 24:00" in said


def test_a_request_stands_beside_the_running_lamp(town: Town) -> None:
    story = town.received().dispatched()
    given = {"code": SendBackReason.NOT_OUR_DUTY, "reason": "属市住建局职责。", "suggested": town.units[OTHER]}
    story.do(CLERK, "send_back", **given)
    row = town.client(DISPATCHER).get("/orders/?list=send_backs").content.decode()
    assert story.number in row
    assert 'class="hl-lamp grey' in row
    assert "退单待审" in row
    html = page(town.client(CLERK), story.number)
    assert "申请期间时限照常计算" in html
    assert "属市住建局职责。" in html
    centre = page(town.client(DISPATCHER), story.number, "overlays")
    assert f"/orders/{story.number}/act/decide_send_back" in centre
    assert "decide_send_back" not in page(town.client(CLERK), story.number, "overlays")


def test_the_law_page_of_an_order_says_which_clause_won(town: Town, signed: Story) -> None:
    client = town.client(CLERK)
    assert f"/law/?order={signed.number}" in page(client, signed.number)
    said = words(client.get(f"/law/?order={signed.number}").content.decode())
    assert f"工单 {signed.number} 适用的规则" in said
    assert said.count("时限：反馈热线") == 1
    assert town.client(OTHER_CLERK).get(f"/law/?order={signed.number}").status_code == 404


# ---- log, charges, acts ----------------------------------------------------------------------------------------------


def test_the_log_tells_everything_newest_first_and_the_unit_its_own(town: Town) -> None:
    story = town.received().fed_back()
    client = town.client(CLERK)
    said = words(page(client, story.number, "timeline"))
    places = [said.index(name) for name in ("反馈 市城市管理局", "回复来电人 市城市管理局", "签收 市城市管理局")]
    assert places == sorted(places)
    assert "情形一：已办理" in said
    assert "11 月 24 日已更换三盏灯具。" in said
    own = words(page(client, story.number, "timeline?log=unit"))
    assert "签收" in own
    assert "受理员" not in own


def test_seats_of_the_centre_are_known_outside_by_number_only(town: Town, signed: Story) -> None:
    said = words(page(town.client(CLERK), signed.number))
    assert "受理员 2009" in said
    assert "夏明" not in said
    assert "夏明" in words(page(town.client(EXAMINER), signed.number))


def test_charges_stand_as_a_tree(town: Town) -> None:
    story = town.received().signed()
    story.do(CLERK, "delegate", unit=town.units[SUB_UNIT], instruction="请先核实。")
    html = page(town.client(EXAMINER), story.number, "assignments")
    host, below = html.split('<ul class="hl-tree">')[1:]
    assert "市城市管理局" in host
    assert "市城市照明管理处" in below
    assert "转下级" in below


def test_what_is_forbidden_is_shown_with_reason_and_way_out(town: Town) -> None:
    story = town.received().signed()
    story.do(CLERK, "record_progress", note="已电话联系。", contact=ContactWay.PHONE)
    html = page(town.client(CLERK), story.number, "actions")
    refused = re.search(r'aria-disabled="true" aria-describedby="why-contacted_already".*?</li>', html, re.DOTALL)
    assert refused
    assert "不能退单" in refused.group(0)
    assert f"/orders/{story.number}/act/request_host_change" in refused.group(0)
    assert "examine" not in html, "an act that the office never has is not shown"


def test_a_reason_for_several_acts_is_said_once(town: Town) -> None:
    html = page(town.client(CLERK), town.received().dispatched().number, "actions")
    assert html.count('aria-describedby="why-not_signed"') > 5
    assert html.count("任务尚未签收。") == 1


def test_a_page_that_is_closed_to_its_reader_says_why_once_and_shows_no_dead_buttons(town: Town) -> None:
    about = {"request_type": RequestType.COMPLAIN, "subject_unit": town.units["centre"], "flags": ("about_centre",)}
    html = page(town.client(EXAMINER), town.received(**about).dispatched("general_office").number, "actions")
    closed = re.search(r'<p [^>]*id="why-about_centre">.*?</p>', html, re.DOTALL)
    assert closed is not None
    assert html.count('id="why-about_centre"') == 1
    assert "办公厅" in closed[0], "who does it instead"
    assert 'aria-describedby="why-about_centre"' not in html


def test_returning_is_not_proposed_while_the_unit_may_still_reply(town: Town) -> None:
    story = town.received().signed()
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已更换灯具。"))
    html = page(town.client(EXAMINER), story.number, "actions")
    assert "尚有来电人未得到回复" in html
    assert not re.search(r'btn-primary[^"]*" href="[^"]*/act/return_for_correction"', html)
    assert f"/orders/{story.number}/act/return_for_correction" in html


def test_who_is_kept_secret_is_reached_by_the_bridge(town: Town) -> None:
    entry = CallerEntry(name="王小明", phone="13812345622", secret=True)
    story = town.received(caller=entry).signed()
    said = words(page(town.client(CLERK), story.number, "texts"))
    assert "姓名、号码不提供给承办单位" in said
    assert "由热线中心转接" in said
    assert "不提供给承办单位" not in words(page(town.client(CLERK), town.received().signed().number, "texts"))


def test_each_act_stands_in_one_place_of_the_page(town: Town, signed: Story) -> None:
    for username in (CLERK, EXAMINER, DISPATCHER, AGENT, SUPERVISOR, HEAD):
        html = page(town.client(username), signed.number, "actions")
        shown = re.findall(rf'class="btn[^"]*" href="/orders/{signed.number}/act/(\w+)"', html)
        loaded = read_order(signed.id)
        around = surroundings(town.actor(username), timezone.now(), current_rules(), loaded.aggregate.order)
        allowed = {one.row.action for one in offers(Draft.of(loaded.aggregate, around)) if one.allowed} - {"attach"}
        assert sorted(shown) == sorted(allowed)
        assert html.count("btn-primary") <= 1


def test_who_may_only_look_is_told_so(town: Town, signed: Story) -> None:
    assert "您的岗位只查看此工单" in page(town.client("zouying"), signed.number, "actions")
    assert Role.SUPERVISORY_BODY is town.actor("zouying").role


def test_the_steps_follow_the_life(town: Town) -> None:
    story = town.received()
    client = town.client(EXAMINER)

    def current() -> str:
        found = re.search(
            r'<li class="current" aria-current="step">.*?<b>(.*?)</b>', page(client, story.number, "summary")
        )
        return found.group(1) if found else ""

    assert current() == "转办"
    story.dispatched()
    assert current() == "签收"
    story.do(CLERK, "sign")
    assert current() == "办理"
    tracked = town.received().tracked()
    assert "跟踪" in words(page(client, tracked.number, "summary"))
    closed = town.received().closed()
    html = page(client, closed.number, "summary")
    assert 'class="current"' not in html
    assert "已办理" in words(html)
    answered = town.received().do(AGENT, "answer", content="路灯已在检修计划内，请您放心。")
    assert page(client, answered.number, "summary").count('class="skipped"') == 6


def test_orders_that_belong_together_are_linked_for_those_who_may_open_them(town: Town) -> None:
    earlier = town.received(title="同一处路灯的前次反映").closed(OTHER)
    story = town.received(earlier=earlier.id).signed()
    assert f"/orders/{earlier.number}/" in page(town.client(EXAMINER), story.number)
    assert earlier.number not in everything(town.client(CLERK), story.number)


def test_supervision_is_said_beside_the_title_and_can_be_answered(town: Town) -> None:
    story = town.received().signed()
    story.do(
        SUPERVISOR, "supervise", level=SupervisionLevel.CITY, ground=SupervisionGround.OTHER, reason="请依法尽快处理。"
    )
    html = page(town.client(CLERK), story.number)
    assert f'<span class="hl-tag red">{OverlayKind.SUPERVISION.zh}</span>' in html
    assert f"/orders/{story.number}/act/answer_supervision" in html
    assert "请依法尽快处理。" in html
    asked = page(town.client(SUPERVISOR), story.number, "overlays")
    assert "待答复" in asked
    assert "待决定" not in asked, "nobody decides on a supervision: the unit answers it"


def test_who_is_handed_the_work_reads_first_what_it_is_asked_to_do(town: Town) -> None:
    story = town.received().signed()
    story.do(CLERK, "delegate", unit=town.units[SUB_UNIT], instruction="请先核实灯杆产权。")
    html = page(town.client(SUB_CLERK), story.number, "texts")
    assert html.index("交办要求") < html.index("请先核实灯杆产权。") < html.index(TRANSFER)
    assert "交办要求" not in page(town.client(CLERK), story.number, "texts")


def test_a_helper_reads_first_what_it_is_asked_to_help_with(town: Town) -> None:
    story = town.received().signed(STREET)
    story.do(STREET_CLERK, "assist", unit=town.units[COMMUNITY], note="请上门看望并核实线路。")
    html = page(town.client(WORKER), story.number, "texts")
    assert html.index("请协助的事项") < html.index("请上门看望并核实线路。") < html.index(TRANSFER)


def test_what_is_proposed_is_said_in_full_beside_the_title() -> None:
    order = WorkOrder(urgency=Urgency.NORMAL, round=1, flags=[])
    assert [tag["text"].zh for tag in tags_of(order, {OverlayKind.PROPOSAL})] == ["建议督办"]


def test_words_that_people_typed_cannot_become_markup(town: Town) -> None:
    story = town.received(title="<script>alert(1)</script>", account="<img src=x onerror=alert(2)>")
    html = page(town.client(EXAMINER), story.number) + town.client(EXAMINER).get("/orders/?list=all").content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_the_page_is_whole_in_english(town: Town, signed: Story) -> None:
    html = page(town.client(CLERK, "en"), signed.number)
    said = words(re.sub(r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', " ", html, flags=re.DOTALL))
    assert "Limits and their basis" in said
    assert "working day 5" in said
    found = re.findall("[\u3400-\u9fff]+", said)
    assert [one for one in found if one not in ("柳岸小区北门路灯不亮", "中文")] == []


def test_a_reveal_is_told_in_the_log_and_not_what_was_revealed(town: Town) -> None:
    story = town.received().signed()
    story.do(EXAMINER, "reveal", caller=1, field=RevealField.PHONE, purpose="回访前核对号码。")
    centre, unit = page(town.client(HEAD), story.number), everything(town.client(CLERK), story.number)
    assert "显示个人信息" in centre
    assert "回访前核对号码。" in centre
    assert "13812345621" not in centre
    assert "回访前核对号码。" not in unit


def test_an_order_ended_late_says_so(town: Town) -> None:
    long_ago = timezone.now() - dt.timedelta(days=30)
    story = Story(town, long_ago).signed()
    story.now = timezone.now() - dt.timedelta(days=2)
    story.do(CLERK, "reply", caller=1, way=ReplyWay.BRIDGED_CALL, content="已维修。")
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已维修。")).do(EXAMINER, "examine")
    good = Talk(contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED, grade_attitude=Grade.SATISFIED)
    story.do("luyulan", "call_back", caller=1, talk=good).do("luyulan", "close")
    said = words(page(town.client(EXAMINER), story.number, "summary"))
    assert re.search(r"超期 \d+ 天.*办结", said)
