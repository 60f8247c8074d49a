"""故障登记 · Record an outage."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lianxin.actions._append import append_events
from lianxin.actions._door import Done, Door
from lianxin.actions._request import keep_request, repeated, request_digest
from lianxin.law.refusals import Refused
from lianxin.law.words import OutageKind, Role
from lianxin.records.load import read_along
from lianxin.records.models import Outage

RECORDERS = (Role.SHIFT_LEADER, Role.HEAD_OF_CENTRE, Role.ADMINISTRATOR)
"""Who may write down that the hotline failed."""


def record_outage(
    door: Door, *, kind: OutageKind, began_at: dt.datetime, ended_at: dt.datetime, description: str
) -> int:
    """A failure of the hotline is written down; limits move only by `shift_clocks` (R24). Returns its id."""
    if door.actor.role not in RECORDERS:
        raise Refused("not_your_duty")
    if not description.strip() or ended_at <= began_at:
        raise Refused("outage_incomplete")
    digest = request_digest("record_outage", [], [kind, began_at, ended_at, description], {})
    with transaction.atomic():
        along = read_along(door.actor.key, door.request_key)
        if along.earlier:
            return repeated(along.earlier, digest)[0].order
        outage = Outage.objects.create(
            kind=kind, began_at=began_at, ended_at=ended_at, description=description, recorded_by_id=door.actor.staff
        )
        payload = {"kind": kind.value, "began_at": began_at.isoformat(), "ended_at": ended_at.isoformat()}
        append_events([outage], door, "record_outage", article="R24", payloads=[payload])
        keep_request(door, digest, [Done(order=outage.pk, number="", sequence=1)], along.recorded_at)
    return outage.pk
