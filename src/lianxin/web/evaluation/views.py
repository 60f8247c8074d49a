"""A caller rates by a link, without signing in: plain words, plain posts, and nothing that says what the matter is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lianxin import actions
from lianxin.access import may
from lianxin.law.actors import Actor
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Caller
from lianxin.law.words import Language, RatingWay, Role
from lianxin.records.evaluation_links import EvaluationLink, read_link
from lianxin.records.load import read_order
from lianxin.records.rules import current_rules, surroundings
from lianxin.web.portal.evaluating import Given, asked, rated_last, read_given
from lianxin.web.portal.frame import show_by_link
from lianxin.web.shell import now_of

ENGLISH_TOO = (Language.ENGLISH, Language.OTHER)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: whose rating of which order."""

    link: EvaluationLink
    draft: Draft
    caller: Caller


@login_not_required
@csrf_exempt  # the link is the secret that a forged post would need; nobody is signed in, and no cookie is asked for
@never_cache
@require_http_methods(["GET", "POST"])
def evaluate(request: HttpRequest, link: str) -> HttpResponse:
    """The questions, or the thanks; the same page for every link that opens nothing."""
    opened = _opened(request, link)
    with translation.override(_language(request, opened)):
        if opened is None:
            return _shown(request, "evaluation/gone.html", {}, status=404)
        if request.method != "POST":
            page = "thanks" if "done" in request.GET else "ask"
            return _shown(request, f"evaluation/{page}.html", _context(request, opened, asked(opened.draft)))
        given = read_given(request.POST, opened.draft)
        if given.wrong:
            return _shown(request, "evaluation/ask.html", _context(request, opened, given), status=422)
        try:
            _rate(request, opened, given)
        except Refused:
            return _shown(request, "evaluation/gone.html", {}, status=409)
    elder = "&elder=1" if request.GET.get("elder") == "1" else ""
    return HttpResponseRedirect(f"{reverse('evaluate', args=[link])}?done&language={_language(request, opened)}{elder}")


def _opened(request: HttpRequest, text: str) -> Opened | None:
    """The order and the caller of a link that still holds: of this round, and where a rating may still be given."""
    link = read_link(text, now_of(request))
    if link is None:
        return None
    try:
        whole = read_order(link.order).aggregate
    except Refused:
        return None
    caller = whole.caller.get(link.caller)
    if caller is None or caller.withdrawn or caller.person is None or whole.order.round != link.round:
        return None
    around = surroundings(_actor(caller), now_of(request), current_rules(), whole.order)
    draft = Draft.of(whole, around)
    return Opened(link, draft, caller) if may(draft, "rate") is None else None


def _actor(caller: Caller) -> Actor:
    return Actor(role=Role.CALLER, person=caller.person, caller=caller.serial)


def _rate(request: HttpRequest, opened: Opened, given: Given) -> None:
    key = f"evaluate:{opened.link.order}:{opened.link.caller}:{given.request_key}"
    door = actions.Door(_actor(opened.caller), now_of(request), key)
    actions.rate(door, order=opened.link.order, caller=opened.link.caller, rating=given.rating, way=RatingWay.MESSAGE)


def _language(request: HttpRequest, opened: Opened | None) -> str:
    """As asked for on the page, else as the caller speaks."""
    asked = request.GET.get("language", "")
    if asked in ("zh-hans", "en"):
        return asked
    return "en" if opened is not None and opened.caller.language in ENGLISH_TOO else "zh-hans"


def _context(request: HttpRequest, opened: Opened, given: Given) -> dict[str, Any]:
    order, language = opened.draft.order, _language(request, opened)
    elder = "&elder=1" if request.GET.get("elder") == "1" else ""
    return {
        "number": order.number,
        "until": opened.link.until,
        "before": rated_last(opened.draft, opened.caller) is not None,
        "questions": given.questions,
        "wrong": given.wrong,
        "key": given.key or uuid.uuid4().hex,
        "href": f"{request.path}?language={language}{elder}",
    }


def _shown(request: HttpRequest, page: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = show_by_link(request, page, context, status=status)
    # The link is a key: no other site is told of it, and no machine keeps it.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    # Django would write the address of what was refused into its log: the way to tell it not to (django.utils.log).
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - it has no other way
    return response
