"""The same request twice makes one event; the same key with another body is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence, Set
from typing import Any

import orjson
from django.db import IntegrityError

from lianxin.actions._door import Done, Door
from lianxin.actions._insert import insert
from lianxin.law.refusals import Refused
from lianxin.records.load import KnownRequest
from lianxin.records.models import RequestKey

_ONE_OF_A_KIND = "request_key_once"
_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS


def request_digest(action: str, orders: Sequence[int | str], args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """SHA-256 over what is asked, texts and all; nothing but the digest is kept."""
    body = orjson.dumps([action, list(orders), list(args), dict(kwargs)], default=_plain, option=_OPTIONS)
    return hashlib.sha256(body).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Set):
        return sorted(value, key=str)
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(f"an argument of an act must be plain data, {type(value).__name__} is not")


def repeated(earlier: KnownRequest, digest: str) -> list[Done]:
    """What came of the request the first time; refuses when the key was used for something else."""
    if earlier.digest != digest:
        raise Refused("request_key_reused")
    return [Done(**values, repeated=True) for values in earlier.result]


def keep_request(door: Door, digest: str, done: Sequence[Done], recorded_at: dt.datetime) -> None:
    """Remembers the request with its result, in the act's own transaction."""
    result = [{"order": one.order, "number": one.number, "sequence": one.sequence} for one in done]
    kept = RequestKey(actor=door.actor.key, key=door.request_key, digest=digest, result=result, recorded_at=recorded_at)
    insert([kept])


def was_twin(error: IntegrityError) -> bool:
    """Whether the same request got in first, between our look and our commit."""
    return _ONE_OF_A_KIND in str(error)
