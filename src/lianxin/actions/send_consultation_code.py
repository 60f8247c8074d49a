"""发送征集验证码 · Send a code for a consultation."""

from __future__ import annotations

import secrets

from django.db import transaction

from lianxin.actions._arrivals import check_unused
from lianxin.actions._door import Door
from lianxin.actions._one_time import check_not_too_often
from lianxin.actions._perform import together
from lianxin.actions._soon import deliver_soon
from lianxin.law.numbers import RANDOM_BYTES, query_code
from lianxin.law.refusals import Refused
from lianxin.law.words import AddressKind
from lianxin.messaging.ways import goes_to
from lianxin.records import consultations as records
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation, ConsultationCode
from lianxin.records.people import vault
from lianxin.vault.digests import normalise_phone


def send_consultation_code(
    door: Door, *, consultation: int, number: str, source: str = "", english: bool = False
) -> int:
    """A code of six digits goes to a mobile number, whoever's it is: nobody learns which numbers are known here.

    No event: nothing was said yet. `source` is the network address; codes asked for from it and never used are counted,
    those that were used are not, so that a shared address survives. Returns the id by which the code is tried.
    """
    number = normalise_phone(number)

    def act() -> int:
        row = Consultation.objects.select_for_update(of=("self",)).filter(pk=consultation).first()
        if row is None or not facts_of(row).is_open(door.now):
            raise Refused("consultation_not_open")
        if not goes_to(AddressKind.PHONE):
            raise Refused("consultation_no_codes")
        return _keep(door, consultation, number, source, english=english)

    made = together(act)
    transaction.on_commit(deliver_soon)
    return made


def _keep(door: Door, consultation: int, number: str, source: str, *, english: bool) -> int:
    contact = records.contact_digest(number)
    check_not_too_often(ConsultationCode.objects.filter(contact_digest=contact), door.now)
    from_source = records.source_digest(source) if source else None
    check_unused(from_source, door.now)
    ConsultationCode.objects.filter(consultation=consultation, contact_digest=contact, next_at__isnull=False).update(
        next_at=None, number_ct=None, code_ct=None, wrapped_key=None
    )
    safe, key = vault(), vault().new_data_key()
    code = query_code(secrets.token_bytes(RANDOM_BYTES))
    row = ConsultationCode.objects.create(
        consultation_id=consultation,
        contact_digest=contact,
        giver_digest=records.giver_digest(consultation, number),
        code_digest=records.code_digest(consultation, contact, code),
        source_digest=from_source,
        wrapped_key=key,
        number_ct=safe.encrypt_text(key, number, records.CONTACT),
        code_ct=safe.encrypt_text(key, code, records.CODE),
        english=english,
        made_at=door.now,
        next_at=door.now,
    )
    return row.pk
