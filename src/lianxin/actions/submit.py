"""网上提交 · Submit."""

from __future__ import annotations

from lianxin.actions._arrivals import count_arrival
from lianxin.actions._door import Done, Door
from lianxin.actions._people import CallerEntry
from lianxin.actions._perform import together
from lianxin.actions.receive import receive
from lianxin.law.decisions.intake import Intake
from lianxin.law.decisions.submission import COUNTED, check_frequency, check_network
from lianxin.law.refusals import Refused
from lianxin.law.words import RequestType
from lianxin.records.models import SubmissionDraft
from lianxin.records.people import vault
from lianxin.records.rules import current_rules
from lianxin.records.submissions import Begun, Receipt, lock_begun, sealed, source_digest, submitted_since


def submit(door: Door, *, token: str, intake: Intake, caller: CallerEntry, source: str = "") -> Done | None:
    """What a citizen has begun becomes an order, and its place the receipt; None where that was done before.

    One token makes one order: the second of two clicks waits for the first, and an answer that got lost on its way is
    read again from the receipt, which opens to the citizen's browser alone. `source` is the network address: a contact
    is stated and not proved, so that it is counted for every matter, anonymous or not.
    """

    def act() -> Done | None:
        row = lock_begun(token)
        if row is None:
            raise Refused("submission_gone")
        if row.submitted_at is not None:
            return None
        before = submitted_since(caller.phone, caller.contact, door.now - COUNTED)
        portal = current_rules().portal
        check_frequency(before, portal.submissions_a_day)
        digest = source_digest(source) if source else None
        check_network(count_arrival(digest, door.now, portal.submissions_from_address))
        done = receive(door, intake=intake, callers=(caller,))
        _leave_receipt(row, token, door, _receipt(done, door, intake, caller))
        return done

    return together(act)


def _receipt(done: Done, door: Door, intake: Intake, caller: CallerEntry) -> Receipt:
    return Receipt(
        number=done.number,
        code=next((one.code for one in done.query_codes), ""),
        received_at=door.now,
        request_type=intake.request_type,
        secret=caller.secret or caller.minor or intake.request_type is RequestType.TIP_OFF,
        contactable=bool(caller.phone or caller.contact),
    )


def _leave_receipt(row: SubmissionDraft, token: str, door: Door, receipt: Receipt) -> None:
    """The words are the order's now: here they go, under a key that goes too."""
    row.wrapped_key = vault().new_data_key()
    row.words_ct = sealed(token, row.wrapped_key, Begun(receipt=receipt))
    row.saved_at = row.submitted_at = door.now
    row.save(update_fields=["wrapped_key", "words_ct", "saved_at", "submitted_at"])
