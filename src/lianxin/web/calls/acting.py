"""What an act needs to know when it is done during a call: what is prefilled, what ties them, and where one goes on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from lianxin import actions
from lianxin.actions import Done, Door
from lianxin.law.lamps import Spoken
from lianxin.law.words import CallRelation, TextKind
from lianxin.records.calls import masked_number, number_of
from lianxin.records.models import Call
from lianxin.records.people import masked, people_with_phone
from lianxin.records.texts import newest_texts
from lianxin.vault.errors import VaultError
from lianxin.web.acts.fitting import Desk
from lianxin.web.calls.desk import CALL, PERSON, call_asked, form_href, page_href, person_asked
from lianxin.web.drafts.restoring import slot_of
from lianxin.web.kept_words import kept
from lianxin.web.plain import plain

DoneT = TypeVar("DoneT", bound="Done | list[Done]")

RELATIONS: Mapping[str, CallRelation] = {
    "supplement": CallRelation.SUPPLEMENTED,
    "add_caller": CallRelation.JOINED,
    "demand_explanation": CallRelation.DEMANDED,
}
"""Acts on an order that a call can lead to, and what then ties the two."""

CALLER, INTAKE = "caller", "intake"
"""Names of what an address says of such an act: which caller of the order speaks, and the draft of the intake form that
its words were taken from."""


def hidden_of(request: HttpRequest) -> list[dict[str, Any]]:
    """The hidden fields by which a form stays with its call and with the caller who was chosen."""
    call, slot = call_asked(request), intake_asked(request)
    rows = [{"name": INTAKE, "value": slot}] if slot else []
    if call is None:
        return [{"name": PERSON, "value": person_asked(request) or ""}, *rows]
    person = person_asked(request) or _only(call) or ""
    return [{"name": CALL, "value": call.pk}, {"name": PERSON, "value": person}, *rows]


def intake_asked(request: HttpRequest) -> str:
    """The slot of the intake form's draft from which one came to the act; empty when one came from elsewhere."""
    return slot_of(plain(request.POST.get(INTAKE) or request.GET.get(INTAKE) or ""))


def back_href(request: HttpRequest) -> str:
    """The intake form as it was left for the act; empty when one came from elsewhere."""
    slot = intake_asked(request)
    return f"{reverse('receive')}?{urlencode({'draft': slot})}" if slot else ""


def caller_said(request: HttpRequest, name: str = "caller_name", phone: str = "caller_phone") -> dict[str, list[str]]:
    """What stands in the fields of the caller at first: the number of the call and a known name, masked."""
    call = call_asked(request)
    number = masked_number(call) if call is not None else ""
    person = person_asked(request) or (_only(call) if call is not None else None)
    said = {phone: [number]} if number else {}
    if person is not None and (call is not None or kept(request, request.GET.get("caller", ""))):
        shown = masked([person]).get(person)
        said |= {name: [shown.name]} if shown is not None and shown.name else {}
    return said


def _only(call: Call) -> int | None:
    """The one person who is known by the number; None when there are none or several to choose from."""
    from_number = _people(call)
    return from_number[0] if len(from_number) == 1 else None


def _people(call: Call) -> list[int]:
    try:
        return [one.pk for one in people_with_phone(number_of(call))]
    except VaultError:
        return []


def act_said(request: HttpRequest, action: str) -> dict[str, list[str]]:
    """What stands in the fields of an act at first when it is done during a call."""
    if action in ("supplement", "demand_explanation") and request.GET.get(CALLER, "").isdecimal():
        return {CALLER: [request.GET[CALLER]]}
    return caller_said(request, "name", "phone") if action == "add_caller" else {}


def about_order(request: HttpRequest, desk: Desk) -> Spoken | None:
    """Which order the dialog is about, while the page below it is about the call: number and title (R27)."""
    if desk.action not in RELATIONS or call_asked(request) is None:
        return None
    order = desk.draft.order
    title = newest_texts(order.id, (TextKind.TITLE,)).get(TextKind.TITLE, "")
    return Spoken(f"{order.number} {title}".strip(), f"{order.number} {title}".strip())


def during_call(
    request: HttpRequest, door: Door, relation: CallRelation, act: Callable[[], DoneT], order: int
) -> DoneT:
    """Does the act and ties its order to the call, both or neither; without a call only the act."""

    def both() -> DoneT:
        done = act()
        tie_call(request, door, relation, order)
        return done

    return actions.together(both)


def tie_call(request: HttpRequest, door: Door, relation: CallRelation, order: int) -> None:
    """Ties an order to the call that the form is about; nothing without one."""
    call = call_asked(request)
    if call is not None:
        link(call, door, relation, order)


def link(call: Call, door: Door, relation: CallRelation, order: int) -> None:
    """Ties an order to a call under the key of the act that led to it."""
    tied = dataclasses.replace(door, request_key=f"{door.request_key}:call")
    actions.link_call(tied, call=call.pk, order=order, relation=relation)


def after_href(request: HttpRequest, action: str = "") -> str:
    """Where one goes on after an act; empty where that is for the act to say.

    To the call's page once a matter was received, else to its form; without a call to an empty form, if one came from
    there: the order may be another caller's, of which no more is shown than before (R27).
    """
    call = call_asked(request)
    if call is None:
        return reverse("receive") if intake_asked(request) else ""
    return form_href(call) if action in RELATIONS else page_href(call)
