"""What is made from the city's data is made once, and anew when the data or the day are others."""

from __future__ import annotations

import datetime as dt

from lianxin.law.actors import UnitDirectory
from lianxin.law.terms import SHANGHAI
from lianxin.web.city_data import of_city

EVENING = dt.datetime(2026, 11, 30, 23, 59, tzinfo=SHANGHAI)


def test_it_is_made_once_for_each_state_of_the_city_and_each_day() -> None:
    days: list[dt.date] = []

    def make(today: dt.date) -> list[dt.date]:
        days.append(today)
        return days[-1:]

    def other(_: dt.date) -> str:
        return "another"

    before, after = UnitDirectory(), UnitDirectory()
    assert of_city(before, EVENING, make) is of_city(before, EVENING, make)
    assert of_city(before, EVENING, other) == "another"
    assert of_city(before, EVENING, make) == [dt.date(2026, 11, 30)]
    assert len(days) == 1
    assert of_city(after, EVENING, make) == [dt.date(2026, 11, 30)]
    assert of_city(after, EVENING + dt.timedelta(minutes=1), make) == [dt.date(2026, 12, 1)]
    assert len(days) == 3
