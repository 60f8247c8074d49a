"""Answers given in person or by letter are written down by keyboard, one after the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin.actions._consultations import Came
from lianxin.actions.answer_consultation import answer_consultation
from lianxin.law.consultation_text import Content
from lianxin.law.decisions import consultation as law
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import ConsultationChannel
from lianxin.records.consultations import facts_of, giver_digest
from lianxin.records.models import Consultation
from lianxin.vault.digests import normalise_phone
from lianxin.vault.errors import NotAPhoneNumber
from lianxin.web.acts.showing import door_of, go_on, show_form
from lianxin.web.consultations.answers import GROUP, faults_of, read_answer, words_name
from lianxin.web.consultations.forms import Errors, Field, Values, act_form, answer_fields, choice_field, field
from lianxin.web.consultations.reading import by_of, crumbs, find, one_href
from lianxin.web.plain import plain
from lianxin.web.refusing import in_one
from lianxin.web.shell import now_of

CHANNEL, DAY, NUMBER = "channel", "received_on", "number"
CHANNELS = (ConsultationChannel.DESK, ConsultationChannel.LETTER)
NUMBER_HELP = Spoken(
    "只用来核对一人一份，不保存号码；没有可不填",
    "Only to count each person once: the number is not kept. May be left out",
)
BELONGS: Mapping[str, str] = {
    "consultation_not_open": DAY,
    "letter_without_day": DAY,
    "answer_empty": words_name(0),
    "answer_incomplete": GROUP,
}
"""To which field a refusal belongs."""


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, consultation: int) -> HttpResponse:
    """The empty form, again and again: the channel and the day stay as they were."""
    row, content = find(request, consultation)
    law.check(facts_of(row), by_of(request), "answer_consultation")
    if request.method != "POST":
        kept = {name: [request.GET[name]] for name in (CHANNEL, DAY) if name in request.GET}
        today = f"{now_of(request).astimezone(SHANGHAI).date()}"
        return _show(request, row, content, {CHANNEL: [CHANNELS[0].value], DAY: [today]} | kept, {})
    came, errors = read_came(request, row)
    given = read_answer(content, request.POST)
    errors |= faults_of(content, given)
    if came is not None and not errors:
        try:
            done = answer_consultation(door_of(request), consultation=row.pk, given=given, came=came)
        except Refused as refusal:
            if refusal.code not in BELONGS:
                raise
            errors = {BELONGS[refusal.code]: in_one(refusal)}
        else:
            return _next(request, row, done.made)
    return _show(request, row, content, dict(request.POST.lists()), errors, status=422)


def _next(request: HttpRequest, row: Consultation, number: int) -> HttpResponse:
    """On to the next answer of the same kind."""
    again = request.GET.copy()
    for name in (CHANNEL, DAY):
        again[name] = plain(request.POST.get(name, ""))
    href = f"{reverse('consultation_enter', args=[row.pk])}?{again.urlencode()}"
    return go_on(request, href, Spoken(f"已录入第 {number} 份", f"Answer {number} is written down"))


def read_came(request: HttpRequest, row: Consultation) -> tuple[Came | None, dict[str, Spoken]]:
    """How the answer came, and what is wrong with what was typed about that."""
    data, errors = request.POST, dict[str, Spoken]()
    channel = data.get(CHANNEL, "")
    if channel not in CHANNELS:
        errors[CHANNEL] = Spoken("请选择现场或者来信", "Choose in person or by letter")
    day, number = None, plain(data.get(NUMBER, ""))
    if channel == ConsultationChannel.LETTER:
        try:
            day = dt.date.fromisoformat(data.get(DAY, ""))
        except ValueError:
            errors[DAY] = Spoken("请填写收到日期", "Give the day on which it came")
    try:
        giver = normalise_phone(number) if number else f"form:{door_of(request).request_key}"
    except NotAPhoneNumber as problem:
        return None, errors | {NUMBER: Spoken(problem.zh, problem.en)}
    if errors:
        return None, errors
    return Came(ConsultationChannel(channel), giver_digest(row.pk, giver), received_on=day), {}


def enter_fields(content: Content, values: Values, errors: Errors) -> list[Field]:
    """How it came, then the answer."""
    channels = [(one.value, Spoken(one.zh, one.en)) for one in CHANNELS]
    day = field(DAY, "date", Spoken("收到日期", "Came on"), values, errors, shown_when=f"{CHANNEL}=letter")
    return [
        choice_field(CHANNEL, Spoken("渠道", "Channel"), channels, values, errors, required=True),
        day,
        field(NUMBER, "phone", Spoken("手机号", "Mobile number"), values, errors, help=NUMBER_HELP),
        *answer_fields(content, values, errors),
    ]


def enter_form(row_id: int, content: Content, values: Values, errors: Errors) -> dict[str, Any]:
    """The form."""
    href, back = reverse("consultation_enter", args=[row_id]), one_href(row_id)
    submit = Spoken("录入，接着下一份", "Write down, and the next")
    form = act_form("answer_consultation", href, back, enter_fields(content, values, errors), submit)
    return form | {"title": Spoken("录入意见", "Write an answer down")}


def _show(
    request: HttpRequest, row: Consultation, content: Content, values: Values, errors: Errors, *, status: int = 200
) -> HttpResponse:
    form = enter_form(row.pk, content, values, errors)
    context = {"crumbs": crumbs(row, form["title"])}
    return show_form(request, form, page="consultations/form.html", context=context, status=status)
