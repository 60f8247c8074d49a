"""A city says how it asks: scripts by topic and outcome, reasons to tick, by message first or a person."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from lianxin.law.evaluation import (
    DEFAULT_REASONS,
    LINK_DAYS,
    DissatisfactionReason,
    Evaluation,
    FirstWay,
    Script,
    parse_evaluation,
)
from lianxin.law.words import AskedFirst, Outcome

REVIEW = dt.date(2027, 6, 30)
YUNHE = Path(__file__).resolve().parents[2] / "cities" / "yunhe" / "evaluation.toml"


def script(zh: str, topic: str | None = None, outcome: Outcome | None = None) -> Script:
    return Script((zh,), (zh,), REVIEW, topic, outcome)


def test_the_longer_topic_goes_first_then_the_outcome() -> None:
    everywhere, done = script("通用"), script("已办理", None, Outcome.DONE)
    heating, taps = script("民生", "04"), script("供水", "0403", Outcome.NOT_POSSIBLE)
    asked = Evaluation(scripts=(everywhere, done, heating, taps))
    assert asked.script(None, None) == everywhere
    assert asked.script("0101", Outcome.DONE) == done
    assert asked.script("0401", Outcome.DONE) == heating
    assert asked.script("0403", Outcome.NOT_POSSIBLE) == taps
    assert asked.script("0403", Outcome.DONE) == heating
    assert Evaluation().script("0403", Outcome.DONE) is None


def test_reasons_of_the_topic_stand_before_those_of_all() -> None:
    own, slow = DissatisfactionReason("again", "又停", "Cut again", "04"), DissatisfactionReason("slow", "慢", "Slow")
    asked = Evaluation(reasons=(slow, own))
    assert asked.reasons_for("0401") == (own, slow)
    assert asked.reasons_for("0201") == (slow,)
    assert asked.unknown(("again", "slow"), "0201") == ["again"]
    assert asked.unknown(("again", "slow"), "0401") == []


def test_without_a_word_of_the_city_a_person_asks_at_once_and_the_usual_reasons_are_offered() -> None:
    asked = Evaluation()
    assert (asked.way("0401").first, asked.way(None).wait_hours) == (AskedFirst.PERSON, 0)
    assert (asked.reasons_for(None), asked.link_days) == (DEFAULT_REASONS, LINK_DAYS)


def test_the_way_of_the_longer_topic_goes_first() -> None:
    by_person, by_message = FirstWay(AskedFirst.PERSON, 0, REVIEW), FirstWay(AskedFirst.MESSAGE, 24, REVIEW, "04")
    asked = Evaluation(ways=(by_person, by_message))
    assert asked.way("0402") == by_message
    assert asked.way("0201") == asked.way(None) == by_person


def test_the_invented_city_has_something_to_say_about_every_outcome() -> None:
    asked = parse_evaluation(YUNHE.read_text(encoding="utf-8"), "evaluation.toml")
    for outcome in Outcome:
        said = asked.script("0101", outcome)
        assert said is not None
        assert len(said.zh) == len(said.en)
    assert asked.way("0309").first is AskedFirst.MESSAGE
    assert asked.script("0401", Outcome.DONE) != asked.script("0101", Outcome.DONE)
