"""核对查询码 · Try a query code."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.actions._tries import Tried, counted
from lianxin.law.numbers import find_number
from lianxin.records.query_codes import CodeHolder, code_holder


def try_query_code(door: Door, *, number: str, code: str, source: str = "") -> CodeHolder:
    """Whose code it is, both as typed; refuses a wrong one, and every one after too many wrong ones (R47)."""
    tried = Tried(find_number(number) or "", source)
    return counted(door, tried, lambda: code_holder(number, code))
