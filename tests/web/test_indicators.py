"""Figures on pages: whose an office sees, that each number opens to its cases, and that nobody sees a barred order."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import transaction
from django.utils import timezone

from lianxin.access import indicators_for
from lianxin.actions.count_month import count_month
from lianxin.law.decisions.conflict import Correction, Subject
from lianxin.law.indicators import INDICATORS
from lianxin.law.words import RequestType
from lianxin.records.models import ReadingLog
from lianxin.web.indicators.cases import SIZE
from tests.web.machine_dates import machine_dates
from tests.web.test_role_walk import PEOPLE
from tests.web.town import (
    CLERK,
    DISPATCHER,
    HOST,
    OTHER,
    OTHER_CLERK,
    SUB_CLERK,
    SUB_UNIT,
    SUPERVISOR,
    Story,
    Town,
    lately,
)

ADDRESSES = ("/indicators/", "/indicators/completion", "/indicators/completion/cases?which=over")
MONTH = lately().date().replace(day=1)


@pytest.fixture(scope="module")
def orders(town: Town) -> list[Story]:
    """One order closed and one open of a unit, one of its sub-unit, one of another, one nobody has yet."""
    return [
        town.received(at=lately()).closed(),
        town.received(at=lately()).signed(),
        town.received(at=lately()).dispatched(SUB_UNIT),
        town.received(at=lately()).dispatched(OTHER),
        town.received(at=lately()),
    ]


def page(town: Town, username: str, address: str, language: str = "zh-hans") -> str:
    """The page for the month of the orders, unless the address names one."""
    asked = address if "month=" in address else f"{address}{'&' if '?' in address else '?'}month={MONTH:%Y-%m}"
    return town.client(username, language).get(asked).content.decode()


def numbers(html: str, name: str) -> tuple[int, int]:
    """Numerator and denominator of a figure as the page of all says them."""
    found = [re.search(rf'aria-label="{name} {part} (\d+)"', html) for part in ("分子", "分母")]
    return tuple(int(one[1]) for one in found if one)  # type: ignore[return-value]  # two, or the test fails


@pytest.mark.parametrize("who", PEOPLE)
def test_the_menu_and_the_pages_say_what_the_table_says(town: Town, orders: list[Story], who: str) -> None:
    assert orders
    client, role = town.client(PEOPLE[who]), town.actor(PEOPLE[who]).role
    allowed = indicators_for(role) is not None
    assert [client.get(address).status_code for address in ADDRESSES] == [200 if allowed else 403] * 3
    assert ('href="/indicators/"' in client.get("/").content.decode()) is allowed


def test_who_watches_sees_the_whole_city_and_a_unit_its_own_with_its_sub_units(town: Town, orders: list[Story]) -> None:
    assert len(orders) == 5
    assert numbers(page(town, SUPERVISOR, "/indicators/"), "办结率") == (1, 5)
    assert numbers(page(town, CLERK, "/indicators/"), "办结率") == (1, 3)
    assert numbers(page(town, SUB_CLERK, "/indicators/"), "办结率") == (0, 1)
    assert numbers(page(town, OTHER_CLERK, "/indicators/"), "办结率") == (0, 1)


def test_each_number_opens_to_its_cases(town: Town, orders: list[Story]) -> None:
    closed, signed, below, other, _ = orders
    html = page(town, SUPERVISOR, "/indicators/")
    hrefs = dict(re.findall(r'href="([^"]+)" aria-label="办结率 (分子|分母) \d+"', html))
    addresses = {name: href.replace("&amp;", "&") for href, name in hrefs.items()}
    numerator = page(town, SUPERVISOR, addresses["分子"])
    assert closed.number in numerator
    assert signed.number not in numerator
    assert re.search(rf'<time class="num" datetime="[^"]*">[^<]*</time></td>[^/]*/orders/{closed.number}/', numerator)
    assert all(one.number in page(town, SUPERVISOR, addresses["分母"]) for one in orders)
    of_unit = page(town, CLERK, addresses["分母"])
    assert [one.number in of_unit for one in (closed, signed, below, other)] == [True, True, True, False]
    named = f"{addresses['分母']}&unit={town.units[OTHER]}"
    assert other.number in page(town, SUPERVISOR, named)
    assert closed.number not in page(town, SUPERVISOR, named)
    assert other.number not in page(town, CLERK, named), "a unit asks for another's in vain"
    assert ReadingLog.objects.filter(query__list="indicator_cases", query__orders__contains=[closed.id]).exists()


def test_one_figure_says_what_it_counts_by_which_text_and_since_when(town: Town, orders: list[Story]) -> None:
    assert orders
    for row in INDICATORS:
        html = page(town, SUPERVISOR, f"/indicators/{row.code}")
        for said in (
            row.counts.zh,
            row.over.zh,
            row.falls.zh,
            "2018 年 9 月 1 日起",
            *(one.reason.zh for one in row.left),
        ):
            assert said in html, (row.code, said)
        english = page(town, SUPERVISOR, f"/indicators/{row.code}", "en")
        assert row.counts.en in english
    html = page(town, SUPERVISOR, "/indicators/on_time")
    assert '/law/house_rules/53"' in html


def test_by_unit_the_unit_above_answers_for_its_sub_unit(town: Town, orders: list[Story]) -> None:
    assert orders
    html = page(town, SUPERVISOR, "/indicators/completion")
    row = re.search(r"市城市管理局 *<span[^>]*>含所属单位</span>.*?</tr>", html, re.DOTALL)
    assert row
    assert re.findall(r"(?:分子|分母) (\d+)", row[0]) == ["1", "3"]
    by_topic = page(town, SUPERVISOR, "/indicators/completion?by=topic")
    assert "未归类" in by_topic
    assert "按事项" not in page(town, CLERK, "/indicators/completion?by=topic"), "a unit's topics are not counted"


def test_a_case_of_which_one_is_barred_is_counted_and_not_shown(town: Town, orders: list[Story]) -> None:
    """The unit had the order until it became a tip-off about itself: the case stays in its figure (R60)."""
    assert orders
    before = numbers(page(town, CLERK, "/indicators/"), "办结率")
    accused = town.received(at=lately()).signed()
    change = Correction(request_type=RequestType.TIP_OFF, subject=Subject(unit=town.units[HOST]))
    accused.do(DISPATCHER, "correct", reason="系举报该单位", correction=change)
    html = page(town, CLERK, "/indicators/completion/cases?which=over")
    assert numbers(page(town, CLERK, "/indicators/"), "办结率") == (before[0], before[1] + 1)
    assert accused.number not in html
    assert "另有件已计入但您无权查看" in html
    assert accused.number in page(town, SUPERVISOR, "/indicators/completion/cases?which=over")


def test_a_counted_month_is_shown_as_it_was_counted(town: Town, orders: list[Story]) -> None:
    assert orders
    now = timezone.now()
    before = numbers(page(town, SUPERVISOR, "/indicators/"), "办结率")
    assert re.search(
        r"统计于 \d+ 月 \d+ 日 \d\d:\d\d，(\d{4} 年 )?\d+ 月 \d+ 日冻结", page(town, SUPERVISOR, "/indicators/")
    )
    with transaction.atomic():
        assert count_month(MONTH, now=now, freeze_days=5)
        assert numbers(page(town, SUPERVISOR, "/indicators/"), "办结率") == before
        town.received(at=lately())
        assert numbers(page(town, SUPERVISOR, "/indicators/"), "办结率") == before
        assert count_month(MONTH, now=now, freeze_days=5)
        assert numbers(page(town, SUPERVISOR, "/indicators/"), "办结率") == (before[0], before[1] + 1)
        later = now + dt.timedelta(days=60)
        assert count_month(MONTH, now=later, freeze_days=5)
        assert "已冻结" in page(town, SUPERVISOR, "/indicators/")
        assert "已冻结" in page(town, SUPERVISOR, "/indicators/completion")
        assert machine_dates(page(town, SUPERVISOR, "/indicators/")) == []
        transaction.set_rollback(True)


def test_pages_go_by_key_and_what_nobody_wrote_begins_at_the_beginning(town: Town, orders: list[Story]) -> None:
    assert orders
    made = [town.received(at=lately()).number for _ in range(SIZE)]
    first = page(town, SUPERVISOR, "/indicators/completion/cases?which=over")
    after = re.search(r'href="([^"]+after=[^"]+)" rel="next"', first)
    assert after
    second = page(town, SUPERVISOR, after[1].replace("&amp;", "&"))
    shown = [set(re.findall(r"\d{8}-\d{5,}-\d", html)) for html in (first, second)]
    assert len(shown[0]) == SIZE
    assert not shown[0] & shown[1]
    assert set(made) <= shown[0] | shown[1]
    for wrong in ("after=x", "month=2026-13", "unit=9999999999", "which=nothing"):
        assert town.client(SUPERVISOR).get(f"/indicators/completion/cases?{wrong}").status_code == 200
    assert town.client(SUPERVISOR).get("/indicators/nothing").status_code == 404


def test_an_empty_month_says_what_to_do(town: Town) -> None:
    html = page(town, SUPERVISOR, "/indicators/completion?month=2019-02")
    assert "这个月没有归入的件。换一个月份看看。" in html
    assert "没有您可查看的件。" in page(town, SUPERVISOR, "/indicators/completion/cases?month=2019-02&which=over")
