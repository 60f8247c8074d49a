"""The dispatcher's desk in the browser, by keyboard alone: three orders placed, a send-back decided, one designated."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone
from playwright.sync_api import expect

from lianxin.law.words import AssignmentKind, EscalationStep, OrderState, OverlayKind, OverlayState, SendBackReason
from lianxin.records.models import Assignment, Overlay, WorkOrder
from tests.journeys.person import At, Person
from tests.web.town import ARBITER, DISPATCHER, HOST, OTHER, SUB_UNIT, Story, Town

LAMPS, PLACE = "0309", "990102001"


def open_desk(person: Person) -> None:
    """From the menu to the dispatcher's desk."""
    person.follow('nav a[href="/dispatch/"]')
    person.page.wait_for_url("**/dispatch/**")
    person.ready()


def opened(person: Person) -> str:
    """The number of the order that is open at the desk."""
    return person.page.locator(".hl-dispatch-head .num.strong").inner_text()


def send_and_go_on(person: Person) -> None:
    """Ctrl+Enter: the act is done, and the next order is there by itself."""
    before = opened(person)
    person.press("Control+Enter")
    expect(person.page.locator("#hl-messages p").first).to_contain_text(before)
    person.ready()


def waiting(town: Town, minutes: int, **more: object) -> Story:
    """An order that has waited for a unit for so long."""
    at = timezone.now() - dt.timedelta(minutes=minutes)
    return town.received(at=at, topic=LAMPS, division=PLACE, **more)


def sent_back(town: Town, story: Story, unit: str) -> Story:
    """A unit asks to be relieved of the order."""
    said = {"code": SendBackReason.NOT_OUR_DUTY, "reason": "路灯由照明管理处管护，不归我局。"}
    return story.dispatched(unit).do(town.clerk_of(unit), "send_back", **said)


def test_three_orders_go_to_their_units_one_after_the_other(at_the_desk: At, city: Town) -> None:
    stories = [waiting(city, minutes) for minutes in (28, 20, 12)]
    dispatcher = at_the_desk(DISPATCHER)
    open_desk(dispatcher)
    dispatcher.look()
    for story in stories:
        assert opened(dispatcher) == story.number
        dispatcher.press("1")
        dispatcher.page.keyboard.type("柳岸小区北门三盏路灯不亮，请核实维修。")
        dispatcher.press("Tab")
        expect(dispatcher.page.locator(".hl-preview-place")).to_contain_text("24:00")
        send_and_go_on(dispatcher)
    assert {story.order.host_unit_id for story in stories} == {city.units[SUB_UNIT]}
    expect(dispatcher.page.locator(".hl-empty")).to_be_visible()
    dispatcher.look()


def test_on_a_phone_the_suggestions_are_read_before_the_unit_is_chosen(at_the_desk: At, city: Town) -> None:
    waiting(city, 10)
    dispatcher = at_the_desk(DISPATCHER)
    open_desk(dispatcher)
    page = dispatcher.page
    beside, above = page.locator("#suggestions"), page.locator("#suggestions-above")
    expect(beside).to_be_visible()
    expect(above).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 900})
    expect(above).to_be_visible()
    expect(beside).to_be_hidden()
    field = page.locator("hl-picker:has(#unit)")
    places = [one.bounding_box() for one in (above, field)]
    assert places[0]
    assert places[1]
    assert places[0]["y"] + places[0]["height"] <= places[1]["y"]
    above.locator("a[data-choose]").first.click()
    assert page.locator("select[name=unit]").input_value() == str(city.units[SUB_UNIT])
    page.set_viewport_size({"width": 1440, "height": 900})
    expect(beside.locator("a[data-choose]").first).to_have_attribute("aria-current", "true")


def test_a_unit_is_found_by_initials_in_the_tree_and_a_barred_one_says_why(at_the_desk: At, city: Town) -> None:
    waiting(city, 10, request_type="complain", superior_requested=True, subject_unit=city.units[SUB_UNIT])
    dispatcher = at_the_desk(DISPATCHER)
    open_desk(dispatcher)
    expect(dispatcher.page.locator("#suggestions .hl-suggested.barred")).to_be_visible()
    dispatcher.reach("input#unit")
    dispatcher.page.keyboard.type("scszmglc")
    barred = dispatcher.page.locator("hl-picker:has(#unit) [role=option]").first
    expect(barred).to_have_attribute("aria-disabled", "true")
    dispatcher.press("Enter")
    assert dispatcher.page.locator("select[name=unit]").input_value() == ""
    dispatcher.press("Control+a")
    dispatcher.page.keyboard.type("scsglj")
    dispatcher.press("Enter")
    assert dispatcher.page.locator("select[name=unit]").input_value() == str(city.units[HOST])


def test_the_text_is_drafted_from_the_account_without_names_and_doors(at_the_desk: At, city: Town) -> None:
    waiting(city, 10)
    dispatcher = at_the_desk(DISPATCHER)
    open_desk(dispatcher)
    dispatcher.press("1")
    unit = dispatcher.page.locator("select[name=unit]")
    expect(unit).not_to_have_value("")
    chosen = unit.input_value()
    dispatcher.write("transfer", "请速处理。")
    dispatcher.press("Alt+t")
    field = dispatcher.page.locator("textarea[name=transfer]")
    expect(field).to_have_value(re.compile("三盏路灯不亮"))
    drafted = field.input_value()
    assert drafted.startswith("请速处理。"), "what was typed before stays"
    assert unit.input_value() == chosen, "what was chosen before stays"
    assert "王女士" not in drafted
    assert "3 号楼" not in drafted


def test_a_send_back_goes_on_to_another_unit_in_one_act(at_the_desk: At, city: Town) -> None:
    story = sent_back(city, waiting(city, 40), HOST)
    dispatcher = at_the_desk(DISPATCHER)
    open_desk(dispatcher)
    dispatcher.follow('.hl-dispatch-queue nav a[href*="send_backs"]')
    dispatcher.page.wait_for_url("**list=send_backs**")
    dispatcher.ready()
    expect(dispatcher.page.locator(".hl-request")).to_contain_text("不归我局")
    expect(dispatcher.page.locator("#act")).to_be_focused()  # so that Tab leads into the decision
    dispatcher.look()
    dispatcher.page.locator("#act form").wait_for()
    dispatcher.press("1")
    expect(dispatcher.page.locator("input[name=verdict][value=next_unit]")).to_be_checked()
    dispatcher.write("reason", "职责目录写明由照明管理处管护。")
    send_and_go_on(dispatcher)
    assert story.order.host_unit_id == city.units[SUB_UNIT]
    assert Overlay.objects.get(order=story.id, kind=OverlayKind.SEND_BACK).state is OverlayState.UPHELD


def test_after_two_send_backs_the_unit_is_designated(at_the_desk: At, city: Town) -> None:
    story = waiting(city, 50)
    for overlay, unit in ((1, HOST), (2, OTHER)):
        sent_back(city, story, unit).do(DISPATCHER, "decide_send_back", overlay=overlay, upheld=True, reason="属实。")
    dispatcher = at_the_desk(DISPATCHER)
    open_desk(dispatcher)
    assert opened(dispatcher) == story.number
    dispatcher.press("1")
    dispatcher.write("reason", "两次退单后指定照明管理处承办。")
    send_and_go_on(dispatcher)
    host = Assignment.objects.get(order=story.id, kind=AssignmentKind.HOST, unit=city.units[SUB_UNIT])
    assert host.designated


def test_a_dispute_is_decided_by_the_arbiter_and_suggested_later(at_the_desk: At, city: Town) -> None:
    story = waiting(city, 50, title="照明设施归谁管").dispatched(HOST)
    story.do(DISPATCHER, "escalate", step=EscalationStep.CITY_HOTLINE, reason="两家都说不归自己管。")
    arbiter = at_the_desk(ARBITER)
    open_desk(arbiter)
    arbiter.follow('.hl-dispatch-queue nav a[href*="disputes"]')
    arbiter.page.wait_for_url("**list=disputes**")
    arbiter.ready()
    arbiter.look()
    arbiter.write("text", "按职责目录由住建部门主办，城管部门配合。")
    arbiter.pick("unit", "szfhcxjsj")
    send_and_go_on(arbiter)
    assert story.order.host_unit_id == city.units[OTHER]
    waiting(city, 5)
    dispatcher = at_the_desk(DISPATCHER)
    open_desk(dispatcher)
    expect(dispatcher.page.locator("#suggestions")).to_contain_text(re.compile("先例|Precedent"))
    expect(dispatcher.page.locator("#precedents")).to_contain_text("按职责目录由住建部门主办")
    dispatcher.follow("#precedents header a")
    dispatcher.page.wait_for_url("**/precedents**")
    dispatcher.ready()
    expect(dispatcher.page.locator(".hl-decided")).to_contain_text(story.number)
    dispatcher.look()


def test_two_orders_are_compared_and_merged_without_leaving_the_desk(at_the_desk: At, city: Town) -> None:
    parent = waiting(city, 55).dispatched(SUB_UNIT)
    child = waiting(city, 10)
    dispatcher = at_the_desk(DISPATCHER)
    open_desk(dispatcher)
    assert opened(dispatcher) == child.number
    dispatcher.follow(f'#alike a[href*="/merge/{parent.number}"]')
    dispatcher.page.locator("#hl-dialog[open] .hl-sides").wait_for()
    dispatcher.look()
    dispatcher.reach("#hl-dialog button.btn-danger")
    dispatcher.press("Enter")
    expect(dispatcher.page.locator("#hl-messages p").first).to_contain_text(child.number)
    row = WorkOrder.objects.get(pk=child.id)
    assert (row.state, row.merged_into_id) == (OrderState.CLOSED, parent.id)
