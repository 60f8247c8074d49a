"""The administrator's tables, and that nobody else reads them."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from lianxin.law.terms import SHANGHAI
from lianxin.records.models import CalendarYear, RegimeVersion, Unit
from lianxin.records.rules import current_rules
from tests.web.machine_dates import machine_dates
from tests.web.town import AGENT, CLERK, HEAD, Town

ADMINISTRATOR = "jiaguiying"
TABLES = ("units", "staff", "regimes", "calendar", "readings")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("username", [AGENT, CLERK, HEAD, "zouying"])
def test_only_the_administrator_reads_the_tables(town: Town, table: str, username: str) -> None:
    assert town.client(username).get(f"/administration/{table}").status_code == 403


def test_the_tables_say_what_the_city_says(town: Town) -> None:
    client = town.client(ADMINISTRATOR)
    units = client.get("/administration/units").content.decode()
    assert f"共 {Unit.objects.count()} 行" in units
    assert "市城市照明管理处" in units
    assert "潘勇" in client.get("/administration/staff").content.decode()
    assert RegimeVersion.objects.latest("pk").version in client.get("/administration/regimes").content.decode()
    regimes = client.get("/administration/regimes").content.decode()
    since = RegimeVersion.objects.latest("pk").in_force_from
    assert f'<time class="num" datetime="{since.astimezone(SHANGHAI).isoformat(timespec="seconds")}">' in regimes
    calendar = client.get("/administration/calendar").content.decode()
    assert machine_dates(regimes + calendar) == []
    english = town.client(ADMINISTRATOR, "en").get("/administration/regimes").content.decode()
    texts = RegimeVersion.objects.latest("pk").regimes
    assert len(texts) > 1
    assert ", ".join(texts) in english
    assert all(f">{year}<" in calendar for year in CalendarYear.objects.values_list("year", flat=True))


def test_readings_are_told_by_person_order_and_list_without_words(town: Town) -> None:
    story = town.received(title="不应出现在查看记录里")
    reader = town.client(AGENT)
    reader.get(f"/orders/{story.number}/")
    reader.get("/orders/?list=intake")
    page = town.client(ADMINISTRATOR).get("/administration/readings").content.decode()
    assert story.number in page
    assert "夏明" in page
    assert ">受理中<" in page
    assert ">intake<" not in page
    assert machine_dates(page) == []
    assert "不应出现" not in page


def test_readings_are_narrowed_to_a_person_and_a_day(town: Town) -> None:
    town.client(AGENT).get("/orders/?list=intake")
    town.client(AGENT).get("/orders/?words=路灯")
    client, today = town.client(ADMINISTRATOR), timezone.localdate()
    agent, head = town.actor(AGENT).staff, town.actor(HEAD).staff

    def read(**asked: object) -> list[str]:
        page = client.get("/administration/readings", asked).content.decode()
        return re.findall(r'data-label="列表或附件">([^<]*)<', page)

    assert "全部工单（查找）" in read(staff=agent, day=today)
    assert read(staff=head, day=today) == []
    assert read(staff=agent, day=today - dt.timedelta(days=3)) == []
    assert read(staff="x", day="y")


def test_the_administrator_has_no_orders(town: Town) -> None:
    story = town.received()
    client = town.client(ADMINISTRATOR)
    assert client.get(f"/orders/{story.number}/").status_code == 404
    assert "您的岗位不办理工单" in client.get("/").content.decode()
    assert 'href="/administration/units"' in client.get("/").content.decode()


# ---- next year's notice ----------------------------------------------------------------------------------------------

NEXT_YEAR = """\
year = 2031

[notice]
number = "国办发明电〔2030〕7号"
date = 2030-10-28

[[day]]
date = 2031-01-01
working = false
zh = "元旦"
en = "New Year's Day"
"""


def upload(town: Town, text: str | bytes) -> HttpResponse:
    """The administrator posts a file."""
    content = text.encode() if isinstance(text, str) else text
    file = SimpleUploadedFile("2031.toml", content)
    return town.client(ADMINISTRATOR).post("/administration/calendar", {"file": file, "request_key": uuid.uuid4().hex})


def test_next_years_notice_is_taken_over_from_its_file(town: Town) -> None:
    assert 2031 not in current_rules().calendar.years
    assert upload(town, NEXT_YEAR).status_code == 302
    assert 2031 in current_rules().calendar.years
    assert CalendarYear.objects.filter(year=2031).count() == 1
    assert upload(town, NEXT_YEAR).status_code == 302
    assert CalendarYear.objects.filter(year=2031).count() == 1, "the same notice twice is one edition"
    assert "国办发明电〔2030〕7号" in town.client(ADMINISTRATOR).get("/administration/calendar").content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year = ", "不是有效的 TOML"),
        (NEXT_YEAR.replace("2031-01-01", "2032-01-01"), "day[1]"),
        (b"\xff\xfe", "须为 UTF-8 文本"),
        ("#" * 300_000, "文件过大"),
    ],
)
def test_a_wrong_file_says_what_is_wrong_and_changes_nothing(town: Town, text: str | bytes, said: str) -> None:
    before = CalendarYear.objects.count()
    answer = upload(town, text)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert CalendarYear.objects.count() == before


def test_nobody_else_changes_the_calendar(town: Town) -> None:
    file = SimpleUploadedFile("2031.toml", NEXT_YEAR.replace("2031", "2033").encode())
    assert town.client(HEAD).post("/administration/calendar", {"file": file}).status_code == 403
    assert not CalendarYear.objects.filter(year=2033).exists()
