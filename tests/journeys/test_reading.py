"""What everybody reads, in a real browser: nothing for axe to find, no sideways scroll, and lists worked by keys."""

from __future__ import annotations

from playwright.sync_api import expect

from lianxin.law.words import AssignmentState
from lianxin.records.models import Assignment
from tests.journeys.person import At, Person
from tests.web.town import AGENT, CLERK, EXAMINER, SUPERVISOR, Town

ADMINISTRATOR, LEADER, TWO_OFFICES = "jiaguiying", "jinjian", "panyong"


def look_at(person: Person, *addresses: str) -> None:
    """Opens each address and looks at it."""
    for address in addresses:
        person.page.goto(f"{person.site}{address}")
        person.ready()
        person.look()


def test_every_page_to_read_is_fit_for_every_reader(at_the_desk: At, city: Town) -> None:
    held, returned = city.received().signed(), city.received().closed()
    city.received().dispatched()
    clerk, examiner = at_the_desk(CLERK), at_the_desk(EXAMINER)
    look_at(clerk, "/", "/orders/?list=todo", "/orders/?list=todo&tile=promised", "/orders/?list=co_handled")
    look_at(clerk, "/notices", "/notices?only=cards")
    look_at(clerk, f"/orders/{held.number}/", f"/law/?order={held.number}", "/orders/?words=没有这样的事")
    look_at(examiner, "/", "/orders/?list=all&state=any", f"/orders/{held.number}/", f"/orders/{returned.number}/")
    look_at(examiner, "/law/", "/law/jinan_2018", "/law/jinan_2018/24", "/law/house_rules/17")
    look_at(at_the_desk(LEADER), "/", f"/orders/{held.number}/")
    look_at(at_the_desk(SUPERVISOR), "/notices")
    tables = ("units", "staff", "regimes", "calendar", "readings")
    look_at(at_the_desk(ADMINISTRATOR), "/", *(f"/administration/{table}" for table in tables), "/notices")


def test_a_list_is_worked_without_a_mouse(at_the_desk: At, city: Town) -> None:
    numbers = [city.received(title=f"第 {place} 盏路灯不亮").dispatched().number for place in range(3)]
    clerk = at_the_desk(CLERK)
    clerk.page.goto(f"{clerk.site}/orders/?list=todo")
    clerk.ready()
    clerk.press("j", "x", "j", "j", "x")
    expect(clerk.page.locator("tbody .choose :checked")).to_have_count(2)
    clerk.press("s")
    clerk.page.wait_for_load_state()
    clerk.ready()
    expect(clerk.page.locator("#hl-messages")).to_contain_text("2")
    states = dict(Assignment.objects.filter(kind="host").values_list("order__number", "state"))
    assert [states[number] for number in numbers].count(AssignmentState.SIGNED) == 2
    clerk.page.goto(f"{clerk.site}/orders/?list=todo")
    clerk.ready()
    clerk.press("j", "Enter")
    clerk.page.wait_for_url("**/orders/2*/**")
    clerk.ready()
    clerk.press("/")
    assert clerk.page.evaluate("document.activeElement.id") == "hl-find"


def test_whoever_has_two_offices_chooses_by_keyboard(at_the_desk: At) -> None:
    person = at_the_desk(TWO_OFFICES)
    person.page.wait_for_url("**/office*")
    person.ready()
    person.look()
    person.follow(".hl-offices button")
    person.ready()
    expect(person.page.locator("h1")).to_be_visible()


def test_a_lost_way_says_where_to_go(at_the_desk: At) -> None:
    agent = at_the_desk(AGENT)
    agent.complaints.clear()
    agent.page.goto(f"{agent.site}/administration/staff")
    agent.ready()
    agent.look()
    expect(agent.page.locator(".hl-refusal")).to_be_visible()
    agent.page.goto(f"{agent.site}/orders/20200101-00001-0/")
    agent.look()
    expect(agent.page.locator("h1")).to_be_visible()
    agent.complaints[:] = [one for one in agent.complaints if "status of 40" not in one]
