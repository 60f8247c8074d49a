"""The hotline's own first acts: receive, answer, redirect, hand over, transfer out, set aside."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.decide import check_duty
from lianxin.law.decisions.addressee import check_settled_elsewhere
from lianxin.law.decisions.common import (
    answer_callers,
    conclude,
    need_text,
    recall_all,
    tell_callers,
    withdraw_requests,
)
from lianxin.law.draft import Draft, Surroundings
from lianxin.law.refusals import Refused
from lianxin.law.state import Order
from lianxin.law.words import (
    CallerKind,
    Channel,
    ClockName,
    ClosedAs,
    EmergencyService,
    Language,
    OrderFlag,
    OrderState,
    Procedure,
    ReplyState,
    RequestType,
    TextKind,
    Urgency,
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """One caller and what they want; `person` is the record id, None for an anonymous caller without contact.

    `callback_wish`: how a minor wants to be called back (R32).
    """

    person: int | None = None
    kind: CallerKind = CallerKind.NATURAL_PERSON
    anonymous: bool = False
    contactable: bool = True
    secret: bool = False
    reply_waived: bool = False
    text_only: bool = False
    minor: bool = False
    language: Language = Language.MANDARIN
    callback_wish: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What the agent writes down (Art. 18, 22; R13). Ids are record ids; texts go to the text table."""

    request_type: RequestType
    channel: Channel
    title: str
    account: str
    urgency: Urgency = Urgency.NORMAL
    topic: str | None = None
    division: str | None = None
    address: str = ""
    managing_unit: int | None = None
    subject_unit: int | None = None
    subject_staff: int | None = None
    subject_person: str = ""
    accusation: bool = False
    superior_requested: bool = False
    public_safety: bool = False
    earlier: int | None = None
    flags: tuple[str, ...] = ()


def check_subject(intake: Intake) -> None:
    """Refuses a complaint or tip-off that names nobody (R13)."""
    named = intake.subject_unit is not None or intake.subject_staff is not None or bool(intake.subject_person.strip())
    if intake.request_type in (RequestType.COMPLAIN, RequestType.TIP_OFF) and not named:
        raise Refused("subject_required")


def receive(around: Surroundings, order: int, number: str, *, intake: Intake, callers: tuple[Wishes, ...]) -> Draft:
    """A matter becomes an order: registered, numbered, with the centre's dispatch limit running."""
    draft = start_order(around, order, number, intake)
    check_duty(draft, "receive")
    need_text(intake.title, "title_missing")
    need_text(intake.account, "account_missing")
    check_subject(intake)
    if not callers:
        raise Refused("caller_missing")
    for wishes in callers:
        join(draft, wishes)
    if intake.request_type is RequestType.TIP_OFF:
        draft.set(anonymous_tip_off=all(wishes.anonymous for wishes in callers))
    draft.start_clock(ClockName.DISPATCH)
    for wishes in callers:
        if wishes.contactable and wishes.person is not None:
            draft.tell("order_received", caller=callers.index(wishes) + 1)
    return draft


def start_order(around: Surroundings, order: int, number: str, intake: Intake) -> Draft:
    """A new registered order with its texts, without callers and clocks."""
    draft = Draft(
        around=around,
        before=None,
        order=Order(
            id=order,
            number=number,
            state=OrderState.REGISTERED,
            request_type=intake.request_type,
            channel=intake.channel,
            received_at=around.now,
            regime_at_receive=around.intake_policy.version,
            urgency=intake.urgency,
            accusation=intake.accusation and intake.request_type is RequestType.TIP_OFF,
            topic=intake.topic,
            division=intake.division,
            managing_unit=intake.managing_unit,
            flags=tuple(sorted(set(intake.flags))),
            subject_unit=intake.subject_unit,
            subject_staff=intake.subject_staff,
            subject_named=bool(intake.subject_person.strip()) or intake.subject_staff is not None,
            superior_requested=intake.superior_requested,
            public_safety=intake.public_safety,
            earlier=intake.earlier,
        ),
    )
    draft.say(TextKind.TITLE, intake.title)
    draft.say(TextKind.ACCOUNT, intake.account, private=True)
    draft.say(TextKind.ADDRESS, intake.address)
    draft.say(TextKind.SUBJECT_PERSON, intake.subject_person, private=intake.request_type is RequestType.TIP_OFF)
    return draft


def join(draft: Draft, wishes: Wishes) -> int:
    """Adds a caller with their wishes and a query code of their own (R25); minors and the like are secret (R32)."""
    if wishes.anonymous and not wishes.contactable:
        reply = ReplyState.IMPOSSIBLE
    else:
        reply = ReplyState.WAIVED if wishes.reply_waived else ReplyState.OWED
    secrecy = draft.policy.secrecy(draft.rule_facts)
    caller = draft.add_caller(
        person=wishes.person,
        kind=wishes.kind,
        anonymous=wishes.anonymous,
        contactable=wishes.contactable,
        secret=wishes.secret or wishes.minor or secrecy.identity_always,
        reply_waived=wishes.reply_waived,
        text_only=wishes.text_only,
        minor=wishes.minor,
        language=wishes.language,
        reply=reply,
    )
    draft.give_query_code(caller)
    if wishes.minor:
        draft.say(TextKind.WISH, wishes.callback_wish, private=True, caller=caller.serial)
    return caller.serial


HARM_GOES_TO = (EmergencyService.POLICE, EmergencyService.CIVIL_AFFAIRS)
"""Who takes harm to a minor, at once (R32)."""


def check_harm(draft: Draft) -> None:
    """Refuses every way out of the intake but the one to police or civil affairs, when a minor was harmed (R32)."""
    if draft.order.state is OrderState.REGISTERED and OrderFlag.MINOR_HARMED in draft.order.flags:
        raise Refused("harm_goes_at_once")


def queue(draft: Draft, *, note: str = "") -> None:
    """The agent leaves the choice of a unit to the dispatchers."""
    draft.say(TextKind.NOTE, note)
    draft.move(OrderState.DISPATCHING)


def answer(draft: Draft, *, content: str) -> None:
    """The hotline answers at once and the order ends (Art. 23 (1))."""
    check_settled_elsewhere(draft)
    need_text(content)
    draft.say(TextKind.ANSWER, content)
    answer_callers(draft)
    conclude(draft, ClosedAs.ANSWERED)


def redirect(draft: Draft, *, procedure: Procedure, body: str, case_number: str = "", note: str = "") -> None:
    """The caller is told the lawful way that the matter has entered (Art. 23 (3), R38)."""
    need_text(body, "body_missing")
    when = draft.policy.value("redirect_when", draft.rule_facts)
    entered = when is not None and when.value == "already_entered"
    if not case_number.strip() and (entered or draft.order.state is OrderState.HANDLING):
        raise Refused("case_number_missing")
    draft.facts["procedure"] = procedure.value
    draft.say(TextKind.BODY, body)
    draft.say(TextKind.CASE_NUMBER, case_number, private=True)
    draft.say(TextKind.NOTE, note)
    end_redirected(draft)


def end_redirected(draft: Draft) -> None:
    """The units have it no more, and the callers are told where it goes on."""
    if draft.order.state is OrderState.HANDLING:
        recall_all(draft, reason="redirected")
        withdraw_requests(draft)
    answer_callers(draft)
    conclude(draft, ClosedAs.REDIRECTED)
    tell_callers(draft, "order_redirected")


def hand_over(draft: Draft, *, service: EmergencyService, note: str = "") -> None:
    """An emergency goes to its own line at once; harm to a minor to police or civil affairs (R32)."""
    if OrderFlag.MINOR_HARMED in draft.order.flags and service not in HARM_GOES_TO:
        raise Refused("harm_goes_at_once")
    draft.facts["service"] = service.value
    draft.say(TextKind.NOTE, note)
    answer_callers(draft)
    conclude(draft, ClosedAs.HANDED_OVER)


def transfer_out(draft: Draft, *, body: str, receipt: str) -> None:
    """Another city's or a central body's matter goes there, with receipt (R37)."""
    need_text(body, "body_missing")
    need_text(receipt, "receipt_missing")
    draft.say(TextKind.BODY, body)
    draft.say(TextKind.DOCUMENT, receipt)
    answer_callers(draft)
    conclude(draft, ClosedAs.TRANSFERRED_OUT)
    tell_callers(draft, "order_transferred_out")


def no_matter(draft: Draft, *, reason: str) -> None:
    """A received text that asks for nothing is set aside (R35)."""
    if draft.order.channel is Channel.PHONE:
        raise Refused("no_matter_is_for_texts")
    check_settled_elsewhere(draft)
    need_text(reason)
    draft.say(TextKind.REASON, reason)
    conclude(draft, ClosedAs.NO_MATTER)
