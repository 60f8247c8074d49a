"""起草目录 · Draft a catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from lianxin.actions._append import append_events
from lianxin.actions._catalogue import CHOSEN_BY_CATALOGUE, add_rows, check_keeper, lock_draft
from lianxin.actions._door import Door
from lianxin.law.city_data import CatalogueRow
from lianxin.law.refusals import Refused
from lianxin.records.models import CatalogueVersion


def draft_catalogue(door: Door, *, version: str, rows: Sequence[CatalogueRow], anew: bool = False) -> int:
    """Begins an edition of the catalogue, or `anew` a draft of this name; returns how many rows it has.

    Without `anew` a draft that somebody works on is left alone, and the act refused.
    Nothing goes by a draft. The rows' topics, places and units are known (`law.catalogue_checks`).
    """
    with transaction.atomic():
        check_keeper(door)
        # A name that was thrown away is free again; its chain goes on.
        thrown_away = CatalogueVersion.objects.filter(version=version, discarded_at__isnull=False)
        free = bool(thrown_away.update(discarded_at=None))
        if CatalogueVersion.objects.filter(version=version).exists():
            draft = lock_draft(version)
            if not (anew or free):
                raise Refused("draft_exists", version)
            draft.rows.all().delete()
        else:
            draft = CatalogueVersion.objects.create(version=version)
        count = add_rows(draft, rows)
        payload = {"version": version, "rows": count}
        append_events([draft], door, "draft_catalogue", article=CHOSEN_BY_CATALOGUE, payloads=[payload])
    return count
