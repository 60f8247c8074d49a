"""From a delivery to a message: who gets it, where, in which languages, and what its gaps are filled with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianxin.jobs.filling import Gaps
from lianxin.law.actors import SYSTEM
from lianxin.law.decide import is_barred
from lianxin.law.draft import Draft
from lianxin.law.state import Caller
from lianxin.law.words import AddressKind, Desk, Language
from lianxin.messaging.port import Address, Message, NotSent
from lianxin.messaging.to_callers import ONE_TIME_CODE, TO_CALLERS
from lianxin.messaging.to_staff import TO_STAFF
from lianxin.messaging.to_units import TO_THE_BARRED
from lianxin.messaging.wording import Wording, say
from lianxin.records.load import read_order
from lianxin.records.models import Delivery, Person, Unit
from lianxin.records.people import address_of
from lianxin.records.rules import current_rules, surroundings

AFTER_LEAVING = frozenset({"withdrawal_confirmed"})
"""What a caller who has withdrawn is still told."""

ENGLISH_TOO = frozenset({Language.ENGLISH, Language.OTHER})


@dataclass(frozen=True, slots=True)
class Composed:
    """A message ready to go, with what must happen if it cannot."""

    message: Message
    must_arrive: bool


def wording_of(delivery: Delivery) -> Wording:
    """The words of a delivery; raises KeyError for a template that nobody wrote."""
    return (TO_CALLERS if delivery.caller is not None else TO_STAFF)[delivery.template]


def compose(delivery: Delivery, now: dt.datetime) -> Composed | None:
    """The message of a delivery; None when its reader may not or cannot have it by law.

    Raises `NotSent` for a caller of whom no address is known.
    """
    loaded = read_order(delivery.order_id)
    draft = Draft.of(loaded.aggregate, surroundings(SYSTEM, now, current_rules(), loaded.aggregate.order))
    wording, gaps = wording_of(delivery), Gaps(delivery, draft)
    if delivery.template == ONE_TIME_CODE and "code" not in gaps.values():
        return None  # it has expired, or the person was forgotten
    if delivery.caller is not None:
        caller = _reader(draft, delivery)
        if caller is None:
            return None
        if caller.person is None:
            return None
        to, english = _address(caller.person), caller.language in ENGLISH_TOO
    else:
        if _may_not_read(draft, delivery):
            return None
        to, english = _in_the_house(delivery), False
    title, body = say(wording, gaps.values(), english=english)
    return Composed(Message(delivery.key, delivery.template, to, title, body), wording.must_arrive)


def _reader(draft: Draft, delivery: Delivery) -> Caller | None:
    """The caller, unless they left, are anonymous without contact, or were forgotten (R63)."""
    caller = draft.callers.get(delivery.caller or 0)
    if caller is None or not caller.contactable:
        return None
    return None if caller.withdrawn and delivery.template not in AFTER_LEAVING else caller


def _may_not_read(draft: Draft, delivery: Delivery) -> bool:
    barred = delivery.unit_id is not None and is_barred(draft, delivery.unit_id)
    return barred and delivery.template not in TO_THE_BARRED


def _address(person: int) -> Address:
    found = address_of(Person.objects.get(pk=person))
    if found is None:
        raise NotSent("no_address", for_good=True)
    return found


def _in_the_house(delivery: Delivery) -> Address:
    if delivery.unit_id is not None:
        return Address(AddressKind.NOTICE, Unit.objects.values_list("name_zh", flat=True).get(pk=delivery.unit_id))
    return Address(AddressKind.NOTICE, Desk(delivery.desk or "").zh)
