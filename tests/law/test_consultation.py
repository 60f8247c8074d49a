"""Consultations in the pure law: who may do what and when, what an answer must be, how answers are counted."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import partial
from typing import Any

import pytest

from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.by import By
from lianxin.law.consultation import BY_ACTION, CONSULTATION_ACTS
from lianxin.law.consultation_notation import Typed, Unreadable, read_groups, read_items, type_out
from lianxin.law.consultation_tally import EVERYBODY, Answer, as_figures, of_figures, share, small_counts, tally
from lianxin.law.consultation_text import GENERAL, Content, Given, Item, Said
from lianxin.law.decisions import consultation as law
from lianxin.law.decisions.consultation import ConsultationFacts, Period, ReportRow
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import ConsultationChannel, ConsultationItemKind, ConsultationState, Role, TakenUp

K, S = ConsultationItemKind, ConsultationState
PORTAL, DESK, LETTER = ConsultationChannel.PORTAL, ConsultationChannel.DESK, ConsultationChannel.LETTER
DAYS = Period(dt.date(2026, 11, 2), dt.date(2026, 11, 30))
NOON = dt.datetime(2026, 11, 10, 12, tzinfo=SHANGHAI)
EDITOR, HEAD, AGENT = (Actor(role, staff=number, unit=1) for number, role in enumerate(
    (Role.KNOWLEDGE_EDITOR, Role.HEAD_OF_CENTRE, Role.AGENT), start=1))  # fmt: skip
CALLER = Actor(Role.CALLER)
TYPED = Typed(
    paragraphs_zh="第一条 热线全天人工接听。\n\n第二条 五个工作日内答复。",
    paragraphs_en="Art. 1 People answer day and night.\n\nArt. 2 An answer within five working days.",
    questions="单选（必答）：您多久打一次热线？ | How often do you call?\n- 每月 | Every month\n- 很少 | Rarely\n\n"
    "多选：您用过哪些渠道？ | Which ways have you used?\n- 电话 | Telephone\n- 网站 | Web\n- 来信 | Letter\n"
    "打分：总体评价 | On the whole\n填写：还想说什么？ | What else?",
    groups="居民 | Resident\n企业 | Business",
)
CONTENT = Content(
    "热线条例草案", "请您提意见。", "Draft of the hotline law", "Tell us.", read_groups(TYPED.groups), read_items(TYPED)
)
OPEN = ConsultationFacts(S.PUBLISHED, DAYS.opens_at, DAYS.closes_at, drafted_by=EDITOR.staff)


def by(actor: Actor, now: dt.datetime = NOON, *, of_vendor: bool = False) -> By:
    return By(actor, now, of_vendor=of_vendor)


def facts(state: ConsultationState, **more: Any) -> ConsultationFacts:
    return dataclasses.replace(OPEN, state=state, **more)


def refusal(act: Any) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def given(**more: Any) -> Given:
    return Given(**{"group": "g1", "picks": {3: ("c1",)}} | more)


# ---- what is typed ---------------------------------------------------------------------------------------------------


def test_a_draft_is_read_as_it_was_typed_and_typed_out_as_it_was_read() -> None:
    kinds = [K.PARAGRAPH, K.PARAGRAPH, K.ONE, K.SEVERAL, K.SCALE, K.WORDS]
    assert [one.kind for one in CONTENT.items] == kinds
    assert [one.serial for one in CONTENT.items] == [1, 2, 3, 4, 5, 6]
    assert CONTENT.items[2] == Item(
        3, K.ONE, "您多久打一次热线？", "How often do you call?", required=True,
        choices=(Said("c1", "每月", "Every month"), Said("c2", "很少", "Rarely")),
    )  # fmt: skip
    again = type_out(CONTENT.groups, CONTENT.items)
    assert (read_groups(again.groups), read_items(again)) == (CONTENT.groups, CONTENT.items)


def test_what_cannot_be_read_names_its_line() -> None:
    with pytest.raises(Unreadable) as caught:
        read_items(Typed(questions="单选：甲乙\n- 甲\n丙"))
    assert "第 3 行" in caught.value.said.zh
    assert "line 3" in caught.value.said.en
    with pytest.raises(Unreadable) as caught:
        read_items(Typed(paragraphs_zh="一\n\n二", paragraphs_en="one"))
    assert "中文有 2 段，英文有 1 段" in caught.value.said.zh


def test_the_digest_of_a_text_changes_with_every_word_and_not_by_being_stored() -> None:
    assert Content.of_json(CONTENT.as_json()) == CONTENT
    assert Content.of_json(CONTENT.as_json()).digest == CONTENT.digest
    assert dataclasses.replace(CONTENT, purpose_zh="请您提意见").digest != CONTENT.digest
    assert CONTENT.in_english
    assert not dataclasses.replace(CONTENT, title_en="").in_english


# ---- who, and in which state -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", CONSULTATION_ACTS, ids=lambda row: row.action)
def test_an_act_is_for_its_offices_and_states_alone(row: Any) -> None:
    for role in Role:
        actor = Actor(role, staff=None if role in (Role.SYSTEM, Role.CALLER) else 9)
        for state in row.states:
            if role in row.roles:
                law.check(facts(state), by(actor), row.action)
            else:
                assert refusal(lambda a=actor, s=state: law.check(facts(s), by(a), row.action)) == "not_your_duty"
    allowed = Actor(row.roles[0], staff=None if row.roles[0] in (Role.SYSTEM, Role.CALLER) else 9)
    for state in set(ConsultationState) - set(row.states):
        assert refusal(lambda s=state: law.check(facts(s), by(allowed), row.action)) == "consultation_elsewhere"


def test_the_vendors_people_write_answers_down_and_do_nothing_else() -> None:
    assert [row.action for row in CONSULTATION_ACTS if row.vendor] == ["answer_consultation"]
    assert refusal(lambda: law.draft(by(EDITOR, of_vendor=True), content=CONTENT, period=DAYS)) == "vendor_barred"
    law.answer(OPEN, by(AGENT, of_vendor=True), content=CONTENT, given=given(), channel=DESK)


def test_nobody_publishes_what_they_drafted_or_reports_what_they_wrote() -> None:
    own = Actor(Role.HEAD_OF_CENTRE, staff=EDITOR.staff)
    drafted = facts(S.DRAFTED)
    assert refusal(lambda: law.publish(drafted, by(own), content=CONTENT)) == "second_person_publishes"
    assert law.publish(drafted, by(HEAD), content=CONTENT)["state"] is S.PUBLISHED
    rows = {serial: ReportRow("有人同意。", TakenUp.YES) for serial in (GENERAL, *CONTENT.by_serial)}
    closed = facts(S.CLOSED, reported_by=HEAD.staff)
    asked: dict[str, Any] = {"content": CONTENT, "rows": rows, "tells_person": False}
    assert refusal(lambda: law.publish_report(closed, by(HEAD), **asked)) == "second_person_publishes"
    assert law.publish_report(facts(S.CLOSED, reported_by=EDITOR.staff), by(HEAD), **asked)["state"] is S.REPORTED


def test_a_draft_needs_title_purpose_something_to_answer_and_days_that_lie_ahead() -> None:
    def draft(period: Period = DAYS, **more: Any) -> str:
        return refusal(lambda: law.draft(by(EDITOR), content=dataclasses.replace(CONTENT, **more), period=period))

    law.draft(by(EDITOR), content=CONTENT, period=DAYS)
    for lacking in ({"title_zh": " "}, {"purpose_zh": ""}, {"items": ()}):
        assert draft(**lacking) == "consultation_incomplete"
    one_choice = Item(1, K.ONE, "选什么？", choices=(Said("c1", "甲"),))
    assert draft(items=(one_choice,)) == "consultation_incomplete"
    assert draft(title_zh="长" * 101) == "consultation_too_long"
    assert draft(Period(DAYS.last, DAYS.first)) == "consultation_period"
    assert draft(Period(dt.date(2026, 11, 1), dt.date(2026, 11, 9))) == "consultation_period"
    assert draft(Period(dt.date(2026, 11, 10), dt.date(2027, 11, 11))) == "consultation_period"
    assert draft(Period(dt.date(9999, 12, 31), dt.date(9999, 12, 31))) == "consultation_period"


# ---- answers ---------------------------------------------------------------------------------------------------------


def answered(now: dt.datetime, actor: Actor = CALLER, channel: ConsultationChannel = PORTAL, **more: Any) -> None:
    law.answer(OPEN, by(actor, now), content=CONTENT, given=given(), channel=channel, **more)


def test_answers_are_taken_from_the_first_day_until_24_00_of_the_last() -> None:
    second = dt.timedelta(seconds=1)
    answered(DAYS.opens_at)
    answered(DAYS.closes_at - second)
    assert DAYS.closes_at == dt.datetime(2026, 12, 1, tzinfo=SHANGHAI)
    for late in (DAYS.opens_at - second, DAYS.closes_at):
        assert refusal(lambda at=late: answered(at)) == "consultation_not_open"


def test_a_letter_counts_by_the_day_it_came_until_the_report_is_out() -> None:
    after = dt.datetime(2026, 12, 3, 9, tzinfo=SHANGHAI)
    letter: dict[str, Any] = {"content": CONTENT, "given": given(), "channel": LETTER}
    law.answer(facts(S.CLOSED), by(AGENT, after), received_on=dt.date(2026, 11, 30), **letter)
    for day in (dt.date(2026, 12, 1), dt.date(2026, 11, 1)):
        code = refusal(lambda on=day: law.answer(facts(S.CLOSED), by(AGENT, after), received_on=on, **letter))
        assert code == "consultation_not_open"
    assert refusal(lambda: law.answer(facts(S.CLOSED), by(AGENT, after), **letter)) == "letter_without_day"
    reported = facts(S.REPORTED)
    day = dt.date(2026, 11, 30)
    assert (
        refusal(lambda: law.answer(reported, by(AGENT, after), received_on=day, **letter)) == "consultation_elsewhere"
    )
    assert refusal(lambda: answered(after, AGENT, DESK)) == "consultation_not_open"


def test_a_citizen_answers_on_the_web_and_the_staff_write_down_what_they_heard() -> None:
    assert refusal(lambda: answered(NOON, CALLER, DESK)) == "not_your_duty"
    assert refusal(lambda: answered(NOON, AGENT, PORTAL)) == "not_your_duty"
    answered(NOON, AGENT, DESK)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"group": "g9"}, GENERAL),
        ({"group": ""}, GENERAL),
        ({"picks": {}}, 3),
        ({"picks": {3: ("c9",)}}, 3),
        ({"picks": {3: ("c1", "c2")}}, 3),
        ({"picks": {3: ("c1",), 1: ("perhaps",)}}, 1),
        ({"picks": {3: ("c1",), 4: ("c1", "c1")}}, 4),
        ({"picks": {3: ("c1",), 5: ("6",)}}, 5),
        ({"words": {1: "长" * 2001}}, 1),
        ({"words": {3: "问题没有文字"}}, 3),
        ({"words": {99: "没有这一项"}}, GENERAL),
    ],
)
def test_an_answer_fits_what_was_asked(wrong: dict[str, Any], where: int) -> None:
    said = given(**{"words": {GENERAL: "总的赞成。"}} | wrong)
    assert [serial for serial, fault in law.answer_faults(CONTENT, said).items() if fault] == [where]
    ask = partial(law.answer, OPEN, by(CALLER), content=CONTENT, channel=PORTAL)
    assert refusal(lambda: ask(given=said)) == "answer_incomplete"


def test_a_whole_answer_fits_and_an_empty_one_is_none() -> None:
    whole = given(
        picks={1: ("change",), 3: ("c2",), 4: ("c1", "c3"), 5: ("4",)}, words={1: "改为三个工作日。", 6: "好。"}
    )
    assert not any(law.answer_faults(CONTENT, whole).values())
    assert whole.plain_picks() == {"1": ["change"], "3": ["c2"], "4": ["c1", "c3"], "5": ["4"]}
    nothing = Given(group="g1", words={GENERAL: "  "})
    assert nothing.empty
    ask = partial(law.answer, OPEN, by(CALLER), content=CONTENT, channel=PORTAL)
    assert refusal(lambda: ask(given=nothing)) == "answer_empty"


# ---- the end ---------------------------------------------------------------------------------------------------------


def test_the_clockwork_closes_at_24_00_and_not_before() -> None:
    before = DAYS.closes_at - dt.timedelta(seconds=1)
    assert refusal(lambda: law.close(OPEN, by(SYSTEM, before))) == "consultation_elsewhere"
    assert law.close(OPEN, by(SYSTEM, DAYS.closes_at)) == {"state": S.CLOSED, "closed_at": DAYS.closes_at}


def test_the_report_speaks_of_everything_and_says_why_not() -> None:
    rows = {serial: ReportRow("有人同意。", TakenUp.YES) for serial in CONTENT.by_serial}
    assert law.missing_rows(CONTENT, rows) == [GENERAL]
    rows |= {GENERAL: ReportRow("没有。", TakenUp.NOTHING), 1: ReportRow("有人不同意。", TakenUp.NO)}
    assert law.missing_rows(CONTENT, rows) == [1]
    rows |= {1: ReportRow("有人不同意。", TakenUp.NO, reason_zh="上位法已有规定。"), 2: ReportRow(" ", TakenUp.YES)}
    assert law.missing_rows(CONTENT, rows) == [2]
    asked: dict[str, Any] = {"content": CONTENT, "rows": rows}
    closed = facts(S.CLOSED)
    code = refusal(lambda: law.publish_report(closed, by(HEAD), tells_person=False, **asked))
    assert code == "report_incomplete"
    rows[2] = ReportRow("有人同意。", TakenUp.YES)
    assert refusal(lambda: law.publish_report(closed, by(HEAD), tells_person=True, **asked)) == "report_tells_person"


def test_words_go_after_the_citys_days_and_not_before() -> None:
    last = DAYS.closes_at + dt.timedelta(days=30)
    law.destroy(facts(S.CLOSED), by(SYSTEM, last), days=30)
    early = by(SYSTEM, last - dt.timedelta(seconds=1))
    assert refusal(lambda: law.destroy(facts(S.REPORTED), early, days=30)) == "consultation_elsewhere"


# ---- counting --------------------------------------------------------------------------------------------------------


def test_a_tally_is_what_one_counts_by_hand() -> None:
    found = tally(
        CONTENT,
        [
            Answer("g1", "portal", {"1": ["agree"], "3": ["c1"], "4": ["c1", "c2"]}),
            Answer("g1", "desk", {"1": ["disagree"], "3": ["c1"], "5": ["4"]}),
            Answer("g2", "letter", {"1": ["agree"], "3": ["c2"]}),
        ],
    )
    assert (found.total, found.channels, found.groups) == (
        3, {"portal": 1, "desk": 1, "letter": 1}, {"g1": 2, "g2": 1},
    )  # fmt: skip
    assert (found.answered[1, ""], found.answered[4, ""], found.answered[2, ""]) == (3, 1, 0)
    assert (found.picked[1, "agree", ""], found.picked[1, "agree", "g1"], found.picked[4, "c2", "g1"]) == (2, 1, 1)
    assert (found.share(1, "agree"), found.share(1, "agree", "g2"), found.share(2, "agree")) == (67, 100, 0)
    assert of_figures(as_figures(found)) == found


def test_small_counts_are_not_published_and_do_not_come_out_of_the_others() -> None:
    own, other = sorted(CONTENT.group_codes)[:2]
    first, second = (CONTENT.items[0].codes)[:2]
    serial = str(CONTENT.items[0].serial)
    many = [Answer(own, "portal", {serial: [first]})] * 20 + [Answer(own, "portal", {serial: [second]})] * 9
    few = [Answer(other, "letter", {serial: [first]})] * 7 + [Answer(other, "letter", {serial: [second]})] * 2
    found = tally(CONTENT, many + few)
    hidden = small_counts(CONTENT, found)
    at = CONTENT.items[0].serial
    assert ("picked", at, second, other) in hidden, "two are few"
    assert ("picked", at, first, other) in hidden, "nine less seven would be two"
    assert ("picked", at, second, own) in hidden, "eleven less nine would be two"
    assert not {("total",), ("picked", at, second, EVERYBODY), ("answered", at, EVERYBODY)} & hidden
    assert small_counts(CONTENT, tally(CONTENT, many)) == frozenset()
    assert ("total",) in small_counts(CONTENT, tally(CONTENT, few[:3]))


def test_shares_are_rounded_half_up() -> None:
    assert [share(1, 8), share(1, 3), share(2, 3), share(0, 5), share(3, 0)] == [13, 33, 67, 0, 0]


def test_every_act_cites_its_article() -> None:
    assert {article for row in BY_ACTION.values() for article in row.articles} == {
        "jinan_2018:37(1)", "jinan_2018:37(2)", "jinan_2018:10", "R9",
    }  # fmt: skip
