"""A list as a file: the rows of the page in its order, masked as there, harmless in a spreadsheet, and written down."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client
from openpyxl import load_workbook

from lianxin.actions import CallerEntry
from lianxin.law.words import OverlayKind, OverlayState, RequestType
from lianxin.records.models import Overlay, ReadingLog
from lianxin.web.lists import export
from lianxin.web.lists.files import csv_pieces, harmless, workbook_pieces
from lianxin.web.names import names_of_units
from tests.web.town import AGENT, CLERK, EXAMINER, HOST, OTHER_CLERK, STREET, Story, Town

NUMBER = re.compile(r'<a class="hl-title" href="/orders/([\d-]+)/["?]')
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def stories(town: Town) -> list[Story]:
    """More than a page of the clerk's list, one of them with a title that a spreadsheet would compute."""
    made = [town.received(title=f"第 {place} 处路灯不亮").dispatched() for place in range(23)]
    made[3].do(CLERK, "sign").do(CLERK, "extend", amount_working_days=3, reason="须借用吊车。")
    made.append(
        town.received(title="=cmd|'/c calc'!A1", caller=CallerEntry(name="欧阳晓婷", phone="15987654321")).dispatched()
    )
    return made


def content(client: Client, address: str) -> bytes:
    """The whole file."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.streaming
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of a CSV file by their headings."""
    return list(csv.DictReader(io.StringIO(content(client, address).decode("utf-8-sig"))))


def listed(client: Client, address: str) -> list[str]:
    """The numbers of all pages of a list."""
    found: list[str] = []
    while address:
        page = client.get(address).content.decode()
        found += NUMBER.findall(page)
        following = re.search(r'<a href="([^"]+)" rel="next"', page)
        address = following.group(1).replace("&amp;", "&") if following else ""
    return found


def test_a_file_holds_what_all_pages_of_the_list_hold_in_their_order(town: Town, stories: list[Story]) -> None:
    client = town.client(CLERK)
    for asked in ("list=todo", "list=todo&tile=to_sign", "list=ours&state=any", "list=todo&words=第 1"):
        rows = rows_of(client, f"/orders/export?{asked}&as=csv")
        assert rows, asked
        assert [row["工单号"] for row in rows] == listed(client, f"/orders/?{asked}"), asked


def test_the_page_leads_to_its_own_export(town: Town, stories: list[Story]) -> None:
    page = town.client(CLERK).get("/orders/?list=todo&tile=to_sign&type=help").content.decode()
    links = [one.replace("&amp;", "&") for one in re.findall(r'href="(/orders/export[^"]+)"', page)]
    assert links == [f"/orders/export?list=todo&type=help&tile=to_sign&as={form}" for form in ("csv", "xlsx")]


def test_it_says_what_the_rows_of_the_page_say(town: Town, stories: list[Story]) -> None:
    rows = {row["工单号"]: row for row in rows_of(town.client(CLERK), "/orders/export?list=todo&as=csv")}
    row = rows[stories[3].number]
    page = town.client(CLERK).get("/orders/?list=todo&words=第 3 处").content.decode()
    shown = next(part for part in page.split("<tr>")[1:] if stories[3].number in part)
    for name in ("诉求类型", "标题", "来源", "角色", "状态", "时限"):
        assert row[name], name
        assert row[name] in shown, name
    assert "延期待审" in row["剩余时限"]
    assert re.fullmatch(r"20\d\d-\d\d-\d\d 24:00", row["到期"])


def test_no_caller_and_nothing_that_the_reader_may_not_see_is_in_it(town: Town, stories: list[Story]) -> None:
    told = content(town.client(CLERK), "/orders/export?list=ours&state=any&as=csv").decode()
    assert "欧阳" not in told
    assert "3 号楼" not in told, "the account is the centre's"
    assert rows_of(town.client(OTHER_CLERK), "/orders/export?list=ours&state=any&as=csv") == []
    Overlay.objects.create(
        order_id=stories[0].id,
        serial=9,
        kind=OverlayKind.RECUSAL,
        state=OverlayState.UPHELD,
        opened_at=stories[0].now,
        staff_id=town.actor(EXAMINER).staff,
    )
    theirs = [row["工单号"] for row in rows_of(town.client(EXAMINER), "/orders/export?list=all&as=csv")]
    assert stories[0].number not in theirs
    assert stories[1].number in theirs


def test_lists_of_many_units_name_the_host(town: Town, stories: list[Story]) -> None:
    rows = rows_of(town.client(EXAMINER, "en"), f"/orders/export?list=all&unit={town.units[HOST]}&as=csv")
    assert {row["Host"] for row in rows} == {names_of_units([town.units[HOST]])[town.units[HOST]].en}
    assert {row["Type"] for row in rows} == {RequestType.HELP.en}
    assert "工单号" not in rows[0]


def test_a_county_too_is_told_the_host_as_its_page_tells_it(town: Town) -> None:
    order = town.received(title="南营小区飞线充电").signed(STREET)
    rows = rows_of(town.client("xuyunshu"), "/orders/export?list=county&as=csv")
    assert {row["主办单位"] for row in rows if row["工单号"] == order.number} == {"清风街道办事处"}


def test_a_workbook_has_the_same_cells_and_computes_none(town: Town, stories: list[Story]) -> None:
    client = town.client(CLERK)
    rows = list(csv.reader(io.StringIO(content(client, "/orders/export?list=todo&as=csv").decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(content(client, "/orders/export?list=todo&as=xlsx"))).active
    assert sheet is not None
    cells = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    assert cells == [[cell.removeprefix("'") for cell in row] for row in rows]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "=cmd|'/c calc'!A1" in {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "＝1+1", "\r=1"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless("井盖破损=危险") == "井盖破损=危险"
    (line,) = csv_pieces([[text]])
    assert next(csv.reader(io.StringIO(line.decode("utf-8-sig"))))[0].startswith("'")


def test_a_file_begins_with_the_mark_by_which_excel_knows_utf_8_and_only_once() -> None:
    pieces = list(csv_pieces([["工单号"], ["一"]]))
    assert pieces == ["\ufeff工单号\r\n".encode(), "一\r\n".encode()]


def test_what_no_workbook_may_hold_is_left_out_of_it() -> None:
    whole = b"".join(workbook_pieces([["路\x0b灯"]]))
    sheet = load_workbook(io.BytesIO(whole)).active
    assert sheet is not None
    assert sheet["A1"].value == "路灯"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_export_is_written_down_before_it_leaves(town: Town, stories: list[Story], form: str) -> None:
    client = town.client(CLERK)
    answer = client.get(f"/orders/export?list=todo&words=第 17 处&as={form}")
    row = ReadingLog.objects.latest("pk")
    assert row.staff.username == CLERK
    assert row.query is not None
    assert (row.query["list"], row.query["export"], row.query["words"]) == ("todo", form, "words")
    assert row.query["orders"] == [stories[17].id]
    assert "17 处" not in str(row.query)
    b"".join(answer.streaming_content)
    page = town.client("jiaguiying").get("/administration/readings").content.decode()
    assert f"待办工单（导出 {form}）（查找）" in page


def test_a_list_with_more_than_fits_says_so_and_nothing_leaves(
    town: Town, stories: list[Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MOST_EXPORTED", 5)
    client, before = town.client(CLERK), ReadingLog.objects.filter(query__has_key="export").count()
    answer = client.get("/orders/export?list=todo&tile=to_sign&as=csv")
    assert answer["Location"] == "/orders/?list=todo&tile=to_sign"
    assert "请先筛选，再导出" in client.get(answer["Location"]).content.decode()
    assert ReadingLog.objects.filter(query__has_key="export").count() == before


def test_a_number_searched_for_stands_in_no_address_of_an_export(town: Town, stories: list[Story]) -> None:
    client = town.client(AGENT)
    found = client.post("/orders/", {"words": "159 8765 4321", "list": "all"})["Location"]
    link = re.search(r'href="(/orders/export[^"]+as=csv)"', client.get(found).content.decode())
    assert link
    assert "4321" not in link[1]
    rows = rows_of(client, link[1].replace("&amp;", "&"))
    assert [row["工单号"] for row in rows] == [stories[-1].number]
    assert client.get("/orders/export?list=all&words=15987654321&as=csv").status_code == 404


def test_offices_without_lists_and_unknown_kinds_of_file_get_nothing(town: Town) -> None:
    assert town.client("jiaguiying").get("/orders/export?as=csv").status_code == 403
    assert town.client(CLERK).get("/orders/export?list=todo&as=pdf").status_code == 404
    assert town.client(CLERK).get("/orders/export?list=todo").status_code == 404
