"""One queue for every desk: it is turned by pages, leads on to the next row, and keeps what it was narrowed by."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.http import HttpRequest
from django.test import Client

from lianxin.records.models import ReadingLog
from lianxin.web.desks import queue
from lianxin.web.desks.desk import Stretch, Tab
from lianxin.web.dispatching.desk import DESK as DISPATCHING
from tests.web.town import CALLBACK_CLERK, DISPATCHER, EXAMINER, HOST, OTHER, Story, Town

LAMPS, PENSIONS = "0309", "0101"
ROWS = re.compile(r'<tr[^>]*>.*?<span class="num">([\d-]+)</span>', re.DOTALL)
OPEN = re.compile(r'<span class="num strong">([\d-]+)</span>')
NEXT = re.compile(r'hl-dispatch-next" href="([^"]+)"')
TURN = re.compile(r'<a href="([^"]+)" rel="(prev|next)"')


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows a page, so that a handful of orders fills several."""
    monkeypatch.setattr(queue, "SIZE", 2)


def page(client: Client, href: str) -> str:
    answer = client.get(html.unescape(href))
    assert answer.status_code == 200
    return answer.content.decode()


def turned(client: Client, href: str) -> list[list[str]]:
    """The rows of each page, from the one at this address to the last."""
    pages: list[list[str]] = []
    while href:
        assert len(pages) < 60, "the pages have no end"
        shown = page(client, href)
        pages.append(ROWS.findall(shown))
        href = next((to for to, way in TURN.findall(shown) if way == "next"), "")
    return pages


def five(town: Town) -> list[Story]:
    return [town.received(topic=LAMPS) for _ in range(5)]


def test_the_queue_of_orders_is_turned_by_pages_and_holds_each_once(town: Town) -> None:
    numbers = {story.number for story in five(town)}
    client = town.client(DISPATCHER)
    pages = turned(client, "/dispatch/?list=to_dispatch")
    shown = [number for rows in pages for number in rows]
    assert {len(rows) for rows in pages[:-1]} == {2}
    assert numbers <= set(shown)
    assert len(shown) == len(set(shown))
    back = {way: to for to, way in TURN.findall(page(client, "/dispatch/?list=to_dispatch&page=2"))}
    assert ROWS.findall(page(client, back["prev"])) == pages[0]


def test_the_next_one_leads_through_all_pages_and_round_again(town: Town) -> None:
    five(town)
    client = town.client(DISPATCHER)
    shown = [number for rows in turned(client, "/dispatch/?list=to_dispatch") for number in rows]
    href, walked = "/dispatch/?list=to_dispatch", []
    for _ in range(len(shown) + 1):
        at = page(client, href)
        walked.append(OPEN.findall(at)[0])
        href = NEXT.findall(at)[0]
    assert walked == [*shown, shown[0]]


def test_the_page_and_the_tab_stay_in_what_comes_up_to_date_by_itself(town: Town) -> None:
    five(town)
    client = town.client(DISPATCHER)
    shown = page(client, "/dispatch/?list=to_dispatch&page=2")
    live = re.findall(r'data-live-src="([^"]+)"', shown)
    assert len(live) == 3
    for address in live:
        assert "list=to_dispatch&amp;page=2" in address
        assert "<html" not in page(client, address)
    assert ROWS.findall(page(client, live[0])) == ROWS.findall(shown)


def test_an_order_on_another_page_is_opened_by_its_number(town: Town) -> None:
    last = five(town)[-1]
    client = town.client(DISPATCHER)
    rows = [number for rows in turned(client, "/dispatch/?list=to_dispatch") for number in rows]
    shown = page(client, f"/dispatch/?list=to_dispatch&order={last.number}")
    assert OPEN.findall(shown)[0] == last.number
    assert ROWS.findall(shown) == rows[:2], "the queue stays where it is"
    assert rows[0] in NEXT.findall(shown)[0], "on from there to the most urgent"


def test_stretches_of_a_tab_join_within_a_page_with_their_notes(town: Town) -> None:
    linked, called = town.received(topic=LAMPS).examined(), town.received(topic=PENSIONS).examined()
    client = town.client(CALLBACK_CLERK)
    pages = turned(client, "/callbacks/?list=to_call_back")
    shown = [number for rows in pages for number in rows]
    assert shown.index(called.number) < shown.index(linked.number)
    assert len(shown) == len(set(shown))
    place = shown.index(linked.number) // 2 + 1
    row = re.search(rf"<tr(?:(?!</tr>).)*{linked.number}", page(client, f"/callbacks/?page={place}"), re.DOTALL)
    assert row is not None
    assert "已发评价短信，等待答复" in row[0]


def test_what_narrows_the_list_stays_with_whoever_goes_on(town: Town) -> None:
    for _ in range(3):
        town.received(topic=PENSIONS).examined(OTHER)
    town.received(topic=PENSIONS).examined(HOST)
    unit = str(town.units[OTHER])
    client = town.client(CALLBACK_CLERK)
    shown = page(client, f"/callbacks/?list=to_call_back&unit={unit}")
    here = [
        *NEXT.findall(shown),
        *(to for to, _ in TURN.findall(shown)),
        *re.findall(r'data-live-src="([^"]+)"', shown),
    ]
    assert len(here) >= 4
    assert all(f"unit={unit}" in address for address in here)
    assert "没有符合条件的工单" in page(client, "/callbacks/?list=to_call_back&topic=none")


def test_what_a_reader_was_shown_is_noted_with_the_tab(town: Town) -> None:
    story = town.received().fed_back()
    town.client(EXAMINER).get("/examining/", {"list": "reply_owed"})
    read = ReadingLog.objects.filter(staff=town.actor(EXAMINER).staff, query__tab="reply_owed")
    assert read.filter(query__list="to_examine").exists()
    assert story.number


@pytest.mark.parametrize("address", ["/dispatch/", "/dispatch/queue"])
def test_an_office_without_the_desk_is_told_who_works_there(town: Town, address: str) -> None:
    answer = town.client(CALLBACK_CLERK).get(address)
    assert answer.status_code == 403
    assert "转办员" in answer.content.decode()


def test_an_order_that_moves_on_while_the_queue_is_read_stands_there_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each stretch is a question of its own: between two of them the order went over from the second to the first."""
    stories = [town.received(topic=LAMPS) for _ in range(2)]
    monkeypatch.setattr(queue, "SIZE", 30)

    def moving(tab: Tab) -> Tab:
        def held(request: HttpRequest, kept: Mapping[str, str]) -> list[Stretch]:
            return [stretch for stretch in tab.held(request, kept) for _ in range(2)]

        return replace(tab, held=held)

    desk = replace(DISPATCHING, tabs=lambda actor: tuple(map(moving, DISPATCHING.tabs(actor))))
    request = town.client(DISPATCHER).get("/dispatch/?list=to_dispatch").wsgi_request
    shown = queue.queue_context(request, queue.read_waiting(request, desk))["queue"]["rows"]
    numbers = [row["number"] for row in shown]
    assert len(numbers) == len(set(numbers))
    assert {story.number for story in stories} <= set(numbers)
