"""施行目录 · Adopt a catalogue."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lianxin.actions._append import append_events, note_new_rules
from lianxin.actions._catalogue import CHOSEN_BY_CATALOGUE, check_keeper, lock_draft
from lianxin.actions._door import Door
from lianxin.law.catalogue_checks import faults_of
from lianxin.law.city_files import DataRefused
from lianxin.law.terms import SHANGHAI
from lianxin.records.editions import known_of, placed_rows
from lianxin.records.rules import current_rules


def adopt_catalogue(door: Door, *, version: str, in_force_from: dt.date) -> None:
    """Puts a draft in force from a day on, today or later; from then its rows stay as they are.

    Raises `DataRefused` at the first row that does not hold. Charges keep the edition they were given by.
    """
    with transaction.atomic():
        check_keeper(door)
        draft = lock_draft(version)
        if in_force_from < door.now.astimezone(SHANGHAI).date():
            raise DataRefused(version, "in_force_from", "施行日期不能早于今天", "the first day cannot lie before today")
        rules = current_rules()
        codes = {pk: facts.code for pk, facts in rules.units.units.items()}
        rows = placed_rows(draft, codes)
        for fault in faults_of(rows, known_of(rules, in_force_from)):
            if fault.fatal:
                raise DataRefused(version, fault.at, fault.said.zh, fault.said.en)
        draft.in_force_from = in_force_from
        draft.save(update_fields=["in_force_from"])
        payload = {"version": version, "rows": len(rows), "in_force_from": in_force_from.isoformat()}
        append_events([draft], door, "adopt_catalogue", article=CHOSEN_BY_CATALOGUE, payloads=[payload])
        note_new_rules()
