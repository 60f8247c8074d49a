"""One intake is put before the inspectors by a person who says why: an order by number, a call by seat and minute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin.actions.flag_for_inspection import flag_for_inspection
from lianxin.law.decide import unit_is_of_vendor
from lianxin.law.inspection import FLAGGING
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import InspectedKind
from lianxin.records.calls import came_by
from lianxin.records.intakes import answered_at
from lianxin.records.readable import readable
from lianxin.web.acts.showing import door_of, go_on, show_form
from lianxin.web.inspections.forms import REASON, act_crumbs, act_form, said_in, words_field
from lianxin.web.orders.open import open_draft
from lianxin.web.plain import plain
from lianxin.web.refusing import what as said_refusal
from lianxin.web.shell import actor_of, rules_of

WHAT, NUMBER, SEAT, MINUTE = "what", "number", "seat", "minute"
KINDS = {InspectedKind.ORDER: Spoken("工单的受理", "An order's intake"), InspectedKind.CALL: Spoken("通话", "A call")}
NO_SUCH_CALL = Spoken(
    "这个座席那一分钟没有已登记去向的通话，请核对座席号和时间",
    "No call of this seat in that minute whose outcome is recorded: check seat and time",
)
NO_MINUTE = Spoken("请填写通话中的一个时间，如 2026-11-30 08:30", "Give a time during the call, as 2026-11-30 08:30")
HEARD = Spoken("通话中的任何一分钟", "any minute of the call")


def may_flag(request: HttpRequest) -> bool:
    """Whether the reader's office puts intakes before the inspectors; the vendor's people never do (R9)."""
    actor = actor_of(request)
    return actor.role in FLAGGING and not unit_is_of_vendor(rules_of(request).units, actor.unit)


@require_http_methods(["GET", "POST"])
def flag(request: HttpRequest) -> HttpResponse:
    """Asks which intake and why, and flags it; the reader must be able to open the order, or those of the call."""
    if not may_flag(request):
        raise Refused("vendor_barred" if actor_of(request).role in FLAGGING else "not_your_duty")
    if request.method != "POST":
        return _ask(request, _of_order(request), {})
    said = {name: plain(request.POST.get(name, "")) for name in (WHAT, NUMBER, SEAT, MINUTE)}
    errors: dict[str, Spoken] = {}
    try:
        kind, subject = _subject(request, said, errors)
        if subject is not None:
            flag_for_inspection(door_of(request), what=kind, subject=subject, reason=said_in(request, REASON))
            return go_on(request, reverse("inspections"), Spoken("已提请质检", "Flagged for inspection"))
    except Refused as refusal:
        about = SEAT if said[WHAT] == InspectedKind.CALL else NUMBER
        errors = {REASON if refusal.code == "inspection_reason_missing" else about: said_refusal(refusal)}
    return _ask(request, said, errors, status=422)


def _subject(
    request: HttpRequest, said: Mapping[str, str], errors: dict[str, Spoken]
) -> tuple[InspectedKind, int | None]:
    """What is flagged, by id; None where it cannot be found, with why in `errors`."""
    if said[WHAT] != InspectedKind.CALL:
        return InspectedKind.ORDER, open_draft(request, said[NUMBER])[1].order.id
    try:
        minute = dt.datetime.fromisoformat(said[MINUTE]).replace(second=0, microsecond=0, tzinfo=SHANGHAI)
    except ValueError:
        errors[MINUTE] = NO_MINUTE
        return InspectedKind.CALL, None
    seen = readable(actor_of(request), rules_of(request).units)
    found = answered_at(said[SEAT], minute, seen) if said[SEAT] else None
    if found is None:
        errors[SEAT] = NO_SUCH_CALL
    return InspectedKind.CALL, found


def _of_order(request: HttpRequest) -> dict[str, str]:
    """What stands in the form at first: the order named in the address, and the call it came by."""
    said = {WHAT: InspectedKind.ORDER.value, NUMBER: plain(request.GET.get(NUMBER, "")), SEAT: "", MINUTE: ""}
    if not said[NUMBER]:
        return said
    try:
        call = came_by(open_draft(request, said[NUMBER])[1].order.id)
    except Refused:
        return said
    if call is not None and call.agent is not None and call.answered_at is not None:
        minute = call.answered_at.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")
        said |= {SEAT: call.agent.number, MINUTE: minute}
    return said


def _ask(
    request: HttpRequest, said: Mapping[str, str], errors: dict[str, Spoken], *, status: int = 200
) -> HttpResponse:
    given = request.POST if request.method == "POST" else None
    kinds = [
        {"value": one.value, "text": words, "key": str(place), "selected": one.value == said[WHAT]}
        for place, (one, words) in enumerate(KINDS.items(), start=1)
    ]

    def field(name: str, kind: str, label: Spoken, of: InspectedKind | None = None) -> dict[str, Any]:
        shown = {"name": name, "kind": kind, "label": label, "required": True, "value": said[name], "help": ""}
        return shown | {"error": errors.get(name, ""), "shown_when": f"{WHAT}={of.value}" if of is not None else ""}

    fields = [
        field(WHAT, "segmented", Spoken("提请什么", "What")) | {"choices": kinds},
        field(NUMBER, "text", Spoken("工单编号", "Number of the order"), InspectedKind.ORDER),
        field(SEAT, "text", Spoken("座席号", "Number of the agent"), InspectedKind.CALL) | {"narrow": True},
        field(MINUTE, "moment", Spoken("通话时间", "Time of the call"), InspectedKind.CALL) | {"help": HEARD},
        words_field(REASON, Spoken("理由", "Reason"), given, errors, required=True),
    ]
    words = Spoken("提请质检", "Flag for inspection")
    form = act_form("flag_for_inspection", reverse("inspection_flag"), reverse("inspections"), fields, words)
    context = {"crumbs": act_crumbs("flag_for_inspection")}
    return show_form(request, form, page="inspections/form.html", context=context, status=status)
