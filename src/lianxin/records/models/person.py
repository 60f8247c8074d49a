"""Who called: identity and contact, encrypted under a key of the person's own, found only by a keyed digest."""

from __future__ import annotations

from django.db import models
from django.db.models import Index, Q

from lianxin.law.words import CallerKind, Language
from lianxin.records.fields import known_words, moment, moment_or_none, octets_or_none, word


class Person(models.Model):
    """A caller. `wrapped_key` is the person's data key, wrapped by the master key; null once it was destroyed (R63).

    `…_ct` are ciphertexts; `phone_digest` and `contact_digest` are keyed look-up digests of the normalised values.
    `contact_ct` is the mailbox or account of those who write instead of calling.
    """

    wrapped_key = octets_or_none()
    name_ct = octets_or_none()
    phone_ct = octets_or_none()
    phone_digest = octets_or_none()
    contact_ct = octets_or_none()
    contact_digest = octets_or_none()
    kind = word(CallerKind, default=CallerKind.NATURAL_PERSON)
    language = word(Language, default=Language.MANDARIN)
    created_at = moment()
    forgotten_at = moment_or_none()

    class Meta:
        db_table = "person"
        constraints = [
            *known_words("person", kind=CallerKind, language=Language),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True)
                | Q(
                    wrapped_key__isnull=True,
                    name_ct__isnull=True,
                    phone_ct__isnull=True,
                    phone_digest__isnull=True,
                    contact_ct__isnull=True,
                    contact_digest__isnull=True,
                ),
                name="person_forgotten_wholly",
            ),
        ]
        indexes = [
            Index(fields=["phone_digest"], name="person_phone", condition=Q(phone_digest__isnull=False)),
            Index(fields=["contact_digest"], name="person_contact", condition=Q(contact_digest__isnull=False)),
        ]
