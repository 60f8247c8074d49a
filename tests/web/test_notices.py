"""Cards and messages to units on a page: each unit its own, who watches over them all, and nobody what is barred."""

from __future__ import annotations

import re
import uuid

import pytest

from lianxin import actions
from lianxin.access import desks_for, notices_for
from lianxin.actions import Door
from lianxin.law.actors import SYSTEM
from lianxin.law.decisions.conflict import Correction, Subject
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import DeliveryState, Desk, RequestType, Role, SendBackReason
from lianxin.records.models import Delivery
from lianxin.web.dates import until_words
from lianxin.web.lists.notices import SIZE
from tests.web.machine_dates import machine_dates
from tests.web.test_role_walk import PEOPLE
from tests.web.town import (
    ARBITER,
    CLERK,
    DISPATCHER,
    HEAD,
    HOST,
    OTHER_CLERK,
    SHIFT_LEADER,
    SUPERVISOR,
    Story,
    Town,
)

ADMINISTRATOR = "jiaguiying"
NUMBERS = re.compile(r"\d{8}-\d{5,}-\d")


def page(town: Town, username: str, query: str = "", language: str = "zh-hans") -> str:
    return town.client(username, language).get(f"/notices{query}").content.decode()


def card(story: Story, template: str = "yellow_card", state: DeliveryState = DeliveryState.SENT) -> None:
    """A card as the sweep leaves it behind."""
    unit = story.town.units[HOST]
    Delivery.objects.create(
        key=f"{story.id}:{template}", template=template, order_id=story.id, unit_id=unit, state=state,
        created_at=story.now, sent_at=story.now if state is DeliveryState.SENT else None,
    )  # fmt: skip


def test_a_unit_reads_what_it_was_told_and_nobody_elses(town: Town) -> None:
    story = town.received().dispatched()
    card(story)
    html = page(town, CLERK)
    assert f'<a href="/orders/{story.number}/">{story.number}</a>' in html
    assert "新工单待签收" in html
    assert f"工单 {story.number} 已转你单位办理，请及时签收。" in html
    assert "黄牌" in html
    assert "已发送" in html
    assert story.number not in page(town, OTHER_CLERK)


def test_cards_alone_may_be_asked_for(town: Town) -> None:
    story = town.received().dispatched()
    card(story, "red_card", DeliveryState.FAILED)
    html = page(town, CLERK, "?only=cards")
    assert "红牌" in html
    assert "发送失败" in html
    assert "新工单待签收" not in html


def test_a_card_whose_limit_is_not_named_here_says_where_it_is(town: Town) -> None:
    card(town.received().dispatched(), "overdue")
    assert re.search(r"<b>已逾期</b>\s*<span[^>]*>[^<]*见工单。</span>", page(town, CLERK))


def test_a_card_names_its_limit_and_until_when(town: Town) -> None:
    story = town.received().dispatched()
    clock = story.order.clocks.get(name="sign")
    assert clock.next_signal_at is not None
    actions.signal_clock(Door(SYSTEM, clock.next_signal_at, uuid.uuid4().hex), order=story.id, clock=clock.serial)
    told = Delivery.objects.filter(order=story.id, template=clock.next_signal)[0]
    until = until_words(clock.due_at)
    said = f"工单 {story.number} 的“{clock.name.zh}”"
    html = page(town, CLERK)
    assert re.search(rf"{said}[将已]于 {re.escape(until.zh)} 到期", html)
    assert f"{clock.name.en} on order {story.number}" in page(town, CLERK, language="en")
    assert f'<time class="num" datetime="{told.created_at.astimezone(SHANGHAI).isoformat(timespec="seconds")}">' in html
    assert machine_dates(html) == []
    assert said not in page(town, ADMINISTRATOR), "who has no orders reads of no limit"


@pytest.mark.parametrize("username", [SUPERVISOR, HEAD, ADMINISTRATOR])
def test_who_watches_sees_all_units_by_name(town: Town, username: str) -> None:
    story = town.received().dispatched()
    html = page(town, username)
    assert story.number in html
    assert "市城市管理局" in html
    opens = f'href="/orders/{story.number}/"' in html
    assert opens is (username != ADMINISTRATOR), "the administrator has no orders"


# ---- desks -----------------------------------------------------------------------------------------------------------


def told_at(desk: Desk, story: Story) -> None:
    """A message to a desk as an act leaves it behind."""
    template = {Desk.DUTY_OFFICE: "risk_reported", Desk.HEAD_OF_CENTRE: "sealing_asked"}.get(desk, "order_supplemented")
    Delivery.objects.create(
        key=f"{story.id}:{desk}", template=template, order_id=story.id, desk=desk, created_at=story.now
    )


@pytest.mark.parametrize("desk", list(Desk))
def test_r54_a_desk_reads_what_it_was_told_and_nobody_elses(town: Town, desk: Desk) -> None:
    story = town.received()
    told_at(desk, story)
    readers = {role for role in Role if desk in desks_for(role)}
    assert readers, "no message goes where nobody looks"
    for who, username in PEOPLE.items():
        role = town.actor(username).role
        if notices_for(role) is not None:
            assert (story.number in page(town, username)) is (role in readers), who


def test_what_an_act_tells_a_desk_stands_there_in_words(town: Town) -> None:
    story = town.received().dispatched()
    story.do(CLERK, "send_back", code=SendBackReason.NOT_OUR_DUTY, reason="不归我局管。")
    html = page(town, DISPATCHER)
    assert f'<a href="/orders/{story.number}/">{story.number}</a>' in html
    assert "退单申请待裁定" in html
    assert "待发送" in html
    assert "收件单位或岗位" not in html, "one desk needs no column"
    assert "转办岗" in page(town, HEAD)
    assert "退单申请待裁定" not in page(town, DISPATCHER, "?only=cards")


def test_an_emergency_reaches_the_duty_office_and_whoever_leads_the_shift(town: Town) -> None:
    story = town.received().signed().do(CLERK, "report_risk", note="井盖缺失。")
    for username in (SHIFT_LEADER, "luqian"):
        html = page(town, username)
        assert story.number in html
        assert "风险报告" in html
        assert "值班室" in html


def test_who_may_not_open_the_order_does_not_learn_of_it_at_the_desk(town: Town) -> None:
    story = town.received().signed().do(DISPATCHER, "declare_interest", reason="来电人是我亲属。")
    assert story.number not in page(town, DISPATCHER)
    assert "利害关系声明" in page(town, ARBITER)


@pytest.mark.parametrize("who", PEOPLE)
def test_the_menu_and_the_page_say_what_the_table_says(town: Town, who: str) -> None:
    client, role = town.client(PEOPLE[who]), town.actor(PEOPLE[who]).role
    allowed = notices_for(role) is not None
    assert client.get("/notices").status_code == (200 if allowed else 403)
    assert ('href="/notices"' in client.get("/").content.decode()) is allowed


def test_who_turned_out_barred_is_left_with_the_farewell_alone(town: Town) -> None:
    story = town.received().signed()
    change = Correction(request_type=RequestType.TIP_OFF, subject=Subject(unit=town.units[HOST]))
    story.do(DISPATCHER, "correct", reason="系举报该单位", correction=change)
    lines = [line for line in page(town, CLERK).split("<tr>") if story.number in line]
    assert len(lines) == 1
    assert "工单已收回" in lines[0]
    assert f'href="/orders/{story.number}/"' not in lines[0]


def test_pages_follow_each_other_by_key(town: Town) -> None:
    for _ in range(SIZE + 3):
        card(town.received().dispatched())
    first = page(town, CLERK, "?only=cards")
    following = re.search(r'href="(/notices[^"]*)" rel="next"', first)
    assert following is not None
    second = page(town, CLERK, following[1].replace("/notices", "").replace("&amp;", "&"))
    assert len(_rows(first)) == SIZE
    assert not set(_rows(first)) & set(_rows(second))
    assert min(_rows(first)) > max(_rows(second)), "the latest first"
    back = re.search(r'href="(/notices[^"]*)" rel="prev"', second)
    assert back is not None
    again = page(town, CLERK, back[1].replace("/notices", "").replace("&amp;", "&"))
    assert _rows(again) == _rows(first)


def _rows(html: str) -> list[str]:
    return [NUMBERS.findall(row)[0] for row in html.partition("<tbody>")[2].split("<tr>")[1:]]


def test_the_page_speaks_english(town: Town) -> None:
    town.received().dispatched()
    html = page(town, CLERK, language="en")
    assert "Cards and messages" in html
    assert "A new order awaits signing" in html
    assert not re.search(r"[一-鿿]", re.sub(r"<[^>]+>", "", html.partition("<tbody>")[2].partition("</tbody>")[0]))
