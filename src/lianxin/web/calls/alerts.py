"""Somebody is in distress: the agent stays on the line and calls for the shift leader, who sees it at once (R35)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.actions.alert_shift_leader import alert_shift_leader
from lianxin.actions.take_up_alert import take_up_alert
from lianxin.law.calls import BRIDGED, BY_ACTION, LEADERS
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import CallCommand, EmergencyService
from lianxin.records.calls import open_alerts
from lianxin.records.models import Call
from lianxin.telephony.port import NotDone
from lianxin.web.acts.showing import accepted, door_of, new_key, show_form
from lianxin.web.calls.desk import find_call, form_href
from lianxin.web.calls.switch import can, command
from lianxin.web.citations import cited
from lianxin.web.shell import actor_of
from lianxin.web.template_tags import said

ROW = BY_ACTION["alert_shift_leader"]
INTRODUCTION = Spoken(
    "请保持通话，不要挂断。值班长的每一页立即显示求助；不显示来电人的任何信息。",
    "Stay on the line. Every page of the shift leaders shows it at once, and nothing of the caller.",
)
JOINED = Spoken("同时三方接通", "To join the call")
NOBODY = Spoken("暂不接通", "Nobody yet")
CALLED = Spoken("已求助值班长，请保持通话", "The shift leader is called: stay on the line")
BY_HAND = Spoken(
    "话务系统没有接通，请用话机三方拨打 {to}", "The switch did not bring it in: dial {to} by the telephone"
)
TAKEN = Spoken("已接手求助，请立即到座席", "Taken up: go to the seat at once")


@require_http_methods(["GET", "POST"])
def alert(request: HttpRequest, call: int) -> HttpResponse:
    """Asks which line is to join the call, then calls for the shift leaders."""
    found = find_call(request, call)
    if request.method != "POST":
        return _ask(request, found)
    asked = request.POST.get("service", "")
    service = EmergencyService(asked) if asked in {*EmergencyService} else None
    alert_shift_leader(door_of(request), call=found.pk, service=service)
    messages.success(request, said(CALLED))
    if service is not None:
        _bring_in(request, found, service)
    return accepted(request, form_href(found))


@require_POST
def take_up(request: HttpRequest, call: int) -> HttpResponse:
    """A shift leader goes to the agent."""
    take_up_alert(door_of(request), call=call)
    messages.success(request, said(TAKEN))
    return accepted(request, reverse("home"))


def _bring_in(request: HttpRequest, call: Call, service: EmergencyService) -> None:
    """By the switch where it can; help has been called for in any case."""
    try:
        if not can(call, CallCommand.CONFERENCE):
            raise NotDone("no_conference")
        command(request, call, CallCommand.CONFERENCE, to=service.value)
    except (NotDone, Refused):
        words = Spoken(BY_HAND.zh.format(to=service.value), BY_HAND.en.format(to=service.value))
        messages.warning(request, said(words))


def alerts_context(request: HttpRequest) -> list[dict[str, Any]]:
    """`alerts` of templates/calls/_bar.html: agents who wait for a shift leader; empty for everybody else."""
    if actor_of(request).role not in LEADERS:
        return []
    return [
        {
            "id": call.pk,
            "seat": f"{call.agent.number} {call.agent.display_name}" if call.agent is not None else "",
            "since": call.alerted_at,
            "service": call.alert_service or "",
            "href": reverse("call_take_up", args=[call.pk]),
        }
        for call in open_alerts()
    ]


def _ask(request: HttpRequest, call: Call) -> HttpResponse:
    choices: list[dict[str, Any]] = [
        {"value": word.value, "text": word, "key": str(place), "selected": False}
        for place, word in enumerate(BRIDGED, start=1)
    ]
    choices.append({"value": "", "text": NOBODY, "key": str(len(BRIDGED) + 1), "selected": True})
    service = {"name": "service", "kind": "segmented", "label": JOINED, "required": False, "choices": choices}
    form = {
        "href": reverse("call_alert", args=[call.pk]),
        "title": Spoken(ROW.zh, ROW.en),
        "intro": INTRODUCTION,
        "article": cited(ROW.articles[0]),
        "fields": [service | {"error": ""}],
        "hidden": [{"name": "request_key", "value": new_key()}],
        "submit": {"text": Spoken(ROW.zh, ROW.en), "tone": "danger"},
        "cancel_href": form_href(call),
    }
    crumbs = [{"text": Spoken("通话", "Call"), "href": form_href(call)}, {"text": form["title"], "href": ""}]
    return show_form(request, form, page="calls/form.html", context={"crumbs": crumbs})
