"""Which consultation is read, whether answers are taken, and who proved a number for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lianxin.law.consultation_text import Content
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import ConsultationState
from lianxin.records.consultations import content_of, facts_of, one
from lianxin.records.models import Consultation
from lianxin.records.proved_numbers import proved_giver
from lianxin.web.portal.frame import facts_of as city_facts
from lianxin.web.portal.frame import keep
from lianxin.web.shell import now_of

PATH = "/portal/consultations/"
"""Cookies of this part are sent to no other page."""
SALT = "lianxin.consultations"
SENT, PROVED, RECEIPT = "consultation_sent", "consultation_proved", "consultation_receipt"
A_QUARTER = 15 * 60  # seconds
MINUTE = 60  # seconds


@dataclass(frozen=True, slots=True)
class Opened:
    """A consultation that was published, and whether answers are taken now."""

    row: Consultation
    content: Content
    open_now: bool

    @property
    def href(self) -> str:
        """Its page."""
        return page_href("portal_consultation", self.row.pk)


def page_href(name: str, consultation: int) -> str:
    """An address of one consultation."""
    return reverse(name, args=[consultation])


def open_one(request: HttpRequest, consultation: int) -> Opened:
    """One that was published; drafts, and those given up, are as if they were not there."""
    row = one(consultation)
    if row is None or row.published_at is None:
        raise Refused("consultation_unknown")
    return Opened(row, content_of(row), facts_of(row).is_open(now_of(request)))


def open_for_answers(request: HttpRequest, consultation: int) -> Opened:
    """The same; refuses one that takes no answers now."""
    opened = open_one(request, consultation)
    if not opened.open_now:
        raise Refused("consultation_not_open")
    return opened


def standing(opened: Opened, now: dt.datetime) -> Spoken:
    """Where it stands, in plain words."""
    state = opened.row.state
    if opened.open_now:
        return Spoken("正在征集", "Open now")
    if state is ConsultationState.REPORTED:
        return Spoken("已公布采纳情况", "See what became of it")
    if state is ConsultationState.PUBLISHED and now < opened.row.opens_at:
        return Spoken("还没有开始", "Not begun yet")
    return Spoken("已截止，正在整理意见", "Closed: the answers are being studied")


def head(opened: Opened, now: dt.datetime) -> dict[str, Any]:
    """What stands above each page of one consultation."""
    row = opened.row
    return {
        "href": opened.href,
        "standing": standing(opened, now),
        "open_now": opened.open_now,
        "first_day": row.opens_at.astimezone(SHANGHAI).date(),
        "closes_at": row.closes_at,
        "one_per_person": row.one_per_person,
        "answer_href": page_href("portal_consultation_answer", row.pk) if opened.open_now else "",
    }


# ---- cookies ---------------------------------------------------------------------------------------------------------


def remember(response: HttpResponse, name: str, consultation: int, number: int, *, seconds: int) -> None:
    """A signed cookie that holds ids only."""
    value = signing.dumps([consultation, number], salt=f"{SALT}.{name}")
    keep(response, name, value, seconds=seconds, path=PATH)


def remembered(request: HttpRequest, name: str, consultation: int, *, seconds: int) -> int | None:
    """The id that was kept for this consultation; None where there is none, or it is old or not ours."""
    try:
        found = signing.loads(request.COOKIES.get(name, ""), salt=f"{SALT}.{name}", max_age=seconds)
    except signing.BadSignature:
        return None
    fits = isinstance(found, list) and len(found) == 2 and found[0] == consultation and isinstance(found[1], int)
    return found[1] if fits else None


def visit_seconds(request: HttpRequest) -> int:
    """How long whoever proved a number may take to answer."""
    return city_facts(request).visit_minutes * MINUTE


def code_seconds(request: HttpRequest) -> int:
    """How long a code is good."""
    return city_facts(request).code_minutes * MINUTE


def giver_of(request: HttpRequest, consultation: int) -> bytes | None:
    """The digest of the number that this browser proved for this consultation; None where none was, or long ago."""
    seconds = visit_seconds(request)
    code = remembered(request, PROVED, consultation, seconds=seconds)
    if code is None:
        return None
    return proved_giver(consultation, code, now_of(request) - dt.timedelta(seconds=seconds))
