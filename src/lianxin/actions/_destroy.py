"""Destroys what people wrote, so that nobody can read it again; the log keeps digests nobody can connect with it."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet

from lianxin.law.draft import Draft
from lianxin.law.words import DeliveryState, ScanState, TextKind
from lianxin.records.files import burn
from lianxin.records.models import (
    Attachment,
    Delivery,
    Inspection,
    InspectionText,
    OrderText,
    TypicalCaseText,
    UnsentForm,
)
from lianxin.records.people import callers_of
from lianxin.records.search import search_vector
from lianxin.vault.flags import FlaggedSpan, Known, blank, flags, known_in

SAID_TO_UNITS = (TextKind.TRANSFER, TextKind.POINT)
"""What was written for units of what the caller said: its words stay when the caller is forgotten (R63)."""


def destroy_content(draft: Draft) -> None:
    """All texts and files of an order, their search terms, and messages not yet sent (R46, R64)."""
    _destroy_texts(draft, Q())
    _destroy_files(draft, Q())
    _destroy_drafts(draft)
    _destroy_remarks(draft)
    _destroy_cases(draft)
    unsent = Delivery.objects.filter(order_id=draft.order.id, state=DeliveryState.PENDING)
    unsent.update(state=DeliveryState.RECORDED, next_at=None)


def destroy_account(draft: Draft) -> None:
    """The caller's own words and originals; those for units keep their words, flagged places blanked (R63)."""
    _destroy_texts(draft, Q(private=True))
    _destroy_files(draft, Q(restricted=True))
    _destroy_drafts(draft)
    _destroy_remarks(draft)
    known = callers_of(draft.order.id)
    for text in _transfer_texts(draft):
        _blank(text, flags(text.content or "", known))


def blank_person(draft: Draft, person: Known) -> None:
    """On an order that others share, the texts for transfer lose what is known of this person alone (R63)."""
    for text in _transfer_texts(draft):
        _blank(text, known_in(text.content or "", person))


def _transfer_texts(draft: Draft) -> QuerySet[OrderText]:
    return OrderText.objects.filter(order_id=draft.order.id, kind__in=SAID_TO_UNITS, sealed_at__isnull=True)


def _destroy_texts(draft: Draft, which: Q) -> None:
    texts = OrderText.objects.filter(which, order_id=draft.order.id, sealed_at__isnull=True)
    texts.update(content=None, hmac_key=None, search=None, sealed_at=draft.now)


def _destroy_files(draft: Draft, which: Q) -> None:
    """The rows say since when; the bytes go once that is committed, and the nightly round makes good what failed."""
    files = Attachment.objects.filter(which, order_id=draft.order.id, destroyed_at__isnull=True)
    _burn(draft, files)


def destroy_infected(draft: Draft, *, sequence: int, place: int, engine: str) -> None:
    """One file that carries a virus."""
    one = Attachment.objects.filter(order_id=draft.order.id, sequence=sequence, place=place, destroyed_at__isnull=True)
    one.update(scan=ScanState.INFECTED, scanned_at=draft.now, scan_engine=engine)
    _burn(draft, one)


def _burn(draft: Draft, files: QuerySet[Attachment]) -> None:
    keys = list(files.values_list("storage_key", flat=True))
    files.update(name="", digest=b"", hmac_key=None, destroyed_at=draft.now)
    if keys:
        transaction.on_commit(partial(burn, keys))


def _destroy_drafts(draft: Draft) -> None:
    """What people have begun to write on forms of this order, which are known by their path."""
    UnsentForm.objects.filter(form__startswith=f"/orders/{draft.order.number}/").delete()


def _destroy_remarks(draft: Draft) -> None:
    """What was remarked when the intake of the order was inspected, and was begun to be: it may repeat its words."""
    texts = InspectionText.objects.filter(inspection__order=draft.order.id, destroyed_at__isnull=True)
    texts.update(content=None, hmac_key=None, destroyed_at=draft.now)
    for inspection in Inspection.objects.filter(order=draft.order.id).values_list("pk", flat=True):
        UnsentForm.objects.filter(form__startswith=f"/inspections/{inspection}/").delete()


def _destroy_cases(draft: Draft) -> None:
    """The case written of the order, which shows nothing any more once the order is sealed."""
    texts = TypicalCaseText.objects.filter(case__order=draft.order.id, destroyed_at__isnull=True)
    texts.update(content=None, hmac_key=None, destroyed_at=draft.now)
    UnsentForm.objects.filter(form=f"/cases/write/{draft.order.number}").delete()


def blank_cases(draft: Draft, person: Known) -> None:
    """Cases were looked through before they were published; whatever could still tell this person goes (R63)."""
    for text in TypicalCaseText.objects.filter(case__order=draft.order.id, content__isnull=False):
        found = known_in(text.content or "", person)
        if found:
            text.content, text.hmac_key = blank(text.content or "", found), None
            text.save(update_fields=["content", "hmac_key"])


def _blank(text: OrderText, found: list[FlaggedSpan]) -> None:
    if found:
        # The digest in the log belongs to the words as they were: its key goes, so that nobody can try words on it.
        text.content, text.hmac_key = blank(text.content or "", found), None
        text.search = search_vector(text.content)
        text.save(update_fields=["content", "hmac_key", "search"])
