"""Four at once on one order: one wins, three are told why, and the log has one event more (or one for each of two)."""

from __future__ import annotations

import datetime as dt
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import connections

from lianxin.actions import ACTIONS, CallerEntry, Done, Door
from lianxin.actions.count_month import count_month
from lianxin.law.actors import Actor
from lianxin.law.changes import replay
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.feedback import Result
from lianxin.law.decisions.intake import Intake
from lianxin.law.refusals import Refused
from lianxin.law.words import (
    Channel,
    ClosedAs,
    CorrectionGround,
    Grade,
    OrderState,
    Outcome,
    OverlayKind,
    Procedure,
    ReopenCause,
    ReplyWay,
    RequestType,
    Role,
    SendBackReason,
    Solved,
)
from lianxin.records.load import read_order
from lianxin.records.models import Event, IndicatorCount, IndicatorMonth, WorkOrder
from tests.actions.door_walk import bind, build_walkers_city
from tests.law.drafts import COUNTY, DEPARTMENT, HOTLINE, MORNING, OTHER, STREET, staff
from tests.law.walk import STACKS

CLERK = staff(Role.UNIT_CLERK, DEPARTMENT)
Try = Callable[[], object]


class Race:
    """A city, its orders, and four at the door at the same moment."""

    def __init__(self) -> None:
        build_walkers_city()
        bind(STACKS["jinan"])
        self._keys = itertools.count(1)
        self.now = MORNING

    def do(self, role: Role | Actor, action: str, **arguments: Any) -> Any:
        actor = role if isinstance(role, Actor) else staff(role, HOTLINE)
        return ACTIONS[action](Door(actor, self.now, f"key-{next(self._keys)}"), **arguments)

    def one_of(self, place: int, role: Role, action: str, **arguments: Any) -> Try:
        """An act to be tried by the place-th person of an office at the centre."""
        return lambda: self.do(staff(role, HOTLINE, (0, 1, 3, 5)[place]), action, **arguments)

    def run(self, *tries: Try) -> tuple[list[object], list[Refused]]:
        """All at once, each in a thread and connection of its own; who won, and who was told why not."""
        start = threading.Barrier(len(tries))

        def run(attempt: Try) -> object:
            start.wait()
            try:
                return attempt()
            except Refused as refused:
                return refused
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(tries)) as pool:
            answers = list(pool.map(run, tries))
        refused = [answer for answer in answers if isinstance(answer, Refused)]
        return [answer for answer in answers if not isinstance(answer, Refused)], refused

    # ---- orders ----------------------------------------------------------------------------------------------------

    def received(self, phone: str = "13800000001") -> int:
        what = Intake(request_type=RequestType.HELP, channel=Channel.PHONE, title="路灯不亮", account="坏了三天")
        done: Done = self.do(Role.AGENT, "receive", intake=what, callers=(CallerEntry(name="王小明", phone=phone),))
        return done.order

    def dispatched(self, phone: str = "13800000001") -> int:
        order = self.received(phone)
        self.do(Role.DISPATCHER, "dispatch", order=order, unit=DEPARTMENT, transfer="请核实处理。")
        return order

    def fed_back(self) -> int:
        order = self.dispatched()
        self.do(CLERK, "sign", order=order)
        self.do(CLERK, "reply", order=order, caller=1, way=ReplyWay.BRIDGED_CALL, content="已修复。")
        self.do(CLERK, "feed_back", order=order, result=Result(outcome=Outcome.DONE, findings="已更换灯泡。"))
        return order

    def called_back(self) -> int:
        order = self.fed_back()
        self.do(Role.EXAMINER, "examine", order=order)
        said = Talk(contacted=True, solved=Solved.YES, grade_result=Grade.SATISFIED)
        self.do(Role.EXAMINER, "call_back", order=order, caller=1, talk=said)
        return order


@pytest.fixture
def race(committing_db: str) -> Race:
    return Race()


def log_is_whole(order: int, events: int) -> None:
    """The order has so many events, without a gap, and they replay to what is stored."""
    rows = list(Event.objects.filter(subject_kind="order", subject_id=order).order_by("sequence"))
    assert [row.sequence for row in rows] == list(range(1, events + 1))
    assert WorkOrder.objects.get(pk=order).head_sequence == events
    assert replay([row.payload["changes"] for row in rows]) == read_order(order).aggregate


def one_wins(race: Race, order: int, *tries: Try) -> list[str]:
    """Runs four tries on one order; returns the codes by which three were refused."""
    before = WorkOrder.objects.get(pk=order).head_sequence
    won, refused = race.run(*tries)
    assert (len(won), len(refused)) == (1, len(tries) - 1)
    log_is_whole(order, before + 1)
    return sorted(one.code for one in refused)


def test_four_units_for_one_order(race: Race) -> None:
    order = race.received()
    units = (DEPARTMENT, OTHER, COUNTY, STREET)
    tries = [
        race.one_of(place, Role.DISPATCHER, "dispatch", order=order, unit=unit, transfer="请核实处理。")
        for place, unit in enumerate(units)
    ]
    assert one_wins(race, order, *tries) == ["wrong_state"] * 3
    hosts = [row.unit for row in read_order(order).aggregate.assignment.values() if row.kind == "host"]
    assert len(hosts) == 1


def test_four_ends_for_one_order(race: Race) -> None:
    order = race.received()
    body = {"procedure": Procedure.LITIGATION, "body": "法院", "case_number": "12"}
    codes = one_wins(
        race,
        order,
        race.one_of(0, Role.AGENT, "answer", order=order, content="答复"),
        race.one_of(1, Role.AGENT, "redirect", order=order, **body),
        race.one_of(3, Role.AGENT, "transfer_out", order=order, body="外市", receipt="回执"),
        race.one_of(2, Role.AGENT, "answer", order=order, content="另一答复"),
    )
    assert codes == ["wrong_state"] * 3
    assert read_order(order).aggregate.order.closed_as in (
        ClosedAs.ANSWERED,
        ClosedAs.REDIRECTED,
        ClosedAs.TRANSFERRED_OUT,
    )


def test_four_judgements_on_one_feedback(race: Race) -> None:
    order, back = race.fed_back(), {"grounds": (CorrectionGround.EVIDENCE,)}
    codes = one_wins(
        race,
        order,
        race.one_of(0, Role.EXAMINER, "examine", order=order),
        race.one_of(1, Role.EXAMINER, "return_for_correction", order=order, reason="缺照片", **back),
        # No rehandling among them: it is lawful after a pass as well (R49), so that two could win one after the other.
        race.one_of(2, Role.EXAMINER, "return_for_correction", order=order, reason="缺依据", **back),
        race.one_of(3, Role.EXAMINER, "examine", order=order),
    )
    assert len(codes) == 3
    assert set(codes) <= {"wrong_state", "no_feedback_pending", "nothing_pending"}
    feedback = read_order(order).aggregate.feedback
    assert len([row for row in feedback.values() if row.end is not None]) == 1


def test_four_decisions_on_one_send_back(race: Race) -> None:
    order = race.dispatched()
    race.do(CLERK, "send_back", order=order, code=SendBackReason.OTHER, reason="不属职责")
    request = {"order": order, "overlay": 1, "reason": "依职责"}
    tries = [
        race.one_of(place, Role.ARBITER, "decide_send_back", upheld=upheld, **request)
        for place, upheld in enumerate((True, False, True, False))
    ]
    codes = one_wins(race, order, *tries)
    assert set(codes) <= {"wrong_state", "already_decided", "nothing_pending"}
    whole = read_order(order).aggregate
    assert whole.order.upheld_send_backs == (whole.order.state is OrderState.DISPATCHING)


def test_four_signatures_and_four_feedbacks(race: Race) -> None:
    order = race.dispatched()
    clerks = [staff(Role.UNIT_CLERK, DEPARTMENT, number) for number in (0, 1, 3, 5)]
    signing = [partial(race.do, clerk, "sign", order=order) for clerk in clerks]
    assert one_wins(race, order, *signing) == ["already_signed"] * 3
    result = Result(outcome=Outcome.DONE, findings="已更换。")
    feeding = [partial(race.do, clerk, "feed_back", order=order, result=result) for clerk in clerks]
    assert one_wins(race, order, *feeding) == ["wrong_state"] * 3


def test_closing_and_rehandling_one_order(race: Race) -> None:
    order = race.called_back()
    codes = one_wins(
        race,
        order,
        race.one_of(0, Role.EXAMINER, "close", order=order),
        race.one_of(1, Role.EXAMINER, "close", order=order),
        race.one_of(2, Role.EXAMINER, "rehandle", order=order, reason="发现未办"),
        race.one_of(3, Role.EXAMINER, "rehandle", order=order, reason="发现未办"),
    )
    assert set(codes) == {"wrong_state"}


def test_four_reopenings_for_one_cause(race: Race) -> None:
    order = race.called_back()
    race.do(Role.EXAMINER, "close", order=order)
    race.now += dt.timedelta(days=2)
    again = {"order": order, "cause": ReopenCause.CALLER_RETURNED, "reason": "再次反映"}
    tries = [race.one_of(place, Role.EXAMINER, "reopen", **again) for place in range(4)]
    assert one_wins(race, order, *tries) == ["wrong_state"] * 3
    assert read_order(order).aggregate.order.round == 2


def test_two_orders_merged_into_each_other_at_once_neither_block_nor_vanish(race: Race) -> None:
    first, second = race.received("13800000001"), race.received("13800000002")
    race.do(Role.DISPATCHER, "dispatch", order=first, unit=DEPARTMENT, transfer="请核实处理。")
    race.now += dt.timedelta(hours=1)
    race.do(Role.DISPATCHER, "dispatch", order=second, unit=DEPARTMENT, transfer="请核实处理。")
    won, refused = race.run(
        race.one_of(0, Role.DISPATCHER, "merge", order=first, parent=second),
        race.one_of(1, Role.DISPATCHER, "merge", order=second, parent=first),
        race.one_of(2, Role.DISPATCHER, "merge", order=first, parent=second),
        race.one_of(3, Role.DISPATCHER, "merge", order=second, parent=first),
    )
    assert (len(won), len(refused)) == (1, 3)
    assert {one.code for one in refused} <= {"parent_must_be_earlier", "wrong_state"}
    assert read_order(second).aggregate.order.merged_into == first
    assert len(read_order(first).aggregate.caller) == 2
    for order in (first, second):
        log_is_whole(order, 3)


def test_what_does_not_exclude_each_other_is_done_one_after_the_other(race: Race) -> None:
    order = race.dispatched()
    won, refused = race.run(
        *(race.one_of(place, Role.AGENT, "supplement", order=order, text=f"补充{place}") for place in range(4))
    )
    assert (len(won), len(refused)) == (4, 0)
    log_is_whole(order, 6)


def test_one_request_for_sealing_is_confirmed_once(race: Race) -> None:
    order = race.dispatched()
    race.do(Role.EXAMINER, "seal_content", order=order, reason="疑涉密")
    whole = read_order(order).aggregate
    overlay = next(row.serial for row in whole.overlay.values() if row.kind is OverlayKind.SEALING)
    neutral = {"order": order, "overlay": overlay, "neutral_text": "中性内容"}
    tries = [
        race.one_of(place, Role.HEAD_OF_CENTRE, "confirm_sealing", confirmed=place % 2 == 0, **neutral)
        for place in range(4)
    ]
    codes = one_wins(race, order, *tries)
    assert set(codes) <= {"already_decided", "nothing_pending"}


def test_months_counted_by_four_at_once_are_counted_whole(race: Race) -> None:
    race.called_back()
    month = race.now.date().replace(day=1)
    counted, refused = race.run(*[partial(count_month, month, now=race.now, freeze_days=5)] * 4)
    assert (counted, refused) == ([True] * 4, [])
    assert IndicatorMonth.objects.get().month == month
    rows = list(IndicatorCount.objects.values_list("code", "of", "unit", "topic", "verdict"))
    assert rows
    assert len(rows) == len(set(rows)), "each figure once"
