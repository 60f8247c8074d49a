"""Today's board in the browser, by keyboard alone: a card urged, one supervised, several urged at once, live counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, expect

from lianxin.law.words import OverlayKind
from lianxin.records.models import Event, Overlay
from tests.journeys.person import At, Person
from tests.web.town import CLERK, STREET, SUPERVISOR, Story, Town


def overdue(town: Town, days: int, unit: str = "city_management") -> Story:
    """In a unit's hands for so many days, and nothing was fed back."""
    title = f"积水没人管 {days}"
    return town.received(at=timezone.now() - dt.timedelta(days=days), title=title).signed(unit)


def urged(story: Story) -> int:
    return Event.objects.filter(subject_id=story.id, name="urge").count()


def open_board(person: Person) -> None:
    """From the menu to today's board."""
    person.follow('nav a[href="/supervising/"]')
    person.page.wait_for_url("**/supervising/")
    person.ready()


def stood_on(person: Person) -> str | None:
    """The number of the card one stands on."""
    return person.page.locator(".hl-card[data-current]").get_attribute("data-number")


def submit(person: Person) -> None:
    """Ctrl+Enter in the dialog; the board is there again with a word that it is done."""
    person.page.locator("#hl-dialog[open] form.hl-form").wait_for()
    with person.page.expect_navigation(url="**/supervising/"):
        person.press("Control+Enter")
    expect(person.page.locator("#hl-messages p").first).to_be_visible()
    person.ready()


def test_cards_are_urged_and_supervised_without_leaving_the_board(at_the_desk: At, city: Town) -> None:
    first, second, third = (overdue(city, days) for days in (40, 39, 38))
    person = at_the_desk(SUPERVISOR)
    open_board(person)
    person.look()
    person.press("j")
    assert stood_on(person) == first.number
    person.press("v")
    dialog = person.page.locator("#hl-dialog[open]")
    expect(dialog.locator("[name=reason]")).not_to_have_value("")
    person.look()
    submit(person)
    assert urged(first) == 1
    assert stood_on(person) == first.number, "one goes on where one stood"
    person.press("j")
    assert stood_on(person) == second.number
    person.press("u")
    expect(
        dialog.locator('[name=ground][value="overdue"], [name=ground] option[value="overdue"]:checked')
    ).to_have_count(1)
    expect(dialog.locator(".hl-preview-place")).to_contain_text("24:00")
    submit(person)
    assert Overlay.objects.filter(order=second.id, kind=OverlayKind.SUPERVISION).exists()
    expect(person.page.locator(f'#overdue [data-number="{second.number}"] .hl-card-done')).to_contain_text("24:00")
    person.press("k", "x", "j", "j", "x")
    assert stood_on(person) == third.number
    person.press("v")
    expect(dialog).to_contain_text(third.number)
    submit(person)
    assert (urged(first), urged(second), urged(third)) == (2, 0, 1)


def test_arrows_lead_to_other_columns_and_enter_opens(at_the_desk: At, city: Town) -> None:
    overdue(city, 40)
    waits = city.received(at=timezone.now() - dt.timedelta(days=30)).fed_back()
    person = at_the_desk(SUPERVISOR)
    open_board(person)
    person.press("j", "ArrowRight", "ArrowRight", "ArrowLeft")
    person.press("ArrowRight")
    assert stood_on(person) == waits.number
    person.press("Enter")
    person.page.wait_for_url(f"**/orders/{waits.number}/")


def test_a_county_supervises_from_its_board_by_keys(at_the_desk: At, city: Town) -> None:
    overdue(city, 40)
    story = overdue(city, 35, STREET)
    person = at_the_desk("xuyunshu")
    open_board(person)
    person.look()
    person.press("j")
    assert stood_on(person) == story.number
    person.press("v")
    expect(person.page.locator("#hl-dialog[open]")).to_have_count(0)
    person.press("u")
    submit(person)
    assert Overlay.objects.filter(order=story.id, code="county.overdue").exists()


def test_nothing_to_supervise_is_said(at_the_desk: At, city: Town) -> None:
    person = at_the_desk(SUPERVISOR)
    assert city
    open_board(person)
    expect(person.page.locator(".hl-empty")).to_be_visible()
    person.look()


@pytest.fixture
def live_city(live: str) -> Iterator[tuple[str, Town]]:
    """The city behind pages that hear of changes."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        yield live, Town()


def test_counts_and_cards_come_up_to_date_and_never_under_somebodys_hands(
    live_city: tuple[str, Town], chromium: Browser
) -> None:
    site, town = live_city
    story, other = overdue(town, 40), overdue(town, 39)
    person = Person(chromium, site, "zh-hans")
    person.sign_in(SUPERVISOR)
    open_board(person)
    page = person.page
    person.hears()
    count = page.locator('[data-count-of="supervising:overdue"]')
    expect(count).to_have_text("2")
    page.evaluate("document.activeElement?.blur()")
    story.do(CLERK, "record_progress", note="已到现场。")
    story.now = timezone.now()
    story.do(SUPERVISOR, "urge", reason="请抓紧。")
    expect(page.locator(f'#overdue [data-number="{story.number}"]')).to_contain_text("已催办 1 次")
    person.press("j", "j")
    assert stood_on(person) == other.number
    overdue(town, 38)
    expect(page.locator("#board > .hl-changed")).to_be_visible()
    expect(count).to_have_text("3")
    assert stood_on(person) == other.number
    page.locator("#board > .hl-changed").click()
    expect(page.locator("#overdue .hl-card")).to_have_count(3)
    assert stood_on(person) == other.number
    person.leave()
