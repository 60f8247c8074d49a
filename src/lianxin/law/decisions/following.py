"""A caller follows their matter on the web: what they see at which level, what they may do, the one-time code (R47).

Who knows number and query code is at the first level; who also has a code sent to their own contact, at the second.
Where secrecy was asked for, in tip-offs and in sealed orders the first level shows nothing; each caller's own wish
counts (R65). Who left no contact can prove no more than the query code: it opens all that is theirs, and of what is
kept secret the state alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from lianxin.law.decisions import callers, conflict, disputes, rating, reopening, retaliation
from lianxin.law.decisions.answerable import speaking
from lianxin.law.decisions.rating import GivenRating
from lianxin.law.draft import Draft
from lianxin.law.gate import check
from lianxin.law.order_view import OrderView
from lianxin.law.refusals import Refused
from lianxin.law.state import Caller, Order
from lianxin.law.words import Grade, RequestType


class Sight(Enum):
    """How much of the matter a caller sees."""

    NOTHING = "nothing"
    """That number and query code are right, and that a one-time code is needed."""
    STATE = "state"
    """Where it stands, and the dates."""
    ALL = "all"
    """Everything that is theirs: replies, versions of evidence, their own originals, and every act."""


def sight(order: Order, caller: Caller, *, verified: bool) -> Sight:
    """What this caller sees, with the one-time code (`verified`) or with number and query code alone (R47, R65)."""
    if verified:
        return Sight.ALL
    if order.sealed:
        return Sight.NOTHING
    tip_off = order.request_type is RequestType.TIP_OFF
    if tip_off and caller.anonymous:
        return Sight.STATE  # the code of twelve digits (R65)
    kept = tip_off or caller.secret
    if not caller.contactable:
        return Sight.STATE if kept else Sight.ALL
    return Sight.NOTHING if kept else Sight.STATE


def can_prove_more(caller: Caller, seen: Sight) -> bool:
    """Whether a one-time code would open more: there is a contact that it can be sent to."""
    return seen is not Sight.ALL and caller.contactable and caller.person is not None


def shows_file(caller: int, *, restricted: bool, given_by: int | None, original_by: int | None) -> bool:
    """Whether a file is theirs to see: a version for answers, or an original of their own; nothing of another's (R45).

    `given_by`, `original_by`: the callers who gave the file, and the original it is a version of; None for others.
    """
    of_others = {given_by, original_by} - {None, caller}
    return not of_others and (not restricted or given_by == caller)


# ---- what a caller may do --------------------------------------------------------------------------------------------

WORDS, SOMEBODY = "…", 0
"""Stand for what the caller is about to write, and for whom they are about to name."""

Tried = Callable[[Draft, int], object]


def _keep_secret(draft: Draft, caller: int) -> None:
    """In a tip-off everybody is kept secret already (R65)."""
    if draft.order.request_type is RequestType.TIP_OFF:
        raise Refused("nothing_changes")
    callers.change_wishes(draft, caller=caller, secret=True)


OWN_ACTS: Mapping[str, Tried] = {
    "object": lambda draft, caller: disputes.object(draft, caller=caller, text=WORDS),
    "demand_explanation": lambda draft, caller: disputes.demand_explanation(draft, caller=caller, text=WORDS),
    "supplement": lambda draft, caller: callers.supplement(draft, caller=caller, text=WORDS),
    "urge": lambda draft, _: callers.urge(draft, reason=WORDS),
    "contest": lambda draft, caller: disputes.contest(draft, caller=caller),
    "request_reopening": lambda draft, caller: reopening.request_reopening(draft, caller=caller, text=WORDS),
    "withdraw": lambda draft, caller: callers.withdraw(draft, caller=caller, reason=WORDS),
    "change_wishes": _keep_secret,
    "demand_recusal": lambda draft, caller: conflict.demand_recusal(draft, caller=caller, reason=WORDS, staff=SOMEBODY),
    "report_retaliation": lambda draft, caller: retaliation.report_retaliation(
        draft, 0, "", caller=caller, said=retaliation.Report(account=WORDS, person=WORDS)
    ),
    "rate": lambda draft, caller: rating.rate(draft, caller=caller, rating=GivenRating(grade_attitude=Grade.FAIR)),
}
"""What a caller does with their own matter, each as the decision that would be asked: it is tried on a copy."""

SHOWS_NOTHING = frozenset({"supplement"})
"""What one may do without seeing more than the state: adding tells nobody anything (R67)."""

NEVER_THEIRS = frozenset({"recusal_for_tip_offs"})
"""Refusals that no time and no step takes away: such an act is not shown at all (UX rule 24)."""


@dataclass(frozen=True, slots=True)
class CallersAct:
    """One act of a caller: allowed now, or refused with the reason (UX rule 24)."""

    action: str
    refusal: Refused | None

    @property
    def allowed(self) -> bool:
        """Whether it may be done now."""
        return self.refusal is None


def acts_of(view: OrderView, caller: int, seen: Sight) -> tuple[CallersAct, ...]:
    """Every act open to a caller who sees so much, each with the reason where it cannot be done now."""
    if seen is Sight.NOTHING:
        return ()
    person = view.callers[caller]
    names = [name for name in OWN_ACTS if seen is Sight.ALL or (name in SHOWS_NOTHING and not person.contactable)]
    found = (CallersAct(name, refusal_of(view, caller, name)) for name in names)
    return tuple(one for one in found if one.refusal is None or one.refusal.code not in NEVER_THEIRS)


def refusal_of(view: OrderView, caller: int, action: str) -> Refused | None:
    """Why the caller may not do this now; None when they may. The decision itself is asked, on a copy."""
    if view.before is None:
        return Refused("order_unknown")
    draft = Draft.of(view.before, view.around)
    try:
        check(draft, action)
        OWN_ACTS[action](draft, caller)
    except Refused as refusal:
        return refusal
    return None


# ---- the one-time code -----------------------------------------------------------------------------------------------


def send_one_time_code(draft: Draft, *, caller: int) -> None:
    """A code goes to the caller's own contact; which one, the core never sees (R47)."""
    person = speaking(draft, caller)
    if not person.contactable or person.person is None:
        raise Refused("no_contact_for_code")
    draft.facts["caller"] = caller
    draft.tell("one_time_code", caller=caller)
