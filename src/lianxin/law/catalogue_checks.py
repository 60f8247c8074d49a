"""What must hold of an edition of the dispatch catalogue before it may be put in force, and what is only told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lianxin.law.actors import HELPS_FROM, UnitFacts
from lianxin.law.catalogue_file import PlacedRow
from lianxin.law.lamps import Spoken
from lianxin.law.words import LegalRole, UnitKind

HOSTS = (LegalRole.UNDERTAKING, LegalRole.SUB_UNIT)
FOR_COMPLAINTS = (UnitKind.CENTRE_SECTION, UnitKind.CITY_OFFICE)
ABOUT_CONDUCT = "R14"
"""The ruling under which alone sections and the general office may host (R59)."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the city has: topics with those above them, places, units by code; and the day the edition shall begin."""

    topics: Mapping[str, str | None]
    divisions: Collection[str]
    units: Mapping[str, UnitFacts]
    on: dt.date


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, or worth a look; `at`: the row. A `fatal` one keeps the edition from being in force."""

    at: str
    said: Spoken
    fatal: bool = True


def faults_of(rows: Sequence[PlacedRow], known: Known) -> list[Fault]:
    """All that is wrong, row by row, then what the edition as a whole lacks."""
    found = [fault for one in rows for fault in _unknown(one, known)]
    return [*found, *_ties(rows), *_gaps(rows, known)]


def _unknown(one: PlacedRow, known: Known) -> Iterator[Fault]:
    row = one.row
    if row.topic not in known.topics:
        yield Fault(one.at, Spoken(f"没有事项 {row.topic}", f"there is no topic {row.topic}"))
    if row.division is not None and row.division not in known.divisions:
        yield Fault(one.at, Spoken(f"没有地点 {row.division}", f"there is no place {row.division}"))
    unit = known.units.get(row.unit)
    if unit is None:
        yield Fault(one.at, Spoken(f"没有单位 {row.unit}", f"there is no unit {row.unit}"))
        return
    if _ended(unit, known.on):
        yield Fault(one.at, Spoken(f"单位 {row.unit} 届时已终止", f"unit {row.unit} has ended by then"))
    if unit.valid_from is not None and unit.valid_from > known.on:
        zh, en = f"单位 {row.unit} 自 {unit.valid_from} 起才有", f"unit {row.unit} begins on {unit.valid_from} only"
        yield Fault(one.at, Spoken(zh, en))
    if not _may_host(unit, row.article):
        yield Fault(one.at, Spoken(f"单位 {row.unit} 不能承办（R1、R2）", f"unit {row.unit} cannot host (R1, R2)"))


def _ended(unit: UnitFacts, on: dt.date) -> bool:
    return unit.successor is not None or (unit.valid_until is not None and unit.valid_until <= on)


def _may_host(unit: UnitFacts, article: str) -> bool:
    if unit.kind in FOR_COMPLAINTS and article == ABOUT_CONDUCT:
        return True
    return (unit.legal_role in HOSTS and unit.level < HELPS_FROM) or unit.kind is UnitKind.COUNTY_HOTLINE


def _ties(rows: Sequence[PlacedRow]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for one in rows:
        if one.row.code in first:
            zh = f"与 {first[one.row.code]} 的事项、地点、类型相同"
            yield Fault(one.at, Spoken(zh, f"has topic, place and type of {first[one.row.code]}"))
        else:
            first[one.row.code] = one.at


def _gaps(rows: Sequence[PlacedRow], known: Known) -> Iterator[Fault]:
    """A first-level topic needs a row for the whole city; one below it without a row goes as the one above."""
    everywhere = {one.row.topic for one in rows if one.row.division is None and one.row.request_type is None}
    named = {one.row.topic for one in rows}
    for topic, above in sorted(known.topics.items()):
        if above is None and topic not in everywhere:
            zh, en = f"事项 {topic} 缺少全市通用的一行", f"topic {topic} has no row for the whole city"
            yield Fault(topic, Spoken(zh, en))
        elif above is not None and topic not in named:
            zh, en = f"事项 {topic} 没有自己的行，按 {above} 派单", f"topic {topic} has no row: it goes as {above}"
            yield Fault(topic, Spoken(zh, en), fatal=False)
