"""Promises and explanations in the browser, by keys alone: a date moved, an explanation given, an order reopened."""

from __future__ import annotations

import datetime as dt

from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, expect

from lianxin.law.words import OrderState, OverlayKind, OverlayState
from lianxin.records.models import Overlay
from tests.journeys.person import At, Person
from tests.web.town import AGENT, CLERK, EXAMINER, SUPERVISOR, Story, Town


def open_desk(person: Person, address: str) -> None:
    """From the menu to a desk."""
    person.follow(f'nav a[href="{address}"]')
    person.page.wait_for_url(f"**{address}**")
    person.ready()


def opened(person: Person) -> str:
    """The number of the order that is open at the desk."""
    return person.page.locator(".hl-dispatch-head .num.strong").inner_text()


def tab(person: Person, code: str) -> None:
    """To a tab of the queue."""
    person.follow(f'.hl-dispatch-queue nav a[href*="tab={code}"]')
    person.page.wait_for_url(f"**tab={code}**")
    person.ready()


def in_dialog(person: Person, action: str) -> None:
    """Opens the form of an act that stands below the row that is open."""
    person.follow(f'.hl-dispatch-ways a[href*="/act/{action}"]')
    person.page.locator(f'#hl-dialog[open] form.hl-form[action$="/act/{action}"]').wait_for()


def send(person: Person, number: str) -> None:
    """Ctrl+Enter: the act is done, and the desk is there again."""
    person.press("Control+Enter")
    expect(person.page.locator("#hl-messages p").first).to_contain_text(number)
    person.ready()


def promised(city: Town) -> Story:
    return city.received().tracked()


def test_a_unit_asks_for_another_date_and_the_supervisor_decides_at_the_desk(at_the_desk: At, city: Town) -> None:
    story = promised(city)
    later = timezone.localdate() + dt.timedelta(days=45)
    clerk = at_the_desk(CLERK)
    open_desk(clerk, "/promises/")
    assert opened(clerk) == story.number
    clerk.look()
    in_dialog(clerk, "change_promise")
    clerk.reach("[name=until]")
    clerk.page.locator("[name=until]").fill(later.isoformat())
    clerk.write("reason", "灯具延期到货。")
    send(clerk, story.number)
    supervisor = at_the_desk(SUPERVISOR)
    open_desk(supervisor, "/promises/")
    promised(city)
    tab(supervisor, "asked")
    assert opened(supervisor) == story.number
    expect(supervisor.page.locator(".hl-request")).to_contain_text("灯具延期到货。")
    supervisor.look()
    supervisor.choose("upheld", "1")
    supervisor.write("reason", "厂家证明属实。")
    send(supervisor, story.number)
    assert Overlay.objects.get(order=story.id, kind=OverlayKind.PROMISE_CHANGE).state is OverlayState.UPHELD
    tab(supervisor, "all")
    assert opened(supervisor) != story.number, "the later date stands further down now"
    supervisor.press("j", "Enter")
    expect(supervisor.page.locator(".hl-owed-changes li")).to_contain_text("厂家证明属实。")
    assert opened(supervisor) == story.number
    supervisor.look()


def test_an_explanation_is_given_and_the_caller_who_comes_back_is_heard(at_the_desk: At, city: Town) -> None:
    story = city.received().closed().do(AGENT, "demand_explanation", caller=1, text="为何三盏灯只修了一盏？")
    clerk = at_the_desk(CLERK)
    open_desk(clerk, "/explanations/")
    assert opened(clerk) == story.number
    expect(clerk.page.locator(".hl-request")).to_contain_text("只修了一盏")
    clerk.look()
    clerk.write("text", "另两盏缺灯具，周五更换。")
    send(clerk, story.number)
    expect(clerk.page.locator(".hl-empty")).to_be_visible()
    examiner = at_the_desk(EXAMINER)
    open_desk(examiner, "/explanations/")
    tab(examiner, "answered")
    assert opened(examiner) == story.number
    expect(examiner.page.locator("#matter")).to_contain_text("另两盏缺灯具，周五更换。")
    examiner.look()
    in_dialog(examiner, "reopen")
    choose_cause(examiner)
    examiner.write("reason", "来电人称灯又灭了。")
    send(examiner, story.number)
    assert story.order.state is OrderState.HANDLING
    expect(examiner.page.locator("#matter .hl-dispatch-head")).to_contain_text(story.number)


def choose_cause(person: Person) -> None:
    """That the explanation did not settle it, in a select or among segments."""
    select = person.page.locator("select[name=cause]")
    if select.count():
        select.select_option("explanation")
        return
    person.reach('input[type=radio][name="cause"]')
    values = person.page.locator("input[name=cause]").evaluate_all("all => all.map(one => one.value)")
    person.press(str(values.index("explanation") + 1))


def test_what_others_do_comes_into_the_queue_and_its_counts_by_itself(live: str, chromium: Browser) -> None:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        city = Town()
    first = promised(city)
    supervisor = Person(chromium, live, "zh-hans")
    supervisor.sign_in(SUPERVISOR)
    open_desk(supervisor, "/promises/")
    page = supervisor.page
    supervisor.hears()
    page.evaluate("document.activeElement?.blur()")
    promised(city)
    expect(page.locator(".hl-dispatch-queue tbody tr")).to_have_count(2)
    expect(page.locator(".hl-dispatch-queue nav a").first).to_contain_text("2")
    assert opened(supervisor) == first.number
    until = timezone.localdate() + dt.timedelta(days=45)
    first.do(CLERK, "change_promise", until=until, reason="灯具延期到货。")
    expect(page.locator("#matter .hl-request")).to_contain_text("灯具延期到货。")
    expect(page.locator('.hl-dispatch-queue nav a[href*="tab=asked"]')).to_contain_text("1")
    supervisor.leave()
