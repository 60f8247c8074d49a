"""Urging from above: supervision and its answer, escalation, instructions, difficult matters, risk, and misuse."""

from __future__ import annotations

import datetime as dt

from lianxin.law import deadlines
from lianxin.law.decide import is_barred
from lianxin.law.decisions.answerable import last_host, tell_unit_and_parent
from lianxin.law.decisions.common import need_text
from lianxin.law.decisions.competence import settle_host
from lianxin.law.decisions.disputes import check_owes
from lianxin.law.draft import SHORTENED, Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment, Clock, Overlay
from lianxin.law.terms import SHANGHAI
from lianxin.law.transitions import ENDED
from lianxin.law.words import (
    ClockEnd,
    ClockName,
    EscalationStep,
    OverlayKind,
    OverlayState,
    PoliceGround,
    Role,
    SupervisionGround,
    SupervisionLevel,
    TextKind,
)

COUNTY_ROLES = frozenset({Role.COUNTY_OPERATOR, Role.COUNTY_OFFICE})
DISSUASION = "dissuasion"


# ---- supervision -----------------------------------------------------------------------------------------------------


def supervise(draft: Draft, *, level: SupervisionLevel, ground: SupervisionGround, reason: str) -> None:
    """A county or the city hotline supervises the host, which owes an answer; a sub-unit's parent is told (Art. 28)."""
    need_text(reason)
    if (draft.actor.role in COUNTY_ROLES) is not (level is SupervisionLevel.COUNTY):
        raise Refused("level_not_yours")
    if ground not in grounds_of(draft):
        raise Refused("ground_not_of_regime")
    host = supervised_host(draft)
    if ground is SupervisionGround.OVERDUE and not something_overdue(draft):
        raise Refused("nothing_overdue")
    code = f"{level.value}.{ground.value}"
    if any(row.code == code for row in draft.open_overlays(OverlayKind.SUPERVISION)):
        raise Refused("already_supervised")
    draft.say(TextKind.REASON, reason)
    draft.facts |= {"level": level.value, "ground": ground.value}
    for proposal in draft.open_overlays(OverlayKind.PROPOSAL):
        draft.close_overlay(proposal, OverlayState.UPHELD)
    unit = draft.around.units.successor_of(host.unit)
    overlay = draft.open(OverlayKind.SUPERVISION, assignment=host.serial, unit=unit, code=code)
    draft.start_clock(ClockName.SUPERVISION_ANSWER, unit=unit, overlay=overlay.serial)
    tell_unit_and_parent(draft, "supervised", unit)


def grounds_of(draft: Draft) -> tuple[SupervisionGround, ...]:
    """The grounds the binding regime names for supervision; all where it names none (Art. 28)."""
    named = _named(draft, "supervise_grounds")
    return tuple(ground for ground in SupervisionGround if not named or ground in named)


def steps_of(draft: Draft) -> tuple[EscalationStep, ...]:
    """The rungs of the binding regime's ladder, the lowest first; all where it has none (Art. 29, 30)."""
    named = {*_named(draft, "escalation"), *_named(draft, "escalation_last")}
    return tuple(step for step in EscalationStep if not named or step in named)


def _named(draft: Draft, key: str) -> tuple[object, ...]:
    """What the regime lists under a key; empty where it is silent."""
    clause = draft.policy.value(key, draft.rule_facts)
    if clause is None:
        return ()
    return clause.value if isinstance(clause.value, tuple) else (clause.value,)


def supervision_of(overlay: Overlay) -> tuple[SupervisionLevel, SupervisionGround]:
    """Level and ground of a supervision, read back from its code."""
    level, _, ground = (overlay.code or "").partition(".")
    return SupervisionLevel(level), SupervisionGround(ground)


def supervised_host(draft: Draft) -> Assignment:
    """The charge that is supervised: the host's, or the last host's on an ended order; refuses when there is none."""
    host = last_host(draft) if draft.order.state in ENDED else draft.host or _stopping_host(draft)
    if host is None:
        raise Refused("no_host")
    if is_barred(draft, draft.around.units.successor_of(host.unit)):
        raise Refused("barred_unit")
    return host


def _stopping_host(draft: Draft) -> Assignment | None:
    """The host whose stop is being examined: its charge has ended, its duty has not (R51)."""
    return last_host(draft) if draft.pending_feedback is not None else None


def something_overdue(draft: Draft) -> bool:
    """Whether a limit of a unit, or a caller's date, has passed or was kept too late."""
    return any(
        clock.end is ClockEnd.LATE or (clock.running and clock.due_at <= draft.now)
        for clock in draft.clocks.values()
        if clock.unit is not None or clock.name is ClockName.CALLERS_DATE
    )


def answer_supervision(draft: Draft, *, overlay: int, text: str) -> None:
    """The supervised unit answers (Art. 28)."""
    need_text(text)
    row = draft.open_overlay(overlay, OverlayKind.SUPERVISION)
    check_owes(draft, row)
    draft.say(TextKind.ANSWER, text)
    draft.close_overlay(row, OverlayState.ANSWERED)
    draft.tell("supervision_answered", desk="supervision")


# ---- escalation, instructions, difficult matters ---------------------------------------------------------------------


def escalate(draft: Draft, *, step: EscalationStep, reason: str) -> None:
    """Up the ladder: the units convened, then the general office, then the executive meeting (Art. 29, 30)."""
    need_text(reason)
    if step not in steps_of(draft):
        raise Refused("step_not_of_regime")
    if draft.actor.role is Role.DISPATCHER and step is not EscalationStep.CITY_HOTLINE:
        raise Refused("not_your_duty")
    steps = draft.open_overlays(OverlayKind.ESCALATION)
    ladder = list(EscalationStep)
    if any(ladder.index(EscalationStep(row.code or step)) >= ladder.index(step) for row in steps):
        raise Refused("already_escalated")
    draft.say(TextKind.REASON, reason)
    draft.facts["step"] = step.value
    for lower in steps:
        draft.close_overlay(lower, OverlayState.ENDED)
    draft.open(OverlayKind.ESCALATION, code=step.value)
    draft.tell("escalated", desk="dispatching" if step is EscalationStep.CITY_HOTLINE else "general_office")


def decide_escalation(draft: Draft, *, overlay: int, text: str, unit: int | None = None, transfer: str = "") -> None:
    """What the units convened, the general office or the executive meeting decided is written down (Art. 29, 30).

    Of its own coordination the centre writes it; of the two above it the clerk of the general office. Where the centre
    names the `unit` whose matter it is, that unit has it from now on, and the decision is a precedent for it and for
    the host that had it (R4, R6).
    """
    need_text(text)
    row = draft.open_overlay(overlay, OverlayKind.ESCALATION)
    if (row.code == EscalationStep.CITY_HOTLINE) is (draft.actor.role is Role.GENERAL_OFFICE_CLERK):
        raise Refused("not_your_duty")
    if unit is not None:
        if row.code != EscalationStep.CITY_HOTLINE:
            raise Refused("host_fixed_by_hotline")
        had = draft.host
        settle_host(draft, unit=unit, transfer=transfer)
        row = draft.change(row, unit=unit, assignment=had.serial if had is not None else None)
    draft.say(TextKind.OPINION, text)
    draft.facts["step"] = row.code or ""
    draft.close_overlay(row, OverlayState.ANSWERED)
    draft.tell("escalation_decided", desk="supervision")
    if draft.host is not None:
        tell_unit_and_parent(draft, "escalation_decided", draft.host.unit)


def attach_instruction(draft: Draft, *, text: str, until: dt.date | None = None) -> None:
    """A leader's instruction joins the order; its date may only shorten limits, and callers are told (R39)."""
    need_text(text)
    if until is not None:
        _shorten(draft, until)
    draft.say(TextKind.OPINION, text)
    host = draft.host
    draft.open(OverlayKind.INSTRUCTION, unit=host.unit if host is not None else None, until_date=until)
    if host is not None:
        tell_unit_and_parent(draft, "instructed", host.unit)


def _shorten(draft: Draft, until: dt.date) -> None:
    if until < draft.now.astimezone(SHANGHAI).date():
        raise Refused("date_past")
    end = deadlines.midnight(until + dt.timedelta(days=1))
    longer = [clock for clock in draft.running(*SHORTENED) if clock.due_at > end and _may_be_told(draft, clock)]
    if not longer:
        raise Refused("only_shortens")
    for clock in longer:
        shortened = draft.change(clock, due_at=end, until_date=until, provisional=False)
        draft.rearm(shortened, silent=clock.silent)
        if clock.name is ClockName.CALLERS_DATE:
            draft.tell("date_earlier", caller=clock.caller)


def _may_be_told(draft: Draft, clock: Clock) -> bool:
    """A caller's date moves only if the caller is told, so not for those who cannot be reached."""
    return clock.name is not ClockName.CALLERS_DATE or draft.callers[clock.caller or 0].contactable


def mark_difficult(draft: Draft, *, difficult: bool, reason: str) -> None:
    """A matter raised often or by many is studied as difficult, or no longer (Art. 26)."""
    need_text(reason)
    if draft.order.difficult == difficult:
        raise Refused("nothing_changes")
    draft.say(TextKind.REASON, reason)
    draft.set(difficult=difficult)
    if difficult:
        draft.open(OverlayKind.DIFFICULT)
        return
    for row in draft.open_overlays(OverlayKind.DIFFICULT):
        draft.close_overlay(row, OverlayState.ENDED)


# ---- risk and misuse -------------------------------------------------------------------------------------------------


def report_risk(draft: Draft, *, note: str) -> None:
    """A possible emergency goes to the duty office at once (R42)."""
    need_text(note)
    draft.say(TextKind.NOTE, note)
    draft.open(OverlayKind.RISK)
    draft.tell("risk_reported", desk="duty_office")


def record_dissuasion(draft: Draft, *, note: str) -> None:
    """A caller who misuses the hotline was asked to stop (Art. 42, R41)."""
    need_text(note)
    draft.say(TextKind.NOTE, note, private=True)
    draft.open(OverlayKind.MISUSE, code=DISSUASION, state=OverlayState.ENDED, ended_at=draft.now)


def refer_to_police(draft: Draft, *, ground: PoliceGround, note: str) -> None:
    """A caller's conduct goes to the police: repeated use only after dissuasion, threats at once (Art. 42, 43; R41)."""
    need_text(note)
    dissuaded = any(row.kind is OverlayKind.MISUSE and row.code == DISSUASION for row in draft.overlays.values())
    if ground is PoliceGround.REPEATED_USE and not dissuaded:
        raise Refused("dissuasion_missing")
    draft.facts["ground"] = ground.value
    draft.say(TextKind.NOTE, note, private=True)
    draft.open(OverlayKind.POLICE_REFERRAL, code=ground.value)
    draft.tell("referred_to_police", desk="duty_office")


def end_referral(draft: Draft, *, overlay: int, reason: str) -> None:
    """The police have answered, or the referral is taken back: what it held open is free again (R63)."""
    need_text(reason)
    row = draft.open_overlay(overlay, OverlayKind.POLICE_REFERRAL)
    draft.say(TextKind.REASON, reason, private=True)
    draft.close_overlay(row, OverlayState.ENDED)
