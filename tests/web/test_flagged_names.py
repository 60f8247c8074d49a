"""Names stay at the centre: they are shown before a text goes to a unit, and go from it when a person is forgotten."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin import actions
from lianxin.actions import CallerEntry
from lianxin.law.words import OrderState, TextKind
from lianxin.records.models import OrderText
from tests.web.forms import fill
from tests.web.test_intake import PIECE, filled
from tests.web.town import AGENT, DISPATCHER, HEAD, HOST, Story, Town

TRANSFER = "路晓来电：路先生家门前路灯不亮，邻居李建国可带路。"


def lu(phone: str) -> CallerEntry:
    """A caller of this name; who is to be forgotten needs a number no other test knows."""
    return CallerEntry(name="路晓", phone=phone)


def transfer_text(story: Story) -> str:
    return OrderText.objects.filter(order=story.id, kind=TextKind.TRANSFER).latest("sequence").content or ""


def test_the_name_just_written_down_is_shown_in_the_preview(town: Town) -> None:
    data = filled(town, caller_name="路晓", dispatch_transfer="路先生反映路灯不亮，请与路晓联系。")
    page = town.client(AGENT).post("/orders/receive/preview", data, headers=PIECE).content.decode()
    assert "转办内容中可能有：姓名“路先生”、姓名“路晓”，请删去" in page
    english = town.client(AGENT, "en").post("/orders/receive/preview", data, headers=PIECE).content.decode()
    assert "“Text for transfer” seems to carry: Name “路先生”, Name “路晓”. Take it out" in english


def test_who_is_complained_of_and_an_account_are_shown_too(town: Town) -> None:
    said = {"request_type": "complain", "subject_person": "成晓冬", "caller_contact": "lu@example.org"}
    data = filled(town, **said, dispatch_transfer="窗口成晓冬态度生硬，回复 LU@example.org。")
    answer = town.client(AGENT).post("/orders/receive", data)
    assert answer.status_code == 422
    assert "姓名“成晓冬”、联系方式“LU@example.org”" in answer.content.decode()


@pytest.mark.parametrize("action", ["dispatch", "designate"])
def test_who_called_is_known_to_whoever_passes_the_order_on(town: Town, action: str) -> None:
    story = town.received(caller=lu("13712340001"))
    client, href = town.client(DISPATCHER), f"/orders/{story.number}/act/{action}"
    data = fill(client.get(href).content.decode(), unit=str(town.units[HOST]), transfer=TRANSFER)
    page = client.post(f"{href}/preview", data, headers=PIECE).content.decode()
    assert "姓名“路晓”、姓名“路先生”、姓名“李建国”" in page
    answer = client.post(href, data)
    assert answer.status_code == 422
    assert story.order.state is OrderState.REGISTERED
    assert client.post(href, data | {"checked_text": ["on"]}).status_code == 302
    assert story.order.state is OrderState.HANDLING


def test_who_is_forgotten_goes_from_the_texts_for_transfer(town: Town) -> None:
    story = _archived(town.received(caller=lu("13712340003"), at=_long_ago()))
    actions.forget(story.door(HEAD), person=story.order.callers.get(serial=1).person_id)
    assert transfer_text(story) == "**来电：**先生家门前路灯不亮，邻居**可带路。"


def test_on_an_order_that_others_share_only_the_forgotten_go(town: Town) -> None:
    story = town.received(caller=lu("13712340004"), at=_long_ago())
    other = CallerEntry(name="夏敏", phone="13712340002")
    actions.add_caller(story.door(AGENT), order=story.id, entry=other, wish="尽快修好。")
    _archived(story)
    actions.forget(story.door(HEAD), person=story.order.callers.get(serial=1).person_id)
    assert transfer_text(story) == "**来电：**先生家门前路灯不亮，邻居李建国可带路。"


def _long_ago() -> dt.datetime:
    return dt.datetime.now(dt.UTC) - dt.timedelta(days=60)


def _archived(story: Story) -> Story:
    """Passed on with names in the text, taken back, sent to another city, put away."""
    story.do(DISPATCHER, "dispatch", unit=story.town.units[HOST], transfer=TRANSFER)
    story.do(DISPATCHER, "recall", reason="属邻市管辖")
    story.do(DISPATCHER, "transfer_out", body="邻市热线", receipt="已接收")
    story.now += dt.timedelta(days=32)
    return story.do("system", "archive")
