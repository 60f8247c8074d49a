"""What people choose from on a form: units, topics, divisions and colleagues, in the order of their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from lianxin.law.actors import HELPS_FROM
from lianxin.records.models import Division, Staff, Topic, Unit


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to choose: its id or code, its names, and further words it is found by (code, pinyin initials).

    In a tree `depth` says how far below the top it stands, `above` the names of what it stands below.
    """

    value: str
    zh: str
    en: str
    found_by: str = ""
    depth: int = 0
    above: tuple[str, str] = ("", "")


def _in_being(today: dt.date) -> QuerySet[Unit]:
    """Units that have not ended by the day, by level and pinyin; one that is still to begin can be named ahead."""
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gt=today)
    return Unit.objects.filter(lasting, successor__isnull=True).order_by("level", "initials", "id")


def units_in_being(today: dt.date) -> list[Entry]:
    """Units that exist on the day, by level and pinyin."""
    return _entries(_in_being(today))


def _entries(units: QuerySet[Unit]) -> list[Entry]:
    named = units.values_list("id", "name_zh", "name_en", "code", "initials")
    return [Entry(str(pk), zh, en or zh, f"{code} {initials}") for pk, zh, en, code, initials in named]


def hosts_in_being(today: dt.date) -> list[Entry]:
    """The same without those that only help: communities and grid cells are never host (R2)."""
    return _entries(_in_being(today).filter(level__lt=HELPS_FROM))


def unit_tree(today: dt.date) -> list[Entry]:
    """Units that exist on the day, each below the one it belongs to: the city's own, then counties with theirs."""
    known = {row.pk: row for row in _in_being(today)}
    below: dict[int | None, list[Unit]] = {}
    for row in known.values():
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)
    below.get(None, []).sort(key=lambda row: row.division_id is not None)
    return list(_branch(below, None, 0, ("", "")))


def _branch(
    below: Mapping[int | None, list[Unit]], top: int | None, depth: int, above: tuple[str, str]
) -> Iterator[Entry]:
    for row in below.get(top, ()):
        zh, en = row.name_zh, row.name_en or row.name_zh
        yield Entry(str(row.pk), zh, en, f"{row.code} {row.initials}", depth, above)
        path = (f"{above[0]} › {zh}", f"{above[1]} › {en}") if above[0] else (zh, en)
        yield from _branch(below, row.pk, depth + 1, path)


def unit_names(units: Collection[int]) -> dict[int, Entry]:
    """The names of these units by id, also of those that have ended."""
    rows = Unit.objects.filter(pk__in=set(units)).values_list("id", "name_zh", "name_en", "code")
    return {pk: Entry(str(pk), zh, en or zh, code) for pk, zh, en, code in rows}


def topics() -> list[Entry]:
    """Topics by code, each with the names above it."""
    rows = list(Topic.objects.order_by("code").values_list("code", "name_zh", "name_en", "initials", "parent_id"))
    above = {code: (zh, en, parent) for code, zh, en, _, parent in rows}
    return [
        Entry(code, _path(above, code, 0, " › "), _path(above, code, 1, " › "), f"{code} {initials}")
        for code, _, _, initials, _ in rows
    ]


def divisions() -> list[Entry]:
    """Divisions by code, each with the names above it; found by code and by the pinyin that is their English name."""
    rows = list(Division.objects.order_by("code").values_list("code", "name_zh", "name_en", "parent_id"))
    above = {code: (zh, en, parent) for code, zh, en, parent in rows}
    return [
        # Nobody types the apostrophe of Liu'an.
        Entry(code, _path(above, code, 0, ""), _path(above, code, 1, ", "), f"{code} {en.replace(chr(39), '')}")
        for code, _, en, _ in rows
    ]


def division_tree() -> list[tuple[Entry, list[Entry]]]:
    """The two upper levels, by code: each district or county with its subdistricts and towns."""
    rows = Division.objects.order_by("code").values_list("code", "name_zh", "name_en", "parent_id")
    tops: dict[str, tuple[Entry, list[Entry]]] = {}
    for code, zh, en, parent in rows:
        entry = Entry(code, zh, en or zh)
        if parent is None:
            tops[code] = (entry, [])
        elif parent in tops:
            tops[parent][1].append(entry)
    return list(tops.values())


def _path(above: Mapping[str, tuple[str, str, str | None]], code: str, language: int, between: str) -> str:
    names: list[str] = []
    at: str | None = code
    while at is not None and len(names) < 6:
        zh, en, parent = above[at]
        names.append(en or zh if language else zh)
        at = parent
    return between.join(names if between == ", " else reversed(names))


def managing_unit_of(division: str) -> int | None:
    """The unit that manages a division where its district does not; None elsewhere."""
    return Division.objects.filter(code=division).values_list("managed_by_id", flat=True).first()


def colleagues(units: Collection[int]) -> list[Entry]:
    """Staff who hold an office in these units, by their number and name."""
    rows = Staff.objects.filter(is_active=True, roles__unit__in=set(units)).distinct().order_by("number", "id")
    return [Entry(str(row.pk), row.display_name, row.display_name, f"{row.number} {row.username}") for row in rows]
