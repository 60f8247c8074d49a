"""The sweep: each limit makes itself known at its midnight, once, whoever sweeps and however late."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from lianxin.jobs.sweep import give_signals, sign_what_nobody_signed
from lianxin.jobs.turn import Turn
from lianxin.law.words import ClockName, DeliveryState, OverlayKind, OverlayState
from lianxin.records.models import Assignment, Clock, ClockSignal, Delivery, Event, Overlay, WorkOrder
from tests.jobs.stories import (
    LONG,
    answered,
    at,
    fed_back,
    returned,
    sent,
    signals,
    sweep,
    told_about,
    transferred,
)
from tests.patience import PATIENCE
from tests.small_city import SmallCity, build_small_city

HOLIDAY_EVE = "2026-09-29T10:00"
"""Five working days later is Monday 12 October; the last working day before that is Saturday 10 October, made up."""


@pytest.fixture
def city(db: None) -> SmallCity:
    return build_small_city()


def test_yellow_comes_at_the_midnight_of_a_make_up_saturday_and_red_after_the_due_date(city: SmallCity) -> None:
    order = transferred(city, HOLIDAY_EVE)
    sweep("2026-10-09T23:59")
    assert signals(order, ClockName.FEED_BACK) == []
    sweep("2026-10-10T00:00")
    assert signals(order, ClockName.FEED_BACK) == ["yellow_card"]
    sweep("2026-10-12T23:59")
    assert signals(order, ClockName.FEED_BACK) == ["yellow_card"]
    sweep("2026-10-13T00:00")
    assert signals(order, ClockName.FEED_BACK) == ["yellow_card", "overdue", "red_card"]
    cards = sent(order, unit=city.department)
    assert cards["yellow_card"] == cards["red_card"] == 3, "reply, feedback and finish each give their own"
    assert cards["overdue (recorded)"] >= 3, "the lamp turns red; the card says it"


def test_a_signal_is_one_event_on_the_orders_chain(city: SmallCity) -> None:
    order = transferred(city, HOLIDAY_EVE)
    given = sweep("2026-10-10T00:00")
    events = Event.objects.filter(subject_kind="order", subject_id=order, name="signal_clock")
    assert events.count() == ClockSignal.objects.filter(order=order).count() == given
    assert {event.occurred_at for event in events} == {at("2026-10-10T00:00")}
    assert {event.actor_role.value for event in events} == {"system"}


def test_a_second_sweep_at_the_same_moment_gives_nothing(city: SmallCity) -> None:
    order = transferred(city, HOLIDAY_EVE)
    assert sweep("2026-10-13T00:00") > 0
    before = WorkOrder.objects.get(pk=order).head_sequence
    assert sweep("2026-10-13T00:00") == 0
    assert WorkOrder.objects.get(pk=order).head_sequence == before


def test_after_three_days_off_it_catches_up_in_order_and_does_not_send_what_is_overtaken(city: SmallCity) -> None:
    first = transferred(city, "2026-09-28T10:00", key="a")
    second = transferred(city, HOLIDAY_EVE, key="b")
    sweep("2026-10-08T23:00")
    Delivery.objects.all().delete()
    known = ClockSignal.objects.count()
    sweep("2026-10-13T09:00")
    caught_up = ClockSignal.objects.order_by("id")[known:]
    moments = [signal_moment(row) for row in caught_up]
    assert moments == sorted(moments)
    for order in (first, second):
        cards = sent(order, unit=city.department)
        assert cards["yellow_card (recorded)"] == 3, "overtaken by the due moment"
        assert cards["red_card"] == 3
        assert cards["yellow_card"] == 0


def signal_moment(row: ClockSignal) -> dt.datetime:
    """When a card of a five-day limit was due: here yellow a working day before, overdue and red at the end."""
    yellow = {at("2026-10-11"): at("2026-10-09"), at("2026-10-13"): at("2026-10-10")}
    return yellow.get(row.computation, row.computation) if row.signal.value in CALM else row.computation


CALM = ("yellow_card", "reminder")


def test_while_the_feedback_lies_at_the_centre_the_units_limits_are_silent(city: SmallCity) -> None:
    order = transferred(city, HOLIDAY_EVE)
    answered(city, order, "2026-10-09T15:00")
    sweep("2026-10-20T09:00")
    assert signals(order, ClockName.FEED_BACK) == []
    assert sent(order, unit=city.department)["red_card"] == 0
    assert signals(order, ClockName.EXAMINE) == ["reminder", "overdue"], "the centre's own limit is not silent"


def test_returned_after_the_old_date_the_red_card_comes_with_the_next_working_day(city: SmallCity) -> None:
    order = transferred(city, HOLIDAY_EVE)
    answered(city, order, "2026-10-12T15:00")
    returned(city, order, "2026-10-15T16:00")
    sweep("2026-10-15T23:59")
    assert signals(order, ClockName.FEED_BACK) == []
    sweep("2026-10-16T00:00")
    assert signals(order, ClockName.FEED_BACK) == ["red_card"]
    fed_back(city, order, "2026-10-16T10:00")
    sweep("2026-10-30T10:00")
    assert signals(order, ClockName.FEED_BACK) == ["red_card"]


def test_never_signed_is_signed_at_the_limit_and_marked(city: SmallCity) -> None:
    order = transferred(city, "2026-11-06T10:00", signed=False)
    sweep("2026-11-09T23:59")
    assert not Assignment.objects.get(order=order).signed_automatically
    sweep("2026-11-10T00:00")
    charge = Assignment.objects.get(order=order)
    assert charge.signed_automatically
    assert charge.signed_at == at("2026-11-10T00:00")
    assert signals(order, ClockName.SIGN) == ["reminder", "overdue"]
    assert sent(order, unit=city.department)["signed_automatically"] == 1
    assert told_about(order, ClockName.SIGN) == ["reminder"], "that it is over is said by the automatic signing"
    assert sign_what_nobody_signed(at("2026-11-11"), Turn(LONG)).done == 0


def test_a_charge_that_went_unsigned_while_the_worker_was_off_is_signed_as_of_its_limit(city: SmallCity) -> None:
    order = transferred(city, "2026-11-06T10:00", signed=False)
    sweep("2026-11-12T09:00")
    charge = Assignment.objects.get(order=order)
    assert charge.signed_at == at("2026-11-10T00:00")


def test_when_the_callers_date_passes_supervision_is_proposed_once(city: SmallCity) -> None:
    order = transferred(city, HOLIDAY_EVE)
    sweep("2026-10-12T23:59")
    assert not Overlay.objects.filter(order=order, kind=OverlayKind.PROPOSAL).exists()
    sweep("2026-10-13T00:00")
    sweep("2026-10-20T00:00")
    proposal = Overlay.objects.get(order=order, kind=OverlayKind.PROPOSAL)
    assert proposal.code == "callers_date_passed"
    assert proposal.state is OverlayState.OPEN
    assert sent(order, desk="supervision")["supervision_proposed"] == 1


def test_one_order_that_breaks_does_not_hold_up_the_others(city: SmallCity, caplog: pytest.LogCaptureFixture) -> None:
    broken, whole = transferred(city, HOLIDAY_EVE, key="a"), transferred(city, HOLIDAY_EVE, key="b")
    WorkOrder.objects.filter(pk=broken).update(regime_at_transfer="lost")
    worked = give_signals(at("2026-10-10T00:00"), Turn(LONG))
    assert not worked.left
    assert signals(whole, ClockName.FEED_BACK) == ["yellow_card"]
    assert signals(broken, ClockName.FEED_BACK) == []
    WorkOrder.objects.filter(pk=broken).update(regime_at_transfer=WorkOrder.objects.get(pk=whole).regime_at_transfer)
    sweep("2026-10-10T00:01")
    assert signals(broken, ClockName.FEED_BACK) == ["yellow_card"], "tried again in the next turn"
    assert "138" not in caplog.text


def test_a_turn_ends_in_time_and_says_that_work_is_left(city: SmallCity) -> None:
    transferred(city, HOLIDAY_EVE)
    assert give_signals(at("2026-10-13"), Turn(0)).left


@pytest.mark.usefixtures("committing_db")
def test_two_sweeps_at_once_give_each_signal_once() -> None:
    city = build_small_city()
    orders = [transferred(city, HOLIDAY_EVE, key=f"o{number}") for number in range(6)]
    start = threading.Barrier(3)

    def run(_: int) -> int:
        start.wait()
        try:
            done = 0
            while True:
                worked = give_signals(at("2026-10-14T09:00"), Turn(LONG))
                done += worked.done
                if not Clock.objects.filter(next_signal_at__lte=at("2026-10-14T09:00")).exists():
                    return done
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        given = list(pool.map(run, range(3)))
    events = Event.objects.filter(name="signal_clock").count()
    assert sum(given) == events == ClockSignal.objects.count()
    for order in orders:
        assert signals(order, ClockName.FEED_BACK) == ["yellow_card", "overdue", "red_card"]
        assert sent(order, unit=city.department)["red_card"] == 3


@pytest.mark.usefixtures("committing_db")
def test_an_order_somebody_has_in_hand_is_passed_over_and_not_waited_for() -> None:
    city = build_small_city()
    held, free = transferred(city, HOLIDAY_EVE, key="a"), transferred(city, HOLIDAY_EVE, key="b")
    has_it, may_go = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                WorkOrder.objects.select_for_update().get(pk=held)
                has_it.set()
                may_go.wait(PATIENCE)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        has_it.wait(PATIENCE)
        give_signals(at("2026-10-10T00:00"), Turn(LONG))
        assert signals(free, ClockName.FEED_BACK) == ["yellow_card"]
        assert signals(held, ClockName.FEED_BACK) == []
        may_go.set()
        holding.result(30)
    give_signals(at("2026-10-10T00:01"), Turn(LONG))
    assert signals(held, ClockName.FEED_BACK) == ["yellow_card"]


def test_a_calendar_that_leads_back_to_the_same_date_counts_the_signal_once(city: SmallCity) -> None:
    order = transferred(city, HOLIDAY_EVE)
    sweep("2026-10-10T00:00")
    clock = Clock.objects.get(order=order, name=ClockName.FEED_BACK)
    Clock.objects.filter(pk=clock.pk).update(next_signal="yellow_card", next_signal_at=at("2026-10-10T06:00"))
    sweep("2026-10-10T07:00")
    assert signals(order, ClockName.FEED_BACK) == ["yellow_card"]
    assert Clock.objects.get(pk=clock.pk).next_signal_at == at("2026-10-13")
    assert Delivery.objects.filter(order=order, state=DeliveryState.PENDING, template="yellow_card").count() == 4
