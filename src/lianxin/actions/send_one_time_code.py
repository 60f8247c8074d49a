"""发送验证码 · Send a one-time code."""

from __future__ import annotations

import secrets

from django.db import transaction

from lianxin.actions._door import Done, Door
from lianxin.actions._one_time import AN_HOUR, check_not_too_often
from lianxin.actions._perform import perform, together
from lianxin.actions._soon import deliver_soon
from lianxin.law.decisions import following
from lianxin.law.numbers import RANDOM_BYTES, query_code
from lianxin.law.refusals import Refused
from lianxin.messaging.ways import goes_to
from lianxin.records.models import OneTimeCode, OrderCaller, Person
from lianxin.records.one_time_codes import ONE_TIME_CODE, one_time_code_digest
from lianxin.records.people import address_of, vault


def send_one_time_code(door: Door, *, order: int, caller: int) -> Done:
    """A code of six digits goes to the caller's own contact (Art. 15, R47).

    It is kept as a keyed digest, and encrypted under the person's key until its message has gone. Refused where no
    message reaches that contact, and when too many have gone there within the hour.
    """
    person = _person(order, caller)

    def act() -> Done:
        done = perform(door, order, "send_one_time_code", following.send_one_time_code, caller=caller)
        if not done.repeated:
            _keep(door, done, caller, person)
        return done

    done = together(act)
    transaction.on_commit(deliver_soon)
    return done


def _person(order: int, caller: int) -> Person:
    row = OrderCaller.objects.select_related("person").filter(order=order, serial=caller).first()
    if row is None or row.person is None or row.person.wrapped_key is None:
        raise Refused("no_contact_for_code")
    address = address_of(row.person)
    if address is None or not goes_to(address.kind):
        raise Refused("no_way_to_send_code")
    return row.person


def _keep(door: Door, done: Done, caller: int, person: Person) -> None:
    contact = person.phone_digest or person.contact_digest
    if contact is None or person.wrapped_key is None:
        raise Refused("no_contact_for_code")
    OneTimeCode.objects.filter(made_at__lt=door.now - AN_HOUR).delete()
    check_not_too_often(OneTimeCode.objects.filter(contact_digest=contact), door.now)
    code = query_code(secrets.token_bytes(RANDOM_BYTES))
    OneTimeCode.objects.create(
        order_id=done.order,
        caller=caller,
        sequence=done.sequence,
        person=person,
        contact_digest=contact,
        code_digest=one_time_code_digest(done.order, caller, code),
        code_ct=vault().encrypt_text(person.wrapped_key, code, ONE_TIME_CODE),
        made_at=door.now,
    )
