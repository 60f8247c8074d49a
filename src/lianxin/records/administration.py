"""Reads for the administrator: units, rule versions, calendar years, and who read what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from lianxin.law.terms import midnight
from lianxin.records.models import CalendarYear, ReadingLog, RegimeVersion, Staff, Unit


@dataclass(frozen=True, slots=True)
class YearRow:
    """One edition of a year's notice, with how many days it takes off and makes up."""

    year: int
    notice_number: str
    notice_date: dt.date | None
    off: int
    made_up: int
    recorded_at: dt.datetime


def all_units() -> QuerySet[Unit]:
    """Every unit with the one above it, by level and pinyin."""
    return Unit.objects.select_related("parent").order_by("level", "initials", "pk")


def regime_versions() -> QuerySet[RegimeVersion]:
    """Versions of the rules, the latest first, without their texts."""
    return RegimeVersion.objects.defer("texts").order_by("-in_force_from", "-pk")


def calendar_years() -> list[YearRow]:
    """Every edition of every year, the latest first."""
    counted = CalendarYear.objects.annotate(
        off=Count("days", filter=Q(days__working=False)), made_up=Count("days", filter=Q(days__working=True))
    )
    rows = counted.order_by("-year", "-edition").values_list(
        "year", "notice_number", "notice_date", "off", "made_up", "recorded_at"
    )
    return [YearRow(*row) for row in rows]


def latest_readings(most: int, *, staff: int | None = None, day: dt.date | None = None) -> QuerySet[ReadingLog]:
    """The latest readings with person and order, of one person and of one day when these are given."""
    found = ReadingLog.objects.select_related("staff", "order").order_by("-hour", "-pk")
    if staff is not None:
        found = found.filter(staff=staff)
    if day is not None:
        found = found.filter(hour__gte=midnight(day), hour__lt=midnight(day + dt.timedelta(days=1)))
    return found[:most]


def readers() -> QuerySet[Staff]:
    """Everyone who may have read something, by name."""
    return Staff.objects.order_by("display_name", "pk")
