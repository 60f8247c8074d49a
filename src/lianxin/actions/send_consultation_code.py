"""发送征集验证码 · Send a code for a consultation."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction

from lianxin.actions._arrivals import COUNTED
from lianxin.actions._citizen_messages import let_go_about, queue_message
from lianxin.actions._door import Door
from lianxin.actions._one_time import check_not_too_often
from lianxin.actions._perform import together
from lianxin.actions._soon import deliver_soon
from lianxin.law.numbers import RANDOM_BYTES, query_code
from lianxin.law.refusals import Refused
from lianxin.law.words import AddressKind
from lianxin.messaging.port import Address
from lianxin.messaging.to_citizens import CONSULTATION_CODE
from lianxin.messaging.ways import goes_to
from lianxin.records import consultations as records
from lianxin.records.citizen_messages import Said
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation, ConsultationCode
from lianxin.records.rules import current_rules
from lianxin.vault.digests import normalise_phone

MOST_UNUSED = 60
"""Codes asked for from one address and never given back."""


def send_consultation_code(
    door: Door, *, consultation: int, number: str, source: str = "", english: bool = False
) -> int:
    """A code of six digits goes to a mobile number, whoever's it is: nobody learns which numbers are known here.

    No event: nothing was said yet. `source` is the network address; codes asked for from it and never used are counted,
    those that were used are not, so that a shared address survives. Returns the id by which the code is tried.
    """
    to = Address(AddressKind.PHONE, normalise_phone(number))

    def act() -> int:
        row = Consultation.objects.select_for_update(of=("self",)).filter(pk=consultation).first()
        if row is None or not facts_of(row).is_open(door.now):
            raise Refused("consultation_not_open")
        if not goes_to(to.kind):
            raise Refused("consultation_no_codes")
        code = query_code(secrets.token_bytes(RANDOM_BYTES))
        kept = _keep(row, to.value, code, records.source_digest(source) if source else None, door.now)
        _send(row, kept, Said(to, {"code": code}, english=english), door.now)
        return kept.pk

    made = together(act)
    transaction.on_commit(deliver_soon)
    return made


def _keep(row: Consultation, number: str, code: str, source: bytes | None, now: dt.datetime) -> ConsultationCode:
    contact = records.contact_digest(number)
    check_not_too_often(ConsultationCode.objects.filter(contact_digest=contact), now)
    _check_unused(source, now)
    earlier = ConsultationCode.objects.filter(consultation=row, contact_digest=contact).values_list("pk", flat=True)
    if earlier:
        let_go_about(row, CONSULTATION_CODE.template, list(earlier))
    return ConsultationCode.objects.create(
        consultation=row,
        contact_digest=contact,
        giver_digest=records.giver_digest(row.pk, number),
        code_digest=records.code_digest(row.pk, contact, code),
        source_digest=source,
        made_at=now,
    )


def _send(row: Consultation, kept: ConsultationCode, said: Said, now: dt.datetime) -> None:
    """The message waits no longer than its code is good."""
    minutes = current_rules().portal.code_minutes
    whole = Said(said.to, {**said.gaps, "minutes": str(minutes)}, english=said.english)
    until = now + dt.timedelta(minutes=minutes)
    queue_message(row, CONSULTATION_CODE.template, kept.pk, whole, now=now, good_until=until)


def _check_unused(source: bytes | None, now: dt.datetime) -> None:
    """Refuses a further code to an address from which many were asked for and not given back."""
    if source is None:
        return
    lately = ConsultationCode.objects.filter(source_digest=source, made_at__gt=now - COUNTED, used_at__isnull=True)
    if lately.count() >= MOST_UNUSED:
        raise Refused("consultation_busy")
