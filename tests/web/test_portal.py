"""The frame of the citizens' pages: strangers read them, in three versions, and errors stay inside."""

from __future__ import annotations

from django.test import Client

from lianxin.actions._append import note_new_rules
from lianxin.records.models import City
from tests.web.town import Town


def test_a_stranger_reads_the_first_page_without_a_script(town: Town) -> None:
    _ = town
    answer = Client().get("/portal/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<script" not in page
    assert 'href="tel:120"' in page
    assert "云河市12345市民服务热线" in page


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
