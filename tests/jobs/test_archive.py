"""The archive: on day 31 after the last close, when nothing is owed any more (R66)."""

from __future__ import annotations

import pytest

from lianxin.actions import answer, demand_explanation, explain
from lianxin.jobs.archive import archive_what_is_over
from lianxin.jobs.turn import Turn
from lianxin.law.words import OrderState
from lianxin.records.models import Event, Overlay, WorkOrder
from tests.jobs.stories import LONG, act, at
from tests.small_city import SmallCity, build_small_city, take


@pytest.fixture
def city(db: None) -> SmallCity:
    return build_small_city()


def closed(city: SmallCity, moment: str, key: str = "a") -> int:
    order = take(city, key, at=at(moment)).order
    answer(act(city.agent, moment, f"{key}-answer"), order=order, content="请携带身份证到窗口办理。")
    return order


def run(moment: str) -> int:
    return archive_what_is_over(at(moment), Turn(LONG)).done


def state(order: int) -> OrderState:
    return WorkOrder.objects.get(pk=order).state


def test_an_order_is_archived_on_day_31_and_not_before(city: SmallCity) -> None:
    order = closed(city, "2026-09-10T16:00")
    assert run("2026-10-10T23:59") == 0
    assert state(order) is OrderState.CLOSED
    assert run("2026-10-11T00:00") == 1
    assert state(order) is OrderState.ARCHIVED
    assert Event.objects.filter(subject_id=order, name="archive").count() == 1
    assert run("2026-10-12T00:00") == 0


def test_many_are_archived_in_one_turn_and_what_is_left_in_the_next(city: SmallCity) -> None:
    orders = [closed(city, "2026-09-10T16:00", key=f"o{number}") for number in range(4)]
    assert archive_what_is_over(at("2026-10-11"), Turn(0)).left
    assert run("2026-10-11T00:00") == 4
    assert {state(order) for order in orders} == {OrderState.ARCHIVED}


def test_an_explanation_still_owed_keeps_an_order_from_the_archive(city: SmallCity) -> None:
    order = closed(city, "2026-09-10T16:00")
    door = act(city.agent, "2026-09-11T09:00", "demand")
    demand_explanation(door, order=order, caller=1, text="答复与窗口说法不一致，请说明。")
    assert run("2026-10-20T00:00") == 0
    overlay = Overlay.objects.get(order=order).serial
    explain(act(city.examiner, "2026-10-20T09:00", "explain"), order=order, overlay=overlay, text="以书面答复为准。")
    assert run("2026-10-20T10:00") == 1
    assert state(order) is OrderState.ARCHIVED
