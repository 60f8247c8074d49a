"""Keyed digests: by which a person is found again, and by which an event vouches for a text that it does not hold."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata

from lianxin.vault.errors import NotAPhoneNumber, WrongKeyLength

TEXT_KEY_BYTES = 32

_EXTENSION = re.compile(r"(?:转|分机|#|ext\.?|x)\s*(\d{1,6})\s*$", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9]\d{9}")


def normalise_text(value: str) -> str:
    """One spelling for looking up: full-width made half-width, case folded, spaces and hyphens left out."""
    return re.sub(r"[\s\-]+", "", unicodedata.normalize("NFKC", value)).casefold()


def normalise_phone(value: str) -> str:
    """One spelling of a telephone number: digits, with the country code only when it is not +86.

    "+86 138-0000 1234", "１３８００００１２３４" and "0086 13800001234" are one; a landline begins with its 0; an
    extension follows after "x"; a foreign number begins with "+". Raises NotAPhoneNumber when there is no digit.
    """
    text = unicodedata.normalize("NFKC", value).strip()
    extension = _EXTENSION.search(text)
    if extension:
        text = text[: extension.start()]
    digits = re.sub(r"[^0-9]", "", text)
    international = text.lstrip("( ").startswith("+") or digits.startswith("00")
    if international:
        digits = digits.lstrip("0")
    if not digits:
        raise NotAPhoneNumber("电话号码中没有数字，请填写号码", "the telephone number has no digits; write the number")
    number = _national(digits) if digits.startswith("86") else None
    if number is None:
        number = f"+{digits}" if international else digits
    return f"{number}x{extension.group(1)}" if extension else number


def _national(digits: str) -> str | None:
    """The number without 86, when what is left is a Chinese one."""
    rest = digits.removeprefix("86")
    if _MOBILE.fullmatch(rest):
        return rest
    landline = rest if rest.startswith("0") else f"0{rest}"
    return landline if len(landline) in (10, 11, 12) and len(digits) > len("86") + 8 else None


NORMALISERS = {"phone": normalise_phone}
"""How a value is brought to one spelling, by purpose; all others by `normalise_text`."""


def new_text_key() -> bytes:
    """A random key for the digest of one text: stored beside the text and destroyed with it."""
    return secrets.token_bytes(TEXT_KEY_BYTES)


def text_digest(key: bytes, text: str) -> str:
    """HMAC-SHA-256 of a text under its own random key, in hexadecimal: what an event holds of it.

    Once key and text are destroyed nothing can be learnt from the digest, while the chain still verifies.
    """
    if len(key) != TEXT_KEY_BYTES:
        raise WrongKeyLength(
            f"文本密钥应为 {TEXT_KEY_BYTES} 字节，现为 {len(key)} 字节；请用 new_text_key 生成",
            f"a text's key must be {TEXT_KEY_BYTES} bytes, not {len(key)}; make it with new_text_key",
        )
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
