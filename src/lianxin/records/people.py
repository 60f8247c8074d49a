"""Reads who called: found by a keyed digest, shown masked, opened only for an act that logs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from lianxin.law.words import AddressKind
from lianxin.messaging.port import Address
from lianxin.records.kept import Kept
from lianxin.records.models import Person
from lianxin.vault.digests import normalise_phone
from lianxin.vault.errors import KeyFileMissing
from lianxin.vault.flags import Known
from lianxin.vault.masking import mask_mailbox, mask_name, mask_phone
from lianxin.vault.vault import Vault, open_vault

NAME, PHONE, CONTACT = "name", "phone", "contact"


@lru_cache(maxsize=2)
def _opened(path: Path) -> Vault:
    return open_vault(path)


def vault() -> Vault:
    """The installation's vault; raises the errors of `vault.key_file` with what to do."""
    place: Path | None = settings.MASTER_KEY_FILE
    if place is None:
        raise KeyFileMissing(
            "没有指定安装目录，请用 --data 或 LIANXIN_DATA 指明", "no installation: name it by --data or LIANXIN_DATA"
        )
    return _opened(place)


_BY_PHONE = Kept(lambda digest: Person.objects.filter(phone_digest=digest).order_by("id"), digest=bytes)
_BY_ID = Kept(lambda person: Person.objects.filter(pk=person), person=int)
_BY_CONTACT = Kept(lambda digest: Person.objects.filter(contact_digest=digest).order_by("id"), digest=bytes)


@dataclass(frozen=True, slots=True)
class Identity:
    """A person in clear: for the act `reveal`, for looking alike and for flagging, never for a page."""

    name: str
    phone: str
    contact: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A person as pages show them: 王**, 138 **** 5621."""

    id: int
    name: str
    phone: str
    forgotten: bool


def person_with(person: int) -> Person | None:
    """The person with this id; None for nobody."""
    return next(iter(_BY_ID.records(person=person)), None)


def people_with_phone(phone: str) -> list[Person]:
    """Everyone known under a telephone number, the earliest first; raises NotAPhoneNumber."""
    return _BY_PHONE.records(digest=vault().digest(normalise_phone(phone), PHONE))


def people_with_contact(contact: str) -> list[Person]:
    """Everyone known under a mailbox or account, the earliest first."""
    return _BY_CONTACT.records(digest=vault().digest(contact, CONTACT))


def identity(person: Person) -> Identity:
    """The person in clear; empty strings for what is unknown or was forgotten (R63)."""
    return Identity(*(_open(person, name) for name in (NAME, PHONE, CONTACT)))


def address_of(person: Person) -> Address | None:
    """Where messages to this person go: the telephone before the mailbox, and whoever wishes only texts gets texts by
    either (R34); None where neither is known.
    """
    if phone := _open(person, PHONE):
        return Address(AddressKind.PHONE, phone)
    contact = _open(person, CONTACT)
    return Address(AddressKind.MAILBOX, contact) if "@" in contact else None


def masked_address(address: Address) -> str:
    """An address as its owner knows it again: 138 **** 5621, w***@example.org."""
    return mask_phone(address.value) if address.kind is AddressKind.PHONE else mask_mailbox(address.value)


def _open(person: Person, purpose: str) -> str:
    sealed = getattr(person, f"{purpose}_ct")
    if sealed is None or person.wrapped_key is None:
        return ""
    return vault().decrypt_text(person.wrapped_key, sealed, purpose)


def masked(people: Iterable[int]) -> Mapping[int, Masked]:
    """These people as pages show them, by id."""
    found = {}
    for person in Person.objects.filter(pk__in=set(people)):
        clear = identity(person)
        found[person.pk] = Masked(
            id=person.pk,
            name=mask_name(clear.name) if clear.name else "",
            phone=mask_phone(clear.phone) if clear.phone else "",
            forgotten=person.forgotten_at is not None,
        )
    return found


def known_as(people: Iterable[Person]) -> Known:
    """What these people are known by, to be flagged in texts (R43); what was forgotten cannot be."""
    clear = [identity(person) for person in people]
    return Known(
        names=tuple(one.name for one in clear if one.name),
        phones=tuple(one.phone for one in clear if one.phone),
        contacts=tuple(one.contact for one in clear if one.contact),
    )


def callers_of(order: int) -> Known:
    """What all callers of an order are known by."""
    return known_as(Person.objects.filter(appearances__order_id=order).order_by("id"))
