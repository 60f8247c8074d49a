"""What is made from the city's data alone, its names and the choices of its forms: once for each state of the data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

from lianxin.law.actors import UnitDirectory
from lianxin.law.terms import SHANGHAI

Made = TypeVar("Made")
Make = Callable[[dt.date], Made]

_kept: list[tuple[UnitDirectory, dt.date, dict[Make[Any], Any]]] = []


def of_city(units: UnitDirectory, now: dt.datetime, make: Make[Made]) -> Made:
    """What `make` gives for the day; kept until another day, or until the city's data change. Not to be changed.

    `make` is a function of a module, by which what it gave is known. With every change of the city's data the rules
    are read anew, and the directory of units is another one.
    """
    today = now.astimezone(SHANGHAI).date()
    kept = next(iter(_kept), None)
    if kept is None or kept[0] is not units or kept[1] != today:
        kept = (units, today, {})
        _kept[:] = [kept]
    if make not in kept[2]:
        kept[2][make] = make(today)
    made: Made = kept[2][make]
    return made
