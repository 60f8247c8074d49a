"""丢弃目录草稿 · Discard a draft of the catalogue."""

from __future__ import annotations

from django.db import transaction

from lianxin.actions._append import append_events
from lianxin.actions._catalogue import CHOSEN_BY_CATALOGUE, check_keeper, lock_draft
from lianxin.actions._door import Door


def discard_catalogue(door: Door, *, version: str) -> int:
    """Throws a draft away with its rows, for good; returns how many there were. Its name can be used again."""
    with transaction.atomic():
        check_keeper(door)
        draft = lock_draft(version)
        count, _ = draft.rows.all().delete()
        draft.discarded_at = door.now
        draft.save(update_fields=["discarded_at"])
        payload = {"version": version, "rows": count}
        append_events([draft], door, "discard_catalogue", article=CHOSEN_BY_CATALOGUE, payloads=[payload])
    return count
