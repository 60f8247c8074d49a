"""Reads whose query code it is: kept as a keyed digest only, a code is found by computing, never by reading."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Any

from lianxin.law.decisions.query_codes import Progress, progress, taken_in
from lianxin.law.numbers import find_number, parse_query_code
from lianxin.law.state import OrderAggregate
from lianxin.records.kept import Kept, Small
from lianxin.records.load import read_order
from lianxin.records.models import OrderCaller
from lianxin.records.people import CONTACT, PHONE, vault
from lianxin.vault.digests import normalise_phone
from lianxin.vault.errors import VaultError

QUERY_CODE = "query_code"
NOBODYS = bytes(32)
"""Compared with where a caller has no code, so that it takes as long."""
NOBODY = ((0, 0, None),)
"""The caller of a number that does not exist."""


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

    Every caller is compared, and each comparison takes as long as any other; for an unknown number there is one too.
    """
    digits, order_number = parse_query_code(code), find_number(number)
    if digits is None or order_number is None:
        return None
    rows = OrderCaller.objects.filter(order__number=order_number, withdrawn=False).order_by("serial")
    found = None
    for order, serial, stored in rows.values_list("order_id", "serial", "query_code_digest") or NOBODY:
        expected = bytes(stored) if stored is not None else NOBODYS
        if hmac.compare_digest(query_code_digest(order, serial, digits), expected):
            found = CodeHolder(order, serial)
    return found


def contact_holder(number: str, contact: str) -> CodeHolder | None:
    """Which caller of this order left this telephone number or mailbox, both as typed; None when nobody did.

    The same work is done for an unknown number as for a known one.
    """
    order_number = find_number(number)
    if order_number is None:
        return None
    phone, mailbox = _phone_digest(contact), vault().digest(contact, CONTACT)
    rows = OrderCaller.objects.filter(order__number=order_number, withdrawn=False, contactable=True).order_by("serial")
    found = None
    known = rows.values_list("order_id", "serial", "person__phone_digest", "person__contact_digest")
    for order, serial, *digests in known or ((0, 0, None, None),):
        fits = [
            hmac.compare_digest(bytes(own or NOBODYS), asked)
            for own, asked in zip(digests, (phone, mailbox), strict=True)
        ]
        if any(fits):
            found = CodeHolder(order, serial)
    return found


def _phone_digest(contact: str) -> bytes:
    """The digest of what may be a telephone number; of what is none, one that nobody has."""
    try:
        return vault().digest(normalise_phone(contact), PHONE)
    except VaultError:
        return vault().digest(contact, "no telephone")


def standing_of(holder: CodeHolder) -> list[tuple[OrderAggregate, int]]:
    """The caller's order and their serial on it; then, where it was merged, the one it went into, and so on (R55)."""
    whole, caller = read_order(holder.order).aggregate, holder.caller
    found = [(whole, caller)]
    while whole.order.merged_into is not None:
        parent = read_order(whole.order.merged_into).aggregate
        serial = taken_in(whole, parent, caller)
        if serial is None:
            break
        whole, caller = parent, serial
        found.append((whole, caller))
    return found


def progress_of(holder: CodeHolder) -> Progress:
    """What the caller may be told by telephone; of a merged order where it went. Refuses what is kept secret (R47)."""
    return [progress(whole, caller) for whole, caller in standing_of(holder)][-1]


_MARK: Kept[Any] = Kept(
    lambda order, serial: OrderCaller.objects.filter(order=order, serial=serial, withdrawn=False).values_list(
        "query_code_digest", "person", "contactable"
    ),
    order=int,
    serial=Small,
)


def mark_of(holder: CodeHolder) -> str | None:
    """What a visit is bound to: another mark after the query code was renewed; None once the caller left or was
    forgotten.
    """
    rows = _MARK.tuples(order=holder.order, serial=holder.caller)
    if not rows:
        return None
    digest, person, contactable = rows[0]
    if contactable and person is None:
        return None  # forgotten (R63)
    stored = bytes(digest).hex() if digest is not None else ""
    return vault().digest(f"{holder.order}:{holder.caller}:{person}:{stored}", "visit").hex()
