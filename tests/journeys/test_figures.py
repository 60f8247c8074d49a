"""A supervisor goes from the month to a figure, to its cases, to an order, by keys alone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.person import At
from tests.web.town import SUPERVISOR, Town


def test_from_a_number_to_the_orders_it_is_made_of(at_the_desk: At, city: Town) -> None:
    closed, open_one = city.received().closed(), city.received(title="第二盏路灯不亮").signed()
    person = at_the_desk(SUPERVISOR)
    person.follow('nav a[href="/indicators/"]')
    person.page.wait_for_url("**/indicators/")
    person.ready()
    person.look()
    person.follow('main th a[href^="/indicators/completion?"]')
    person.page.wait_for_url("**/indicators/completion?*")
    person.ready()
    person.look()
    person.follow('main a[href^="/indicators/completion/cases?"][href*="which=over"]')
    person.page.wait_for_url("**/cases?*")
    person.ready()
    person.look()
    rows = person.page.locator("main tbody")
    expect(rows).to_contain_text(closed.number)
    expect(rows).to_contain_text(open_one.number)
    person.follow(f'main a[href="/orders/{closed.number}/"]')
    person.page.wait_for_url(re.compile(f"/orders/{closed.number}/"))
    person.ready()
