"""The simulator's page: whoever has no telephone yet plays the caller; only in a demonstration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.law.calls import ANSWERING
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import CallState
from lianxin.records.calls import calls_going_on, masked_number
from lianxin.records.known_callers import frequent_callers
from lianxin.records.models import Call, Person, Staff
from lianxin.records.offices import offices_on
from lianxin.records.people import identity, masked
from lianxin.telephony.simulator import SOURCE, Simulator
from lianxin.vault.digests import normalise_phone
from lianxin.vault.errors import VaultError
from lianxin.web.calls.bar import WITHHELD
from lianxin.web.calls.desk import state_of
from lianxin.web.calls.switch import may_simulate
from lianxin.web.calls.switch import simulator as made
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, now_of

TITLE = Spoken("模拟来电", "Simulated calls")
INTRODUCTION = Spoken(
    "演示用：这里扮演来电人。来电会在所选受理员的页面上响铃。",
    "For the demonstration: here you play the caller. The call rings on the page of the agent you choose.",
)
QUEUE = Spoken("市民诉求", "Citizens' matters")
LONGEST_WAIT = 600
KNOWN = 6
MOST = 20
"""Calls shown as going on."""
SHORTEST, LONGEST = 3, 15
OWN, WITHHOLD = "own", "withheld"


@sensitive_post_parameters("phone")
@require_http_methods(["GET", "POST"])
def simulator(request: HttpRequest) -> HttpResponse:
    """Shows who is being called and by whom, or makes a call."""
    switch = _switch(request)
    if request.GET.get("part") == "going_on":
        return render(request, "calls/_going_on.html", _going_on(request))
    if request.method != "POST":
        return _show(request)
    errors: dict[str, Spoken] = {}
    agent, caller = _agent(request, errors), _caller(request, errors)
    if agent is None or errors:
        return _show(request, errors, 422)
    waited = request.POST.get("waited", "")
    seconds = min(int(waited), LONGEST_WAIT) if waited.isdecimal() and len(waited) < 6 else 0
    switch.ring(agent=agent.number, caller=caller, queue=QUEUE.zh, waited_seconds=seconds)
    return HttpResponseRedirect(reverse("simulator"))


@require_POST
def simulator_hang_up(request: HttpRequest, call: int) -> HttpResponse:
    """The caller hangs up."""
    switch = _switch(request)
    found = calls_going_on(SOURCE).filter(pk=call).first()
    if found is not None:
        switch.caller_hangs_up(found.source_id)
    return HttpResponseRedirect(reverse("simulator"))


# ---- understanding ---------------------------------------------------------------------------------------------------


def _switch(request: HttpRequest) -> Simulator:
    switch = made()
    if switch is None:
        raise Http404
    if not may_simulate(actor_of(request).role):
        raise Refused("not_your_duty")
    return switch


def _agent(request: HttpRequest, errors: dict[str, Spoken]) -> Staff | None:
    chosen = next((one for one in _agents(request) if str(one.pk) == request.POST.get("agent")), None)
    if chosen is None:
        errors["agent"] = Spoken("请选择“接听的人”", "Choose who is called")
    return chosen


def _agents(request: HttpRequest) -> list[Staff]:
    """Everybody who answers calls and has a number, the person at the desk first."""
    rows = offices_on(now_of(request).astimezone(SHANGHAI).date()).filter(role__in=ANSWERING, staff__is_active=True)
    people = {row.staff.pk: row.staff for row in rows if row.staff.number}
    own = actor_of(request).staff
    return sorted(people.values(), key=lambda one: (one.pk != own, one.number))


def _caller(request: HttpRequest, errors: dict[str, Spoken]) -> str:
    """The number: of a known caller, the one written, or none."""
    who = request.POST.get("who", OWN)
    if who == WITHHOLD:
        return ""
    if who.isdecimal() and len(who) < 19:
        person = Person.objects.filter(pk=int(who)).first()
        if person is not None and (number := identity(person).phone):
            return number
        errors["who"] = Spoken("请重新选择来电人", "Choose the caller again")
        return ""
    try:
        number = normalise_phone(plain(request.POST.get("phone", "")))
    except VaultError:
        number = ""
    if not SHORTEST <= len(number) <= LONGEST:
        errors["phone"] = Spoken("请填写来电号码，3 至 15 位数字", "Give a number of 3 to 15 digits")
    return number


# ---- showing ---------------------------------------------------------------------------------------------------------


def _show(request: HttpRequest, errors: Mapping[str, Spoken] | None = None, status: int = 200) -> HttpResponse:
    form = {
        "href": reverse("simulator"),
        "title": TITLE,
        "intro": INTRODUCTION,
        "article": None,
        "fields": _fields(request, errors or {}),
        "hidden": [],
        "submit": {"text": Spoken("拨打", "Call"), "tone": "primary"},
        "cancel_href": reverse("home"),
    }
    context = {"form": form, **_going_on(request), "crumbs": [{"text": TITLE, "href": ""}]}
    return render(request, "calls/simulator.html", context, status=status)


def _going_on(request: HttpRequest) -> dict[str, Any]:
    return {
        "going_on": [_row(call) for call in calls_going_on(SOURCE)[:MOST]],
        "live": " ".join(f"agent:{one.pk}" for one in _agents(request)),
    }


def _fields(request: HttpRequest, errors: Mapping[str, Spoken]) -> list[dict[str, Any]]:
    agents = [
        {"value": str(one.pk), "text": f"{one.number} {one.display_name}", "selected": _said(request, "agent", one.pk)}
        for one in _agents(request)
    ]
    known = masked(frequent_callers(KNOWN))
    callers = [
        {"value": str(one.id), "text": Spoken(f"{one.name} {one.phone}", f"{one.name} {one.phone}")}
        for one in known.values()
    ]
    who = [
        {"value": OWN, "text": Spoken("填写号码", "A number of my own")},
        *callers,
        {"value": WITHHOLD, "text": Spoken("不显示号码", "Number withheld")},
    ]
    chosen = request.POST.get("who", OWN)
    fields: list[dict[str, Any]] = [
        {"name": "agent", "kind": "select", "label": Spoken("接听的人", "Who is called"), "choices": agents},
        {"name": "who", "kind": "select", "label": Spoken("来电人", "Caller"),
         "choices": [one | {"selected": one["value"] == chosen} for one in who]},
        {"name": "phone", "kind": "phone", "label": Spoken("来电号码", "Number"), "shown_when": f"who={OWN}",
         "value": "", "narrow": True, "autocomplete": "off"},
        {"name": "waited", "kind": "number", "label": Spoken("已等待（秒）", "Waited (seconds)"), "value": "12",
         "min": "0", "max": str(LONGEST_WAIT), "narrow": True},
    ]  # fmt: skip
    return [one | {"required": one["name"] != "waited", "error": errors.get(one["name"], "")} for one in fields]


def _said(request: HttpRequest, name: str, value: object) -> bool:
    return request.POST.get(name) == str(value)


def _row(call: Call) -> dict[str, Any]:
    state = state_of(call)
    return {
        "number": masked_number(call) or WITHHELD,
        "agent": f"{call.agent.number} {call.agent.display_name}" if call.agent is not None else "",
        "state": state,
        "tone": "green" if state is CallState.TALKING else "blue",
        "at": call.answered_at or call.rang_at or call.offered_at,
        "hang_up_href": reverse("simulator_hang_up", args=[call.pk]),
    }
