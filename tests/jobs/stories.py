"""Lives of orders for the tests of the jobs: in a small city, at moments that the test chooses."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from lianxin.actions import Door, dispatch, examine, feed_back, reply, return_for_correction, sign
from lianxin.jobs.sweep import give_signals, sign_what_nobody_signed
from lianxin.jobs.turn import Turn
from lianxin.law.actors import Actor
from lianxin.law.decisions.feedback import Result
from lianxin.law.words import ClockName, CorrectionGround, Outcome, ReplyWay
from lianxin.records.models import Clock, ClockSignal, Delivery, Event
from tests.small_city import SmallCity, take

LONG = 600.0


def at(text: str) -> dt.datetime:
    """A moment in Shanghai: `2026-10-10` or `2026-10-10T08:30`."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.timezone(dt.timedelta(hours=8)))


def act(actor: Actor, moment: str, key: str) -> Door:
    return Door(actor, at(moment), key)


def transferred(city: SmallCity, moment: str, *, key: str = "a", signed: bool = True) -> int:
    """An order received, transferred to the department and signed for, all at one moment; its id."""
    order = take(city, key, at=at(moment)).order
    dispatch(
        act(city.dispatcher, moment, f"{key}-dispatch"), order=order, unit=city.department, transfer="请核实处理。"
    )
    if signed:
        sign(act(city.clerk, moment, f"{key}-sign"), order=order)
    return order


def answered(city: SmallCity, order: int, moment: str) -> None:
    """The unit replies to the caller and feeds back."""
    reply(
        act(city.clerk, moment, f"{order}-{moment}-reply"),
        order=order,
        caller=1,
        way=ReplyWay.MESSAGE,
        content="路灯已于昨日修好。",
    )
    fed_back(city, order, moment)


def fed_back(city: SmallCity, order: int, moment: str) -> None:
    result = Result(outcome=Outcome.DONE, findings="灯泡损坏。", measures="已更换。")
    feed_back(act(city.clerk, moment, f"{order}-{moment}-feed"), order=order, result=result)


def returned(city: SmallCity, order: int, moment: str) -> None:
    why = {"reason": "缺少现场照片。", "grounds": (CorrectionGround.EVIDENCE,)}
    return_for_correction(act(city.examiner, moment, f"{order}-{moment}-back"), order=order, **why)


def examined(city: SmallCity, order: int, moment: str) -> None:
    examine(act(city.examiner, moment, f"{order}-{moment}-examine"), order=order)


def sweep(moment: str) -> int:
    """What the worker does at a moment; how many signals were given."""
    given = give_signals(at(moment), Turn(LONG)).done
    sign_what_nobody_signed(at(moment), Turn(LONG))
    return given


def signals(order: int, name: ClockName) -> list[str]:
    """The signals that clocks of this name have given, in the order they were recorded."""
    serials = Clock.objects.filter(order=order, name=name).values_list("serial", flat=True)
    rows = ClockSignal.objects.filter(order=order, clock__in=list(serials)).order_by("id")
    return [row.signal.value for row in rows]


def sent(order: int, *, unit: int | None = None, desk: str | None = None) -> Counter[str]:
    """Templates of the messages that go to a unit or a desk; what is only recorded is marked so."""
    rows = Delivery.objects.filter(order=order, unit=unit, desk=desk, caller__isnull=True)
    return Counter(f"{row.template} ({row.state.value})" if row.next_at is None else row.template for row in rows)


def told_about(order: int, name: ClockName) -> list[str]:
    """The cards and reminders that are sent, not only recorded, about limits of this name."""
    serials = set(Clock.objects.filter(order=order, name=name).values_list("serial", flat=True))
    events = Event.objects.filter(subject_kind="order", subject_id=order, name="signal_clock")
    keys = {f"{order}:{event.sequence}:" for event in events if event.payload.get("clock") in serials}
    rows = Delivery.objects.filter(order=order, next_at__isnull=False).order_by("id")
    return [row.template for row in rows if row.key.rpartition(":")[0] + ":" in keys]
