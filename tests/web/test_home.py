"""The desk in the morning, the menu beside every page, and what is said when something is not there or broke."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from lianxin.law.refusals import REASONS, Refused
from lianxin.records.orders import Moments
from lianxin.web.middleware import FORBIDDEN, NOT_FOUND, UNPREPARED, status_of
from tests.web.town import AGENT, CLERK, DISPATCHER, EXAMINER, HOST, Town

COUNT = re.compile(r'<a href="/orders/\?list=(\w+)"[^>]*>.*?(?:hl-count num[^>]*>(\d+)<|</a>)', re.DOTALL)
TILE = re.compile(
    r'<a class="hl-tile[^>]*href="/orders/\?list=(?:todo&amp;tile=)?(\w+)"[^>]*><b class="num"[^>]*>(\d+)</b>'
)


def test_the_desk_counts_what_waits_and_names_the_most_urgent(town: Town) -> None:
    stories = [town.received(title=f"第 {place} 盏灯").dispatched() for place in range(3)]
    stories[0].do(CLERK, "sign")
    page = town.client(CLERK).get("/").content.decode()
    tiles = {name: int(count) for name, count in TILE.findall(page)}
    assert tiles.pop("to_sign") == 2
    # An hour and a half ago may have been yesterday: then what is owed within a working day falls due today.
    tonight = Moments.of(timezone.now()).tonight
    assert tiles.pop("today") == sum(story.order.due_at <= tonight for story in stories)
    nothing = {"promised", "explain", "correct", "opinions", "rehandle", "at_centre"}
    assert tiles == dict.fromkeys(nothing, 0)
    shown = re.findall(r'<a class="hl-title" href="/orders/([\d-]+)/["?]', page)
    assert set(shown) == {story.number for story in stories}
    assert len(shown) == 3


def test_the_menu_counts_as_the_lists_do(town: Town) -> None:
    client = town.client(DISPATCHER)
    page = client.get("/").content.decode()
    for code, count in COUNT.findall(page):
        listed = client.get(f"/orders/?list={code}").content.decode()
        if count:
            assert f"共 {count} 件" in listed


def test_the_current_page_is_marked_in_the_menu(town: Town) -> None:
    link = re.compile(r'<a href="([^"]+)" aria-current="page">')
    client = town.client(EXAMINER)
    assert link.findall(client.get("/orders/?list=requests").content.decode()) == ["/orders/?list=requests"]
    listed = client.get("/orders/?list=tracked").content.decode()
    assert link.findall(listed) == ["/promises/"], "a list with a desk of its own is found at its desk"


def test_a_search_marks_the_list_of_everything_that_it_shows(town: Town) -> None:
    page = town.client(EXAMINER).get("/orders/?words=路灯").content.decode()
    current = re.findall(r'<a href="([^"]+)" aria-current="page">', page)
    assert current == ["/orders/?list=all"]


def test_the_administrator_finds_the_pages_of_the_office(town: Town) -> None:
    page = town.client("jiaguiying").get("/").content.decode()
    for name in ("units", "staff", "regimes", "calendar", "readings"):
        assert f'class="hl-tile blue" href="/administration/{name}"' in page


def test_the_desk_sorts_by_the_limit_that_it_shows(town: Town) -> None:
    town.received(at=timezone.now() - dt.timedelta(days=40)).examined()
    town.received(at=timezone.now() - dt.timedelta(days=20)).signed()
    town.received(at=timezone.now() - dt.timedelta(days=30)).fed_back()
    page = town.client(CLERK).get("/").content.decode().split('id="urgent', 1)[1].split("</ul>", 1)[0]
    rows = [re.findall(r'datetime="([^"]+)"', row)[-1:] or ["without"] for row in page.split("<li>")[1:]]
    assert len(rows) > 3
    assert rows == sorted(rows)
    whole = town.client(CLERK).get("/").content.decode()
    assert re.search(r'<p class="hl-foot"><a href="/orders/\?list=(todo|at_centre)">', whole)


def test_intake_begins_on_the_desk_of_those_who_take_calls(town: Town) -> None:
    assert 'class="btn btn-primary" href="/orders/receive"' in town.client(AGENT).get("/").content.decode()
    assert "/orders/receive" not in town.client(town.clerk_of(HOST)).get("/").content.decode()


def test_what_is_not_there_says_so_in_the_readers_language(town: Town) -> None:
    said = {
        "/orders/20261129-99999-1/": ("没有这个工单，或您无权查看", "no such order"),
        "/nowhere": ("没有这个页面", "no such page"),
        "/law/zzz": ("没有这部条例或规则", "no such law or rule"),
        "/law/jinan_2018/999": ("没有这一条", "no such article"),
    }
    for address, words in said.items():
        for language, expected in zip(("zh-hans", "en"), words, strict=True):
            answer = town.client(CLERK, language).get(address)
            assert answer.status_code == 404
            said_there = answer.content.decode().split('<main id="main"', 1)[1].split("</main>")[0]
            assert expected in said_there
            assert ("工单，" in said_there) is (address.startswith("/orders/") and language == "zh-hans")


@pytest.mark.parametrize("address", ["/orders/20261129-99999-1/", "/nowhere", "/law/zzz"])
def test_what_is_not_there_leaves_menu_and_search_to_whoever_is_signed_in(town: Town, address: str) -> None:
    page = town.client(CLERK).get(address).content.decode()
    assert page.count('<nav class="hl-side"') == 1
    assert '<a href="/orders/?list=todo"' in page
    assert '<input id="hl-find" name="words"' in page


def test_strangers_and_pieces_of_a_page_have_it_without_menu(town: Town) -> None:
    strange = Client().get("/nowhere")
    piece = town.client(CLERK).get("/nowhere", headers={"HX-Request": "true"})
    for answer in (strange, piece):
        assert answer.status_code == 404
        assert "没有这个页面" in answer.content.decode()
        assert "hl-side" not in answer.content.decode()


def test_what_broke_has_a_number_to_read_out(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("lianxin.web.home.lists_for", breaks)
    client = town.client(CLERK)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert re.search(r"故障编号 \d{8}-\d{4}-\d{4}", answer.content.decode())
    assert "ZeroDivisionError" not in answer.content.decode()


def test_a_refusal_is_a_page_or_a_piece_as_was_asked(town: Town) -> None:
    client = town.client(CLERK)
    page = client.get("/orders/receive")
    piece = client.get("/orders/receive", headers={"HX-Request": "true"})
    dialog = client.get("/orders/receive", headers={"HX-Request": "true", "HX-Target": "hl-dialog-body"})
    assert page.status_code == piece.status_code == dialog.status_code == 403
    for answer in (page, piece, dialog):
        assert "您的岗位不办理此事项。" in answer.content.decode()
        assert 'href="/law/house_rules/9"' in answer.content.decode()
    assert "<html" in page.content.decode()
    assert "<html" not in piece.content.decode() + dialog.content.decode()
    assert 'id="hl-dialog-title"' in dialog.content.decode()


def test_every_refusal_has_its_status() -> None:
    assert REASONS.keys() >= NOT_FOUND | FORBIDDEN | UNPREPARED
    statuses = {code: status_of(Refused(code)) for code in REASONS}
    assert statuses["order_unknown"] == 404
    assert statuses["not_your_duty"] == 403
    assert statuses["wrong_state"] == 409
    assert set(statuses.values()) == {403, 404, 409, 503}


def test_without_a_city_everything_says_what_to_do(db: None) -> None:
    _ = db
    client = Client()
    client.cookies["django_language"] = "zh-hans"
    assert client.get("/sign-in").status_code == 200
    assert "12345" in client.get("/sign-in").content.decode()
