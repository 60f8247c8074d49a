"""What one event says to people: who acted, and what became of it, read off what the event carries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.visibility import Audience
from lianxin.law.words import (
    AssignmentKind,
    AttemptResult,
    CallbackResult,
    ClosedAs,
    ContactWay,
    CorrectionGround,
    EmergencyService,
    EscalationStep,
    Grade,
    OrderState,
    Outcome,
    PoliceGround,
    Procedure,
    ReplyWay,
    RevealField,
    Role,
    SendBackReason,
    Solved,
    SupervisionGround,
    SupervisionLevel,
    TalkResult,
    Word,
)
from lianxin.records.log import LoggedEvent
from lianxin.web.dates import day_words
from lianxin.web.orders.sheet import Sheet

Day = Callable[[dt.date, dt.datetime], Spoken]
"""How a date is said beside the moment of its event."""

KNOWN_BY_NUMBER = frozenset({Role.AGENT, Role.EXPERT, Role.SHIFT_LEADER, Role.CALLBACK_CLERK})
"""People of the centre whom callers and units know by the number of their seat."""

AT_CENTRE = frozenset({Audience.CENTRE, Audience.CENTRE_OFFICE, Audience.OVERSIGHT})

FACTS: Mapping[str, tuple[type[Word], ...]] = {
    "outcome": (Outcome,),
    "attempt": (AttemptResult, TalkResult),
    "way": (ReplyWay, ContactWay),
    "contact_way": (ContactWay,),
    "level": (SupervisionLevel,),
    "ground": (SupervisionGround, PoliceGround),
    "step": (EscalationStep,),
    "service": (EmergencyService,),
    "procedure": (Procedure,),
    "field": (RevealField,),
}
"""Facts of an event that are words of the law."""

DECISIONS: Mapping[str, tuple[Spoken, Spoken]] = {
    "upheld": (Spoken("同意", "upheld"), Spoken("不同意", "refused")),
    "reply_stands": (Spoken("回复成立", "the reply stands"), Spoken("回复不成立", "the reply falls")),
    "found": (Spoken("认定属实", "found to be so"), Spoken("未认定", "not found")),
    "untruth": (Spoken("认定不实", "found untrue"), Spoken()),
    "delivered": (Spoken("已送达", "delivered"), Spoken("未能送达，须再次答复", "not delivered: to be answered again")),
}


def who(sheet: Sheet, event: LoggedEvent) -> Spoken:
    """Who acted: unit and name; seats of the centre by their number for readers outside it."""
    if event.role is Role.CALLER or event.role is Role.SYSTEM or event.staff is None:
        return Spoken(event.role.zh, event.role.en)
    person = sheet.log.people.get(event.staff)
    if person is None:
        return Spoken(event.role.zh, event.role.en)
    if event.role in KNOWN_BY_NUMBER and person.number and sheet.reading.audience not in AT_CENTRE:
        return Spoken(f"{event.role.zh} {person.number}", f"{event.role.en} {person.number}")
    unit = sheet.unit(event.unit)
    zh, en = (unit.zh, person.name), (unit.en, person.name)
    return Spoken(" · ".join(one for one in zh if one), " · ".join(one for one in en if one))


def story(sheet: Sheet, event: LoggedEvent, *, day: Day = day_words) -> Spoken:
    """What became of it, in short: decisions, units, dates, what a caller said in the callback."""
    said = [one for one in _lines(sheet, event, day) if one.zh]
    return Spoken("；".join(one.zh for one in said), "; ".join(one.en for one in said))


def _lines(sheet: Sheet, event: LoggedEvent, day: Day) -> Iterator[Spoken]:
    yield _whose(sheet, event)
    for name, (yes, no) in DECISIONS.items():
        if name in event.payload:
            yield yes if event.payload[name] else no
    for name, kinds in FACTS.items():
        if name in event.payload:
            yield _word(kinds, str(event.payload[name]))
    yield from _grounds(event)
    yield from _charges(sheet, event)
    yield from _requests(event, day)
    yield from _callbacks(sheet, event)
    yield from _dates(event, day)
    yield from _moves(event)


def _whose(sheet: Sheet, event: LoggedEvent) -> Spoken:
    """Which of several callers it is about: each has own wishes, replies and callbacks (R27)."""
    rows = event.rows("caller")
    if event.sequence == 1 or len(sheet.draft.callers) == 1 or len(rows) != 1:
        return Spoken()
    serial = next(iter(rows))
    return Spoken(f"来电人 {serial}", f"caller {serial}")


def _word(kinds: tuple[type[Word], ...], code: str) -> Spoken:
    found = next((word for kind in kinds for word in kind if word.value == code), None)
    return Spoken(found.zh, found.en) if found is not None else Spoken()


def _grounds(event: LoggedEvent) -> Iterator[Spoken]:
    """For which grounds a feedback came back, and which points it did not deal with."""
    grounds = [CorrectionGround(one) for one in event.payload.get("grounds", ())]
    yield Spoken("、".join(one.zh for one in grounds), ", ".join(one.en for one in grounds))
    if missing := event.payload.get("missing_points"):
        numbers = [str(one) for one in missing]
        yield Spoken(f"遗漏要点 {'、'.join(numbers)}", f"points missing: {', '.join(numbers)}")


def _charges(sheet: Sheet, event: LoggedEvent) -> Iterator[Spoken]:
    """Units that got a charge with this event."""
    for fields in event.rows("assignment").values():
        if "unit" in fields:
            kind, unit = AssignmentKind(fields["kind"]), sheet.unit(fields["unit"])
            yield Spoken(f"{unit.zh}{kind.zh}", f"{kind.en}: {unit.en}")


def _requests(event: LoggedEvent, day: Day) -> Iterator[Spoken]:
    """What was asked for."""
    for fields in event.rows("overlay").values():
        if "kind" not in fields:
            continue
        yield _word((SendBackReason,), str(fields.get("code") or ""))
        if fields.get("amount"):
            yield Spoken(f"{fields['amount']} 个工作日", f"{fields['amount']} working days")
        if fields.get("until_date"):
            until = day(dt.date.fromisoformat(fields["until_date"]), event.occurred_at)
            yield Spoken(f"至 {until.zh}", f"until {until.en}")


def _callbacks(sheet: Sheet, event: LoggedEvent) -> Iterator[Spoken]:
    """What a callback came to and how the caller rated the result, as the table of callers says it (Art. 22, 27, R57).

    That after the last try a message was left, the centre alone is told (R28).
    """
    for fields in event.rows("caller").values():
        result = fields.get("callback")
        if result == CallbackResult.UNREACHABLE.value and sheet.reading.audience in AT_CENTRE:
            yield Spoken("计为未联系上，已发消息", "counts as unreachable, a message was left")
        elif result:
            yield _word((CallbackResult,), result)
        yield _word((Solved,), fields.get("solved") or "")
        if fields.get("grade_result"):
            grade = Grade(fields["grade_result"])
            yield Spoken(f"对结果{grade.zh}", f"with the result: {grade.en.lower()}")


def _dates(event: LoggedEvent, day: Day) -> Iterator[Spoken]:
    for fields in event.rows("feedback").values():
        if fields.get("second_date"):
            second = day(dt.date.fromisoformat(fields["second_date"]), event.occurred_at)
            yield Spoken(f"第二时限 {second.zh}", f"second date {second.en}")


def _moves(event: LoggedEvent) -> Iterator[Spoken]:
    order: dict[str, Any] = event.changes.get("order", {})
    if order.get("closed_as"):
        ended = ClosedAs(order["closed_as"])
        yield Spoken(f"办结：{ended.zh}", f"ended: {ended.en}")
    elif order.get("state") and event.sequence > 1:
        state = OrderState(order["state"])
        yield Spoken(f"转为“{state.zh}”", f"now: {state.en}")
