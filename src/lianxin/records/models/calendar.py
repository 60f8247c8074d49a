"""Which days are worked, and which rules bind: dated editions that are added to, never overwritten."""

from __future__ import annotations

from django.db import models
from django.db.models import UniqueConstraint

from lianxin.law.words import SubjectKind
from lianxin.records.fields import code_text, moment
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
    """One exact content of the city's rules: the TOML texts from the city's level to the working rules, in their order.

    `layers` is a list of `{"source": file name, "text": TOML}`; `version` is derived from it, and orders name it (R69).
    """

    SUBJECT = SubjectKind.REGIME

    version = code_text()
    layers = models.JSONField()
    on_date = models.DateField()
    in_force_from = moment()
    recorded_at = moment()

    class Meta:
        db_table = "regime_version"
        constraints = [UniqueConstraint(fields=["version"], name="regime_version_once")]


class Installation(models.Model):
    """The one row that says whose hotline this is.

    `rules_revision` grows with every change of units, calendar or regimes, so that processes notice at no cost.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    city_code = code_text()
    city_zh = models.TextField()
    city_en = models.TextField(blank=True)
    hotline_zh = models.TextField()
    hotline_en = models.TextField(blank=True)
    rules_revision = models.BigIntegerField(default=1)

    class Meta:
        db_table = "installation"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="installation_is_one")]
