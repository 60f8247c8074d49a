"""What the page tells while a matter is being written down: dates, who calls, orders alike, units, what is flagged."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lianxin.access import Reading
from lianxin.law.decide import check_duty, is_of_vendor
from lianxin.law.decisions.intake import Intake, start_order
from lianxin.law.lamps import Spoken
from lianxin.law.visibility import Audience, Part
from lianxin.law.words import Channel, RequestType
from lianxin.records.choices import unit_names
from lianxin.records.rules import surroundings
from lianxin.records.suggestions import Suggestion, suggest_units
from lianxin.web.acts.answers import Answers, read_answers
from lianxin.web.acts.beside import similar_orders
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.intake import intake_fields
from lianxin.web.acts.intake_preview import intake_preview
from lianxin.web.acts.showing import show_preview
from lianxin.web.acts.texts import places, sent_at_intake
from lianxin.web.calls.masked import read_called
from lianxin.web.citations import cited
from lianxin.web.shell import actor_of, now_of, rules_of
from lianxin.web.suggested_notes import said_notes

MOST = 5
"""Units that are suggested."""


@require_POST
def receive_preview(request: HttpRequest) -> HttpResponse:
    """When the caller will have an answer, and by which article, with what stands in the form by now."""
    desk = intake_desk(request)
    fields = intake_fields(desk)
    told = intake_preview(desk, fields, read_called(request, fields, name_by_catalogue(desk, request.POST)))
    return show_preview(request, told, reverse("receive_preview"))


@require_POST
def receive_beside(request: HttpRequest) -> HttpResponse:
    """Orders like this one, and units that may have it, with what stands in the form by now."""
    return render(request, "orders/_beside.html", beside(request, _said(request)))


@require_POST
def receive_flags(request: HttpRequest) -> HttpResponse:
    """Where in the text for transfer somebody can be known by: places alone, no word of it."""
    desk = intake_desk(request)
    fields = intake_fields(desk)
    sent = sent_at_intake(desk, fields, read_answers(fields, request.POST))
    found = places("dispatch_transfer", sent, request.POST.get("dispatch_transfer", ""))
    return JsonResponse({"places": found, "secret": sent.secret})


# ---- understanding ---------------------------------------------------------------------------------------------------


def intake_desk(request: HttpRequest) -> Desk:
    """A blank order before its time: what may be chosen is asked of the law as for any other."""
    actor, now = actor_of(request), now_of(request)
    blank = Intake(
        request_type=_type(request), channel=Channel.PHONE, title="", account="", subject_unit=_subject(request)
    )
    draft = start_order(surroundings(actor, now, rules_of(request)), 0, "", blank)
    check_duty(draft, "receive")
    return Desk("receive", draft, Reading(Audience.CENTRE, frozenset(Part)))


def _type(request: HttpRequest) -> RequestType:
    posted = request.POST.get("request_type", "")
    return RequestType(posted) if posted in list(RequestType) else RequestType.HELP


def _subject(request: HttpRequest) -> int | None:
    posted = request.POST.get("subject_unit", "")
    return int(posted) if posted.isdecimal() and len(posted) < 10 else None


def name_by_catalogue(desk: Desk, data: QueryDict) -> QueryDict:
    """What was posted; vendor staff go by the catalogue alone (R9), so that its unit stands where they left it out."""
    if not is_of_vendor(desk.draft) or data.get("disposition") != "dispatch" or data.get("dispatch_unit"):
        return data
    row = desk.draft.around.catalogue.named(data.get("topic"), data.get("division"), desk.draft.order.request_type)
    if row is None:
        return data
    named = data.copy()
    named["dispatch_unit"] = str(row.unit)
    return named


def begin_transfer(answers: Answers) -> None:
    """Left empty, the text for transfer begins as the account, for the writer to look at."""
    account = next(iter(answers.said.get("account", [])), "")
    if account and "dispatch_transfer" in answers.errors and not any(answers.said.get("dispatch_transfer", [])):
        answers.said["dispatch_transfer"] = [account]
        answers.errors["dispatch_transfer"] = Spoken(
            "已按诉求内容填入，请核对：承办单位会看到这一段",
            "Begun from the account: look it over, units will read it",
        )


def _said(request: HttpRequest) -> Answers:
    return read_answers(intake_fields(intake_desk(request)), request.POST)


# ---- showing ---------------------------------------------------------------------------------------------------------


def beside(request: HttpRequest, answers: Answers) -> dict[str, Any]:
    """The context of orders/_beside.html."""
    desk = intake_desk(request)
    topic, division = (next(iter(answers.said.get(name, [])), "") or None for name in ("topic", "division"))
    kind = desk.draft.order.request_type
    now = now_of(request)
    found = suggest_units(topic, division, kind, now, rules_of(request))[:MOST]
    return {
        **similar_orders(request, answers),
        "suggested": _suggested(found, now),
        "topic_known": topic is not None,
        "by_catalogue_alone": is_of_vendor(desk.draft),
    }


def _suggested(found: list[Suggestion], now: dt.datetime) -> list[dict[str, Any]]:
    names = unit_names([one.unit for one in found])
    return [
        {
            "unit": one.unit,
            "text": Spoken(names[one.unit].zh, names[one.unit].en),
            "ground": one.ground,
            "note": said_notes(one.notes, now),
            "basis": cited(one.basis) if one.basis else None,
        }
        for one in found
    ]
