"""Receiving a matter: the whole page from the first word to the unit that gets it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from lianxin.law.words import ClosedAs, OrderState, RequestType, TextKind
from lianxin.records.models import OrderText, Person, Topic, WorkOrder
from lianxin.records.people import identity
from tests.web.forms import fill
from tests.web.town import AGENT, CLERK, DISPATCHER, HOST, Town

PIECE = {"HX-Request": "true"}
ACCOUNT = "来电人反映柳岸小区北门三盏路灯不亮已有一周，要求维修。"


def filled(town: Town, **given: str | list[str]) -> dict[str, list[str]]:
    """The intake form with a matter that goes to a unit, and what the test changes in it."""
    page = town.client(AGENT).get("/orders/receive").content.decode()
    said: dict[str, str | list[str]] = {
        "request_type": "help",
        "title": "柳岸小区北门路灯不亮",
        "account": ACCOUNT,
        "address": "清风街道柳岸小区北门",
        "caller_name": "孙小美",
        "caller_phone": "13711112222",
    }
    if "disposition" not in given:
        said |= {"dispatch_unit": str(town.units[HOST]), "dispatch_transfer": "小区北门三盏路灯不亮，请维修。"}
    return fill(page, **(said | given))


def newest() -> WorkOrder:
    return WorkOrder.objects.order_by("-id")[0]


def test_the_page_asks_in_the_order_of_a_call(town: Town) -> None:
    page = town.client(AGENT).get("/orders/receive").content.decode()
    places = [page.index(f'name="{name}"') for name in (
        "request_type", "title", "account", "subject_unit", "address", "topic", "caller_kind", "caller_name",
        "caller_phone", "wishes", "disposition", "dispatch_unit", "dispatch_transfer",
    )]  # fmt: skip
    assert places == sorted(places)
    assert page.index('id="preview"') > places[-1]


def test_a_matter_is_received_and_passed_on_in_one_go(town: Town) -> None:
    answer = town.client(AGENT).post("/orders/receive", filled(town, wishes=["secret"]))
    order = newest()
    assert answer.headers["Location"] == f"/orders/{order.number}/"
    assert order.state is OrderState.HANDLING
    assert order.host_unit_id == town.units[HOST]
    assert order.secret
    caller = order.callers.get()
    assert caller.secret
    assert identity(Person.objects.get(pk=caller.person_id)).phone == "13711112222"
    kinds = dict(OrderText.objects.filter(order=order).values_list("kind", "private"))
    assert kinds[TextKind.ACCOUNT] is True
    assert kinds[TextKind.TRANSFER] is False


def test_sent_twice_it_is_one_order(town: Town) -> None:
    client, data, before = town.client(AGENT), filled(town), WorkOrder.objects.count()
    first, second = client.post("/orders/receive", data), client.post("/orders/receive", data)
    assert first.headers["Location"] == second.headers["Location"]
    assert client.get(second.headers["Location"]).content.decode().count("已受理，工单号") == 1
    assert WorkOrder.objects.count() == before + 1


def test_both_acts_or_none(town: Town) -> None:
    before = WorkOrder.objects.count()
    data = filled(town, request_type="tip_off", subject_unit=str(town.units[HOST]), accusation="no")
    answer = town.client(AGENT).post("/orders/receive", data)
    page = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert "应当回避" in page
    assert ACCOUNT in page
    assert WorkOrder.objects.count() == before


def test_a_complaint_names_whom_it_is_about(town: Town) -> None:
    answer = town.client(AGENT).post("/orders/receive", filled(town, request_type="complain"))
    assert answer.status_code == 422
    assert re.search(r'id="subject_person-error">.*?投诉', answer.content.decode(), re.DOTALL)


def test_a_consultation_needs_type_content_and_disposition_only(town: Town) -> None:
    data = {
        "request_type": "consult",
        "account": "请问灵活就业人员如何参加医疗保险？",
        "channel": "phone",
        "caller_kind": "natural_person",
        "urgency": "normal",
        "public_safety": "no",
        "disposition": "answer",
        "answer_content": "可在线上平台办理参保登记。",
    }
    assert town.client(AGENT).post("/orders/receive", data).status_code == 302
    order = newest()
    assert (order.state, order.closed_as) == (OrderState.CLOSED, ClosedAs.ANSWERED)
    assert order.callers.get().anonymous
    title = OrderText.objects.get(order=order, kind=TextKind.TITLE).content
    assert title == "请问灵活就业人员如何参加医疗保险？"


def test_other_matters_need_a_title(town: Town) -> None:
    answer = town.client(AGENT).post("/orders/receive", filled(town, title=""))
    assert answer.status_code == 422
    assert re.search(r'id="title-error">.*?标题', answer.content.decode(), re.DOTALL)


@pytest.mark.parametrize(
    ("disposition", "state"),
    [
        ("queue", OrderState.DISPATCHING),
        ("answer", OrderState.CLOSED),
        ("redirect", OrderState.CLOSED),
        ("hand_over", OrderState.CLOSED),
        ("transfer_out", OrderState.CLOSED),
    ],
)
def test_every_disposition_leads_where_it_should(town: Town, disposition: str, state: OrderState) -> None:
    more = {"redirect_case_number": "（2026）云 01 行初 12 号"} if disposition == "redirect" else {}
    data = filled(town, disposition=disposition, **more)
    answer = town.client(AGENT).post("/orders/receive", data)
    assert answer.status_code == 302, answer.content.decode()
    assert newest().state is state


def test_a_call_without_a_matter_gets_no_order(town: Town) -> None:
    before = WorkOrder.objects.count()
    answer = town.client(AGENT).post("/orders/receive", filled(town, disposition="no_matter"))
    assert answer.status_code == 409
    assert "不生成工单" in answer.content.decode()
    assert WorkOrder.objects.count() == before


def test_a_wrong_telephone_number_is_said_in_words(town: Town) -> None:
    answer = town.client(AGENT).post("/orders/receive", filled(town, caller_phone="1371111"))
    assert answer.status_code == 422
    assert "手机号应为 11 位，现为 7 位" in answer.content.decode()


def test_the_dates_are_said_before_anything_is_sent(town: Town) -> None:
    before = WorkOrder.objects.count(), Person.objects.count()
    page = town.client(AGENT).post("/orders/receive/preview", filled(town), headers=PIECE).content.decode()
    assert "市城市管理局 · 回复来电人、反馈热线" in page
    assert "5 个工作日，当日不计" in page
    assert "第二十四条" in page
    assert (WorkOrder.objects.count(), Person.objects.count()) == before


def test_the_catalogue_proposes_a_unit(town: Town) -> None:
    topic = Topic.objects.filter(name_zh__contains="路灯").values_list("code", flat=True)[0]
    data = filled(town, topic=topic) | {"dispatch_unit": [""]}
    page = town.client(AGENT).post("/orders/receive/preview", data, headers=PIECE).content.decode()
    assert "派单目录建议" in page


def test_a_known_number_shows_who_calls_masked(town: Town) -> None:
    town.client(AGENT).post("/orders/receive", filled(town))
    page = town.client(AGENT).post("/orders/receive/beside", {"caller_phone": "137 1111 2222"}, headers=PIECE)
    html = page.content.decode()
    assert "孙**" in html
    assert "137 **** 2222" in html
    assert "孙小美" not in html
    assert newest().number in html


def test_similar_orders_are_those_of_the_same_place(town: Town) -> None:
    story = town.received(address="北园路 88 号院门前", title="院门前井盖丢失")
    page = town.client(AGENT).post("/orders/receive/beside", {"address": "北园路 88 号院门前"}, headers=PIECE)
    assert story.number in page.content.decode()
    old = town.received(address="东郊旧厂门前", at=timezone.now() - dt.timedelta(days=60))
    page = town.client(AGENT).post("/orders/receive/beside", {"address": "东郊旧厂门前"}, headers=PIECE)
    assert old.number not in page.content.decode()


def test_only_the_front_receives(town: Town) -> None:
    for username in (DISPATCHER, CLERK):
        client = town.client(username)
        assert client.get("/orders/receive").status_code == 403
        assert client.post("/orders/receive", {"request_type": RequestType.HELP.value}).status_code == 403


def test_who_calls_stands_in_the_form_and_in_no_address(town: Town) -> None:
    client = town.client(AGENT)
    address = client.post("/orders/receive/call", {"phone": "13711112222"})["Location"]
    assert re.fullmatch(r"/orders/receive\?caller=[\w-]+", address)
    page = client.get(address).content.decode()
    assert 'value="13711112222"' in page
    assert "13711112222" not in town.client(DISPATCHER).get(address).content.decode()
    assert 'value="13711112222"' not in client.get("/orders/receive?phone=13711112222").content.decode()
