"""The signed link by which a caller rates: whose it is and until when, and nothing that names anybody (R47)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer

from lianxin.law.terms import SHANGHAI

SALT = "evaluation"


@dataclass(frozen=True, slots=True)
class EvaluationLink:
    """One caller of one order in one round; `until` is the last day on which the link opens."""

    order: int
    caller: int
    round: int
    until: dt.date

    def written(self) -> str:
        """As it stands in an address: signed, so that nobody comes to another one by counting."""
        return Signer(salt=SALT).sign_object([self.order, self.caller, self.round, self.until.isoformat()])


def read_link(text: str, now: dt.datetime) -> EvaluationLink | None:
    """The link that was written so; None for one that is not ours, was altered, or has run out."""
    try:
        order, caller, in_round, until = Signer(salt=SALT).unsign_object(text)
    except (BadSignature, ValueError):
        return None
    link = EvaluationLink(order, caller, in_round, dt.date.fromisoformat(until))
    return link if now.astimezone(SHANGHAI).date() <= link.until else None
