"""A caller evaluates on the page of the matter: the same questions as behind the link of a message."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from lianxin import actions
from lianxin.law.refusals import Refused
from lianxin.web.portal.evaluating import read_given
from lianxin.web.portal.following.matter import Matter, followed
from lianxin.web.portal.following.page import prove_first, show_matter
from lianxin.web.refusing import in_one


@followed("POST")
def rate(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Takes the rating; what is missing is said on the page, with what was answered."""
    if matter.hides("rate"):
        return prove_first(request, matter)
    may = matter.act("rate")
    given = read_given(request.POST, matter.draft)
    if given.wrong:
        return show_matter(request, matter, given=given, status=422)
    if may.refusal is not None:
        return show_matter(request, matter, refused=in_one(may.refusal), status=409)
    try:
        door = matter.door(f"rate:{given.request_key}")
        actions.rate(door, order=matter.order.id, caller=matter.caller, rating=given.rating)
    except Refused as refusal:
        return show_matter(request, matter, given=given, refused=in_one(refusal), status=409)
    return HttpResponseRedirect(f"{matter.home_href}?done=rate")
