"""How identity and contact are shown until someone reveals them for a purpose."""

from __future__ import annotations

import re
import unicodedata

from lianxin.vault.flags import blank, door_numbers
from lianxin.vault.surnames import COMPOUND_SURNAMES

_SHOWN_DIGITS = 4
_MOBILE_DIGITS = 11


def mask_name(name: str) -> str:
    """The surname and two stars, however long the name is; empty stays empty."""
    text = name.strip()
    shown = text[:2] if len(text) > 2 and text[:2] in COMPOUND_SURNAMES else text[:1]
    return f"{shown}**" if text else ""


def mask_phone(phone: str) -> str:
    """First three (or the area code) and last four digits: "138 **** 5621", "0999 **** 1234"; short ones vanish."""
    digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", phone))
    if not digits:
        return ""
    if len(digits) > _MOBILE_DIGITS and digits.startswith("86"):
        digits = digits.removeprefix("86")
    if len(digits) < _SHOWN_DIGITS * 2 - 1:
        return "****"
    last = digits[-_SHOWN_DIGITS:]
    if digits.startswith("0") and len(digits) > _SHOWN_DIGITS * 2:
        first = digits[:3] if digits[1] in "12" else digits[:4]
    else:
        first = digits[:3] if len(digits) >= _MOBILE_DIGITS else ""
    return f"{first} **** {last}".strip()


def mask_mailbox(mailbox: str) -> str:
    """The first letter and what stands behind the "@": w***@example.org; empty stays empty."""
    name, at, place = mailbox.strip().rpartition("@")
    return f"{name[:1]}***{at}{place}" if at else "****" if mailbox.strip() else ""


def mask_id_number(number: str) -> str:
    """The last two characters of an identity or organisation number behind a fixed row of stars."""
    text = number.strip()
    if not text:
        return ""
    return f"****************{text[-2:]}" if len(text) > _SHOWN_DIGITS else "****"


def mask_address(address: str) -> str:
    """An address without its door numbers: road, estate and building words stay, their numbers become "**"."""
    return blank(address, door_numbers(address))
