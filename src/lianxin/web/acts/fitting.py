"""Which words and units the law takes for an order: what it would refuse anyway is not offered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lianxin.access import Part, Reading
from lianxin.law.actors import HELPS_FROM
from lianxin.law.decisions.addressee import check_conduct
from lianxin.law.decisions.common import check_first_handler, check_valid
from lianxin.law.decisions.feedback import SECOND_DATE_OUTCOMES
from lianxin.law.decisions.supervision import grounds_of, steps_of
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.transitions import BY_ACTION
from lianxin.law.words import (
    ClockName,
    ContactWay,
    CorrectionGround,
    EscalationStep,
    FeedbackVerdict,
    LegalRole,
    OrderState,
    Outcome,
    ReplyWay,
    RevealField,
    Role,
    StopGround,
    SupervisionGround,
    SupervisionLevel,
    TalkResult,
    Word,
)
from lianxin.records.choices import Entry, divisions, topics, unit_tree
from lianxin.web.acts.field import NOTHING
from lianxin.web.city_data import Make, of_city
from lianxin.web.refusing import what


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: what is sent, what is read, further words it is found by, and a remark.

    `depth`: how far below the top it stands in a tree. `barred`: why it cannot be chosen, though it is shown.
    """

    value: str
    text: Spoken
    find: str = ""
    note: Spoken = NOTHING
    depth: int = 0
    barred: Spoken = NOTHING


def choice_of(entry: Entry) -> Choice:
    """A unit, topic, division or colleague as an answer."""
    return Choice(entry.value, Spoken(entry.zh, entry.en), entry.found_by, Spoken(*entry.above), entry.depth)


def units_of_city(today: dt.date) -> list[Choice]:
    """The units that exist on the day, as a tree."""
    return [choice_of(entry) for entry in unit_tree(today)]


def topics_of_city(_: dt.date) -> list[Choice]:
    """All topics."""
    return [choice_of(entry) for entry in topics()]


def divisions_of_city(_: dt.date) -> list[Choice]:
    """All divisions."""
    return [choice_of(entry) for entry in divisions()]


def made_for(draft: Draft, make: Make[list[Choice]]) -> list[Choice]:
    """One of these as the order's surroundings know the city; not to be changed."""
    return of_city(draft.around.units, draft.now, make)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a form is made from: the order as the actor has it before them, and what they may see of it.

    `seen`: which event of the order was the last by then. `units`: those that fit, by the question asked of each: all
    of the city are asked, and several fields of a form ask the same.
    """

    action: str
    draft: Draft
    reading: Reading
    seen: int = 0
    units: dict[Callable[[Draft, int], None], list[Choice]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def of_the_law(self) -> str:
        """The act that says who may do it and when."""
        return SEVERAL_IN_ONE.get(self.action, self.action)

    @property
    def name(self) -> Spoken:
        """What the act is called."""
        row = BY_ACTION[self.of_the_law]
        return NAMES_OF_SEVERAL.get(self.action) or Spoken(row.zh, row.en)


SEVERAL_IN_ONE: Mapping[str, str] = {
    "rule_on_send_back": "decide_send_back",
    "rule_on_feedback": "return_for_correction",
}
"""Acts that are several of the law's in one, by the one that says who may and when."""

NAMES_OF_SEVERAL: Mapping[str, Spoken] = {"rule_on_feedback": Spoken("审核处置", "Verdict on the feedback")}
"""What is said of an act that is several in one, where the name of the law's act would be another verdict."""

ONLY_IN: Mapping[str, OrderState] = {"rule_on_feedback": OrderState.FED_BACK}
"""Where an act stands only if it is one of those, though the law's own act may stand elsewhere."""


# ---- words of the law that fit the order -----------------------------------------------------------------------------


def fitting_words(desk: Desk, kind: type[Word]) -> list[Word]:
    """The words of this kind that the act can have on this order."""
    barred = _UNFIT.get(kind, _nothing)(desk)
    return [word for word in kind if word not in barred]


def _nothing(_: Desk) -> frozenset[Word]:
    return frozenset()


def _unfit_outcomes(desk: Desk) -> frozenset[Word]:
    draft = desk.draft
    if draft.running(ClockName.SECOND_DATE):
        return frozenset(set(Outcome) - {Outcome.DONE, Outcome.NOT_POSSIBLE})
    extended = any(clock.extension_amount for clock in draft.running())
    return frozenset({Outcome.STOP} if extended else {Outcome.STOP, Outcome.EXTENDED})


def _unfit_verdicts(desk: Desk) -> frozenset[Word]:
    feedback = desk.draft.pending_feedback
    stop = feedback is not None and feedback.outcome is Outcome.STOP
    on_stops = {FeedbackVerdict.UPHOLD, FeedbackVerdict.OVERTURN}
    return frozenset(set(FeedbackVerdict) - on_stops if stop else on_stops)


def _unfit_corrections(desk: Desk) -> frozenset[Word]:
    feedback = desk.draft.pending_feedback
    final = feedback is None or feedback.outcome not in SECOND_DATE_OUTCOMES
    return frozenset({CorrectionGround.OUTCOME_CLASS} if final else ())


def _unfit_levels(desk: Desk) -> frozenset[Word]:
    county = desk.draft.actor.role in (Role.COUNTY_OPERATOR, Role.COUNTY_OFFICE)
    return frozenset({SupervisionLevel.CITY if county else SupervisionLevel.COUNTY})


def _unfit_ways(desk: Desk) -> frozenset[Word]:
    return frozenset({ReplyWay.VISIT, ReplyWay.LETTER} if desk.draft.order.secret and desk.action == "reply" else ())


def _unfit_contacts(desk: Desk) -> frozenset[Word]:
    return frozenset({ContactWay.PHONE, ContactWay.MESSAGE} if desk.draft.order.secret else ())


def _unfit_reveals(desk: Desk) -> frozenset[Word]:
    hidden = () if Part.ACCOUNT in desk.reading else (RevealField.ACCOUNT,)
    return frozenset(hidden if Part.IDENTITY in desk.reading else (*hidden, RevealField.NAME, RevealField.PHONE))


def _unfit_grounds(desk: Desk) -> frozenset[Word]:
    return frozenset(set(SupervisionGround) - set(grounds_of(desk.draft)))


def _unfit_steps(desk: Desk) -> frozenset[Word]:
    return frozenset(set(EscalationStep) - set(steps_of(desk.draft)))


def _unfit_stops(desk: Desk) -> frozenset[Word]:
    known = desk.draft.policy.stop(desk.draft.rule_facts).grounds
    return frozenset(ground for ground in StopGround if known and ground not in known)


def _unfit_talks(desk: Desk) -> frozenset[Word]:
    """Where all who wait want writing only no call counts; where nobody does, silence after a message is no attempt.

    A child is asked as it wishes (R32).
    """
    waiting = [row for row in desk.draft.present_callers() if row.contactable and row.callback is None]
    if waiting and all(row.text_only for row in waiting):
        return frozenset(word for word in TalkResult if word.telephoned)
    written = any(row.text_only or row.minor for row in waiting)
    return frozenset() if written else frozenset({TalkResult.MESSAGE_UNANSWERED})


_UNFIT: Mapping[type[Word], Callable[[Desk], frozenset[Word]]] = {
    Outcome: _unfit_outcomes,
    FeedbackVerdict: _unfit_verdicts,
    CorrectionGround: _unfit_corrections,
    SupervisionLevel: _unfit_levels,
    ReplyWay: _unfit_ways,
    ContactWay: _unfit_contacts,
    RevealField: _unfit_reveals,
    SupervisionGround: _unfit_grounds,
    EscalationStep: _unfit_steps,
    StopGround: _unfit_stops,
    TalkResult: _unfit_talks,
}
"""Words that the law does not take for this order: they are not offered, and refused if they are sent."""


# ---- units -----------------------------------------------------------------------------------------------------------


def _may_delegate(draft: Draft, unit: int) -> None:
    check_valid(draft, unit)
    check_conduct(draft, unit)
    own, facts = draft.actor.unit, draft.unit(unit)
    top = draft.around.units.reach(own) if own is not None else None
    if top is None or unit in (own, top) or not draft.around.units.is_within(unit, top):
        raise Refused("not_below_you")
    if facts.level >= HELPS_FROM or facts.legal_role is LegalRole.COOPERATING:
        raise Refused("cooperating_body")


def _may_assist(draft: Draft, unit: int) -> None:
    check_valid(draft, unit)
    if draft.unit(unit).legal_role is not LegalRole.COOPERATING:
        raise Refused("not_cooperating_body")
    check_conduct(draft, unit)


def _may_co_handle(draft: Draft, unit: int) -> None:
    check_valid(draft, unit)
    check_conduct(draft, unit)
    facts = draft.unit(unit)
    if facts.legal_role not in (LegalRole.UNDERTAKING, LegalRole.SUB_UNIT) or facts.level >= HELPS_FROM:
        raise Refused("cooperating_body")


def _may_be_named(draft: Draft, unit: int) -> None:
    draft.unit(unit)


_UNITS: Mapping[str, Callable[[Draft, int], None]] = {
    "delegate": _may_delegate,
    "assist": _may_assist,
    "add_co_handler": _may_co_handle,
    "decide_co_handling": _may_co_handle,
    "request_co_handler": _may_co_handle,
    "demand_recusal": check_valid,
    "correct": _may_be_named,
    "report_retaliation": _may_be_named,
    "split": _may_be_named,
    "succeed_unit": _may_be_named,
}
"""Which units an act may name; all others name one that may be host."""

SHOWN_AS_BARRED = frozenset({"barred_unit", "superior_requested", "conduct_goes_to_superior"})
"""Refusals that are about this order, not about the kind of unit: such a unit is shown with the reason."""


def _fitting_units(desk: Desk, may: Callable[[Draft, int], None]) -> list[Choice]:
    if may not in desk.units:
        desk.units[may] = _asked_of_all(desk, may)
    return desk.units[may]


def _asked_of_all(desk: Desk, may: Callable[[Draft, int], None]) -> list[Choice]:
    found = []
    for choice in made_for(desk.draft, units_of_city):
        try:
            may(desk.draft, int(choice.value))
        except Refused as refusal:
            if refusal.code in SHOWN_AS_BARRED:
                found.append(replace(choice, barred=what(refusal)))
        else:
            found.append(choice)
    return found


def unit_choices(desk: Desk) -> list[Choice]:
    """Units for an act that names one, after an empty choice."""
    return [Choice("", Spoken()), *_fitting_units(desk, _UNITS.get(desk.action, check_first_handler))]


def helper_choices(desk: Desk) -> list[Choice]:
    """Units that can help a host, or read along."""
    return _fitting_units(desk, _may_co_handle)
