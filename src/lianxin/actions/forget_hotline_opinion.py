"""删除意见的个人信息 · Forget the writer of an opinion."""

from __future__ import annotations

from django.db import transaction

from lianxin.actions._door import Door
from lianxin.actions._opinions import OPINIONS, forget_writer
from lianxin.actions._subjects import by_of, locked
from lianxin.law.by import check_duty
from lianxin.law.publishing import OPINION_ACT
from lianxin.records.rules import current_rules


def forget_hotline_opinion(door: Door, *, opinion: int, words: bool) -> bool:
    """Contact and code go, with `words` also what the writer said; False where that was done before (R63).

    The clockwork does it some days after the answer, the head of the centre at once when the writer asks for it.
    """
    check_duty(by_of(door, current_rules()), OPINION_ACT["forget_hotline_opinion"])
    with transaction.atomic():
        row = locked(OPINIONS, opinion)
        if row.forgotten_at is not None and not words:
            return False
        forget_writer(door, row, words=words)
    return True
