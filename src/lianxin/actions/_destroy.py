"""Destroys what people wrote, so that nobody can read it again; the log keeps digests nobody can connect with it."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet

from lianxin.law.draft import Draft
from lianxin.law.words import DeliveryState, TextKind
from lianxin.records.files import burn
from lianxin.records.models import Attachment, Delivery, OrderText
from lianxin.records.people import callers_of
from lianxin.records.search import search_vector
from lianxin.vault.flags import FlaggedSpan, Known, blank, flags, known_in


def destroy_content(draft: Draft) -> None:
    """All texts and files of an order, their search terms, and messages not yet sent (R46, R64)."""
    _destroy_texts(draft, Q())
    _destroy_files(draft, Q())
    unsent = Delivery.objects.filter(order_id=draft.order.id, state=DeliveryState.PENDING)
    unsent.update(state=DeliveryState.RECORDED, next_at=None)


def destroy_account(draft: Draft) -> None:
    """The caller's own words and originals; texts for transfer keep their words with flagged places blanked (R63)."""
    _destroy_texts(draft, Q(private=True))
    _destroy_files(draft, Q(restricted=True))
    known = callers_of(draft.order.id)
    for text in _transfer_texts(draft):
        _blank(text, flags(text.content or "", known))


def blank_person(draft: Draft, person: Known) -> None:
    """On an order that others share, the texts for transfer lose what is known of this person alone (R63)."""
    for text in _transfer_texts(draft):
        _blank(text, known_in(text.content or "", person))


def _transfer_texts(draft: Draft) -> QuerySet[OrderText]:
    return OrderText.objects.filter(order_id=draft.order.id, kind=TextKind.TRANSFER, sealed_at__isnull=True)


def _destroy_texts(draft: Draft, which: Q) -> None:
    texts = OrderText.objects.filter(which, order_id=draft.order.id, sealed_at__isnull=True)
    texts.update(content=None, hmac_key=None, search=None, sealed_at=draft.now)


def _destroy_files(draft: Draft, which: Q) -> None:
    """The rows say since when; the bytes go once that is committed, and the nightly round makes good what failed."""
    files = Attachment.objects.filter(which, order_id=draft.order.id, destroyed_at__isnull=True)
    keys = list(files.values_list("storage_key", flat=True))
    files.update(name="", destroyed_at=draft.now)
    if keys:
        transaction.on_commit(partial(burn, keys))


def _blank(text: OrderText, found: list[FlaggedSpan]) -> None:
    if found:
        # The digest in the log belongs to the words as they were: its key goes, so that nobody can try words on it.
        text.content, text.hmac_key = blank(text.content or "", found), None
        text.search = search_vector(text.content)
        text.save(update_fields=["content", "hmac_key", "search"])
