"""Nothing typed is lost: a crash, another seat, an expired session, a network that comes and goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, expect

from lianxin.law.words import OrderState
from lianxin.records.models import UnsentForm, WorkOrder
from tests.journeys.person import Person
from tests.web.town import AGENT, SHIFT_LEADER, Town

ACCOUNT = "来电人称柳岸小区北门三盏路灯不亮，已有一周。"


@pytest.fixture
def town() -> Iterator[Town]:
    """The city in the database of the test's own web process."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        yield Town()


def at_the_form(browser: Browser, site: str, username: str = AGENT, address: str = "/orders/receive") -> Person:
    """Somebody with the intake form before them."""
    person = Person(browser, site, "zh-hans")
    person.sign_in(username)
    person.page.goto(f"{site}{address}")
    person.ready()
    return person


def write(person: Person, title: str = "柳岸小区北门路灯不亮") -> None:
    """The beginning of a matter, and the page's word that the server has it."""
    person.choose("request_type", "2")
    person.write("title", title)
    person.write("account", ACCOUNT)
    person.press("Tab")
    expect(person.page.locator("#intake [data-saved]")).to_have_text(re.compile(r"^已自动保存 \d\d:\d\d:\d\d$"))


@pytest.mark.usefixtures("committing_db")
def test_nothing_typed_is_lost(pages: str, town: Town, chromium: Browser) -> None:
    _ = town
    after_a_crash_it_is_there_for_its_writer_alone(pages, chromium)
    the_next_call_does_not_cost_this_one(pages, chromium)
    a_session_that_expired_costs_no_word(pages, chromium)
    without_a_network_the_tab_holds_it(pages, chromium)
    who_signs_out_leaves_nothing_on_the_machine(pages, chromium)
    what_was_accepted_is_no_draft(pages, chromium)


def after_a_crash_it_is_there_for_its_writer_alone(site: str, browser: Browser) -> None:
    """The browser is gone with all it held; another one, at another seat, has the words."""
    person = at_the_form(browser, site)
    write(person)
    address = person.page.evaluate("location.pathname + location.search")
    person.context.close()
    elsewhere = at_the_form(browser, site, address=address)
    expect(elsewhere.page.locator("#account")).to_have_value(ACCOUNT)
    expect(elsewhere.page.locator("input[name=request_type][value=help]")).to_be_checked()
    expect(elsewhere.page.locator("#intake [data-saved]")).to_contain_text("已恢复草稿")
    elsewhere.leave()
    another = at_the_form(browser, site, SHIFT_LEADER, address)
    expect(another.page.locator("#account")).to_have_value("")
    expect(another.page.locator(".hl-drafts")).to_have_count(0)
    another.leave()


def the_next_call_does_not_cost_this_one(site: str, browser: Browser) -> None:
    """A second form is begun; the first lies in the list, is taken up by keyboard, and the second lies there then."""
    person = at_the_form(browser, site)
    write(person, "锦秀路井盖丢失")
    person.follow(".hl-drafts summary")
    person.follow(".hl-drafts li > a")
    person.page.wait_for_url(re.compile(r"draft="))
    person.ready()
    expect(person.page.locator("#title")).to_have_value("柳岸小区北门路灯不亮")
    person.follow(".hl-drafts summary")
    expect(person.page.locator(".hl-drafts li > a:first-child")).to_have_text(["锦秀路井盖丢失"])
    person.follow(".hl-drafts li .hl-link")
    expect(person.page.locator("#hl-dialog[open]")).to_contain_text("“锦秀路井盖丢失”还没有提交")
    person.reach("#hl-dialog .btn-danger")
    person.press("Enter")
    expect(person.page.locator("#hl-messages")).to_contain_text("草稿已丢弃")
    person.leave()
    UnsentForm.objects.all().delete()


def a_session_that_expired_costs_no_word(site: str, browser: Browser) -> None:
    """Typed on after the session was over, and handed in: signed in again, all of it stands in the form."""
    person = at_the_form(browser, site)
    write(person)
    person.context.clear_cookies(name="sessionid")
    person.reach("#address")
    person.page.keyboard.type("清风街道柳岸小区北门")
    person.press("Tab")
    expect(person.page.locator("#hl-signed-out")).to_contain_text("登录已失效，您填写的内容不会丢失")
    again = re.compile(r"^/sign-in\?next=%2Forders%2Freceive")
    expect(person.page.locator("#hl-signed-out a")).to_have_attribute("href", again)
    person.press("Control+Enter")
    person.page.wait_for_url("**/sign-in?*")
    person.reach("input[name=username]")
    person.page.keyboard.type(AGENT)
    person.reach("input[name=password]")
    person.page.keyboard.type("lianxin-demo")
    person.press("Enter")
    person.page.wait_for_url("**/orders/receive?draft=*")
    person.ready()
    expect(person.page.locator("#account")).to_have_value(ACCOUNT)
    expect(person.page.locator("#address")).to_have_value("清风街道柳岸小区北门")
    person.complaints.clear()  # the browser says that a request without a session was refused
    person.leave()
    UnsentForm.objects.all().delete()


def without_a_network_the_tab_holds_it(site: str, browser: Browser) -> None:
    """Until the network is back the page says where the words are, and nothing else."""
    person = at_the_form(browser, site)
    person.context.set_offline(True)
    person.choose("request_type", "1")
    person.write("account", ACCOUNT)
    person.press("Tab")
    saved = person.page.locator("#intake [data-saved]")
    expect(saved).to_contain_text("已存在本机")
    assert not UnsentForm.objects.exists()
    the_next_round_comes(person)
    person.context.set_offline(False)
    expect(saved).to_contain_text("已自动保存")
    assert UnsentForm.objects.count() == 1
    assert held_by_the_tab(person) == []
    person.complaints.clear()  # the browser says that there was no network
    person.leave()
    UnsentForm.objects.all().delete()


def the_next_round_comes(person: Person) -> None:
    """Everything unsaved is tried again, as it is every ten seconds and when the page is left; the page stays alive."""
    person.page.evaluate("setTimeout(() => ['pagehide', 'pageshow'].forEach((name) => dispatchEvent(new Event(name))))")
    person.page.wait_for_timeout(200)
    person.ready()


def who_signs_out_leaves_nothing_on_the_machine(site: str, browser: Browser) -> None:
    """What was not saved yet goes to the server first."""
    person = at_the_form(browser, site)
    person.choose("request_type", "1")
    person.write("account", ACCOUNT)
    person.page.locator("form[data-sign-out]").evaluate("form => form.requestSubmit()")
    person.page.wait_for_url("**/sign-in")
    assert held_by_the_tab(person) == []
    assert UnsentForm.objects.count() == 1
    person.leave()
    UnsentForm.objects.all().delete()


def what_was_accepted_is_no_draft(site: str, browser: Browser) -> None:
    """Handed in, it is an order and nothing else."""
    person = at_the_form(browser, site)
    person.choose("request_type", "1")
    person.write("account", "请问灵活就业人员如何参加医疗保险？")
    person.press("Control+b")
    expect(person.page.locator("#answer_content")).to_be_focused()
    person.page.keyboard.type("可在线上平台办理参保登记。")
    person.press("Control+b")
    person.page.wait_for_url(re.compile(r"/orders/\d{8}-\d+-\d/"))
    person.ready()
    assert WorkOrder.objects.get().state is OrderState.CLOSED
    assert not UnsentForm.objects.exists()
    assert held_by_the_tab(person) == []
    person.leave()


def held_by_the_tab(person: Person) -> list[str]:
    """Keys of drafts in the tab's own storage."""
    held: list[str] = person.page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('lianxin.draft'))")
    return held
