"""Consultations by plain pages and posts alone: at the desk, and for citizens without a script (Art. 37)."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from lianxin.jobs.deliver import deliver
from lianxin.jobs.turn import Turn
from lianxin.law.terms import SHANGHAI, last_day
from lianxin.law.words import ConsultationState, DeliveryState, SubjectKind
from lianxin.records.consultations import counted_now
from lianxin.records.models import CitizenMessage, Consultation, ConsultationAnswer, ConsultationWords, Staff
from lianxin.web.consultations import words
from lianxin.web.dates import until_words
from tests.web.consultations import (
    EDITOR,
    PARAGRAPHS,
    closed,
    code_in,
    drafted,
    entered,
    filled,
    post,
    published,
    report_rows,
    reported,
    typed,
)
from tests.web.town import AGENT, CLERK, DISPATCHER, HEAD, Town

VENDORS_AGENT, OFFICE_CLERK, LEADER = "gaochao", "luqian", "jinjian"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PRIVATE = "我叫王小明，电话 13812345621，建议改为三个工作日。"


@pytest.fixture(scope="module")
def consulted(town: Town) -> Consultation:
    """One that is open."""
    return published(town)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return html.unescape(answer.content.decode())


def citizen(language: str = "zh-hans", *, elder: bool = False) -> Client:
    client = Client()
    client.cookies["django_language"] = language
    if elder:
        client.cookies["elder"] = "1"
    return client


def key_of(text: str) -> str:
    found = re.search(r'name="request_key" value="([0-9a-f]{32})"', text)
    assert found
    return found[1]


def give(client: Client, row: Consultation, **other: Any) -> Any:
    """Reads the form and sends it."""
    address = f"/portal/consultations/{row.pk}/answer"
    return client.post(address, filled(**{"request_key": key_of(page(client, address))} | other))


# ---- at the desk: drafted, checked, published ------------------------------------------------------------------------


def test_the_desk_is_for_who_writes_decides_counts_or_writes_answers_down(town: Town, consulted: Consultation) -> None:
    for username in (CLERK, DISPATCHER):
        client = town.client(username)
        for address in ("", f"{consulted.pk}/", f"{consulted.pk}/words", f"{consulted.pk}/enter", "new"):
            assert client.get(f"/consultations/{address}").status_code == 403, (username, address)
        assert 'href="/consultations/"' not in page(client, "/")
    refused = page(town.client(AGENT), f"/consultations/{consulted.pk}/words", 403)
    assert "知识编辑、中心主任" in refused
    for username in (EDITOR, HEAD, AGENT, VENDORS_AGENT, OFFICE_CLERK, LEADER):
        client = town.client(username)
        assert 'href="/consultations/"' in page(client, "/")
        page(client, f"/consultations/{consulted.pk}/")
    for username in (AGENT, VENDORS_AGENT, OFFICE_CLERK, LEADER):
        client = town.client(username)
        assert client.get(f"/consultations/{consulted.pk}/words").status_code == 403
        assert client.get("/consultations/new").status_code == 403
        assert client.get("/consultations/?list=drafted").content.decode().count("起草") == 0
    for username in (AGENT, VENDORS_AGENT):
        assert "按渠道" not in page(town.client(username), f"/consultations/{consulted.pk}/")
        assert town.client(username).get(f"/consultations/{consulted.pk}/counts.csv").status_code == 403


def test_a_draft_is_nobodys_but_the_centres_and_published_by_another(town: Town) -> None:
    row = drafted(town)
    assert citizen().get(f"/portal/consultations/{row.pk}/").status_code == 404
    assert town.client(AGENT).get(f"/consultations/{row.pk}/").status_code == 404
    assert post(town.client(EDITOR), f"{row.pk}/publish", version=1).status_code == 403
    read = page(town.client(HEAD), f"/consultations/{row.pk}/")
    assert "发布后内容不能再改" in read
    assert read.count(">必答<") == 1  # whoever checks it sees what has to be answered
    assert '起草 <span lang="zh-Hans">黄帆</span>' in read
    english = town.client(HEAD)
    english.cookies["django_language"] = "en"
    assert 'Drafted <span lang="zh-Hans">黄帆</span>' in page(english, f"/consultations/{row.pk}/")
    assert post(town.client(HEAD), f"{row.pk}/publish", version=2).status_code == 409
    assert post(town.client(HEAD), f"{row.pk}/publish", version=1).status_code == 302
    assert PARAGRAPHS[0] in page(citizen(), f"/portal/consultations/{row.pk}/")
    assert town.client(EDITOR).get(f"/consultations/{row.pk}/edit").status_code == 409


def test_a_draft_comes_back_as_it_was_typed_and_is_changed(town: Town) -> None:
    row, editor = drafted(town), town.client(EDITOR)
    shown = page(editor, f"/consultations/{row.pk}/edit")
    assert "单选（必答）：您多久打一次热线？ | How often do you call?" in shown
    assert post(editor, f"{row.pk}/edit", version=1, **typed(title_zh="另一个标题")).status_code == 302
    again = post(editor, f"{row.pk}/edit", version=1, **typed(title_zh="第三个标题"))
    assert again.status_code == 422
    assert "起草稿已经有人改过" in again.content.decode()
    row.refresh_from_db()
    assert (row.version, row.content["title_zh"]) == (2, "另一个标题")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title_zh": ""}, "请填写"),
        ({"first": ""}, "请填写日期"),
        ({"last": "2020-01-01"}, "起止日期不对"),
        ({"questions": "您怎么看？"}, "第 1 行看不懂"),
        ({"paragraphs_en": "one"}, "中文有 2 段，英文有 1 段"),
        ({"paragraphs_zh": "", "paragraphs_en": "", "questions": ""}, "请填写条文"),
        ({"questions": "打分：好吗？\n\n单选：只有一个？\n- 甲"}, "问题 2 至少要有两个选项"),
        ({"questions": "填写："}, "问题 1 没有写要问什么"),
    ],
)
def test_a_draft_that_cannot_be_comes_back_with_what_is_wrong(town: Town, wrong: dict[str, str], told: str) -> None:
    answer = post(town.client(EDITOR), "new", **typed(**wrong))
    assert answer.status_code == 422
    shown = html.unescape(answer.content.decode())
    assert told in shown
    assert "修订热线条例" in shown
    where = re.search(rf'id="(\w+)-error"[^>]*>(?:(?!</p>).)*{told}', shown, re.DOTALL)
    assert where is not None
    assert where[1] in {*wrong, "first"}, "said at the field that is wrong"


def test_a_correction_stands_beside_the_text(town: Town, consulted: Consultation) -> None:
    head = town.client(HEAD)
    assert post(head, f"{consulted.pk}/correct", note_zh=" ").status_code == 422
    assert post(head, f"{consulted.pk}/correct", note_zh="第二条“答复”应读作“回复”。").status_code == 302
    shown = page(citizen(), f"/portal/consultations/{consulted.pk}/")
    assert "应读作" in shown
    assert PARAGRAPHS[1] in shown


def test_a_draft_is_given_up_on_its_page_and_found_nowhere_any_more(town: Town) -> None:
    row = drafted(town)
    assert "作废起草稿" not in page(town.client(HEAD), f"/consultations/{row.pk}/")
    assert "作废起草稿" in page(town.client(EDITOR), f"/consultations/{row.pk}/")
    assert post(town.client(HEAD), f"{row.pk}/discard").status_code == 403
    own, other = row.drafted_by_id, Staff.objects.get(username=HEAD).pk
    Consultation.objects.filter(pk=row.pk).update(drafted_by=other)
    assert "作废起草稿" not in page(town.client(EDITOR), f"/consultations/{row.pk}/"), "the draft of another"
    Consultation.objects.filter(pk=row.pk).update(drafted_by=own)
    answer = post(town.client(EDITOR), f"{row.pk}/discard")
    assert (answer.status_code, answer["Location"]) == (302, "/consultations/")
    assert town.client(EDITOR).get(f"/consultations/{row.pk}/").status_code == 404
    assert citizen().get(f"/portal/consultations/{row.pk}/").status_code == 404
    assert post(town.client(HEAD), f"{row.pk}/publish", version=1).status_code == 404


def test_a_later_end_is_announced_on_the_page_with_its_reason(town: Town) -> None:
    row, head = published(town), town.client(HEAD)
    assert "延长征集时间" in page(head, f"/consultations/{row.pk}/")
    assert "延长征集时间" not in page(town.client(EDITOR), f"/consultations/{row.pk}/")
    earlier = post(head, f"{row.pk}/extend", last=f"{last_day(row.closes_at)}", reason_zh="来信较多。")
    assert earlier.status_code == 422
    assert "新的截止日期不晚于原来的" in earlier.content.decode()
    given = {"request_key": "k", "last": f"{last_day(row.closes_at)}", "reason_zh": "来信较多。"}
    assert f"现在到 {until_words(row.closes_at).zh}" in earlier.content.decode()
    alone = head.post(f"/consultations/{row.pk}/extend", given, headers={"HX-Request": "true"}).content.decode()
    assert "新的截止日期不晚于原来的" in alone
    assert alone.lstrip().startswith("<form"), "the browser puts it where the form stood: the form alone"
    assert 'value="' + f"{last_day(row.closes_at)}" in earlier.content.decode(), "what was typed stays"
    later = last_day(row.closes_at) + dt.timedelta(days=7)
    assert post(head, f"{row.pk}/extend", last=f"{later}", reason_zh="").status_code == 422
    assert post(head, f"{row.pk}/extend", last="x", reason_zh="来信较多。").status_code == 422
    given = {"reason_zh": "来信较多，再听一周。", "reason_en": "Many letters came."}
    assert post(head, f"{row.pk}/extend", last=f"{later}", **given).status_code == 302
    row.refresh_from_db()
    assert last_day(row.closes_at) == later
    shown = page(citizen(), f"/portal/consultations/{row.pk}/")
    assert "征集时间延长至" in shown
    assert f"{later.month} 月 {later.day} 日" in shown
    assert given["reason_zh"] in shown
    english = page(citizen("en"), f"/portal/consultations/{row.pk}/")
    assert "Extended until" in english
    assert given["reason_en"] in english


# ---- citizens --------------------------------------------------------------------------------------------------------


def test_a_citizen_reads_answers_and_gets_a_receipt_without_a_script(town: Town) -> None:
    row, reader = published(town), citizen()
    listed = page(reader, "/portal/consultations/")
    begins = row.opens_at.astimezone(SHANGHAI).date()
    assert f"{begins.month} 月 {begins.day} 日" in listed
    assert f'href="/portal/consultations/{row.pk}/"' in listed
    assert "<script" not in listed
    form = page(reader, f"/portal/consultations/{row.pk}/answer")
    assert "<script" not in form
    assert form.count("<details") == 2
    answer = give(reader, row)
    assert (answer.status_code, answer["Location"]) == (302, f"/portal/consultations/{row.pk}/received")
    assert "已收到您的意见" in page(reader, answer["Location"])
    other = citizen().get(answer["Location"])
    assert other["Location"] == f"/portal/consultations/{row.pk}/"
    assert counted_now(row).picked[2, "change", "g1"] == 1


def test_a_double_click_is_one_answer_and_a_corrected_form_replaces_it(town: Town) -> None:
    row, reader = published(town), citizen()
    key = key_of(page(reader, f"/portal/consultations/{row.pk}/answer"))
    for _ in range(2):
        assert give(reader, row, request_key=key).status_code == 302
    assert give(reader, row, request_key=key, i2="disagree").status_code == 302
    found = counted_now(row)
    assert (found.total, found.picked[2, "disagree", ""], found.picked[2, "change", ""]) == (1, 1, 0)
    assert ConsultationAnswer.objects.filter(consultation=row).count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"i3": ""}, "请选择一项"),
        ({"group": ""}, "请选择您属于哪一类"),
        ({"i5": "9"}, "请选择一项"),
        ({"w2": "长" * 2001}, "最多 2000 字，现有 2001 字"),
    ],
)
def test_what_is_wrong_is_said_where_it_is_and_nothing_is_lost(
    town: Town, consulted: Consultation, wrong: dict[str, str], told: str
) -> None:
    _ = town
    answer = give(citizen(), consulted, **{"w0": "总的赞成。"} | wrong)
    shown = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert shown.count(told) == 2  # above the form, and at its field
    assert "总的赞成。" in shown
    assert re.search(r"<details[^>]* open>", shown)


def test_an_empty_answer_is_none(town: Town, consulted: Consultation) -> None:
    _ = town
    nothing = dict.fromkeys(("w2", "i2", "i3", "i4", "i5"), "")
    assert "还没有填写任何意见" in give(citizen(), consulted, **nothing).content.decode()


def test_english_and_elder_pages_are_whole(town: Town, consulted: Consultation) -> None:
    _ = town
    reader = citizen("en", elder=True)
    for address in ("", f"{consulted.pk}/answer"):
        shown = page(reader, f"/portal/consultations/{address}")
        assert 'class="elder"' in shown
        said = re.sub(r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', "", shown)
        assert not CHINESE.search(said.replace("中文", "")), address
    refused = give(reader, consulted, i3="")
    assert "Choose one" in refused.content.decode()


def test_over_is_over(town: Town) -> None:
    row = closed(town)
    shown = page(citizen(), f"/portal/consultations/{row.pk}/")
    assert "已截止" in shown
    assert "我要提意见" not in shown
    assert "也可以到现场" not in shown
    assert citizen().get(f"/portal/consultations/{row.pk}/answer").status_code == 409
    assert citizen().get("/portal/consultations/999999/").status_code == 404


# ---- once each -------------------------------------------------------------------------------------------------------


def messages_since(count: int) -> list[dict[str, str]]:
    outbox = Path(settings.DATA) / "outbox.jsonl"
    lines = outbox.read_text(encoding="utf-8").splitlines() if outbox.exists() else []
    return [json.loads(line) for line in lines[count:]]


def prove(client: Client, row: Consultation, number: str) -> Any:
    """Number, message, code."""
    before = len(messages_since(0))
    sent = client.post(f"/portal/consultations/{row.pk}/prove", {"number": number})
    assert sent.status_code == 302
    deliver(timezone.now() + dt.timedelta(seconds=1), Turn())
    told = messages_since(before)[-1]
    assert told["to"] == number
    return client.post(f"/portal/consultations/{row.pk}/code", {"code": code_in(told["body"])})


def test_where_everybody_answers_once_a_number_is_proved_and_the_last_answer_counts(town: Town) -> None:
    row = published(town, one_per_person="on")
    address = f"/portal/consultations/{row.pk}/answer"
    reader = citizen()
    assert reader.get(address)["Location"] == f"/portal/consultations/{row.pk}/prove"
    assert reader.post(address, filled())["Location"] == f"/portal/consultations/{row.pk}/prove"
    proved = prove(reader, row, "13900001234")
    assert (proved.status_code, proved["Location"]) == (302, address)
    assert give(reader, row).status_code == 302

    again = citizen()
    prove(again, row, "13900001234")
    assert give(again, row, i2="disagree").status_code == 302
    found = counted_now(row)
    assert (found.total, found.picked[2, "disagree", ""]) == (1, 1)
    for one in CitizenMessage.objects.filter(subject_kind=SubjectKind.CONSULTATION, subject_id=row.pk):
        assert (one.state, one.wrapped_key, one.said_ct) == (DeliveryState.SENT, None, None)
    cookies = "".join(f"{morsel.value}" for morsel in reader.cookies.values())
    assert "13900001234" not in cookies


def test_a_wrong_code_and_a_wrong_number_say_nothing_of_anybody(town: Town) -> None:
    row, reader = published(town, one_per_person="on"), citizen()
    address = f"/portal/consultations/{row.pk}/prove"
    short = reader.post(address, {"number": "1390000"})
    assert "手机号应为 11 位、以 1 开头，现为 7 位" in short.content.decode()
    assert reader.get(f"/portal/consultations/{row.pk}/code")["Location"] == address
    assert reader.post(address, {"number": "13900004321"}).status_code == 302
    for given, told in (("12", "验证码是 6 位数字"), ("000000", "验证码不对，或者已经过期")):
        wrong = reader.post(f"/portal/consultations/{row.pk}/code", {"code": given})
        assert (wrong.status_code, told in wrong.content.decode()) == (422, True)
    assert reader.get(f"/portal/consultations/{row.pk}/answer")["Location"] == address


# ---- written down, sorted, reported ----------------------------------------------------------------------------------


def test_answers_are_written_down_one_after_the_other(town: Town) -> None:
    row, agent = published(town), town.client(VENDORS_AGENT)
    letter = {"channel": "letter", "received_on": row.opens_at.date().isoformat()}
    assert post(agent, f"{row.pk}/enter", **filled(channel="letter", received_on="")).status_code == 422
    wrong = post(agent, f"{row.pk}/enter", **filled(channel="desk", number="x", i3=""))
    assert (wrong.status_code, "没有数字" in wrong.content.decode()) == (422, True)
    day = (row.opens_at + dt.timedelta(hours=9)).date().isoformat()
    done = post(agent, f"{row.pk}/enter", **filled(**letter | {"received_on": day}))
    assert done.status_code == 302
    assert "channel=letter" in done["Location"]
    shown = page(agent, done["Location"])
    assert "已录入第 1 份" in shown
    assert re.search(r'name="channel" value="letter" checked', shown)
    for number in ("13800000001", "138 0000 0001"):
        assert entered(town, row, who=VENDORS_AGENT, number=number).status_code == 302
    assert counted_now(row).total == 2


def test_what_people_wrote_is_marked_found_sorted_and_stays_inside(town: Town) -> None:
    row = published(town)
    assert give(citizen(), row, w2=PRIVATE).status_code == 302
    assert entered(town, row, w2="同意，但要写明节假日。").status_code == 302
    editor = town.client(EDITOR)
    shown = page(editor, f"/consultations/{row.pk}/words?item=2")
    assert re.search(r"<mark[^>]*>13812345621</mark>", shown)
    found = page(editor, post(editor, f"{row.pk}/words", words="节假日")["Location"])
    assert "节假日" in found
    assert "13812345621" not in found
    text = ConsultationWords.objects.filter(answer__consultation=row, content__contains="节假日").get()
    sorting = post(editor, f"{row.pk}/sort?item=2", text=text.pk, named="节假日")
    assert sorting["Location"] == f"/consultations/{row.pk}/words?item=2#words-{text.pk}"
    text.refresh_from_db()
    assert "节假日" in page(editor, f"/consultations/{row.pk}/words?theme={text.themes[0]}")
    assert post(town.client(HEAD), f"{row.pk}/sort", text=text.pk, named="x").status_code == 403
    for address in (f"/portal/consultations/{row.pk}/", "/portal/consultations/"):
        assert "13812345621" not in page(citizen(), address)


@pytest.mark.parametrize("asked", ["13812345621", "王小明"])
def test_who_was_searched_for_among_the_words_stands_in_no_address(
    town: Town, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "A_PAGE", 1)
    row, editor = published(town), town.client(EDITOR)
    for _ in range(2):
        assert give(citizen(), row, w2=PRIVATE).status_code == 302
    text = ConsultationWords.objects.filter(answer__consultation=row, item=2).order_by("pk")[0]
    searched = [
        post(editor, f"{row.pk}/words", item="2", words=asked),
        editor.get(f"/consultations/{row.pk}/words", {"item": "2", "words": asked}),
    ]
    for answer in searched:
        address = answer["Location"]
        assert re.fullmatch(rf"/consultations/{row.pk}/words\?item=2&found=[\w-]{{8,16}}", address)
        shown = page(editor, address)
        assert "共 2 条" in shown
        assert f'name="words" value="{asked}"' in shown
        assert not [href for href in re.findall(r'(?:href|action)="([^"]*)"', shown) if asked in unquote(href)]
        later = re.search(r'href="([^"]*page=2)"', shown)
        assert later
        assert "共 2 条" in page(editor, later[1])
        back = post(editor, f"{row.pk}/sort?{address.partition('?')[2]}", text=text.pk, named="姓名")["Location"]
        assert back == f"{address}#words-{text.pk}"
    stranger = page(town.client(HEAD), searched[0]["Location"])
    assert "请重新输入" in stranger
    assert asked not in re.sub(r"<(?:mark|p class=.hl-text).*?</p>", "", stranger)


def test_the_report_is_written_by_one_and_published_by_another(town: Town) -> None:
    row, editor, head = closed(town), town.client(EDITOR), town.client(HEAD)
    assert "采纳情况还没有写完" in page(head, f"/consultations/{row.pk}/")
    half = post(editor, f"{row.pk}/report", taken_up_1="no", summary_zh_1="有人反对。")
    assert (half.status_code, "请写明理由" in half.content.decode()) == (422, True)
    assert post(editor, f"{row.pk}/report", taken_up_1="yes", summary_zh_1="都赞成。").status_code == 302
    assert post(head, f"{row.pk}/publish-report").status_code == 409
    named = report_rows(row, summary_zh_1="王小明（13812345621）赞成。")
    assert post(editor, f"{row.pk}/report", **named).status_code == 302
    assert "可能有个人信息：" in page(editor, f"/consultations/{row.pk}/report")
    refused = post(head, f"{row.pk}/publish-report")
    assert (refused.status_code, "电话或者证件号码" in refused.content.decode()) == (409, True)
    assert post(editor, f"{row.pk}/report", **report_rows(row)).status_code == 302
    assert post(editor, f"{row.pk}/publish-report").status_code == 403
    assert post(head, f"{row.pk}/publish-report").status_code == 302
    row.refresh_from_db()
    assert row.state is ConsultationState.REPORTED
    public = page(citizen(), f"/portal/consultations/{row.pk}/")
    assert "急事改为三个工作日，其他不变。" in public
    assert "部分采纳" in public
    assert "建议改为三个工作日。" not in public  # the very words of the answer


def test_the_counts_leave_as_a_table_of_numbers_alone(town: Town) -> None:
    row = reported(town)
    answer: Any = town.client(OFFICE_CLERK).get(f"/consultations/{row.pk}/counts.csv")
    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert lines[0] == "项,内容,选项,人群,份数,答此项的份数"
    assert f"第 2 段,{PARAGRAPHS[1]},修改后同意,全部,1,1" in lines
    assert "建议改为三个工作日" not in "".join(lines)


def test_what_is_published_of_the_counts_tells_nobody_on_the_page_and_as_open_data(town: Town) -> None:
    row = reported(town)
    shown = page(citizen(), f"/portal/consultations/{row.pk}/")
    assert "少于 5 件的数字不显示" in shown
    assert '<dd class="num">*</dd>' in shown
    answer = citizen().get("/portal/data/consultations.csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    own = [one for one in lines if one["consultation"] == str(row.pk)]
    asked = {"item": "2", "choice_code": "change", "group_code": ""}
    (line,) = [one for one in own if asked.items() <= one.items()]
    assert (line["choice_zh"], line["group_zh"], line["count"], line["answered"]) == ("修改后同意", "全部", "*", "*")
    assert {one["count"] for one in own} == {"*", "0"}, "one answer alone"
    records = json.loads(citizen().get("/portal/data/consultations.json").content)["records"]
    mine = [one for one in records if one["consultation"] == row.pk]
    assert len(mine) == len(own)
    assert {one["count"] for one in mine if "count" in one["hidden"]} == {None}
    whole = json.dumps(records, ensure_ascii=False)
    assert "建议改为三个工作日" not in whole, "no word of anybody's"
    unreported = closed(town)
    assert f'"consultation": {unreported.pk},' not in json.dumps(
        json.loads(citizen().get("/portal/data/consultations.json").content)
    )
