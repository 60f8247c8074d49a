"""Inspection of intake in the browser, by keyboard alone: drawn, scored, appealed against, decided, looked up."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from playwright.sync_api import expect

from lianxin.law.words import InspectionState
from lianxin.records.inspection_forms import form_at
from lianxin.records.models import Inspection
from tests.journeys.person import At, Person
from tests.web.town import AGENT, SHIFT_LEADER, Town

INSPECTOR = "zhujiahe"


def open_desk(person: Person) -> None:
    """From the menu to the desk."""
    person.follow('nav a[href="/inspections/"]')
    person.page.wait_for_url("**/inspections/**")
    person.ready()


def said(person: Person, words: str = "") -> None:
    """It is said that the act is done, on a page that is ready."""
    expect(person.page.locator("#hl-messages p").first).to_contain_text(words)
    person.ready()


def give(person: Person, levels: dict[str, str]) -> None:
    """Every criterion a level by its digit: the first, unless `levels` says another."""
    for code in form_at(timezone.now()).criteria:
        person.choose(code, levels.get(code, "1"))


def test_an_intake_is_drawn_scored_appealed_against_and_decided_by_keys_alone(at_the_desk: At, city: Town) -> None:
    at = timezone.now() - dt.timedelta(minutes=40)
    stories = [city.received(at=at + dt.timedelta(minutes=5 * place)) for place in range(2)]

    inspector = at_the_desk(INSPECTOR)
    open_desk(inspector)
    expect(inspector.page.locator(".hl-empty")).to_be_visible()
    inspector.look()
    inspector.follow('a[href="/inspections/draw"]')
    inspector.page.wait_for_url("**/inspections/draw")
    inspector.ready()
    inspector.follow('button[name="preview"]')
    expect(inspector.page.locator("#found-title")).to_be_visible()
    inspector.ready()
    inspector.look()
    inspector.reach("#per_agent")
    inspector.press("Control+Enter")
    inspector.page.wait_for_url("**list=to_score")
    said(inspector)
    assert Inspection.objects.filter(state=InspectionState.DRAWN).count() == len(stories)
    inspector.look()

    give(inspector, {"complete": "2"})
    inspector.write("good", "语气平和。")
    inspector.write("better", "请追问发生的时间。")
    inspector.press("Control+Enter")
    said(inspector, "93")
    scored = Inspection.objects.get(state=InspectionState.SCORED)
    assert scored.total == 93

    agent = at_the_desk(AGENT)
    open_desk(agent)
    expect(agent.page.locator("#matter")).to_contain_text("请追问发生的时间。")
    agent.look()
    agent.write("reason", "问过时间，记在原述里。")
    agent.press("Control+Enter")
    said(agent)
    scored.refresh_from_db()
    assert scored.state is InspectionState.APPEALED

    leader = at_the_desk(SHIFT_LEADER)
    open_desk(leader)
    expect(leader.page.locator("#matter")).to_contain_text("问过时间，记在原述里。")
    headings = leader.page.locator("form.hl-form .hl-section-title:visible")
    expect(headings).to_have_count(0)  # nothing stands below them yet
    leader.choose("verdict", "2")
    expect(headings.first).to_be_visible()
    give(leader, {})
    leader.write("reason", "原述里有时间。")
    leader.look()
    leader.press("Control+Enter")
    said(leader)
    scored.refresh_from_db()
    assert (scored.state, scored.total, scored.total_decided) == (InspectionState.DECIDED, 93, 100)

    leader.follow('a[href="/inspections/results"]')
    leader.page.wait_for_url("**/inspections/results")
    leader.ready()
    leader.look()
    leader.follow('td a[href^="/inspections/cases"]')
    leader.page.wait_for_url("**/inspections/cases**")
    leader.ready()
    leader.look()
    leader.follow('td a[href^="/inspections/?list=done"]')
    expect(leader.page.locator("#matter")).to_contain_text("原述里有时间。")


def test_the_list_is_walked_by_j_and_k_and_n_goes_on(at_the_desk: At, city: Town) -> None:
    titles = ("柳岸小区北门路灯不亮", "和平路路面坑洼积水")
    for place, title in enumerate(titles):
        at = timezone.now() - dt.timedelta(minutes=60 - 10 * place)
        story = city.received(at=at, title=title)
        client = city.client(INSPECTOR)
        client.post("/inspections/flag", {"number": story.number, "reason": "需要核对", "request_key": title})
    inspector = at_the_desk(INSPECTOR)
    open_desk(inspector)
    heading = inspector.page.locator("#desk-title")
    expect(heading).to_contain_text(titles[0])
    inspector.press("n")
    expect(heading).to_contain_text(titles[1])
    inspector.ready()
    inspector.press("k", "Enter")
    expect(heading).to_contain_text(titles[0])
