"""The frame of the citizens' pages: strangers read them, in three versions, and errors stay inside."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from lianxin.actions._append import note_new_rules
from lianxin.records.models import City
from lianxin.web.portal import frame
from lianxin.web.portal.menu import MENU, OPEN
from tests.web.town import AGENT, Town

ONLY_SENT_TO = ("/portal/version", "/portal/tell/discard", "/portal/follow/20261130-00001-7/leave")
"""Addresses of the citizens' pages that take what a button sends, and show nothing."""


def test_a_stranger_reads_the_first_page_without_a_script(town: Town) -> None:
    _ = town
    answer = Client().get("/portal/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<script" not in page
    assert 'href="tel:120"' in page
    assert "云河市12345市民服务热线" in page


def test_the_first_page_leads_to_all_that_is_open_whatever_the_order_of_the_foot(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = town
    monkeypatch.setattr(frame, "MENU", MENU[::-1])
    monkeypatch.setattr(frame, "_foot", lambda *_: "")  # it is kept, and other pages have it too
    page = Client().get("/portal/").content.decode()
    ways = page.partition("ways-out")[2].partition("</ul>")[0]
    assert re.findall(r">([^<]+)</a>", ways) == [words.zh for _, words in OPEN]


def test_another_name_and_number_of_the_hotline_stand_on_the_next_page(town: Town) -> None:
    _ = town
    reader = Client()
    assert reader.get("/portal/").content.decode().count("12399") == 0
    before = City.objects.values("hotline_number", "hotline_zh").get()
    City.objects.update(hotline_number="12399", hotline_zh="云河市新热线")
    assert "云河市新热线" not in reader.get("/portal/").content.decode(), "unless the data are known to be others"
    note_new_rules()
    page = reader.get("/portal/").content.decode()
    assert "云河市新热线" in page
    assert "请直接拨打 12399。" in page
    assert 'href="tel:12399"' in page
    City.objects.update(**before)
    note_new_rules()
    assert "12399" not in reader.get("/portal/").content.decode()


def test_the_version_for_elders_stays_for_the_whole_flow(town: Town) -> None:
    _ = town
    reader = Client()
    answer = reader.post("/portal/version", {"elder": "1", "next": "/portal/privacy"})
    assert (answer.status_code, answer["Location"]) == (302, "/portal/privacy")
    for address in ("/portal/privacy", "/portal/"):
        assert 'class="elder"' in reader.get(address).content.decode()
    reader.post("/portal/version", {"elder": "0", "next": "/portal/"})
    assert 'class="elder"' not in reader.get("/portal/").content.decode()


def test_a_version_is_never_a_way_to_another_site(town: Town) -> None:
    _ = town
    answer = Client().post("/portal/version", {"elder": "1", "next": "https://example.org/"})
    assert answer["Location"] == "/portal/"


def test_what_is_not_there_is_said_on_a_citizens_page(town: Town) -> None:
    _ = town
    answer = Client().get("/portal/nothing-here")
    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.content.decode()
    assert "tabler" not in answer.content.decode()


def test_english_is_whole(town: Town) -> None:
    _ = town
    reader = Client()
    reader.post("/language", {"language": "en", "next": "/portal/"})
    for address in ("/portal/", "/portal/privacy", "/portal/nothing-here"):
        page = reader.get(address).content.decode().replace("中文", "")
        assert not [letter for letter in page if "\u4e00" <= letter <= "\u9fff"], address


@pytest.mark.parametrize("address", ONLY_SENT_TO)
def test_an_address_that_a_button_sends_to_says_what_to_do(town: Town, address: str) -> None:
    _ = town
    reader = Client()
    answer = reader.get(address)
    page = answer.content.decode()
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "这个地址不能直接打开" in page
    assert 'href="tel:12345"' in page  # in the frame of the citizens' pages
    reader.post("/language", {"language": "en", "next": "/portal/"})
    page = reader.get(address).content.decode().replace("中文", "")
    assert "This address cannot be opened by itself" in page
    assert not [letter for letter in page if "\u4e00" <= letter <= "\u9fff"], address


def test_the_staff_are_told_too_after_a_sign_in_that_leads_there(town: Town) -> None:
    answer = town.client(AGENT).get("/sign-out")
    assert answer.status_code == 405
    assert "再按页面上的按钮" in answer.content.decode()
    machine = town.client(AGENT).get("/sign-out", headers={"HX-Request": "true"})
    assert (machine.status_code, machine.content) == (405, b"")
