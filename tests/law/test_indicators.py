"""What every figure is made of: exact numbers, reasons with their source, and the day a month is frozen."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from lianxin.law.actors import UnitDirectory, UnitFacts
from lianxin.law.articles import citation
from lianxin.law.indicators import INDICATORS, Figure, Indicator, Period, counted_for, frozen_at
from lianxin.law.policy import FREEZE_DAYS
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Exclusion, LegalRole, UnitKind
from tests.law.rules import policy


@pytest.mark.parametrize("row", INDICATORS, ids=lambda row: row.code)
def test_every_figure_says_what_it_is_and_by_which_text(row: Indicator) -> None:
    assert row.articles
    for key in (*row.articles, *(left.article for left in row.left)):
        assert citation(key).zh
    for said in (row.counts, row.over, row.falls):
        assert said.zh
        assert said.en
    reasons = [left.reason for left in row.left]
    assert len(set(reasons)) == len(reasons)
    assert row.since == dt.date(2018, 9, 1)


def test_r25_r28_r35_r68_who_is_left_out_of_what() -> None:
    left = {row.code: {one.reason: one.article for one in row.left} for row in INDICATORS}
    for code in ("reply", "reply_on_time"):
        assert left[code][Exclusion.WAIVED] == left[code][Exclusion.ANONYMOUS] == "R25"
        assert left[code][Exclusion.UNREACHABLE] == "R28"
    assert left["completion"][Exclusion.NO_MATTER] == "R35"
    assert left["completion"][Exclusion.IMPORTED] == left["on_time"][Exclusion.IMPORTED] == "R68"


def test_a_share_is_exact_and_nothing_over_nothing_is_none() -> None:
    assert Figure(holds=2, fails=1).share == Fraction(2, 3)
    assert Figure(holds=2, fails=1).percent == "66.67%"
    assert Figure(holds=1, fails=2).percent == "33.33%"
    assert Figure(holds=1, fails=7).percent == "12.50%"
    assert Figure(holds=1, fails=19_999).percent == "0.01%"  # 0.005: half up
    assert Figure(holds=3).percent == "100.00%"
    empty = Figure(left={Exclusion.NOT_DUE: 4})
    assert (empty.share, empty.percent, empty.denominator) == (None, "", 0)


def test_figures_add_up_with_what_they_leave_out() -> None:
    one = Figure(1, 2, {Exclusion.WAIVED: 1})
    other = Figure(3, 4, {Exclusion.WAIVED: 1, Exclusion.NOT_DUE: 2})
    assert one + other == Figure(4, 6, {Exclusion.WAIVED: 2, Exclusion.NOT_DUE: 2})


def test_r30_a_month_is_frozen_some_days_after_its_end() -> None:
    assert frozen_at(dt.date(2026, 11, 1), 5) == dt.datetime(2026, 12, 6, tzinfo=SHANGHAI)
    assert frozen_at(dt.date(2026, 12, 1), 1) == dt.datetime(2027, 1, 2, tzinfo=SHANGHAI)


def test_the_centres_own_rules_say_how_many_days() -> None:
    rules = policy("jinan_2018")
    found = rules.value("freeze_days")
    assert found is not None
    assert (rules.freeze_days, found.article) == (found.value, "R30")
    assert found.value == FREEZE_DAYS


def test_a_period_is_days_in_shanghai_and_no_definition_reaches_back() -> None:
    month = Period.month(dt.date(2026, 12, 17))
    assert (month.start, month.end) == (dt.date(2026, 12, 1), dt.date(2027, 1, 1))
    start, end = month.moments
    assert (start, end - start) == (dt.datetime(2026, 12, 1, tzinfo=SHANGHAI), dt.timedelta(days=31))
    assert month.since(dt.date(2026, 12, 20)) == Period(dt.date(2026, 12, 20), dt.date(2027, 1, 1))
    past = Period.month(dt.date(2018, 8, 1)).since(dt.date(2018, 9, 1))
    assert past.start == past.end


def unit(pk: int, role: LegalRole, parent: int | None = None) -> UnitFacts:
    return UnitFacts(id=pk, code=str(pk), kind=UnitKind.CITY_DEPARTMENT, legal_role=role, level=2, parent=parent)


def test_r1_the_unit_above_a_sub_unit_answers_for_its_figure() -> None:
    units = UnitDirectory(
        {
            1: unit(1, LegalRole.UNDERTAKING),
            2: unit(2, LegalRole.SUB_UNIT, 1),
            3: unit(3, LegalRole.SUB_UNIT, 2),
            4: unit(4, LegalRole.COOPERATING, 3),
            5: unit(5, LegalRole.UNDERTAKING, 1),
        }
    )
    assert counted_for(3, units) == (3, 2, 1)
    assert counted_for(5, units) == (5,)
    assert counted_for(4, units) == (4,)
    assert counted_for(9, units) == (9,)
