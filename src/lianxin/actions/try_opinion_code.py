"""核对意见的查询码 · Try the code of an opinion."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.actions._tries import Tried, counted
from lianxin.records.hotline_opinions import find_opinion_number, opinion_opened
from lianxin.records.models import HotlineOpinion


def try_opinion_code(door: Door, *, number: str, code: str, source: str = "") -> HotlineOpinion:
    """The opinion that number and code open, both as typed; counted as wrong codes of orders are (R47).

    A wrong pair is refused in the same words whatever is wrong with it, and however often it was tried.
    """
    known = find_opinion_number(number)
    tried = Tried(known, source, purpose="tried_opinion", wrong="opinion_code_wrong", too_often="opinion_code_wrong")
    return counted(door, tried, lambda: opinion_opened(known, code))
