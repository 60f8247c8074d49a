"""删除个人信息 · Forget."""

from __future__ import annotations

from collections.abc import Sequence

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform_together
from lianxin.law.decisions import secrecy
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.words import TextKind
from lianxin.records.models import Attachment, OrderCaller, OrderText, Person
from lianxin.records.search import search_vector
from lianxin.vault.flags import blank, flags


def forget(door: Door, *, person: int) -> list[Done]:
    """A person's key, account and originals are destroyed on all their orders; the chains still verify (R63).

    Refused, with the earliest date where one is known, while an order of theirs is not archived or something is owed.
    """
    orders = list(OrderCaller.objects.filter(person_id=person).order_by("order_id").values_list("order_id", flat=True))
    if not orders:
        raise Refused("caller_unknown")
    return perform_together(door, list(dict.fromkeys(orders)), "forget", _forget, person=person)


def _forget(drafts: Sequence[Draft], *, person: int) -> None:
    known = [draft.before for draft in drafts if draft.before is not None]
    refusal = secrecy.forget_refusal(known, reopen_days=drafts[0].policy.reopen_days)
    if refusal is not None:
        raise refusal[0]
    for draft in drafts:
        for row in [row for row in draft.callers.values() if row.person == person]:
            secrecy.forget(draft, caller=row.serial)
        _destroy(draft)
    Person.objects.filter(pk=person).update(
        wrapped_key=None,
        name_ct=None,
        phone_ct=None,
        phone_digest=None,
        contact_ct=None,
        contact_digest=None,
        forgotten_at=drafts[0].now,
    )


def _destroy(draft: Draft) -> None:
    """Where nobody else called: account and originals go; texts for transfer keep their words with places blanked."""
    if not draft.facts["alone"]:
        return
    texts = OrderText.objects.filter(order_id=draft.order.id, sealed_at__isnull=True)
    texts.filter(private=True).update(content=None, hmac_key=None, search=None, sealed_at=draft.now)
    for text in texts.filter(kind=TextKind.TRANSFER):
        _blank(text)
    Attachment.objects.filter(order_id=draft.order.id, restricted=True).update(name="", destroyed_at=draft.now)


def _blank(text: OrderText) -> None:
    found = flags(text.content or "")
    if found:
        # The digest in the log belongs to the words as they were: its key goes, so that nobody can try words on it.
        text.content, text.hmac_key = blank(text.content or "", found), None
        text.search = search_vector(text.content)
        text.save(update_fields=["content", "hmac_key", "search"])
