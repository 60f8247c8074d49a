"""What a rule of a city cites must stand in the text it cites; what the house added is cited as the house's."""

from __future__ import annotations

import pytest

from lianxin.law.articles import TEXTS, citation
from lianxin.law.city_files import DataRefused
from lianxin.law.policy import parse_regime, stack
from lianxin.law.refusals import REASONS
from lianxin.law.regime import RegimeLayer
from lianxin.law.terms import Term
from lianxin.law.words import Channel, EscalationStep, Outcome, RequestType, SupervisionGround, TermUnit, Urgency
from tests.law.rules import TODAY, facts, policy, regime_texts, working_days


def layer(name: str) -> RegimeLayer:
    return parse_regime(regime_texts()[name], f"{name}.toml")


def keys(name: str) -> set[str]:
    return {rule.key for rule in layer(name).rules}


def article(name: str, key: str) -> str:
    clause = policy(name).value(key, facts())
    assert clause is not None
    return clause.article


# ---- no more than the text says --------------------------------------------------------------------------------------


def test_weifang_orders_callbacks_and_the_house_says_after_every_feedback() -> None:
    assert article("weifang_2021", "callback_when") == "R57"
    assert article("weifang_2021", "callback_for_assessment") == "weifang_2021:25"


@pytest.mark.parametrize(
    ("name", "told", "second", "tracked"),
    [
        ("jinan_2018", "jinan_2018:24(3)", "jinan_2018:24(3)", "jinan_2018:24.2"),
        ("weifang_2021", "weifang_2021:20(3)", "R21", "R49"),
        ("beijing_2021", "beijing_2021:15(2)", "R21", "R49"),
    ],
)
def test_second_date_and_tracking_cite_those_who_ask_for_them(name: str, told: str, second: str, tracked: str) -> None:
    rule = policy(name).outcome(Outcome.CONSTRAINED, facts())
    assert (rule.second_date, rule.tracked) == ("promised_date", True)
    assert (rule.article, rule.second_date_article, rule.tracked_article) == (told, second, tracked)


def test_weifangs_longer_term_is_that_of_the_statute_and_the_house_tracks_it() -> None:
    rule = policy("weifang_2021").outcome(Outcome.STATUTORY_LONGER, facts())
    assert (rule.second_date, rule.second_date_article) == ("statutory_term", "weifang_2021:20(2)")
    assert rule.tracked_article == "R49"


def test_beijing_persuades_where_a_request_is_unlawful_and_does_not_redirect() -> None:
    beijing = policy("beijing_2021")
    redirect, unlawful = beijing.value("redirect"), beijing.value("unlawful_request")
    assert redirect is not None
    assert isinstance(redirect.value, tuple)
    assert "unlawful_or_immoral" not in redirect.value
    assert unlawful is not None
    assert unlawful.article == "beijing_2021:11.3(6)"


@pytest.mark.parametrize("topic", ["0401", "0403", "0404", "0405"])
def test_beijings_day_is_for_water_power_gas_and_heating(topic: str) -> None:
    beijing = policy("beijing_2021")
    terms = {
        "plain": beijing.handling_limit(facts(topic=topic)),
        "critical": beijing.handling_limit(facts(topic=topic, urgency=Urgency.CRITICAL)),
        "complex": beijing.handling_limit(facts(topic=topic, flags=("complex_approved",))),
        "another": beijing.handling_limit(facts(topic="0408", urgency=Urgency.URGENT)),
    }
    assert {name: found[0] for name, found in terms.items() if found} == {
        "plain": Term(24, TermUnit.HOUR),
        "critical": Term(2, TermUnit.HOUR),
        "complex": Term(15, TermUnit.CALENDAR_DAY),
        "another": Term(7, TermUnit.CALENDAR_DAY),
    }


def test_the_provincial_line_says_nothing_of_grounds_that_no_source_gives() -> None:
    assert "supervise_grounds" not in keys("shandong_provincial_2017")


@pytest.mark.parametrize("name", ["shandong_2020", "shandong_provincial_2017", "bengbu_2019", "shanghai_street_2019"])
def test_what_is_known_from_reports_alone_is_uncertain(name: str) -> None:
    assert not TEXTS[name].read_whole
    for key in sorted(keys(name)):
        clause = policy(name).value(key, facts(RequestType.CONSULT))
        assert clause is None or clause.regime != name or clause.uncertain, key


def test_a_day_of_coming_into_force_that_is_our_guess_says_so() -> None:
    guessed = {name for name in regime_texts() if layer(name).in_force_uncertain}
    assert guessed == {"shandong_2020", "national_2025"}
    assert all(TEXTS[name].in_force_from is None for name in guessed)


# ---- the national floors ---------------------------------------------------------------------------------------------


def test_each_national_floor_cites_a_national_text() -> None:
    floors = layer("national_floors").floors
    assert {floor.key: floor.article for floor in floors} == {
        "secrecy_accused_barred_for": "petition_2022:46(5)",
        "examine_every_feedback": "national_2025:6",
        "communities_host": "national_2025:5",
        "merge_answers_every_caller": "national_2025:5",
        "calendar": "state_council_holidays",
    }
    assert all(citation(floor.article).is_law for floor in floors)
    assert {floor.key for floor in floors if not floor.uncertain} == {"calendar"}


def test_a_city_below_a_floor_is_told_the_national_text_and_whether_it_was_checked() -> None:
    city = 'id = "jinan_2018"\nlevel = "city"\n[[rule]]\nkey = "communities_host"\nvalue = "allowed"\narticle = "24"\n'
    with pytest.raises(DataRefused) as refused:
        stack([layer("national_floors"), parse_regime(city, "city.toml")], TODAY)
    assert "国办函〔2025〕66号第（五）项" in refused.value.zh
    assert "未核定" in refused.value.zh
    assert "本市工作规范" not in refused.value.zh


def test_pushing_down_is_refused_by_the_item_that_forbids_it() -> None:
    assert REASONS["push_down_forbidden"].article == "national_2025:5"


# ---- no less than the text says --------------------------------------------------------------------------------------


def test_jinans_escalation_begins_with_the_citys_coordination() -> None:
    clause = policy("jinan_2018").value("escalation")
    assert clause is not None
    assert clause.value == (EscalationStep.CITY_HOTLINE, EscalationStep.GENERAL_OFFICE)


def test_weifang_knows_five_grounds_and_no_send_back_after_a_joint_study() -> None:
    weifang = policy("weifang_2021")
    grounds = weifang.value("supervise_grounds")
    assert grounds is not None
    assert grounds.value == (
        SupervisionGround.NOT_ACCEPTED,
        SupervisionGround.OVERDUE,
        SupervisionGround.UNSOLVED,
        SupervisionGround.HARM,
        SupervisionGround.OTHER,
    )
    assert grounds.article == "weifang_2021:26"
    assert weifang.send_back(facts()).after_joint_study is False


def test_the_line_of_2017_asks_for_an_extension_in_time_and_with_its_reason() -> None:
    rule = policy("shandong_provincial_2017").extension(facts())
    assert rule is not None
    assert (rule.apply_before_deadline, rule.needs_reason, rule.max_add) == (True, True, working_days(7))


@pytest.mark.parametrize(
    "channel",
    [Channel.WEB, Channel.APP, Channel.WECHAT, Channel.MINIPROGRAM, Channel.WEIBO, Channel.MAYOR_MAIL,
     Channel.PROVINCIAL],
)  # fmt: skip
def test_bengbus_three_days_are_for_everything_that_comes_by_the_net_or_the_province(channel: Channel) -> None:
    found = policy("bengbu_2019").handling_limit(facts(channel=channel))
    assert found is not None
    assert (found[0], found[1].regime) == (working_days(3), "bengbu_2019")
