"""Reads what people have begun to write: each of them their own drafts, and nobody else's."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from lianxin.law.actors import Actor
from lianxin.records.models import RequestKey, UnsentForm
from lianxin.records.people import vault
from lianxin.vault.errors import VaultError

Words = Mapping[str, list[str]]
"""What stands in the fields of a form, by their names."""


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """One form as its writer left it; printing it shows no word of it."""

    form: str
    slot: str
    request_key: str
    saved_at: dt.datetime
    words: Words = field(repr=False)


def purpose_of(staff: int, form: str, slot: str) -> str:
    """What a draft is encrypted for: of another person, or for another form, it does not open."""
    return f"draft:{staff}:{form}:{slot}"


def kept_draft(actor: Actor, form: str, slot: str = "") -> KeptDraft | None:
    """The actor's draft of a form; None where there is none, and once the form was handed in."""
    return next(iter(_opened(_open_drafts(actor).filter(form=form, slot=slot))), None)


def kept_drafts(actor: Actor, form: str) -> list[KeptDraft]:
    """All drafts the actor has of a form, the newest first."""
    return _opened(_open_drafts(actor).filter(form=form))


def _open_drafts(actor: Actor) -> QuerySet[UnsentForm]:
    handed_in = RequestKey.objects.filter(actor=actor.key, key=OuterRef("request_key"))
    return UnsentForm.objects.filter(~Exists(handed_in), staff=actor.staff).order_by("-saved_at", "-id")


def _opened(rows: QuerySet[UnsentForm]) -> list[KeptDraft]:
    """What cannot be opened any more (after a key was lost) counts as not there: it never stops anybody's work."""
    found = []
    for row in rows:
        purpose = purpose_of(row.staff_id, row.form, row.slot)
        try:
            words = json.loads(vault().decrypt_text(row.wrapped_key, row.words_ct, purpose))
        except VaultError:
            continue
        found.append(KeptDraft(row.form, row.slot, row.request_key, row.saved_at, words))
    return found
