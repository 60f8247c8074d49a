"""Reads messages to people of whom no order is known: who gets one and what it says, as long as it has not left."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from lianxin.law.words import AddressKind, DeliveryState
from lianxin.messaging.port import Address
from lianxin.records.models import Chained, CitizenMessage
from lianxin.records.people import vault

PURPOSE = "citizen_message"


@dataclass(frozen=True, slots=True)
class Said:
    """To whom a message goes, what its gaps are filled with, and whether the English stands below the Chinese."""

    to: Address
    gaps: Mapping[str, str] = field(repr=False)
    english: bool = False


def message_key(template: str, subject: int, place: int) -> str:
    """By which whoever gets a message twice drops the second."""
    return f"{template}:{subject}:{place}"


def address_to(contact: str) -> Address:
    """A mailbox or a telephone number, as it was left."""
    return Address(AddressKind.MAILBOX if "@" in contact else AddressKind.PHONE, contact)


def seal(said: Said) -> tuple[bytes, bytes]:
    """A new key, wrapped, and what it hides."""
    key = vault().new_data_key()
    plain = json.dumps([said.to.kind.value, said.to.value, dict(said.gaps)], ensure_ascii=False)
    return key, vault().encrypt_text(key, plain, PURPOSE)


def unseal(message: CitizenMessage) -> Said | None:
    """What waits to be said and to whom; None once it was sent or let go of."""
    if message.wrapped_key is None or message.said_ct is None:
        return None
    kind, to, gaps = json.loads(vault().decrypt_text(message.wrapped_key, message.said_ct, PURPOSE))
    return Said(Address(AddressKind(kind), to), gaps, english=message.english)


def last_state(about: Chained, template: str) -> DeliveryState | None:
    """Where the last message of one template about a subject stands; None where none was queued."""
    rows = CitizenMessage.objects.filter(subject_kind=about.SUBJECT, subject_id=about.subject_id, template=template)
    return rows.order_by("-pk").values_list("state", flat=True).first()
