"""One after the other: an order that was opened from a list leads to the next of that list, and back to it."""

from __future__ import annotations

import datetime as dt
import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from lianxin.actions import CallerEntry
from tests.web.forms import fill
from tests.web.town import CALLBACK_CLERK, CLERK, EXAMINER, OTHER, OTHER_CLERK, SUPERVISOR, Story, Town

TITLE = re.compile(r'<a class="hl-title" href="(/orders/([\d-]+)/[^"]*)"')
CRUMB = re.compile(r'<a class="btn btn-sm" href="([^"]+)"[^>]*aria-keyshortcuts="([A-Z])"')


def rows(client: Client, address: str) -> dict[str, str]:
    """The orders of a list, each with the address it is opened by, as they stand in it."""
    found = TITLE.findall(client.get(address).content.decode())
    return {number: html.unescape(href) for href, number in found}


def ways(page: str) -> dict[str, str]:
    """The links at the head of an order's page by their keys."""
    return {key: html.unescape(href) for href, key in CRUMB.findall(page)}


def opened(client: Client, href: str) -> str:
    answer = client.get(href)
    assert answer.status_code == 200
    return answer.content.decode()


def following(client: Client, page: str) -> str:
    """Where the link to the next one leads."""
    return str(client.get(ways(page)["N"]).headers["Location"])


def number_of(href: str) -> str:
    return urlsplit(href).path.split("/")[2]


def act_of(page: str, action: str) -> str:
    """The address of the form of an act, as the page of the order has it."""
    found = re.search(rf'href="(/orders/[\d-]+/act/{action}[^"]*)"', page)
    assert found is not None, action
    return html.unescape(found[1])


def do(client: Client, href: str, **given: str) -> str:
    """The act behind a link is done by a plain post; where the browser is sent."""
    form = client.get(href).content.decode()
    answer = client.post(urlsplit(href).path, fill(form, **given))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


@pytest.fixture(scope="module")
def offered(town: Town) -> list[Story]:
    """Four orders that wait for the host, received an hour apart."""
    return [town.received(at=timezone.now() - dt.timedelta(hours=hours)).dispatched() for hours in (5, 4, 3, 2)]


def test_an_order_leads_to_the_next_of_its_list_and_back_to_it(town: Town, offered: list[Story]) -> None:
    client, here = town.client(CLERK), "/orders/?list=todo&tile=to_sign"
    listed = rows(client, here)
    numbers = list(listed)
    assert set(numbers) >= {story.number for story in offered}
    walked, href = [], listed[numbers[0]]
    for _ in numbers:
        walked.append(number_of(href))
        page = opened(client, href)
        assert ways(page)["L"] == here
        href = following(client, page)
    assert walked == numbers
    assert number_of(href) == numbers[0], "behind the last comes the first again"


def test_after_an_act_one_goes_on_with_the_most_urgent_that_still_waits(town: Town, offered: list[Story]) -> None:
    client = town.client(CLERK)
    listed = rows(client, "/orders/?list=todo&tile=to_sign")
    first, second, third = list(listed)[:3]
    page = opened(client, listed[second])
    back = do(client, act_of(page, "sign"))
    assert number_of(back) == second
    after = opened(client, back)
    assert "已办理：签收" in after
    assert number_of(following(client, after)) == first
    done = opened(client, do(client, act_of(opened(client, following(client, after)), "sign")))
    assert number_of(following(client, done)) == third
    assert second not in rows(client, ways(done)["L"])


def test_an_order_that_stays_in_its_list_gives_way_to_the_one_behind_it(town: Town) -> None:
    for hours in (3, 2):
        town.received(at=timezone.now() - dt.timedelta(hours=hours)).signed(OTHER)
    client = town.client(OTHER_CLERK)
    listed = rows(client, "/orders/?list=todo")
    number, behind = listed
    page = opened(client, listed[number])
    after = opened(client, do(client, act_of(page, "record_progress"), note="已到现场查看。"))
    assert number in rows(client, ways(after)["L"])
    assert number_of(following(client, after)) == behind


def test_the_last_one_of_a_list_leads_back_alone(town: Town) -> None:
    story, client = town.received().examined(), town.client(CALLBACK_CLERK)
    listed = rows(client, "/orders/?list=to_call_back")
    assert list(listed) == [story.number]
    page = opened(client, listed[story.number])
    assert following(client, page) == ways(page)["L"] == "/orders/?list=to_call_back"
    assert "列表中没有其他工单了" in opened(client, ways(page)["L"])


def test_what_waits_at_the_desk_knows_the_list_it_waits_in(town: Town) -> None:
    story, client = town.received().fed_back(), town.client(EXAMINER)
    page = opened(client, rows(client, "/")[story.number])
    assert ways(page)["L"] == "/orders/?list=to_examine"
    assert '<a href="/orders/?list=to_examine">待审核</a>' in page


def test_a_row_that_offers_an_act_leads_on_like_its_order(town: Town) -> None:
    story, client = town.received().fed_back(), town.client(EXAMINER)
    shown = client.get("/orders/?list=to_examine").content.decode()
    row = next(row for row in shown.split("<tr") if story.number in row)
    back = do(client, act_of(row, "return_for_correction"))
    assert ways(opened(client, back))["L"] == "/orders/?list=to_examine"


def test_whoever_loses_sight_of_the_order_is_led_to_the_list(town: Town) -> None:
    story, client = town.received().fed_back(), town.client(EXAMINER)
    page = opened(client, rows(client, "/orders/?list=to_examine")[story.number])
    assert do(client, act_of(page, "declare_interest")) == "/orders/?list=to_examine"


def test_a_form_that_comes_back_or_is_cancelled_keeps_the_list(town: Town) -> None:
    story, client = town.received().fed_back(), town.client(EXAMINER)
    page = opened(client, rows(client, "/orders/?list=to_examine")[story.number])
    href = act_of(page, "return_for_correction")
    assert f"{href} ".count("of=list%3Dto_examine") == 1
    form = client.get(href).content.decode()
    wrong = client.post(urlsplit(href).path, fill(form) | {"reason": [""]})
    assert wrong.status_code == 422
    for shown in (form, wrong.content.decode()):
        assert 'name="of" value="list=to_examine"' in shown
        assert f'name="cancelled_to" value="/orders/{story.number}/?of=list%3Dto_examine"' in shown


def test_parts_that_are_fetched_anew_keep_the_list(town: Town) -> None:
    story, client = town.received().fed_back(), town.client(EXAMINER)
    page = opened(client, rows(client, "/orders/?list=to_examine")[story.number])
    for part in ("actions", "callers", "attachments", "timeline"):
        source = re.search(rf'data-live-src="([^"]+/{part}[^"]*)"', page)
        assert source is not None, part
        anew = opened(client, html.unescape(source[1]))
        links = re.findall(r'<a [^>]*href="(/orders/[\d-]+/(?:act|reveal)[^"]*)"', anew)
        assert all("of=list%3Dto_examine" in link for link in links), part


def test_a_list_of_another_office_leads_nowhere(town: Town) -> None:
    story, others = town.received().dispatched(), town.received().dispatched(OTHER)
    assert "L" not in ways(opened(town.client(OTHER_CLERK), f"/orders/{others.number}/?of=list%3Dall"))
    assert "N" not in ways(opened(town.client(CLERK), f"/orders/{story.number}/?of=list%3Dto_examine"))
    by_hand = town.client(CLERK).get(f"/orders/{story.number}/next?of=list%3Dto_examine")
    assert by_hand.headers["Location"] == f"/orders/{story.number}/"
    assert "L" not in ways(opened(town.client(CLERK), f"/orders/{story.number}/"))


def test_the_next_one_is_never_one_that_the_reader_may_not_open(town: Town) -> None:
    client = town.client(CLERK)
    for href in rows(client, "/orders/?list=todo").values():
        assert client.get(following(client, opened(client, href))).status_code == 200


def test_a_number_searched_for_stands_in_no_address_of_its_orders(town: Town) -> None:
    caller = CallerEntry(name="李大山", phone="13900001234")
    story, client = town.received(caller=caller), town.client(SUPERVISOR)
    found = client.post("/orders/", {"list": "all", "words": "13900001234"})
    listed = rows(client, found.headers["Location"])
    assert story.number in listed
    assert all("13900001234" not in href for href in listed.values())
    back = ways(opened(client, listed[story.number]))["L"]
    assert parse_qs(urlsplit(back).query)["list"] == ["all"]
    assert set(rows(client, back)) == set(listed)
    assert "L" not in ways(opened(town.client(SUPERVISOR), listed[story.number])), "the token is this session's alone"
