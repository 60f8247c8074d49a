"""What a citizen holds once it was submitted: number, query code, what happens next, and where to follow it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lianxin.law.words import RequestType
from lianxin.web.dates import moment_words
from lianxin.web.handed import in_threes
from lianxin.web.portal.frame import READ, for_citizens, show
from lianxin.web.portal.submitting.kept import ends_at, kept
from lianxin.web.portal.submitting.terms import dispatch_term, reply_term


@for_citizens(methods=READ, personal=True)
def receipt(request: HttpRequest) -> HttpResponse:
    """The receipt, as long as this browser may read it; back to the beginning after that."""
    here = kept(request)
    told = here.begun.receipt
    if told is None:
        return HttpResponseRedirect(reverse("portal_tell"))
    tip_off = told.request_type is RequestType.TIP_OFF
    context = {
        "order_number": told.number,
        "code": in_threes(told.code),
        "at": told.received_at,
        "received": moment_words(told.received_at),
        "contactable": told.contactable,
        "secret": told.secret,
        "state_only": tip_off and not told.contactable,
        "dispatch_term": dispatch_term(request, told.request_type.value),
        "reply_term": reply_term(request, told.request_type.value),
        "until": ends_at(request, here.begun),
        "address": _address(request),
        "again_href": reverse("portal_tell"),
    }
    return show(request, "portal/submitting/receipt.html", context)


def _address(request: HttpRequest) -> str:
    """Where the matter is followed, whole: a printed receipt has no link."""
    page = reverse("portal_follow")
    return f"{settings.PUBLIC_ADDRESS}{page}" if settings.PUBLIC_ADDRESS else request.build_absolute_uri(page)
