"""The administrator's tables, and that nobody else reads them."""

from __future__ import annotations

import pytest

from lianxin.records.models import CalendarYear, RegimeVersion, Unit
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
    calendar = client.get("/administration/calendar").content.decode()
    assert all(f">{year}<" in calendar for year in CalendarYear.objects.values_list("year", flat=True))


def test_readings_are_told_by_person_order_and_list_without_words(town: Town) -> None:
    story = town.received(title="不应出现在查看记录里")
    reader = town.client(AGENT)
    reader.get(f"/orders/{story.number}/")
    reader.get("/orders/?list=intake")
    page = town.client(ADMINISTRATOR).get("/administration/readings").content.decode()
    assert story.number in page
    assert "夏明" in page
    assert "intake" in page
    assert "不应出现" not in page


def test_the_administrator_has_no_orders(town: Town) -> None:
    story = town.received()
    client = town.client(ADMINISTRATOR)
    assert client.get(f"/orders/{story.number}/").status_code == 404
    assert "您的岗位不办理工单" in client.get("/").content.decode()
    assert 'href="/administration/units"' in client.get("/").content.decode()
