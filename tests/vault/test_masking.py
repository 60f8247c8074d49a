"""What of a caller is shown before anyone reveals it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.vault.masking import mask_address, mask_id_number, mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王小明", "王**"),
        ("李四", "李**"),
        ("欧阳小明", "欧阳**"),
        ("欧阳", "欧**"),
        ("Smith", "S**"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_name_shows_the_surname_and_not_its_length(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345621", "138 **** 5621"),
        ("+86 138-1234-5621", "138 **** 5621"),
        ("１３８１２３４５６２１", "138 **** 5621"),
        ("0999-82345678", "0999 **** 5678"),
        ("0999-8234567", "0999 **** 4567"),
        ("010 8234 5678", "010 **** 5678"),
        ("82345678", "**** 5678"),
        ("12345", "****"),
        ("", ""),
        ("无", ""),
    ],
)
def test_a_number_shows_its_ends(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@given(st.from_regex(r"[0-9]{7,15}", fullmatch=True))
def test_no_number_shows_more_than_eight_digits_or_its_middle(phone: str) -> None:
    shown = re.sub(r"\D", "", mask_phone(phone))
    assert len(shown) <= 8
    assert len(shown) < len(phone)


@given(st.from_regex(r"[0-9]{17}[0-9X]", fullmatch=True))
def test_an_identity_number_shows_its_last_two_characters(number: str) -> None:
    assert mask_id_number(number) == "*" * 16 + number[-2:]


def test_short_and_empty_identity_numbers_show_nothing() -> None:
    assert (mask_id_number("12"), mask_id_number("")) == ("****", "")


def test_an_address_keeps_its_places_and_loses_its_numbers() -> None:
    assert mask_address("清风街道柳岸小区3号楼2单元501室") == "清风街道柳岸小区**号楼**单元**室"
    assert mask_address("柳岸路18号") == "柳岸路**号"
    assert mask_address("柳岸小区北门外人行道") == "柳岸小区北门外人行道"
