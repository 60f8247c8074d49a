"""The four steps: what, where, who, and wishes with everything once more; each is kept first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxin.actions.discard_submission import discard_submission
from lianxin.actions.submit import submit
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.web.portal.asking import NOTHING, Question, wrong
from lianxin.web.portal.frame import READ, WRITTEN, facts_of, for_citizens, keep_version, show, source_of
from lianxin.web.portal.submitting import files
from lianxin.web.portal.submitting.answers import alike
from lianxin.web.portal.submitting.checking import STEPS, checked, first_unready, said_in
from lianxin.web.portal.submitting.kept import Kept, another, door_of, hand_token, kept, save, take_token
from lianxin.web.portal.submitting.matter import caller_of, intake_of
from lianxin.web.portal.submitting.overview import overview
from lianxin.web.portal.submitting.questions import always_secret, asked
from lianxin.web.refusing import what
from lianxin.web.sign_in.views import keep_language

TITLES = {
    "what": Spoken("什么事", "What"),
    "where": Spoken("在哪里", "Where"),
    "who": Spoken("联系您", "Contact"),
    "wishes": Spoken("提交", "Send"),
}
ADDRESSES = {
    "what": "portal_tell",
    "where": "portal_tell_where",
    "who": "portal_tell_who",
    "wishes": "portal_tell_wishes",
}
LAST = STEPS[-1]
REACHED = "reached"
"""A word of the draft: its last step was reached, so that one change leads back to it."""
TOO_OFTEN = ("submitted_too_often", "submitted_from_one_network")
"""Refusals of the web that leave the telephone: said on the last step, with what was written kept."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The questions of a page, and what stands in the way: a file that was not taken, or a refusal."""

    questions: list[Question]
    no_file: Spoken = NOTHING
    refusal: Refused | None = None
    submitted: bool = False


@for_citizens(methods=WRITTEN, personal=True)
def step(request: HttpRequest, name: str) -> HttpResponse:
    """One step: shows its questions, or keeps what was answered and goes on."""
    here = kept(request)
    submitted = here.submitted
    if submitted and name != STEPS[0]:
        return HttpResponseRedirect(reverse("portal_tell_receipt"))
    here = another() if submitted else here
    if request.method == "POST":
        return _take(request, name, here)
    before = first_unready(request, here.begun, name)
    if before is not None:
        return HttpResponseRedirect(reverse(ADDRESSES[before]))
    return _show(request, name, here, Shown(asked(name, request, here.begun), submitted=submitted))


def _take(request: HttpRequest, name: str, before: Kept) -> HttpResponse:
    """Keeps it, whatever is wrong with it; the last step of what is whole becomes an order in the same transaction."""
    go, no_file = request.POST.get("go", ""), NOTHING
    here = before.with_words(said_in(asked(name, request, before.begun), request.POST))
    if name == STEPS[0]:
        here, no_file = files.take_in(request, here)
        here, go = _removed(here, go)
    if name == STEPS[-2]:
        here = here.with_words({REACHED: ["yes"]})
    if name == LAST and not _aside(name, here, go) and first_unready(request, here.begun) is None:
        return hand_token(request, _submit(request, here), here)
    if not save(request, here):
        return HttpResponseRedirect(reverse("portal_tell_receipt"))
    files.burn_gone(before, here)
    return hand_token(request, _switched(_onward(request, name, here, go, no_file), go), here)


def _switched(response: HttpResponse, go: str) -> HttpResponse:
    """The other version or language, without losing what was typed."""
    verb, _, value = go.partition(":")
    if verb == "elder":
        keep_version(response, value)
    if verb == "language":
        keep_language(response, value)
    return response


def _removed(here: Kept, go: str) -> tuple[Kept, str]:
    """After a file was taken off, one stays on the page."""
    verb, _, place = go.partition(":")
    if verb == "remove" and place.isdecimal() and int(place) < len(here.begun.files):
        return files.without(here, int(place)), "add"
    return here, go


def _onward(request: HttpRequest, name: str, here: Kept, go: str, no_file: Spoken) -> HttpResponse:
    if no_file != NOTHING:
        return _show(request, name, here, Shown(asked(name, request, here.begun), no_file=no_file))
    aside = _aside(name, here, go)
    if aside:
        return HttpResponseRedirect(aside)
    questions = checked(name, request, here.begun)
    if wrong(questions):
        return _show(request, name, here, Shown(questions))
    return HttpResponseRedirect(_next(request, name, here))


def _aside(name: str, here: Kept, go: str) -> str:
    """Where a button leads that does not ask whether everything is right; empty for going on."""
    verb, _, where = go.partition(":")
    if verb in ("add", "stay", "elder", "language"):
        return reverse(ADDRESSES[name]) + ("#files" if verb == "add" else "")
    if verb == "cover" and where.isdecimal() and int(where) < len(here.begun.files):
        return reverse("portal_tell_cover", args=[int(where)])
    return reverse(ADDRESSES[where]) if verb == "to" and where in STEPS else ""


def _next(request: HttpRequest, name: str, here: Kept) -> str:
    """To the answers others got, to the last step when it was reached before, else to the step that follows."""
    if name == STEPS[0] and REACHED not in here.begun.words and alike(request, here.begun):
        return reverse("portal_tell_answers")
    if name == LAST or REACHED in here.begun.words:
        return reverse(ADDRESSES[first_unready(request, here.begun) or LAST])
    return reverse(ADDRESSES[STEPS[STEPS.index(name) + 1]])


def _submit(request: HttpRequest, here: Kept) -> HttpResponse:
    """Makes the order and leaves the receipt in place of the words; where no order comes of it, the words are kept."""
    door = door_of(request, here, files.handed_in(here))
    try:
        source = source_of(request)
        submit(door, token=here.token, intake=intake_of(here.begun), caller=caller_of(here.begun), source=source)
    except Exception as problem:
        save(request, here)
        refusal = problem if isinstance(problem, Refused) else None
        if refusal is None or refusal.code not in TOO_OFTEN:
            raise
        return _show(request, LAST, here, Shown(asked(LAST, request, here.begun), refusal=refusal))
    files.burn_gone(here)
    return HttpResponseRedirect(reverse("portal_tell_receipt"))


def _show(request: HttpRequest, name: str, here: Kept, shown: Shown) -> HttpResponse:
    photos = files.PHOTOS.answered((), shown.no_file)
    mistakes = wrong([*shown.questions, photos])
    at, facts, account = STEPS.index(name), facts_of(request), here.begun.first("account")
    context: dict[str, Any] = {
        "step": name,
        "title": TITLES[name],
        "href": reverse(ADDRESSES[name]),
        "steps": [{"text": TITLES[one], "done": place < at, "here": place == at} for place, one in enumerate(STEPS)],
        "questions": shown.questions,
        "wrong": mistakes,
        "begun": not here.fresh,
        "hours": facts.draft_hours,
        "receipt_href": reverse("portal_tell_receipt") if shown.submitted else "",
        "discard_href": reverse("portal_tell_discard"),
        "back_to": STEPS[at - 1] if at else "",
        "photos": photos,
        "files": files.shown(here),
        "danger": facts.sounds_dangerous(account),
        "refusal": _refusal(shown.refusal),
    }
    if name == LAST:
        parts = overview(request, here.begun, len(here.begun.files))
        context |= {"overview": parts, "always_secret": always_secret(here.begun)}
    status = 409 if shown.refusal else 422 if mistakes else 200
    return show(request, f"portal/submitting/{name}.html", context, status=status)


def _refusal(refusal: Refused | None) -> dict[str, Spoken] | None:
    if refusal is None:
        return None
    return {"what": what(refusal), "next": Spoken(refusal.reason.next_zh, refusal.reason.next_en)}


@for_citizens(methods=READ, personal=True)
def answers(request: HttpRequest) -> HttpResponse:
    """What others were answered; straight on where nothing is alike."""
    here = kept(request)
    before = first_unready(request, here.begun, STEPS[1])
    onward = reverse(ADDRESSES[STEPS[1]])
    if here.submitted or before is not None:
        return HttpResponseRedirect(reverse(ADDRESSES[before or STEPS[0]]))
    found = alike(request, here.begun)
    if not found:
        return HttpResponseRedirect(onward)
    context = {"answers": found, "onward": onward, "back": reverse(ADDRESSES[STEPS[0]])}
    return show(request, "portal/submitting/answers.html", context)


@for_citizens(methods=("POST",))
def discard(request: HttpRequest) -> HttpResponse:
    """Clears what was begun, here and there."""
    here = kept(request)
    if not here.fresh and not here.submitted:
        discard_submission(door_of(request, here), token=here.token)
        files.burn_gone(here)
    return take_token(HttpResponseRedirect(reverse("portal")))
