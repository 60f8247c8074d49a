"""A recommended topic is taken without a mouse, and stands where it was typed for."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.person import At
from tests.web.town import AGENT


def test_a_recommended_topic_is_taken_by_key(at_the_desk: At) -> None:
    agent = at_the_desk(AGENT)
    agent.page.goto(f"{agent.site}/orders/receive")
    agent.ready()
    agent.write("title", "小区门口路灯照明坏了")
    recommended = agent.page.locator("#topics [data-topic]")
    expect(recommended.first).to_have_attribute("data-topic", "0309")
    agent.look()
    agent.press("Alt+g")
    expect(recommended.first).to_be_focused()
    if recommended.count() > 1:
        agent.press("ArrowRight")
        expect(recommended.nth(1)).to_be_focused()
        agent.press("ArrowLeft")
    agent.press("Enter")
    expect(agent.page.locator("select[name=topic]")).to_have_value("0309")
    expect(agent.page.locator("input#topic")).to_be_focused()
    expect(agent.page.locator("input#topic")).not_to_have_value("")


def test_recommendations_never_take_the_focus_away(at_the_desk: At) -> None:
    """Words that come while one stands on a recommendation leave it where it is."""
    agent = at_the_desk(AGENT)
    agent.page.goto(f"{agent.site}/orders/receive")
    agent.ready()
    agent.write("title", "小区门口路灯照明坏了")
    recommended = agent.page.locator("#topics [data-topic]")
    expect(recommended.first).to_be_visible()
    agent.press("Alt+g")
    with agent.page.expect_response("**/orders/receive/topics") as told:
        agent.page.evaluate("window.htmx.trigger('#topics', 'hl:ask')")
    told.value.finished()
    expect(agent.page.locator("#topics.htmx-request")).to_have_count(0)
    expect(recommended.first).to_be_focused()
