"""来电 · Offer a call."""

from __future__ import annotations

import datetime as dt
from functools import partial

from lianxin.actions._calls import CallDone, OnCall, act_on_call, locked_by_source
from lianxin.actions._door import Door
from lianxin.law.decisions import calls
from lianxin.law.words import CallDirection
from lianxin.records.calls import NUMBER
from lianxin.records.models import Call
from lianxin.records.people import PHONE, vault
from lianxin.telephony.port import CallEvent
from lianxin.vault.digests import normalise_phone
from lianxin.vault.errors import NotAPhoneNumber


def offer_call(door: Door, *, event: CallEvent, agent: int | None) -> CallDone:
    """A call waits, or rings at an agent; the switch tells so, once or several times for one call (Art. 3, R41)."""
    number = _number(event)
    digest = vault().digest(number, PHONE) if number else b""
    return act_on_call(
        door,
        OnCall(
            action="offer_call",
            about=(event.source, event.call_id, digest.hex()),
            find=partial(_begun, event, number, digest, door.now),
            decide=calls.offer,
            given={"agent": agent},
        ),
    )


def _begun(event: CallEvent, number: str, digest: bytes, now: dt.datetime) -> Call:
    """The call's row, made when it is new: two deliveries at the same time find one."""
    call = Call(
        source=event.source,
        source_id=event.call_id,
        direction=CallDirection(event.direction),
        did=event.did,
        queue=event.queue,
        queued_at=event.queued_at,
        offered_at=now,
    )
    if number:
        call.wrapped_key = vault().new_data_key()
        call.number_ct = vault().encrypt_text(call.wrapped_key, number, NUMBER)
        call.number_digest = digest
    Call.objects.bulk_create([call], ignore_conflicts=True)
    return locked_by_source(event.source, event.call_id)


def _number(event: CallEvent) -> str:
    """In the one spelling by which people are found; what a switch tells of a withheld number has no digits."""
    try:
        return normalise_phone(event.caller)
    except NotAPhoneNumber:
        return ""
