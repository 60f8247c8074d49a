"""Keeps the versions of the form by which intake is scored; a version that scores may name never changes."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.law.city_data import City
from lianxin.law.city_files import DataRefused
from lianxin.law.inspection_form import parse_form
from lianxin.records.inspection_forms import FILE
from lianxin.records.models import InspectionFormVersion


def keep_inspection_form(door: Door, city: City) -> None:
    """The version of the form that the city's file holds; raises `DataRefused` when it says something else by now."""
    kept = InspectionFormVersion.objects.filter(version=city.inspection.version).first()
    if kept is None:
        InspectionFormVersion.objects.create(
            version=city.inspection.version,
            in_force_from=city.inspection.in_force_from,
            text=city.inspection_text,
            recorded_at=door.now,
        )
    elif parse_form(kept.text, FILE) != city.inspection:
        zh, en = (
            "这一版评分表已在使用，请另起版本号",
            "this version is in use already: give the new form a new one",
        )
        raise DataRefused(FILE, "version", zh, en)
