"""Order numbers and query codes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.law.numbers import (
    NumberRefused,
    check_digit,
    find_number,
    format_number,
    parse_number,
    parse_query_code,
    query_code,
)

DAY = dt.date(2026, 11, 6)
DAYS = st.dates(dt.date(1988, 1, 1), dt.date(2099, 12, 31))
SERIALS = st.integers(1, 2_000_000)


def test_the_check_digit_is_that_of_the_standard() -> None:
    assert check_digit("0794") == 5  # the example of ISO 7064


def test_a_number_reads_date_serial_check_digit() -> None:
    assert format_number(DAY, 42) == "20261106-00042-5"
    assert format_number(DAY, 99_999).count("-") == 2


def test_the_hundred_thousandth_order_of_a_day_has_six_digits() -> None:
    number = format_number(DAY, 100_000)
    assert number.startswith("20261106-100000-")
    assert parse_number(number) == number


@pytest.mark.parametrize(
    "typed",
    [
        "20261106-00042-5",
        "20261106000425",
        " 2026 1106 00042 5 ",
        "２０２６１１０６－０００４２－５",
        "20261106—00042–5",
        "20261106_00042　5",
    ],
)
def test_a_number_is_accepted_as_people_type_it(typed: str) -> None:
    assert parse_number(typed) == "20261106-00042-5"
    assert find_number(typed) == "20261106-00042-5"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("20261106-00042-6", "check_digit"),
        ("20261106-00052-5", "check_digit"),
        ("20261306-00042-5", "no_date"),
        ("20261106-00000-1", "no_serial"),
        ("20261106-000042-5", "no_serial"),
        ("20261106-0042-5", "too_short"),
        ("柳岸路", "not_digits"),
        ("", "not_digits"),
        ("2026110６-00042-x", "not_digits"),
        ("²0261106000425x", "not_digits"),
    ],
)
def test_a_wrong_number_is_refused_and_says_why(typed: str, code: str) -> None:
    with pytest.raises(NumberRefused) as refused:
        parse_number(typed)
    assert refused.value.code == code
    assert refused.value.zh
    assert refused.value.en
    assert find_number(typed) is None


@given(DAYS, SERIALS)
def test_every_number_is_read_back(day: dt.date, serial: int) -> None:
    assert parse_number(format_number(day, serial).replace("-", " ")) == format_number(day, serial)


@given(DAYS, SERIALS, st.data())
def test_one_wrong_digit_is_always_noticed(day: dt.date, serial: int, data: st.DataObject) -> None:
    digits = format_number(day, serial).replace("-", "")
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    assert find_number(digits[:place] + other + digits[place + 1 :]) is None


@given(DAYS, SERIALS, SERIALS)
def test_different_orders_have_different_numbers(day: dt.date, one: int, other: int) -> None:
    assert (format_number(day, one) == format_number(day, other)) == (one == other)


def test_serials_begin_at_one() -> None:
    with pytest.raises(ValueError, match="begin at 1"):
        format_number(DAY, 0)


@given(st.binary(min_size=16, max_size=32))
def test_a_query_code_has_six_digits_and_that_of_an_anonymous_tip_off_twelve(random: bytes) -> None:
    short, long = query_code(random), query_code(random, anonymous_tip_off=True)
    assert (len(short), len(long)) == (6, 12)
    assert long.endswith(short)
    assert parse_query_code(f" {short[:3]} {short[3:]} ") == short
    assert parse_query_code(long) == long


def test_a_query_code_keeps_its_leading_zeros() -> None:
    assert query_code(bytes(16)) == "000000"


def test_too_little_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        query_code(bytes(15))


@pytest.mark.parametrize(("typed", "read"), [("１２３４５６", "123456"), ("12345", None), ("12345a", None), ("", None)])
def test_a_query_code_is_read_as_typed_or_not_at_all(typed: str, read: str | None) -> None:
    assert parse_query_code(typed) == read
