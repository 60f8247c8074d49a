"""Publication as Art. 33 and 37 have it: two persons, nothing personal, no small numbers, a source for every text."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from typing import Any

import pytest

from lianxin.law.actors import Actor
from lianxin.law.articles import citation
from lianxin.law.by import By
from lianxin.law.decisions import hotline_opinion as opinions
from lianxin.law.decisions import typical_case as cases
from lianxin.law.decisions.hotline_opinion import Lately, OpinionFacts
from lianxin.law.decisions.typical_case import CaseFacts, Looked, OrderOfCase
from lianxin.law.indicators import BY_CODE
from lianxin.law.open_data import DATA_FILES
from lianxin.law.procedure import LIMITS, STEPS
from lianxin.law.publishing import (
    CASE_ACTS,
    LONGEST_OPINION,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_OPINIONS_A_DAY,
    MOST_OPINIONS_AN_HOUR,
    OPINION_ACTS,
    PUBLISHED_FIGURES,
    UNITS_FIGURES,
)
from lianxin.law.refusals import Refused
from lianxin.law.regime_keys import KEYS
from lianxin.law.small_numbers import ALL, FEWEST, hidden, is_small, of_table
from lianxin.law.words import (
    ClosedAs,
    FlaggedKind,
    HotlineOpinionState,
    OrderState,
    RequestType,
    Role,
    TypicalCaseState,
)

NOW = dt.datetime(2026, 11, 6, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))
ENDED = OrderOfCase(OrderState.CLOSED, RequestType.HELP, ClosedAs.DONE)
EDITOR, HEAD, INSPECTOR, CALLER = Role.KNOWLEDGE_EDITOR, Role.HEAD_OF_CENTRE, Role.QUALITY_INSPECTOR, Role.CALLER


def by(role: Role, staff: int | None = 1, *, of_vendor: bool = False) -> By:
    return By(Actor(role, staff=staff, unit=1 if staff else None), NOW, of_vendor=of_vendor)


def refusal(act: Any) -> str:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def case(state: TypicalCaseState = TypicalCaseState.AWAITING, writer: int = 1) -> CaseFacts:
    return CaseFacts(state, writer, ENDED)


def write(order: OrderOfCase = ENDED, who: By | None = None, **more: Any) -> dict[str, object]:
    given: dict[str, Any] = {"title": "路灯修好了", "body": "小区北门三盏灯更换。", "looked": Looked()} | more
    return cases.write(who or by(EDITOR), order, given.pop("before", None), **given)


# ---- typical cases ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "order",
    [
        dataclasses.replace(ENDED, secret=True),
        dataclasses.replace(ENDED, sealed=True),
        dataclasses.replace(ENDED, request_type=RequestType.TIP_OFF),
        dataclasses.replace(ENDED, state=OrderState.CALLBACK, closed_as=None),
        dataclasses.replace(ENDED, closed_as=ClosedAs.WITHDRAWN),
        dataclasses.replace(ENDED, closed_as=ClosedAs.IMPORTED),
    ],
)
def test_no_case_is_written_of_what_is_secret_a_tip_off_sealed_or_not_over(order: OrderOfCase) -> None:
    assert refusal(lambda: write(order)) == "case_order_unfit"
    published = dataclasses.replace(case(), order=order)
    assert refusal(lambda: cases.publish(published, by(HEAD, 2))) == "case_order_unfit"


def test_every_flagged_place_is_removed_or_confirmed_and_what_tells_a_caller_only_removed() -> None:
    assert refusal(lambda: write(looked=Looked(open=1))) == "case_places_open"
    assert refusal(lambda: write(looked=Looked(callers=1))) == "case_tells_caller"
    changes = write(looked=Looked(confirmed={FlaggedKind.NAME: 2}))
    assert changes["confirmed"] == {"name": 2}
    assert changes["state"] is TypicalCaseState.AWAITING


def test_a_case_has_a_title_and_a_text_of_bearable_length() -> None:
    assert refusal(lambda: write(title=" ")) == "case_incomplete"
    assert refusal(lambda: write(body="")) == "case_incomplete"
    assert refusal(lambda: write(title="长" * (LONGEST_TITLE + 1))) == "case_too_long"
    assert refusal(lambda: write(body="长" * (LONGEST_TEXT + 1))) == "case_too_long"


def test_two_persons_stand_behind_a_case() -> None:
    assert cases.publish(case(), by(HEAD, 2))["decider_id"] == 2
    assert refusal(lambda: cases.publish(case(writer=2), by(HEAD, 2))) == "own_case"
    assert refusal(lambda: cases.decline(case(writer=2), by(HEAD, 2), reason="不妥。")) == "own_case"
    assert refusal(lambda: cases.publish(case(), by(EDITOR, 2))) == "not_your_duty"


def test_a_declined_or_withdrawn_case_is_written_again_and_a_public_one_withdrawn_first() -> None:
    for state in (TypicalCaseState.DECLINED, TypicalCaseState.WITHDRAWN, TypicalCaseState.AWAITING):
        assert write(before=case(state))["decider_id"] is None
    assert refusal(lambda: write(before=case(TypicalCaseState.PUBLISHED))) == "case_elsewhere"


def test_declining_and_withdrawing_say_why_and_only_from_where_they_can() -> None:
    assert refusal(lambda: cases.decline(case(), by(HEAD, 2), reason=" ")) == "publishing_reason_missing"
    public = case(TypicalCaseState.PUBLISHED)
    assert refusal(lambda: cases.withdraw(public, by(HEAD, 2), reason="")) == "publishing_reason_missing"
    assert cases.withdraw(public, by(HEAD, 2), reason="有误。")["decider_id"] == 2
    assert cases.withdraw(public, by(EDITOR, 1), reason="有误。")["decider_id"] is None
    declined = case(TypicalCaseState.DECLINED)
    assert refusal(lambda: cases.withdraw(declined, by(HEAD, 2), reason="有误。")) == "case_elsewhere"


def test_r9_the_vendors_people_neither_write_nor_publish_nor_answer() -> None:
    vendor = by(EDITOR, of_vendor=True)
    assert refusal(lambda: write(who=vendor)) == "vendor_barred"
    assert refusal(lambda: cases.publish(case(writer=9), by(HEAD, of_vendor=True))) == "vendor_barred"
    waiting = OpinionFacts(HotlineOpinionState.RECEIVED)
    assert refusal(lambda: opinions.answer(waiting, by(INSPECTOR, of_vendor=True), text="已改。")) == "vendor_barred"
    assert not cases.reads(vendor)


def test_what_a_page_offers_is_what_the_law_grants() -> None:
    for state, role, staff in itertools.product(TypicalCaseState, Role, (1, 2)):
        facts, who = case(state), by(role, staff)
        tried = {
            "publish_case": lambda f=facts, w=who: cases.publish(f, w),
            "decline_case": lambda f=facts, w=who: cases.decline(f, w, reason="有误。"),
            "withdraw_case": lambda f=facts, w=who: cases.withdraw(f, w, reason="有误。"),
            "write_case": lambda f=facts, w=who: write(before=f, who=w),
        }
        for action, act in tried.items():
            try:
                act()
                granted = True
            except Refused:
                granted = False
            assert cases.may(facts, who, action) == granted, (state, role, staff, action)


# ---- opinions --------------------------------------------------------------------------------------------------------


def give(
    text: str = "等太久了。", *, contact: bool = False, lately: Lately | None = None, who: By | None = None
) -> None:
    opinions.give(who or by(CALLER, None), text=text, contact=contact, lately=lately or Lately())


def test_art_37_anybody_may_say_what_they_think_of_the_hotline() -> None:
    give()
    give(contact=True)
    assert refusal(lambda: give(" ")) == "opinion_empty"
    assert refusal(lambda: give("长" * (LONGEST_OPINION + 1))) == "opinion_too_long"
    assert refusal(lambda: give(who=by(HEAD))) == "not_your_duty"


def test_one_contact_and_all_without_one_have_each_their_limit() -> None:
    crowd, one = Lately(without_contact=MOST_OPINIONS_AN_HOUR), Lately(of_contact=MOST_OPINIONS_A_DAY)
    assert refusal(lambda: give(lately=crowd)) == "opinions_too_many"
    give(contact=True, lately=crowd)
    assert refusal(lambda: give(contact=True, lately=one)) == "opinions_too_many"
    give(lately=one)


def answered(**more: Any) -> OpinionFacts:
    return OpinionFacts(HotlineOpinionState.ANSWERED, **{"may_publish": True, "answerer": 1} | more)


def publish(facts: OpinionFacts, who: By, **more: Any) -> dict[str, object]:
    given: dict[str, Any] = {"opinion": "等太久了。", "answered": "已增开坐席。", "looked": Looked()} | more
    return opinions.publish(facts, who, **given)


def test_an_opinion_is_answered_once_or_set_aside_with_a_reason() -> None:
    waiting = OpinionFacts(HotlineOpinionState.RECEIVED)
    assert opinions.answer(waiting, by(INSPECTOR), text="已增开坐席。")["state"] is HotlineOpinionState.ANSWERED
    assert refusal(lambda: opinions.answer(waiting, by(INSPECTOR), text=" ")) == "opinion_answer_missing"
    assert refusal(lambda: opinions.answer(answered(), by(INSPECTOR), text="再答。")) == "opinion_elsewhere"
    assert opinions.set_aside(waiting, by(HEAD), reason="广告。")["state"] is HotlineOpinionState.SET_ASIDE
    assert refusal(lambda: opinions.set_aside(waiting, by(HEAD), reason="")) == "publishing_reason_missing"
    assert refusal(lambda: opinions.answer(waiting, by(EDITOR), text="已改。")) == "not_your_duty"


def test_an_opinion_is_published_only_with_its_writers_leave_and_by_another_person() -> None:
    assert publish(answered(), by(HEAD, 2))["state"] is HotlineOpinionState.PUBLISHED
    assert refusal(lambda: publish(answered(), by(HEAD, 1))) == "own_answer"
    assert refusal(lambda: publish(answered(may_publish=False), by(HEAD, 2))) == "opinion_not_public"
    assert refusal(lambda: publish(answered(), by(HEAD, 2), looked=Looked(open=1))) == "case_places_open"
    assert refusal(lambda: publish(answered(), by(HEAD, 2), looked=Looked(callers=1))) == "case_tells_caller"
    assert refusal(lambda: publish(answered(), by(HEAD, 2), opinion="")) == "case_incomplete"
    assert refusal(lambda: publish(answered(forgotten=True), by(HEAD, 2))) == "opinion_elsewhere"


def test_what_was_published_can_be_withdrawn_at_once_even_when_its_writer_was_forgotten() -> None:
    public = OpinionFacts(HotlineOpinionState.PUBLISHED, may_publish=True, answerer=1, forgotten=True)
    assert opinions.withdraw(public, by(EDITOR, 3), reason="有误。")["publisher_id"] is None
    assert refusal(lambda: opinions.withdraw(public, by(EDITOR, 3), reason="")) == "publishing_reason_missing"


# ---- small numbers ---------------------------------------------------------------------------------------------------


def test_one_to_four_are_small_and_nothing_is_nothing() -> None:
    assert [count for count in range(8) if is_small(count)] == [1, 2, 3, 4]


def test_a_single_small_number_takes_the_next_one_with_it_because_the_sum_is_public() -> None:
    def of(**counts: int) -> frozenset[str]:
        return hidden(counts, [(list(counts), None)])

    assert of(a=40, b=3, c=12) == {"b", "c"}
    assert of(a=40, b=12) == frozenset()
    assert of(a=40, b=4, c=4) == {"b", "c"}
    assert of(a=40, b=1, c=1) == {"a", "b", "c"}


def test_no_row_no_column_and_no_sum_of_a_table_gives_a_hidden_number_away() -> None:
    cells = {(row, column): 9 + ord(row) * ord(column) % 7 for row in "abcd" for column in "wxyz"}
    cells |= {("a", "w"): 2, ("e", "w"): 3}
    found = of_table(cells)
    rows = {row: sum(count for key, count in cells.items() if key[0] == row) for row in "abcde"}
    columns = {column: sum(count for key, count in cells.items() if key[1] == column) for column in "wxyz"}
    assert {("a", "w"), ("e", "w"), ("e", ALL)} <= found
    for place, sums in ((0, rows), (1, columns)):
        for name, total in sums.items():
            line = [key for key in cells if key[place] == name]
            unknown = [key for key in line if key in found]
            shut = ((name, ALL) if place == 0 else (ALL, name)) in found
            assert len(unknown) + shut != 1, "one unknown is no secret"
            assert shut or not unknown or total - sum(cells[key] for key in line if key not in found) >= FEWEST
        shut_sums = [name for name in sums if ((name, ALL) if place == 0 else (ALL, name)) in found]
        assert len(shut_sums) != 1


def test_a_hidden_sum_does_not_come_out_by_adding_its_row() -> None:
    counts = {"aw": 3, "dw": 20, "dx": 70, "cw": 40, "cx": 60, "by": 6, "bz": 6, "cy": 50, "cz": 50}
    found = of_table({(key[0], key[1]): count for key, count in counts.items()})
    assert {("a", ALL), ("b", ALL)} <= found
    assert {("b", "y"), ("b", "z")} & found


# ---- every text has its source ---------------------------------------------------------------------------------------


def test_every_act_step_and_column_cites_what_exists() -> None:
    keys = [key for row in (*CASE_ACTS, *OPINION_ACTS) for key in row.articles]
    keys += [one.article for one in STEPS] + [column.article for file in DATA_FILES for column in file.columns]
    for key in keys:
        assert citation(key).zh


def test_the_procedure_tells_every_state_and_every_limit_is_one_that_a_regime_may_rule() -> None:
    assert {one.state for one in STEPS} == set(OrderState)
    assert {one.key for one in LIMITS} <= set(KEYS)


def test_what_is_published_are_figures_with_a_definition_and_columns_are_named_once() -> None:
    assert {*PUBLISHED_FIGURES, *UNITS_FIGURES} <= set(BY_CODE)
    for file in DATA_FILES:
        names = [column.name for column in file.columns]
        assert len(set(names)) == len(names)
