"""The work flow sheet on paper: seven blocks, counted, and nothing by which a caller could be known (Art. 22, R44)."""

from __future__ import annotations

import io
import re
import sys
import uuid

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from pypdf import PdfReader

from lianxin import actions
from lianxin.actions import CallerEntry
from lianxin.law.actors import SYSTEM
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.points import PointCheck
from lianxin.law.sheet_blocks import BLOCKS, OFF_PAPER
from lianxin.law.transitions import ROWS
from lianxin.law.words import (
    ClockName,
    Grade,
    Outcome,
    PointState,
    ReplyWay,
    RequestType,
    SheetBlock,
    Solved,
    SupervisionGround,
    SupervisionLevel,
)
from lianxin.records.models import ReadingLog, SheetPrint, Staff
from lianxin.web.paper.pdf import to_pdf
from tests.web.town import AGENT, CALLBACK_CLERK, CLERK, EXAMINER, OTHER, OTHER_CLERK, SUPERVISOR, Story, Town

NAME, PHONE = "欧阳晓婷", "15987654321"
MILLIMETRE = 72 / 25.4


def paper(client: Client, story: Story) -> PdfReader:
    """The sheet as this reader gets it."""
    answer = client.get(f"/orders/{story.number}/sheet.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith("inline")
    return PdfReader(io.BytesIO(answer.content))


def text(read: PdfReader) -> str:
    """Its words in one line, without the spaces that layout puts between them."""
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in read.pages))


@pytest.fixture(scope="module")
def whole(town: Town) -> Story:
    """An order with something in every block."""
    caller = CallerEntry(name=NAME, phone=PHONE)
    account = f"来电人{NAME}称路灯不亮，家住 3 号楼，电话 {PHONE}。"
    story = town.received(caller=caller, account=account, title=f"{NAME}反映路灯不亮")
    story.dispatched().do(CLERK, "sign")
    story.do(CLERK, "record_progress", note=f"已联系{NAME}（{PHONE}），现场三盏灯损坏。")
    ground, level = SupervisionGround.OTHER, SupervisionLevel.CITY
    return story.do(SUPERVISOR, "supervise", level=level, ground=ground, reason="请加快办理。")


@pytest.fixture(scope="module")
def ended(town: Town) -> Story:
    """An order that went back for a point, was rated badly, handled again, and ended."""
    story = town.received().fed_back()
    points = ((PointState.DROPPED, "无关"), (PointState.ANSWERED, "王小明问路灯"), (PointState.MISSING, "围墙开裂"))
    checks = tuple(PointCheck(state, text=words) for state, words in points)
    story.do(EXAMINER, "return_for_correction", reason="请答复围墙。", points=checks)
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="围墙亦已修复。"))
    story.do(EXAMINER, "examine", points=(PointCheck(PointState.ANSWERED, 3),))
    badly = Talk(contacted=True, solved=Solved.PARTLY, grade_result=Grade.DISSATISFIED, grade_attitude=Grade.FAIR)
    story.do(CALLBACK_CLERK, "call_back", caller=1, talk=badly)
    story.do(EXAMINER, "rehandle", reason="请彻底修复。")
    story.do(CLERK, "reply", caller=1, way=ReplyWay.BRIDGED_CALL, content="已彻底修复。")
    story.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已彻底修复。"))
    story.do(EXAMINER, "examine", points=tuple(PointCheck(PointState.ANSWERED, serial) for serial in (2, 3)))
    well = Talk(contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED, grade_attitude=Grade.SATISFIED)
    return story.do(CALLBACK_CLERK, "call_back", caller=1, talk=well).do(CALLBACK_CLERK, "close")


def test_every_act_stands_in_exactly_one_block() -> None:
    placed = [action for actions in BLOCKS.values() for action in actions]
    assert len(placed) == len(set(placed))
    assert {*placed, *OFF_PAPER} == {row.action for row in ROWS}
    assert list(BLOCKS) == list(SheetBlock)


def test_the_sheet_has_its_seven_blocks_in_the_order_of_the_article(town: Town, whole: Story) -> None:
    said = text(paper(town.client(EXAMINER), whole))
    heads = [
        "一、来电人基本信息",
        "二、受理事项",
        "三、受理情况",
        "四、办理情况",
        "五、回复情况",
        "六、回访情况",
        "七、督办情况",
    ]
    places = [said.index(head) for head in heads]
    assert places == sorted(places)
    assert whole.number in said
    assert "第二十二条" in said
    assert "现场三盏灯损坏" in said[places[3] : places[4]]
    assert "请加快办理" in said[places[6] :]
    assert "尚无记录" in said[places[4] : places[6]]


@pytest.mark.parametrize("who", [AGENT, EXAMINER, CLERK])
def test_no_caller_can_be_known_by_it(town: Town, whole: Story, who: str) -> None:
    read = paper(town.client(who), whole)
    said = text(read) + str(read.metadata)
    for told in (NAME, "欧阳", "晓婷", PHONE, "4321", "3号楼"):
        assert told not in said, told
    assert "自然人" in said


def test_of_a_tip_off_the_unit_has_nothing_more_on_paper_than_on_its_page(town: Town) -> None:
    story = town.received(request_type=RequestType.TIP_OFF, subject_person="钱某某").signed()
    assert "王小明" not in text(paper(town.client(CLERK), story))
    assert town.client(OTHER_CLERK).get(f"/orders/{story.number}/sheet.pdf").status_code == 404
    assert not SheetPrint.objects.filter(order=story.id, staff__username=OTHER_CLERK).exists()


def test_it_is_a4_with_the_margins_of_official_papers_and_numbers_its_pages(town: Town, whole: Story) -> None:
    read = paper(town.client(EXAMINER), whole)
    box = read.pages[0].mediabox
    assert (round(float(box.width) / MILLIMETRE), round(float(box.height) / MILLIMETRE)) == (210, 297)
    places: list[tuple[float, float]] = []

    def visit(words: str, page: list[float], text: list[float], *rest: object) -> None:
        if words.strip() and "—" not in words:
            x, y = text[4], text[5]
            places.append((x * page[0] + y * page[2] + page[4], x * page[1] + y * page[3] + page[5]))

    read.pages[0].extract_text(visitor_text=visit)
    left, top = min(x for x, _ in places) / MILLIMETRE, max(y for _, y in places) / MILLIMETRE
    assert (left >= 27.9, top <= 297 - 37) == (True, True)
    for number, page in enumerate(read.pages, 1):
        assert f"— {number} / {len(read.pages)} —" in page.extract_text()


def test_a_page_that_went_astray_is_told_by_the_number_at_its_head(town: Town, ended: Story) -> None:
    pages = [re.sub(r"\s+", "", page.extract_text()) for page in paper(town.client(EXAMINER), ended).pages]
    assert len(pages) > 2
    assert [page.count(ended.number) for page in pages] == [1] * len(pages)


def test_the_foot_never_stands_on_a_page_of_its_own() -> None:
    css = render_to_string("paper/flow_sheet.css")
    for rows in range(12, 27):
        body = "".join(f"<tr><th>{row}</th><td>签收</td></tr>" for row in range(rows))
        foot = '<p class="foot">打印时间<br>依据</p>'
        made = to_pdf([f"<!doctype html><table>{body}</table>{foot}"], css, title="")
        last = PdfReader(io.BytesIO(made)).pages[-1].extract_text()
        assert "签收" in last, rows


def test_of_an_ended_order_it_says_where_it_stands_and_how_it_ended(town: Town, ended: Story) -> None:
    said = text(paper(town.client(EXAMINER), ended))
    assert "状态：已办结" in said
    assert "办结方式已办理" in said


def test_every_date_has_its_year_and_one_form(town: Town, ended: Story) -> None:
    said = text(paper(town.client(EXAMINER), ended))
    own = re.sub(r"11月24日已更换", "", said)
    assert not re.search(r"\d月\d+日", own)
    assert not re.search(r"(?<!\d{4}-)\b\d\d-\d\d(?=\d\d:\d\d)", own)
    assert re.search(r"打印时间：\d{4}-\d\d-\d\d\d\d:\d\d", said)


def test_what_the_callback_came_to_stands_in_its_block(town: Town, ended: Story) -> None:
    for username in (EXAMINER, CLERK):
        said = text(paper(town.client(username), ended))
        block = said[said.index("六、回访情况") : said.index("七、督办情况")]
        assert "已联系；部分解决；对结果不满意" in block
        assert "已联系；已解决；对结果满意" in block
    said = text(paper(town.client(CLERK, "en"), ended))
    assert "Reached;Partlysolved;withtheresult:dissatisfied" in said


def test_points_stand_once_by_the_numbers_the_acts_call_them_by(town: Town, ended: Story) -> None:
    said = text(paper(town.client(CLERK), ended))
    matter, rest = said[said.index("二、") : said.index("三、")], said[said.index("三、") :]
    assert re.search(r"诉求要点2\..*路灯（已回应）3\.围墙开裂（已回应）", matter)
    assert "王小明" not in said
    assert "遗漏要点3" in rest
    assert "围墙开裂" not in rest
    page = town.client(CLERK).get(f"/orders/{ended.number}/").content.decode()
    assert re.findall(r'<li value="(\d)"><span class="hl-tag', page) == ["2", "3"], "as the log beside it says"


def test_limits_of_several_rounds_are_told_apart_each_with_the_name_of_its_law(town: Town, ended: Story) -> None:
    said = text(paper(town.client(EXAMINER), ended))
    limits = re.findall(r"时限：反馈热线（第(\d)轮）", said)
    assert limits == ["1", "2"]
    assert said.count("条例》第二十四条") >= 2
    english = text(paper(town.client(EXAMINER, "en"), ended))
    assert "Limit:Feedbacktothehotline(round2)" in english
    assert ",met," in english
    assert ",Met," not in english


def test_signals_of_one_moment_are_one_line_over_both_columns(town: Town) -> None:
    story = town.received().signed()
    together = list(story.order.clocks.filter(name__in=(ClockName.REPLY, ClockName.FEED_BACK)).order_by("serial"))
    moment = together[0].next_signal_at
    assert moment is not None
    for clock in together:
        assert clock.next_signal_at == moment
        actions.signal_clock(actions.Door(SYSTEM, moment, uuid.uuid4().hex), order=story.id, clock=clock.serial)
    lines = "\n".join(page.extract_text() for page in paper(town.client(EXAMINER), story).pages).splitlines()
    cards = [line for line in lines if "黄牌" in line]
    assert len(cards) == 1
    assert re.fullmatch(r"回复来电人、反馈热线黄牌\s+\d{4}-\d\d-\d\d 00:00\s+系统", cards[0])


def test_each_making_is_counted_and_noted(town: Town) -> None:
    story = town.received().signed()
    assert "第1次打印" in text(paper(town.client(CLERK), story))
    assert "第2次打印" in text(paper(town.client(EXAMINER), story))
    rows = SheetPrint.objects.filter(order=story.id).order_by("number")
    assert [(row.number, row.staff.username, row.language) for row in rows] == [(1, CLERK, "zh"), (2, EXAMINER, "zh")]
    assert ReadingLog.objects.filter(order=story.id, staff__username=CLERK).exists()


def test_who_printed_it_is_said_by_unit_and_name_a_seat_of_the_centre_by_its_number(town: Town) -> None:
    story = town.received().signed()
    for username, by_number in ((CLERK, False), (EXAMINER, False), (AGENT, True)):
        person = Staff.objects.get(username=username)
        found = re.search(r"打印人：(.*?)依据", text(paper(town.client(username), story)))
        assert found
        assert found[1].endswith(f"·{person.number if by_number else person.display_name}"), found[1]


def test_an_english_reader_has_english_words(town: Town, whole: Story) -> None:
    said = text(paper(town.client(EXAMINER, "en"), whole))
    for head in ("Workflowsheet", "1.Caller", "7.Supervision", "Printed"):
        assert head in said
    assert "来电人基本信息" not in said


# ---- several at once -------------------------------------------------------------------------------------------------


def several(client: Client, stories: list[Story]) -> HttpResponse:
    """The sheets of these orders, as a list asks for them."""
    listed = {"HTTP_REFERER": "http://testserver/orders/?list=todo"}
    answer: HttpResponse = client.post("/orders/sheets.pdf", {"order": [story.number for story in stories]}, **listed)
    return answer


def test_several_sheets_are_one_pdf_each_on_pages_of_its_own_numbered_from_one(town: Town, whole: Story) -> None:
    other = town.received(title="东湖绿道照明").signed()
    alone = [len(paper(town.client(EXAMINER), story).pages) for story in (whole, other)]
    answer = several(town.client(EXAMINER), [whole, other])
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    read = PdfReader(io.BytesIO(answer.content))
    said = [re.sub(r"\s+", "", page.extract_text()) for page in read.pages]
    assert len(said) == sum(alone)
    numbered = [(int(one), int(of)) for page in said for one, of in re.findall(r"—(\d+)/(\d+)—", page)]
    assert numbered == [(page, count) for count in alone for page in range(1, count + 1)]
    assert whole.number in said[0]
    assert other.number in said[alone[0]]
    assert NAME not in "".join(said)


def test_each_of_several_sheets_is_counted_and_its_reading_noted(town: Town) -> None:
    stories = [town.received().signed() for _ in range(2)]
    assert "第1次打印" in text(paper(town.client(EXAMINER), stories[0]))
    answer = several(town.client(CLERK), [*stories, stories[0]])
    assert re.findall(r"第(\d)次打印", text(PdfReader(io.BytesIO(answer.content)))) == ["2", "1"]
    for story in stories:
        assert SheetPrint.objects.filter(order=story.id, staff__username=CLERK).count() == 1
        assert ReadingLog.objects.filter(order=story.id, staff__username=CLERK).exists()


def test_nothing_is_printed_or_counted_when_one_of_them_is_not_for_the_reader(town: Town) -> None:
    own, foreign = town.received().signed(), town.received().signed(OTHER)
    before = SheetPrint.objects.count()
    assert several(town.client(CLERK), [own, foreign]).status_code == 404
    assert SheetPrint.objects.count() == before


@pytest.mark.parametrize(("count", "words"), [(0, "没有选择工单"), (21, "一次最多打印 20 件，已选 21 件")])
def test_none_and_too_many_are_said_in_the_list(town: Town, count: int, words: str) -> None:
    before = SheetPrint.objects.count()
    client = town.client(CLERK)
    numbers = {"order": [f"20261101-{place:05}-1" for place in range(count)]}
    answer = client.post("/orders/sheets.pdf", numbers, HTTP_REFERER="http://testserver/orders/?list=todo")
    assert answer["Location"] == "http://testserver/orders/?list=todo"
    assert words in client.get("/orders/?list=todo").content.decode()
    assert SheetPrint.objects.count() == before


def test_every_list_lets_sheets_be_chosen_and_printed(town: Town, whole: Story) -> None:
    for username, code in ((EXAMINER, "all"), (CLERK, "todo"), (CLERK, "ours")):
        page = town.client(username).get(f"/orders/?list={code}").content.decode()
        assert f'type="checkbox" name="order" value="{whole.number}"' in page
        button = re.search(r'<button[^>]*formaction="/orders/sheets.pdf"[^>]*>', page)
        assert button
        assert all(said in button[0] for said in ('form="chosen"', 'aria-keyshortcuts="P"', 'formtarget="_blank"'))


def test_a_machine_without_the_library_says_what_to_install_and_counts_nothing(
    town: Town, whole: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Missing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    before = SheetPrint.objects.count()
    answer = town.client(EXAMINER).get(f"/orders/{whole.number}/sheet.pdf")
    assert answer.status_code == 503
    assert "apt-get install libpangoft2-1.0-0" in answer.content.decode()
    assert SheetPrint.objects.count() == before
