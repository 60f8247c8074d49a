"""Words that may not stand in an address, such as a caller's number: in the session, encrypted, under a short token.

Addresses are written down by browsers, proxies and logs; a number searched for is nobody's business there.
"""

from __future__ import annotations

import base64
import secrets

from django.http import HttpRequest

from lianxin.law.numbers import find_number
from lianxin.records.people import vault
from lianxin.vault.errors import VaultError
from lianxin.vault.flags import TOLERABLE, flags
from lianxin.web.lists.filters import is_date, is_phone

KEPT = "kept_words"
MOST = 20
"""Tokens of one session; the oldest go first."""


def is_personal(words: str) -> bool:
    """Whether words are, or hold, somebody's number; the number of an order is not."""
    if find_number(words) or is_date(words):
        return False
    return is_phone(words) or any(span.kind not in TOLERABLE for span in flags(words))


def keep(request: HttpRequest, words: str) -> str:
    """The token under which this session finds the words again."""
    token = secrets.token_urlsafe(9)
    key = vault().new_data_key()
    sealed = vault().encrypt_text(key, words, _purpose(token))
    value = ".".join(base64.urlsafe_b64encode(part).decode() for part in (key, sealed))
    before: dict[str, str] = request.session.get(KEPT, {})
    request.session[KEPT] = dict([*before.items(), (token, value)][-MOST:])
    return token


def kept(request: HttpRequest, token: str) -> str:
    """The words; empty when the token is none of this session's."""
    try:
        key, sealed = (base64.urlsafe_b64decode(part) for part in request.session.get(KEPT, {})[token].split("."))
        return vault().decrypt_text(key, sealed, _purpose(token))
    except (KeyError, ValueError, VaultError):
        return ""


def digest_of(words: str) -> str:
    """What the reading log keeps of words searched for: who knows them can tell that they were."""
    return vault().digest(words, "search").hex()


def _purpose(token: str) -> str:
    return f"kept_words:{token}"
