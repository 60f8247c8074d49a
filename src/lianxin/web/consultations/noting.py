"""Small forms on a consultation's page: a correction, a later end, a draft given up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lianxin.actions.correct_consultation import correct_consultation
from lianxin.actions.discard_consultation import discard_consultation
from lianxin.actions.extend_consultation import extend_consultation
from lianxin.law.consultation import BY_ACTION
from lianxin.law.decisions.consultation import LONGEST_TEXT
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation
from lianxin.web.acts.showing import door_of
from lianxin.web.consultations.forms import Errors, Field, Values, act_form, field
from lianxin.web.consultations.reading import by_of, may, one_href
from lianxin.web.dates import until_words
from lianxin.web.plain import plain

Wrong = tuple[str, Errors]
"""The act whose form came back, and what is wrong by field."""
NOTHING_WRONG: Wrong = ("", {})
NOTE, REASON, LAST, WORDS = "note", "reason", "last", "words"
"""Fields; those of words come in Chinese and English, with _zh and _en at their end."""
BELONGS = {
    "consultation_words_missing": WORDS,
    "consultation_not_longer": LAST,
    "consultation_period": LAST,
}
"""To which field a refusal belongs; `WORDS` are those of whichever form it is."""


@dataclass(frozen=True, slots=True)
class Noting:
    """One of these acts: how a form's words are carried out, what is said then, and where one comes to."""

    action: str
    submit: Spoken
    done: Spoken
    carry_out: Callable[[HttpRequest, int], object]
    fields: Callable[[Consultation, Values, Errors], list[Field]]
    onward: Callable[[int], str] = one_href
    tone: str = "primary"


def _correct(request: HttpRequest, consultation: int) -> None:
    zh, en = _said(request, NOTE)
    correct_consultation(door_of(request), consultation=consultation, zh=zh, en=en)


def _extend(request: HttpRequest, consultation: int) -> None:
    try:
        last = dt.date.fromisoformat(request.POST.get(LAST, ""))
    except ValueError:
        raise Refused("consultation_period") from None
    zh, en = _said(request, REASON)
    extend_consultation(door_of(request), consultation=consultation, last=last, zh=zh, en=en)


def _discard(request: HttpRequest, consultation: int) -> None:
    discard_consultation(door_of(request), consultation=consultation)


def _said(request: HttpRequest, name: str) -> tuple[str, str]:
    return plain(request.POST.get(f"{name}_zh", "")), plain(request.POST.get(f"{name}_en", ""))


def _words(name: str, label: Spoken, values: Values, errors: Errors) -> list[Field]:
    """Chinese, which has to be there, and English."""
    found = {f"{name}_zh": errors[WORDS]} if WORDS in errors else {}
    zh = field(f"{name}_zh", "textarea", label, values, found, required=True, rows=2, max=LONGEST_TEXT)
    english = Spoken("英文", "In English")
    return [zh, field(f"{name}_en", "textarea", english, values, {}, rows=2, max=LONGEST_TEXT)]


def _correcting(_: Consultation, values: Values, errors: Errors) -> list[Field]:
    return _words(NOTE, Spoken("更正说明", "Correction"), values, errors)


def _extending(row: Consultation, values: Values, errors: Errors) -> list[Field]:
    day = Spoken("新的截止日期", "New last day")
    end = until_words(row.closes_at)
    until = Spoken(f"现在到 {end.zh}", f"now until {end.en}")
    last = field(LAST, "date", day, values, errors, required=True, help=until)
    return [last, *_words(REASON, Spoken("延长的原因", "Why it is extended"), values, errors)]


def _discarding(row: Consultation, values: Values, errors: Errors) -> list[Field]:
    _ = row, values, errors
    return []


def _to_the_list(_: int) -> str:
    return reverse("consultations")


NOTING = {
    "discard": Noting(
        "discard_consultation",
        Spoken("作废", "Discard it"),
        Spoken("起草稿已作废", "The draft was discarded"),
        _discard,
        _discarding,
        _to_the_list,
        "danger",
    ),
    "extend": Noting(
        "extend_consultation",
        Spoken("延长并公告", "Extend and announce it"),
        Spoken("征集时间已延长，并已公告", "It was extended, which everybody reads"),
        _extend,
        _extending,
    ),
    "correct": Noting(
        "correct_consultation",
        Spoken("发布更正说明", "Publish it"),
        Spoken("更正说明已发布", "The correction is published"),
        _correct,
        _correcting,
    ),
}
"""By the last word of the address."""


def forms_of(request: HttpRequest, row: Consultation, wrong: Wrong) -> list[dict[str, Any]]:
    """The forms of what the reader may do with it as it stands."""
    return [_form(request, row, act, way, wrong) for act, way in NOTING.items() if _open(request, row, way.action)]


def _open(request: HttpRequest, row: Consultation, action: str) -> bool:
    if not may(request, action) or row.state not in BY_ACTION[action].states:
        return False
    by = by_of(request)
    own = action != "discard_consultation" or row.drafted_by_id == by.actor.staff
    return own and (action != "extend_consultation" or by.now < facts_of(row).closes_at)


def _form(request: HttpRequest, row: Consultation, act: str, way: Noting, wrong: Wrong) -> dict[str, Any]:
    came_back = way.action == wrong[0]
    values = dict(request.POST.lists()) if came_back else {}
    fields = way.fields(row, values, wrong[1] if came_back else {})
    href = reverse(f"consultation_{act}", args=[row.pk])
    form = act_form(way.action, href, one_href(row.pk), fields, way.submit)
    return form | {"act": act, "submit": {"text": way.submit, "tone": way.tone}}
