"""The calls of the person at the desk, and the one that a page is about."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from lianxin.law.calls import ANSWERING
from lianxin.law.decisions.calls import CallFacts
from lianxin.law.refusals import Refused
from lianxin.law.words import CallState
from lianxin.records.calls import calls_on_desk, own_call
from lianxin.records.models import Call, Staff
from lianxin.web.shell import actor_of, chosen_office

CALL, PERSON = "call", "person"
"""Names of what an address or a form says of the call it is about: ids, never a number or a name."""

FIRST = (CallState.TALKING, CallState.RINGING, CallState.TO_DISPOSE)
"""In which order calls stand above each other."""


def takes_calls(request: HttpRequest) -> bool:
    """Whether the person signed in answers calls in the office they chose."""
    if not isinstance(getattr(request, "user", None), Staff):
        return False
    office = chosen_office(request)
    return office is not None and office.role in ANSWERING


@dataclass(frozen=True, slots=True)
class OnDesk:
    """A call before somebody; `tied`: an order came of it by now."""

    call: Call
    state: CallState
    tied: bool


def own_calls(request: HttpRequest) -> list[OnDesk]:
    """The calls that the person at the desk has before them: talked on, ringing, then those to be finished."""
    staff = actor_of(request).staff
    rows = calls_on_desk(staff) if staff is not None else []
    found = [OnDesk(call, state_of(call), call.tied) for call in rows]
    return sorted(found, key=lambda one: FIRST.index(one.state))


def state_of(call: Call) -> CallState:
    """Where a call stands, by its own row alone."""
    return CallFacts(call.agent_id, call.answered_at, call.ended_at, call.disposed_at).state


def call_asked(request: HttpRequest) -> Call | None:
    """The call that an address or a form names; None when it names none; refuses one that is not one's own."""
    named = request.POST.get(CALL) or request.GET.get(CALL) or ""
    if not named:
        return None
    kept = vars(request)
    if "lianxin_call" not in kept:
        kept["lianxin_call"] = find_call(request, named)
    call: Call = kept["lianxin_call"]
    return call


def find_call(request: HttpRequest, named: int | str) -> Call:
    """One of one's own calls; refuses who answers none."""
    actor = actor_of(request)
    if actor.role not in ANSWERING:
        raise Refused("not_your_duty")
    return own_call(actor.staff, named)


def person_asked(request: HttpRequest) -> int | None:
    """The caller who was chosen among those known, by id."""
    named = request.POST.get(PERSON) or request.GET.get(PERSON) or ""
    return int(named) if named.isdecimal() and len(named) < 19 else None


def form_href(call: Call) -> str:
    """The intake form for a call."""
    return f"{reverse('receive')}?{urlencode({CALL: call.pk})}"


def page_href(call: Call) -> str:
    """The page of a call: what came of it."""
    return reverse("call", args=[call.pk])
