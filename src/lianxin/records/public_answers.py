"""Looks at a feedback's answer for the public: where it seems to carry personal data (R43)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianxin.law.words import TextKind
from lianxin.records.people import callers_of
from lianxin.records.texts import said_at
from lianxin.vault.flags import NOBODY, FlaggedSpan, Known, flags, tells_caller


@dataclass(frozen=True, slots=True)
class LookedAt:
    """An answer for the public with the places that were flagged in it, and by what its order's callers are known."""

    text: str
    spans: tuple[FlaggedSpan, ...] = ()
    callers: Known = NOBODY

    @property
    def telling(self) -> int:
        """How many places could tell who called: on a secret order none of them may stand (R44)."""
        return sum(tells_caller(self.text, span, self.callers) for span in self.spans)


def public_answer(order: int, made_at: dt.datetime) -> LookedAt:
    """What the feedback of this moment gives the public; its text is empty where it gives nothing."""
    texts = said_at(order, made_at, (TextKind.PUBLIC_ANSWER,), private=False)
    if not texts:
        return LookedAt("")
    text, known = "\n".join(texts), callers_of(order)
    return LookedAt(text, tuple(flags(text, known)), known)
