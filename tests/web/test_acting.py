"""How acts behave on the pages: nothing typed is lost, what will happen is said before, and what is secret stays so."""

from __future__ import annotations

import re

from django.test import Client
from django.utils import timezone

from lianxin.law.decisions.feedback import Result
from lianxin.law.words import OrderState, Outcome, RequestType, TextKind
from lianxin.records.models import Event, OrderText, WorkOrder
from lianxin.records.numbers import next_identity
from tests.web.forms import WORDS, fill
from tests.web.town import (
    AGENT,
    CLERK,
    DISPATCHER,
    HOST,
    OTHER_CLERK,
    SUB_CLERK,
    SUB_UNIT,
    Town,
)

PIECE = {"HX-Request": "true"}
LABEL = re.compile(r"<[^>]+>")


def href(number: str, action: str) -> str:
    return f"/orders/{number}/act/{action}"


def words(html: str) -> str:
    """What a reader reads of a page."""
    return re.sub(r"\s+", " ", LABEL.sub(" ", html))


# ---- nothing typed is lost -------------------------------------------------------------------------------------------


def test_a_refused_act_keeps_every_word_and_says_what_to_do(town: Town) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    address = href(story.number, "feed_back")
    data = fill(client.get(address).content.decode(), outcome="done", findings="已更换灯具三盏。")
    story.do(CLERK, "delegate", unit=town.units[SUB_UNIT], instruction="请先核实。")
    answer = client.post(address, data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "已更换灯具三盏。" in page
    assert 'value="done" checked' in page
    assert 'role="alert"' in page
    assert story.order.state is OrderState.HANDLING


def test_a_missing_answer_is_said_at_its_field(town: Town) -> None:
    story, client = town.received(), town.client(DISPATCHER)
    address = href(story.number, "dispatch")
    answer = client.post(address, {"request_key": "k", "unit": "", "transfer": "路灯不亮，请维修。"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "路灯不亮，请维修。" in page
    assert re.search(r'id="unit-error">.*?请选择“承办单位”', page, re.DOTALL)
    assert re.search(r'id="unit"[^>]*aria-invalid="true"', page)


def test_a_refusal_about_one_field_is_said_there_too(town: Town) -> None:
    story, client = town.received().replied(), town.client(CLERK)
    address = href(story.number, "feed_back")
    data = fill(client.get(address).content.decode(), outcome="constrained", second_date="2020-01-01")
    answer = client.post(address, data)
    assert answer.status_code == 422
    assert re.search(r'id="second_date-error">.*?<span>.+?</span>', answer.content.decode(), re.DOTALL)


def test_a_made_up_choice_is_refused(town: Town) -> None:
    story, client = town.received(), town.client(DISPATCHER)
    for unit in ("999999", "abc", str(town.units["lishan.qingfeng.liuan"])):
        answer = client.post(href(story.number, "dispatch"), {"unit": unit, "transfer": WORDS})
        assert answer.status_code == 422, unit
    assert story.order.state is OrderState.REGISTERED


def test_the_browser_gets_pieces_and_is_led_back_by_a_header(town: Town) -> None:
    story, client = town.received().dispatched(), town.client(CLERK)
    address = href(story.number, "sign")
    dialog = client.get(address, headers=PIECE)
    assert "<html" not in dialog.content.decode()
    assert "hl-dialog-title" in dialog.content.decode()
    answer = client.post(address, fill(dialog.content.decode()), headers=PIECE)
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == f"/orders/{story.number}/"
    assert "X-Lianxin-Accepted" in answer.headers
    assert "HX-Request" in answer.headers["Vary"] or answer.headers["Cache-Control"] == "no-store"


def test_the_ids_of_a_form_in_the_dialog_are_its_own_also_when_it_comes_back(town: Town) -> None:
    address = href(town.received().number, "dispatch")
    client = town.client(DISPATCHER)
    opened = client.get(address, headers=PIECE | {"HX-Target": "hl-dialog-body"})
    back = client.post(address, {"request_key": "k", "unit": ""}, headers=PIECE | {"HX-Target": "dialog-form"})
    assert (opened.status_code, back.status_code) == (200, 422)
    for answer in (opened, back):
        form = answer.content.decode().split('id="dialog-form"')[1]
        assert 'for="dialog-unit"' in form
        ids = re.findall(r'\sid="([^"]+)"', form)
        assert ids
        assert [one for one in ids if not one.startswith("dialog-")] == []


def test_the_same_key_with_other_words_is_refused_and_the_form_gets_a_new_one(town: Town) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    address = href(story.number, "record_progress")
    data = fill(client.get(address).content.decode())
    assert client.post(address, data).status_code == 302
    answer = client.post(address, data | {"note": ["另一段进展。"]})
    assert answer.status_code == 409
    assert data["request_key"][0] not in answer.content.decode()
    assert "另一段进展。" in answer.content.decode()


def test_a_refusal_is_said_once_in_words_with_its_code_for_the_help_desk(town: Town) -> None:
    story = town.received().replied()
    address = href(story.number, "feed_back")
    data = fill(town.client(CLERK).get(address).content.decode(), outcome="done")
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已更换灯具。"))
    said = {
        "zh-hans": "工单当前状态不能进行此操作：待审核。",
        "en": "The order does not allow this in its present state: Fed back.",
    }
    for language, refusal in said.items():
        page = town.client(CLERK, language).post(address, data).content.decode()
        assert refusal in words(page)
        assert '<code translate="no">wrong_state</code>' in page
        assert "fed_back" not in page
        assert "现在提交会被退回" not in page
        assert "This would be refused" not in page


def test_whoever_loses_sight_of_the_order_is_led_home(town: Town) -> None:
    story, client = town.received(), town.client(AGENT)
    address = href(story.number, "declare_interest")
    answer = client.post(address, fill(client.get(address).content.decode()))
    assert answer.headers["Location"] == "/"


# ---- what will happen is said before ---------------------------------------------------------------------------------


def test_a_transfer_tells_its_dates_before_it_is_done(town: Town) -> None:
    story, client = town.received(), town.client(DISPATCHER)
    before = Event.objects.count()
    data = {"unit": str(town.units[HOST]), "transfer": ""}
    page = client.post(href(story.number, "dispatch") + "/preview", data, headers=PIECE).content.decode()
    assert "工单转为“办理中”" in page
    assert "市城市管理局" in page
    assert "第二十四条" in page
    assert "24:00" in page
    assert Event.objects.count() == before
    assert story.order.state is OrderState.REGISTERED


def test_signing_says_how_the_unit_then_stands(town: Town) -> None:
    story = town.received().dispatched()
    page = words(town.client(CLERK).get(href(story.number, "sign")).content.decode())
    assert "市城市管理局：转为“已签收”" in page
    assert "工单仍为" not in page


def test_a_delegate_is_told_that_its_feedback_goes_to_the_unit_above(town: Town) -> None:
    story = town.received().signed()
    to_centre = "反馈交热线中心审核"
    assert to_centre in town.client(CLERK).get(href(story.number, "feed_back")).content.decode()
    story.do(CLERK, "delegate", unit=town.units[SUB_UNIT], instruction="请先核实。").do(SUB_CLERK, "sign")
    page = town.client(SUB_CLERK).get(href(story.number, "feed_back")).content.decode()
    assert "反馈交上级承办单位" in page
    assert to_centre not in page


def test_a_preview_says_why_it_would_be_refused(town: Town) -> None:
    named = {"request_type": RequestType.TIP_OFF, "subject_unit": town.units[HOST]}
    story, client = town.received(**named), town.client(DISPATCHER)
    data = {"unit": str(town.units[HOST]), "transfer": WORDS}
    page = client.post(href(story.number, "dispatch") + "/preview", data, headers=PIECE).content.decode()
    assert "现在提交会被退回" in page
    assert "应当回避" in page


def test_a_preview_is_silent_while_a_choice_is_missing(town: Town) -> None:
    story, client = town.received(), town.client(DISPATCHER)
    page = client.post(href(story.number, "dispatch") + "/preview", {"transfer": WORDS}, headers=PIECE)
    assert words(page.content.decode()).strip() == ""


def test_a_preview_uses_up_no_order_number(town: Town) -> None:
    story, client = town.received(), town.client(DISPATCHER)
    address, day, orders = href(story.number, "split"), timezone.localdate(), WorkOrder.objects.count()
    data = fill(client.get(address).content.decode(), callers=["1"], request_type="help")
    first = next_identity(day)
    for _ in range(3):
        page = client.post(f"{address}/preview", data, headers=PIECE)
        assert "工单仍为“已受理”" in page.content.decode()
    assert next_identity(day).id == first.id + 1
    assert WorkOrder.objects.count() == orders


def test_a_destructive_act_names_the_order_on_its_button(town: Town) -> None:
    story, client = town.received().signed(), town.client(DISPATCHER)
    page = client.get(href(story.number, "recall")).content.decode()
    assert re.search(rf'class="btn btn-danger">收回 {story.number}', page)


# ---- two texts -------------------------------------------------------------------------------------------------------


def test_numbers_and_doors_in_a_text_for_transfer_have_to_be_looked_at(town: Town) -> None:
    story, client = town.received(), town.client(DISPATCHER)
    address = href(story.number, "dispatch")
    text = "柳岸小区 3 号楼 2 单元路灯不亮，联系人电话 13812345621。"
    data = fill(client.get(address).content.decode(), unit=str(town.units[HOST]), transfer=text)
    answer = client.post(address, data)
    assert answer.status_code == 422
    assert "13812345621" in answer.content.decode()
    assert "checked_text" in answer.content.decode()
    assert client.post(address, data | {"checked_text": ["on"]}).status_code == 302
    assert story.order.state is OrderState.HANDLING


# ---- secrecy ---------------------------------------------------------------------------------------------------------


def shown(client: Client, number: str, data: dict[str, str]) -> str:
    """What a request to unmask is answered with."""
    answer = client.post(f"/orders/{number}/reveal", data)
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode()


def test_a_field_is_shown_once_and_logged_with_its_purpose(town: Town) -> None:
    story, client = town.received(), town.client(AGENT)
    page = client.get(f"/orders/{story.number}/reveal", {"caller": "1", "field": "phone"}).content.decode()
    assert "13812345621" not in page
    data = fill(page, purpose="核实地点。")
    assert "13812345621" in shown(client, story.number, {name: values[0] for name, values in data.items()})
    event = Event.objects.filter(subject_kind="order", subject_id=story.id, name="reveal").get()
    assert event.payload["field"] == "phone"
    assert "13812345621" not in str(event.payload)
    assert OrderText.objects.filter(order=story.id, kind=TextKind.NOTE, content="核实地点。").exists()


def test_the_same_request_again_shows_nothing(town: Town) -> None:
    story, client = town.received(), town.client(AGENT)
    data = {"caller": "1", "field": "phone", "purpose": "核实地点。", "request_key": "page:once"}
    assert "13812345621" in shown(client, story.number, data)
    again = client.post(f"/orders/{story.number}/reveal", data)
    assert again.status_code == 409
    assert "13812345621" not in again.content.decode()
    assert Event.objects.filter(subject_kind="order", subject_id=story.id, name="reveal").count() == 1


def test_without_a_purpose_nothing_is_shown(town: Town) -> None:
    story, client = town.received(), town.client(AGENT)
    answer = client.post(f"/orders/{story.number}/reveal", {"caller": "1", "field": "name", "purpose": " "})
    assert answer.status_code == 422
    assert "王小明" not in answer.content.decode()


def test_a_unit_never_sees_who_called_on_a_secret_order(town: Town) -> None:
    story = town.received(request_type=RequestType.TIP_OFF, subject_person="某摊主").signed()
    client = town.client(CLERK)
    for field in ("name", "phone", "account"):
        answer = client.post(f"/orders/{story.number}/reveal", {"caller": "1", "field": field, "purpose": WORDS})
        assert answer.status_code == 403, field
        assert "13812345621" not in answer.content.decode()
        assert "王小明" not in answer.content.decode()
    for action in ("reply", "record_progress", "feed_back"):
        page = client.get(href(story.number, action)).content.decode()
        assert "王" not in words(page), action
    ways = client.get(href(story.number, "reply")).content.decode()
    assert 'value="visit"' not in ways


def test_the_host_sees_a_masked_name_and_never_the_account(town: Town) -> None:
    story, client = town.received().signed(), town.client(CLERK)
    page = client.get(href(story.number, "reply")).content.decode()
    assert "王**" in page
    assert "王小明" not in page
    answer = client.post(f"/orders/{story.number}/reveal", {"caller": "1", "field": "account", "purpose": WORDS})
    assert answer.status_code == 422


def test_strangers_and_unknown_numbers_get_the_same_answer(town: Town) -> None:
    story, client = town.received().signed(), town.client(OTHER_CLERK)
    for action in ("sign", "reply", "feed_back"):
        real = client.get(href(story.number, action))
        unknown = client.get(href("20200101-00001-1", action))
        assert real.status_code == unknown.status_code == 404
        assert words(real.content.decode()) == words(unknown.content.decode())
        assert client.post(href(story.number, action), {}).status_code == 404
    assert client.get(f"/orders/{story.number}/reveal").status_code == 404
    assert client.get(f"/orders/{story.number}/act/attach").status_code == 404


# ---- several at once -------------------------------------------------------------------------------------------------


def test_several_orders_are_signed_at_once_and_each_refusal_is_said(town: Town) -> None:
    one, two, done = town.received().dispatched(), town.received().dispatched(), town.received().signed()
    client = town.client(CLERK)
    numbers = [one.number, two.number, done.number]
    answer = client.post("/orders/act", {"action": "sign", "order": numbers})
    assert answer.status_code == 302
    assert {one.order.assignments.get().state.value, two.order.assignments.get().state.value} == {"signed"}
    said = " ".join(str(message) for message in messages_of(client))
    assert "已办理 2 件" in said
    assert done.number in said


def messages_of(client: Client) -> list[object]:
    """What the next page will say."""
    answer = client.get("/orders/receive", follow=True)
    return list(answer.context["messages"]) if answer.context and "messages" in answer.context else []


def test_what_an_act_on_several_needs_is_asked_first(town: Town) -> None:
    one, two = town.received().signed(), town.received().signed()
    client = town.client(CLERK)
    page = client.post("/orders/act", {"action": "delegate", "order": [one.number, two.number]}).content.decode()
    assert one.number in page
    data = fill(page, unit=str(town.units[SUB_UNIT]))
    assert client.post("/orders/act", data).status_code == 302
    units = set(WorkOrder.objects.filter(pk__in=[one.id, two.id]).values_list("assignments__unit__code", flat=True))
    assert units == {HOST, SUB_UNIT}


def test_an_act_on_several_comes_back_with_errors_as_its_form_alone(town: Town) -> None:
    """The browser puts the answer in the place of the form: a whole page would stand inside itself."""
    one, client = town.received().signed(), town.client(CLERK)
    page = client.post("/orders/act", {"action": "delegate", "order": [one.number]}).content.decode()
    answer = client.post("/orders/act", fill(page, unit=""), headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.lstrip().startswith('<form class="hl-form"')
    assert "</main>" not in html


def test_only_acts_that_ask_the_same_of_all_are_done_on_several(town: Town) -> None:
    story, client = town.received(), town.client(DISPATCHER)
    assert client.post("/orders/act", {"action": "recall", "order": [story.number]}).status_code == 404


def test_choosing_nothing_is_said(town: Town) -> None:
    client = town.client(CLERK)
    assert client.post("/orders/act", {"action": "sign"}).status_code == 302
