"""载入城市 · Load a city."""

from __future__ import annotations

import dataclasses

from django.db import transaction

from lianxin.actions._accounts import keep_staff
from lianxin.actions._append import note_new_rules
from lianxin.actions._city import CityFiles, LoadedCity
from lianxin.actions._door import Door
from lianxin.actions._inspection_form import keep_inspection_form
from lianxin.actions._places import (
    keep_catalogue,
    keep_divisions,
    keep_managing_units,
    keep_topics,
    keep_units,
)
from lianxin.actions._request import keep_request
from lianxin.actions._rules import keep_regimes, keep_years
from lianxin.actions._successions import carry_out, new_mergers
from lianxin.records.models import City, RequestKey, Unit


def load_city(door: Door, *, files: CityFiles, demo_password: str | None = None) -> LoadedCity:
    """Writes what a city's files say, with an event on each chain that changed; the same content twice changes nothing.

    A unit that the files newly give a successor goes over into it with all it has open, by `succeed_unit` (R8).
    `demo_password` is the hashed password of a demonstration's accounts. Raises `DataRefused`.
    """
    city = files.city
    with transaction.atomic():
        if _last_content() == files.content:
            return LoadedCity.of(city, changed=False)
        about = {
            "code": city.code,
            "name_zh": city.name_zh,
            "name_en": city.name_en,
            "hotline_zh": city.hotline_zh,
            "hotline_en": city.hotline_en,
            "hotline_number": city.hotline_number,
            "evaluation": city.evaluation_text,
            "portal": city.portal_text,
            "skeletons": [dataclasses.asdict(one) for one in city.skeletons],
        }
        City.objects.update_or_create(id=1, defaults=about)
        keep_years(door, files.years)
        keep_regimes(door, city.regimes, files.regimes)
        keep_divisions(city)
        keep_topics(city)
        mergers = new_mergers(city, Unit.objects.all(), door)
        units = keep_units(door, city)
        keep_managing_units(city, units)
        keep_catalogue(door, city, units)
        keep_staff(door, city, units, demo_password)
        keep_inspection_form(door, city)
        note_new_rules()
        moved = carry_out(door, mergers, units)
        keep_request(door, files.content, (), door.now)
    return LoadedCity.of(city, changed=True, mergers=len(mergers), moved=moved)


def _last_content() -> str | None:
    """The digest of what was loaded last; another content, be it an older one, has to be loaded again."""
    kept = RequestKey.objects.filter(key__startswith="load_city:").order_by("-id").values_list("digest", flat=True)
    return kept.first()
