"""Receiving a matter: the whole page from the first word to the unit that gets it."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lianxin import actions
from lianxin.law.refusals import Refused
from lianxin.law.words import ClosedAs, OrderState, RequestType, Role, TextKind, UnitKind
from lianxin.records.files import place_of
from lianxin.records.models import Attachment, Event, OrderText, Person, Topic, WorkOrder
from lianxin.records.people import identity
from lianxin.records.rules import current_rules
from tests.pictures.samples import photograph
from tests.web.forms import fill
from tests.web.town import AGENT, CALLBACK_CLERK, CLERK, DISPATCHER, HOST, SHIFT_LEADER, Town

PIECE = {"HX-Request": "true"}
JPEG = photograph()
ACCOUNT = "来电人反映柳岸小区北门三盏路灯不亮已有一周，要求维修。"


def filled(town: Town, **given: str | list[str]) -> dict[str, Any]:
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


def test_a_place_is_found_by_its_pinyin_without_apostrophes(town: Town) -> None:
    page = town.client(AGENT).get("/orders/receive").content.decode()
    place = re.search(r'<option value="990102001001"[^>]*>', page)
    assert place is not None
    assert "Liuan" in place.group()


def test_the_page_asks_in_the_order_of_a_call(town: Town) -> None:
    page = town.client(AGENT).get("/orders/receive").content.decode()
    places = [page.index(f'name="{name}"') for name in (
        "request_type", "title", "account", "subject_unit", "address", "topic", "caller_kind", "caller_name",
        "caller_phone", "wishes", "disposition", "dispatch_unit", "dispatch_transfer",
    )]  # fmt: skip
    assert places == sorted(places)
    assert page.index('class="hl-preview-place"') > places[-1]


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
    page = town.client(AGENT).post("/calls/caller", {"caller_phone": "137 1111 2222"}, headers=PIECE)
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


def test_suggested_units_say_on_what_they_rest(town: Town) -> None:
    topic = Topic.objects.filter(name_zh__contains="路灯").values_list("code", flat=True)[0]
    data = {"request_type": "help", "topic": topic}
    page = town.client(AGENT).post("/orders/receive/beside", data, headers=PIECE).content.decode()
    unit = re.findall(r'data-suggest="(\d+)"', page)[0]
    row = current_rules().catalogue_at(timezone.now()).named(topic, None, RequestType.HELP)
    assert row is not None
    assert int(unit) == row.unit
    assert row.code in page
    assert "选定事项归类后" in town.client(AGENT).post("/orders/receive/beside", {}, headers=PIECE).content.decode()


def test_vendor_staff_have_the_unit_of_the_catalogue_without_choosing(town: Town) -> None:
    vendor = next(
        name for name, row in town.offices.items() if row.role is Role.AGENT and row.unit.kind is UnitKind.VENDOR
    )
    topic = Topic.objects.filter(name_zh__contains="路灯").values_list("code", flat=True)[0]
    data = filled(town, topic=topic) | {"dispatch_unit": [""]}
    assert town.client(vendor).post("/orders/receive", data).status_code == 302
    row = current_rules().catalogue_at(timezone.now()).named(topic, None, RequestType.HELP)
    assert row is not None
    assert newest().host_unit_id == row.unit


def test_a_text_for_transfer_that_was_left_out_begins_as_the_account(town: Town) -> None:
    before = WorkOrder.objects.count()
    answer = town.client(AGENT).post("/orders/receive", filled(town) | {"dispatch_transfer": [""]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'name="dispatch_transfer"[^>]*>{ACCOUNT}</textarea>', page)
    assert WorkOrder.objects.count() == before


def test_flags_are_places_and_no_words(town: Town) -> None:
    text = "𠮷家的路灯：家住6号楼302室的王女士，电话13711112222。"
    data = filled(town, caller_name="王小明") | {"dispatch_transfer": [text]}
    answer = town.client(AGENT).post("/orders/receive/flags", data)
    found = answer.json()
    marked = {text[one["start"] : one["end"]]: one for one in found["places"]}
    assert set(marked) == {"6号楼302室", "王女士", "13711112222"}
    assert not found["secret"]
    assert not any(word in answer.content.decode() for word in marked)
    secret = town.client(AGENT).post("/orders/receive/flags", data | {"wishes": ["secret"]}).json()
    barred = {text[one["start"] : one["end"]] for one in secret["places"] if one["barred"]}
    assert (secret["secret"], barred) == (True, {"13711112222"})


def drafts(page: str) -> str:
    """The list of drafts on the intake page."""
    return "".join(re.findall(r'<details class="hl-drafts">.*?</details>', page, re.DOTALL))


def test_what_was_written_goes_along_when_the_matter_joins_an_order(town: Town) -> None:
    story = town.received(title="柳岸小区北门路灯不亮").dispatched()
    client = town.client(AGENT)
    href = f"/orders/receive/into/{story.number}/add_caller"
    intake = filled(town, wishes=["secret"], caller_phone="13711113333")
    answer = client.post(href, intake)
    slot = intake["draft_slot"][0]
    assert answer.headers["Location"] == f"/orders/{story.number}/act/add_caller?intake={slot}"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "13711113333" in page
    assert ACCOUNT in page
    assert f'name="cancelled_to" value="/orders/receive?draft={slot}"' in page, (
        "who changes their mind goes back to the intake form"
    )
    assert "13711113333" not in town.client(SHIFT_LEADER).get(answer.headers["Location"]).content.decode()
    assert client.post(f"/orders/receive/into/{story.number}/close", filled(town)).status_code == 404
    joined = client.post(answer.headers["Location"], fill(page))
    assert joined.headers["Location"] == "/orders/receive", "not to an order that is another's (R27)"
    assert story.order.callers.get(serial=2).secret
    assert re.search(r"\d{3} \d{3}", client.get("/orders/receive").content.decode()), "the query code to be read out"


def test_what_joined_an_order_is_no_draft_of_an_intake_any_more(town: Town) -> None:
    story = town.received(title="柳岸小区北门路灯不亮").dispatched()
    client = town.client(AGENT)
    intake = filled(town, title="路灯灭了三盏", caller_phone="13711114444")
    asked = client.post(f"/orders/receive/into/{story.number}/add_caller", intake)
    assert "路灯灭了三盏" in drafts(client.get("/orders/receive").content.decode()), "nothing has been handed in yet"
    form = client.get(asked.headers["Location"]).content.decode()
    client.post(asked.headers["Location"], fill(form))
    assert "路灯灭了三盏" not in drafts(client.get("/orders/receive").content.decode())
    late = client.post("/drafts", intake | {"draft_form": ["/orders/receive"]}, headers={"Accept": "application/json"})
    assert late.json()["saved_at"] is None, "words that come late make no draft either"
    again = client.post("/orders/receive", intake)
    assert again.status_code == 409
    assert client.post("/orders/receive", fill(again.content.decode())).status_code == 302, "a matter of its own"


# ---- files -----------------------------------------------------------------------------------------------------------


def test_what_the_caller_gives_is_part_of_the_order_from_its_first_moment(town: Town) -> None:
    client, picture = town.client(AGENT), SimpleUploadedFile("坑洞.jpg", JPEG)
    form = filled(town)
    for _ in range(2):
        picture.seek(0)
        assert client.post("/orders/receive", form | {"new_files": picture}).status_code == 302
    order = newest()
    (file,) = Attachment.objects.filter(order=order)
    assert (file.name, file.sequence, file.restricted) == ("坑洞.jpg", 1, True)
    event = Event.objects.get(subject_id=order.pk, sequence=1)
    assert event.name == "receive"
    assert [one["size"] for one in event.payload["files"]] == [len(JPEG)]
    assert "坑洞" not in str(event.payload)


def test_files_stay_with_a_form_that_comes_back_and_a_program_is_named(town: Town) -> None:
    client = town.client(AGENT)
    wrong = client.post("/orders/receive", filled(town, title="") | {"new_files": SimpleUploadedFile("a.jpg", JPEG)})
    assert wrong.status_code == 422
    again = wrong.content.decode()
    (key,) = re.findall(r'name="files" value="([0-9a-f]{32})" checked', again)
    assert re.search(r'<details class="hl-intake-more" open', again), "what is there is seen"
    refused = client.post(
        "/orders/receive", fill(again, account="") | {"new_files": SimpleUploadedFile("看.jpg", b"MZ" + b"\0" * 80)}
    )
    assert refused.status_code == 422
    assert f'value="{key}" checked' in refused.content.decode()
    form = fill(refused.content.decode(), title="路灯不亮", account=ACCOUNT)
    assert client.post("/orders/receive", form).status_code == 302
    assert [one.name for one in Attachment.objects.filter(order=newest())] == ["a.jpg"]


def test_a_refused_transfer_files_nothing_and_keeps_what_was_sent(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    client, before = town.client(AGENT), WorkOrder.objects.count()

    def refuse(*_: object, **__: object) -> actions.Done:
        raise Refused("barred_unit")

    monkeypatch.setitem(actions.ACTIONS, "dispatch", refuse)
    answer = client.post("/orders/receive", filled(town) | {"new_files": SimpleUploadedFile("a.jpg", JPEG)})
    assert (answer.status_code, WorkOrder.objects.count()) == (422, before)
    (key,) = re.findall(r'name="files" value="([0-9a-f]{32})" checked', answer.content.decode())
    assert not place_of(f"{key[:2]}/{key}").exists()


def test_files_go_along_to_the_order_that_is_there_already_and_back(town: Town) -> None:
    client, story = town.client(AGENT), town.received().dispatched()
    way = f"/orders/receive/into/{story.number}/add_caller"
    intake = filled(town, caller_phone="13711115555") | {"new_files": SimpleUploadedFile("a.jpg", JPEG)}
    asked = client.post(way, intake)
    form = client.get(asked.headers["Location"]).content.decode()
    (key,) = re.findall(r'name="files" value="([0-9a-f]{32})" checked', form)
    left = client.get(f"/orders/receive?draft={intake['draft_slot'][0]}").content.decode()
    assert f'value="{key}" checked' in left
    assert client.post(asked.headers["Location"], fill(form)).status_code == 302
    file = Attachment.objects.get(order=story.id)
    assert Event.objects.get(subject_id=story.id, sequence=file.sequence).name == "add_caller"


def test_a_draft_says_when_its_file_is_not_there_any_more(town: Town) -> None:
    client, form = town.client(AGENT), filled(town)
    client.post("/drafts", form | {"draft_form": ["/orders/receive"], "files": [uuid.uuid4().hex]})
    page = client.get(f"/orders/receive?draft={form['draft_slot'][0]}").content.decode()
    assert "有文件已过期，请重新选择" in page
    assert ACCOUNT in page


# ---- minors (R32) ----------------------------------------------------------------------------------------------------


def test_r32_a_childs_matter_is_secret_and_says_how_the_child_wants_to_be_called_back(town: Town) -> None:
    client = town.client(AGENT)
    form = filled(town, wishes=["minor"], caller_callback_wish="周六上午打给外婆，不打给父亲。", disposition="queue")
    assert client.post("/orders/receive", form).status_code == 302
    order = newest()
    assert order.secret
    (wish,) = OrderText.objects.filter(order=order, kind=TextKind.WISH)
    assert (wish.content, wish.private, wish.caller) == ("周六上午打给外婆，不打给父亲。", True, 1)
    adult = filled(town, disposition="queue") | {"caller_callback_wish": ["随便"]}
    client.post("/orders/receive", adult)
    assert not OrderText.objects.filter(order=newest(), kind=TextKind.WISH).exists()


def test_r32_who_calls_a_child_back_reads_how_the_child_wants_it(town: Town) -> None:
    child = actions.CallerEntry(name="孙小美", phone="13711116666", minor=True, callback_wish="只发文字，不打电话。")
    story = town.received(caller=child).examined()
    form = town.client(CALLBACK_CLERK).get(f"/orders/{story.number}/act/call_back").content.decode()
    assert "来电人要求：只发文字，不打电话。" in form
    unit = town.client(CLERK).get(f"/orders/{story.number}/").content.decode()
    assert "只发文字" not in unit, "for the centre alone"


def test_r32_harm_to_a_child_goes_to_police_or_civil_affairs_at_once_and_nowhere_else(town: Town) -> None:
    client, before = town.client(AGENT), WorkOrder.objects.count()
    for disposition in ("queue", "dispatch"):
        given = {"dispatch_unit": str(town.units[HOST]), "dispatch_transfer": "请核实。"}
        more = given if disposition == "dispatch" else {}
        refused = client.post("/orders/receive", filled(town, minor_harmed="yes", disposition=disposition, **more))
        assert refused.status_code in (409, 422)
        assert "立即转公安机关或者民政部门" in refused.content.decode()
    other = filled(town, minor_harmed="yes", disposition="hand_over", hand_over_service="119")
    assert client.post("/orders/receive", other).status_code in (409, 422)
    assert WorkOrder.objects.count() == before
    for service in ("110", "civil_affairs"):
        form = filled(town, minor_harmed="yes", disposition="hand_over", hand_over_service=service)
        assert client.post("/orders/receive", form).status_code == 302
        assert newest().closed_as is ClosedAs.HANDED_OVER
    assert "minor_harmed" in newest().flags


def test_joining_is_offered_once_and_beside_no_link_to_the_order(town: Town) -> None:
    story = town.received(address="南园路 12 号院门前", title="院门前井盖破损").dispatched()
    page = town.client(AGENT).post("/orders/receive/beside", {"address": "南园路 12 号院门前"}, headers=PIECE)
    beside = page.content.decode()
    assert story.number in beside
    assert "add_caller" not in beside
    column = town.client(AGENT).post("/calls/caller", {"address": "南园路 12 号院门前"}, headers=PIECE)
    assert f'formaction="/orders/receive/into/{story.number}/add_caller"' in column.content.decode()


def test_every_type_has_words_to_begin_with(town: Town) -> None:
    page = town.client(AGENT).get("/orders/receive").content.decode()
    (held,) = re.findall(r'<script id="hl-skeletons" type="application/json">(.*?)</script>', page, re.DOTALL)
    found = json.loads(held)
    assert any(one["topic"] is None and one["request_type"] is None for one in found)
    assert {"complain", "consult"} <= {one["request_type"] for one in found}


def test_a_further_matter_of_the_same_call_knows_who_calls(town: Town) -> None:
    client = town.client(AGENT)
    answer = client.post("/orders/receive", filled(town, wishes=["secret"]) | {"again": ["yes"]})
    assert answer.headers["Location"].startswith("/orders/receive?draft=")
    first, page = newest(), client.get(answer.headers["Location"]).content.decode()
    assert f"已受理，工单号 {first.number}" in page
    assert "请读给来电人并请其记下" in page
    data = fill(page, request_type="consult", account="另问：灵活就业人员如何参保？", disposition="queue")
    assert data["caller_phone"] == ["13711112222"]
    assert data["wishes"] == ["secret"]
    assert "title" not in data
    assert client.post("/orders/receive", data).status_code == 302
    second = newest()
    assert second.pk != first.pk
    assert second.callers.get().person_id == first.callers.get().person_id
