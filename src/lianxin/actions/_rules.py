"""Keeps the calendar's years and the versions of the rules: editions are added, never overwritten (R23, R69)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lianxin.actions._append import append_events
from lianxin.actions._door import Door
from lianxin.law import calendar
from lianxin.law.city_files import DataRefused
from lianxin.law.deadlines import SHANGHAI
from lianxin.law.policy import load_order, stack
from lianxin.law.regime import RegimeLayer, parse_regime
from lianxin.records.models import CalendarDay, CalendarYear, RegimeVersion

SINCE_EVER = dt.date(1949, 10, 1)
"""Before any text was in force the centre's working rules alone speak: history older than a text is judged by none."""


def keep_years(door: Door, years: Iterable[calendar.CalendarYear], *, act: str = "load_city") -> int:
    """Each year's notice as a new edition where it is new or says something else; returns how many were added.

    `act` is the name of their events.
    """
    latest = {row.year: row for row in CalendarYear.objects.order_by("year", "edition")}
    kept: dict[int, set[tuple[dt.date, bool, str, str]]] = {}
    for day in CalendarDay.objects.filter(calendar_year__in=latest.values()):
        key = (day.date, day.working, day.reason_zh, day.reason_en)
        kept.setdefault(day.calendar_year_id, set()).add(key)
    added = []
    for year in years:
        old = latest.get(year.year)
        days = {(day.date, day.working, day.reason_zh, day.reason_en) for day in year.days}
        if old is None or kept.get(old.pk, set()) != days or old.notice_number != year.notice_number:
            added.append(_add_year(door, year, old.edition + 1 if old else 1))
    payloads = [{"year": row.year, "edition": row.edition, "notice": row.notice_number} for row in added]
    append_events(added, door, act, article="R23", payloads=payloads)
    return len(added)


def _add_year(door: Door, year: calendar.CalendarYear, edition: int) -> CalendarYear:
    row = CalendarYear.objects.create(
        year=year.year,
        edition=edition,
        notice_number=year.notice_number,
        notice_date=year.notice_date,
        recorded_at=door.now,
    )
    CalendarDay.objects.bulk_create(
        CalendarDay(
            calendar_year=row, date=day.date, working=day.working, reason_zh=day.reason_zh, reason_en=day.reason_en
        )
        for day in year.days
    )
    return row


@dataclass(frozen=True, slots=True)
class Adoption:
    """Which rules, read for which day; `in_force_from` is None for what only imported history is judged by."""

    regimes: tuple[str, ...]
    on: dt.date
    as_if_in_force: bool = False
    in_force_from: dt.datetime | None = None


def read_layers(regimes: Sequence[str], texts: Mapping[str, str]) -> tuple[RegimeLayer, ...]:
    """The layers these regimes need, from the texts by regime id; raises `DataRefused`."""
    layers = {name: parse_regime(text, f"cities/regimes/{name}.toml") for name, text in texts.items()}
    return load_order(regimes, layers)


def keep_regimes(door: Door, regimes: tuple[str, ...], texts: Mapping[str, str]) -> int:
    """Every version that the city's texts had or will have, each from its own day; returns how many are new.

    What changes after a version was adopted binds from now on, never backwards (R69).
    """
    layers = read_layers(regimes, texts)
    for layer in layers:
        if not layer.selectable:
            zh, en = "只供比较，城市不能选用", "is kept for comparison only: no city can choose it"
            raise DataRefused(layer.source, "selectable", zh, en)
    days = days_of_change(layers)
    loaded_before = RegimeVersion.objects.filter(in_force_from__isnull=False).exists()
    if loaded_before:
        today = door.now.astimezone(SHANGHAI).date()
        days = days[max(place for place, day in enumerate(days) if day <= today) :]
    added, previous = 0, ""
    for day in days:
        version = stack(layers, day).version
        since = dt.datetime.combine(day, dt.time(), SHANGHAI)
        if loaded_before:
            since = max(since, door.now)
        if version != previous:
            added += adopt(door, layers, texts, Adoption(regimes, day, in_force_from=since))[1]
        previous = version
    return added


def days_of_change(layers: Sequence[RegimeLayer]) -> list[dt.date]:
    """The days from which another set of rules may bind, the first long before any text."""
    spans = [layer.in_force for layer in layers] + [(rule.since, rule.until) for one in layers for rule in one.rules]
    return sorted({SINCE_EVER, *_borders(spans)})


def _borders(spans: Iterable[tuple[dt.date | None, dt.date | None]]) -> Iterator[dt.date]:
    for since, until in spans:
        if since is not None:
            yield since
        if until is not None:
            yield until + dt.timedelta(days=1)


def adopt(door: Door, layers: Sequence[RegimeLayer], texts: Mapping[str, str], adoption: Adoption) -> tuple[str, bool]:
    """Keeps the version these layers make on a day; returns its name and whether it is new."""
    version = stack(layers, adoption.on, as_if_in_force=adoption.as_if_in_force).version
    row = RegimeVersion.objects.filter(version=version).first()
    if row is not None and (row.in_force_from is not None or adoption.in_force_from is None):
        return version, False
    if row is None:
        row = RegimeVersion.objects.create(
            version=version,
            regimes=list(adoption.regimes),
            texts={layer.id: texts[layer.id] for layer in layers},
            on_date=adoption.on,
            as_if_in_force=adoption.as_if_in_force,
            in_force_from=adoption.in_force_from,
            recorded_at=door.now,
        )
    else:
        row.in_force_from = adoption.in_force_from
        row.save(update_fields=["in_force_from"])
    since = adoption.in_force_from
    payload = {"version": version, "regimes": list(adoption.regimes), "in_force_from": since and since.isoformat()}
    append_events([row], door, "adopt_regime", article="R69", payloads=[payload])
    return version, True
