"""An answer is given in one form without a script; the receipt says that it came, and what happens next."""

from __future__ import annotations

import hashlib
import re
import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from lianxin.actions._consultations import Came
from lianxin.actions._door import Door
from lianxin.actions.answer_consultation import answer_consultation
from lianxin.law.actors import Actor
from lianxin.law.consultation_text import GENERAL, Given
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import ConsultationChannel, Role
from lianxin.records.consultations import giver_digest
from lianxin.web.consultations.answers import faults_of, read_answer, words_name
from lianxin.web.consultations.shown import title_of
from lianxin.web.portal.consulting.opening import (
    A_QUARTER,
    RECEIPT,
    Opened,
    giver_of,
    head,
    open_for_answers,
    open_one,
    page_href,
    remember,
    remembered,
)
from lianxin.web.portal.consulting.questions import Filled, answer_context, as_given
from lianxin.web.portal.frame import WRITTEN, for_citizens, show, source_of
from lianxin.web.refusing import in_one
from lianxin.web.shell import now_of

CALLER = Actor(Role.CALLER)
KEY = re.compile(r"[0-9a-f]{32}")
NOTHING = Spoken(
    "还没有填写任何意见，请至少说一处", "Nothing was said yet: please say what you think of one thing at least"
)


@for_citizens(methods=WRITTEN, personal=True)
def answer(request: HttpRequest, consultation: int) -> HttpResponse:
    """The form; where everybody answers once, behind a proved number."""
    opened = open_for_answers(request, consultation)
    giver = giver_of(request, consultation) if opened.row.one_per_person else None
    if opened.row.one_per_person and giver is None:
        return HttpResponseRedirect(page_href("portal_consultation_prove", consultation))
    if request.method != "POST":
        return _show(request, opened, {}, {})
    given = read_answer(opened.content, request.POST)
    errors = faults_of(opened.content, given)
    if given.empty:
        errors = {words_name(GENERAL): NOTHING} | errors
    if not errors:
        try:
            return _received(request, opened, given, giver)
        except Refused as refusal:
            if refusal.code != "consultation_busy":
                raise
            errors = {words_name(GENERAL): in_one(refusal)}
    return _show(request, opened, as_given(request.POST), errors, status=422)


def _received(request: HttpRequest, opened: Opened, given: Given, giver: bytes | None) -> HttpResponse:
    """The answer is taken: sent twice it is one; changed and sent again from the same page it replaces the first."""
    key, consultation = form_key(request), opened.row.pk
    said = hashlib.sha256(repr((given.group, given.plain_picks(), sorted(given.words.items()))).encode()).hexdigest()
    came = Came(
        ConsultationChannel.PORTAL,
        giver or giver_digest(consultation, f"form:{key}"),
        proved=giver is not None,
        source=source_of(request),
    )
    door = Door(CALLER, now_of(request), f"portal:{key}:{said[:16]}")
    done = answer_consultation(door, consultation=consultation, given=given, came=came)
    response = HttpResponseRedirect(page_href("portal_consultation_received", consultation))
    remember(response, RECEIPT, consultation, done.made, seconds=A_QUARTER)
    return response


def form_key(request: HttpRequest) -> str:
    """The key of the form: its own where it carries one that we made, else a new one."""
    given = request.POST.get("request_key", "")
    return given if KEY.fullmatch(given) else uuid.uuid4().hex


@for_citizens(personal=True)
def received(request: HttpRequest, consultation: int) -> HttpResponse:
    """The receipt, for a quarter of an hour; later, and for others, the consultation itself."""
    opened = open_one(request, consultation)
    number = remembered(request, RECEIPT, consultation, seconds=A_QUARTER)
    if number is None:
        return HttpResponseRedirect(opened.href)
    context = {"one": head(opened, now_of(request)), "title": title_of(opened.content), "number": number}
    return show(request, "portal/consulting/received.html", context)


def _show(
    request: HttpRequest, opened: Opened, given: Filled, errors: dict[str, Spoken], *, status: int = 200
) -> HttpResponse:
    context = answer_context(opened.content, given, errors) | {
        "one": head(opened, now_of(request)),
        "title": title_of(opened.content),
        "request_key": form_key(request),
    }
    return show(request, "portal/consulting/answer.html", context, status=status)
