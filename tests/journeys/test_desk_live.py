"""The open order of the dispatch desk while a colleague acts on it: up to date, never under somebody's hands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, expect

from tests.journeys.person import Person
from tests.web.town import DISPATCHER, OTHER, Town


@pytest.fixture
def live_city(live: str) -> Iterator[tuple[str, Town]]:
    """The city behind pages that hear of changes."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        yield live, Town()


def test_what_a_colleague_does_with_the_open_order_is_shown_or_offered(
    live_city: tuple[str, Town], chromium: Browser
) -> None:
    site, town = live_city
    matter = {"topic": "0309", "division": "990102001"}
    first, second = town.received(title="北门路灯不亮", **matter), town.received(title="南门路灯不亮", **matter)
    dispatcher = Person(chromium, site, "zh-hans")
    dispatcher.sign_in(DISPATCHER)
    page = dispatcher.page
    page.goto(f"{site}/dispatch/?list=to_dispatch&order={first.number}")
    dispatcher.ready()
    dispatcher.hears()
    expect(page.locator("#matter form.hl-form")).to_be_visible()
    page.evaluate("document.activeElement?.blur()")
    first.dispatched(OTHER)
    expect(page.locator("#matter .hl-note")).to_contain_text("此件已不在“待转办”中")
    expect(page.locator("#matter h1")).to_contain_text("北门路灯不亮")
    dispatcher.look()
    dispatcher.press("n")
    expect(page.locator("#matter h1")).to_contain_text("南门路灯不亮")
    dispatcher.ready()
    dispatcher.write("transfer", "南门三盏路灯不亮，请核实维修。")
    second.dispatched(OTHER)
    changed = page.locator("#matter > .hl-changed")
    expect(changed).to_be_visible()
    expect(page.locator("[name=transfer]")).to_have_value("南门三盏路灯不亮，请核实维修。")
    expect(page.locator("[name=transfer]")).to_be_focused()
    dispatcher.look()
    changed.click()
    expect(page.locator("#matter .hl-note")).to_contain_text("此件已不在“待转办”中")
    dispatcher.leave()


def test_words_come_back_into_the_form_that_was_brought_up_to_date(
    live_city: tuple[str, Town], chromium: Browser
) -> None:
    site, town = live_city
    story = town.received(topic="0309", division="990102001")
    dispatcher = Person(chromium, site, "zh-hans")
    dispatcher.sign_in(DISPATCHER)
    page = dispatcher.page
    page.goto(f"{site}/dispatch/?list=to_dispatch&order={story.number}")
    dispatcher.ready()
    dispatcher.hears()
    dispatcher.write("transfer", "三盏路灯不亮，请核实维修。")
    story.do("hehuaijin", "report_risk", note="夜间行人较多。")
    changed = page.locator("#matter > .hl-changed")
    changed.click()
    expect(changed).to_have_count(0)
    expect(page.locator("[name=transfer]")).to_have_value("三盏路灯不亮，请核实维修。")
    expect(page.locator("#matter")).to_contain_text("风险")
    dispatcher.leave()
