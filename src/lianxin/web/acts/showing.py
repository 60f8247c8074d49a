"""How a form is answered: a dialog for the browser's own request, a whole page for everybody else."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from lianxin.access import Part, reading
from lianxin.actions import Done, Door
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.records.load import read_order
from lianxin.web.acts.doing import Told
from lianxin.web.addresses import here_href, list_href
from lianxin.web.citations import cited
from lianxin.web.drafts.restoring import bring_back, let_go
from lianxin.web.handed import GIVEN_BEFORE, hand_over
from lianxin.web.orders.open import draft_of
from lianxin.web.plain import plain
from lianxin.web.refusing import what
from lianxin.web.shell import actor_of, now_of
from lianxin.web.template_tags import said

LONGEST_KEY = 150
"""Characters of a request key that a page may send; acts done together add a word to it."""


ACCEPTED = "X-Lianxin-Accepted"
"""The header that tells static/js/drafts.js that a form was taken: to the sign-in page one is sent without it."""


def door_of(request: HttpRequest) -> Door:
    """Who acts, now, under the key that the form carried."""
    key = plain(request.POST.get("request_key", ""))[:LONGEST_KEY] or new_key()
    return Door(actor=actor_of(request), now=now_of(request), request_key=key)


def new_key() -> str:
    """A key for one form: posted twice it makes one event."""
    return f"page:{uuid.uuid4()}"


def is_partial(request: HttpRequest) -> bool:
    """Whether the browser asks for a piece of a page."""
    return request.headers.get("HX-Request") == "true"


def show_form(
    request: HttpRequest,
    form: dict[str, Any],
    *,
    page: str,
    context: dict[str, Any],
    status: int = 200,
    body: str = "orders/_form.html",
) -> HttpResponse:
    """The form in a dialog, alone when it comes back with errors, or on its page; with its writer's draft in it."""
    form = bring_back(request, form)
    if not is_partial(request):
        response = render(request, page, {**context, "form": form}, status=status)
    elif status == 200:
        inside = {"title": form["title"], "article": form["article"], "body": body, "form": form}
        response = render(request, "components/dialog.html", inside, status=status)
    else:
        response = render(request, body, {"form": form}, status=status)
    return kept_apart(response)


def came_back(request: HttpRequest, forms: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Of the forms of a page the one that was sent: it alone is put back where the browser sent it from."""
    return next(form for form in forms if form["href"] == request.path)


def kept_apart(response: HttpResponse) -> HttpResponse:
    """A piece of a page and the whole page at one address are never mistaken for each other by a cache."""
    patch_vary_headers(response, ["HX-Request"])
    response["Cache-Control"] = "no-store"
    return response


def refusal_context(refusal: Refused, who_can: Spoken | None = None) -> dict[str, Any]:
    """What components/refusal.html needs; `who_can`: the offices that may, where the reader's may not."""
    reason = refusal.reason
    return {
        "what": what(refusal),
        "next": Spoken(reason.next_zh, reason.next_en),
        "article": cited(reason.article) if reason.article else None,
        "code": refusal.code,
        "who_can": who_can,
        "ways": [],
    }


def done(
    request: HttpRequest,
    number: str,
    did: Done | Sequence[Done],
    said_so: Spoken,
    giving: Done | None = None,
    *,
    href: str = "",
) -> HttpResponse:
    """After the act on this order: back to it; to its list, else home, when the actor may not see it any more.

    `giving` is what came of an act that gives query codes: the next page shows them, once. `href` leads elsewhere: on
    with the call during which the act was done.
    """
    _say_once(request, messages.SUCCESS, said(said_so))
    if giving is not None and giving.repeated:
        _say_once(request, messages.INFO, said(GIVEN_BEFORE))
    response = accepted(request, href or _back(request, number, did))
    if giving is not None:
        hand_over(request, response, giving)
    return response


def go_on(request: HttpRequest, href: str, said_so: Spoken) -> HttpResponse:
    """After the act on to another page of ours, where it is said that it is done."""
    _say_once(request, messages.SUCCESS, said(said_so))
    return accepted(request, href)


def _say_once(request: HttpRequest, level: int, words: str) -> None:
    """A form sent twice before the next page is shown has one answer there."""
    waiting = messages.get_messages(request)
    known = {str(one) for one in waiting}
    if isinstance(waiting, BaseStorage):
        waiting.used = False  # looked at, not shown
    if words not in known:
        messages.add_message(request, level, words)


def accepted(request: HttpRequest, href: str) -> HttpResponse:
    """To this page, after a form was taken: the browser may let go of what was typed into it, and only then."""
    let_go(request)
    response = lead_to(request, href)
    if is_partial(request):
        response[ACCEPTED] = "yes"
    return response


def lead_to(request: HttpRequest, href: str) -> HttpResponse:
    """The whole browser to another page, also from within a piece of one."""
    if not is_partial(request):
        return HttpResponseRedirect(href)
    return HttpResponse(status=204, headers={"HX-Redirect": href})


def _back(request: HttpRequest, number: str, did: Done | Sequence[Done]) -> str:
    if _still_open(request, number, did):
        return here_href(request, number)
    return list_href(request) or reverse("home")


def _still_open(request: HttpRequest, number: str, did: Done | Sequence[Done]) -> bool:
    every = [did] if isinstance(did, Done) else did
    after = next((one.after for one in every if one.number == number and one.after is not None), None)
    return Part.ORDER in reading(draft_of(request, after or read_order(number).aggregate))


def show_preview(request: HttpRequest, told: Told, href: str) -> HttpResponse:
    """The preview alone, as the browser fetches it anew while a form is filled in."""
    basis = cited(told.basis) if told.basis else None
    form = {"preview": told.lines, "preview_basis": basis, "preview_href": href}
    return kept_apart(render(request, "orders/_preview.html", {"form": form}))
