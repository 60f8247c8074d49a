"""更换查询码 · Renew a query code."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import query_codes


def renew_query_code(door: Door, *, order: int | str, caller: int) -> Done:
    """A caller who lost the query code gets another one; the lost one opens nothing any more (Art. 15, R47)."""
    return perform(door, order, "renew_query_code", query_codes.renew_query_code, caller=caller)
