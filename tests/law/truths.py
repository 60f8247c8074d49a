"""What must hold after every act of every life: each truth is one short function that names its ruling."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from lianxin.law.actors import Actor
from lianxin.law.complained_of import accused_sections, is_about_centre, is_about_section
from lianxin.law.decide import is_barred, nobody_could_examine
from lianxin.law.decisions.common import NO_REPLY
from lianxin.law.decisions.kept_ratings import rating_that_counts
from lianxin.law.decisions.limits import own_limit
from lianxin.law.draft import SHOWN_AS_DUE, Draft, Surroundings
from lianxin.law.rating import Rating
from lianxin.law.state import Caller, Clock, OrderAggregate
from lianxin.law.transitions import OPEN
from lianxin.law.unit_kinds import OFFICES
from lianxin.law.visibility import PERSONAL_FIELDS, Audience, Part, audience, sees
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    ClockOwner,
    ClosedAs,
    FeedbackEnd,
    LegalRole,
    OrderFlag,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    ReplyState,
    RequestType,
    Role,
    UnitKind,
)
from tests.law.drafts import SECTION, VENDOR, clerk_of, staff

CHAIN = (AssignmentKind.HOST, AssignmentKind.DELEGATE)
COPY = AssignmentKind.COPY
DESKS = (UnitKind.CITY_OFFICE, UnitKind.CITY_HOTLINE, UnitKind.CENTRE_SECTION)
AT_UNIT = (OrderState.HANDLING, OrderState.TRACKED)
AT_CENTRE = (OrderState.FED_BACK, OrderState.CALLBACK)
ENDED = (OrderState.CLOSED, OrderState.ARCHIVED)
TRANSFERRED = (*AT_UNIT, *AT_CENTRE)
BOTH = (ClockOwner.UNIT, ClockOwner.DESK)

OWNERS: dict[ClockName, tuple[ClockOwner, ...]] = {
    **dict.fromkeys(ClockName, (ClockOwner.UNIT,)),
    **dict.fromkeys(
        (ClockName.DISPATCH, ClockName.EXAMINE, ClockName.CALLBACK, ClockName.CALLERS_DATE), (ClockOwner.DESK,)
    ),
    # A delegate's send-back is decided by the unit above it; where no unit hosts, the centre explains (R54).
    ClockName.DECISION_PENDING: BOTH,
    ClockName.EXPLANATION: BOTH,
}
OUTLIVE = (ClockName.EXPLANATION, ClockName.SUPERVISION_ANSWER, ClockName.HANDOVER)
"""Limits that run on after the end of the order (R66)."""
ASKED_LATER = (OverlayKind.SEALING, OverlayKind.RECUSAL, OverlayKind.REOPENING)
"""Requests that can be made of an ended order as well, with a decision due (R60, R64, R66)."""
REQUESTS = (
    OverlayKind.SEND_BACK,
    OverlayKind.EXTENSION,
    OverlayKind.HOST_CHANGE,
    OverlayKind.CO_HANDLING,
    OverlayKind.PROMISE_CHANGE,
    OverlayKind.WITHDRAWAL,
    OverlayKind.RECUSAL,
    OverlayKind.REDIRECTION,
    OverlayKind.SEALING,
)
ASKING = (
    "send_back", "request_host_change", "request_co_handler", "request_redirection", "request_reopening",
    "change_promise", "withdraw", "demand_recusal",
    "seal_content", "urge", "supplement", "object", "demand_explanation", "supervise", "escalate",
)  # fmt: skip
"""Acts that only ask: no limit may move by them (R18, R67)."""
READERS = (Role.UNIT_CLERK, Role.UNIT_HEAD, Role.COUNTY_OPERATOR, Role.GENERAL_OFFICE_CLERK, Role.QUALITY_INSPECTOR)
MAY_MOVE_CALLERS_DATE = ("attach_instruction", "recompute_clocks", "signal_clock")
REVIVING = (
    "decide_contradiction",
    "decide_recusal",
    "correct",
    "succeed_unit",
    "unmerge",
    "return_for_correction",
    "decide_send_back",
    "settle_reply",
)
"""Acts after which an ended limit reads otherwise, because what ended it does not hold."""


class Step:
    """One act as the truths see it: the order before and after, and the draft for questions about units and rules."""

    def __init__(self, action: str, before: OrderAggregate | None, after: OrderAggregate, around: Surroundings) -> None:
        self.action, self.before, self.after, self.around = action, before, after, around
        self.order = after.order
        self.view = Draft.of(after, around)

    def view_as(self, actor: Actor) -> Draft:
        """The order as this actor would find it now."""
        around = self.around
        return Draft.of(
            self.after,
            Surroundings(
                actor=actor,
                now=around.now,
                calendar=around.calendar,
                units=around.units,
                intake_policy=around.intake_policy,
                handling_policy=around.handling_policy,
            ),
        )

    @property
    def running(self) -> list[Clock]:
        return [row for row in self.after.clock.values() if row.running]

    def runs(self, *names: ClockName) -> bool:
        return any(row.name in names for row in self.running)


Truth = Callable[[Step], Iterator[str]]


def r54_an_open_clock_is_unique(step: Step) -> Iterator[str]:
    keys = Counter((row.name, row.assignment, row.caller, row.overlay, row.round) for row in step.running)
    yield from (f"{key} runs {number} times" for key, number in keys.items() if number > 1)


def r54_an_open_clock_has_one_owner(step: Step) -> Iterator[str]:
    for row in step.running:
        if (row.owner is ClockOwner.UNIT) is not (row.unit is not None):
            yield f"{row.name} is owned by {row.owner} and unit {row.unit}"
        if row.owner not in OWNERS[row.name]:
            yield f"{row.name} is owned by {row.owner}"


def r54_a_clock_belongs_to_what_it_is_for(step: Step) -> Iterator[str]:
    for row in step.running:
        charge = step.after.assignment.get(row.assignment or 0)
        if charge is None:
            continue
        owner = charge
        if row.name is ClockName.INNER_LEVEL:
            owner = step.after.assignment[charge.parent or 0]
        if row.name is not ClockName.HANDOVER and not charge.active and charge.state is not AssignmentState.STOPPED:
            yield f"{row.name} runs for an ended charge"
        if row.name is not ClockName.HANDOVER and row.unit != owner.unit:
            yield f"{row.name} of unit {row.unit} runs for a charge of unit {owner.unit}"


def r54_clocks_end_once_and_are_never_deleted(step: Step) -> Iterator[str]:
    if step.before is None:
        return
    for serial, old in step.before.clock.items():
        new = step.after.clock.get(serial)
        if new is None:
            yield f"{old.name} was deleted"
        elif not old.running and new != old and step.action not in REVIVING:
            yield f"{old.name} had ended and was changed"


def r54_an_ended_clock_gives_no_signal(step: Step) -> Iterator[str]:
    for row in step.after.clock.values():
        if not row.running and (row.next_signal is not None or row.next_signal_at is not None):
            yield f"{row.name} has ended and will signal {row.next_signal}"
        if not row.running and row.ended_at is None:
            yield f"{row.name} has ended at no moment"
        if row.silent and row.running and row.next_signal_at is not None:
            yield f"{row.name} is silent and will signal"


def r18_asking_moves_no_limit(step: Step) -> Iterator[str]:
    if step.before is None or step.action not in ASKING:
        return
    for serial, old in step.before.clock.items():
        if step.after.clock[serial] != old:
            yield f"{old.name} was changed by asking"


def r20_the_callers_date_does_not_move(step: Step) -> Iterator[str]:
    if step.before is None or step.action in MAY_MOVE_CALLERS_DATE:
        return
    for serial, old in step.before.clock.items():
        if old.name is ClockName.CALLERS_DATE and step.after.clock[serial].due_at != old.due_at:
            yield f"the date told to caller {old.caller} moved"


def r20_r25_whoever_is_owed_a_reply_has_a_date_from_the_first_transfer_on(step: Step) -> Iterator[str]:
    if step.order.state not in TRANSFERRED:
        return
    for row in step.view.present_callers():
        told = [clock for clock in step.after.clock.values() if clock.name is ClockName.CALLERS_DATE]
        if row.reply not in NO_REPLY and not any(clock.caller == row.serial for clock in told):
            yield f"caller {row.serial} was told no date"
        if row.reply in NO_REPLY and any(clock.caller == row.serial and clock.running for clock in told):
            yield f"caller {row.serial} waits for a date although no reply is owed"


def r17_where_the_order_stands_a_limit_runs(step: Step) -> Iterator[str]:
    state, order = step.order.state, step.order
    if state in (OrderState.REGISTERED, OrderState.DISPATCHING) and not step.runs(ClockName.DISPATCH):
        yield "nobody has to dispatch it"
    if state is OrderState.HANDLING and not step.runs(ClockName.FEED_BACK, ClockName.FINISH):
        yield "the host has no limit"
    if state is OrderState.TRACKED and not step.runs(ClockName.SECOND_DATE):
        yield "no second date runs"
    if (state is OrderState.FED_BACK) is not step.runs(ClockName.EXAMINE):
        yield f"examination runs in {state}"
    complete = all(row.callback is not None for row in step.view.present_callers())
    if (state is OrderState.CALLBACK and not complete) is not step.runs(ClockName.CALLBACK):
        yield f"callback runs in {state}, complete: {complete}"
    shown = [row for row in step.running if row.name in SHOWN_AS_DUE]
    speaking = [row.due_at for row in shown if not row.silent]  # R53: at the centre the centre's own limit counts
    if order.due_at != min(speaking or [row.due_at for row in shown], default=None):
        yield "the lamp counts down to another moment"


def r53_limits_are_silent_at_the_centre_and_speak_at_the_unit(step: Step) -> Iterator[str]:
    stop = step.view.pending_feedback
    if stop is not None and stop.outcome is Outcome.STOP:
        return  # where the city hotline decides on a stop, limits run on (R51)
    for row in step.running:
        of_a_charge = row.assignment is not None and row.name is not ClockName.HANDOVER
        if of_a_charge and row.silent is not (step.order.state in AT_CENTRE):
            yield f"{row.name} is {'silent' if row.silent else 'loud'} in {step.order.state}"


def r66_no_clock_of_a_closed_order_runs(step: Step) -> Iterator[str]:
    if step.order.state not in ENDED:
        return
    for row in step.running:
        overlay = step.after.overlay.get(row.overlay or 0)
        later = row.name is ClockName.DECISION_PENDING and overlay is not None and overlay.kind in ASKED_LATER
        if row.name not in OUTLIVE and not later:
            yield f"{row.name} runs on an ended order"


def r50_every_feedback_ends(step: Step) -> Iterator[str]:
    pending = [row for row in step.after.feedback.values() if row.end is None]
    if len(pending) != (step.order.state is OrderState.FED_BACK):
        yield f"{len(pending)} feedbacks wait in {step.order.state}"
    for row in step.after.feedback.values():
        if (row.end is None) is not (row.ended_at is None):
            yield "a feedback's end and its moment disagree"


def r50_done_only_after_examination_and_callback(step: Step) -> Iterator[str]:
    order = step.order
    if order.closed_as not in (ClosedAs.DONE, ClosedAs.NOT_POSSIBLE, ClosedAs.STOPPED):
        return
    last = max(step.after.feedback.values(), key=lambda row: row.serial, default=None)
    if last is None or last.end is not FeedbackEnd.PASSED or last.round != order.round:
        yield f"closed as {order.closed_as} without a feedback that passed in this round"
    elif order.closed_as is ClosedAs.STOPPED:
        if last.outcome is not Outcome.STOP:
            yield "closed as stopped without a stop"
    elif last.outcome != order.closed_as.value:
        yield f"closed as {order.closed_as} after {last.outcome}"
    if order.closed_as is not ClosedAs.STOPPED and any(c.callback is None for c in step.view.present_callers()):
        yield "closed with a caller not called back"


def r50_no_path_around_examination(step: Step) -> Iterator[str]:
    before = step.before.order.state if step.before is not None else None
    state = step.order.state
    if state is OrderState.CALLBACK and before not in (OrderState.CALLBACK, None) and step.action != "examine":
        yield f"came to callback by {step.action}"
    if state is OrderState.TRACKED and before not in (OrderState.TRACKED, OrderState.CALLBACK):
        returned = before is OrderState.FED_BACK and step.action == "return_for_correction"
        nobody_to_call = step.action == "examine" and all(c.callback for c in step.view.present_callers())
        if not returned and not nobody_to_call:
            yield f"came to be tracked by {step.action} from {before}"
    closing = step.action in ("close", "uphold_stop")
    if before in AT_CENTRE and state is OrderState.CLOSED and not closing:
        yield f"left {before} by {step.action}"


def r50_an_end_says_how(step: Step) -> Iterator[str]:
    order, ended = step.order, step.order.state in ENDED
    if ended is not (order.closed_as is not None) or ended is not (order.closed_at is not None):
        yield f"in {order.state} closed as {order.closed_as} at {order.closed_at}"
    if (order.state is OrderState.ARCHIVED) is not (order.archived_at is not None):
        yield "archived at no moment, or not archived at a moment"


def r49_one_host(step: Step) -> Iterator[str]:
    hosts = list(step.view.active(AssignmentKind.HOST))
    stop = step.view.pending_feedback
    stopped = stop is not None and stop.outcome is Outcome.STOP
    wanted = 1 if step.order.state in TRANSFERRED and not stopped else 0
    if len(hosts) != wanted:
        yield f"{len(hosts)} hosts in {step.order.state}"
    if step.order.host_unit != (hosts[0].unit if hosts else None):
        yield "the order names another host"
    rounds = {row.round for row in hosts}
    if rounds - {step.order.round}:
        yield f"the host is of round {rounds}, the order of round {step.order.round}"


def r66_nobody_has_a_charge_of_an_ended_order(step: Step) -> Iterator[str]:
    if step.order.state in ENDED:
        yield from (f"unit {row.unit} still has it as {row.kind}" for row in step.view.active())


def r51_an_ended_charge_says_when(step: Step) -> Iterator[str]:
    for row in step.after.assignment.values():
        if row.active is not (row.ended_at is None):
            yield f"charge {row.serial} is {row.state} and ended at {row.ended_at}"


def r49_one_unit_has_one_charge(step: Step) -> Iterator[str]:
    units = Counter(row.unit for row in step.view.active() if row.kind is not AssignmentKind.COPY)
    yield from (f"unit {unit} has {number} charges" for unit, number in units.items() if number > 1)
    copies = Counter(row.unit for row in step.view.active(AssignmentKind.COPY))
    yield from (f"unit {unit} has {number} copies" for unit, number in copies.items() if number > 1)


def r49_delegates_stand_below_an_active_charge(step: Step) -> Iterator[str]:
    for row in step.view.active(AssignmentKind.DELEGATE):
        parent = step.after.assignment.get(row.parent or 0)
        stop = step.view.pending_feedback
        stopping = parent is not None and stop is not None and stop.assignment == parent.serial
        if parent is None or parent.kind not in CHAIN or not (parent.active or stopping):
            yield f"delegate {row.serial} hangs in the air"
        if step.view.unit(row.unit).level not in (2, 3):
            yield f"a delegate of level {step.view.unit(row.unit).level}"
    for row in step.view.active(*CHAIN):
        working = [
            other
            for other in step.view.active(AssignmentKind.DELEGATE)
            if other.parent == row.serial and other.state is not AssignmentState.FED_BACK
        ]
        if (row.state is AssignmentState.DELEGATED) is not bool(working):
            yield f"charge {row.serial} is {row.state} with {len(working)} delegates at work"
    for row in step.view.active(AssignmentKind.CO_HANDLER):
        host = step.view.host
        if host is not None and row.parent != host.serial:
            yield f"co-handler {row.serial} stands under charge {row.parent}"


def r1_r2_r3_only_handlers_are_given_an_order(step: Step) -> Iterator[str]:
    for row in step.view.active():
        facts = step.view.unit(row.unit)
        helps_itself = facts.kind is UnitKind.CITY_HOTLINE and row.kind is not AssignmentKind.HOST
        if facts.legal_role is LegalRole.OUTSIDE or facts.kind is UnitKind.VENDOR or helps_itself:
            yield f"{facts.kind} has it as {row.kind}"
        helper = facts.legal_role is LegalRole.COOPERATING
        if helper is not (row.kind is AssignmentKind.ASSISTANCE):
            yield f"{facts.kind} has it as {row.kind}"


def r10_r60_a_barred_unit_has_and_sees_nothing(step: Step) -> Iterator[str]:
    for unit in step.around.units.units:
        if not is_barred(step.view, unit):
            continue
        if any(row.unit == unit for row in step.view.active()):
            yield f"barred unit {unit} has a charge"
        if any(row.unit == unit for row in step.running if row.name is not ClockName.PROOF):
            yield f"barred unit {unit} owes something"
        if audience(step.view_as(clerk_of(unit))) not in (Audience.NOBODY, _left_to_pass_on(step, unit)):
            yield f"barred unit {unit} reads as {audience(step.view_as(clerk_of(unit)))}"


def _left_to_pass_on(step: Step, unit: int) -> Audience:
    """Before the first transfer the accused centre passes on; later only where the general office is barred too."""
    at_intake = step.order.state in (OrderState.REGISTERED, OrderState.DISPATCHING)
    early = step.order.transferred_at is None or nobody_could_examine(step.view)
    mine = step.around.units.at_centre(unit)
    return Audience.PASSING_ON if at_intake and early and mine else Audience.NOBODY


def r14_r59_nobody_handles_what_is_about_them(step: Step) -> Iterator[str]:
    accused = accused_sections(step.view)
    yield from (f"section {row.unit} has it as {row.kind}" for row in step.view.active(COPY) if row.unit in accused)
    host = step.view.host
    if host is None:
        return
    kind = step.view.unit(host.unit).kind
    if is_about_centre(step.view) and kind is not UnitKind.CITY_OFFICE:
        yield f"what is about the centre lies with {kind}"
    elif is_about_section(step.view) and kind not in DESKS:
        yield f"what is about a section lies with {kind}"
    if kind is UnitKind.CENTRE_SECTION and host.unit in accused_sections(step.view):
        yield f"section {host.unit} handles what is about itself"
    street = step.order.subject_unit
    if OrderFlag.CONDUCT not in step.order.flags or is_about_section(step.view) or is_about_centre(step.view):
        return
    if street is not None and step.view.unit(street).kind is UnitKind.STREET_TOWN:
        own = [row for row in step.view.active() if step.around.units.is_within(row.unit, street)]
        yield from (f"the street complained of has it as {row.kind}" for row in own)


def r14_an_agents_team_and_the_vendor_read_nothing_of_a_complaint_about_the_agent(step: Step) -> Iterator[str]:
    order = step.order
    at_intake = order.state in (OrderState.REGISTERED, OrderState.DISPATCHING) and order.transferred_at is None
    if order.subject_staff is None or order.request_type not in (RequestType.COMPLAIN, RequestType.TIP_OFF):
        return
    served = step.around.units.offices.get(order.subject_staff, frozenset())
    teams = {unit for role, unit in served if role in (Role.AGENT, Role.EXPERT, Role.SHIFT_LEADER)}
    for unit in (SECTION, VENDOR):
        if (SECTION not in teams and VENDOR not in teams) or (unit == SECTION and unit not in teams):
            continue
        for role in (Role.AGENT, Role.SHIFT_LEADER, Role.DISPATCHER, Role.CALLBACK_CLERK):
            found = audience(step.view_as(staff(role, unit, 9)))
            if found is not Audience.NOBODY and not (at_intake and found is Audience.PASSING_ON):
                yield f"{role} of unit {unit} reads as {found}"


def r9_r60_a_bar_ends_by_a_decision_alone(step: Step) -> Iterator[str]:
    if step.before is None or step.action == "correct":
        return
    before = Draft.of(step.before, step.around)
    for unit in step.around.units.units:
        if is_barred(before, unit) and not is_barred(step.view, unit):
            yield f"unit {unit} is barred no longer"


def r8_what_is_open_lies_with_units_in_being(step: Step) -> Iterator[str]:
    def gone(unit: int | None) -> bool:
        return unit is not None and step.view.unit(unit).successor is not None

    yield from (
        f"unit {row.unit}, which has merged, has it as {row.kind}" for row in step.view.active() if gone(row.unit)
    )
    yield from (f"unit {row.unit}, which has merged, has {row.name}" for row in step.running if gone(row.unit))


def r44_a_secret_order_gives_units_no_identity(step: Step) -> Iterator[str]:
    order = step.order
    secret = order.request_type is RequestType.TIP_OFF or any(row.secret for row in step.view.present_callers())
    if order.secret is not secret:
        yield f"secret is {order.secret}"
    if not secret:
        return
    for row in step.view.active(*CHAIN):
        for role in READERS:
            draft = step.view_as(Actor(role=role, staff=9, unit=row.unit))
            offices = step.view.unit(row.unit).kind in OFFICES[role]
            if offices and any(sees(draft, part) for part in (Part.IDENTITY, Part.ORIGINALS)):
                yield f"{role} of unit {row.unit}, which has the order, sees who called"


def r43_the_account_is_for_the_centre_alone(step: Step) -> Iterator[str]:
    for unit, facts in step.around.units.units.items():
        at_centre = step.around.units.at_centre(unit) or facts.kind is UnitKind.CITY_OFFICE
        if not at_centre and sees(step.view_as(clerk_of(unit)), Part.ACCOUNT):
            yield f"unit {unit} reads the caller's account"


def r6_two_send_backs_at_most(step: Step) -> Iterator[str]:
    before = step.before.order.upheld_send_backs if step.before is not None else 0
    if step.order.upheld_send_backs > 2:
        yield f"{step.order.upheld_send_backs} send-backs were upheld"
    if step.order.upheld_send_backs != before and step.action != "decide_send_back":
        yield f"{step.action} counted as a send-back"


def r58_a_reply_owed_has_its_limit(step: Step) -> Iterator[str]:
    present = {row.serial for row in step.view.present_callers()}
    clocks = {row.caller for row in step.running if row.name is ClockName.REPLY}
    for serial in clocks:
        if serial not in present:
            yield f"a reply limit runs for caller {serial}, who has left"
        elif step.after.caller[serial or 0].reply is not ReplyState.OWED:
            yield f"a reply limit runs for caller {serial}: {step.after.caller[serial or 0].reply}"
    facts, policy = step.view.rule_facts, step.view.policy
    limited = own_limit(step.view, ClockName.REPLY) is not None or policy.term(ClockName.REPLY, facts) is not None
    if step.view.host is None or not limited:
        return
    for row in step.view.present_callers():
        if row.reply is ReplyState.OWED and row.serial not in clocks:
            yield f"caller {row.serial} is owed a reply without a limit"


def r58_examination_waits_for_the_reply(step: Step) -> Iterator[str]:
    open_replies = (ReplyState.OWED, ReplyState.ON_ITS_WAY, ReplyState.CONTESTED)
    if step.action == "examine" and any(row.reply in open_replies for row in step.view.present_callers()):
        yield "a feedback passed while a reply is owed"


def r31_a_contested_reply_has_its_question_open(step: Step) -> Iterator[str]:
    asked = {row.caller for row in step.view.open_overlays(OverlayKind.CONTRADICTION)}
    for row in step.view.present_callers():
        if row.reply is ReplyState.CONTESTED and row.serial not in asked and step.order.state not in ENDED:
            yield f"the reply to caller {row.serial} is contested by nobody"


def r27_a_caller_who_left_has_no_limit(step: Step) -> Iterator[str]:
    gone = {row.serial for row in step.after.caller.values() if row.withdrawn}
    yield from (f"{row.name} runs for caller {row.caller}" for row in step.running if row.caller in gone)
    if not step.view.present_callers():
        yield "the order has no caller"


def r18_a_request_has_one_limit_while_it_waits(step: Step) -> Iterator[str]:
    for overlay in step.after.overlay.values():
        limits = [row.name for row in step.running if row.overlay == overlay.serial]
        if overlay.kind in REQUESTS and limits != [ClockName.DECISION_PENDING] * overlay.open:
            yield f"{overlay.kind} is {overlay.state} with limits {limits}"
        if not overlay.open and limits:
            yield f"{limits} run for a {overlay.kind} that is {overlay.state}"
        if (overlay.state is OverlayState.OPEN) is not (overlay.ended_at is None):
            yield f"{overlay.kind} is {overlay.state} and ended at {overlay.ended_at}"


def r66_an_end_leaves_no_question_of_the_units_open(step: Step) -> Iterator[str]:
    if step.order.state in ENDED:
        left = [row for row in REQUESTS if row not in ASKED_LATER]
        open_ones = step.view.open_overlays(*left, OverlayKind.CONTRADICTION)
        yield from (f"{row.kind} is open on an ended order" for row in open_ones)


def r69_what_is_fixed_stays(step: Step) -> Iterator[str]:
    if step.before is None:
        return
    old, new = step.before.order, step.order
    for name in ("id", "number", "received_at", "channel", "regime_at_receive", "split_from"):
        if getattr(old, name) != getattr(new, name):
            yield f"{name} changed"
    if old.transferred_at is not None and (old.transferred_at, old.regime_at_transfer) != (
        new.transferred_at,
        new.regime_at_transfer,
    ):
        yield "the first transfer moved"
    if new.round < old.round or new.round > old.round + 1:
        yield f"round {old.round} became {new.round}"
    if new.round != old.round and step.action not in ("rehandle", "reopen", "decide_reopening"):
        yield f"{step.action} began a round"
    for table in ("assignment", "caller", "feedback", "overlay", "rating"):
        if set(getattr(step.before, table)) - set(getattr(step.after, table)):
            yield f"a row of {table} was deleted"


def r30_a_rating_is_kept_as_it_was_given(step: Step) -> Iterator[str]:
    for row in step.before.rating.values() if step.before else ():
        now = step.after.rating.get(row.serial)
        checked = {"check_state": row.check_state, "checked_by": row.checked_by, "checked_at": row.checked_at}
        if now is not None and dataclasses.replace(now, **checked) != row:
            yield f"rating {row.serial} was changed"


def r30_the_last_rating_that_was_not_set_aside_counts(step: Step) -> Iterator[str]:
    for person in step.after.caller.values():
        last = rating_that_counts(step.after.rating.values(), person.serial)
        said, kept = _grades(person), _grades(last) if last else NOTHING_SAID
        if said not in (kept, NOTHING_SAID):  # a new round, or a bar that arises, asks anew
            yield f"caller {person.serial} has {said}, but said last {kept}"


NOTHING_SAID = (None, None, None)


def _grades(row: Caller | Rating) -> tuple[object, ...]:
    return row.solved, row.grade_result, row.grade_attitude


def r57_open_orders_can_be_called_back(step: Step) -> Iterator[str]:
    if step.order.state in OPEN and step.order.state is not OrderState.CALLBACK:
        return
    if step.order.state is OrderState.CALLBACK and step.order.outcome is None:
        yield "called back without an outcome"


TRUTHS: tuple[Truth, ...] = (
    r54_an_open_clock_is_unique,
    r54_an_open_clock_has_one_owner,
    r54_a_clock_belongs_to_what_it_is_for,
    r54_clocks_end_once_and_are_never_deleted,
    r54_an_ended_clock_gives_no_signal,
    r18_asking_moves_no_limit,
    r18_a_request_has_one_limit_while_it_waits,
    r20_the_callers_date_does_not_move,
    r20_r25_whoever_is_owed_a_reply_has_a_date_from_the_first_transfer_on,
    r17_where_the_order_stands_a_limit_runs,
    r53_limits_are_silent_at_the_centre_and_speak_at_the_unit,
    r66_no_clock_of_a_closed_order_runs,
    r66_nobody_has_a_charge_of_an_ended_order,
    r66_an_end_leaves_no_question_of_the_units_open,
    r50_every_feedback_ends,
    r50_done_only_after_examination_and_callback,
    r50_no_path_around_examination,
    r50_an_end_says_how,
    r49_one_host,
    r49_one_unit_has_one_charge,
    r49_delegates_stand_below_an_active_charge,
    r51_an_ended_charge_says_when,
    r1_r2_r3_only_handlers_are_given_an_order,
    r10_r60_a_barred_unit_has_and_sees_nothing,
    r14_r59_nobody_handles_what_is_about_them,
    r14_an_agents_team_and_the_vendor_read_nothing_of_a_complaint_about_the_agent,
    r9_r60_a_bar_ends_by_a_decision_alone,
    r8_what_is_open_lies_with_units_in_being,
    r44_a_secret_order_gives_units_no_identity,
    r43_the_account_is_for_the_centre_alone,
    r6_two_send_backs_at_most,
    r58_a_reply_owed_has_its_limit,
    r58_examination_waits_for_the_reply,
    r31_a_contested_reply_has_its_question_open,
    r27_a_caller_who_left_has_no_limit,
    r30_a_rating_is_kept_as_it_was_given,
    r30_the_last_rating_that_was_not_set_aside_counts,
    r57_open_orders_can_be_called_back,
    r69_what_is_fixed_stays,
)


def broken(step: Step) -> list[str]:
    """Every truth that does not hold after this act, in words."""
    said = [(truth.__name__, fault) for truth in TRUTHS for fault in truth(step)]
    return [f"{name} after {step.action}: {fault}" for name, fault in said]


def leaks(payload: str, words: str) -> list[str]:
    """What an event's payload must not hold: a personal field, or any text."""
    found = [f"the text itself: {words}"] if words in payload else []
    whole = json.loads(payload)
    for clock in whole["changes"].get("clock", {}).values():
        # The one word "name" that is no person's: which limit it is.
        if "name" in clock:
            ClockName(clock.pop("name"))
    return found + [f"the field {key}" for key in sorted(set(_keys(whole)) & PERSONAL_FIELDS)]


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
