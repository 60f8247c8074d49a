"""Order numbers with a check digit (ISO 7064 MOD 11,10), and query codes."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

SERIAL_DIGITS = 5
"""Serials have five digits, and more from the 100,000th order of a day on."""

QUERY_CODE_DIGITS = 6
TIP_OFF_CODE_DIGITS = 12
"""An anonymous tip-off is asked after by its code alone, so the code is longer (R65)."""

RANDOM_BYTES = 16

_SEPARATORS = re.compile(r"[\s\u2010-\u2015\u2212\u00ad\u200b_-]+")
_DATE_DIGITS = 8
_SHORTEST = _DATE_DIGITS + SERIAL_DIGITS + 1


class NumberRefused(ValueError):
    """What was typed is no order number: a code, and what is wrong in Chinese and English."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        self.code, self.zh, self.en = code, zh, en
        super().__init__(f"{code}: {en}")


def check_digit(digits: str) -> int:
    """The ISO 7064 MOD 11,10 check digit of a string of digits."""
    product = 10
    for digit in digits:
        product = (product + int(digit)) % 10 or 10
        product = product * 2 % 11
    return (11 - product) % 10


def format_number(day: dt.date, serial: int) -> str:
    """The number of a day's order: 20261106-00042-8; raises ValueError for a serial below 1."""
    if serial < 1:
        raise ValueError(f"order serials begin at 1, not {serial}")
    digits = f"{day:%Y%m%d}{serial:0{SERIAL_DIGITS}d}"
    return f"{digits[:_DATE_DIGITS]}-{digits[_DATE_DIGITS:]}-{check_digit(digits)}"


def parse_number(text: str) -> str:
    """The number as `format_number` writes it, from what a person typed; raises `NumberRefused`.

    Spaces, hyphens and dashes of all kinds and full-width digits are accepted; hyphens may be left out.
    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not digits.isascii() or not digits.isdigit():
        raise NumberRefused("not_digits", "工单号只有数字", "an order number has digits only")
    if len(digits) < _SHORTEST:
        zh = f"工单号至少 {_SHORTEST} 位，现为 {len(digits)} 位"
        raise NumberRefused("too_short", zh, f"an order number has at least {_SHORTEST} digits, not {len(digits)}")
    day = _date(digits[:_DATE_DIGITS])
    serial = int(digits[_DATE_DIGITS:-1])
    if serial < 1 or format_number(day, serial).replace("-", "")[:-1] != digits[:-1]:
        raise NumberRefused("no_serial", "工单号中间的流水号不对", "the serial in the middle is not one we give")
    if int(digits[-1]) != check_digit(digits[:-1]):
        zh, en = "末位校验码不对，请核对每一位数字", "the last digit does not fit: compare every digit"
        raise NumberRefused("check_digit", zh, en)
    return format_number(day, serial)


def find_number(text: str) -> str | None:
    """Like `parse_number`, but None when the text is no order number: for search boxes."""
    try:
        return parse_number(text)
    except NumberRefused:
        return None


def _date(digits: str) -> dt.date:
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as problem:
        raise NumberRefused("no_date", "工单号前八位不是日期", "the first eight digits are no date") from problem


def query_code(random: bytes, *, anonymous_tip_off: bool = False) -> str:
    """A query code of 6 digits, 12 for an anonymous tip-off, from 16 or more random bytes.

    Raises ValueError when there are fewer: a guessable code is worse than none.
    """
    if len(random) < RANDOM_BYTES:
        raise ValueError(f"a query code needs {RANDOM_BYTES} random bytes, not {len(random)}")
    digits = TIP_OFF_CODE_DIGITS if anonymous_tip_off else QUERY_CODE_DIGITS
    return f"{int.from_bytes(random, 'big') % 10**digits:0{digits}d}"


def parse_query_code(text: str) -> str | None:
    """The digits of a query code as typed (spaces, hyphens, full-width digits accepted); None when it cannot be one."""
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    lengths = (QUERY_CODE_DIGITS, TIP_OFF_CODE_DIGITS)
    return digits if digits.isascii() and digits.isdigit() and len(digits) in lengths else None
