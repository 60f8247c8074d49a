"""A random walk through the lives of orders: every act, every office, drawn from a script of bytes.

The walk knows two stages: orders in memory (`Memory`), and the door on a real database (in the tests of actions).
"""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from lianxin.law.actors import SYSTEM, Actor, UnitDirectory
from lianxin.law.calendar import CalendarYear, DayRule, WorkingCalendar, parse_year
from lianxin.law.changes import Changes, merge
from lianxin.law.decide import assert_lawful
from lianxin.law.decisions import (
    callback,
    callers,
    clockwork,
    conflict,
    dispatching,
    disputes,
    examination,
    feedback,
    files,
    following,
    handling,
    history,
    intake,
    joining,
    points,
    promises,
    proposing,
    query_codes,
    rating,
    redirecting,
    reopening,
    replies,
    retaliation,
    secrecy,
    stopping,
    succession,
    supervision,
)
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.conflict import Correction, Subject
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.history import History
from lianxin.law.decisions.intake import Intake, Wishes
from lianxin.law.decisions.points import PointCheck
from lianxin.law.decisions.rating import GivenRating
from lianxin.law.decisions.retaliation import Report
from lianxin.law.decisions.stopping import EarlierOrder
from lianxin.law.draft import Draft, Surroundings
from lianxin.law.duties import BY_ACTION as DUTIES
from lianxin.law.duties import Relation
from lianxin.law.gate import check
from lianxin.law.policy import Policy
from lianxin.law.refusals import Refused
from lianxin.law.state import OrderAggregate
from lianxin.law.transitions import BY_ACTION as ROWS
from lianxin.law.unit_kinds import OFFICES
from lianxin.law.words import (
    AssignmentKind,
    AttemptResult,
    Channel,
    ContactWay,
    CorrectionGround,
    EmergencyService,
    EscalationStep,
    Grade,
    Language,
    LegalGroundKind,
    OrderFlag,
    OrderState,
    Outcome,
    OverlayKind,
    PointState,
    PoliceGround,
    Procedure,
    RatingCheck,
    ReopenCause,
    ReplyWay,
    RequestType,
    RevealField,
    Role,
    SendBackReason,
    Solved,
    StopGround,
    SupervisionGround,
    SupervisionLevel,
    TalkResult,
    Urgency,
)
from tests.law.drafts import COUNTY, DEPARTMENT, HOTLINE, MORNING, OFFICE, OTHER, SECTION, STREET, UNITS, staff
from tests.law.rules import CITIES, calendar, policy

T = TypeVar("T")

STACKS: dict[str, tuple[str, ...]] = {
    "jinan": ("jinan_2018", "jinan_business_2022", "shandong_2020", "national_2025"),
    "weifang": ("weifang_2021", "shandong_2020", "national_2025"),
    "beijing": ("beijing_2021", "national_2025"),
}
"""The three regimes that lives are led under."""

WORDS = "※原文不得入册"
"""Every text of a walk carries these words, so that one that slipped into the log is found."""

STEPS = (
    *(dt.timedelta(minutes=minutes) for minutes in (0, 7, 20, 50, 90, 180, 300, 500, 700)),
    *(dt.timedelta(days=days, minutes=30) for days in (1, 1, 2, 3, 6, 12)),
    dt.timedelta(days=31),
)


class Dice:
    """Choices read off a script of bytes: zero, or the end of the script, takes the first choice."""

    def __init__(self, script: bytes) -> None:
        self._script, self._at = script, 0

    @property
    def over(self) -> bool:
        return self._at >= len(self._script)

    def roll(self, sides: int) -> int:
        """0 … sides - 1."""
        if self.over:
            return 0
        self._at += 1
        return self._script[self._at - 1] % sides

    def pick(self, options: Sequence[T]) -> T:
        return options[self.roll(len(options))]

    def one_in(self, number: int) -> bool:
        return self.roll(number) == number - 1

    def maybe(self, value: T, *, one_in: int = 2) -> T | None:
        return value if self.one_in(one_in) else None


@dataclass(frozen=True)
class Stranger:
    """Somebody who calls: `person` 1 … 6, None for a caller who says no name and leaves no number."""

    person: int | None = 1
    anonymous: bool = False
    secret: bool = False
    reply_waived: bool = False
    text_only: bool = False
    minor: bool = False


@dataclass(frozen=True)
class Act:
    """One try: who does what to which order (None for those that begin one), with which arguments."""

    action: str
    actor: Actor
    order: int | None
    arguments: Mapping[str, Any] = field(default_factory=dict)


class Stage(Protocol):
    """Where orders live."""

    now: dt.datetime

    @property
    def orders(self) -> Sequence[int]:
        """The ids of all orders, oldest first."""
        ...

    def read(self, order: int) -> OrderAggregate:
        """The order as it stands."""
        ...

    def around(self, actor: Actor, order: int | None = None) -> Surroundings:
        """What binds an act at this moment."""
        ...

    def perform(self, act: Act) -> list[int]:
        """Carries the act out and returns the orders it changed; raises `Refused` and changes nothing."""
        ...

    def new_calendar(self) -> None:
        """The notice for the next year arrives."""
        ...


# ---- what the acts are given -----------------------------------------------------------------------------------------


@dataclass
class Scene:
    """What an act's arguments are drawn from."""

    dice: Dice
    stage: Stage
    whole: OrderAggregate

    @property
    def today(self) -> dt.date:
        return self.stage.now.date()

    def unit(self) -> int:
        """Any unit; most often one that may be given an order."""
        return self.dice.pick((DEPARTMENT, OTHER, STREET, COUNTY, DEPARTMENT, OTHER, *UNITS.units))

    def involved_unit(self) -> int:
        known = [row.unit for row in self.whole.assignment.values()]
        known += [row.unit for row in self.whole.overlay.values() if row.unit is not None]
        return self.dice.pick(known or [DEPARTMENT])

    def below(self) -> int:
        """Most often a unit below one that has the order."""
        units = self.stage.around(SYSTEM).units
        own = [row.unit for row in self.whole.assignment.values() if row.active]
        lower = [unit for unit in units.units if any(unit != one and units.is_within(unit, one) for one in own)]
        return self.dice.pick(lower) if lower and not self.dice.one_in(6) else self.unit()

    def caller(self) -> int:
        return 99 if self.dice.one_in(20) else self.dice.pick(list(self.whole.caller) or [99])

    def overlay(self, *kinds: OverlayKind) -> int:
        rows = [row for row in self.whole.overlay.values() if row.kind in kinds]
        rows = [row for row in rows if row.open] or rows
        return self.dice.pick([row.serial for row in rows] or [99])

    def assignment(self) -> int:
        active = [row.serial for row in self.whole.assignment.values() if row.active]
        return self.dice.pick([99] if self.dice.one_in(12) else active or list(self.whole.assignment) or [99])

    def date(self) -> dt.date:
        return self.today + dt.timedelta(days=self.dice.pick((12, 20, 3, 1, 0, -2)))

    def other_order(self) -> int:
        others = [one for one in self.stage.orders if one != self.whole.order.id]
        mine = self.whole.order.merged_into
        return mine if mine is not None and not self.dice.one_in(4) else self.dice.pick(others or self.stage.orders)

    def text(self, *, empty: int = 40) -> str:
        return "" if self.dice.one_in(empty) else WORDS

    def flag(self, one_in: int = 2) -> bool:
        return self.dice.one_in(one_in)


def _intake(scene: Scene) -> Intake:
    dice = scene.dice
    kind = dice.pick((RequestType.HELP, RequestType.TIP_OFF, RequestType.COMPLAIN, *RequestType))
    about = kind in (RequestType.COMPLAIN, RequestType.TIP_OFF) or dice.one_in(8)
    named = dice.roll(8)
    return Intake(
        request_type=kind,
        channel=dice.pick((Channel.PHONE, Channel.WEB, *Channel)),
        title=scene.text(),
        account=scene.text(),
        urgency=dice.pick((Urgency.NORMAL, *Urgency)),
        address=scene.text(empty=2),
        subject_unit=scene.unit() if about and named != 1 else None,
        subject_staff=_named(dice) if about and named == 2 else None,
        subject_person=WORDS if about and named in (1, 3) else "",
        accusation=dice.one_in(8),
        superior_requested=dice.one_in(8),
        public_safety=dice.one_in(8),
        flags=tuple(flag.value for flag in OrderFlag if dice.one_in(16)),
    )


def _named(dice: Dice) -> int | None:
    """Somebody complained of by name: at a unit, a section, a desk of the hotline, its head, the general office."""
    return dice.pick(
        (
            staff(Role.UNIT_CLERK, DEPARTMENT),
            staff(Role.AGENT, SECTION),
            staff(Role.DISPATCHER, HOTLINE),
            staff(Role.HEAD_OF_CENTRE, HOTLINE),
            staff(Role.GENERAL_OFFICE_CLERK, OFFICE),
        )
    ).staff


def _stranger(scene: Scene) -> Stranger:
    dice = scene.dice
    person = dice.pick((1, 2, 3, 4, 5, 6, None))
    return Stranger(
        person=person,
        anonymous=person is None or dice.one_in(10),
        secret=dice.one_in(8),
        reply_waived=dice.one_in(8),
        text_only=dice.one_in(8),
        minor=dice.one_in(16),
    )


def _strangers(scene: Scene) -> tuple[Stranger, ...]:
    number = scene.dice.pick((1, 1, 1, 2, 3))
    found = [_stranger(scene) for _ in range(number)]
    known = {one.person: one for one in found if one.person is not None}
    return (*known.values(), *(one for one in found if one.person is None))


def _result(scene: Scene) -> Result:
    dice = scene.dice
    return Result(
        outcome=dice.pick((Outcome.DONE, Outcome.NOT_POSSIBLE, Outcome.CONSTRAINED, Outcome.DONE, *Outcome)),
        findings=scene.text(),
        second_date=scene.date(),
        legal_ground=scene.text(empty=8),
        legal_kind=dice.pick((LegalGroundKind.LAW, *LegalGroundKind, None)),
        legal_title=scene.text(empty=8),
        legal_article=scene.text(empty=8),
        measures=scene.text(empty=8),
        public_answer=scene.text(empty=2),
    )


def _talk(scene: Scene) -> Talk:
    dice = scene.dice
    way = dice.roll(10)
    if way == 1:
        return Talk(result=dice.pick([one for one in TalkResult if one.attempt]))
    if way == 2:
        return Talk(result=TalkResult.DECLINED)
    return Talk(
        result=TalkResult.BY_MESSAGE if scene.flag(3) else TalkResult.REACHED,
        told=dice.pick((True, True, True, False, None)),
        contacted=dice.pick((True, True, True, True, False, None)),
        solved=dice.pick((Solved.YES, Solved.YES, *Solved, None)),
        grade_result=dice.pick((Grade.SATISFIED, *Grade, None)),
        grade_attitude=dice.pick((Grade.SATISFIED, None)),
        note=scene.text(empty=2),
    )


def _subject(scene: Scene) -> Subject:
    dice = scene.dice
    return Subject(
        unit=scene.involved_unit() if scene.flag() else dice.maybe(scene.unit()),
        staff=dice.maybe(_named(dice), one_in=4),
        person=WORDS if scene.flag(4) else "",
    )


def _report(scene: Scene) -> Report:
    whom = _subject(scene)
    channel = scene.dice.pick((Channel.PHONE, *Channel))
    return Report(scene.text(), unit=whom.unit, staff=whom.staff, person=whom.person, channel=channel)


def _correction(scene: Scene) -> Correction:
    dice, subject = scene.dice, _subject(scene)
    return Correction(
        request_type=dice.maybe(dice.pick((RequestType.TIP_OFF, *RequestType)), one_in=3),
        urgency=dice.maybe(dice.pick(list(Urgency))),
        flags=dice.maybe((dice.pick(list(OrderFlag)).value,), one_in=6),
        subject=dice.maybe(subject),
    )


def _rating(scene: Scene) -> dict[str, Any]:
    dice = scene.dice
    said = GivenRating(
        contacted=dice.pick((True, None, False)),
        solved=dice.pick((*Solved, None)),
        grade_result=dice.pick((*Grade, None)),
        grade_attitude=dice.pick((Grade.FAIR, None)),
    )
    return {"caller": scene.caller(), "rating": said}


def _wishes(scene: Scene) -> dict[str, Any]:
    dice = scene.dice
    return {
        "caller": scene.caller(),
        "secret": dice.pick((None, True, False)),
        "reply_waived": dice.pick((None, True, False)),
        "text_only": dice.pick((None, True, False)),
        "language": dice.maybe(Language.ENGLISH),
    }


def _clock(scene: Scene) -> int:
    due = [row for row in scene.whole.clock.values() if row.next_signal_at and row.next_signal_at <= scene.stage.now]
    return scene.dice.pick([row.serial for row in due] or [*scene.whole.clock, 99])


def _upheld(scene: Scene, *kinds: OverlayKind) -> dict[str, Any]:
    return {"overlay": scene.overlay(*kinds), "upheld": scene.flag(), "reason": scene.text()}


def _whom(scene: Scene) -> dict[str, Any]:
    if scene.flag():
        return {"unit": scene.involved_unit()}
    return {"staff": staff(Role.UNIT_CLERK, scene.involved_unit()).staff}


def _checks(scene: Scene) -> tuple[PointCheck, ...]:
    """Mostly every point is found dealt with; now and then one that nobody listed, or one more."""
    dice = scene.dice
    states = (PointState.ANSWERED, PointState.ANSWERED, PointState.ANSWERED, *PointState)
    checks = [PointCheck(dice.pick(states), serial) for serial in scene.whole.point]
    if dice.one_in(6):
        checks.append(PointCheck(dice.pick(states), text=scene.text()))
    if dice.one_in(20):
        checks.append(PointCheck(PointState.ANSWERED, 99))
    return tuple(checks)


def _listed(scene: Scene) -> dict[str, Any]:
    kept = tuple(serial for serial in scene.whole.point if not scene.flag(4))
    return {"kept": kept, "added": tuple(scene.text() for _ in range(scene.dice.roll(3)))}


def _grounds(scene: Scene) -> tuple[CorrectionGround, ...]:
    first = () if scene.flag(12) else (scene.dice.pick(list(CorrectionGround)),)
    return (*first, *(ground for ground in CorrectionGround if scene.flag(8)))


K = OverlayKind

ARGUMENTS: Mapping[str, Callable[[Scene], dict[str, Any]]] = {
    "receive": lambda s: {"intake": _intake(s), "callers": _strangers(s)},
    "import_history": lambda s: {
        "history": History(
            title=WORDS,
            account=WORDS,
            unit=s.unit(),
            reply=s.text(empty=4),
            replied_at=s.dice.maybe(s.stage.now + s.dice.pick(STEPS)),
        )
    },
    "queue": lambda s: {"note": s.text(empty=2)},
    "answer": lambda s: {"content": s.text()},
    "redirect": lambda s: {
        "procedure": s.dice.pick(list(Procedure)),
        "body": s.text(),
        "case_number": s.text(empty=3),
    },
    "hand_over": lambda s: {"service": s.dice.pick(list(EmergencyService))},
    "transfer_out": lambda s: {"body": s.text(), "receipt": s.text()},
    "no_matter": lambda s: {"reason": s.text()},
    "dispatch": lambda s: {
        "unit": s.unit(),
        "transfer": s.text(),
        "co_handlers": (s.unit(),) if s.flag(5) else (),
        "copies": (s.unit(),) if s.flag(5) else (),
    },
    "designate": lambda s: {"unit": s.unit(), "transfer": s.text(), "reason": s.text()},
    "decide_send_back": lambda s: _upheld(s, K.SEND_BACK),
    "change_host": lambda s: {"unit": s.unit(), "reason": s.text()},
    "decide_host_change": lambda s: _upheld(s, K.HOST_CHANGE) | {"unit": s.dice.maybe(s.unit())},
    "recall": lambda s: {"reason": s.text()},
    "add_co_handler": lambda s: {"unit": s.unit(), "reason": s.text()},
    "decide_co_handling": lambda s: _upheld(s, K.CO_HANDLING) | {"unit": s.dice.maybe(s.unit())},
    "split": lambda s: {"intake": _intake(s), "callers": (s.caller(),), "transfer": s.text(empty=5)},
    "merge": lambda s: {"parent": s.other_order()},
    "unmerge": lambda s: {"parent": s.other_order()},
    "sign": lambda s: {},
    "sign_automatically": lambda s: {"assignment": s.assignment()},
    "send_back": lambda s: {
        "code": s.dice.pick(list(SendBackReason)),
        "reason": s.text(),
        "suggested": s.dice.maybe(s.unit()),
    },
    "delegate": lambda s: {"unit": s.below(), "instruction": s.text()},
    "recall_delegate": lambda s: {"assignment": s.assignment(), "reason": s.text()},
    "request_co_handler": lambda s: {"unit": s.dice.maybe(s.unit()), "reason": s.text()},
    "request_host_change": lambda s: {"unit": s.dice.maybe(s.unit()), "reason": s.text()},
    "request_redirection": lambda s: {
        "procedure": s.dice.pick(list(Procedure)),
        "body": s.text(),
        "case_number": s.text(empty=6),
    },
    "decide_redirection": lambda s: _upheld(s, K.REDIRECTION),
    "give_opinion": lambda s: {"opinion": s.text()},
    "assist": lambda s: {"unit": s.dice.pick((15, 31, s.unit())), "note": s.text()},
    "end_assistance": lambda s: {"done": s.flag(), "note": s.text()},
    "record_progress": lambda s: {"note": s.text(), "contact": s.dice.pick((ContactWay.NONE, *ContactWay))},
    "reply": lambda s: {
        "caller": s.caller(),
        "way": s.dice.pick((ReplyWay.BRIDGED_CALL, ReplyWay.BRIDGED_CALL, *ReplyWay)),
        "content": s.text(),
        "attempt": s.dice.maybe(s.dice.pick(list(AttemptResult)), one_in=6),
        "proof": s.text(empty=4),
    },
    "settle_reply": lambda s: {"caller": s.caller(), "delivered": not s.flag(3)},
    "feed_back": lambda s: {"result": _result(s)},
    "extend": lambda s: {
        "amount_working_days": s.dice.pick((5, 10, 1, 11, 0)),
        "reason": s.text(),
        "document": s.text(empty=4),
    },
    "decide_extension": lambda s: _upheld(s, K.EXTENSION),
    "change_promise": lambda s: {"until": s.date(), "reason": s.text()},
    "decide_promise_change": lambda s: _upheld(s, K.PROMISE_CHANGE),
    "stop": lambda s: {
        "statement": s.text(),
        "explanation": s.text(),
        "ground": s.dice.pick((StopGround.SAME_FACTS_AND_REASONS, *StopGround)),
        "earlier": s.dice.maybe(s.other_order()),
    },
    "list_points": _listed,
    "examine": lambda s: {"note": s.text(empty=2), "points": _checks(s)},
    "return_for_correction": lambda s: {
        "reason": s.text(),
        "assignment": s.dice.maybe(s.assignment()),
        "grounds": _grounds(s),
        "points": _checks(s) if s.flag(4) else (),
    },
    "uphold_stop": lambda s: {"reason": s.text()},
    "overturn_stop": lambda s: {"reason": s.text()},
    "call_back": lambda s: {"caller": s.caller(), "talk": _talk(s)},
    "accept_dissatisfaction": lambda s: {"caller": s.caller(), "reason": s.text()},
    "rate": _rating,
    "propose_rehandling": lambda s: {"caller": s.caller(), "reason": s.text()},
    "decline_rehandling": lambda s: {"overlay": s.overlay(K.REHANDLING), "reason": s.text()},
    "check_rating": lambda s: {
        "rating": s.dice.pick([row.serial for row in s.whole.rating.values() if row.check_state] or [99]),
        "stands": s.flag(),
        "reason": s.text(),
    },
    "rehandle": lambda s: {
        "reason": s.text(),
        "unit": s.dice.maybe(s.unit(), one_in=4),
        "callers": (s.caller(),) if s.flag(4) else (),
        "points": _checks(s) if s.flag(4) else (),
    },
    "close": lambda s: {"note": s.text(empty=2)},
    "reopen": lambda s: {
        "cause": s.dice.pick(list(ReopenCause)),
        "reason": s.text(),
        "unit": s.dice.maybe(s.unit(), one_in=4),
    },
    "request_reopening": lambda s: {"caller": s.caller(), "text": s.text()},
    "decide_reopening": lambda s: _upheld(s, K.REOPENING) | {"unit": s.dice.maybe(s.unit(), one_in=4)},
    "archive": lambda s: {},
    "supplement": lambda s: {"text": s.text(), "caller": s.dice.maybe(s.caller())},
    "add_caller": lambda s: {"stranger": _stranger(s), "wish": s.text()},
    "change_wishes": _wishes,
    "urge": lambda s: {"reason": s.text()},
    "object": lambda s: {"caller": s.caller(), "text": s.text()},
    "demand_explanation": lambda s: {"caller": s.caller(), "text": s.text()},
    "explain": lambda s: {"overlay": s.overlay(K.EXPLANATION, K.OBJECTION), "text": s.text()},
    "contest": lambda s: {"caller": s.caller(), "note": s.text(empty=2)},
    "prove": lambda s: {"overlay": s.overlay(K.CONTRADICTION), "way": s.dice.pick(list(ReplyWay)), "text": s.text()},
    "decide_contradiction": lambda s: {
        "overlay": s.overlay(K.CONTRADICTION),
        "reply_stands": s.flag(),
        "untruth": s.flag(4),
        "reason": s.text(),
    },
    "withdraw": lambda s: {"caller": s.caller(), "reason": s.text()},
    "decide_withdrawal": lambda s: {"overlay": s.overlay(K.WITHDRAWAL), "free": s.flag(), "reason": s.text()},
    "supervise": lambda s: {
        "level": s.dice.pick((SupervisionLevel.CITY, *SupervisionLevel)),
        "ground": s.dice.pick(list(SupervisionGround)),
        "reason": s.text(),
    },
    "answer_supervision": lambda s: {"overlay": s.overlay(K.SUPERVISION), "text": s.text()},
    "escalate": lambda s: {"step": s.dice.pick(list(EscalationStep)), "reason": s.text()},
    "decide_escalation": lambda s: {
        "overlay": s.overlay(K.ESCALATION),
        "text": s.text(),
        "unit": s.dice.pick([None, s.unit()]),
        "transfer": s.text(),
    },
    "attach_instruction": lambda s: {"text": s.text(), "until": s.dice.maybe(s.date())},
    "mark_difficult": lambda s: {"difficult": s.flag(), "reason": s.text()},
    "report_risk": lambda s: {"note": s.text()},
    "report_retaliation": lambda s: {
        "caller": s.caller(),
        "said": _report(s),
    },
    "decide_retaliation": lambda s: {
        "overlay": s.overlay(K.RETALIATION),
        "found": s.flag(),
        "reason": s.text(),
        "body": s.text(empty=4),
    },
    "record_dissuasion": lambda s: {"note": s.text()},
    "refer_to_police": lambda s: {"ground": s.dice.pick(list(PoliceGround)), "note": s.text()},
    "end_referral": lambda s: {"overlay": s.overlay(K.POLICE_REFERRAL), "reason": s.text()},
    "declare_interest": lambda s: {"reason": s.text()},
    "demand_recusal": lambda s: {"caller": s.caller(), "reason": s.text(), **_whom(s)},
    "decide_recusal": lambda s: _upheld(s, K.RECUSAL),
    "renew_query_code": lambda s: {"caller": s.caller()},
    "send_one_time_code": lambda s: {"caller": s.caller()},
    "reveal": lambda s: {"caller": s.caller(), "field": s.dice.pick(list(RevealField)), "purpose": s.text()},
    "seal_content": lambda s: {"reason": s.text()},
    "confirm_sealing": lambda s: {
        "overlay": s.overlay(K.SEALING),
        "neutral_text": s.text(empty=2),
        "body": s.text(empty=2),
        "confirmed": s.flag(),
    },
    "forget": lambda s: {"person": next((row.person for row in s.whole.caller.values() if row.person), 0)},
    "attach": lambda s: {"restricted": s.flag()},
    "remove_infected": lambda s: {"sequence": 2, "place": 1},
    "correct": lambda s: {"reason": s.text(), "correction": _correction(s)},
    "signal_clock": lambda s: {"clock": _clock(s)},
    "recompute_clocks": lambda s: {"calendar_version": s.stage.around(SYSTEM).calendar.version},
    "shift_clocks": lambda s: {
        "clocks": tuple(row.serial for row in s.whole.clock.values() if row.running and row.unit is not None)[:2],
        "amount_working_days": s.dice.pick((1, 2, 0)),
        "reason": s.text(),
    },
    "succeed_unit": lambda s: {"old": s.involved_unit(), "new": s.unit()},
}
"""How the arguments of each act are drawn: mostly what makes sense, now and then what does not."""

DRIVERS: Mapping[OrderState, tuple[str, ...]] = {
    OrderState.REGISTERED: ("dispatch", "queue", "dispatch"),
    OrderState.DISPATCHING: ("dispatch", "designate"),
    OrderState.HANDLING: ("sign", "reply", "feed_back", "sign", "reply", "delegate", "stop", "extend", "signal_clock"),
    OrderState.FED_BACK: (
        "examine", "reply", "settle_reply", "list_points", "examine", "return_for_correction", "rehandle",
        "uphold_stop", "overturn_stop", "rate", "explain",
    ),
    OrderState.CALLBACK: (
        "call_back", "close", "call_back", "accept_dissatisfaction", "rate", "explain", "propose_rehandling",
    ),
    OrderState.TRACKED: ("feed_back", "feed_back", "reply", "settle_reply", "change_promise"),
    OrderState.CLOSED: ("reopen", "archive", "explain", "request_reopening"),
    OrderState.ARCHIVED: ("forget", "explain", "reopen"),
}  # fmt: skip
"""What takes an order on."""

ANSWERS: Mapping[OverlayKind, str] = {
    K.SEND_BACK: "decide_send_back",
    K.EXTENSION: "decide_extension",
    K.WITHDRAWAL: "decide_withdrawal",
    K.RECUSAL: "decide_recusal",
    K.HOST_CHANGE: "decide_host_change",
    K.PROMISE_CHANGE: "decide_promise_change",
    K.SEALING: "confirm_sealing",
    K.CONTRADICTION: "decide_contradiction",
    K.SUPERVISION: "answer_supervision",
    K.EXPLANATION: "explain",
    K.OBJECTION: "explain",
    K.CO_HANDLING: "decide_co_handling",
    K.ESCALATION: "decide_escalation",
    K.REDIRECTION: "decide_redirection",
    K.REOPENING: "decide_reopening",
    K.POLICE_REFERRAL: "end_referral",
    K.RETALIATION: "decide_retaliation",
    K.REHANDLING: "decline_rehandling",
}
"""By which act an open overlay is answered."""

BEGINNINGS = ("receive", "import_history")
MOST_ORDERS = 3


# ---- the walk --------------------------------------------------------------------------------------------------------


@dataclass
class Walk:
    """Tries one act after the other until the script is over; `done` and `refused` count what came of them."""

    dice: Dice
    stage: Stage
    after_each: Callable[[Act, list[int]], None]
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def go(self) -> None:
        """Walks to the end of the script."""
        while not self.dice.over:
            self.stage.now += self.dice.pick(STEPS) if self.dice.one_in(3) else dt.timedelta(minutes=1)
            if self.dice.one_in(60):
                self.stage.new_calendar()
            self.attempt(self._act())

    def attempt(self, act: Act) -> None:
        """One act, allowed or refused."""
        try:
            changed = self.stage.perform(act)
        except Refused as refused:
            self.refused[refused.code] += 1
            return
        self.done[act.action] += 1
        self.after_each(act, changed)

    def _act(self) -> Act:
        dice = self.dice
        if not self.stage.orders or (len(self.stage.orders) < MOST_ORDERS and dice.one_in(40)):
            action = BEGINNINGS[0] if not dice.one_in(25) else BEGINNINGS[1]
            nobody = Scene(dice, self.stage, _NOTHING)
            return Act(action, self._actor(action, nobody), None, ARGUMENTS[action](nobody))
        scene = Scene(dice, self.stage, self.stage.read(dice.pick(self.stage.orders)))
        for _ in range(8):
            action = self._action(scene)
            actor = self._actor(action, scene)
            if self._is_open(action, actor, scene.whole) or dice.one_in(8):
                break
        return Act(action, actor, scene.whole.order.id, ARGUMENTS[action](scene))

    def _is_open(self, action: str, actor: Actor, whole: OrderAggregate) -> bool:
        try:
            check(Draft.of(whole, self.stage.around(actor, whole.order.id)), action)
        except Refused:
            return False
        return True

    def _action(self, scene: Scene) -> str:
        dice, state = self.dice, scene.whole.order.state
        mood = dice.roll(16)
        if mood < 8:
            return dice.pick(DRIVERS[state])
        pending = [ANSWERS[row.kind] for row in scene.whole.overlay.values() if row.open and row.kind in ANSWERS]
        if any(row.check_state is RatingCheck.TO_CHECK for row in scene.whole.rating.values()):
            pending.append("check_rating")
        if mood < 10 and pending:
            return dice.pick(pending)
        if mood == 15:
            return dice.pick([action for action in ROWS if action not in BEGINNINGS])
        return dice.pick([action for action, row in ROWS.items() if state in row.moves])

    def _actor(self, action: str, scene: Scene) -> Actor:
        """Mostly somebody whose duty it is in a unit that stands to the order as it should; now and then anybody."""
        dice = self.dice
        roles = list(Role) if dice.one_in(40) else DUTIES[action].roles
        if Role.CALLER in roles and (roles == (Role.CALLER,) or dice.one_in(2)):
            people = [row.person for row in scene.whole.caller.values() if row.person is not None]
            return Actor(role=Role.CALLER, person=dice.pick([*people, *people, *people, 599]))
        units = self.stage.around(SYSTEM).units.units
        offices = [
            (role, unit) for role in roles if role in OFFICES for unit in units if units[unit].kind in OFFICES[role]
        ]
        if not offices:
            return SYSTEM
        liked = _standing(action, scene.whole)
        fitting = [one for one in offices if one[1] in liked]
        role, unit = dice.pick(fitting if fitting and not dice.one_in(12) else offices)
        return staff(role, unit, dice.pick((0, 0, 0, 1)))


CHAIN = (AssignmentKind.HOST, AssignmentKind.DELEGATE)
HANDLERS = (*CHAIN, AssignmentKind.CO_HANDLER, AssignmentKind.ASSISTANCE)
STANDING: Mapping[Relation, tuple[AssignmentKind, ...]] = {
    Relation.HOST: (AssignmentKind.HOST,),
    Relation.HOST_CHAIN: CHAIN,
    Relation.CENTRE_OR_PARENT: CHAIN,
    Relation.ASSIGNED: HANDLERS,
    Relation.CO_HANDLER: (AssignmentKind.CO_HANDLER,),
    Relation.ASSISTING: (AssignmentKind.ASSISTANCE,),
    Relation.ANYONE: HANDLERS,
}


def _standing(action: str, whole: OrderAggregate) -> set[int]:
    """The units that stand to the order as the duty asks."""
    relation = DUTIES[action].relation
    kinds = STANDING.get(relation, ())
    units = {row.unit for row in whole.assignment.values() if row.active and row.kind in kinds}
    if relation is Relation.OWED:
        units |= {row.unit for row in whole.overlay.values() if row.open and row.unit is not None}
    if relation not in (Relation.HOST, Relation.HOST_CHAIN, Relation.ASSIGNED):
        units.add(HOTLINE)
    return units


# ---- orders in memory ------------------------------------------------------------------------------------------------


def _attached(draft: Draft, *, restricted: bool) -> None:
    """One file joins the order by itself."""
    about: dict[str, Any] = {"name": f"{WORDS}.jpg", "media_type": "image/jpeg", "size": 1024, "digest": "0" * 64}
    files.attach(draft, count=1)
    files.join_files(draft, [files.FileEntry(storage_key="00/00", restricted=restricted, **about)])


DECISIONS: Mapping[str, Callable[..., None]] = {
    **{
        name: getattr(intake, name)
        for name in ("queue", "answer", "redirect", "hand_over", "transfer_out", "no_matter")
    },
    **{
        name: getattr(dispatching, name)
        for name in (
            "dispatch", "designate", "decide_send_back", "change_host", "decide_host_change", "recall",
            "add_co_handler", "decide_co_handling",
        )
    },
    **{
        name: getattr(handling, name)
        for name in (
            "sign", "send_back", "delegate", "recall_delegate", "request_co_handler", "request_host_change",
            "give_opinion", "assist", "end_assistance", "record_progress",
        )
    },
    **{
        name: getattr(feedback, name)
        for name in ("feed_back", "extend", "decide_extension")
    },
    **{
        name: getattr(examination, name)
        for name in ("examine", "return_for_correction", "rehandle")
    },
    "list_points": points.list_points,
    "rate": rating.rate,
    "check_rating": rating.check_rating,
    **{name: getattr(proposing, name) for name in ("propose_rehandling", "decline_rehandling")},
    **{name: getattr(callback, name) for name in ("call_back", "accept_dissatisfaction", "close")},
    **{
        name: getattr(callers, name)
        for name in ("supplement", "add_caller", "change_wishes", "urge", "withdraw", "decide_withdrawal")
    },
    **{
        name: getattr(disputes, name)
        for name in ("object", "demand_explanation", "explain", "contest", "prove", "decide_contradiction")
    },
    **{
        name: getattr(supervision, name)
        for name in (
            "supervise", "answer_supervision", "escalate", "decide_escalation", "attach_instruction", "mark_difficult",
            "report_risk",
            "record_dissuasion", "refer_to_police", "end_referral",
        )
    },
    **{name: getattr(conflict, name) for name in ("declare_interest", "demand_recusal", "decide_recusal", "correct")},
    **{name: getattr(secrecy, name) for name in ("reveal", "seal_content", "confirm_sealing", "forget")},
    "attach": _attached,
    "remove_infected": files.remove_infected,
    **{
        name: getattr(clockwork, name)
        for name in ("signal_clock", "sign_automatically", "recompute_clocks", "shift_clocks", "archive")
    },
    "renew_query_code": query_codes.renew_query_code,
    "send_one_time_code": following.send_one_time_code,
    **{name: getattr(redirecting, name) for name in ("request_redirection", "decide_redirection")},
    **{name: getattr(reopening, name) for name in ("reopen", "request_reopening", "decide_reopening")},
    **{name: getattr(stopping, name) for name in ("stop", "uphold_stop", "overturn_stop")},
    **{name: getattr(promises, name) for name in ("change_promise", "decide_promise_change")},
    "reply": replies.reply,
    "decide_retaliation": retaliation.decide_retaliation,
    "settle_reply": replies.settle_reply,
}  # fmt: skip
"""The decision behind each act on one order."""


def years_of_the_walk() -> tuple[CalendarYear, CalendarYear]:
    """The notice for 2026, and one for 2027 that arrives during a life (invented: a long new year)."""
    days = tuple(
        DayRule(dt.date(2027, 1, day), working=False, reason_zh="元旦", reason_en="New Year") for day in range(1, 6)
    )
    known = parse_year((CITIES / "calendars" / "2026.toml").read_text(encoding="utf-8"), "2026.toml")
    return known, CalendarYear(year=2027, days=days)


def next_calendars() -> tuple[WorkingCalendar, WorkingCalendar]:
    """The calendar before and after the notice for the next year."""
    years = years_of_the_walk()
    return WorkingCalendar.from_years(years[:1]), WorkingCalendar.from_years(years)


@dataclass
class Kept:
    """One order in memory with its log; each entry is JSON, as the database would hold it."""

    whole: OrderAggregate
    log: list[str] = field(default_factory=list)


class Memory:
    """Orders in memory: the gate, the decision, the row, and the event, as the door does it."""

    def __init__(self, regimes: Sequence[str], start: dt.datetime = MORNING) -> None:
        self.now = start
        self.policy: Policy = policy(*regimes)
        self.units: UnitDirectory = UNITS
        self.calendars = list(next_calendars())
        self.kept: dict[int, Kept] = {}
        self.last: list[tuple[OrderAggregate | None, Draft]] = []
        """What the last act found and what it left, order by order."""

    def fork(self) -> Memory:
        """The same orders once more, for a life that goes another way from here."""
        other = copy.copy(self)
        other.kept = {order: Kept(kept.whole, list(kept.log)) for order, kept in self.kept.items()}
        other.calendars = list(self.calendars)
        return other

    @property
    def orders(self) -> Sequence[int]:
        return list(self.kept)

    def read(self, order: int) -> OrderAggregate:
        return self.kept[order].whole

    @staticmethod
    def changes(entry: str) -> Changes:
        """What one event of a log carries."""
        return Changes(json.loads(entry)["changes"])

    def new_calendar(self) -> None:
        del self.calendars[:-1]

    def around(self, actor: Actor, order: int | None = None) -> Surroundings:
        return Surroundings(
            actor=actor,
            now=self.now,
            calendar=self.calendars[0],
            units=self.units,
            intake_policy=self.policy,
            handling_policy=self.policy,
        )

    def draft(self, act: Act, order: int) -> Draft:
        draft = Draft.of(self.kept[order].whole, self.around(act.actor))
        check(draft, act.action)
        return draft

    def perform(self, act: Act) -> list[int]:
        drafts = self._decide(act)
        self.last = []
        for draft in drafts:
            self._keep(act.action, draft)
        if act.action == "succeed_unit":
            self._end_unit(act.arguments["old"], act.arguments["new"])
        return [draft.order.id for draft in drafts]

    def _decide(self, act: Act) -> list[Draft]:
        special: dict[str, Callable[[Act], list[Draft]]] = {
            "receive": self._receive,
            "import_history": self._import_history,
            "split": self._split,
            "report_retaliation": self._report_retaliation,
            "merge": self._join,
            "unmerge": self._join,
            "forget": self._forget,
            "succeed_unit": self._succeed,
        }
        if act.action in special:
            return special[act.action](act)
        assert act.order is not None
        draft = self.draft(act, act.order)
        DECISIONS[act.action](draft, **self._arguments(act))
        return [draft]

    def _arguments(self, act: Act) -> dict[str, Any]:
        arguments = dict(act.arguments)
        if act.action == "add_caller":
            arguments["wishes"] = _as_wishes(arguments.pop("stranger"))
        if act.action == "stop" and arguments["earlier"] is not None:
            earlier = self.read(arguments["earlier"]).order
            people = (row.person for row in self.read(earlier.id).caller.values() if not earlier.secret)
            arguments["earlier"] = EarlierOrder(
                id=earlier.id,
                closed_as=earlier.closed_as,
                request_type=earlier.request_type,
                callers=frozenset(person for person in people if person is not None),
            )
        return arguments

    def _new_number(self) -> tuple[int, str]:
        number = len(self.kept) + 1
        return number, f"20261116-{number:05d}-0"

    def _receive(self, act: Act) -> list[Draft]:
        wishes = tuple(_as_wishes(one) for one in act.arguments["callers"])
        made = intake.receive(
            self.around(act.actor), *self._new_number(), intake=act.arguments["intake"], callers=wishes
        )
        return [made]

    def _import_history(self, act: Act) -> list[Draft]:
        return [history.import_history(self.around(act.actor), *self._new_number(), **act.arguments)]

    def _split(self, act: Act) -> list[Draft]:
        assert act.order is not None
        source = self.draft(act, act.order)
        return [source, joining.split(source, *self._new_number(), **act.arguments)]

    def _report_retaliation(self, act: Act) -> list[Draft]:
        assert act.order is not None
        source = self.draft(act, act.order)
        return [retaliation.report_retaliation(source, *self._new_number(), **act.arguments)]

    def _join(self, act: Act) -> list[Draft]:
        assert act.order is not None
        orders = (act.order, act.arguments["parent"])
        drafts = [self.draft(act, order) for order in orders]
        (joining.merge if act.action == "merge" else joining.unmerge)(drafts)
        return drafts

    def _forget(self, act: Act) -> list[Draft]:
        person = act.arguments["person"]
        mine = [one for one, kept in self.kept.items() if any(c.person == person for c in kept.whole.caller.values())]
        if not mine:
            raise Refused("caller_unknown")
        drafts = [self.draft(act, one) for one in mine]
        refusal = secrecy.forget_refusal([self.read(one) for one in mine], reopen_days=drafts[0].policy.reopen_days)
        if refusal is not None:
            raise refusal[0]
        for draft in drafts:
            for row in [row for row in draft.callers.values() if row.person == person]:
                secrecy.forget(draft, caller=row.serial)
        return drafts

    def _succeed(self, act: Act) -> list[Draft]:
        """A unit ends for all orders at once."""
        around, old = self.around(act.actor), act.arguments["old"]
        mine = [one for one in self.kept if succession.is_involved(Draft.of(self.read(one), around), old)]
        if not mine:
            raise Refused("unit_not_involved")
        drafts = [self.draft(act, one) for one in mine]
        for draft in drafts:
            succession.succeed_unit(draft, **act.arguments)
        return drafts

    def _keep(self, action: str, draft: Draft) -> None:
        before = draft.before
        after, changes = draft.finish()
        assert_lawful(action, before, after)
        payload = json.dumps({**draft.facts, "changes": changes}, default=str, ensure_ascii=False)
        replayed = merge(before, self.changes(payload))
        assert replayed == after, f"{action}: the event does not replay to what the act left"
        kept = self.kept.setdefault(after.order.id, Kept(after))
        kept.whole = replayed
        kept.log.append(payload)
        self.last.append((before, draft))

    def _end_unit(self, old: int, new: int) -> None:
        """As the act does once all orders have moved: the unit's row names its successor."""
        units = dict(self.units.merged(old, new).units)
        units[old] = replace(units[old], valid_until=self.now.date())
        self.units = replace(self.units, units=units)


def _as_wishes(stranger: Stranger) -> Wishes:
    known = stranger.person is not None
    return Wishes(
        person=500 + stranger.person if stranger.person is not None else None,
        anonymous=stranger.anonymous or not known,
        contactable=known,
        secret=stranger.secret,
        reply_waived=stranger.reply_waived,
        text_only=stranger.text_only,
        minor=stranger.minor,
    )


def _nothing() -> OrderAggregate:
    around = Surroundings(
        actor=SYSTEM,
        now=MORNING,
        calendar=calendar(2026),
        units=UNITS,
        intake_policy=policy(*STACKS["jinan"]),
        handling_policy=policy(*STACKS["jinan"]),
    )
    what = Intake(request_type=RequestType.HELP, channel=Channel.PHONE, title="", account="")
    return intake.start_order(around, 0, "", what).finish()[0]


_NOTHING = _nothing()
