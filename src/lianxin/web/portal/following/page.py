"""The page of a matter: where it stands, by when, what was answered, what may be done, and what happened."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxin.law.articles import citation
from lianxin.law.decisions.following import Sight
from lianxin.law.followed import explanation_limit, happened, latest, standing
from lianxin.law.lamps import Spoken
from lianxin.law.state import Clock
from lianxin.law.transitions import ENDED
from lianxin.law.words import TextKind
from lianxin.records.texts import newest_texts
from lianxin.web.orders.clocks import calendar_of, steps_of
from lianxin.web.portal.evaluating import Given, asked, rated_last
from lianxin.web.portal.following.answers import answers_to
from lianxin.web.portal.following.codes import way_of
from lianxin.web.portal.following.files import files_of
from lianxin.web.portal.following.matter import Matter, followed
from lianxin.web.portal.following.visit import end_visit
from lianxin.web.portal.following.words import WAYS, why_not
from lianxin.web.portal.frame import for_citizens, show

RATED = Spoken("已收到您的评价，谢谢您", "Your rating was received, thank you")


@followed()
def matter(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The page."""
    return show_matter(request, matter)


@for_citizens(methods=("POST",), personal=True)
def leave(request: HttpRequest, number: str) -> HttpResponse:
    """Ends the visit: whoever uses the machine next sees nothing."""
    _ = request
    response = HttpResponseRedirect(f"{reverse('portal_follow')}?left")
    end_visit(response, number)
    return response


def show_matter(
    request: HttpRequest,
    matter: Matter,
    *,
    given: Given | None = None,
    refused: Spoken | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, as far as its reader sees; `given`: a rating that is not whole, `refused`: what was just refused."""
    context: dict[str, Any] = {
        "matter": matter,
        "leave_href": matter.href("leave"),
        "refused": refused,
        "done": _done(request),
    }
    if matter.can_prove_more:
        context["proof"] = {"contact": way_of(matter), "send_href": matter.href("send"), "key": matter.key}
    if matter.seen is not Sight.NOTHING:
        context |= _state(matter)
    if matter.seen is Sight.ALL:
        context |= _everything(matter)
        context |= _rating(matter, given)
    return show(request, "portal/following/matter.html", context, status=status, here=matter.home_href)


def prove_first(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The page with the way to the code, for who came to an act of theirs by the query code alone."""
    return show_matter(request, matter, refused=PROVE_FIRST, status=403)


PROVE_FIRST = Spoken("请先用验证码核验，再办这件事。", "Please prove by the one-time code that it is you first.")


def _done(request: HttpRequest) -> Spoken | None:
    action = request.GET.get("done", "")
    return RATED if action == "rate" else WAYS[action].done if action in WAYS else None


def _state(matter: Matter) -> dict[str, Any]:
    draft, caller = matter.draft, matter.caller
    return {
        "standing": standing(draft, caller, matter.units),
        "latest": _latest(matter),
        "explanation": _limit(matter, explanation_limit(draft, caller)),
        "happened": happened(draft, caller, matter.seen, matter.units),
        "moved_to": matter.order.number if matter.order.number != matter.number else "",
        "ways": _ways(matter),
    }


def _latest(matter: Matter) -> dict[str, Any] | None:
    found = latest(matter.draft, matter.caller)
    if found is None:
        return None
    past = found.clock is not None and not found.clock.running
    return {"words": found.words, "term": found.term, "past": past, **(_limit(matter, found.clock) or {})}


def _limit(matter: Matter, clock: Clock | None) -> dict[str, Any] | None:
    """A date and how it was found, step by step."""
    if clock is None:
        return None
    source = citation(clock.article)
    return {
        "due_at": clock.due_at,
        "provisional": clock.provisional and clock.running,
        "steps": steps_of(clock, calendar_of(clock, matter.draft.around.calendar)),
        "basis": Spoken(source.zh, source.en),
    }


def _ways(matter: Matter) -> list[dict[str, Any]]:
    """What may be done, and what not now with the reason; the evaluation has a place of its own."""
    found = {one.action: one for one in matter.acts}
    ended = matter.order.state in ENDED
    return [
        {
            "action": action,
            "text": way.name,
            "icon": way.icon,
            "href": matter.href("act", action) if found[action].refusal is None else "",
            "note": way.note if (no := found[action].refusal) is None else why_not(action, no, ended=ended),
        }
        for action, way in WAYS.items()
        if action in found
    ]


def _everything(matter: Matter) -> dict[str, Any]:
    order = matter.order
    return {
        "title": newest_texts(order.id, [TextKind.TITLE]).get(TextKind.TITLE, ""),
        "answers": answers_to(order, matter.caller),
        "files": files_of(matter),
        "verified": matter.visit.verified,
    }


def _rating(matter: Matter, given: Given | None) -> dict[str, Any]:
    if matter.act("rate").refusal is not None:
        return {}
    shown = given or asked(matter.draft, matter.person)
    return {
        "rating": {
            "questions": shown.questions,
            "href": matter.href("rate"),
            "key": given.key if given and given.key else matter.key,
            "before": rated_last(matter.draft, matter.person) is not None,
        },
        "wrong": shown.wrong,
    }
