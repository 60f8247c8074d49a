"""A unit's clerk and a community's worker at their inboxes: by keys at a desk, with one hand on the street."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, FilePayload, Page, expect

from lianxin.law.words import AssignmentState, OrderState
from lianxin.records.models import Assignment, Attachment
from tests.journeys.person import At, Person
from tests.web.town import CLERK, COMMUNITY, DISPATCHER, HOST, OTHER, STREET, STREET_CLERK, UNIT_HEAD, WORKER, Town

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc33"
    "0000000049454e44ae426082"
)
PHOTO = FilePayload(name="IMG_0412.png", mimeType="image/png", buffer=PNG)


# ---- at a desk -------------------------------------------------------------------------------------------------------


def test_a_clerk_works_through_the_inbox_by_keys(at_the_desk: At, city: Town) -> None:
    orders = [city.received(title=f"第 {place} 处路灯不亮").dispatched() for place in range(3)]
    clerk = at_the_desk(CLERK)
    clerk.open_queue("todo")
    clerk.look()
    clerk.press("j", "s")  # nothing chosen: the row one stands on
    expect(clerk.page.locator("#hl-messages p").first).to_be_visible()
    clerk.ready()
    states = Assignment.objects.filter(order__in=[one.id for one in orders], kind="host").values_list(
        "state", flat=True
    )
    assert sorted(states) == [AssignmentState.OFFERED, AssignmentState.OFFERED, AssignmentState.SIGNED]
    clerk.press("j")
    expect(clerk.page.locator("tr[data-current] a.hl-title")).to_have_text("第 1 处路灯不亮")  # on from where one was
    clerk.reach("[data-all]")
    clerk.press("Space")
    expect(clerk.page.locator("tbody .choose :checked")).to_have_count(3)
    clerk.press("s")
    expect(clerk.page.locator("#hl-messages .success")).to_contain_text("2")
    clerk.ready()
    clerk.press("j", "e")
    clerk.page.locator('#hl-dialog[open] form.hl-form[action$="/act/extend"]').wait_for()
    clerk.press("Escape")
    clerk.press("b")
    clerk.page.locator('#hl-dialog[open] form.hl-form[action$="/act/send_back"]').wait_for()
    clerk.look()
    clerk.press("Escape")


def test_what_is_not_allowed_says_why_in_the_list_too(at_the_desk: At, city: Town) -> None:
    city.received().replied()
    clerk = at_the_desk(CLERK)
    clerk.open_queue("todo")
    clerk.press("j", "b")
    expect(clerk.page.locator("#hl-dialog[open] .hl-refusal")).to_be_visible()
    clerk.look()
    clerk.press("Escape")
    clerk.complaints[:] = [one for one in clerk.complaints if "status of 409" not in one]


def test_the_key_of_what_is_not_allowed_says_why(at_the_desk: At, city: Town) -> None:
    story = city.received().dispatched()
    clerk = at_the_desk(CLERK)
    clerk.find(story.number)
    said = clerk.page.locator("#hl-messages[aria-live] [data-why]")
    clerk.page.locator('#actions button[aria-disabled=true][aria-keyshortcuts="F"]').wait_for()
    clerk.press("f", "f")
    expect(said).to_have_count(1)
    expect(said).to_contain_text(re.compile("反馈：.*签收|Feed back: .*[Ss]ign"))
    expect(clerk.page.locator("#hl-dialog[open]")).to_have_count(0)
    clerk.look()


def test_an_opinion_and_a_co_handler_have_their_keys(at_the_desk: At, city: Town) -> None:
    story = city.received().signed()
    dispatcher = at_the_desk(DISPATCHER)
    dispatcher.find(story.number)
    dispatcher.begin("add_co_handler", "H")
    dispatcher.pick("unit", "szfhcxjsj")
    dispatcher.submit()
    helper = city.clerk_of(OTHER)
    story.do(helper, "sign")
    clerk = at_the_desk(helper)
    clerk.find(story.number)
    clerk.begin("give_opinion", "O")
    clerk.write("opinion", "物业已配合。")
    clerk.submit()
    assert Assignment.objects.get(order=story.id, unit=city.units[OTHER]).state is AssignmentState.FED_BACK


def test_a_cancelled_form_comes_back_only_when_it_is_taken_back(at_the_desk: At, city: Town) -> None:
    story = city.received().signed()
    clerk = at_the_desk(CLERK)
    clerk.find(story.number)
    clerk.begin("record_progress", "G")
    clerk.write("note", "已到现场，灯杆须更换。")
    clerk.follow("#hl-dialog [data-cancel]")
    expect(clerk.page.locator("#hl-dialog[open]")).to_have_count(0)
    expect(clerk.page.locator("#hl-messages")).to_contain_text(re.compile("草稿已丢弃|The draft was discarded"))
    clerk.look()
    clerk.begin("record_progress", "G")
    expect(clerk.page.locator("#hl-dialog [name=note]")).to_have_value("")
    clerk.follow("#hl-dialog [data-cancel]")
    expect(clerk.page.locator("#hl-dialog[open]")).to_have_count(0)
    clerk.follow("#hl-messages form button")
    clerk.page.wait_for_url("**/act/record_progress")
    clerk.ready()
    expect(clerk.page.locator("[name=note]")).to_have_value("已到现场，灯杆须更换。")


TAPPED = (
    ".hl-orders .ways a, .hl-orders .choose input, .hl-aside .btn, .hl-side a, .hl-primary .btn, "
    ".hl-filters :is(input:not([type=checkbox]), label.btn, button)"
)
"""What a thumb must meet."""


# ---- on the street ---------------------------------------------------------------------------------------------------


def test_forms_begin_where_the_work_does_and_errors_go_when_answered(at_the_desk: At, city: Town) -> None:
    city.received().signed()
    clerk = at_the_desk(CLERK)
    clerk.open_queue("todo")
    clerk.press("j", "d")
    clerk.page.wait_for_url("**/orders/act")
    clerk.ready()
    expect(clerk.page.locator("input#unit")).to_be_focused()
    clerk.press("Control+Enter")
    errors = clerk.page.locator(".hl-error:not(:empty)")
    expect(errors).to_have_count(2)
    expect(clerk.page.locator("form.hl-form")).to_have_count(1)
    clerk.complaints[:] = [one for one in clerk.complaints if "status of 422" not in one]
    clerk.page.keyboard.type("scszmglc")
    clerk.press("Enter")
    expect(errors).to_have_count(1)
    clerk.write("instruction", "请到现场查看并报回。")
    clerk.press("Control+Enter")
    expect(clerk.page.locator("#hl-messages .success")).to_be_visible()


def test_a_dialog_that_asks_nothing_begins_on_its_button(at_the_desk: At, city: Town) -> None:
    story = city.received().dispatched()
    clerk = at_the_desk(CLERK)
    clerk.open_queue("todo")
    clerk.press("j", "Enter")
    clerk.page.wait_for_url(f"**/orders/{story.number}/?of=*")
    clerk.ready()
    clerk.press("s")
    expect(clerk.page.locator("#hl-dialog .hl-submit button")).to_be_focused()
    clerk.press("Enter")
    expect(clerk.page.locator("#hl-messages .success")).to_be_visible()
    assert story.order.assignments.get().state is AssignmentState.SIGNED


def on_the_street(person: Person, width: int) -> Page:
    """A telephone: narrow, and nothing sideways."""
    person.page.set_viewport_size({"width": width, "height": 844})
    return person.page


def fits(page: Page) -> None:
    """Nothing sticks out, and whatever is tapped in the main part is large enough."""
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, page.url


def small(page: Page, selector: str) -> list[str]:
    """What is lower than 44 pixels of what these name and can be seen."""
    found: list[str] = page.evaluate(
        "selector => [...document.querySelectorAll(selector)].filter(e => e.getClientRects().length)"
        ".filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 90))",
        selector,
    )
    return found


@pytest.mark.parametrize("width", [390, 320])
def test_from_the_street_signed_photographed_answered_and_fed_back(at_the_desk: At, city: Town, width: int) -> None:
    story = city.received().dispatched()
    clerk = at_the_desk(CLERK)
    page = on_the_street(clerk, width)
    page.goto(f"{clerk.site}/orders/?list=todo")
    clerk.ready()
    fits(page)
    assert (
        small(
            page,
            TAPPED,
        )
        == []
    )
    page.locator(f'a.hl-title[href^="/orders/{story.number}/"]').click()
    page.wait_for_url("**/orders/2*/**")
    clerk.ready()
    fits(page)
    step(clerk, "sign")
    step(clerk, "record_progress", note="已到现场，三盏灯具损坏。", photo=True)
    step(clerk, "reply", content="您反映的三盏路灯已更换，请您核实。", choose={"way": "bridged_call"})
    step(clerk, "feed_back", findings="今日更换灯具三盏，现场亮灯。", choose={"outcome": "done"})
    assert story.order.state is OrderState.FED_BACK
    assert Attachment.objects.filter(order_id=story.id, media_type="image/png").count() == 1


def step(
    person: Person, action: str, *, photo: bool = False, choose: dict[str, str] | None = None, **texts: str
) -> None:
    """One act with the thumb: its button is on the screen without scrolling, or one scroll away; its form fits."""
    page = person.page
    page.locator(f'#actions a:is([href$="/act/{action}"], [href*="/act/{action}?"])').first.click()
    form = page.locator(f'#hl-dialog[open] form.hl-form[action$="/act/{action}"]')
    form.wait_for()
    fits(page)
    for name, value in (choose or {}).items():
        form.locator(f'label:has(input[name="{name}"][value="{value}"])').click()
    for name, text in texts.items():
        form.locator(f'[name="{name}"]').fill(text)
    if photo:
        field = form.locator("input[data-camera]")
        assert field.get_attribute("capture") == "environment"
        field.set_input_files([PHOTO])
    form.locator(".hl-submit .btn-primary").click()
    expect(page.locator("#hl-dialog[open]")).to_have_count(0)
    expect(page.locator("#hl-messages p").first).to_be_visible()
    person.ready()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_worker_of_a_community_visits_notes_and_photographs(at_the_desk: At, city: Town, width: int) -> None:
    story = city.received().signed(STREET)
    story.do(STREET_CLERK, "assist", unit=city.units[COMMUNITY], note="请上门看望并核实线路。")
    worker = at_the_desk(WORKER)
    page = on_the_street(worker, width)
    page.goto(f"{worker.site}/orders/?list=tasks")
    worker.ready()
    fits(page)
    worker.press("j", "Enter")
    page.wait_for_url("**/orders/2*/**")
    worker.ready()
    step(worker, "sign")
    step(worker, "record_progress", note="已上门，线路老化。", choose={"contact": "visit"}, photo=True)
    step(worker, "end_assistance", note="已核实并报街道。", choose={"done": "yes"})
    charge = Assignment.objects.get(order_id=story.id, kind="assistance")
    assert charge.state is AssignmentState.DONE
    assert Attachment.objects.filter(order_id=story.id).count() == 1


# ---- two people, and what changes meanwhile --------------------------------------------------------------------------


@pytest.fixture
def live_city(live: str) -> Iterator[tuple[str, Town]]:
    """The city behind pages that hear of changes."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        yield live, Town()


def at(browser: Browser, site: str, username: str, address: str) -> Person:
    """Somebody on a page."""
    person = Person(browser, site, "zh-hans")
    person.sign_in(username)
    person.page.goto(f"{site}{address}")
    person.ready()
    return person


def test_two_people_on_one_order_see_each_other(live_city: tuple[str, Town], chromium: Browser) -> None:
    site, town = live_city
    story = town.received().signed()
    head = at(chromium, site, UNIT_HEAD, f"/orders/{story.number}/")
    clerk = at(chromium, site, CLERK, f"/orders/{story.number}/")
    expect(head.page.locator("hl-present")).to_contain_text("龙丽 正在查看此单")
    expect(clerk.page.locator("hl-present")).to_contain_text("正在查看此单")
    clerk.begin("record_progress", "G")
    expect(head.page.locator("hl-present .doing")).to_contain_text("正在办理此单")
    head.look()
    elsewhere = at(chromium, site, DISPATCHER, f"/orders/{story.number}/")
    expect(elsewhere.page.locator("hl-present .hl-guest")).to_have_count(2)
    for person in (clerk, elsewhere):
        person.leave()
    expect(head.page.locator("hl-present")).to_be_hidden()
    head.leave()


def test_a_strangers_page_is_not_among_those_who_are_there(live_city: tuple[str, Town], chromium: Browser) -> None:
    site, town = live_city
    story = town.received().signed()
    head = at(chromium, site, UNIT_HEAD, f"/orders/{story.number}/")
    other = at(chromium, site, town.clerk_of(OTHER), "/orders/?list=todo")
    other.page.evaluate(f"new EventSource('/live?order={story.id}')")
    clerk = at(chromium, site, CLERK, f"/orders/{story.number}/")
    expect(head.page.locator("hl-present .hl-guest")).to_have_count(1)
    expect(head.page.locator("hl-present")).to_contain_text("龙丽")
    refused = other.page.evaluate(f"fetch('/orders/{story.number}/present?viewing=1,2,3').then(r => r.status)")
    assert refused == 404
    other.complaints[:] = [one for one in other.complaints if "status of 404" not in one]
    for person in (head, other, clerk):
        person.leave()


def test_an_act_that_arrives_meanwhile_is_said_and_the_words_stay(
    live_city: tuple[str, Town], chromium: Browser
) -> None:
    site, town = live_city
    story = town.received().signed()
    clerk = at(chromium, site, CLERK, f"/orders/{story.number}/")
    clerk.begin("record_progress", "G")
    clerk.write("note", "已到现场查看。")
    story.do(UNIT_HEAD, "extend", amount_working_days=2, reason="灯具规格特殊。")
    expect(clerk.page.locator("#hl-dialog .hl-meanwhile")).to_contain_text("申请延期")
    expect(clerk.page.locator("#hl-dialog [name=note]")).to_have_value("已到现场查看。")
    clerk.look()
    clerk.submit()
    clerk.leave()


def test_lists_and_counts_come_up_to_date_unless_in_use(live_city: tuple[str, Town], chromium: Browser) -> None:
    site, town = live_city
    first = town.received(title="第一处路灯不亮").dispatched()
    clerk = at(chromium, site, CLERK, "/orders/?list=todo")
    page, rows = clerk.page, clerk.page.locator("tbody a.hl-title")
    expect(rows).to_have_count(1)
    expect(page.locator("[data-fresh]")).to_contain_text("实时更新")
    town.received(title="第二处路灯不亮").dispatched()
    expect(rows).to_have_count(2)
    expect(page.locator('[data-count-of="todo:to_sign"]')).to_have_text("2")
    expect(page.locator('nav [data-count-of="todo"]')).to_have_text("2")
    page.locator(f'input[value="{first.number}"]').check()
    town.received(title="第三处路灯不亮").dispatched()
    expect(page.get_by_text("有 1 条新工单，点击刷新")).to_be_visible()
    expect(page.locator('[data-count-of="todo:to_sign"]')).to_have_text("3")
    assert page.locator(f'input[value="{first.number}"]').is_checked()
    expect(rows).to_have_count(2)
    clerk.look()
    page.get_by_text("有 1 条新工单，点击刷新").click()
    expect(rows).to_have_count(3)
    town.received(title="别处路灯不亮").dispatched(OTHER)
    page.wait_for_timeout(1500)
    expect(rows).to_have_count(3)
    clerk.leave()


def test_after_a_break_everything_is_asked_anew(live_city: tuple[str, Town], chromium: Browser) -> None:
    site, town = live_city
    clerk = at(chromium, site, CLERK, "/orders/?list=todo")
    expect(clerk.page.locator("[data-fresh]")).to_contain_text("实时更新 ·")
    clerk.context.set_offline(True)
    clerk.page.evaluate("document.querySelector('hl-live').source.dispatchEvent(new Event('error'))")
    expect(clerk.page.locator("[data-fresh]")).to_contain_text("中断")
    story = town.received().dispatched(HOST)
    clerk.context.set_offline(False)
    clerk.page.evaluate("(live => { live.heard = 0; live.check(); })(document.querySelector('hl-live'))")
    expect(clerk.page.locator(f'a.hl-title[href^="/orders/{story.number}/"]')).to_be_visible()
    clerk.complaints.clear()
    clerk.leave()
