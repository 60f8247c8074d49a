"""A citizen tells the hotline what is wrong: four steps, each kept, one order, and a receipt (Art. 14, 16, 17, 20)."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from lianxin.jobs.housekeeping import burn_files, forget_submissions
from lianxin.jobs.turn import Turn
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import CallerKind, Channel, Language, OrderState, ReplyState, RequestType, TextKind
from lianxin.records.arriving import FOLDER
from lianxin.records.files import all_places, attachments_folder
from lianxin.records.models import (
    Attachment,
    Delivery,
    Event,
    OrderCaller,
    OrderText,
    SubmissionDraft,
    WebArrival,
    WorkOrder,
)
from lianxin.records.people import vault
from lianxin.records.query_codes import code_holder
from lianxin.records.rules import current_rules
from lianxin.records.stored import open_stored
from lianxin.records.submissions import source_digest
from lianxin.vault.errors import CannotDecrypt
from lianxin.web.portal.frame import source_of
from lianxin.web.portal.submitting import answers
from tests.pictures.samples import document, photograph
from tests.web.town import AGENT, HOST, Town

CHINESE = re.compile("[\u4e00-\u9fff]")
ACCOUNT = "锦绣花园 3 号楼从 11 月 20 号开始暖气不热，家里只有 15 度，有老人。希望尽快修好。"
WHAT = {"request_type": "help", "account": ACCOUNT}
WHERE = {"address": "清泉区锦绣花园 3 号楼", "division": "990101001"}
WHO = {"kind": "natural_person", "way": "phone", "phone": "138 1234 5621", "name": "王小明", "language": "zh"}
STEPS = ("", "where", "who", "wishes")


class Citizen:
    """Somebody at the pages, without a script."""

    def __init__(self, language: str = "zh-hans") -> None:
        self.client = Client()
        self.client.cookies["django_language"] = language

    def page(self, step: str = "") -> str:
        answer = self.client.get(f"/portal/tell/{step}")
        assert answer.status_code == 200, (step, answer.status_code, answer.headers.get("Location"))
        return answer.content.decode()

    def say(self, step: str, words: dict[str, Any], go: str = "next") -> HttpResponse:
        return self.client.post(f"/portal/tell/{step}", {**words, "go": go})

    def lead(self, **more: dict[str, Any]) -> HttpResponse:
        """Through the first three steps to the last; answers where one arrives."""
        for step, words in (("", WHAT), ("where", WHERE), ("who", WHO)):
            answer = self.say(step, words | more.get(step or "what", {}))
            assert answer.status_code == 302, (step, answer.content.decode()[:4000])
        return answer

    def submit(self, wishes: list[str] | None = None, **more: dict[str, Any]) -> WorkOrder:
        self.lead(**more)
        answer = self.say("wishes", {"wishes": wishes or []})
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/portal/tell/receipt")
        return WorkOrder.objects.get(number=self.receipt()[0])

    def receipt(self) -> tuple[str, str]:
        """Number and query code as they stand on the page."""
        number, code = re.findall(r'<dd><b class="num">([^<]+)</b>', self.page("receipt"))
        return number, code

    @property
    def token(self) -> str:
        return str(self.client.cookies["begun"].value)


@pytest.fixture
def citizen(town: Town) -> Citizen:
    _ = town
    return Citizen()


@pytest.fixture(autouse=True)
def no_limit_left_over(town: Town) -> Iterator[None]:
    """Every test has the day's submissions of its numbers, and the quarter of an hour of its address, before it."""
    _ = town
    yield
    WebArrival.objects.all().delete()
    OrderCaller.objects.filter(order__channel=Channel.WEB).update(person=None)


def texts(order: WorkOrder, kind: TextKind) -> list[str]:
    return list(OrderText.objects.filter(order=order, kind=kind).values_list("content", flat=True))


# ---- four steps and a receipt ----------------------------------------------------------------------------------------


def test_a_matter_in_four_steps_becomes_an_order_with_receipt_and_message(citizen: Citizen) -> None:
    order = citizen.submit()
    assert (order.channel, order.state, order.request_type) == (Channel.WEB, OrderState.REGISTERED, RequestType.HELP)
    assert (order.division_id, order.secret) == ("990101001", False)
    assert texts(order, TextKind.ACCOUNT) == [ACCOUNT]
    (caller,) = OrderCaller.objects.filter(order=order)
    assert (caller.kind, caller.reply, caller.language) == (
        CallerKind.NATURAL_PERSON, ReplyState.OWED, Language.MANDARIN,
    )  # fmt: skip
    number, code = citizen.receipt()
    assert code_holder(number, code) is not None
    page = citizen.page("receipt")
    assert "5 个工作日内答复您" in page
    assert "/portal/follow/" in page
    assert Delivery.objects.filter(order=order, template="order_received").count() == 1


def test_the_actor_is_a_caller_and_the_event_knows_nobody_by_name(citizen: Citizen) -> None:
    order = citizen.submit()
    event = Event.objects.get(subject_id=order.pk, sequence=1)
    assert event.actor_role == "caller"
    said = str(event.payload)
    assert not [word for word in ("王小明", "5621", "锦绣", "暖气") if word in said]


def test_all_that_the_law_asks_of_a_caller_can_be_said(citizen: Citizen) -> None:
    order = citizen.submit(
        wishes=["secret", "text_only", "reply_waived"],
        what={"request_type": "complain", "subject": "市供热集团"},
        who={"kind": "organisation", "name": "锦绣花园业委会", "way": "mailbox", "mail": "yeweihui@example.com",
             "language": "en"},
    )  # fmt: skip
    (caller,) = OrderCaller.objects.filter(order=order)
    assert (caller.kind, caller.secret, caller.text_only) == (CallerKind.ORGANISATION, True, True)
    assert (caller.reply, caller.language, order.secret) == (ReplyState.WAIVED, Language.ENGLISH, True)
    assert (order.subject_named, texts(order, TextKind.SUBJECT_PERSON)) == (True, ["市供热集团"])


def test_r25_who_is_anonymous_leaves_nothing_behind_and_gets_a_code(citizen: Citizen) -> None:
    order = citizen.submit(who={"way": "anonymous"})
    (caller,) = OrderCaller.objects.filter(order=order)
    assert (caller.person_id, caller.anonymous, caller.reply) == (None, True, ReplyState.IMPOSSIBLE)
    assert not Delivery.objects.filter(order=order, caller__isnull=False).exists()
    assert code_holder(*citizen.receipt()) is not None
    assert "我们无法回复" in citizen.page("receipt")


def test_r65_an_anonymous_tip_off_is_secret_and_has_a_long_code(citizen: Citizen) -> None:
    order = citizen.submit(what={"request_type": "tip_off", "subject": "某摊主"}, who={"way": "anonymous"})
    assert (order.secret, order.anonymous_tip_off) == (True, True)
    assert len(citizen.receipt()[1].replace(" ", "")) == 12


def test_r32_a_child_is_secret_and_called_back_as_the_child_wishes(citizen: Citizen) -> None:
    citizen.lead(who={"minor": "yes", "callback_wish": "放学后发短信"})
    page = citizen.page("wishes")
    assert "一律保密" in page
    assert 'value="secret"' not in page
    citizen.say("wishes", {})
    order = WorkOrder.objects.get(number=citizen.receipt()[0])
    assert (order.secret, texts(order, TextKind.WISH)) == (True, ["放学后发短信"])


def test_r13_a_complaint_says_whom_it_is_about_and_a_question_need_not(citizen: Citizen) -> None:
    answer = citizen.say("", WHAT | {"request_type": "complain"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "投诉、举报请写明反映的是谁" in page
    assert ACCOUNT in page
    assert citizen.say("", WHAT | {"request_type": "consult"}).headers["Location"] == "/portal/tell/where"


def test_a_title_made_from_a_long_sentence_ends_with_a_word(citizen: Citizen) -> None:
    said = "The street light in front of the gate of our community has been out for a week, please repair it."
    order = citizen.submit(what={"account": said})
    assert texts(order, TextKind.TITLE) == ["The street light in front of the gate of our community has…"]
    chinese = "青山社区门口的人行道上烧烤摊每天晚上占道到十二点油烟很大轮椅过不去行人只能走机动车道"
    order = citizen.submit(what={"account": chinese})
    assert texts(order, TextKind.TITLE) == [f"{chinese[:30]}…"]


def test_r43_what_units_will_read_names_nobody_and_no_word_is_lost(citizen: Citizen) -> None:
    said = "我是王小明，电话 13812345621，家住锦绣花园 3 号楼 502 室，暖气不热。"
    order = citizen.submit(what={"account": said}, where={"address": "锦绣花园 3 号楼 502 室，王小明 13812345621"})
    for_units = str(texts(order, TextKind.TITLE) + texts(order, TextKind.ADDRESS))
    assert not [word for word in ("王小明", "13812345621") if word in for_units]
    assert "502" not in str(texts(order, TextKind.TITLE))
    assert "502" in str(texts(order, TextKind.ADDRESS)), "a door belongs into an address that is no secret"
    (account,) = texts(order, TextKind.ACCOUNT)
    assert said in account
    assert "王小明 13812345621" in account


def test_r44_on_a_secret_matter_not_even_the_door_is_told(citizen: Citizen) -> None:
    order = citizen.submit(wishes=["secret"], where={"address": "锦绣花园 3 号楼 502 室"})
    assert "502" not in str(texts(order, TextKind.ADDRESS))
    assert "502" in str(texts(order, TextKind.ACCOUNT))


# ---- each step is kept -----------------------------------------------------------------------------------------------


def test_what_was_begun_comes_back_in_the_same_browser_and_in_no_other(citizen: Citizen) -> None:
    citizen.say("", WHAT)
    assert ACCOUNT in citizen.page()
    assert ACCOUNT not in Citizen().page()
    again = Citizen()
    again.client.cookies["begun"] = "0" * 64
    assert ACCOUNT not in again.page()


def test_what_is_wrong_is_kept_too(citizen: Citizen) -> None:
    citizen.say("", WHAT)
    citizen.say("where", WHERE)
    answer = citizen.say("who", WHO | {"phone": "1385621"})
    assert answer.status_code == 422
    assert "手机号要 11 位，您填了 7 位" in answer.content.decode()
    assert 'value="1385621"' in citizen.page("who")


def test_nobody_at_the_hotline_reads_what_was_not_submitted(citizen: Citizen) -> None:
    citizen.say("", WHAT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM submission_draft t")
        rows = str(cursor.fetchall())
    assert citizen.token not in rows
    row = SubmissionDraft.objects.order_by("-id").first()
    assert row is not None
    with pytest.raises(CannotDecrypt):
        vault().decrypt(row.wrapped_key, b"\x01" + bytes(row.words_ct), "submission")


def test_one_cannot_jump_ahead(citizen: Citizen) -> None:
    for step in STEPS[1:]:
        assert citizen.client.get(f"/portal/tell/{step}").headers["Location"] == "/portal/tell/"
    citizen.say("", WHAT)
    assert citizen.client.get("/portal/tell/wishes").headers["Location"] == "/portal/tell/where"


def test_a_step_whose_time_is_over_keeps_what_was_just_written(citizen: Citizen) -> None:
    citizen.say("", WHAT)
    SubmissionDraft.objects.all().delete()
    citizen.say("where", WHERE)
    assert citizen.client.get("/portal/tell/who").headers["Location"] == "/portal/tell/"
    citizen.say("", WHAT)
    assert WHERE["address"] in citizen.page("where")


def test_one_change_leads_back_to_the_last_step(citizen: Citizen) -> None:
    citizen.lead()
    assert citizen.say("wishes", {"wishes": ["text_only"]}, go="to:what").headers["Location"] == "/portal/tell/"
    assert citizen.say("", WHAT | {"account": "暖气今天全停了。"}).headers["Location"] == "/portal/tell/wishes"
    page = citizen.page("wishes")
    assert "暖气今天全停了。" in page
    assert re.search(r'value="text_only" checked', page)


def test_a_change_that_asks_for_more_leads_to_it(citizen: Citizen) -> None:
    citizen.lead()
    assert citizen.say("", WHAT | {"request_type": "complain"}).status_code == 422
    citizen.say("", WHAT | {"request_type": "complain", "subject": "不清楚"})
    assert "不清楚" in citizen.page("wishes")


def test_everything_stands_there_once_more_before_it_is_sent(citizen: Citizen) -> None:
    citizen.lead()
    page = citizen.page("wishes")
    for words in (
        ACCOUNT,
        "锦绣花园 3 号楼",
        "清泉区涌泉街道",
        "138 1234 5621",
        "王小明",
        "普通话",
        "如实反映",
        "加密保存",
    ):
        assert words in page, words


def test_clearing_leaves_nothing(citizen: Citizen) -> None:
    citizen.say("", WHAT | {"files": SimpleUploadedFile("坑.jpg", photograph())}, go="add")
    kept = set(all_places())
    assert citizen.client.post("/portal/tell/discard").headers["Location"] == "/portal/"
    assert not SubmissionDraft.objects.filter(submitted_at__isnull=True, saved_at__gt=timezone.now()).exists()
    assert ACCOUNT not in citizen.page()
    assert len(set(all_places()) & kept) < len(kept)


def test_what_nobody_goes_on_with_goes_and_so_does_the_receipt(citizen: Citizen) -> None:
    citizen.say("", WHAT)
    sent = Citizen()
    sent.submit()
    now = timezone.now()
    forget_submissions(now, Turn())
    assert ACCOUNT in citizen.page()
    forget_submissions(now + dt.timedelta(hours=3), Turn())
    assert sent.client.get("/portal/tell/receipt").headers["Location"] == "/portal/tell/"
    assert ACCOUNT in citizen.page()
    forget_submissions(now + dt.timedelta(hours=73), Turn())
    assert ACCOUNT not in citizen.page()


def test_a_page_does_not_wait_for_the_night(citizen: Citizen) -> None:
    citizen.say("", WHAT)
    SubmissionDraft.objects.update(saved_at=timezone.now() - dt.timedelta(hours=73))
    assert ACCOUNT not in citizen.page()


# ---- once, whatever happens ------------------------------------------------------------------------------------------


def test_two_clicks_and_a_lost_answer_make_one_order_and_the_same_receipt(citizen: Citizen) -> None:
    order = citizen.submit()
    before = citizen.receipt()
    for _ in range(2):
        assert citizen.say("wishes", {}).headers["Location"] == "/portal/tell/receipt"
    assert citizen.receipt() == before
    assert WorkOrder.objects.filter(pk__gte=order.pk).count() == 1


def test_two_clicks_at_the_same_moment_make_one_order(citizen: Citizen) -> None:
    citizen.lead()
    before = WorkOrder.objects.count()

    def click(_: int) -> str:
        again = Client()
        again.cookies["begun"] = citizen.token
        try:
            return again.post("/portal/tell/wishes", {"go": "next"}).headers["Location"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(click, range(4))) == {"/portal/tell/receipt"}
    assert WorkOrder.objects.count() == before + 1


def test_a_form_that_arrives_late_does_not_write_over_the_receipt(citizen: Citizen) -> None:
    citizen.submit()
    before = citizen.receipt()
    citizen.say("who", WHO | {"phone": "13912345678"})
    assert citizen.receipt() == before


def test_after_the_receipt_one_may_tell_another_matter(citizen: Citizen) -> None:
    first = citizen.submit()
    page = citizen.page()
    assert ACCOUNT not in page
    assert "/portal/tell/receipt" in page
    second = citizen.submit(what={"account": "路灯不亮。"})
    assert first.pk != second.pk


def test_an_act_that_breaks_leaves_the_words_where_they_were(citizen: Citizen) -> None:
    citizen.lead()
    citizen.client.raise_request_exception = False
    before = WorkOrder.objects.count()
    with mock.patch("lianxin.actions.submit._leave_receipt", side_effect=RuntimeError("the machine stops")):
        assert citizen.say("wishes", {"wishes": ["text_only"]}).status_code == 500
    assert WorkOrder.objects.count() == before
    page = citizen.page("wishes")
    assert ACCOUNT in page
    assert 'value="text_only" checked' in page
    assert citizen.say("wishes", {}).headers["Location"] == "/portal/tell/receipt"
    assert WorkOrder.objects.count() == before + 1


def test_what_is_whole_is_written_once_when_it_becomes_an_order(citizen: Citizen) -> None:
    citizen.lead()
    with CaptureQueriesContext(connection) as said:
        citizen.say("wishes", {"wishes": ["text_only"]})
    changed = [one["sql"] for one in said if one["sql"].startswith('UPDATE "submission_draft"')]
    assert len(changed) == 1
    assert "submitted_at" in changed[0]


# ---- limits ----------------------------------------------------------------------------------------------------------


def test_one_contact_is_asked_to_call_after_five_a_day_and_nothing_is_lost(citizen: Citizen) -> None:
    contact = {"who": {"phone": "13700001111"}}
    for _ in range(5):
        Citizen().submit(**contact)
    citizen.lead(**contact)
    answer = citizen.say("wishes", {"wishes": ["text_only"]})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "请直接打电话告诉我们" in page
    page = citizen.page("wishes")
    assert ACCOUNT in page
    assert 'value="text_only" checked' in page
    Citizen().submit(who={"phone": "13700002222"})
    Citizen().submit(who={"way": "anonymous"})


def test_a_shared_address_is_no_contact(citizen: Citizen) -> None:
    _ = citizen
    for last in range(12):
        Citizen().submit(who={"phone": f"137000033{last:02d}"})


def test_one_network_is_asked_to_call_after_very_many_and_told_when_it_may_again(citizen: Citizen) -> None:
    most = current_rules().portal.submissions_from_address
    now = timezone.now()
    digest = source_digest("127.0.0.1")
    WebArrival.objects.bulk_create([WebArrival(source_digest=digest, at=now) for _ in range(most - 1)])
    Citizen().submit(who={"way": "anonymous"})
    citizen.lead(who={"phone": "13700004444"})
    answer = citizen.say("wishes", {})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "这个网络短时间内提交得太多" in page
    assert f"{now.astimezone(SHANGHAI) + dt.timedelta(minutes=16):%H:%M}" in page
    assert 'href="tel:12345"' in page
    assert ACCOUNT in citizen.page("wishes")
    english = Citizen("en")
    english.lead(who={"way": "anonymous"})
    assert "You need not wait: please call us" in english.say("wishes", {}).content.decode()
    WebArrival.objects.update(at=now - dt.timedelta(minutes=16))
    assert citizen.say("wishes", {}).status_code == 302


def test_behind_a_proxy_the_address_is_the_one_that_it_names() -> None:
    asked = RequestFactory().get("/portal/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9"})
    assert source_of(asked) == "127.0.0.1", "outside production nobody's word is taken for it"
    with override_settings(PRODUCTION=True):
        assert source_of(asked) == "203.0.113.9"
        assert source_of(RequestFactory().get("/portal/")) == ""


# ---- photographs -----------------------------------------------------------------------------------------------------


def with_place() -> bytes:
    """A photograph that says where, when and with what it was taken."""
    picture, told, out = Image.effect_noise((640, 480), 40).convert("RGB"), Image.Exif(), io.BytesIO()
    told[0x010F], told[0x0110], told[0x0132] = "PhoneMaker", "Phone 9", "2026:11:20 08:00:00"
    told.get_ifd(0x8825).update({1: "N", 2: (36.0, 40.0, 12.0), 3: "E", 4: (117.0, 1.0, 30.0)})
    picture.save(out, "JPEG", exif=told)
    return out.getvalue()


def test_r45_where_and_with_what_it_was_taken_is_nowhere_on_the_disk(citizen: Citizen) -> None:
    given = with_place()
    assert b"PhoneMaker" in given
    assert b"Exif" in given
    arriving = attachments_folder() / FOLDER
    before = set(arriving.iterdir()) if arriving.exists() else set()
    citizen.say("", WHAT | {"files": SimpleUploadedFile("现场.jpg", given)}, go="add")
    assert set(arriving.iterdir()) == before, "the file as it came is given up at once"
    order = citizen.submit()
    (row,) = Attachment.objects.filter(order=order)
    assert (row.restricted, row.author_id, row.unit_id, row.media_type) == (True, None, None, "image/jpeg")
    with open_stored(row.storage_key, bytes(row.digest)) as file:
        stored = file.read()
    assert not [mark for mark in (b"PhoneMaker", b"Phone 9", b"Exif", b"GPS", b"2026:11:20") if mark in stored]
    with Image.open(io.BytesIO(stored)) as picture:
        assert (dict(picture.getexif()), picture.size) == ({}, (640, 480))


def test_r45_what_is_covered_nobody_gets(citizen: Citizen) -> None:
    white = io.BytesIO()
    Image.new("RGB", (600, 600), (255, 255, 255)).save(white, "PNG")
    citizen.say("", WHAT | {"files": SimpleUploadedFile("门口.png", white.getvalue())}, go="add")
    assert citizen.say("", WHAT, go="cover:0").headers["Location"] == "/portal/tell/cover/0"
    assert citizen.client.get("/portal/tell/cover/0").content.decode().count('type="checkbox"') == 36
    before = set(all_places())
    citizen.client.post("/portal/tell/cover/0", {"cells": "6", "cell": ["1-1", "1-2", "6-6", "7-1", "x"]})
    assert len(set(all_places()) - before) == 1
    assert "已遮盖" in citizen.page()
    order = citizen.submit()
    (row,) = Attachment.objects.filter(order=order)
    with open_stored(row.storage_key, bytes(row.digest)) as file, Image.open(file) as picture:
        points = [picture.convert("RGB").getpixel(place) for place in ((50, 50), (150, 50), (250, 50), (550, 550))]
    assert points == [(38, 50, 67), (38, 50, 67), (255, 255, 255), (38, 50, 67)]
    assert len(set(all_places()) & before) == len(before) - 1, "the uncovered picture is gone"


def test_covering_can_be_taken_back_before_it_is_sent(citizen: Citizen) -> None:
    citizen.say("", WHAT | {"files": SimpleUploadedFile("门口.jpg", photograph())}, go="add")
    citizen.client.post("/portal/tell/cover/0", {"cells": "4", "cell": ["2-2"]})
    assert 'value="2-2" checked' in citizen.page("cover/0?cells=4")
    assert citizen.page("cover/0?cells=8").count(" checked") == 4, "a finer grid frees nothing"
    citizen.client.post("/portal/tell/cover/0", {"cells": "4"})
    assert "已遮盖" not in citizen.page()


def test_papers_and_several_files_come_along(citizen: Citizen) -> None:
    files = [SimpleUploadedFile("a.jpg", photograph()), SimpleUploadedFile("b.pdf", document())]
    citizen.say("", WHAT | {"files": files}, go="add")
    assert citizen.client.get("/portal/tell/picture/1").headers["Content-Type"] == "image/jpeg"
    citizen.say("", WHAT, go="remove:0")
    order = citizen.submit()
    assert [row.media_type for row in Attachment.objects.filter(order=order)] == ["application/pdf"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("病毒.jpg", b"MZ\x90\x00 a program"),
        ("图.jpg", b"\xff\xd8\xff\xe0 cut off"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
        ("说明.txt", "纯文本".encode()),
        ("空.jpg", b""),
    ],
)
def test_what_is_no_picture_is_not_kept_and_the_words_are(citizen: Citizen, name: str, content: bytes) -> None:
    before = set(all_places())
    answer = citizen.say("", WHAT | {"files": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert ACCOUNT in citizen.page()
    assert set(all_places()) == before


def test_no_more_than_six_files(citizen: Citizen) -> None:
    files = [SimpleUploadedFile(f"{place}.jpg", with_place()) for place in range(7)]
    answer = citizen.say("", WHAT | {"files": files}, go="add")
    assert "最多 6 个文件" in answer.content.decode()
    assert citizen.page().count('class="photos"') == 1
    assert citizen.page().count("<img") == 6


def test_a_picture_is_seen_by_the_browser_that_gave_it_alone(citizen: Citizen) -> None:
    citizen.say("", WHAT | {"files": SimpleUploadedFile("a.jpg", photograph())}, go="add")
    assert citizen.client.get("/portal/tell/picture/0").status_code == 200
    assert Citizen().client.get("/portal/tell/picture/0").status_code == 404
    assert citizen.client.get("/portal/tell/picture/9").status_code == 404
    assert citizen.client.get("/portal/tell/cover/9").status_code == 404


def test_files_stay_as_long_as_the_words(citizen: Citizen) -> None:
    citizen.say("", WHAT | {"files": SimpleUploadedFile("a.jpg", photograph())}, go="add")
    now = timezone.now()
    burn_files(now + dt.timedelta(hours=71), Turn())
    assert citizen.client.get("/portal/tell/picture/0").status_code == 200
    burn_files(now + dt.timedelta(hours=72 + 25), Turn())
    assert citizen.client.get("/portal/tell/picture/0").status_code == 404


# ---- answers others got ----------------------------------------------------------------------------------------------


@pytest.fixture
def answered(town: Town) -> Iterator[Any]:
    """A closed matter about street lamps with an answer for the public."""
    story = town.received(title="路灯不亮，夜里很黑", account="来电人称路灯不亮。")
    with mock.patch("tests.web.town.Result", wraps=__import__("tests.web.town", fromlist=["Result"]).Result) as made:
        made.side_effect = lambda **given: made._mock_wraps(**given, public_answer="路灯不亮的，三日内派人检修。")
        story.closed()
    answers._latest.cache_clear()
    yield story
    answers._latest.cache_clear()


def test_an_answer_that_is_public_is_offered_first_and_one_may_go_on(citizen: Citizen, answered: Any) -> None:
    _ = answered
    said = WHAT | {"request_type": "consult", "account": "我们这条路路灯不亮，夜里很黑，几天能修好？"}
    assert citizen.say("", said).headers["Location"] == "/portal/tell/answers"
    page = citizen.page("answers")
    assert "三日内派人检修" in page
    assert "夜里很黑" not in page, "the other matter's title is not told"
    assert "/portal/tell/where" in page


def test_where_nothing_is_alike_the_page_is_skipped(citizen: Citizen, answered: Any) -> None:
    _ = answered
    assert citizen.say("", WHAT).headers["Location"] == "/portal/tell/where"
    assert citizen.client.get("/portal/tell/answers").headers["Location"] == "/portal/tell/where"


def test_what_is_no_longer_public_is_not_offered(citizen: Citizen, answered: Any) -> None:
    _ = answered
    said = WHAT | {"account": "路灯不亮，夜里很黑。"}
    assert citizen.say("", said).headers["Location"] == "/portal/tell/answers"
    WorkOrder.objects.filter(closed_at__isnull=False).update(secret=True)
    assert citizen.say("", said).headers["Location"] == "/portal/tell/where"


def test_nobody_who_tips_off_is_shown_what_others_got(citizen: Citizen, answered: Any) -> None:
    _ = answered
    said = {"request_type": "tip_off", "account": "路灯不亮，夜里很黑。", "subject": "不清楚"}
    assert citizen.say("", said).headers["Location"] == "/portal/tell/where"


# ---- danger, versions, nonsense --------------------------------------------------------------------------------------


def test_emergencies_come_first_and_again_where_words_sound_dangerous(citizen: Citizen) -> None:
    citizen.lead()
    assert citizen.page("wishes").count('href="tel:120"') == 1
    citizen.say("", WHAT | {"account": "邻居家着 火了，有人被困。"})
    assert citizen.page("wishes").count('href="tel:120"') == 2


def test_the_flow_in_english_holds_no_chinese_of_ours(town: Town) -> None:
    _ = town
    reader = Citizen("en")
    words = {
        "what": {"account": "The heating is cold."}, "where": {"address": "Jinxiu Garden"},
        "who": {"name": "Ann Lee", "language": "en"},
    }  # fmt: skip
    for step in ("", "where", "who", "wishes"):
        if step:
            page = re.sub(r"<option.*?</option>", "", reader.page(step)).replace("中文", "")
            assert not CHINESE.findall(page), step
        if step != "wishes":
            reader.say(step, {"": WHAT, "where": WHERE, "who": WHO}[step] | words[step or "what"])
    reader.say("wishes", {})
    page = reader.page("receipt").replace("中文", "")
    assert not CHINESE.findall(page)
    order = WorkOrder.objects.get(number=reader.receipt()[0])
    assert OrderCaller.objects.get(order=order).language is Language.ENGLISH


def test_the_version_for_elders_goes_all_the_way(citizen: Citizen) -> None:
    citizen.client.post("/portal/version", {"elder": "1", "next": "/portal/tell/"})
    citizen.lead()
    for step in STEPS:
        assert 'class="elder"' in citizen.page(step)
    citizen.say("wishes", {})
    assert 'class="elder"' in citizen.page("receipt")


def test_changing_version_or_language_in_the_middle_loses_no_word(citizen: Citizen) -> None:
    for go, said in (("elder:1", 'class="elder"'), ("language:en", 'lang="en"'), ("language:xx", 'lang="en"')):
        words = WHAT | {"account": f"{ACCOUNT}{go}"}
        assert citizen.say("", words, go=go).headers["Location"] == "/portal/tell/"
        page = citizen.page()
        assert said in page
        assert words["account"] in page


NONSENSE = [
    "",
    "\x00",
    "a" * 20_000,
    "🚰" * 100,
    "<script>alert(1)</script>",
    "'; DROP TABLE work_order; --",
    "-1",
    "null",
]


@pytest.mark.parametrize("text", NONSENSE, ids=range(len(NONSENSE)))
@pytest.mark.parametrize("step", STEPS)
def test_nonsense_breaks_nothing(citizen: Citizen, step: str, text: str) -> None:
    citizen.lead()
    names = ("request_type", "account", "subject", "address", "division", "kind", "way", "phone", "mail", "name",
             "language", "minor", "callback_wish", "wishes", "go")  # fmt: skip
    answer = citizen.client.post(f"/portal/tell/{step}", dict.fromkeys(names, text))
    assert answer.status_code in (302, 422)
    assert "<script>alert" not in answer.content.decode()
    assert citizen.client.get(f"/portal/tell/{step}").status_code in (200, 302)


@pytest.mark.parametrize(
    "go", ["remove:0", "remove:-1", "remove:x", "cover:7", "to:nowhere", "to:", "remove:99999999999999"]
)
def test_buttons_that_are_none_do_nothing_bad(citizen: Citizen, go: str) -> None:
    citizen.say("", WHAT)
    assert citizen.say("", WHAT, go=go).status_code == 302
    assert ACCOUNT in citizen.page()


@pytest.mark.parametrize(
    ("number", "fine"),
    [("13812345621", True), ("+86 138-1234-5621", True), ("１３８１２３４５６２１", True), ("0531-88881234", True),
     ("+44 20 7946 0958", True), ("1385621", False), ("23812345621", False), ("电话", False), ("", False)],
)  # fmt: skip
def test_numbers_are_taken_as_people_write_them(citizen: Citizen, number: str, fine: bool) -> None:
    citizen.say("", WHAT)
    citizen.say("where", WHERE)
    assert citizen.say("who", WHO | {"phone": number}).status_code == (302 if fine else 422)


def test_the_pages_are_kept_by_nobody_and_carry_no_word_in_their_addresses(citizen: Citizen) -> None:
    answer = citizen.lead()
    assert answer.headers["Location"] == "/portal/tell/wishes"
    cookie = citizen.client.cookies["begun"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/portal/tell/", True, "Lax")
    for step in STEPS:
        assert citizen.client.get(f"/portal/tell/{step}").headers["Cache-Control"] == "no-store"


def test_a_stranger_finds_the_way_in_from_the_first_page(town: Town) -> None:
    _ = town
    page = Client().get("/portal/").content.decode()
    assert 'href="/portal/tell/"' in page
    assert 'href="/portal/follow/"' in page
    assert "5 个工作日内答复您" in page


def test_at_the_desk_it_lies_in_the_queue_of_intake(citizen: Citizen, town: Town) -> None:
    order = citizen.submit()
    for username in (AGENT, "sunqian"):
        assert order.number in town.client(username).get(f"/orders/?q={order.number}").content.decode()
    page = town.client(AGENT).get(f"/orders/{order.number}/").content.decode()
    assert "网站" in page
    assert HOST not in page
