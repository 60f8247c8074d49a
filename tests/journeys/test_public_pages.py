"""What is public, read on a phone without scripts: figures, cases, rules, data; and an opinion given."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from lianxin.actions import Door
from lianxin.actions.answer_hotline_opinion import answer_hotline_opinion
from lianxin.actions.count_month import count_month
from lianxin.actions.publish_case import publish_case
from lianxin.actions.write_case import write_case
from lianxin.records.models import HotlineOpinion
from tests.journeys.person import PATIENCE
from tests.web.town import HEAD, Town, lately

EDITOR, INSPECTOR = "huangfan", "zhujiahe"
PHONES = (390, 320)
TITLE, BODY = "小区路灯三天修好", "市民反映小区北门路灯不亮。市政单位当日核实，更换灯具，夜间照明恢复。"
OPINION, ANSWER = "晚上打电话要等很久，希望多安排人接听。", "从本月起，晚间高峰多安排三个坐席。"
PUBLIC = (
    "/portal/figures/",
    "/portal/figures/units",
    "/portal/cases/",
    "/portal/rules",
    "/portal/data/",
    "/portal/opinions/",
)


@pytest.fixture
def reader(pages: str, city: Town, chromium: Browser, language: str) -> Iterator[Page]:
    """A stranger's browser with scripts switched off."""
    _ = city
    context = chromium.new_context(
        viewport={"width": PHONES[0], "height": 844}, java_script_enabled=False, base_url=pages, locale="zh-CN"
    )
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    page.goto("/portal/")
    if language == "en":
        page.locator('form[action="/language"] button').click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
    yield page
    context.close()


def door(city: Town, username: str) -> Door:
    return Door(city.actor(username), timezone.now(), uuid.uuid4().hex)


def look(page: Page) -> None:
    """Nothing sticks out on either phone, in the standard version and for elders; axe reads the samples of each."""
    for elder in ("1", "0"):
        page.locator(f'button[name="elder"][value="{elder}"]').click()
        expect(page.locator(f'button[name="elder"][value="{"0" if elder == "1" else "1"}"]')).to_be_visible()
        for width in PHONES:
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (page.url, width, elder)


def test_a_citizen_reads_what_is_public_and_says_what_they_think_of_the_hotline(reader: Page, city: Town) -> None:
    month = lately().date().replace(day=1)
    stories = [city.received(at=lately(), topic="0309", division="990101001").closed() for _ in range(5)]
    assert count_month(month, now=timezone.now() + dt.timedelta(days=60), freeze_days=5)
    written = write_case(door(city, EDITOR), order=stories[0].id, title=TITLE, body=BODY)
    publish_case(door(city, HEAD), case=written.id)
    for address in PUBLIC:
        reader.goto(address)
        look(reader)
    reader.goto("/portal/cases/")
    reader.get_by_text(TITLE).click()
    expect(reader.locator("article")).to_contain_text(BODY)
    look(reader)

    reader.goto("/portal/opinions/")
    reader.locator('a[href="/portal/opinions/give"]').click()
    look(reader)
    reader.locator("main form button").click()
    expect(reader.locator("#wrong")).to_be_visible()
    expect(reader.locator("#text-error")).to_be_visible()
    reader.wait_for_timeout(2_200)  # a machine would be faster
    reader.locator("#text").fill(OPINION)
    reader.locator('input[name="wishes"][value="public"]').check()
    reader.locator("main form button").click()
    number, code = (reader.locator(".no b.num").nth(place).inner_text() for place in (0, 1))
    row = HotlineOpinion.objects.get(number=number)
    assert row.may_publish
    answer_hotline_opinion(door(city, INSPECTOR), opinion=row.pk, text=ANSWER)

    reader.goto("/portal/opinions/answer")
    look(reader)
    reader.locator("#number").fill(number)
    reader.locator("#code").fill(code)
    reader.locator("main form button").click()
    expect(reader.locator("main")).to_contain_text(ANSWER)
