"""Which days are worked, and which rules bind: dated editions that are added to, never overwritten."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import UniqueConstraint

from lianxin.law.words import SubjectKind
from lianxin.records.fields import code_text, moment, moment_or_none
from lianxin.records.models.chained import Chained


class CalendarYear(Chained):
    """One edition of one year's notice; the highest edition of a year is the one in use."""

    SUBJECT = SubjectKind.CALENDAR

    year = models.SmallIntegerField()
    edition = models.SmallIntegerField(default=1)
    notice_number = models.TextField(blank=True)
    notice_date = models.DateField(null=True)
    recorded_at = moment()

    class Meta:
        db_table = "calendar_year"
        constraints = [UniqueConstraint(fields=["year", "edition"], name="calendar_year_edition")]


class CalendarDay(models.Model):
    """A day that its year's notice names: off, or a make-up working day."""

    calendar_year = models.ForeignKey(CalendarYear, models.PROTECT, related_name="days", db_index=False)
    date = models.DateField()
    working = models.BooleanField()
    reason_zh = models.TextField()
    reason_en = models.TextField(blank=True)

    class Meta:
        db_table = "calendar_day"
        constraints = [UniqueConstraint(fields=["calendar_year", "date"], name="calendar_day_once")]


class RegimeVersion(Chained):
    """One exact content of the rules that bind orders; orders name it by `version` (R69).

    `regimes` are those the city names, `texts` the TOML of every file by regime id, `on_date` the day they are read
    for. `in_force_from` is null for versions that only imported history is judged by.
    """

    SUBJECT = SubjectKind.REGIME

    version = code_text()
    regimes = ArrayField(models.TextField())
    texts = models.JSONField()
    on_date = models.DateField()
    as_if_in_force = models.BooleanField(default=False)
    in_force_from = moment_or_none()
    recorded_at = moment()

    class Meta:
        db_table = "regime_version"
        constraints = [UniqueConstraint(fields=["version"], name="regime_version_once")]


class City(models.Model):
    """The one row that says whose hotline this is, and by which skeletons its agents write accounts.

    `evaluation` is the city's file of scripts, reasons and ways (`law.evaluation`), `portal` the one of the citizens'
    pages (`law.portal`); both empty before they were loaded.

    `rules_revision` is drawn anew with every change of units, calendar or regimes: reading it along with an order is
    how every process notices at no cost.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    code = code_text()
    name_zh = models.TextField()
    name_en = models.TextField(blank=True)
    hotline_zh = models.TextField()
    hotline_en = models.TextField(blank=True)
    hotline_number = code_text(blank=True)
    skeletons = models.JSONField(default=list)
    evaluation = models.TextField(blank=True)
    portal = models.TextField(blank=True)
    rules_revision = models.UUIDField(default=uuid.uuid4)

    class Meta:
        db_table = "city"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="city_is_one")]
