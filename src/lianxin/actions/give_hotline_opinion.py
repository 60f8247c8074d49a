"""对热线提意见 · Give an opinion on the hotline."""

from __future__ import annotations

import datetime as dt
import secrets

from lianxin.actions._door import Door
from lianxin.actions._opinions import OPINIONS, OpinionEntry, OpinionReceipt
from lianxin.actions._request import request_digest
from lianxin.actions._subjects import Told, begin, begun, by_of
from lianxin.law.deadlines import compute
from lianxin.law.decisions import hotline_opinion as law
from lianxin.law.decisions.hotline_opinion import Lately
from lianxin.law.numbers import RANDOM_BYTES, query_code
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import HotlineOpinionTextKind
from lianxin.records.hotline_opinions import OPINION_TEXT, PURPOSE, code_digest, digest_of_contact, number_of
from lianxin.records.load import ReadAlong
from lianxin.records.models import HotlineOpinion
from lianxin.records.people import vault
from lianxin.records.policies import policy_for
from lianxin.records.rules import Rules, rules_at
from lianxin.vault.digests import normalise_phone

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
BEGUN = ("number", "state", "received_at", "wants_answer", "may_publish", "answer_due_at")
"""Columns with which an opinion begins, as its first event tells them."""


def give_hotline_opinion(door: Door, *, entry: OpinionEntry) -> OpinionReceipt:
    """Anybody says what they think of the hotline itself, and may leave a contact (Art. 37).

    The same words within a day are one opinion, whoever sends them again: no machine fills the list with them.
    """
    contact = _contact(entry.contact)
    text_key = vault().digest(entry.text, OPINION_TEXT)
    code = query_code(secrets.token_bytes(RANDOM_BYTES))

    def found(along: ReadAlong) -> Told:
        rules = rules_at(along.revision)
        law.give(by_of(door, rules), text=entry.text, contact=bool(contact), lately=_lately(door.now, contact))
        row = HotlineOpinion(
            received_at=door.now,
            wants_answer=entry.wants_answer,
            may_publish=entry.may_publish,
            english=entry.english,
            answer_due_at=_due(door.now, rules),
            text_digest=text_key,
            **_sealed(contact),
        )
        row.number = secrets.token_hex(16)  # until its serial is known
        row.save(force_insert=True)
        row.number = number_of(door.now.astimezone(SHANGHAI).year, row.pk)
        row.code_digest = code_digest(row.number, code)
        row.save(update_fields=["number", "code_digest"])
        return [(row, begun(row, BEGUN))]

    since = door.now - DAY
    same = HotlineOpinion.objects.filter(text_digest=text_key, received_at__gte=since, forgotten_at__isnull=True)
    if (twin := same.order_by("pk").first()) is not None:
        return OpinionReceipt(twin.pk, twin.number, "")
    asked = request_digest("give_hotline_opinion", [], [entry.text, contact, entry.wants_answer, entry.may_publish], {})
    done = begin(OPINIONS, door, "give_hotline_opinion", asked, found, {HotlineOpinionTextKind.OPINION: entry.text})[0]
    row = HotlineOpinion.objects.get(pk=done.id)
    return OpinionReceipt(row.pk, row.number, "" if done.repeated else code)


def _contact(typed: str) -> str:
    """One spelling of a telephone number; a mailbox as it was typed. Raises NotAPhoneNumber."""
    text = typed.strip()
    return text if "@" in text or not text else normalise_phone(text)


def _sealed(contact: str) -> dict[str, bytes]:
    """The contact under a key of this opinion's own."""
    if not contact:
        return {}
    key = vault().new_data_key()
    sealed = vault().encrypt_text(key, contact, PURPOSE)
    return {"wrapped_key": key, "contact_ct": sealed, "contact_digest": digest_of_contact(contact)}


def _lately(now: dt.datetime, contact: str) -> Lately:
    if contact:
        own = HotlineOpinion.objects.filter(contact_digest=digest_of_contact(contact), received_at__gte=now - DAY)
        return Lately(of_contact=own.count())
    unknown = HotlineOpinion.objects.filter(contact_digest__isnull=True, received_at__gte=now - HOUR)
    return Lately(without_contact=unknown.count())


def _due(now: dt.datetime, rules: Rules) -> dt.datetime | None:
    """Until when the centre answers, by its own working rules; None where they say nothing."""
    limit = policy_for(rules.version_at(now)).opinion_answer
    if limit is None:
        return None
    term, article = limit
    return compute(started_at=now, term=term, calendar=rules.calendar, source=article).due_at
