"""Keeps who called: encrypted under a key of their own, the same person for the same number and name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lianxin.actions._insert import insert
from lianxin.law.decisions.intake import Wishes
from lianxin.law.words import CallerKind, Language
from lianxin.records.models import Person
from lianxin.records.people import CONTACT, NAME, PHONE, identity, people_with_contact, people_with_phone, vault
from lianxin.vault.digests import normalise_phone


@dataclass(frozen=True, slots=True)
class CallerEntry:
    """One caller as written down at intake: identity in clear, which goes no further than the vault, and wishes.

    `contact` is the mailbox or account of who writes instead of calling, `callback_wish` how a minor wants to be called
    back: for the centre alone. Anonymous callers may leave all empty.
    """

    name: str = ""
    phone: str = ""
    contact: str = ""
    kind: CallerKind = CallerKind.NATURAL_PERSON
    anonymous: bool = False
    secret: bool = False
    reply_waived: bool = False
    text_only: bool = False
    minor: bool = False
    language: Language = Language.MANDARIN
    callback_wish: str = ""


def keep_caller(entry: CallerEntry, now: dt.datetime) -> Wishes:
    """Finds or keeps the person and returns the caller as the law sees them: an id and wishes."""
    reachable = bool(entry.phone.strip() or entry.contact.strip())
    person = _person(entry, now) if reachable or entry.name.strip() else None
    return Wishes(
        person=person,
        kind=entry.kind,
        anonymous=entry.anonymous or person is None,
        contactable=reachable,
        secret=entry.secret,
        reply_waived=entry.reply_waived,
        text_only=entry.text_only,
        minor=entry.minor,
        language=entry.language,
        callback_wish=entry.callback_wish,
    )


def _person(entry: CallerEntry, now: dt.datetime) -> int:
    for known in _alike(entry):
        if identity(known).name == entry.name.strip():
            return known.pk
    safe, key = vault(), vault().new_data_key()
    phone = normalise_phone(entry.phone) if entry.phone.strip() else ""
    person = Person(wrapped_key=key, kind=entry.kind, language=entry.language, created_at=now)
    for purpose, value in ((NAME, entry.name.strip()), (PHONE, phone), (CONTACT, entry.contact.strip())):
        if value:
            setattr(person, f"{purpose}_ct", safe.encrypt_text(key, value, purpose))
    person.phone_digest = safe.digest(phone, PHONE) if phone else None
    person.contact_digest = safe.digest(entry.contact, CONTACT) if entry.contact.strip() else None
    insert([person])
    return person.pk


def _alike(entry: CallerEntry) -> list[Person]:
    if entry.phone.strip():
        return people_with_phone(entry.phone)
    return people_with_contact(entry.contact) if entry.contact.strip() else []
