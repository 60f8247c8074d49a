"""Several matters in one order, or one matter in several: split, merge, and unmerge (R26, R55, R56)."""

from __future__ import annotations

from collections.abc import Sequence

from lianxin.law.decide import unit_is_barred
from lianxin.law.decisions.addressee import kept_apart
from lianxin.law.decisions.callers import change_wishes, leave, welcome
from lianxin.law.decisions.clocks import carry, run_again, set_aside
from lianxin.law.decisions.common import (
    NO_REPLY,
    appoint_host,
    back_to_dispatch,
    check_first_handler,
    conclude,
    need_text,
    recall_all,
    tell_callers,
)
from lianxin.law.decisions.intake import Intake, check_subject, start_order
from lianxin.law.decisions.limits import dates_of, start_limits
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Caller, Overlay
from lianxin.law.words import (
    ClockEnd,
    ClockName,
    ClosedAs,
    OrderState,
    OverlayKind,
    OverlayState,
    ReplyState,
    RequestType,
    TextKind,
)

OWED_ANYWAY = (ClockName.EXPLANATION, ClockName.SUPERVISION_ANSWER, ClockName.HANDOVER)
MERGED = "merged"
BEFORE_FEEDBACK = (OrderState.REGISTERED, OrderState.DISPATCHING, OrderState.HANDLING)


# ---- split -----------------------------------------------------------------------------------------------------------


def split(
    source: Draft, order: int, number: str, *, intake: Intake, callers: tuple[int, ...], transfer: str = ""
) -> Draft:
    """One of several matters becomes an order of its own, with full number and link (R26, R56).

    After the transfer the part goes to the same unit with limits of its own, unless that unit may not have it; its
    callers keep their dates. Returns the part; the source only notes it.
    """
    need_text(intake.title, "title_missing")
    need_text(intake.account, "account_missing")
    check_subject(intake)
    people = [source.caller(serial) for serial in dict.fromkeys(callers)]
    if not people:
        raise Refused("caller_missing")
    part = start_order(source.around, order, number, intake)
    part.set(
        split_from=source.order.id,
        regime_at_receive=source.order.regime_at_receive,
        transferred_at=source.order.transferred_at,
        regime_at_transfer=source.order.regime_at_transfer,
    )
    if intake.request_type is RequestType.TIP_OFF:
        part.set(anonymous_tip_off=all(person.anonymous for person in people))
    for person in people:
        _copy_caller(source, part, person)
    _copy_bars(source, part)
    _place_part(source, part, transfer)
    source.facts["split_into"] = order
    part.facts["split_from"] = source.order.id
    tell_callers(part, "order_split")
    return part


def _copy_caller(source: Draft, part: Draft, person: Caller) -> None:
    """The caller with the same wishes; a tipster stays unknown to units in the part, too."""
    tipster = source.order.request_type is RequestType.TIP_OFF
    copied = part.add_caller(
        joined_at=person.joined_at,
        person=person.person,
        kind=person.kind,
        anonymous=person.anonymous,
        contactable=person.contactable,
        secret=person.secret or tipster,
        reply_waived=person.reply_waived,
        text_only=person.text_only,
        minor=person.minor,
        language=person.language,
        reply=person.reply if person.reply in NO_REPLY else ReplyState.OWED,
        from_order=source.order.id,
    )
    dates = dates_of(source, person.serial) if copied.reply not in NO_REPLY else []
    for clock in dates[-1:]:
        carry(part, clock, caller=copied.serial)


def _place_part(source: Draft, part: Draft, transfer: str) -> None:
    host = source.host
    if host is not None:
        need_text(transfer, "transfer_missing")
        part.say(TextKind.TRANSFER, transfer)
        if _may_host(part, host.unit):
            start_limits(part, appoint_host(part, host.unit))
            part.move(OrderState.HANDLING)
            return
    for clock in source.running(ClockName.DISPATCH):
        carry(part, clock)
    if not part.running(ClockName.DISPATCH):
        part.start_clock(ClockName.DISPATCH)
    if source.order.state is not OrderState.REGISTERED:
        part.move(OrderState.DISPATCHING)


def _may_host(part: Draft, unit: int) -> bool:
    try:
        check_first_handler(part, unit)
    except Refused:
        return False
    return True


# ---- merge -----------------------------------------------------------------------------------------------------------


def merge(drafts: Sequence[Draft]) -> None:
    """Two orders (child, parent) of one matter become one; every caller is still answered on the parent (R27, R55)."""
    child, parent = drafts
    check_mergeable(child, parent)
    people = child.present_callers()
    for person in people:
        _take_in(child, parent, person)
    _copy_bars(child, parent)
    parent.set(
        public_safety=parent.order.public_safety or child.order.public_safety,
        superior_requested=parent.order.superior_requested or child.order.superior_requested,
    )
    for clock in child.running():
        if clock.name not in OWED_ANYWAY:
            set_aside(child, clock, MERGED)
    recall_all(child, reason=MERGED)
    child.set(merged_into=parent.order.id)
    conclude(child, ClosedAs.MERGED)
    child.facts["merged_into"] = parent.order.id
    parent.facts["merged_from"] = child.order.id


def _copy_bars(source: Draft, other: Draft) -> None:
    """Whoever was recused or has an interest stays out wherever the matter goes (R10, R12, R60)."""
    for row in source.overlays.values():
        if _bars(row):
            other.open(row.kind, state=row.state, unit=row.unit, staff=row.staff, ended_at=row.ended_at)


def _bars(row: Overlay) -> bool:
    if row.kind is OverlayKind.INTEREST:
        return row.state is not OverlayState.REFUSED
    return row.kind is OverlayKind.RECUSAL and row.state is OverlayState.UPHELD


def check_mergeable(child: Draft, parent: Draft) -> None:
    """Refuses what R55 refuses: another type of secrecy, a bar lost, the later order as parent, pending requests."""
    one, other = child.order, parent.order
    if one.id == other.id:
        raise Refused("merge_with_itself")
    if _age(child) < _age(parent):
        raise Refused("parent_must_be_earlier")
    tip_off = one.request_type is RequestType.TIP_OFF
    if tip_off is not (other.request_type is RequestType.TIP_OFF):
        raise Refused("tip_off_apart")
    barred = any(unit_is_barred(tip_off, one.subject_unit, child, row.unit) for row in parent.active())
    if barred or not kept_apart(child) <= kept_apart(parent):
        raise Refused("merge_barred")
    if child.open_overlays(OverlayKind.WITHDRAWAL, OverlayKind.RECUSAL, OverlayKind.SEALING):
        raise Refused("requests_pending")


def _age(draft: Draft) -> tuple[bool, float]:
    """Earlier is smaller: a transferred order before one that is not, then by moment."""
    order = draft.order
    moment = order.transferred_at or order.received_at
    return order.transferred_at is None, moment.timestamp()


def _take_in(child: Draft, parent: Draft, person: Caller) -> None:
    known = _twin(parent, person)
    if known is not None:
        _unite_wishes(child, parent, known, person)
        if known.contactable:
            parent.tell("order_merged", caller=known.serial)
        return
    taken = parent.add_caller(
        person=person.person,
        kind=person.kind,
        anonymous=person.anonymous,
        contactable=person.contactable,
        secret=person.secret,
        reply_waived=person.reply_waived,
        text_only=person.text_only,
        minor=person.minor,
        language=person.language,
        reply=person.reply if person.reply in NO_REPLY else ReplyState.OWED,
        from_order=child.order.id,
    )
    _carry_dates(child, parent, person, taken)
    welcome(parent, taken, "order_merged")


def _carry_dates(child: Draft, parent: Draft, person: Caller, taken: Caller) -> None:
    """A caller whose order was transferred keeps the date, and the host owes the reply by it (R20, R55)."""
    if child.order.transferred_at is None:
        return
    for clock in child.running(ClockName.CALLERS_DATE, caller=person.serial):
        carry(parent, clock, caller=taken.serial)
    host = parent.host
    if host is not None and taken.reply is ReplyState.OWED:
        for clock in child.running(ClockName.REPLY, caller=person.serial):
            carry(parent, clock, unit=host.unit, assignment=host.serial, caller=taken.serial)


def _twin(parent: Draft, person: Caller) -> Caller | None:
    same = (row for row in parent.present_callers() if person.person is not None and row.person == person.person)
    return next(same, None)


def _unite_wishes(child: Draft, parent: Draft, known: Caller, person: Caller) -> None:
    """One person with two orders: the stricter secrecy, and a reply unless both times waived."""
    if known.reply is ReplyState.WAIVED and not person.reply_waived:
        _carry_dates(child, parent, person, known)
    parent.change(known, secret=known.secret or person.secret, text_only=known.text_only or person.text_only)
    if known.reply_waived and not person.reply_waived:
        change_wishes(parent, caller=known.serial, reply_waived=False)


# ---- unmerge ---------------------------------------------------------------------------------------------------------


def unmerge(drafts: Sequence[Draft]) -> None:
    """The child leaves the parent and waits for a unit again; its callers' dates stay (R55)."""
    child, parent = drafts
    order = child.order
    if order.closed_as is not ClosedAs.MERGED or order.merged_into != parent.order.id or order.closed_at is None:
        raise Refused("not_merged_here")
    fed_back = any(row.made_at >= order.closed_at for row in parent.feedbacks.values())
    if fed_back or parent.order.state not in BEFORE_FEEDBACK:
        raise Refused("parent_fed_back")
    guests = [row for row in parent.present_callers() if row.from_order == order.id]
    if len(guests) == len(parent.present_callers()):
        raise Refused("last_caller")
    child.set(closed_as=None, closed_at=None, merged_into=None)
    if order.transferred_at is None:
        child.set(transferred_at=parent.order.transferred_at, regime_at_transfer=parent.order.regime_at_transfer)
    back_to_dispatch(child)
    nameless = iter([row for row in guests if row.person is None])
    for person in child.present_callers():
        guest = _twin(parent, person) if person.person is not None else next(nameless, None)
        _give_back_date(child, parent, _owed_again(child, person), guest)
    _let_go(parent, guests)
    if parent.host is not None:
        parent.tell("order_unmerged", unit=parent.host.unit)
    tell_callers(child, "order_unmerged")
    child.facts["unmerged_from"] = parent.order.id
    parent.facts["unmerged"] = order.id


def _owed_again(child: Draft, person: Caller) -> Caller:
    """A reply that was in dispute is owed: the question whether it was made ended with the merge (R31, R58)."""
    contested = person.reply is ReplyState.CONTESTED
    return child.change(person, reply=ReplyState.OWED, replied_at=None) if contested else person


def _let_go(parent: Draft, guests: Sequence[Caller]) -> None:
    """Callers go back to their own order, where their dates run on: here nobody judges them."""
    for guest in guests:
        for clock in parent.running(caller=guest.serial):
            set_aside(parent, clock, "unmerged")
        leave(parent, guest, reason="unmerged")


def _give_back_date(child: Draft, parent: Draft, person: Caller, guest: Caller | None) -> None:
    """The date the caller was told: the child's own, or the one that began when the child joined the parent.

    Who waived the reply meanwhile waits for none (R25).
    """
    if person.reply in NO_REPLY:
        return
    mine = [row for row in child.clocks.values() if row.name is ClockName.CALLERS_DATE and row.caller == person.serial]
    own = [row for row in mine if row.end is ClockEnd.CANCELLED and row.end_reason == MERGED]
    if own:
        run_again(child, own[-1])
    elif guest is not None:
        for clock in parent.running(ClockName.CALLERS_DATE, caller=guest.serial):
            carry(child, clock, caller=person.serial)
