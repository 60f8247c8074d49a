"""丢弃草稿 · Discard a draft."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.records.models import UnsentForm


def discard_draft(door: Door, *, form: str, slot: str = "") -> bool:
    """Lets go of what its writer has begun, because it was handed in or is not wanted; False where nothing was kept."""
    count, _ = UnsentForm.objects.filter(staff=door.actor.staff, form=form, slot=slot).delete()
    return bool(count)
