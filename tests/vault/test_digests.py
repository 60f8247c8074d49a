"""One telephone number has one spelling, and a text's digest tells nothing once its key is gone."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.vault.digests import new_text_key, normalise_phone, normalise_text, text_digest
from lianxin.vault.errors import NotAPhoneNumber, WrongKeyLength


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13800005621", "13800005621"),
        ("+86 138 0000 5621", "13800005621"),
        ("（+86）138-0000-5621", "13800005621"),
        ("8613800005621", "13800005621"),
        ("1 3 8 0 0 0 0 5 6 2 1", "13800005621"),
        ("0999-8234 5678", "099982345678"),
        ("+86 999 8234 5678", "099982345678"),
        ("+86 (0999) 8234-5678", "099982345678"),
        ("+86 10 8234 5678", "01082345678"),
        ("0999-8234567", "09998234567"),
        ("82345678", "82345678"),
        ("86123456", "86123456"),
        ("0999-82345678 转 801", "099982345678x801"),
        ("0999-82345678#801", "099982345678x801"),
        ("0999-82345678 ext. 801", "099982345678x801"),
        ("+44 20 7946 0958", "+442079460958"),
        ("0044 20 7946 0958", "+442079460958"),
        ("12345", "12345"),
    ],
)
def test_a_number_has_one_spelling(written: str, number: str) -> None:
    assert normalise_phone(written) == number


@given(st.text(max_size=24))
def test_a_spelling_is_its_own_spelling(written: str) -> None:
    try:
        number = normalise_phone(written)
    except NotAPhoneNumber:
        return
    assert normalise_phone(number) == number


@given(st.integers(13_000_000_000, 19_999_999_999), st.lists(st.integers(0, 10), max_size=4), st.sampled_from(" -　"))
def test_gaps_and_country_code_change_nothing(number: int, gaps: list[int], gap: str) -> None:
    spaced = str(number)
    for place in sorted(gaps, reverse=True):
        spaced = spaced[:place] + gap + spaced[place:]
    assert normalise_phone(spaced) == normalise_phone("+86" + spaced) == str(number)


@pytest.mark.parametrize("written", ["", "  ", "没有电话", "x5", "+", "00"])
def test_what_has_no_digits_is_no_number(written: str) -> None:
    with pytest.raises(NotAPhoneNumber, match="no digits"):
        normalise_phone(written)


def test_other_texts_are_folded_in_width_case_and_gaps() -> None:
    assert normalise_text(" Ａb-Ｃ１２ ") == normalise_text("aBc12") == "abc12"


def test_a_texts_digest_is_hmac_sha256_in_hexadecimal() -> None:
    key = new_text_key()
    assert text_digest(key, "柳岸小区") == hmac.new(key, "柳岸小区".encode(), hashlib.sha256).hexdigest()


def test_the_same_text_under_another_key_has_another_digest() -> None:
    assert text_digest(new_text_key(), "是") != text_digest(new_text_key(), "是")


@pytest.mark.parametrize("length", [0, 16, 33])
def test_a_short_key_is_refused(length: int) -> None:
    with pytest.raises(WrongKeyLength, match="32 bytes"):
        text_digest(bytes(length), "是")
