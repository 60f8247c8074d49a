"""What the person at the desk does with a call: picks up, hangs up, says what came of it, has the number shown."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lianxin import actions
from lianxin.law.calls import BY_ACTION
from lianxin.law.decisions.calls import check_may_hang_up
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import CallCommand, CallDisposition, CallState, NumberPurpose
from lianxin.records.calls import facts_of, number_of
from lianxin.records.models import Call
from lianxin.web.acts.showing import accepted, door_of, is_partial, new_key, show_form
from lianxin.web.calls.bar import call_context, on_the_form_of
from lianxin.web.calls.desk import find_call, form_href, page_href, state_of
from lianxin.web.calls.switch import command
from lianxin.web.citations import cited

REVEAL = BY_ACTION["reveal_number"]
INTRODUCTION = Spoken(
    "每次显示都记入通话日志：何人、何时、何用。", "Every showing is logged with the call: who, when, what for."
)
PURPOSE = Spoken("用途", "Purpose")
CHOOSE_PURPOSE = Spoken("请选择“用途”", "Choose: purpose")
SHOWN_BEFORE = Spoken(
    "此次显示已经记录并显示过；需要再看，请重新提交", "It was shown and logged: to see it again, submit again"
)


@require_POST
def answer(request: HttpRequest, call: int) -> HttpResponse:
    """Picks up, and opens the intake form for the call."""
    found = find_call(request, call)
    if state_of(found) is CallState.RINGING:
        command(request, found, CallCommand.ANSWER)
    return HttpResponseRedirect(form_href(found))


@require_POST
def hang_up(request: HttpRequest, call: int) -> HttpResponse:
    """Ends the call; what was typed stays where it is."""
    found = find_call(request, call)
    if state_of(found) is CallState.TALKING:
        _end(request, found)
    return _bar(request) if is_partial(request) else HttpResponseRedirect(page_href(found))


@require_POST
def dispose(request: HttpRequest, call: int) -> HttpResponse:
    """Says what came of the call, which ends with it if it was still going on."""
    found = find_call(request, call)
    if request.POST.get("hang_up") == "yes" and state_of(found) is CallState.TALKING:
        _end(request, found)
    said = request.POST.get("disposition", "")
    chosen = CallDisposition(said) if said in {*CallDisposition} else None
    actions.dispose_call(door_of(request), call=found.pk, disposition=chosen)
    elsewhere = is_partial(request) and not _is_about(request, found)
    return _bar(request) if elsewhere else accepted(request, reverse("home"))


def _end(request: HttpRequest, call: Call) -> None:
    check_may_hang_up(facts_of(call))
    command(request, call, CallCommand.HANG_UP)


@never_cache
@require_http_methods(["GET", "POST"])
def number(request: HttpRequest, call: int) -> HttpResponse:
    """Asks what for, then shows the number once."""
    found = find_call(request, call)
    if not number_of(found):
        raise Refused("number_not_there")
    if request.method != "POST":
        return _ask(request, found)
    said = request.POST.get("purpose", "")
    if said not in {*NumberPurpose}:
        return _ask(request, found, error=CHOOSE_PURPOSE, status=422)
    done = actions.reveal_number(door_of(request), call=found.pk, purpose=NumberPurpose(said))
    if done.repeated:  # one showing, one entry in the log
        return _ask(request, found, error=SHOWN_BEFORE, status=409)
    page = "calls/_number.html" if is_partial(request) else "calls/number.html"
    context = {"number": number_of(found), "back_href": page_href(found), "crumbs": _crumbs(found)}
    response = render(request, page, context)
    response["Cache-Control"] = "no-store"
    return response


def _ask(request: HttpRequest, call: Call, *, error: Spoken | None = None, status: int = 200) -> HttpResponse:
    choices: list[dict[str, Any]] = [
        {"value": word.value, "text": word, "key": str(place), "selected": False}
        for place, word in enumerate(NumberPurpose, start=1)
    ]
    purpose = {"name": "purpose", "kind": "segmented", "label": PURPOSE, "required": True, "choices": choices}
    form = {
        "href": reverse("call_number", args=[call.pk]),
        "title": Spoken(REVEAL.zh, REVEAL.en),
        "intro": INTRODUCTION,
        "article": cited(REVEAL.articles[0]),
        "fields": [purpose | {"error": error or ""}],
        "hidden": [{"name": "request_key", "value": new_key()}],
        "submit": {"text": Spoken("显示并记录", "Show and log"), "tone": "primary"},
        "cancel_href": page_href(call),
    }
    return show_form(request, form, page="calls/form.html", context={"crumbs": _crumbs(call)}, status=status)


def _crumbs(call: Call) -> list[dict[str, Any]]:
    return [
        {"text": Spoken("通话", "Call"), "href": page_href(call)},
        {"text": Spoken(REVEAL.zh, REVEAL.en), "href": ""},
    ]


def _is_about(request: HttpRequest, call: Call) -> bool:
    """Whether the page that sent this is the call's form or its page: there is nothing more to do on it."""
    address = request.headers.get("HX-Current-URL", "")
    return on_the_form_of(address) == str(call.pk) or urlsplit(address).path == page_href(call)


def _bar(request: HttpRequest) -> HttpResponse:
    """The bar as it is now; on which page one is, the browser says in its own header."""
    here = request.headers.get("HX-Current-URL", "")
    return render(request, "calls/_bar.html", {"bar": call_context(request, here)})
