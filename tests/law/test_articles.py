"""The cited texts: what is there, how a citation is read, and how it is shown."""

from __future__ import annotations

import re
from datetime import date

import pytest

from lianxin.law.articles import ARTICLES, PARTIES, TEXTS, Article, chinese_number, citation, cite
from lianxin.law.words import LegalRole, LegalTextKind, Role, UnitKind


def of(text: str) -> list[Article]:
    return [article for article in ARTICLES.values() if article.text == text]


def test_all_44_articles_of_the_jinan_regulation_are_there_in_order() -> None:
    assert [article.number for article in of("jinan_2018")] == [str(number) for number in range(1, 45)]


def test_all_69_rulings_are_there_in_order() -> None:
    assert [article.key for article in of("house_rules") if article.number] == [f"R{n}" for n in range(1, 70)]


def test_no_number_stands_twice_in_one_text() -> None:
    for text in TEXTS:
        numbers = [article.number for article in of(text)]
        assert len(set(numbers)) == len(numbers), text


def test_every_text_has_articles_and_every_article_a_text() -> None:
    assert {article.text for article in ARTICLES.values()} == set(TEXTS)


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("jinan_2018:24", "《济南市12345市民服务热线条例》第二十四条", "Art. 24"),
        ("jinan_2018:24(2)", "《济南市12345市民服务热线条例》第二十四条第一款第（二）项", "Art. 24(2)"),
        ("jinan_2018:24.2", "《济南市12345市民服务热线条例》第二十四条第二款", "Art. 24 para. 2"),
        ("jinan_2018:23(3)", "《济南市12345市民服务热线条例》第二十三条第（三）项", "Art. 23(3)"),
        ("jinan_2018:27(2)", "《济南市12345市民服务热线条例》第二十七条第二款", "Art. 27 para. 2"),
        ("beijing_2021:11.3(6)", "《北京市接诉即办工作条例》第十一条第三款第（六）项", "Art. 11(6)"),
        ("beijing_2021:11(3)(6)", "《北京市接诉即办工作条例》第十一条第三款第（六）项", "Art. 11(6)"),
        ("civil_code:201", "《中华人民共和国民法典》第二百零一条", "Art. 201"),
        ("national_2025:3", "国办函〔2025〕66号第（三）项", "item (3)"),
        ("shandong_2020:send_back", "《山东省政务服务热线管理办法》（退单）", "send-back"),
        ("R18", "本市工作规范 R18", "R18"),
    ],
)
def test_a_citation_is_shown_in_both_languages(key: str, zh: str, en: str) -> None:
    found = citation(key)
    assert found.zh == zh
    assert found.en.endswith(f", {en}")


def test_a_whole_text_can_be_cited_where_its_articles_are_not_known() -> None:
    found = citation("shandong_2020")
    assert found.zh == "《山东省政务服务热线管理办法》"
    assert found.en == "Shandong Government Service Hotline Measures"


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("jinan_2018:45", "no such article"),
        ("R70", "no such article"),
        ("shandong_2020:nothing", "no such article"),
        ("nowhere", "no such article"),
        ("jinan_2018:24 (2)", "no such article"),
        ("jinan_2018:24(5)", "has 4 item"),
        ("jinan_2018:24.3", "has 2 paragraph"),
        ("jinan_2018:24.2(1)", "has 0 item"),
        ("jinan_2018:24.0", "has 2 paragraph"),
        ("jinan_2018:27(3)", "has 2 paragraph"),
        ("beijing_2021:11.3(1)(6)", "has 3 paragraph"),
    ],
)
def test_a_citation_of_what_does_not_exist_is_refused_by_name(key: str, why: str) -> None:
    with pytest.raises(KeyError, match=why) as refused:
        citation(key)
    assert key in str(refused.value)


def test_cite_takes_text_and_number_apart() -> None:
    assert cite("jinan_2018", "24(2)") == citation("jinan_2018:24(2)")
    assert cite("house_rules", "18") == citation("R18")


def test_a_ruling_is_never_shown_as_law() -> None:
    assert not citation("R18").is_law
    assert citation("jinan_2018:24").is_law
    assert TEXTS["house_rules"].kind is LegalTextKind.RULING


def test_the_five_working_days_bind_the_unit_and_the_hotline() -> None:
    assert ARTICLES["jinan_2018:24"].binds == (LegalRole.UNDERTAKING, UnitKind.CITY_HOTLINE)
    assert Role.CALLER in ARTICLES["jinan_2018:20"].binds


def test_days_of_coming_into_force() -> None:
    assert TEXTS["jinan_2018"].in_force_from == date(2018, 9, 1)
    assert TEXTS["jinan_business_2022"].in_force_from == date(2022, 3, 1)
    assert TEXTS["weifang_2021"].in_force_from == date(2021, 12, 15)
    assert TEXTS["beijing_2021"].in_force_from == date(2021, 9, 24)


def test_each_article_has_a_gist_in_both_languages_and_binds_someone() -> None:
    for key, article in ARTICLES.items():
        assert article.binds, key
        assert article.gist_zh.endswith("。"), key
        assert article.gist_en.isascii(), key
        assert article.gist_en.endswith("."), key
        assert not re.search(r"[,;:?!](?!\d)", article.gist_zh), f"{key}: half-width punctuation in Chinese"
        assert re.search(r"[\u4e00-\u9fff]", article.gist_zh), key


def test_every_party_of_the_legend_is_used() -> None:
    used = {party for article in ARTICLES.values() for party in article.binds}
    assert used == set(PARTIES.values())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (44, "四十四"), (100, "一百"), (101, "一百零一"),
        (110, "一百一十"), (201, "二百零一"), (1001, "一千零一"), (1010, "一千零一十"), (1260, "一千二百六十"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_chinese(value: int, text: str) -> None:
    assert chinese_number(value) == text
