"""What the browser adds to forms, and that they work without any of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect

from lianxin.law.words import AssignmentKind, OrderState
from lianxin.records.models import WorkOrder
from lianxin.runtime.city.accounts import DEMO_PASSWORD
from tests.journeys.person import Person
from tests.web.town import AGENT, CLERK, DISPATCHER, HOST, OTHER, SUB_UNIT, UNIT_HEAD, Story, Town


@pytest.fixture
def town() -> Iterator[Town]:
    """The city in the database of the test's own web process."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        yield Town()


def at(browser: Browser, site: str, username: str, story: Story | None = None) -> Person:
    """Somebody signed in, on the page of an order."""
    person = Person(browser, site, "zh-hans")
    person.sign_in(username)
    if story is not None:
        person.page.goto(f"{site}/orders/{story.number}/")
        person.ready()
    return person


@pytest.mark.usefixtures("committing_db")
def test_forms_help_whoever_fills_them_in(pages: str, town: Town, chromium: Browser) -> None:
    several_units_are_chosen_one_by_one(at(chromium, pages, DISPATCHER, received := town.received()), town, received)
    what_was_typed_is_there_again(at(chromium, pages, CLERK, replied := town.received().replied()), replied)
    no_draft_comes_over_what_is_being_typed(at(chromium, pages, CLERK, begun := town.received().signed()), begun)
    a_session_that_ends_takes_no_words(at(chromium, pages, CLERK, going := town.received().signed()), going)
    a_refusal_stays_in_the_dialog(at(chromium, pages, CLERK, signed := town.received().signed()), town, signed)
    a_field_is_shown_once(at(chromium, pages, AGENT, town.received()))


def several_units_are_chosen_one_by_one(person: Person, town: Town, story: Story) -> None:
    """Each stands above the field; Backspace takes the last away; what stays is sent."""
    person.begin("dispatch", "Z")
    person.pick("unit", "scsglj")
    person.write("transfer", "请核实维修。")
    person.pick("co_handlers", "water")
    person.pick("co_handlers", "szfhcxjsj")
    chips = person.page.locator("hl-picker:has(select[name=co_handlers]) .hl-chips li")
    expect(chips).to_have_count(2)
    person.press("Backspace")
    expect(chips).to_have_count(1)
    person.pick("co_handlers", "szfhcxjsj")
    person.page.locator("hl-picker:has(select[name=co_handlers]) .hl-chips button").first.click()
    expect(chips).to_have_count(1)
    person.submit()
    helpers = story.order.assignments.filter(kind=AssignmentKind.CO_HANDLER)
    assert set(helpers.values_list("unit__code", flat=True)) <= {OTHER, "water", "water_group"}
    assert helpers.count() == 1
    assert story.order.host_unit_id == town.units[HOST]
    person.leave()


def what_was_typed_is_there_again(person: Person, story: Story) -> None:
    """A form that was left is found as it was; once it was accepted nothing is kept."""
    person.begin("feed_back", "F")
    person.choose("outcome", "1")
    person.write("findings", "已更换灯具三盏。")
    person.press("Control+s")
    expect(person.page.locator("#hl-dialog [data-saved]")).to_contain_text("已自动保存")
    person.page.reload()
    person.ready()
    person.begin("feed_back", "F")
    expect(person.page.locator("#hl-dialog [name=findings]")).to_have_value("已更换灯具三盏。")
    expect(person.page.locator("input[name=outcome][value=done]")).to_be_checked()
    person.submit()
    kept = person.page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('lianxin.draft'))")
    assert kept == []
    assert story.order.state is OrderState.FED_BACK
    person.leave()


def no_draft_comes_over_what_is_being_typed(person: Person, story: Story) -> None:
    """A form is filled from its draft before anybody types, or not at all, however late the browser is."""
    _ = story
    person.begin("extend", "E")
    person.write("amount_working_days", "3")
    person.write("reason", "灯具规格特殊，")
    form = "document.querySelector('#hl-dialog form.hl-form')"
    late = f"new CustomEvent('htmx:load', {{detail: {{elt: {form}}}, bubbles: true}})"
    person.page.evaluate(f"document.body.dispatchEvent({late})")
    person.page.keyboard.type("采购需要时间。")
    expect(person.page.locator("#hl-dialog [name=reason]")).to_have_value("灯具规格特殊，采购需要时间。")
    person.press("Escape")
    person.leave()


def a_session_that_ends_takes_no_words(person: Person, story: Story) -> None:
    """Sent without a session they wait for their writer, whoever signs in at this desk in between."""
    words = "已到现场，灯杆须更换，预计后日完成。"
    person.begin("record_progress", "G")
    person.write("note", words)
    person.press("Tab")
    person.context.clear_cookies(name="sessionid")
    person.press("Control+Enter")
    person.page.wait_for_url("**/sign-in?*")
    assert words not in noted_by(person, UNIT_HEAD, story)
    person.context.clear_cookies(name="sessionid")
    assert noted_by(person, CLERK, story) == words
    person.submit()
    assert person.page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('lianxin.draft'))") == []
    person.leave()


def noted_by(person: Person, username: str, story: Story) -> str:
    """What stands in the form when this member of the staff opens it in the same tab."""
    sign_in(person.page, person.site, username)
    person.page.goto(f"{person.site}/orders/{story.number}/")
    person.ready()
    person.begin("record_progress", "G")
    person.page.locator("#hl-dialog .hl-counter").first.wait_for()
    return person.page.locator("#hl-dialog [name=note]").input_value()


def a_refusal_stays_in_the_dialog(person: Person, town: Town, story: Story) -> None:
    """Somebody else was faster: the words stay, the refusal stands above them, and nothing is lost."""
    person.begin("record_progress", "G")
    person.write("note", "已到现场。")
    person.page.locator("#hl-dialog [name=note]").fill("")
    person.press("Control+Enter")
    expect(person.page.locator("#hl-dialog [aria-invalid=true]")).to_be_focused()
    person.page.keyboard.type("已到现场查看。")
    story.do(DISPATCHER, "change_host", unit=town.units[OTHER], reason="属房管职责。")
    person.press("Control+Enter")
    expect(person.page.locator("#hl-dialog [role=alert]").first).to_be_visible()
    person.page.close()
    person.context.close()


def a_field_is_shown_once(person: Person) -> None:
    """The number appears in the dialog and is gone with it."""
    person.follow('#callers a[href*="field=phone"]')
    person.page.locator("#hl-dialog[open] form.hl-form").wait_for()
    person.write("purpose", "核实地点。")
    person.press("Control+Enter")
    expect(person.page.locator("#hl-dialog")).to_contain_text("13812345621")
    person.press("Escape")
    expect(person.page.locator("#hl-dialog[open]")).to_have_count(0)
    expect(person.page.locator("#hl-dialog-body")).to_be_empty()  # the browser tells of the close a moment later
    assert "13812345621" not in person.page.content()
    person.leave()


@pytest.mark.usefixtures("committing_db")
def test_every_page_works_without_scripts(pages: str, town: Town, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    sign_in(page, pages, AGENT)
    page.goto(f"{pages}/orders/receive")
    page.locator("input[name=request_type][value=help]").check(force=True)
    page.locator("input[name=disposition][value=dispatch]").check(force=True)
    page.locator("#title").fill("柳岸小区北门路灯不亮")
    page.locator("#account").fill("来电人称三盏路灯不亮。")
    page.locator("#caller_phone").fill("13711112222")
    page.locator("#dispatch_unit").select_option(str(town.units[HOST]))
    page.locator("#dispatch_transfer").fill("三盏路灯不亮，请维修。")
    page.locator("form.hl-form button.btn-primary").click()
    order = WorkOrder.objects.get()
    assert page.url == f"{pages}/orders/{order.number}/"
    with page.expect_navigation():
        page.locator("form[action='/sign-out'] button").first.evaluate("button => button.form.submit()")
    sign_in(page, pages, CLERK)
    page.goto(f"{pages}/orders/{order.number}/act/sign")
    page.locator("form.hl-form button.btn-primary").click()
    page.goto(f"{pages}/orders/{order.number}/act/delegate")
    page.locator("#unit").select_option(str(town.units[SUB_UNIT]))
    page.locator("#instruction").fill("请现场核实并维修。")
    page.locator("form.hl-form button.btn-primary").click()
    assert page.url == f"{pages}/orders/{order.number}/"
    expect(page.locator("#hl-messages")).to_contain_text("已办理")
    assert order.assignments.filter(kind=AssignmentKind.DELEGATE).count() == 1
    context.close()


def sign_in(page: Page, site: str, username: str) -> None:
    """By the plain form."""
    page.goto(f"{site}/sign-in")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(DEMO_PASSWORD)
    page.locator("form.hl-form button").click()
    page.wait_for_url(f"{site}/")
