"""The dispatcher's desk: the queue, the open order with all that helps to place it, and the next one by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access import Part, may
from lianxin.actions.note_reading import note_reading
from lianxin.law.decisions.dispatching import may_dispatch
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import find_number
from lianxin.law.refusals import Refused
from lianxin.law.transitions import BY_ACTION
from lianxin.law.words import EscalationStep, OrderState, OverlayKind, TextKind
from lianxin.records.people import callers_of
from lianxin.vault.flags import flags
from lianxin.web.acts.act_form import act_form, named_in_address
from lianxin.web.acts.asked import Asked, asked, initial
from lianxin.web.acts.fitting import SEVERAL_IN_ONE, Desk
from lianxin.web.acts.form import Entered
from lianxin.web.acts.showing import door_of, refusal_context
from lianxin.web.acts.signature import Kind
from lianxin.web.addresses import act_href, order_href
from lianxin.web.desk_queue import Waiting, queue_context, queued, read_waiting
from lianxin.web.dispatching.alike import alike_context
from lianxin.web.dispatching.precedents import alike_precedents
from lianxin.web.dispatching.queue import DESK, desk_href
from lianxin.web.dispatching.requests import request_context
from lianxin.web.dispatching.suggested import suggestions_context
from lianxin.web.drafts.restoring import bring_back
from lianxin.web.lists.shown import nothing_in
from lianxin.web.orders.offered import ICONS
from lianxin.web.orders.open import open_draft
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.summary import summary_context
from lianxin.web.orders.texts import texts_context
from lianxin.web.shell import rules_of

NAME = Spoken("转办工作台", "Dispatch desk")

ANSWERED_BY: Mapping[OverlayKind, str] = {
    OverlayKind.SEND_BACK: "rule_on_send_back",
    OverlayKind.HOST_CHANGE: "decide_host_change",
    OverlayKind.CO_HANDLING: "decide_co_handling",
    OverlayKind.ESCALATION: "decide_escalation",
}
"""By which act each request is answered here."""

OTHER_WAYS = (
    "correct", "split", "change_host", "add_co_handler", "recall", "escalate", "redirect", "transfer_out",
    "answer", "mark_difficult",
)  # fmt: skip
"""What else a dispatcher may find right for an order, in a dialog over the desk."""

TAKEN_OUT = "※"
"""Stands where a name, a number or a door stood in the caller's own words."""


@require_safe
def dispatch_desk(request: HttpRequest) -> HttpResponse:
    """The queue with the order that is open; reading both is noted."""
    waiting = _noted(request)
    context = {"desk": NAME, **queue_context(request, DESK, waiting)}
    if waiting.number:
        sheet = Sheet(*open_draft(request, waiting.number))
        note_reading(door_of(request), order=sheet.order.id)
        context |= _matter(request, waiting, sheet) | _beside(request, waiting, sheet)
    else:
        context["empty"] = nothing_in(waiting.chosen.row)
    return render(request, "dispatching/desk.html", context)


@require_safe
def dispatch_queue(request: HttpRequest) -> HttpResponse:
    """The queue alone, as the page fetches it anew when something changed; what it showed is noted.

    The order that is open stays the one that the page shows, also when it has left the queue.
    """
    waiting = _noted(request)
    opened = find_number(request.GET.get("order", "")) or waiting.number
    return render(request, "dispatching/_queue.html", queue_context(request, DESK, replace(waiting, number=opened)))


@require_safe
def dispatch_part(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """The open order, or what stands beside it, anew: always the order that was asked for, wherever it is by now."""
    if part not in PARTS:
        raise Http404
    waiting = read_waiting(request, DESK)
    sheet = Sheet(*open_draft(request, number))
    note_reading(door_of(request), order=sheet.order.id)
    held = queued(request, waiting.chosen).filter(pk=sheet.order.id).exists()
    context = PARTS[part](request, replace(waiting, number=sheet.order.number), sheet)
    return render(request, f"dispatching/_{part}.html", context | {"gone": "" if held else _gone(waiting, sheet)})


def _gone(waiting: Waiting, sheet: Sheet) -> Spoken:
    """That somebody else was faster, and how the order stands."""
    chosen, state = waiting.chosen, sheet.order.closed_as or sheet.order.state
    host = sheet.unit(sheet.order.host_unit)
    return Spoken(
        f"此件已不在“{chosen.zh}”中，现为{state.zh}{f'，由{host.zh}主办' if host.zh else ''}。",
        f"No longer in “{chosen.en}”: {state.en.lower()}{f', with {host.en}' if host.en else ''}.",
    )


def _noted(request: HttpRequest) -> Waiting:
    """The queue asked for; what it showed is noted."""
    waiting = read_waiting(request, DESK)
    note_reading(door_of(request), query={"list": waiting.chosen.code, "orders": [row.pk for row in waiting.rows]})
    return waiting


# ---- the order that is open ------------------------------------------------------------------------------------------


def _matter(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    code, number = waiting.chosen.code, sheet.order.number
    following = waiting.following()
    onward, here = desk_href(code, following), desk_href(code, number)
    context = summary_context(sheet) | texts_context(sheet) | request_context(sheet, code)
    # Also above the form: where there is no room beside it, one reads what is suggested before one chooses.
    context |= suggestions_context(sheet, rules_of(request), code)
    context |= {
        "order_href": order_href(number),
        "matter_href": _part_href("matter", code, number),
        "following_href": onward if following else "",
        "ways": _other_ways(sheet, here),
        "draft_href": desk_href(code, number, draft="account") if _may_draft(sheet) else "",
    }
    return context | _form(request, sheet, code, onward)


def _beside(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    """All that stands beside but the suggestions, which the order that is open has already."""
    code, number = waiting.chosen.code, sheet.order.number
    context = alike_context(sheet, desk_href(code, waiting.following()), desk_href(code, number))
    context |= alike_precedents(request, sheet) | summary_context(sheet)
    return context | {"aside_href": _part_href("aside", code, number)}


def _aside(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    found = suggestions_context(sheet, rules_of(request), waiting.chosen.code)
    return found | _beside(request, waiting, sheet)


PARTS: Mapping[str, Callable[[HttpRequest, Waiting, Sheet], dict[str, Any]]] = {"matter": _matter, "aside": _aside}
"""Parts of the desk that come up to date by themselves, by the template that shows each."""


def _part_href(part: str, code: str, number: str) -> str:
    return f"{reverse('dispatch_part', args=[number, part])}?{urlencode({'list': code})}"


def _form(request: HttpRequest, sheet: Sheet, code: str, onward: str) -> dict[str, Any]:
    """The act that is due, ready to be filled in; or why the reader may not do it."""
    action = due_act(sheet.draft, code)
    refusal = may(sheet.draft, SEVERAL_IN_ONE.get(action, action)) if action else None
    if not action or refusal is not None:
        return {"form": None, "refusal": refusal_context(refusal) if refusal else None}
    desk = Desk(action, sheet.draft, sheet.reading, sheet.loaded.row.head_sequence)
    fields = asked(desk)
    named = named_in_address(fields, request.GET)
    said = initial(desk, fields) | _words(request, sheet, fields) | named
    form = act_form(request, desk, fields, Entered(said), onward=onward)
    # What the link asks for is newer than what was left here before.
    form = _short(form if named or _drafts(request, sheet) else bring_back(request, form), fields)
    return {
        "form": form,
        "refusal": None,
        "drafts_transfer": action in ("dispatch", "designate"),
        "chooses_unit": any(one.name == "unit" for one in fields),
    }


def _short(form: dict[str, Any], fields: list[Asked]) -> dict[str, Any]:
    """Without what stands above the form already: the request, and which it is where there is only one."""
    only = {
        one.name: one.choices[0].value for one in fields if one.parameter.kind is Kind.OVERLAY and len(one.choices) == 1
    }
    if not only:
        return form
    kept = [field for field in form["fields"] if field["name"] not in only]
    hidden = [{"name": name, "value": value} for name, value in only.items()]
    return form | {"fields": kept, "hidden": [*form["hidden"], *hidden], "intro": ""}


def due_act(draft: Draft, code: str) -> str:
    """What a dispatcher does next with an order of this queue; empty when nothing is due any more."""
    if draft.order.state in (OrderState.REGISTERED, OrderState.DISPATCHING) and code == "to_dispatch":
        try:
            may_dispatch(draft)
        except Refused as refusal:
            return "designate" if refusal.code == "must_designate" else "dispatch"
        return "dispatch"
    kinds = {row.kind for row in draft.open_overlays()}
    if code == "disputes":
        return "decide_escalation" if _in_dispute(draft) else ""
    if code == "send_backs" and _in_dispute(draft):
        return ""  # it lies before the arbiter
    return next((act for kind, act in ANSWERED_BY.items() if kind in kinds), "")


def _in_dispute(draft: Draft) -> bool:
    return any(row.code == EscalationStep.CITY_HOTLINE for row in draft.open_overlays(OverlayKind.ESCALATION))


def _words(request: HttpRequest, sheet: Sheet, fields: list[Asked]) -> dict[str, list[str]]:
    """The text for transfer as it was, or drafted from the caller's own words where the dispatcher asks for it."""
    if not any(one.name == "transfer" for one in fields):
        return {}
    if _drafts(request, sheet):
        return {"transfer": [_without_people(sheet)]}
    return {"transfer": [sheet.newest(TextKind.TRANSFER)]}


def _drafts(request: HttpRequest, sheet: Sheet) -> bool:
    """Whether the text for transfer is asked for as it follows from the account, whatever was written before."""
    return request.GET.get("draft") == "account" and _may_draft(sheet)


def _may_draft(sheet: Sheet) -> bool:
    return Part.ACCOUNT in sheet.reading and bool(sheet.newest(TextKind.ACCOUNT))


def _without_people(sheet: Sheet) -> str:
    """The account with everything taken out that is found to be a name, a number or a door (R43)."""
    account = sheet.newest(TextKind.ACCOUNT)
    for span in sorted(flags(account, callers_of(sheet.order.id)), key=lambda one: one.start, reverse=True):
        account = f"{account[: span.start]}{TAKEN_OUT}{account[span.end :]}"
    return account


def _other_ways(sheet: Sheet, here: str) -> list[dict[str, Any]]:
    """Acts that the reader may do with the order besides the one that is due; afterwards they are back here."""
    known = [action for action in OTHER_WAYS if action in sheet.allowed]
    return [
        {
            "href": f"{act_href(sheet.order.number, action)}?{urlencode({'next': here})}",
            "text": Spoken(BY_ACTION[action].zh, BY_ACTION[action].en),
            "icon": ICONS.get(action, "edit"),
        }
        for action in known
    ]
