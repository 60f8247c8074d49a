"""The bar under the header: who rings, how long one has been talking, and what is still to be said of a call."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lianxin.law.calls import BY_ACTION, INVALID
from lianxin.law.decisions.calls import waits_for_help
from lianxin.law.lamps import Spoken
from lianxin.law.words import CallCommand, CallState
from lianxin.records.calls import masked_number
from lianxin.records.models import Call
from lianxin.web.calls.alerts import CALLED, alerts_context
from lianxin.web.calls.desk import CALL, OnDesk, form_href, own_calls, page_href, takes_calls
from lianxin.web.calls.switch import can
from lianxin.web.shell import actor_of, now_of

MOST = 3
"""Calls that stand above each other; there are more only where something is wrong."""

WITHHELD = Spoken("未显示号码", "Number withheld")


class CallBar:
    """The bar as templates ask for it: read from the database only where one asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def bar(self) -> dict[str, Any] | None:
        """The context of templates/calls/_bar.html; None for whoever answers no calls."""
        return call_context(self.request)


def calls(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    return {"calls": CallBar(request)}


@never_cache
@require_safe
def call_bar(request: HttpRequest) -> HttpResponse:
    """The bar anew."""
    return render(request, "calls/_bar.html", {"bar": call_context(request)})


def call_context(request: HttpRequest, address: str = "") -> dict[str, Any] | None:
    """`bar` of templates/calls/_bar.html; None for whoever answers no calls.

    `address`: of the page that shows it, where the request itself is for the bar alone.
    """
    if not takes_calls(request):
        return None
    here = on_the_form_of(address) or request.GET.get(CALL) or request.GET.get("here") or ""
    here = here if here.isdecimal() else ""
    shown = own_calls(request)[:MOST]
    return {
        "alerts": alerts_context(request),
        "agent": actor_of(request).staff,
        "href": f"{reverse('call_bar')}?{urlencode({'here': here})}",
        "calls": [_row(request, one, here, first=place == 0) for place, one in enumerate(shown)],
    }


def on_the_form_of(address: str) -> str:
    """The id of the call whose form lies at this address; empty for other pages."""
    return next(iter(parse_qs(urlsplit(address).query).get(CALL, [])), "")


def _row(request: HttpRequest, one: OnDesk, here: str, *, first: bool) -> dict[str, Any]:
    call, state = one.call, one.state
    number = masked_number(call)
    href = {name: reverse(name, args=[call.pk]) for name in ("call_answer", "call_hang_up", "call_dispose")}
    return {
        "id": call.pk,
        "state": state,
        "code": state.value,
        "number": number or WITHHELD,
        "number_href": reverse("call_number", args=[call.pk]) if number else "",
        "queue": call.queue,
        "waited": _waited(call, now_of(request)),
        "since": {CallState.RINGING: call.rang_at, CallState.TALKING: call.answered_at}.get(state),
        "talked": _span(call.ended_at - call.answered_at) if call.ended_at and call.answered_at else "",
        "alert": _alert(call),
        "alert_href": reverse("call_alert", args=[call.pk]) if _may_alert(call, state) else "",
        "answer_href": href["call_answer"] if state is CallState.RINGING and can(call, CallCommand.ANSWER) else "",
        "hang_up_href": href["call_hang_up"] if _may_hang_up(call, state) else "",
        "dispose_href": href["call_dispose"] if state is not CallState.RINGING and not one.tied else "",
        "invalid": [{"value": row.disposition, "key": row.digit} for row in INVALID],
        "form_href": form_href(call) if state is not CallState.RINGING and here != str(call.pk) else "",
        "page_href": page_href(call) if state is CallState.TO_DISPOSE and request.path != page_href(call) else "",
        "first": first,
    }


def _may_alert(call: Call, state: CallState) -> bool:
    waits = waits_for_help(call.alerted_at, call.helped_at)
    return state in BY_ACTION["alert_shift_leader"].states and not waits


def _may_hang_up(call: Call, state: CallState) -> bool:
    """Not while the agent waits for a shift leader (R35)."""
    waits = waits_for_help(call.alerted_at, call.helped_at)
    return state is CallState.TALKING and can(call, CallCommand.HANG_UP) and not waits


def _alert(call: Call) -> Spoken | str:
    """That the shift leader was called, and who came."""
    if call.alerted_at is None:
        return ""
    if call.helped_by is None:
        return CALLED
    name = call.helped_by.display_name
    return Spoken(f"值班长 {name} 已接手", f"Shift leader {name} has taken it up")


def _waited(call: Call, now: dt.datetime) -> Spoken | str:
    """How long the caller waited before somebody answered, or has been waiting."""
    if call.queued_at is None:
        return ""
    seconds = max(0, round(((call.answered_at or call.ended_at or now) - call.queued_at).total_seconds()))
    minutes, rest = divmod(seconds, 60)
    if minutes:
        return Spoken(f"等待 {minutes} 分 {rest} 秒", f"waited {minutes} min {rest} s")
    return Spoken(f"等待 {rest} 秒", f"waited {rest} s")


def _span(length: dt.timedelta) -> str:
    """03:21, beyond an hour 1:03:21."""
    minutes, seconds = divmod(max(0, round(length.total_seconds())), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
