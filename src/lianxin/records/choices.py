"""What people choose from on a form: units, topics, divisions and colleagues, in the order of their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Q

from lianxin.records.models import Division, Staff, Topic, Unit


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to choose: its id or code, its names, and further words it is found by (code, pinyin initials)."""

    value: str
    zh: str
    en: str
    found_by: str = ""


def units_in_being(today: dt.date) -> list[Entry]:
    """Units that exist on the day, by level and pinyin."""
    rows = Unit.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=today), successor__isnull=True)
    named = rows.order_by("level", "initials", "id").values_list("id", "name_zh", "name_en", "code", "initials")
    return [Entry(str(pk), zh, en or zh, f"{code} {initials}") for pk, zh, en, code, initials in named]


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
    """Divisions by code, each with the names above it."""
    rows = list(Division.objects.order_by("code").values_list("code", "name_zh", "name_en", "parent_id"))
    above = {code: (zh, en, parent) for code, zh, en, parent in rows}
    return [Entry(code, _path(above, code, 0, ""), _path(above, code, 1, ", "), code) for code, *_ in rows]


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
