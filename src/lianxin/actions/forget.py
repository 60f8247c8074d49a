"""删除个人信息 · Forget."""

from __future__ import annotations

from collections.abc import Sequence

from lianxin.actions._call_numbers import forget_number
from lianxin.actions._destroy import blank_cases, blank_person, destroy_account
from lianxin.actions._door import Done, Door
from lianxin.actions._opinions import forget_opinions_of
from lianxin.actions._perform import perform_together
from lianxin.actions._query_codes import destroy_query_codes
from lianxin.law.decisions import secrecy
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.records.models import OrderCaller, Person
from lianxin.records.people import known_as


def forget(door: Door, *, person: int) -> list[Done]:
    """A person's key, query codes, account and originals are destroyed on all their orders, and the number on their
    calls, and what they wrote of the hotline with the same contact; chains still verify (R63).

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
    row_of_person = Person.objects.get(pk=person)
    own, number, mailbox = known_as([row_of_person]), row_of_person.phone_digest, row_of_person.contact_digest
    for draft in drafts:
        for row in [row for row in draft.callers.values() if row.person == person]:
            secrecy.forget(draft, caller=row.serial)
        if draft.facts["alone"]:
            destroy_account(draft)
        else:
            blank_person(draft, own)
    destroy_query_codes(person)
    Person.objects.filter(pk=person).update(
        wrapped_key=None,
        name_ct=None,
        phone_ct=None,
        phone_digest=None,
        contact_ct=None,
        contact_digest=None,
        forgotten_at=drafts[0].now,
    )
    door = Door(drafts[0].actor, drafts[0].now, "")
    forget_number(number, door)
    forget_opinions_of((number, mailbox), door)
    for draft in drafts:
        blank_cases(draft, own)
