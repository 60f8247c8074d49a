"""Gives callers their query codes: made at random, told once to whoever acts, kept as a keyed digest."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from lianxin.actions._door import QueryCode
from lianxin.law.decisions.query_codes import has_long_code
from lianxin.law.draft import Draft
from lianxin.law.numbers import RANDOM_BYTES, query_code
from lianxin.records.models import OneTimeCode, OrderCaller
from lianxin.records.query_codes import query_code_digest


def make_query_codes(draft: Draft) -> tuple[QueryCode, ...]:
    """A code for each caller whom the decision gave one."""
    return tuple(_code(draft, serial) for serial in dict.fromkeys(draft.query_codes))


def _code(draft: Draft, serial: int) -> QueryCode:
    long = has_long_code(draft.order, draft.callers[serial])
    return QueryCode(serial, query_code(secrets.token_bytes(RANDOM_BYTES), anonymous_tip_off=long))


def digests(order: int, codes: Iterable[QueryCode]) -> Mapping[int, bytes]:
    """What is kept of the codes, by the serial of the caller."""
    return {one.caller: query_code_digest(order, one.caller, one.code) for one in codes}


def replace_digests(order: int, kept: Mapping[int, bytes]) -> None:
    """Writes new digests over those of callers who were there before."""
    for serial, digest in kept.items():
        OrderCaller.objects.filter(order_id=order, serial=serial).update(query_code_digest=digest)


def destroy_query_codes(person: int) -> None:
    """All codes of one person, on whichever order, and those that were sent: they open nothing any more (R63)."""
    OrderCaller.objects.filter(person_id=person).update(query_code_digest=None)
    OneTimeCode.objects.filter(person_id=person).delete()
