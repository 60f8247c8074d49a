"""核对联系方式 · Try a contact."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.actions._tries import Tried, counted
from lianxin.law.numbers import find_number
from lianxin.records.query_codes import CodeHolder, contact_holder


def try_contact(door: Door, *, number: str, contact: str, source: str = "") -> CodeHolder:
    """Which caller of this number left this telephone or mailbox, as typed; counted as wrong codes are (R47).

    Whoever is found is nobody yet: a one-time code goes to the contact.
    """
    tried = Tried(find_number(number) or "", source)
    return counted(door, tried, lambda: contact_holder(number, contact))
