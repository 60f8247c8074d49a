"""A matter in its caller's plain words: where it stands, what happened, what comes next, and by when (R47)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lianxin.law.decisions.common import NO_REPLY
from lianxin.law.decisions.following import Sight
from lianxin.law.lamps import Spoken
from lianxin.law.order_view import OrderView
from lianxin.law.state import Assignment, Caller, Clock, Overlay
from lianxin.law.terms import Term
from lianxin.law.transitions import ENDED
from lianxin.law.words import (
    AssignmentKind,
    CallbackResult,
    Channel,
    ClockEnd,
    ClockName,
    ClosedAs,
    FeedbackEnd,
    OrderState,
    OverlayKind,
    OverlayState,
    ReplyState,
)

S, K = OrderState, OverlayKind
UPHELD, REFUSED, ANSWERED_IT = OverlayState.UPHELD, OverlayState.REFUSED, OverlayState.ANSWERED
NOTHING = Spoken()
SOMEBODY = Spoken("有关单位", "the office in charge")
CHECKED = (CallbackResult.REACHED, CallbackResult.BY_MESSAGE)
"""Results of a callback by which the caller has said what came of it."""
ANSWERED = Spoken("已答复，请您核实", "Answered: please check")
CHECKED_NEXT = Spoken("热线中心审核、回访后办结", "The hotline checks the result, asks you, and closes the matter")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the matter stands for this caller, and what comes next; `good`: something has been reached."""

    words: Spoken
    then: Spoken = NOTHING
    good: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of what happened; `due_at`: the date that was told with it."""

    words: Spoken
    at: dt.datetime
    note: Spoken = NOTHING
    due_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Latest:
    """The date that is the caller's: the limit it is read from, or the term that will run from the transfer on."""

    words: Spoken
    clock: Clock | None = None
    term: Term | None = None


ENDS: Mapping[ClosedAs, Spoken] = {
    ClosedAs.ANSWERED: Spoken("已直接答复您", "You were answered at once"),
    ClosedAs.REDIRECTED: Spoken("已告诉您向哪个部门提出", "You were told which body to turn to"),
    ClosedAs.HANDED_OVER: Spoken("已紧急转给 110、119、120 等", "Handed at once to the emergency services"),
    ClosedAs.TRANSFERRED_OUT: Spoken("已转给有权处理的部门", "Passed on to the body that is competent"),
    ClosedAs.DONE: Spoken("已办结", "Closed"),
    ClosedAs.NOT_POSSIBLE: Spoken("已办结：依法不能办理", "Closed: not possible by law"),
    ClosedAs.STOPPED: Spoken("依规定不再办理", "Not handled further, by the rules"),
    ClosedAs.WITHDRAWN: Spoken("您已撤回", "You took it back"),
    ClosedAs.MERGED: Spoken("已与相同事项合并办理", "Handled together with a matter like it"),
    ClosedAs.NO_MATTER: Spoken("没有需要办理的事项", "There was nothing to handle"),
    ClosedAs.IMPORTED: Spoken("以前的记录", "A record of the past"),
}
"""How it ended, in plain words."""

THEN: Mapping[OrderState, Spoken] = {
    S.REGISTERED: Spoken("热线中心把它转交给负责的单位", "The hotline passes it on to the office in charge"),
    S.DISPATCHING: Spoken("热线中心把它转交给负责的单位", "The hotline passes it on to the office in charge"),
    S.HANDLING: Spoken("单位核实办理，然后答复您", "The office looks into it and then answers you"),
    S.FED_BACK: CHECKED_NEXT,
    S.CALLBACK: Spoken("请您评价；没有评价的，我们会回访您", "Please rate it; if you do not, we will call you"),
    S.TRACKED: Spoken("单位在约定的日期前办完，热线中心跟踪", "The office finishes by the date it promised; we watch"),
}


def standing(view: OrderView, caller: int, units: Mapping[int, Spoken]) -> Standing:
    """Where it stands; `units`: names of units that may be told."""
    order, person = view.order, view.callers[caller]
    if order.state in ENDED:
        words = ENDS[order.closed_as or ClosedAs.DONE]
        return Standing(words, good=order.closed_as in (ClosedAs.DONE, ClosedAs.ANSWERED))
    then = THEN[order.state]
    if order.state is S.CALLBACK and person.dissatisfied:
        heard = Spoken("热线中心与您核实，根据情况请单位重办", "The hotline asks you, and may have it handled again")
        return Standing(Spoken("您的评价已收到", "Your rating was received"), heard)
    if order.state is S.CALLBACK and person.callback in CHECKED:
        return Standing(
            Spoken("您已核实", "You have checked it"), Spoken("热线中心办结", "The hotline closes it"), good=True
        )
    if person.reply is ReplyState.MADE and order.state in (S.HANDLING, S.FED_BACK, S.CALLBACK):
        return Standing(ANSWERED, CHECKED_NEXT if order.state is S.HANDLING else then, good=True)
    return Standing(_open_words(view, units), then)


def _open_words(view: OrderView, units: Mapping[int, Spoken]) -> Spoken:
    host = view.host
    if view.order.state is S.HANDLING and host is not None and host.signed_at is None:
        return _given_to(host, units)
    if view.order.state is S.DISPATCHING and view.order.transferred_at is not None:
        return Spoken("正在重新转交", "Being passed on to another office")
    return {
        S.REGISTERED: Spoken("已受理", "Received"),
        S.DISPATCHING: Spoken("已受理", "Received"),
        S.HANDLING: Spoken("正在办理", "Being handled"),
        S.FED_BACK: Spoken("单位已报告结果，正在审核", "The office reported; the result is being checked"),
        S.CALLBACK: Spoken("已有结果，请您核实", "There is a result: please check"),
        S.TRACKED: Spoken("还在继续办理", "Still being handled"),
    }[view.order.state]


def _given_to(row: Assignment, units: Mapping[int, Spoken]) -> Spoken:
    unit = units.get(row.unit, SOMEBODY)
    return Spoken(f"已交给{unit.zh}", f"Given to {unit.en}")


# ---- by when ---------------------------------------------------------------------------------------------------------


def latest(view: OrderView, caller: int) -> Latest | None:
    """The caller's date: the one that runs, else the one they were told last; before the transfer its term (R20)."""
    person = view.callers[caller]
    dates = [row for row in view.running(ClockName.CALLERS_DATE, ClockName.REPLY, caller=caller) if not row.silent]
    if dates:
        return Latest(Spoken("最晚答复您", "You will be answered by"), min(dates, key=lambda row: row.name.value))
    second = next(iter(view.running(ClockName.SECOND_DATE)), None)
    if second is not None:
        return Latest(Spoken("最晚办完", "It will be done by"), second)
    told = [row for row in view.clocks.values() if row.name is ClockName.CALLERS_DATE and row.caller == caller]
    kept = [row for row in told if row.end is not ClockEnd.CANCELLED]
    if kept:
        return Latest(Spoken("应于此前答复您", "You were to be answered by"), kept[-1])
    waits = view.order.transferred_at is None and person.reply not in NO_REPLY
    found = view.policy.term(ClockName.CALLERS_DATE, view.rule_facts) if waits else None
    if found is None or view.order.state not in (S.REGISTERED, S.DISPATCHING):
        return None
    words = Spoken("从转交之日起算，答复您的期限", "From the day it is passed on, you are answered within")
    return Latest(words, term=found[0])


def explanation_limit(view: OrderView, caller: int) -> Clock | None:
    """By when an explanation is owed to this caller, to no other one (Art. 16; R27)."""
    kinds = (K.EXPLANATION, K.OBJECTION)
    own = {row.serial for row in view.open_overlays(*kinds) if row.caller == caller}
    clocks = [row for row in view.running(ClockName.EXPLANATION) if row.overlay in own]
    return min(clocks, key=lambda row: row.due_at, default=None)


# ---- what happened ---------------------------------------------------------------------------------------------------


def happened(view: OrderView, caller: int, seen: Sight, units: Mapping[int, Spoken]) -> list[Happened]:
    """What happened to the matter of this caller, the newest first; with the state alone, only where it stood."""
    person = view.callers[caller]
    lines = [_beginning(view, person), *_charges(view, person, units), *_replies(view, person), *_checks(view)]
    if view.order.closed_at is not None:
        lines.append(Happened(ENDS[view.order.closed_as or ClosedAs.DONE], view.order.closed_at))
    if seen is Sight.ALL:
        lines += _own_doing(view, caller)
    since = [one for one in lines if one.at >= person.joined_at or one is lines[0]]
    told = sorted(enumerate(since), key=lambda one: (one[1].at, one[0]), reverse=True)
    return [line for _, line in told]


def _beginning(view: OrderView, person: Caller) -> Happened:
    order = view.order
    if person.joined_at > order.received_at:
        return Happened(Spoken("您反映的事已并到这里一起办", "Your matter is handled here, together"), person.joined_at)
    ways = {Channel.WEB: Spoken("网上提交", "Sent on the web"), Channel.PHONE: Spoken("电话反映", "By telephone")}
    note = ways.get(order.channel, Spoken(order.channel.zh, order.channel.en))
    return Happened(Spoken("已受理", "Received"), order.received_at, note)


def _charges(view: OrderView, person: Caller, units: Mapping[int, Spoken]) -> Iterator[Happened]:
    """To whom it was given, and when they took it up."""
    hosts = sorted((r for r in view.assignments.values() if r.kind is AssignmentKind.HOST), key=lambda r: r.serial)
    last_round = 0
    for row in hosts:
        again = row.round > max(last_round, 1)
        words, last_round = _given_to(row, units), row.round
        if again:
            words = Spoken(f"重新办理，{words.zh}", f"Handled again. {words.en}")
        at = max(row.offered_at, person.joined_at) if row.active else row.offered_at
        date = _date_told(view, person.serial, row)
        note = Spoken("最晚答复您", "You will be answered by") if date else NOTHING
        yield Happened(words, at, note, date)
        if row.signed_at is not None and row.signed_at != row.offered_at:
            yield Happened(Spoken("正在办理", "Being handled"), row.signed_at)
        if row.first_contact_at is not None:
            met = Spoken("工作人员已联系您或到过现场", "The staff called you or came")
            yield Happened(met, row.first_contact_at)


def _date_told(view: OrderView, caller: int, row: Assignment) -> dt.datetime | None:
    own = (ClockName.CALLERS_DATE, ClockName.REPLY)
    found = [
        clock
        for clock in view.clocks.values()
        if clock.name in own and clock.caller == caller and clock.started_at == row.offered_at
    ]
    return min(found, key=lambda clock: clock.name.value).due_at if found else None


def _replies(view: OrderView, person: Caller) -> Iterator[Happened]:
    """The answers to this caller, of earlier rounds too."""
    for clock in view.clocks.values():
        met = clock.end in (ClockEnd.MET, ClockEnd.LATE) and clock.ended_at is not None
        earlier = clock.round < view.order.round
        if met and earlier and clock.name is ClockName.REPLY and clock.caller == person.serial and clock.ended_at:
            yield Happened(Spoken("已答复", "Answered"), clock.ended_at)
    if person.replied_at is not None:
        yield Happened(ANSWERED, person.replied_at)


def _checks(view: OrderView) -> Iterator[Happened]:
    for row in view.feedbacks.values():
        if row.ended_at is not None and row.end is FeedbackEnd.PASSED:
            yield Happened(Spoken("热线中心已审核", "Checked by the hotline"), row.ended_at)


ASKED: Mapping[OverlayKind, Spoken] = {
    K.WITHDRAWAL: Spoken("您申请撤回", "You asked to take it back"),
    K.EXPLANATION: Spoken("您要求说明", "You demanded an explanation"),
    K.OBJECTION: Spoken("您提出异议", "You objected"),
    K.CONTRADICTION: Spoken("您说没有得到答复，正在核实", "You said you were not answered: being checked"),
    K.REOPENING: Spoken("您要求重新办理", "You asked for it to be handled again"),
    K.RECUSAL: Spoken("您要求回避", "You asked somebody to stay out of it"),
}

BECAME: Mapping[tuple[OverlayKind, OverlayState], Spoken] = {
    (K.WITHDRAWAL, UPHELD): Spoken("撤回已确认", "Your withdrawal was confirmed"),
    (K.WITHDRAWAL, REFUSED): Spoken("撤回没有确认，继续办理", "Your withdrawal was not confirmed: it goes on"),
    (K.EXPLANATION, ANSWERED_IT): Spoken("已作出说明", "The explanation was given"),
    (K.OBJECTION, ANSWERED_IT): Spoken("已作出说明", "The explanation was given"),
    (K.CONTRADICTION, UPHELD): Spoken("核实没有答复，单位须再答复您", "No answer was found: the office owes you one"),
    (K.CONTRADICTION, REFUSED): Spoken("核实已经答复", "The answer was found to have been given"),
    (K.REOPENING, UPHELD): Spoken("同意重新办理", "It is handled again"),
    (K.REOPENING, REFUSED): Spoken("没有同意重新办理", "It is not handled again"),
    (K.RECUSAL, UPHELD): Spoken("已决定回避，由别人办理", "They stay out: others handle it"),
    (K.RECUSAL, REFUSED): Spoken("决定不回避，仍由他们办理", "They need not stay out of it"),
}


def _own_doing(view: OrderView, caller: int) -> Iterator[Happened]:
    """What the caller asked for, what became of it, and their ratings."""
    for row in view.overlays.values():
        if row.caller == caller and row.kind in ASKED:
            yield Happened(ASKED[row.kind], row.opened_at)
            yield from _outcome(row)
    for one in view.ratings.values():
        if one.caller == caller:
            yield Happened(Spoken("您作了评价", "You rated it"), one.rated_at)


def _outcome(row: Overlay) -> Iterator[Happened]:
    words = BECAME.get((row.kind, row.state))
    if words is not None and row.ended_at is not None:
        yield Happened(words, row.ended_at)
