"""Reads whose query code it is: kept as a keyed digest only, a code is found by computing, never by reading."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from lianxin.law.decisions.query_codes import Progress, progress, taken_in
from lianxin.law.numbers import find_number, parse_query_code
from lianxin.records.load import read_order
from lianxin.records.models import OrderCaller
from lianxin.records.people import vault

QUERY_CODE = "query_code"
NOBODYS = bytes(32)
"""Compared with where a caller has no code, so that it takes as long."""


@dataclass(frozen=True, slots=True)
class CodeHolder:
    """One caller of one order, known by number and code."""

    order: int
    caller: int


def query_code_digest(order: int, caller: int, code: str) -> bytes:
    """What is stored of a code: 32 bytes under the installation's look-up key, of use for this caller only."""
    return vault().digest(f"{order}:{caller}:{code}", QUERY_CODE)


def code_holder(number: str, code: str) -> CodeHolder | None:
    """Which caller has this code for this order, both as typed; None when it fits nobody who is still a caller.

    Every caller is compared, and each comparison takes as long as any other.
    """
    digits, order_number = parse_query_code(code), find_number(number)
    if digits is None or order_number is None:
        return None
    rows = OrderCaller.objects.filter(order__number=order_number, withdrawn=False).order_by("serial")
    found = None
    for order, serial, stored in rows.values_list("order_id", "serial", "query_code_digest"):
        expected = bytes(stored) if stored is not None else NOBODYS
        if hmac.compare_digest(query_code_digest(order, serial, digits), expected):
            found = CodeHolder(order, serial)
    return found


def progress_of(holder: CodeHolder) -> Progress:
    """What the caller may be told by telephone; of a merged order where it went. Refuses what is kept secret (R47)."""
    whole, caller = read_order(holder.order).aggregate, holder.caller
    told = progress(whole, caller)
    while whole.order.merged_into is not None:
        parent = read_order(whole.order.merged_into).aggregate
        serial = taken_in(whole, parent, caller)
        if serial is None:
            break
        whole, caller = parent, serial
        told = progress(whole, caller)
    return told
