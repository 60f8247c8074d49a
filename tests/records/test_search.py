"""Any two characters that stand together find their text, in any script and width."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.law.words import TextKind
from lianxin.records.models import OrderText
from lianxin.records.search import LAST_POSITION, search_query, search_vector
from tests.small_city import build_small_city, take


def keep(order: int, content: str, place: int) -> OrderText:
    return OrderText.objects.create(
        order_id=order,
        sequence=9,
        place=place,
        kind=TextKind.NOTE,
        content=content,
        hmac_key=bytes(32),
        digest="",
        at=dt.datetime(2026, 11, 6, tzinfo=dt.UTC),
        search=search_vector(content),
    )


CASES = [
    ("历山区中山路12号路灯不亮", "中山路", True),
    ("历山区中山路12号路灯不亮", "12号", True),
    ("历山区中山路１２号路灯不亮", "12号", True),
    ("历山区中山路12号路灯不亮", "山中", False),
    ("历山区中山路12号路灯不亮", "路灯 历山", True),
    ("历山区中山路12号路灯不亮", "路灯 井盖", False),
    ("路灯坏了。不亮", "了不亮", False),
    ("WiFi信号差", "wifi", True),
    ("水", "水", True),
    ("停水", "水", True),
    ("it's 'quoted' \\ text & | !", "quoted", True),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "words", "found"), CASES)
def test_a_text_is_found_by_what_it_says(content: str, words: str, found: bool) -> None:
    text = keep(take(build_small_city(), "a").order, content, 1)
    query = search_query(words)
    assert OrderText.objects.filter(pk=text.pk, search=query).exists() is found


@pytest.mark.django_db
def test_a_very_long_text_is_still_kept() -> None:
    order = take(build_small_city(), "a").order
    assert keep(order, "天地玄黄" * LAST_POSITION, 1).pk is not None


def test_nothing_to_look_for_is_no_query() -> None:
    assert search_query("") is None
    assert search_query("，。！ ") is None


@given(st.text(max_size=200))
def test_a_vector_never_holds_what_the_database_could_misread(text: str) -> None:
    for word in search_vector(text).split():
        lexeme, _, places = word.rpartition(":")
        assert lexeme.startswith("'")
        assert lexeme[1:-1].isalnum()
        assert all(0 < int(place) <= LAST_POSITION for place in places.split(","))
