"""The law behind the pages: every citation of the product leads to its article, and shadowed rules stay away."""

from __future__ import annotations

import re

import pytest

from lianxin.law.articles import ARTICLES, TEXTS
from lianxin.law.duties import DUTIES
from lianxin.law.refusals import REASONS
from lianxin.law.transitions import ROWS
from lianxin.web.citations import law_href
from tests.web.machine_dates import machine_dates
from tests.web.town import AGENT, CLERK, Town

CITED = sorted(
    {article for table in (ROWS, DUTIES) for row in table for article in row.articles}
    | {reason.article for reason in REASONS.values() if reason.article}
)
ROW = re.compile(r"<tr><td><b>(.*?)</b></td>.*?</tr>")


def test_every_citation_of_the_product_has_a_page(town: Town) -> None:
    client = town.client(CLERK)
    addresses = {law_href(key) for key in CITED} | {law_href(key) for key in ARTICLES}
    missing = {address: client.get(address).status_code for address in sorted(addresses)}
    assert {address: status for address, status in missing.items() if status != 200} == {}


@pytest.mark.parametrize("text", TEXTS)
def test_every_cited_text_has_a_page(town: Town, text: str) -> None:
    page = town.client(CLERK).get(f"/law/{text}").content.decode()
    assert TEXTS[text].name_zh in page
    assert machine_dates(page) == []
    for article in ARTICLES.values():
        if article.text == text and article.number:
            assert f'id="a{article.number}"' in page


@pytest.mark.parametrize("address", ["/law/nowhere", "/law/jinan_2018/99", "/law/jinan_2018/x"])
def test_what_nobody_cites_is_not_found(town: Town, address: str) -> None:
    assert town.client(CLERK).get(address).status_code == 404


def test_an_article_says_what_is_done_by_it_and_which_limits_rest_on_it(town: Town) -> None:
    page = town.client(CLERK).get("/law/jinan_2018/24").content.decode()
    assert "据此办理：" in page
    assert "反馈" in page
    assert {"时限：回复来电人", "时限：反馈热线"} <= set(ROW.findall(page))
    assert "5 个工作日" in page


def test_the_house_rules_are_never_shown_as_law(town: Town) -> None:
    assert "这是热线中心自己的工作规范，不是法律。" in town.client(CLERK).get("/law/house_rules/17").content.decode()
    assert "不是法律" not in town.client(CLERK).get("/law/jinan_2018/24").content.decode()


def test_the_rules_in_force_leave_out_what_can_never_speak(town: Town) -> None:
    page = town.client(AGENT).get("/law/").content.decode()
    feed_back = [row for row in re.findall(r"<tr>.*?</tr>", page) if "时限：反馈热线" in row]
    assert len(feed_back) == 1
    assert "第二十四条" in feed_back[0]
    reply = [row for row in re.findall(r"<tr>.*?</tr>", page) if "时限：回复来电人" in row]
    assert "第六十二条" in reply[0], "the narrower rule stands first"
    assert all(f'href="/law/{text}"' in page for text in TEXTS)


def test_the_law_can_be_read_in_english(town: Town) -> None:
    page = town.client(CLERK, "en").get("/law/").content.decode()
    assert "Limit: Feedback to the hotline" in page
    assert "5 working days" in page
