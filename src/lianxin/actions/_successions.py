"""What a city's files say of units that ended: a new merger is carried out, one that was recorded stays (R8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lianxin.actions._door import Door
from lianxin.actions.succeed_unit import succeed_unit
from lianxin.law.city_data import City, UnitData
from lianxin.law.city_files import DataRefused
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.records.models import Unit

FILE = "units.toml"


def new_mergers(city: City, known: Iterable[Unit], door: Door) -> list[UnitData]:
    """The units that go over into their successors by these files, predecessors first; refuses what cannot be.

    `known` are the units as they stand before the files are written. A unit that comes in as one that has ended had
    nothing here that could go over. Raises `DataRefused`.
    """
    kept = {row.code: row for row in known}
    by_id = {row.pk: row for row in kept.values()}
    today = door.now.astimezone(SHANGHAI).date()
    found = []
    for row in city.units:
        before = kept.get(row.code)
        if before is None or row.successor is None:
            continue
        if before.successor_id is None:
            _check_day(row, today)
            found.append(row)
        elif by_id[before.successor_id].code != row.successor:
            _refuse_other(row, by_id[before.successor_id], before.valid_until)
    return sorted(found, key=lambda row: -_steps(city, row))


def carry_out(door: Door, mergers: Iterable[UnitData], ids: Mapping[str, int]) -> int:
    """Each merger by the one recorded act that moves what is open; returns how many orders moved."""
    moved = 0
    for row in mergers:
        key = f"succeed_unit:{ids[row.code]}:{door.now.isoformat()}"
        try:
            done = succeed_unit(replace(door, request_key=key), old=ids[row.code], new=ids[str(row.successor)])
        except Refused as refused:
            zh, en = refused.reason.zh + refused.reason.next_zh, f"{refused.reason.en} {refused.reason.next_en}"
            raise DataRefused(FILE, f"units[{row.code}].successor", zh, en) from refused
        moved += len(done)
    return moved


def _check_day(row: UnitData, today: dt.date) -> None:
    """Until its last day a unit works on: its orders move at the moment of the act, and no sooner."""
    if row.valid_until is not None and row.valid_until > today:
        raise DataRefused(
            FILE,
            f"units[{row.code}].successor",
            f"该单位 {row.valid_until} 起才不再存续；此前请只写 valid_until，到该日再写 successor 并重新载入",
            f"this unit ends on {row.valid_until}: until then give valid_until alone, from that day on the successor",
        )


def _refuse_other(row: UnitData, successor: Unit, on: dt.date | None) -> None:
    raise DataRefused(
        FILE,
        f"units[{row.code}].successor",
        f"该单位已于 {on} 由 {successor.code} 承继并记录在案，不能改为 {row.successor}；请写 {successor.code}",
        f"this unit went over into {successor.code} on {on}, by a recorded act: it cannot be {row.successor}, "
        f"give {successor.code}",
    )


def _steps(city: City, row: UnitData) -> int:
    """How many successors follow one another; the files were checked not to go in a circle."""
    steps, at = 0, row
    while at.successor is not None:
        steps, at = steps + 1, city.unit_by_code[at.successor]
    return steps
