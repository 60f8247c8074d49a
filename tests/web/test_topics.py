"""Topics recommended at intake: from their own names at first, then from what people made of the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from lianxin.classification.votes import Votes
from lianxin.law.words import RequestType
from lianxin.records.models import OrderText, Topic
from lianxin.records.topic_examples import topic_examples
from lianxin.web.acts import topics
from tests.web.forms import fill
from tests.web.town import AGENT, CLERK, Town

RECOMMENDED = re.compile(r'data-topic="(\d+)"')


@pytest.fixture(autouse=True)
def nothing_learned() -> Iterator[None]:
    """What was learned before a test is forgotten."""
    topics._learned.cache_clear()
    yield
    topics._learned.cache_clear()


def recommended(town: Town, title: str, account: str = "") -> list[str]:
    """The topics recommended for these words, in their order."""
    answer = town.client(AGENT).post("/orders/receive/topics", {"title": title, "account": account})
    assert answer.status_code == 200
    return RECOMMENDED.findall(answer.content.decode())


# ---- the method ------------------------------------------------------------------------------------------------------


def test_a_word_seen_with_one_topic_tells_more_than_one_seen_with_all() -> None:
    votes = Votes([("a", {"灯", "坏"}), ("a", {"灯"}), ("b", {"坏", "路"}), ("c", {"坏"})])
    (first, *others) = votes.guesses({"灯", "坏"}, 3)
    assert (first.topic, {one.topic for one in others}) == ("a", {"b", "c"})
    assert first.likelihood > 0.7
    assert sum(one.likelihood for one in votes.guesses({"灯", "坏"}, 3)) == pytest.approx(1)
    assert [one.topic for one in votes.guesses({"灯", "坏"}, 1)] == ["a"]


def test_words_that_nobody_ever_used_recommend_nothing() -> None:
    assert Votes([("a", {"灯"})]).guesses({"水"}, 3) == []
    assert Votes([]).guesses({"水"}, 3) == []


# ---- on the form -----------------------------------------------------------------------------------------------------


def test_the_names_of_topics_are_known_from_the_first_day(town: Town) -> None:
    assert recommended(town, "小区门口路灯照明坏了")[0] == "0309"
    assert recommended(town, "", "家里供暖温度只有十五度")[0] == "0401"
    assert recommended(town, "") == []
    assert recommended(town, "謩囍") == []


def test_the_city_learns_from_what_people_put_under_a_topic(town: Town) -> None:
    assert "0306" not in recommended(town, "垛堞旁坷垃成堆")
    for _ in range(3):
        town.received(title="垛堞旁坷垃无人清理", topic="0306")
    assert "0306" not in recommended(town, "垛堞旁坷垃成堆"), "kept for some hours"
    topics._learned.cache_clear()
    assert recommended(town, "垛堞旁坷垃成堆")[0] == "0306"


def test_tip_offs_and_what_was_sealed_teach_nothing(town: Town) -> None:
    tip_off = {"request_type": RequestType.TIP_OFF, "subject_person": "钱某某"}
    town.received(title="巉岩镇鬻卖", topic="0306", **tip_off)
    sealed = town.received(title="巉岩镇鬻卖", topic="0306")
    OrderText.objects.filter(order_id=sealed.id).update(content=None, hmac_key=None, search=None)
    assert "鬻卖" not in {pair for _, pairs in topic_examples() for pair in pairs}
    assert recommended(town, "鬻卖") == []


def test_only_topics_that_have_none_below_them_are_recommended(town: Town) -> None:
    parents = set(Topic.objects.filter(parent__isnull=False).values_list("parent_id", flat=True))
    assert parents
    assert not parents & {code for code, _ in topic_examples()}


def test_the_form_shows_them_with_a_key_and_asks_while_words_are_typed(town: Town) -> None:
    page = town.client(AGENT).get("/orders/receive").content.decode()
    assert 'id="topics" hx-post="/orders/receive/topics"' in page
    assert RECOMMENDED.findall(page) == []
    assert "Alt+G" not in page, "no key that leads nowhere"
    data = fill(page, title="小区门口路灯照明坏了", caller_phone="138")
    again = town.client(AGENT).post("/orders/receive", data).content.decode()
    assert RECOMMENDED.findall(again)[0] == "0309"
    assert 'aria-keyshortcuts="Alt+G"' in again
    assert "城市管理 › 路灯照明" in again


def test_whoever_takes_in_no_matters_is_told_so(town: Town) -> None:
    assert town.client(CLERK).post("/orders/receive/topics", {"title": "路灯"}).status_code == 403
