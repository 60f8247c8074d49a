"""Which clause binds: the regimes as the texts have them, layers, specificity, floors, what is refused at load."""

from __future__ import annotations

import datetime as dt

import pytest

from lianxin.law.articles import TEXTS, citation
from lianxin.law.city_files import DataRefused
from lianxin.law.deadlines import Term
from lianxin.law.policy import Facts, Policy, load_order, parse_regime, stack
from lianxin.law.regime import RegimeLayer
from lianxin.law.regime_keys import KEYS
from lianxin.law.words import (
    Approver,
    Channel,
    ClockName,
    HandlingMeans,
    Outcome,
    RegimeLevel,
    RequestType,
    StopDecider,
    TermUnit,
    Urgency,
)
from tests.law.rules import TODAY, facts, policy, regime_texts, working_days

JINAN = ("jinan_2018", "jinan_business_2022", "shandong_2020", "national_2025")
BUSINESS = "21"
HEAD = 'id = "jinan_2018"\nlevel = "city"\n'
EVERY_REGIME = sorted(set(regime_texts()) - {"house_rules", "national_floors"})


def layer(rows: str, *, head: str = HEAD) -> RegimeLayer:
    return parse_regime(head + rows, "cities/regimes/sample.toml")


def rule(key: str, value: str, *more: str, article: str = "24") -> str:
    return "\n".join(["[[rule]]", f'key = "{key}"', f"value = {value}", f'article = "{article}"', *more, ""])


def days(amount: int) -> str:
    return f'{{ amount = {amount}, unit = "working_day" }}'


def limit_of(found: Policy, clock: ClockName, order: Facts | None = None) -> tuple[Term, str] | None:
    limit = found.term(clock, order or facts())
    return (limit[0], limit[1].article) if limit else None


# ---- the regimes as the texts have them ------------------------------------------------------------------------------


def test_all_ten_regimes_are_there_and_can_be_stacked() -> None:
    assert set(EVERY_REGIME) == {
        "jinan_2018",
        "jinan_business_2022",
        "shandong_2020",
        "shandong_provincial_2017",
        "weifang_2021",
        "beijing_2021",
        "bengbu_2019",
        "shanghai_street_2019",
        "petition_2022",
        "national_2025",
    }
    assert [policy(name).regimes[0] for name in EVERY_REGIME] == EVERY_REGIME


def test_jinan_wants_reply_and_feedback_in_five_working_days() -> None:
    jinan = policy(*JINAN)
    for clock in (ClockName.REPLY, ClockName.FEED_BACK, ClockName.CALLERS_DATE):
        assert limit_of(jinan, clock) == (working_days(5), "jinan_2018:24")
    assert jinan.handling_means(facts()) is HandlingMeans.REPLY_AND_FEED_BACK
    limit = jinan.handling_limit(facts())
    assert limit is not None
    assert limit[1].zh == "《济南市12345市民服务热线条例》第二十四条"


def test_the_province_fills_what_jinan_leaves_silent() -> None:
    jinan = policy(*JINAN)
    extension = jinan.extension(facts())
    assert extension is not None
    assert (extension.max_add, extension.approver, extension.normally) == (working_days(10), Approver.CENTRE, True)
    assert extension.article == "shandong_2020"
    assert limit_of(jinan, ClockName.SEND_BACK_WINDOW) == (working_days(2), "shandong_2020")
    assert jinan.send_back(facts()).needs_reason


@pytest.mark.parametrize("kind", [RequestType.COMPLAIN, RequestType.TIP_OFF])
@pytest.mark.parametrize("topic", ["21", "2103"])
def test_business_complaints_are_extended_by_the_head_of_the_agency(kind: RequestType, topic: str) -> None:
    jinan, order = policy(*JINAN), facts(kind, topic=topic)
    extension = jinan.extension(order)
    assert extension is not None
    assert (extension.max_add, extension.approver) == (working_days(10), Approver.HEAD_OF_AGENCY)
    assert not extension.normally
    assert extension.article == "jinan_business_2022:62"
    assert limit_of(jinan, ClockName.FINISH, order) == (working_days(5), "jinan_business_2022:62")
    assert jinan.secrecy(order).identity_always


def test_a_business_question_is_no_business_complaint() -> None:
    jinan = policy(*JINAN)
    for order in (facts(RequestType.CONSULT, topic=BUSINESS), facts(RequestType.COMPLAIN, topic="03"), facts()):
        extension = jinan.extension(order)
        assert extension is not None
        assert extension.approver is Approver.CENTRE
        assert not jinan.secrecy(order).identity_always


def test_the_business_law_binds_from_its_first_day_only() -> None:
    order = facts(RequestType.COMPLAIN, topic=BUSINESS)
    before, since = (policy(*JINAN, on=dt.date(2022, *day)) for day in ((2, 28), (3, 1)))
    assert "jinan_business_2022" not in before.regimes
    first, second = before.extension(order), since.extension(order)
    assert first is not None
    assert second is not None
    assert (first.approver, second.approver) == (Approver.CENTRE, Approver.HEAD_OF_AGENCY)
    assert before.version != since.version


def test_jinans_unit_decides_a_stop_and_weifangs_hotline_does() -> None:
    jinan, weifang, beijing = (policy(name).stop(facts()) for name in ("jinan_2018", "weifang_2021", "beijing_2021"))
    assert (jinan.decided_by, jinan.article) == (StopDecider.UNIT, "jinan_2018:25")
    assert (weifang.decided_by, weifang.article) == (StopDecider.CITY_HOTLINE, "weifang_2021:21")
    assert (beijing.decided_by, beijing.article) == (StopDecider.CITY_HOTLINE, "R40")


def test_jinans_outcomes_two_and_three_leave_a_second_date_that_is_tracked() -> None:
    jinan = policy(*JINAN)
    second, third = jinan.outcome(Outcome.STATUTORY_LONGER, facts()), jinan.outcome(Outcome.CONSTRAINED, facts())
    assert (second.second_date, second.tracked, second.article) == ("statutory_term", True, "jinan_2018:24(2)")
    assert (third.second_date, third.tracked, third.article) == ("promised_date", True, "jinan_2018:24(3)")
    for outcome in (Outcome.DONE, Outcome.NOT_POSSIBLE, Outcome.EXTENDED):
        assert not jinan.outcome(outcome, facts()).tracked


def test_in_weifang_finishing_alone_carries_the_five_days() -> None:
    weifang = policy("weifang_2021")
    assert weifang.handling_means(facts()) is HandlingMeans.COMPLETION
    assert limit_of(weifang, ClockName.FINISH) == (working_days(5), "weifang_2021:20(1)")
    assert limit_of(weifang, ClockName.REPLY) is None
    assert limit_of(weifang, ClockName.FEED_BACK) is None
    assert limit_of(weifang, ClockName.CALLERS_DATE) == (working_days(5), "weifang_2021:20(1)")
    assert not weifang.send_back(facts()).after_designation
    assert weifang.send_back(facts()).article == "weifang_2021:22"


def test_weifangs_items_from_above_keep_the_limit_they_come_with() -> None:
    weifang, order = policy("weifang_2021"), facts(channel=Channel.PROVINCIAL)
    assert weifang.handling_means(order) is HandlingMeans.BY_ORDER
    assert weifang.term(ClockName.FINISH, order) is None
    limit = weifang.handling_limit(order)
    assert limit is not None
    assert (limit[0], limit[1].article) == (working_days(5), "R53")  # until the order says its own


def test_in_beijing_the_limit_is_set_with_the_order_and_the_draft_only_suggests() -> None:
    beijing = policy("beijing_2021")
    assert beijing.handling_means(facts()) is HandlingMeans.BY_ORDER
    assert limit_of(beijing, ClockName.FEED_BACK) is None
    suggested = {
        Term(7, TermUnit.CALENDAR_DAY): facts(),
        Term(24, TermUnit.HOUR): facts(topic="0403"),
        Term(2, TermUnit.HOUR): facts(urgency=Urgency.CRITICAL),
        Term(15, TermUnit.CALENDAR_DAY): facts(flags=("complex_approved",)),
    }
    for term, order in suggested.items():
        found = beijing.handling_limit(order)
        assert found is not None
        assert found[0] == term
        assert found[1].uncertain
        assert found[1].article == "beijing_draft_2021"
    first_contact = beijing.value("clock.first_contact", facts())
    assert first_contact is not None
    assert first_contact.article == "beijing_2021:15(1)"
    assert beijing.term(ClockName.FIRST_CONTACT, facts()) is None


@pytest.mark.parametrize(
    ("channel", "amount"), [(Channel.PHONE, 5), (Channel.WEB, 3), (Channel.PROVINCIAL, 3), (Channel.LETTER, 5)]
)
def test_bengbus_limit_follows_the_channel(channel: Channel, amount: int) -> None:
    order = facts(channel=channel)
    found = limit_of(policy("bengbu_2019"), ClockName.FEED_BACK, order)
    assert found is not None
    assert found[0] == working_days(amount)
    assert found[1] == ("R53" if channel is Channel.LETTER else "bengbu_2019")


def test_bengbu_dispatches_phone_calls_in_twenty_minutes_and_major_ones_in_ten() -> None:
    bengbu = policy("bengbu_2019")
    normal, major = facts(), facts(urgency=Urgency.CRITICAL)
    assert limit_of(bengbu, ClockName.DISPATCH, normal) == (Term(20, TermUnit.MINUTE), "bengbu_2019")
    assert limit_of(bengbu, ClockName.DISPATCH, major) == (Term(10, TermUnit.MINUTE), "bengbu_2019")
    assert limit_of(bengbu, ClockName.DISPATCH, facts(channel=Channel.WEB)) == (Term(2, TermUnit.HOUR), "R17")
    assert limit_of(bengbu, ClockName.SIGN, major) == (working_days(1), "bengbu_2019")


@pytest.mark.parametrize(
    ("kind", "flags", "amount"),
    [
        (RequestType.CONSULT, (), 1),
        (RequestType.SUGGEST, (), 1),
        (RequestType.HELP, (), 5),
        (RequestType.COMPLAIN, (), 5),
        (RequestType.CONSULT, ("supervised",), 3),
        (RequestType.COMPLAIN, ("callback_recheck",), 3),
        (RequestType.COMPLAIN, ("complex_approved",), 15),
        (RequestType.COMPLAIN, ("complex_approved", "supervised"), 3),
    ],
)
def test_a_shanghai_street_goes_by_type_and_flag(kind: RequestType, flags: tuple[str, ...], amount: int) -> None:
    found = limit_of(policy("shanghai_street_2019"), ClockName.FEED_BACK, facts(kind, flags=flags))
    assert found == (working_days(amount), "shanghai_street_2019")


def test_the_provincial_line_of_2017_has_fifteen_days_seven_more_and_one_rehandling() -> None:
    province = policy("shandong_provincial_2017")
    assert limit_of(province, ClockName.FEED_BACK) == (working_days(15), "shandong_provincial_2017")
    extension = province.extension(facts())
    assert extension is not None
    assert (extension.max_add, extension.further_by) == (working_days(7), "provincial_office")
    rehandle = province.rehandle(facts())
    assert (rehandle.max, rehandle.then, rehandle.within) == (1, "supervise", working_days(15))


def test_the_petition_regulation_is_for_comparison_and_no_city_can_choose_it() -> None:
    limit = policy("petition_2022").handling_limit(facts())
    assert limit is not None
    assert limit[0] == Term(60, TermUnit.CALENDAR_DAY)
    layers = {name: parse_regime(text, f"{name}.toml") for name, text in regime_texts().items()}
    with pytest.raises(DataRefused, match="comparison only") as refused:
        load_order(["petition_2022"], layers)
    assert (refused.value.source, refused.value.key) == ("petition_2022.toml", "selectable")


# ---- the house rules -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "order", "term"),
    [
        (ClockName.DISPATCH, facts(), Term(30, TermUnit.MINUTE)),
        (ClockName.DISPATCH, facts(channel=Channel.WEB), Term(2, TermUnit.HOUR)),
        (ClockName.SIGN, facts(), working_days(1)),
        (ClockName.SIGN, facts(urgency=Urgency.CRITICAL), Term(30, TermUnit.MINUTE)),
        (ClockName.EXAMINE, facts(), working_days(1)),
        (ClockName.CALLBACK, facts(), working_days(2)),
        (ClockName.EXPLANATION, facts(), working_days(2)),
        (ClockName.FIRST_CONTACT, facts(), working_days(1)),
        (ClockName.CO_HANDLER, facts(), working_days(1)),
        (ClockName.PROOF, facts(), working_days(1)),
        (ClockName.HANDOVER, facts(), working_days(1)),
        (ClockName.DECISION_PENDING, facts(), working_days(1)),
        (ClockName.SUPERVISION_ANSWER, facts(), working_days(2)),
    ],
)
def test_where_the_law_is_silent_the_centre_has_a_default_that_is_not_law(
    clock: ClockName, order: Facts, term: Term
) -> None:
    found = policy(*JINAN).term(clock, order)
    assert found is not None
    assert found[0] == term
    assert found[1].regime == "house_rules"
    assert not citation(found[1].article).is_law


def test_the_other_defaults_of_the_centre() -> None:
    jinan = policy(*JINAN)
    assert (jinan.reopen_days, jinan.max_send_backs, jinan.reply_required) == (30, 2, True)
    assert (jinan.attempts.number, jinan.attempts.days) == (3, 2)
    assert jinan.inner_level_lead == working_days(1)
    assert jinan.rehandle(facts()).within == working_days(5)
    assert jinan.rehandle(facts()).max is None


def test_second_dates_and_inner_levels_have_no_term_of_their_own() -> None:
    for name in EVERY_REGIME:
        assert policy(name).term(ClockName.SECOND_DATE, facts()) is None
        assert policy(name).term(ClockName.INNER_LEVEL, facts()) is None


def test_a_house_rule_never_outranks_a_text_however_specific_it_is() -> None:
    city = layer(rule("clock.sign", days(3)))
    house = parse_regime(regime_texts()["house_rules"], "house_rules.toml")
    found = stack([house, city], TODAY).term(ClockName.SIGN, facts(urgency=Urgency.CRITICAL))
    assert found is not None
    assert (found[0], found[1].regime) == (working_days(3), "jinan_2018")


# ---- specificity and levels ------------------------------------------------------------------------------------------


def winner(rows: str, order: Facts) -> Term:
    found = stack([layer(rows)], TODAY).term(ClockName.SIGN, order)
    assert found is not None
    return found[0]


def test_more_matched_keys_win() -> None:
    rows = (
        rule("clock.sign", days(1))
        + rule("clock.sign", days(2), 'match = { topic = ["03"] }')
        + rule("clock.sign", days(3), 'match = { channel = ["phone"], flag = ["supervised"] }')
    )
    assert winner(rows, facts()) == working_days(1)
    assert winner(rows, facts(topic="0301")) == working_days(2)
    assert winner(rows, facts(topic="0301", flags=("supervised",))) == working_days(3)


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [("topic", "type"), ("type", "channel"), ("channel", "urgency"), ("urgency", "flag")],
)
def test_at_an_equal_number_topic_comes_before_type_channel_urgency_flag(stronger: str, weaker: str) -> None:
    codes = {"topic": "03", "type": "help", "channel": "phone", "urgency": "normal", "flag": "supervised"}
    rows = [rule("clock.sign", days(n), f'match = {{ {d} = ["{codes[d]}"] }}') for n, d in ((1, weaker), (2, stronger))]
    order = facts(topic="0301", flags=("supervised",))
    assert winner("".join(rows), order) == working_days(2)
    assert winner("".join(reversed(rows)), order) == working_days(2)


def test_at_equal_specificity_the_nearer_level_wins_and_the_more_specific_one_beats_it() -> None:
    city = layer(rule("clock.sign", days(1)))
    province = layer(
        rule("clock.sign", days(2), article="shandong_2020")
        + rule("clock.sign", days(3), 'match = { type = ["tip_off"] }', article="shandong_2020"),
        head='id = "shandong_2020"\nlevel = "province"\n',
    )
    for layers in ([city, province], [province, city]):
        both = stack(layers, TODAY)
        assert limit_of(both, ClockName.SIGN) == (working_days(1), "jinan_2018:24")
        strong = both.term(ClockName.SIGN, facts(RequestType.TIP_OFF))
        assert strong is not None
        assert strong[0] == working_days(3)


def test_silent_falls_through_and_forbidden_is_a_value() -> None:
    province = layer(
        rule("extension", '{ max_add = { amount = 10, unit = "working_day" } }', article="shandong_2020"),
        head='id = "shandong_2020"\nlevel = "province"\n',
    )
    silent = layer('[[rule]]\nkey = "extension"\nvalue = "silent"\n')
    forbidden = layer(rule("extension", '"forbidden"'))
    assert silent.silent == ("extension",)
    fallen, refused = stack([silent, province], TODAY).extension(facts()), stack([forbidden, province], TODAY)
    assert fallen is not None
    assert fallen.max_add == working_days(10)
    answer = refused.extension(facts())
    assert answer is not None
    assert (answer.forbidden, answer.max_add, answer.article) == (True, None, "jinan_2018:24")


def test_dated_values_follow_each_other() -> None:
    rows = rule("clock.sign", days(1), "to = 2026-06-30") + rule("clock.sign", days(2), "from = 2026-07-01")
    read = layer(rows)
    for day, amount in ((dt.date(2026, 6, 30), 1), (dt.date(2026, 7, 1), 2)):
        found = stack([read], day).term(ClockName.SIGN, facts())
        assert found is not None
        assert found[0] == working_days(amount)
    assert stack([read], dt.date(2026, 6, 30)).version != stack([read], dt.date(2026, 7, 1)).version


def test_a_regime_can_be_applied_as_if_in_force() -> None:
    layers = [parse_regime(regime_texts()[name], name) for name in ("jinan_2018", "house_rules")]
    early = dt.date(2013, 5, 6)
    assert limit_of(stack(layers, early), ClockName.FEED_BACK) == (working_days(5), "R53")
    assert limit_of(stack(layers, early, as_if_in_force=True), ClockName.FEED_BACK) == (
        working_days(5),
        "jinan_2018:24",
    )


def test_a_single_field_can_be_asked_for_and_names_its_clause() -> None:
    clause = policy(*JINAN).value("stop.decided_by", facts())
    assert clause is not None
    assert (clause.value, clause.article, clause.key) == (StopDecider.UNIT, "jinan_2018:25", "stop.decided_by")
    maximum = policy("shandong_provincial_2017").value("rehandle.max", facts())
    assert maximum is not None
    assert maximum.value == 1
    assert policy("bengbu_2019").value("extension.max_add", facts()) is None
    with pytest.raises(KeyError, match="no such field"):
        policy(*JINAN).value("stop.colour", facts())
    with pytest.raises(KeyError, match="no rule is called so"):
        policy(*JINAN).value("colour", facts())


def test_the_version_names_the_content_and_nothing_else() -> None:
    text = regime_texts()["jinan_2018"]
    same = parse_regime("# a remark\n" + text, "elsewhere.toml")
    assert same == parse_regime(text, "jinan_2018.toml")
    assert policy(*JINAN).version == policy(*JINAN, on=TODAY + dt.timedelta(days=1)).version
    changed = policy(*JINAN, extra={"jinan_2018": text.replace("amount = 5", "amount = 4", 1)})
    assert changed.version != policy(*JINAN).version
    assert changed != policy(*JINAN)


# ---- floors ----------------------------------------------------------------------------------------------------------

UNDERCUTS = {
    "secrecy_accused_barred_for": '["complain"]',
    "examine_every_feedback": "false",
    "merge_answers_every_caller": "false",
    "calendar": '"own"',
    "communities_host": '"allowed"',
}


@pytest.mark.parametrize("key", UNDERCUTS)
def test_no_city_can_undercut_a_national_floor(key: str) -> None:
    extra = {"jinan_2018": HEAD + rule(key, UNDERCUTS[key])}
    with pytest.raises(DataRefused, match="undercuts a national floor") as refused:
        policy("jinan_2018", extra=extra)
    assert refused.value.source == "cities/regimes/jinan_2018.toml"
    assert refused.value.key == "rule[1].value"


def test_the_floors_are_those_of_the_house_and_each_is_cited() -> None:
    floors = parse_regime(regime_texts()["national_floors"], "national_floors.toml").floors
    assert {floor.key for floor in floors} == set(UNDERCUTS)
    for floor in floors:
        assert citation(floor.article)


@pytest.mark.parametrize("name", EVERY_REGIME)
def test_the_floors_hold_under_every_regime(name: str) -> None:
    found = policy(name)
    assert found.secrecy(facts(RequestType.TIP_OFF)).accused_barred
    for key, value in (
        ("examine_every_feedback", True),
        ("merge_answers_every_caller", True),
        ("calendar", "national"),
    ):
        clause = found.value(key, facts())
        assert clause is not None
        assert clause.value == value


def test_a_city_may_rise_above_a_floor() -> None:
    extra = {"jinan_2018": HEAD + rule("secrecy_accused_barred_for", '["tip_off", "complain"]')}
    found = policy("jinan_2018", extra=extra)
    assert found.secrecy(facts(RequestType.COMPLAIN)).accused_barred


# ---- what is refused at load -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        (HEAD + 'colour = "red"\n', "colour", "unknown key"),
        (HEAD + "[[rule]]\ncolour = 1\n", "rule[1].colour", "unknown key"),
        (HEAD + rule("colour", "1"), "rule[1].key", "no rule is called colour"),
        (HEAD + '[[rule]]\nkey = "stop"\narticle = "25"\n', "rule[1].value", "has no value"),
        (HEAD + '[[rule]]\nkey = "reopen_days"\nvalue = 30\n', "rule[1].article", "cite the article"),
        (HEAD + rule("reopen_days", "30", article="99"), "rule[1].article", "no such article"),
        (HEAD + rule("reopen_days", "0"), "rule[1].value", "whole number"),
        (HEAD + rule("reopen_days", "true"), "rule[1].value", "whole number"),
        (HEAD + rule("ask_rating", "1"), "rule[1].value", "true or false"),
        (HEAD + rule("clock.sign", '{ amount = 1, unit = "week" }'), "rule[1].value.unit", "must be one of"),
        (HEAD + rule("clock.sign", '{ amount = 0, unit = "hour" }'), "rule[1].value.amount", "at least 1"),
        (HEAD + rule("clock.sign", "{ amount = 1 }"), "rule[1].value.unit", "is missing"),
        (HEAD + rule("clock.sign", '"forbidden"'), "rule[1].value", "promptly"),
        (HEAD + rule("clock.sign", '{ same_as = ["lunch"] }'), "rule[1].value.same_as", "must be one of"),
        (HEAD + rule("stop", '{ decided_by = "mayor" }'), "rule[1].value.decided_by", "must be one of"),
        (HEAD + rule("stop", '{ colour = "red" }'), "rule[1].value.colour", "unknown key"),
        (HEAD + rule("stop", "{ }"), "rule[1].value.decided_by", "is missing"),
        (HEAD + rule("stop", "1"), "rule[1].value", "a table"),
        (HEAD + rule("publish", "[]"), "rule[1].value", "at least one"),
        (HEAD + rule("levels", '[""]'), "rule[1].value", "not empty"),
        (HEAD + rule("reopen_days", "3", 'match = { colour = ["red"] }'), "rule[1].match.colour", "unknown key"),
        (HEAD + rule("reopen_days", "3", 'match = { type = ["gift"] }'), "rule[1].match.type", "unknown 'gift'"),
        (HEAD + rule("reopen_days", "3", "match = { topic = [3] }"), "rule[1].match.topic", "unknown 3"),
        (HEAD + rule("reopen_days", "3", "from = 2026-02-01", "to = 2026-01-01"), "rule[1].to", "ends before"),
        (HEAD + "rule = [1]\n", "rule[1]", "[[rule]] table"),
        ('id = "jinan_2018"\nlevel = "village"\n', "level", "must be one of"),
        ('level = "city"\n', "id", "is missing"),
        ('id = "atlantis_1900"\nlevel = "city"\n', "text", "no text that can be cited"),
        (HEAD + "in_force = { since = 2018-09-01 }\n", "in_force.since", "unknown key"),
        (HEAD + '[[floor]]\nkey = "calendar"\nvalue = "own"\nmatch = {}\n', "floor[1].match", "unknown key"),
    ],
)
def test_a_faulty_regime_is_refused_with_file_key_and_reason(text: str, key: str, reason: str) -> None:
    with pytest.raises(DataRefused) as refused:
        parse_regime(text, "cities/regimes/sample.toml")
    assert refused.value.source == "cities/regimes/sample.toml"
    assert refused.value.key == key
    assert reason in refused.value.en
    assert refused.value.zh


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", ""),
        ('match = { type = ["help", "consult"] }', 'match = { type = ["help"] }'),
        ('match = { topic = ["03"] }', 'match = { topic = ["0301"] }'),
        ('match = { flag = ["supervised"] }', 'match = { flag = ["complex_approved"] }'),
        ('match = { type = ["help"], channel = ["web"] }', 'match = { channel = ["web", "app"], type = ["help"] }'),
        ("to = 2026-06-30", "from = 2026-06-30"),
    ],
)
def test_a_tie_is_refused_at_load(first: str, second: str) -> None:
    with pytest.raises(DataRefused, match="ties with") as refused:
        layer(rule("clock.sign", days(1), first) + rule("clock.sign", days(2), second))
    assert refused.value.key == "rule[1].key"
    assert "rule[2]" in refused.value.en


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('match = { type = ["help"] }', 'match = { type = ["consult"] }'),
        ('match = { topic = ["03"] }', 'match = { topic = ["04"] }'),
        ('match = { type = ["help"] }', 'match = { channel = ["phone"] }'),
        (
            'match = { flag = ["supervised"] }',
            'match = { flag = ["complex_approved"] }\nunless = { flag = ["supervised"] }',
        ),
        ("to = 2026-06-30", "from = 2026-07-01"),
    ],
)
def test_rules_that_cannot_meet_are_no_tie(first: str, second: str) -> None:
    read = layer(rule("clock.sign", days(1), first) + rule("clock.sign", days(2), second))
    assert len(read.rules) == 2


def test_a_tie_between_two_texts_of_one_level_is_refused_with_both_places() -> None:
    extra = {
        "jinan_business_2022": 'id = "jinan_business_2022"\nlevel = "city"\n'
        + rule("clock.reply", days(4), article="62")
    }
    with pytest.raises(DataRefused, match="ties with") as refused:
        policy("jinan_2018", extra=extra)
    assert "jinan_business_2022.toml" in str(refused.value)
    assert "jinan_2018.toml" in str(refused.value)


def test_a_regime_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(DataRefused, match=r"there is no regime atlantis_1900"):
        policy("atlantis_1900")


# ---- the files themselves --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(regime_texts()))
def test_every_file_is_named_after_its_regime_and_every_article_exists(name: str) -> None:
    read = parse_regime(regime_texts()[name], f"{name}.toml")
    assert read.id == name
    assert read.text in TEXTS
    assert read.rules or read.floors
    for one in read.rules:
        assert citation(one.article)


def test_law_never_cites_the_house_and_the_house_cites_only_itself() -> None:
    for name, text in regime_texts().items():
        read = parse_regime(text, f"{name}.toml")
        if read.level is RegimeLevel.HOUSE:
            assert not any(citation(one.article).is_law for one in read.rules)
        else:
            assert all(citation(one.article).is_law for one in read.rules)


def test_texts_read_in_part_are_marked_uncertain() -> None:
    national = policy("national_2025").value("missed_calls", facts())
    assert national is not None
    assert national.uncertain
    jinan = policy(*JINAN).value("stop", facts())
    assert jinan is not None
    assert not jinan.uncertain


def test_every_key_has_its_words_and_is_used_by_some_regime() -> None:
    used = {one.key for name, text in regime_texts().items() for one in parse_regime(text, f"{name}.toml").rules} | {
        floor.key for floor in parse_regime(regime_texts()["national_floors"], "").floors
    }
    silent = {key for name, text in regime_texts().items() for key in parse_regime(text, name).silent}
    not_used = set(KEYS) - used - silent
    assert not_used == {"clock.second_date", "clock.inner_level"}  # set as dates, never as terms
    assert all(key.zh and key.en for key in KEYS.values())
