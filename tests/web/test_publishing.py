"""What the hotline makes public, by plain pages and posts: figures, cases, rules, data, opinions (Art. 33, 37)."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from lianxin import actions
from lianxin.actions._door import Door
from lianxin.actions._opinions import OpinionEntry
from lianxin.actions._tries import MOST_FOR_NUMBER
from lianxin.actions.answer_hotline_opinion import answer_hotline_opinion
from lianxin.actions.count_month import count_month
from lianxin.actions.forget_hotline_opinion import forget_hotline_opinion
from lianxin.actions.give_hotline_opinion import give_hotline_opinion
from lianxin.jobs.deliver import deliver
from lianxin.jobs.housekeeping import forget_opinion_writers
from lianxin.jobs.turn import Turn
from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.decisions.callers import NewWishes
from lianxin.law.publishing import MOST_OPINIONS_A_DAY
from lianxin.law.refusals import Refused
from lianxin.law.words import AddressKind, DeliveryState, HotlineOpinionState, OverlayKind, Role, TypicalCaseState
from lianxin.messaging.port import Message
from lianxin.records.models import (
    CitizenMessage,
    CodeAttempt,
    Event,
    HotlineOpinion,
    HotlineOpinionText,
    OrderCaller,
    Overlay,
    Person,
    TypicalCase,
    TypicalCaseText,
    WorkOrder,
)
from lianxin.records.people import vault
from lianxin.records.verification import verify_everything
from lianxin.web.portal.opinions import giving
from tests.web.town import AGENT, EXAMINER, HEAD, SHIFT_LEADER, SUPERVISOR, Story, Town, lately

EDITOR, INSPECTOR = "huangfan", "zhujiahe"
MONTH = lately().date().replace(day=1)
TITLE = "小区路灯三天修好"
BODY = "市民反映小区北门路灯不亮。市政单位当日核实，更换灯具，夜间照明恢复。"
OPINION = "晚上八点以后要等十分钟才有人接听，希望增加坐席。"


class Way:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[Message] = []

    def send(self, message: Message) -> None:
        self.sent.append(message)


def read(client: Client, address: str, **asked: Any) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200, (address, answer.status_code)
    return html.unescape(answer.content.decode())


def post(client: Client, address: str, **given: Any) -> Any:
    return client.post(address, {"request_key": uuid.uuid4().hex, **given})


def alone(client: Client, address: str) -> bool:
    """Whether a form that came back is the form alone: the browser puts it where the form stood."""
    answer = client.post(address, {"request_key": uuid.uuid4().hex}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    return answer.content.decode().lstrip().startswith("<form")


def written(town: Town, story: Story | None = None, **more: Any) -> TypicalCase:
    story = story or town.received().closed()
    answer = post(town.client(EDITOR), f"/cases/write/{story.number}", **({"title": TITLE, "body": BODY} | more))
    assert answer.status_code == 302, html.unescape(answer.content.decode())
    return TypicalCase.objects.get(order=story.id)


def published(town: Town, story: Story | None = None) -> TypicalCase:
    row = written(town, story)
    assert post(town.client(HEAD), f"/cases/{row.pk}/publish_case").status_code == 302
    row.refresh_from_db()
    return row


# ---- figures and data ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def orders(town: Town) -> Town:
    """Six orders that were closed, and two on another topic that go on."""
    for _ in range(6):
        town.received(at=lately(), topic="0309", division="990101001").closed()
    for _ in range(2):
        town.received(at=lately(), topic="0401", division="990101001").signed()
    return town


@pytest.fixture
def frozen(orders: Town) -> Iterator[Town]:
    """A month that is frozen; taken back behind the test, for nothing else could thaw it."""
    with transaction.atomic():
        assert count_month(MONTH, now=timezone.now() + dt.timedelta(days=60), freeze_days=5)
        yield orders
        transaction.set_rollback(True)


def test_before_any_month_is_frozen_the_pages_say_so_and_no_open_month_is_public(town: Town) -> None:
    town.received(at=lately())
    with transaction.atomic():
        assert count_month(MONTH, now=timezone.now(), freeze_days=5)
        for address in ("/portal/figures/", "/portal/figures/units"):
            assert "还没有可以公开的月份" in read(Client(), address)
            assert Client().get(address, {"month": f"{MONTH:%Y-%m}"}).status_code in (200, 404)
        assert "文件里只有列名" in read(Client(), "/portal/data/")
        rows = Client().get("/portal/data/matters.csv").content.decode("utf-8-sig").splitlines()
        assert len(rows) == 1
        transaction.set_rollback(True)


def test_a_frozen_month_is_read_with_numerator_denominator_and_definition(frozen: Town) -> None:
    page = re.sub(r"<[^>]+>", " ", read(Client(), "/portal/figures/"))
    assert re.search(r"受理的诉求\s+\d+\s+件", page)
    assert "城市管理" in page
    assert "清泉区" in page
    for words in ("回复率", "按时反馈率", "解决率", "结果满意率", "态度满意率", "分子", "分母", "依据"):
        assert words in page
    assert re.search(r"解决率\s+100\.00%\s+\d+ / \d+", page)
    assert Client().get("/portal/figures/", {"month": "1999-01"}).status_code == 404
    assert frozen


def test_a_small_number_is_shown_nowhere_and_it_is_said_why(frozen: Town) -> None:
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", read(Client(), "/portal/figures/")))
    assert re.search(r"居民生活 不显示", page)
    assert "少于 5 件的数字不显示" in page
    units = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", read(Client(), "/portal/figures/units")))
    assert "不是排名" in units
    assert frozen


def test_units_stand_in_the_citys_own_order_however_well_they_did(frozen: Town) -> None:
    names = re.findall(r'<th scope="row">([^<]+)</th>', read(Client(), "/portal/figures/units"))
    order = list(
        WorkOrder.objects.filter(host_unit__isnull=False).values_list("host_unit__name_zh", "host_unit_id").distinct()
    )
    known = [name for name, _ in sorted(order, key=lambda one: one[1]) if name in names]
    assert [name for name in names if name in known] == known
    assert known
    assert frozen


def test_open_data_is_csv_with_its_mark_json_and_a_dictionary_that_names_every_column(frozen: Town) -> None:
    answer = Client().get("/portal/data/matters.csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    cells = {
        (row["topic_code"], row["district_code"]): row["received"] for row in rows if row["month"] == f"{MONTH:%Y-%m}"
    }
    assert cells["04", "990101"] == "*"
    assert all(count == "*" or int(count) >= 5 for count in cells.values())
    whole = json.loads(Client().get("/portal/data/matters.json").content)
    assert {one["received"] for one in whole["records"] if one["hidden"]} == {None}
    assert whole["licence"]["en"]
    described = json.loads(Client().get("/portal/data/dictionary.json").content)["columns"]
    for code in ("matters", "figures", "units", "consultations"):
        names = next(csv.reader(io.StringIO(Client().get(f"/portal/data/{code}.csv").content.decode("utf-8-sig"))))
        assert names == [one["column"] for one in described if one["file"] == code]
        page = read(Client(), "/portal/data/")
        assert all(f"<code>{name}</code>" in page for name in names)
    assert all(one["meaning_zh"] and one["meaning_en"] and one["source"] for one in described)
    assert frozen


def test_a_file_that_is_known_already_is_answered_in_short(frozen: Town) -> None:
    first = Client().get("/portal/data/figures.json")
    assert first["Cache-Control"] == "public, max-age=3600"
    again = Client().get("/portal/data/figures.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get("/portal/data/nothing.csv").status_code == 404
    assert frozen


# ---- rules -----------------------------------------------------------------------------------------------------------


def test_the_rules_are_those_in_force_each_with_its_article(town: Town) -> None:
    assert town
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", read(Client(), "/portal/rules")))
    assert "全天 24 小时人工接听" in page
    assert re.search(r"单位多久答复您 5 个工作日 全部 \S*第二十四条", page)
    assert re.search(r"办结后多少天内可以要求重新办理 30 全部 本市工作规范 R66", page)
    assert re.search(r"对热线的意见多久答复 5 个工作日 全部 本市工作规范 R17", page)
    assert re.search(r"受理后多久转交 30 分钟 来源电话", page)
    for jargon in ("工单", "承办单位"):
        assert jargon not in page


# ---- typical cases ---------------------------------------------------------------------------------------------------


def test_a_case_is_written_by_one_published_by_another_and_withdrawn_at_once(town: Town) -> None:
    row = written(town)
    assert row.state is TypicalCaseState.AWAITING
    assert TITLE not in read(Client(), "/portal/cases/")
    assert post(town.client(EDITOR), f"/cases/{row.pk}/publish_case").status_code == 403
    assert TITLE in read(town.client(HEAD), f"/cases/{row.pk}")
    assert post(town.client(HEAD), f"/cases/{row.pk}/publish_case").status_code == 302
    assert TITLE in read(Client(), "/portal/cases/")
    page = read(Client(), f"/portal/cases/{row.pk}")
    assert BODY in page
    assert row.order.number not in page
    assert post(town.client(EDITOR), f"/cases/{row.pk}/withdraw_case", reason="").status_code == 422
    assert alone(town.client(EDITOR), f"/cases/{row.pk}/withdraw_case")
    assert post(town.client(EDITOR), f"/cases/{row.pk}/withdraw_case", reason="表述有误。").status_code == 302
    assert TITLE not in read(Client(), "/portal/cases/")
    assert Client().get(f"/portal/cases/{row.pk}").status_code == 404


def test_each_flagged_place_is_shown_and_has_to_be_removed_or_confirmed(town: Town) -> None:
    story = town.received().closed()
    body = "市民反映清风街道幸福路 8 号的路灯不亮，市政单位经理张建国到场修好。"
    address, client = f"/cases/write/{story.number}", town.client(EDITOR)
    answer = post(client, address, title=TITLE, body=body)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert body in page
    found = re.findall(r'name="confirmed" value="([^"]+)"', page)
    assert len(found) == 2
    assert not TypicalCase.objects.filter(order=story.id).exists()
    assert post(client, address, title=TITLE, body=body, confirmed=found[:1]).status_code == 422
    assert post(client, address, title=TITLE, body=body.replace("张建国", "王志强"), confirmed=found).status_code == 422
    assert post(client, address, title=TITLE, body=body, confirmed=found).status_code == 302
    assert sum(TypicalCase.objects.get(order=story.id).confirmed.values()) == 2


def test_what_tells_the_caller_can_be_confirmed_by_nobody(town: Town) -> None:
    story = town.received().closed()
    for telling in ("王小明反映路灯不亮，已修好。", "来电号码 138 1234 5621，路灯已修好。"):
        answer = post(
            town.client(EDITOR),
            f"/cases/write/{story.number}",
            title=TITLE,
            body=telling,
            confirmed=["王小明", "138 1234 5621"],
        )
        assert answer.status_code == 422
        assert "不能公开" in html.unescape(answer.content.decode())


def test_no_case_comes_of_a_secret_order_a_tip_off_or_one_that_goes_on(town: Town) -> None:
    secret = town.received(caller=actions.CallerEntry(name="王小明", phone="13812345621", secret=True)).closed()
    for story in (secret, town.received().signed()):
        answer = post(town.client(EDITOR), f"/cases/write/{story.number}", title=TITLE, body=BODY)
        assert answer.status_code == 409
        assert not TypicalCase.objects.filter(order=story.id).exists()


def test_a_case_whose_order_becomes_secret_is_shown_no_more(town: Town) -> None:
    story = town.received().closed()
    row = published(town, story)
    assert row.decider is not None
    story.do(AGENT, "change_wishes", caller=1, wishes=NewWishes(secret=True))
    assert Client().get(f"/portal/cases/{row.pk}").status_code == 404
    assert "不再对外显示" in read(town.client(HEAD), f"/cases/{row.pk}")


def test_r46_sealing_an_order_destroys_the_words_of_its_case_and_the_chain_holds(town: Town) -> None:
    story = town.received().closed()
    row = published(town, story)
    story.do(EXAMINER, "seal_content", reason="疑涉密")
    asked = Overlay.objects.get(order=story.id, kind=OverlayKind.SEALING)
    story.do(HEAD, "confirm_sealing", overlay=asked.serial)
    assert not TypicalCaseText.objects.filter(case=row, content__isnull=False).exists()
    assert Client().get(f"/portal/cases/{row.pk}").status_code == 404
    assert verify_everything(None).broken == []


def test_the_log_of_a_case_holds_no_word_of_it(town: Town) -> None:
    row = published(town)
    events = list(Event.objects.filter(subject_kind="typical_case", subject_id=row.pk).order_by("sequence"))
    assert [one.name for one in events] == ["write_case", "publish_case"]
    said = json.dumps([one.payload for one in events], ensure_ascii=False)
    assert TITLE not in said
    assert BODY[:8] not in said
    assert {one["kind"] for one in events[0].payload["texts"]} == {"title", "body"}
    assert events[1].payload["changes"]["state"] == "published"
    assert verify_everything(None).broken == []


def test_the_pages_of_cases_are_in_the_menu_of_those_who_work_there_and_shut_to_all_others(town: Town) -> None:
    for username in (AGENT, SUPERVISOR, INSPECTOR):
        client = town.client(username)
        assert client.get("/cases/").status_code == 403
        assert 'href="/cases/"' not in client.get("/").content.decode()
    for username in (EDITOR, HEAD):
        assert 'href="/cases/"' in town.client(username).get("/").content.decode()
    assert town.client(HEAD).get("/cases/write").status_code == 403
    assert town.client(HEAD).get("/cases/999999").status_code == 404


# ---- opinions --------------------------------------------------------------------------------------------------------


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms may be sent as soon as they are opened; a machine may not, which has its own test."""
    monkeypatch.setattr(giving, "SHORTEST", dt.timedelta(seconds=-1))


@pytest.fixture(autouse=True)
def no_opinion_before(town: Town) -> None:
    """Each test begins as if nobody had said anything of late."""
    _ = town
    long_ago = timezone.now() - dt.timedelta(days=3)
    HotlineOpinion.objects.update(received_at=long_ago, text_digest=None)
    CodeAttempt.objects.all().delete()


def given(client: Client | None = None, **more: Any) -> Any:
    client = client or Client()
    page = client.get("/portal/opinions/give").content.decode()
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found is not None
    return client.post(
        "/portal/opinions/give", {"key": found[1], "text": OPINION, "wishes": ["answer", "public"]} | more
    )


def receipt(**more: Any) -> tuple[str, str]:
    page = given(**more).content.decode()
    number, code = re.findall(r'<b class="num">([\d-]+)</b>', page)[-2:]
    return number, code


def find_digest(number: str) -> bytes:
    """As which tries of an opinion's number are counted."""
    return vault().digest(number, "tried_opinion")


def row_of(number: str) -> HotlineOpinion:
    return HotlineOpinion.objects.get(number=number)


@pytest.mark.usefixtures("at_once")
def test_art_37_an_opinion_is_given_answered_read_and_published_with_leave(town: Town) -> None:
    number, code = receipt(contact="13800001234")
    row = row_of(number)
    assert OPINION in read(town.client(INSPECTOR), f"/opinions/{row.pk}")
    assert "13800001234" not in read(town.client(INSPECTOR), f"/opinions/{row.pk}")
    assert alone(town.client(INSPECTOR), f"/opinions/{row.pk}/answer_hotline_opinion")
    answer = "已增加夜间坐席，十二月起八点到十点多排三人。"
    assert post(town.client(INSPECTOR), f"/opinions/{row.pk}/answer_hotline_opinion", answer=answer).status_code == 302
    mine = Client().post("/portal/opinions/answer", {"number": number, "code": code}).content.decode()
    assert answer in mine
    assert OPINION in mine
    assert answer not in read(Client(), "/portal/opinions/")
    given_out = {"opinion": OPINION, "answered": answer}
    assert post(town.client(INSPECTOR), f"/opinions/{row.pk}/publish_hotline_opinion", **given_out).status_code == 403
    assert post(town.client(EDITOR), f"/opinions/{row.pk}/publish_hotline_opinion", **given_out).status_code == 302
    HotlineOpinion.objects.filter(pk=row.pk).update(received_at=dt.datetime(2026, 11, 9, 16, 30, tzinfo=dt.UTC))
    public = read(Client(), "/portal/opinions/")
    assert OPINION in public
    assert answer in public
    assert 'datetime="2026-11-10"' in public, "half past midnight is the next day in Shanghai, whatever it is in UTC"
    gone = post(town.client(HEAD), f"/opinions/{row.pk}/withdraw_hotline_opinion", reason="有误。")
    assert gone.status_code == 302
    assert OPINION not in read(Client(), "/portal/opinions/")


@pytest.mark.usefixtures("at_once")
def test_who_left_a_contact_is_told_that_there_is_an_answer_and_nothing_of_it(town: Town) -> None:
    number, _ = receipt(contact="13800001235")
    silent, _ = receipt(contact="13800001236", text="不用答复我。", wishes=[])
    nameless, _ = receipt(text="说一声就好。")
    for one in (number, silent, nameless):
        post(town.client(INSPECTOR), f"/opinions/{row_of(one).pk}/answer_hotline_opinion", answer="已增加坐席。")
    told = [row_of(one).pk for one in (number, silent, nameless)]
    message = CitizenMessage.objects.get(template="opinion_answered", subject_id__in=told)
    assert (message.subject_id, message.state) == (row_of(number).pk, DeliveryState.PENDING)
    assert "13800001235" not in str(vars(message))
    way = Way()
    deliver(timezone.now(), Turn(), way)
    (sent,) = [one for one in way.sent if number in one.body]
    assert (sent.to.kind, sent.to.value) == (AddressKind.PHONE, "13800001235")
    assert not [word for word in ("坐席", OPINION, "Opinions") if word in sent.body]
    message.refresh_from_db()
    assert (message.state, message.said_ct, message.wrapped_key) == (DeliveryState.SENT, None, None)
    assert "已发送" in read(town.client(INSPECTOR), f"/opinions/{row_of(number).pk}")


@pytest.mark.usefixtures("at_once")
def test_a_message_that_waits_goes_with_its_writer_who_is_forgotten(town: Town) -> None:
    number, _ = receipt(contact="li@example.org")
    pk = row_of(number).pk
    post(town.client(INSPECTOR), f"/opinions/{pk}/set_aside_hotline_opinion", reason="请在“我要反映”里提交。")
    message = CitizenMessage.objects.get(subject_id=pk, template="opinion_answered")
    assert message.state is DeliveryState.PENDING
    post(town.client(HEAD), f"/opinions/{pk}/forget_hotline_opinion")
    message.refresh_from_db()
    assert (message.state, message.said_ct) == (DeliveryState.RECORDED, None)
    way = Way()
    deliver(timezone.now(), Turn(), way)
    assert not [one for one in way.sent if one.to.value == "li@example.org"]


@pytest.mark.usefixtures("at_once")
def test_without_leave_nothing_is_published_and_personal_data_has_to_go(town: Town) -> None:
    number, _ = receipt(wishes=["answer"])
    row = row_of(number)
    post(town.client(INSPECTOR), f"/opinions/{row.pk}/answer_hotline_opinion", answer="已改进。")
    words = {"opinion": OPINION, "answered": "已改进。"}
    assert post(town.client(EDITOR), f"/opinions/{row.pk}/publish_hotline_opinion", **words).status_code == 409
    number, _ = receipt(text="接线员态度好，我是张建国，电话 13800001234。", contact="13800001234")
    row = row_of(number)
    post(town.client(INSPECTOR), f"/opinions/{row.pk}/answer_hotline_opinion", answer="谢谢您。")
    words = {"opinion": "接线员态度好，电话 13800001234。", "answered": "谢谢您。"}
    answer = post(
        town.client(EDITOR), f"/opinions/{row.pk}/publish_hotline_opinion", **words, confirmed=["13800001234"]
    )
    assert answer.status_code == 422
    assert row_of(number).state is HotlineOpinionState.ANSWERED


@pytest.mark.usefixtures("at_once")
def test_a_wrong_number_and_a_wrong_code_are_answered_alike_and_five_tries_are_the_end(town: Town) -> None:
    assert town
    number, code = receipt()
    wrong = f"{(int(code) + 1) % 10**6:06d}"

    def tried(a_number: str, a_code: str) -> tuple[int, str]:
        answer = Client().post("/portal/opinions/answer", {"number": a_number, "code": a_code})
        page = re.sub(r'value="[^"]*"', "", answer.content.decode())
        return answer.status_code, page

    assert tried(number, wrong) == tried("2026-999999", code) == tried("什么", "1")
    for _ in range(MOST_FOR_NUMBER - 1):
        tried(number, wrong)
    assert tried(number, code) == tried(number, wrong)
    absent = find_digest("2026-999999")
    before = CodeAttempt.objects.filter(number_digest=absent).count()
    tried("2026-999999", code)
    assert CodeAttempt.objects.filter(number_digest=absent).count() == before + 1, "counted as one that is there"
    CodeAttempt.objects.update(at=timezone.now() - dt.timedelta(minutes=16))
    status, page = tried(number.replace("-", " "), code)
    assert (status, OPINION in page) == (200, True)


@pytest.mark.usefixtures("at_once")
def test_the_same_words_are_one_opinion_and_a_contact_has_its_limit(town: Town) -> None:
    assert town
    number, _ = receipt()
    again = given().content.decode()
    assert number in again
    assert "查询码当时已经给您" in again
    for place in range(MOST_OPINIONS_A_DAY):
        assert given(text=f"意见之{place}", contact="13800009999").status_code == 200
    refused = given(text="还有一条", contact="138 0000 9999")
    assert refused.status_code == 409
    assert "还有一条" in refused.content.decode()
    assert given(text="还有一条", contact="13800008888").status_code == 200


def test_a_machine_that_sends_at_once_or_without_the_form_gets_the_form_back(town: Town) -> None:
    assert town
    answer = given()
    assert answer.status_code == 422
    assert OPINION in answer.content.decode()
    assert Client().post("/portal/opinions/give", {"text": OPINION, "key": "x"}).status_code == 422
    assert not HotlineOpinion.objects.filter(text_digest__isnull=False).exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"text": " "}, "请写下您的意见"),
        ({"text": "长" * 2001}, "最多 2000 字"),
        ({"text": "看 https://a.example 和 https://b.example"}, "最多写一个网址"),
        ({"contact": "12345678"}, "请填写 11 位手机号"),
    ],
)
@pytest.mark.usefixtures("at_once")
def test_what_is_wrong_is_said_at_its_field_and_above(town: Town, more: dict[str, str], said: str) -> None:
    assert town
    page = given(**more)
    assert page.status_code == 422
    assert page.content.decode().count(said) == 2


@pytest.mark.usefixtures("at_once")
def test_the_log_of_an_opinion_knows_neither_words_nor_contact_nor_code(town: Town) -> None:
    number, code = receipt(contact="someone@example.org")
    row = row_of(number)
    post(town.client(HEAD), f"/opinions/{row.pk}/set_aside_hotline_opinion", reason="属于广告。")
    events = list(Event.objects.filter(subject_kind="hotline_opinion", subject_id=row.pk).order_by("sequence"))
    assert [one.name for one in events] == ["give_hotline_opinion", "set_aside_hotline_opinion"]
    said = json.dumps([one.payload for one in events], ensure_ascii=False)
    for private in (OPINION[:6], "someone", code, "属于广告"):
        assert private not in said
    assert bytes(row.contact_ct or b"").find(b"someone") == -1
    assert verify_everything(None).broken == []


@pytest.mark.usefixtures("at_once")
def test_r63_contact_and_code_go_some_weeks_after_the_answer_and_words_when_asked_for(town: Town) -> None:
    number, code = receipt(contact="13800001234")
    row = row_of(number)
    post(town.client(INSPECTOR), f"/opinions/{row.pk}/answer_hotline_opinion", answer="已改进。")
    now = timezone.now()
    forget_opinion_writers(now + dt.timedelta(days=29), Turn())
    assert row_of(number).contact_ct is not None
    forget_opinion_writers(now + dt.timedelta(days=31), Turn())
    row = row_of(number)
    assert (row.contact_ct, row.wrapped_key, row.code_digest) == (None, None, None)
    assert Client().post("/portal/opinions/answer", {"number": number, "code": code}).status_code == 404
    assert HotlineOpinionText.objects.filter(opinion=row, kind="opinion", content__isnull=False).exists()
    assert post(town.client(HEAD), f"/opinions/{row.pk}/forget_hotline_opinion").status_code == 302
    assert not HotlineOpinionText.objects.filter(opinion=row, kind="opinion", content__isnull=False).exists()
    assert verify_everything(None).broken == []


@pytest.mark.usefixtures("at_once")
def test_r63_who_is_forgotten_is_forgotten_as_a_critic_too(town: Town) -> None:
    number, _ = receipt(contact="13877776666")
    story = town.received(caller=actions.CallerEntry(name="孙立", phone="13877776666")).archived()
    person = OrderCaller.objects.get(order=story.id).person_id
    actions.forget(story.door(HEAD), person=person or 0)
    row = row_of(number)
    assert row.contact_digest is None
    assert not HotlineOpinionText.objects.filter(opinion=row, content__isnull=False).exists()
    assert Person.objects.get(pk=person).wrapped_key is None


def test_r9_the_vendors_people_answer_no_opinion_and_a_stranger_office_sees_none(town: Town) -> None:
    door = Door(Actor(Role.CALLER), timezone.now(), uuid.uuid4().hex)
    done = give_hotline_opinion(door, entry=OpinionEntry(text=OPINION))
    for username in (AGENT, SHIFT_LEADER, SUPERVISOR):
        client = town.client(username)
        assert client.get("/opinions/").status_code == 403
        assert client.get(f"/opinions/{done.id}").status_code == 403
    stranger = Door(town.actor(AGENT), timezone.now(), uuid.uuid4().hex)
    with pytest.raises(Refused, match="not_your_duty"):
        answer_hotline_opinion(stranger, opinion=done.id, text="已改进。")
    assert forget_hotline_opinion(Door(SYSTEM, timezone.now(), "f"), opinion=done.id, words=True)


# ---- everywhere ------------------------------------------------------------------------------------------------------

PUBLIC = (
    "/portal/figures/",
    "/portal/figures/units",
    "/portal/cases/",
    "/portal/rules",
    "/portal/data/",
    "/portal/opinions/",
    "/portal/opinions/give",
    "/portal/opinions/answer",
)


def test_every_public_page_is_whole_in_english_works_without_scripts_and_stands_in_the_foot(frozen: Town) -> None:
    assert frozen
    reader = Client()
    reader.post("/language", {"language": "en", "next": "/portal/"})
    foot = reader.get("/portal/").content.decode()
    for address in PUBLIC:
        page = reader.get(address).content.decode()
        assert "<script" not in page
        marked = re.sub(r'<(\w+)[^>]*lang="zh-Hans"[^>]*>.*?</\1>', "", page, flags=re.DOTALL).replace("中文", "")
        assert not [letter for letter in marked if "\u4e00" <= letter <= "\u9fff"], address
    for address in ("/portal/figures/", "/portal/cases/", "/portal/rules", "/portal/data/", "/portal/opinions/"):
        assert f'href="{address}"' in foot


def test_solved_result_and_attitude_are_published_apart(frozen: Town) -> None:
    assert frozen
    rows = json.loads(Client().get("/portal/data/figures.json").content)["records"]
    codes = [one["figure"] for one in rows if one["month"] == f"{MONTH:%Y-%m}"]
    assert {"solved", "satisfied_result", "satisfied_attitude"} <= set(codes)
