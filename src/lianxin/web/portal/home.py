"""The first page of a citizen: what they can do, whom to ring at once, when the hotline is open."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import RequestType
from lianxin.web.addresses import onward_of
from lianxin.web.portal.frame import for_citizens, keep_version, show
from lianxin.web.portal.submitting.terms import reply_term


@for_citizens()
def portal(request: HttpRequest) -> HttpResponse:
    """The first page."""
    return show(request, "portal/home.html", {"reply_term": _term(request)})


def _term(request: HttpRequest) -> Spoken:
    """Within what time an answer is owed; nothing before a city was loaded."""
    try:
        return reply_term(request, RequestType.HELP)
    except Refused:
        return Spoken()


@for_citizens(methods=("POST",))
def version(request: HttpRequest) -> HttpResponse:
    """Changes between the standard version and the one for elders, and stays on the page."""
    response = HttpResponseRedirect(onward_of(request) or reverse("portal"))
    keep_version(response, request.POST.get("elder", ""))
    return response


@for_citizens()
def privacy(request: HttpRequest) -> HttpResponse:
    """What becomes of personal data, and what is asked of callers (Art. 10, 16, 17, 20)."""
    return show(request, "portal/privacy.html", {})
