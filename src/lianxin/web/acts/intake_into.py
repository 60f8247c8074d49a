"""When the matter is there already: what was written down goes along to the order that it adds to or joins."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from lianxin.access import may
from lianxin.actions import Door
from lianxin.actions.save_draft import save_draft
from lianxin.records.drafts import Words
from lianxin.web.acts.showing import door_of, new_key
from lianxin.web.addresses import act_href
from lianxin.web.calls.acting import CALLER, INTAKE
from lianxin.web.calls.desk import CALL, PERSON
from lianxin.web.drafts.restoring import SLOT, slot_of
from lianxin.web.drafts.views import words_of
from lianxin.web.files.taking import NAME, take
from lianxin.web.orders.open import open_draft
from lianxin.web.plain import plain
from lianxin.web.template_tags import said

CARRIED: Mapping[str, Mapping[str, str]] = {
    "add_caller": {
        "account": "wish",
        "caller_name": "name",
        "caller_phone": "phone",
        "caller_contact": "contact",
        "caller_kind": "kind",
        "caller_language": "language",
        "caller_callback_wish": "callback_wish",
    },
    "supplement": {"account": "text"},
}
"""What of the intake form goes along, by the names it has there and in the form of the act."""

WISHES_CARRIED = ("secret", "reply_waived", "text_only", "minor", "anonymous")


@require_POST
def receive_into(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """To the form by which the matter joins an order that is there already, with what was written down so far.

    The intake form is kept too: who changes their mind goes back to it. Both drafts bear its key, so that what was
    handed in as the one is no draft of the other any more.
    """
    if action not in CARRIED:
        raise Http404
    _, draft, _ = open_draft(request, number)
    refusal = may(draft, action)
    if refusal is not None:
        raise refusal
    form, slot = act_href(draft.order.number, action), slot_of(plain(request.POST.get(SLOT, "")))
    taken = take(request, door_of(request))
    if taken.error is not None:
        messages.error(request, said(taken.error))
    files = {NAME: [one.key for one in taken.files]} if taken.files else {}
    door = _keep_intake(request, slot, files)
    if words := {**_carried(request, action), **files}:
        save_draft(door, form=form, slot="", words=words)
    named = {name: value for name in (CALL, PERSON) if (value := plain(request.POST.get(name, "")))}
    named |= {CALLER: caller} if (caller := plain(request.GET.get(CALLER, ""))) else {}
    named |= {INTAKE: slot} if slot else {}
    return HttpResponseRedirect(f"{form}?{urlencode(named)}" if named else form)


def _keep_intake(request: HttpRequest, slot: str, files: Words) -> Door:
    """Keeps the intake form as it stands, and says under which key; another one where its own was used before."""
    door, words = door_of(request), words_of(request)
    if not slot or words is None or save_draft(door, form=reverse("receive"), slot=slot, words={**words, **files}):
        return door
    return dataclasses.replace(door, request_key=new_key())


def _carried(request: HttpRequest, action: str) -> Words:
    """The words as the form of the act has them; nothing where nothing was written."""
    found = {to: [text] for name, to in CARRIED[action].items() if (text := request.POST.get(name, "").strip())}
    if found and action == "add_caller":
        wishes = request.POST.getlist("wishes")
        found |= {name: ["yes" if name in wishes else "no"] for name in WISHES_CARRIED}
    if found and action == "supplement":
        found |= {CALLER: [plain(request.GET.get(CALLER, ""))]}
    return found
