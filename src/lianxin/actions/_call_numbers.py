"""Destroys the numbers of calls, with an event on each call's own chain: the rest of the call stays."""

from __future__ import annotations

from collections.abc import Sequence

from lianxin.actions._append import append_events
from lianxin.actions._calls import keep_changes, said_changes
from lianxin.actions._door import Door
from lianxin.law.decisions.calls import without_number
from lianxin.records.models import Call, Person


def destroy_numbers_of(calls: Sequence[Call], door: Door, *, article: str) -> None:
    """Number, digest and key of these locked calls."""
    changes = without_number(door.now)
    for call in calls:
        keep_changes(call, changes)
    append_events(
        calls, door, "destroy_numbers", article=article, payloads=[{"changes": said_changes(changes)} for _ in calls]
    )


def forget_number(digest: bytes | None, door: Door) -> None:
    """The number of a person who was forgotten goes from all calls, unless somebody else is still known by it (R63)."""
    if digest is None or Person.objects.filter(phone_digest=digest).exists():
        return
    rows = Call.objects.select_for_update(of=("self",)).filter(number_digest=digest).order_by("id")
    destroy_numbers_of(list(rows), door, article="R63")
