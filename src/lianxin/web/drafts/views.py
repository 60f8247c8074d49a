"""Keeps a draft while somebody writes, and lets go of it when they say so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.actions.discard_draft import discard_draft
from lianxin.actions.save_draft import save_draft
from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.records.drafts import KeptDraft, Words, kept_draft
from lianxin.web.acts.showing import accepted, door_of, is_partial
from lianxin.web.drafts.restoring import CANCELLED, LEADS_TO, NEVER_KEPT, SLOT, slot_of
from lianxin.web.shell import actor_of, now_of
from lianxin.web.template_tags import said

MOST_FIELDS, MOST_WORDS = 200, 40_000
"""Fields of a draft, and characters in all of them: ten times what the longest form takes."""
TITLE_LENGTH = 24

SAVED = Spoken("草稿已保存", "The draft is saved")
GONE = Spoken("草稿已丢弃", "The draft was discarded")
TOO_LONG = Spoken("内容太长，没有保存", "Too long: nothing was saved")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keeps the fields of a form that is still being written; without the browser's help, and back to the form."""
    form, slot = _form(request), slot_of(request.POST.get(SLOT, ""))
    words = words_of(request)
    fits = words is not None
    kept = words is not None and save_draft(door_of(request), form=form, slot=slot, words=words)
    if "application/json" in request.headers.get("Accept", ""):
        at = f"{now_of(request).astimezone(SHANGHAI):%H:%M:%S}"
        return JsonResponse({"saved_at": at if kept else None}, status=200 if fits else 413)
    if fits:
        messages.success(request, said(SAVED))
    else:
        messages.error(request, said(TOO_LONG))
    return HttpResponseRedirect(f"{form}?draft={slot}" if slot else form)


@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Lets go of a form that is cancelled with what was kept of it; the page that says so offers to take it back."""
    form, words = _form(request), words_of(request)
    had = discard_draft(door_of(request), form=form)
    written = words is not None and any(one.strip() for said_there in words.values() for one in said_there)
    if words is not None and (had or written) and save_draft(door_of(request), form=form, slot=CANCELLED, words=words):
        messages.info(request, said(GONE), extra_tags=form)
    if request.headers.get("HX-Target") == "hl-messages":
        return render(request, "components/messages.html")
    return accepted(request, leads_to(request))


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Takes back what was cancelled, and opens its form with it; the form goes on under its old key."""
    form = _form(request)
    door, draft = door_of(request), kept_draft(actor_of(request), form, CANCELLED)
    if draft is not None:
        save_draft(replace(door, request_key=draft.request_key), form=form, slot="", words=draft.words)
        discard_draft(door, form=form, slot=CANCELLED)
    return HttpResponseRedirect(form)


def leads_to(request: HttpRequest) -> str:
    """Where one goes on after cancelling: a page of ours, else home."""
    asked = request.POST.get(LEADS_TO, "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else reverse("home")


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, slot: str = "") -> HttpResponse:
    """Asks first, naming the draft; then lets go of it."""
    form = reverse("receive")
    if request.method == "POST":
        if discard_draft(door_of(request), form=form, slot=slot):
            messages.success(request, said(GONE))
        return accepted(request, form)
    draft = kept_draft(actor_of(request), form, slot)
    if draft is None:
        raise Http404
    asked = _asked(draft)
    if is_partial(request):
        inside = {"title": asked["title"], "body": "orders/_form.html", "form": asked}
        return render(request, "components/dialog.html", inside)
    crumbs = [{"text": asked["title"], "href": ""}]
    return render(request, "orders/many.html", {"form": asked, "crumbs": crumbs})


def _asked(draft: KeptDraft) -> dict[str, Any]:
    """The question, which names the draft."""
    title = title_of(draft)
    zh, en = f"“{title}”还没有提交。丢弃后不能恢复。", f"“{title}” was not submitted. It goes for good."
    return {
        "href": reverse("discard_draft", args=[draft.slot]),
        "title": Spoken("丢弃草稿", "Discard a draft"),
        "intro": Spoken(zh, en),
        "article": None,
        "fields": [],
        "hidden": [],
        "refusal": None,
        "submit": {"text": Spoken("丢弃草稿", "Discard the draft"), "tone": "danger"},
        "cancel_href": draft.form,
    }


def title_of(draft: KeptDraft) -> str:
    """By what its writer knows a draft again: the title, else the beginning of the account."""
    for name in ("title", "account"):
        words = next(iter(draft.words.get(name, [])), "").strip()
        if words:
            return words[:TITLE_LENGTH] + ("…" if len(words) > TITLE_LENGTH else "")
    return "—"


def _form(request: HttpRequest) -> str:
    """The path of a page of ours; 404 for anything else."""
    form = request.POST.get("draft_form", "")
    if form.startswith("//"):
        raise Http404
    try:
        resolve(form)
    except Resolver404 as unknown:
        raise Http404 from unknown
    return form


def words_of(request: HttpRequest) -> Words | None:
    """What was posted, as a draft keeps it; None when it is too long for any form of ours."""
    fields = [name for name in request.POST if name not in NEVER_KEPT]
    words = {_CONTROLS.sub("", name): [_CONTROLS.sub("", one) for one in request.POST.getlist(name)] for name in fields}
    fits = len(words) <= MOST_FIELDS and sum(len(one) for said in words.values() for one in said) <= MOST_WORDS
    return words if fits else None
