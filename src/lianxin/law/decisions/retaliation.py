"""Retaliation against a caller: a report that nobody accused can see, and what the supervisor finds (Art. 41, R48)."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.complained_of import is_about_centre
from lianxin.law.decisions.answerable import speaking
from lianxin.law.decisions.common import need_text
from lianxin.law.decisions.intake import Intake, Wishes, check_subject, join, start_order
from lianxin.law.draft import Draft
from lianxin.law.state import Caller
from lianxin.law.words import Channel, ClockName, OverlayKind, OverlayState, RequestType, TextKind

TITLE = "反映受到打击报复"
"""Units may read a title: it names neither the order that was the cause nor anybody."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a caller says is done to them, and by whom: a unit, a member of staff, or a person by name."""

    account: str
    unit: int | None = None
    staff: int | None = None
    person: str = ""
    channel: Channel = Channel.PHONE


def report_retaliation(source: Draft, order: int, number: str, *, caller: int, said: Report) -> Draft:
    """A caller of the source says that they are made to suffer for it: a tip-off of its own against whoever does it.

    It bars the accused and all below them, hides the caller from units, and lies before the supervisor and the head of
    the centre; before the general office where it is about the centre itself. Nothing is written on the source, which
    the accused may read; only the centre learns which it was.
    """
    need_text(said.account, "account_missing")
    person = speaking(source, caller)
    if said.unit is not None:
        source.unit(said.unit)
    matter = Intake(
        request_type=RequestType.TIP_OFF,
        channel=said.channel,
        title=TITLE,
        account=f"（{source.order.number}）{said.account}",
        division=source.order.division,
        subject_unit=said.unit,
        subject_staff=said.staff,
        subject_person=said.person,
        accusation=True,
    )
    check_subject(matter)
    report = start_order(source.around, order, number, matter)
    report.set(anonymous_tip_off=person.anonymous)
    join(report, _as_before(person))
    report.facts["because_of"] = source.order.id
    report.open(OverlayKind.RETALIATION, caller=1)
    report.start_clock(ClockName.DISPATCH)
    for desk in ("general_office",) if is_about_centre(report) else ("supervision", "head_of_centre"):
        report.tell("retaliation_reported", desk=desk)
    if person.contactable and person.person is not None:
        report.tell("order_received", caller=1)
    return report


def _as_before(person: Caller) -> Wishes:
    """Who they are and how they want to be answered; secret, whatever they chose before."""
    return Wishes(
        person=person.person,
        kind=person.kind,
        anonymous=person.anonymous,
        contactable=person.contactable,
        secret=True,
        reply_waived=person.reply_waived,
        text_only=person.text_only,
        minor=person.minor,
        language=person.language,
    )


def decide_retaliation(draft: Draft, *, overlay: int, found: bool, reason: str, body: str = "") -> None:
    """The supervisor records what was found; what is found goes to the body that holds people liable (Art. 41)."""
    need_text(reason)
    row = draft.open_overlay(overlay, OverlayKind.RETALIATION)
    if found:
        need_text(body, "body_missing")
        draft.say(TextKind.BODY, body, private=True)
    draft.say(TextKind.REASON, reason, private=True)
    draft.facts["found"] = found
    draft.close_overlay(row, OverlayState.UPHELD if found else OverlayState.REFUSED)
