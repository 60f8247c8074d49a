"""Numbers of callers reach no unit: every text and file name that a unit reads is looked at before it goes there."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lianxin.actions import CallerEntry
from lianxin.law.words import OrderState, RequestType
from lianxin.records.models import WorkOrder
from tests.web.forms import fill
from tests.web.test_intake import PIECE, filled, newest
from tests.web.town import AGENT, CLERK, HOST, Town

TICKED = {"checked_text": ["on"]}
NUMBER = "13900001111"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.mark.parametrize(("name", "label"), [("title", "标题"), ("address", "事发地址")])
def test_a_number_in_title_or_address_is_shown_before_it_goes_out(town: Town, name: str, label: str) -> None:
    client, before = town.client(AGENT), WorkOrder.objects.count()
    data = filled(town, **{name: f"柳岸小区北门 {NUMBER}"})
    page = client.post("/orders/receive/preview", data, headers=PIECE).content.decode()
    assert f"{label}中可能有：电话号码“{NUMBER}”" in page
    answer = client.post("/orders/receive", data)
    assert answer.status_code == 422
    assert f"{label}中可能有：电话号码“{NUMBER}”" in answer.content.decode()
    assert WorkOrder.objects.count() == before
    assert client.post("/orders/receive", data | TICKED).status_code == 302


def test_what_waits_for_the_dispatcher_is_looked_at_too(town: Town) -> None:
    client = town.client(AGENT)
    data = filled(town, title=f"路灯不亮 {NUMBER}", disposition="queue", queue_note="请转办")
    assert client.post("/orders/receive", data).status_code == 422
    answered = filled(town, title=f"路灯不亮 {NUMBER}", disposition="answer", answer_content="已告知来电人。")
    assert client.post("/orders/receive", answered).status_code == 302


def test_who_is_complained_of_may_be_named_but_not_with_a_number(town: Town) -> None:
    client, data = town.client(AGENT), filled(town, request_type="complain", subject_person="营业员王建国")
    assert client.post("/orders/receive", data).status_code == 302
    numbered = filled(town, request_type="complain", subject_person=f"营业员王建国 {NUMBER}")
    page = client.post("/orders/receive", numbered).content.decode()
    assert f"被反映人员中可能有：电话号码“{NUMBER}”" in page
    assert "姓名“" not in page


def test_the_number_of_a_house_is_what_an_address_is_for(town: Town) -> None:
    client = town.client(AGENT)
    data = filled(town, address="柳岸路 5 号 2 单元 301")
    assert client.post("/orders/receive", data).status_code == 302
    secret = filled(town, address="柳岸路 5 号 2 单元 301", wishes=["secret"])
    assert "事发地址中可能有：门牌号" in client.post("/orders/receive", secret).content.decode()
    assert client.post("/orders/receive", secret | TICKED).status_code == 302


@pytest.mark.parametrize("given", [{"request_type": "tip_off", "accusation": "no"}, {"wishes": ["secret"]}])
@pytest.mark.parametrize("number", [NUMBER, "110101199003071234"])
def test_no_tick_lets_a_number_out_of_what_is_secret(town: Town, given: dict[str, str], number: str) -> None:
    client = town.client(AGENT)
    given = {**given, "subject_person": "路边摊主"} if "request_type" in given else given
    for name, label in (("title", "标题"), ("address", "事发地址"), ("dispatch_transfer", "转办内容")):
        data = filled(town, **given, **{name: f"北门 {number}"})
        answer = client.post("/orders/receive", data | TICKED)
        assert answer.status_code == 422, name
        assert f"此件对承办单位保密，{label}中不能有" in answer.content.decode()
    assert client.post("/orders/receive", filled(town, **given) | TICKED).status_code == 302
    assert newest().secret


def test_nor_the_name_of_who_called(town: Town) -> None:
    data = filled(town, wishes=["secret"], title="孙小美家门前路灯不亮")
    answer = town.client(AGENT).post("/orders/receive", data | TICKED)
    assert answer.status_code == 422
    assert "不能有姓名“孙小美”" in answer.content.decode()


def test_whom_a_tip_is_about_is_for_the_centre_alone_and_may_have_a_number(town: Town) -> None:
    data = filled(town, request_type="tip_off", accusation="no", subject_person=f"王某 {NUMBER}")
    assert town.client(AGENT).post("/orders/receive", data).status_code == 302


def test_a_secret_order_is_not_dispatched_with_a_number(town: Town) -> None:
    entry = CallerEntry(name="路晓", phone="13712340009", secret=True)
    story = town.received(caller=entry, request_type=RequestType.HELP)
    client, href = town.client("sunqian"), f"/orders/{story.number}/act/dispatch"
    data = fill(client.get(href).content.decode(), unit=str(town.units[HOST]), transfer=f"请联系 {NUMBER}。")
    answer = client.post(href, data | TICKED)
    assert answer.status_code == 422
    assert "此件对承办单位保密，转办内容中不能有" in answer.content.decode()
    assert story.order.state is OrderState.REGISTERED


def test_what_a_caller_adds_is_looked_at(town: Town) -> None:
    story = town.received().signed()
    client, href = town.client(AGENT), f"/orders/{story.number}/act/supplement"
    data = fill(client.get(href).content.decode(), text=f"又有两盏不亮，电话 {NUMBER}。")
    answer = client.post(href, data)
    assert answer.status_code == 422
    assert f"续报内容中可能有：电话号码“{NUMBER}”" in answer.content.decode()
    assert client.post(href, data | TICKED).status_code == 302


def test_a_file_that_units_see_does_not_bear_a_number(town: Town) -> None:
    story = town.received().signed()
    for username in (AGENT, CLERK):
        client, href = town.client(username), f"/orders/{story.number}/act/attach"
        key = fill(client.get(href).content.decode())["request_key"][0]
        for restricted, status in (("no", 422), ("yes", 302)):
            file = SimpleUploadedFile(f"{NUMBER}来电录屏.png", PICTURE, "image/png")
            answer = client.post(
                href, {"request_key": f"{key}{restricted}", "new_files": file, "restricted": restricted}
            )
            assert answer.status_code == status
    assert list(story.order.attachments.values_list("restricted", flat=True)) == [True, True]


def test_the_form_says_what_the_unit_sees(town: Town) -> None:
    page = town.client(AGENT).get("/orders/receive").content.decode()
    assert "承办单位会看到标题、地址、附件名和这一段" in page
    assert "只看到这一段" not in page
