"""What forbids an act whatever its arguments are: asked by the door before it acts, by pages before they offer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lianxin.law.actors import HELPS_FROM, UnitFacts
from lianxin.law.decide import stands_at_centre
from lianxin.law.decisions import (
    addressee,
    callback,
    callers,
    clockwork,
    conflict,
    dispatching,
    disputes,
    examination,
    feedback,
    handling,
    intake,
    points,
    promises,
    proposing,
    query_codes,
    rating,
    redirecting,
    reopening,
    replies,
    secrecy,
    stopping,
    supervision,
)
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    Channel,
    ClosedAs,
    LegalRole,
    OrderState,
    OverlayKind,
    ReplyState,
)

Guard = Callable[[Draft], object]


def pending(*kinds: OverlayKind) -> Guard:
    """An overlay of one of these kinds must be open."""

    def guard(draft: Draft) -> None:
        if not draft.open_overlays(*kinds):
            raise Refused("nothing_pending")

    return guard


def owed_by_me(*kinds: OverlayKind) -> Guard:
    """An open overlay of these kinds must ask something of the actor's unit, or of the centre."""

    def guard(draft: Draft) -> None:
        for row in draft.open_overlays(*kinds):
            if row.unit == draft.actor.unit or (row.unit is None and stands_at_centre(draft)):
                return
        raise Refused("nothing_pending")

    return guard


def proof_owed(draft: Draft) -> None:
    """A denied reply is for the actor's unit to prove, and it has not done so yet (R31)."""
    owed_by_me(OverlayKind.CONTRADICTION)(draft)
    if not any(
        row.code is None for row in draft.open_overlays(OverlayKind.CONTRADICTION) if row.unit == draft.actor.unit
    ):
        raise Refused("already_proved")


def signed_host(draft: Draft) -> None:
    """The root host has signed and not fed back."""
    handling.need_signed(draft, AssignmentKind.HOST)


def signed_on_chain(draft: Draft) -> None:
    """A unit on the host chain has signed and not fed back."""
    handling.need_signed(draft, *handling.CHAIN)


def may_delegate(draft: Draft) -> None:
    """A signed charge on the host chain, and somebody below who could take it (Art. 12, 13)."""
    row = handling.need_signed(draft, *handling.CHAIN)
    units, head = draft.around.units, handling.head_of(draft, row)
    below = (one for one in units.units.values() if one.id not in (row.unit, head) and units.is_within(one.id, head))
    if not any(_may_take(one) for one in below):
        raise Refused("nobody_below")


def _may_take(one: UnitFacts) -> bool:
    return one.level < HELPS_FROM and one.legal_role is not LegalRole.COOPERATING and one.successor is None


def signed_co_handler(draft: Draft) -> None:
    """A co-handler has signed and not given its opinion."""
    handling.need_signed(draft, AssignmentKind.CO_HANDLER)


def may_request_host_change(draft: Draft) -> None:
    """A signed host without such a request pending."""
    signed_host(draft)
    if draft.open_overlays(OverlayKind.HOST_CHANGE):
        raise Refused("request_pending")


def may_request_co_handler(draft: Draft) -> None:
    """A signed host without such a request pending."""
    signed_host(draft)
    if draft.open_overlays(OverlayKind.CO_HANDLING):
        raise Refused("request_pending")


def has_delegate(draft: Draft) -> None:
    """The actor's unit has handed something down that is not back."""
    own = {row.serial for row in draft.active() if row.unit == draft.actor.unit}
    if not any(row.parent in own for row in draft.active(AssignmentKind.DELEGATE)):
        raise Refused("no_delegate")


def send_back_before_me(draft: Draft) -> None:
    """A send-back waits for the actor's own decision, not only for somebody's."""
    requests = draft.open_overlays(OverlayKind.SEND_BACK)
    if not any(dispatching.is_judge(draft, draft.assignments[row.assignment or 0]) for row in requests):
        raise Refused("nothing_pending")


def may_return(draft: Draft) -> None:
    """A feedback lies before the actor: the centre's pending one, or a delegate's for the unit above it (R22)."""
    at_centre = stands_at_centre(draft)
    if at_centre and draft.pending_feedback is not None:
        return
    own = {row.serial for row in draft.active() if row.unit == draft.actor.unit}
    below = [row for row in draft.active(AssignmentKind.DELEGATE) if row.parent in own]
    if not at_centre and (not below or draft.order.state is OrderState.FED_BACK):
        raise Refused("not_your_duty")
    if not any(row.state is AssignmentState.FED_BACK for row in below):
        raise Refused("no_feedback_pending")


def somebody_to_call(draft: Draft) -> None:
    """A caller has no callback result yet (R57)."""
    if callback.complete(draft):
        raise Refused("callback_complete")


def somebody_dissatisfied(draft: Draft) -> None:
    """A caller asks for more than was done (R57)."""
    if not any(callback.unsettled(draft, row) for row in draft.present_callers()):
        raise Refused("not_dissatisfied")


def received_as_text(draft: Draft) -> None:
    """Calls without a matter get no order at all (R35)."""
    if draft.order.channel is Channel.PHONE:
        raise Refused("no_matter_is_for_texts")
    addressee.check_settled_elsewhere(draft)


def somebody_replied_to(draft: Draft) -> None:
    """A reply was recorded that a caller can deny (R31)."""
    if not any(row.reply is ReplyState.MADE for row in draft.present_callers()):
        raise Refused("no_reply_yet")


def something_to_rate(draft: Draft) -> None:
    """Somebody has a reply or a result to rate (R57)."""
    if not any(rating.may_rate(draft, row) for row in draft.present_callers()):
        raise Refused("nothing_to_rate")


def something_to_check(draft: Draft) -> None:
    """A rating rose after the unit's contact and nobody has checked it (R30)."""
    if not rating.ratings_to_check(draft):
        raise Refused("nothing_pending")


def something_to_explain(draft: Draft) -> None:
    """A reply is late, or there is a result to dispute (Art. 16)."""
    if not any(disputes.may_demand(draft, row) for row in draft.present_callers()):
        raise Refused("explanation_not_due")


def merged_or_parent(draft: Draft) -> None:
    """A closed order is unmerged only if merging closed it (R55)."""
    if draft.order.closed_as not in (None, ClosedAs.MERGED):
        raise Refused("not_merged_here")


def without_harm(*further: Guard) -> Guard:
    """A way out of the intake that harm to a minor may not take (R32); then what else is asked of it.

    Merging is one: the order would end as merged, and nobody would have handed the child's matter over.

    To designate stays open: a reasoned decision, and the way on where nobody at the intake may touch the matter.
    """

    def guard(draft: Draft) -> None:
        intake.check_harm(draft)
        for one in further:
            one(draft)

    return guard


GUARDS: Mapping[str, Guard] = {
    "queue": without_harm(),
    "answer": without_harm(addressee.check_settled_elsewhere),
    "no_matter": without_harm(received_as_text),
    "redirect": without_harm(redirecting.may_redirect),
    "transfer_out": without_harm(),
    "dispatch": without_harm(dispatching.may_dispatch),
    "decide_send_back": send_back_before_me,
    "decide_host_change": pending(OverlayKind.HOST_CHANGE),
    "decide_co_handling": pending(OverlayKind.CO_HANDLING),
    "change_host": Draft.need_host,
    "add_co_handler": Draft.need_host,
    "sign": handling.may_sign,
    "send_back": handling.may_send_back,
    "delegate": may_delegate,
    "recall_delegate": has_delegate,
    "request_co_handler": may_request_co_handler,
    "request_host_change": may_request_host_change,
    "request_redirection": redirecting.may_request_redirection,
    "decide_redirection": pending(OverlayKind.REDIRECTION),
    "give_opinion": signed_co_handler,
    "assist": signed_on_chain,
    "record_progress": handling.may_record_progress,
    "reply": replies.may_reply,
    "feed_back": feedback.may_feed_back,
    "extend": feedback.may_extend,
    "decide_extension": pending(OverlayKind.EXTENSION),
    "change_promise": promises.may_change_promise,
    "decide_promise_change": pending(OverlayKind.PROMISE_CHANGE),
    "stop": stopping.may_stop,
    "list_points": points.may_list_points,
    "examine": examination.may_examine,
    "return_for_correction": may_return,
    "uphold_stop": stopping.may_uphold_stop,
    "overturn_stop": stopping.need_stop,
    "call_back": somebody_to_call,
    "accept_dissatisfaction": somebody_dissatisfied,
    "propose_rehandling": proposing.may_propose,
    "decline_rehandling": pending(OverlayKind.REHANDLING),
    "rehandle": callback.nothing_contradicted,
    "close": callback.may_close,
    "reopen": reopening.may_reopen,
    "request_reopening": reopening.may_request_reopening,
    "decide_reopening": pending(OverlayKind.REOPENING),
    "explain": owed_by_me(OverlayKind.EXPLANATION, OverlayKind.OBJECTION),
    "contest": somebody_replied_to,
    "prove": proof_owed,
    "decide_contradiction": pending(OverlayKind.CONTRADICTION),
    "decide_withdrawal": pending(OverlayKind.WITHDRAWAL),
    "answer_supervision": owed_by_me(OverlayKind.SUPERVISION),
    "decide_escalation": pending(OverlayKind.ESCALATION),
    "decide_recusal": pending(OverlayKind.RECUSAL),
    "decide_retaliation": pending(OverlayKind.RETALIATION),
    "end_referral": pending(OverlayKind.POLICE_REFERRAL),
    "confirm_sealing": pending(OverlayKind.SEALING),
    "rate": something_to_rate,
    "check_rating": something_to_check,
    "urge": callers.may_urge,
    "renew_query_code": query_codes.somebody_to_verify,
    "demand_explanation": something_to_explain,
    "supervise": supervision.supervised_host,
    "demand_recusal": conflict.need_tip_off,
    "seal_content": secrecy.may_seal,
    "merge": without_harm(),
    "unmerge": merged_or_parent,
    "archive": clockwork.may_archive,
}
"""Acts with a guard; the others ask their arguments only."""
