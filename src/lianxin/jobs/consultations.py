"""Closes consultations at their end, and lets go of what people wrote after the days that the city says."""

from __future__ import annotations

import datetime as dt
import logging

from lianxin.actions.close_consultation import close_consultation
from lianxin.actions.destroy_words import destroy_words
from lianxin.actions.purge_consultation_codes import purge_consultation_codes
from lianxin.jobs.turn import Turn, Worked, system_door
from lianxin.law.refusals import Refused
from lianxin.law.words import ConsultationState
from lianxin.records.models import Consultation
from lianxin.records.rules import current_rules

_log = logging.getLogger(__name__)


def close_consultations(now: dt.datetime, turn: Turn) -> Worked:
    """Those that are published and over, whatever minute the worker comes to them; old codes go at the same time."""
    over = Consultation.objects.filter(state=ConsultationState.PUBLISHED, closes_at__lte=now).order_by("pk")
    done = 0
    for consultation in over.values_list("pk", flat=True):
        if turn.over:
            return Worked(done, left=True)
        try:
            close_consultation(system_door(now, "close_consultation", consultation), consultation=consultation)
            done += 1
        except Refused as refused:
            _log.info("close_consultations: %s: %s", consultation, refused.code)
    purge_consultation_codes(now)
    return Worked(done, left=False)


def forget_answers(now: dt.datetime, turn: Turn) -> Worked:
    """What people wrote, and by which their givers were known again, so many days after the end (Art. 10)."""
    days, done = current_rules().portal.answer_days, 0
    states = (ConsultationState.CLOSED, ConsultationState.REPORTED)
    kept = Consultation.objects.filter(words_destroyed_at__isnull=True, state__in=states)
    for consultation in kept.filter(closes_at__lte=now - dt.timedelta(days=days)).values_list("pk", flat=True):
        if turn.over:
            return Worked(done, left=True)
        door = system_door(now, "destroy_words", consultation)
        destroy_words(door, consultation=consultation, days=days)
        done += 1
    return Worked(done, left=False)
