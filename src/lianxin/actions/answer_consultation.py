"""提交意见 · Give an answer."""

from __future__ import annotations

from typing import Any

from lianxin.actions._arrivals import count_arrival
from lianxin.actions._consultations import Came, act_on_consultation
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, SubjectDone
from lianxin.law.by import By
from lianxin.law.consultation_text import Given
from lianxin.law.decisions import consultation as law
from lianxin.law.refusals import Refused
from lianxin.law.words import ConsultationChannel
from lianxin.records.consultations import content_of, facts_of, source_digest
from lianxin.records.models import Consultation, ConsultationAnswer, ConsultationWords
from lianxin.vault.digests import new_text_key, text_digest

MOST_ANSWERS = 120
"""Answers of one address that nobody proved: a school or an office answers in one hour; a machine in a minute."""


def answer_consultation(door: Door, *, consultation: int, given: Given, came: Came) -> SubjectDone:
    """What somebody thinks, by the web, at the desk or in a letter; of one giver the last answer counts (Art. 37).

    Where everybody may answer once, the web takes proved numbers only; elsewhere it counts what comes from one address.
    """

    def decide(row: Consultation, by: By) -> Decided:
        content, channel = content_of(row), came.channel
        law.answer(facts_of(row), by, content=content, given=given, channel=channel, received_on=came.received_on)
        if channel is ConsultationChannel.PORTAL and not came.proved:
            if row.one_per_person:
                raise Refused("consultation_unproved")
            digest = source_digest(came.source) if came.source else None
            if count_arrival(digest, by.now, MOST_ANSWERS) is not None:
                raise Refused("consultation_busy")
        return _keep(row, by, given, came)

    asked = {"group": given.group, "picks": given.plain_picks(), "channel": came.channel}
    words = {str(serial): text for serial, text in sorted(given.words.items())}
    came_by = {"received_on": came.received_on, "giver": came.giver}
    return act_on_consultation(door, "answer_consultation", consultation, decide, asked | came_by | {"words": words})


def _keep(row: Consultation, by: By, given: Given, came: Came) -> Decided:
    earlier = ConsultationAnswer.objects.filter(consultation=row, giver_digest=came.giver, counts=True)
    replaces = earlier.values_list("serial", flat=True).first()
    earlier.update(counts=False)
    answer = ConsultationAnswer.objects.create(
        consultation=row,
        serial=row.answers + 1,
        sequence=row.head_sequence + 1,
        channel=came.channel,
        group=given.group,
        picks=given.plain_picks(),
        giver_digest=came.giver,
        proved=came.proved,
        received_on=came.received_on,
        entered_by_id=by.actor.staff,
        at=by.now,
    )
    texts = _words(answer, given)
    ConsultationWords.objects.bulk_create(texts)
    told: dict[str, Any] = {"answer": answer.serial, "channel": came.channel.value, "group": given.group}
    told |= {"picks": answer.picks, "replaces": replaces}
    told |= {"texts": [{"item": one.item, "digest": one.digest} for one in texts]}
    return Decided({"answers": answer.serial}, told, answer.serial)


def _words(answer: ConsultationAnswer, given: Given) -> list[ConsultationWords]:
    """What was written, each text under a random key of its own."""
    rows = []
    for serial, text in sorted(given.words.items()):
        if text.strip():
            key = new_text_key()
            digest = text_digest(key, text.strip())
            rows.append(
                ConsultationWords(answer=answer, item=serial, content=text.strip(), hmac_key=key, digest=digest)
            )
    return rows
