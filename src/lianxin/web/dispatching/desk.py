"""The dispatcher's desk: the open order with all that helps to place it, and the act that is due."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest

from lianxin.access import Part
from lianxin.law.decisions.dispatching import may_dispatch
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import EscalationStep, OrderState, OverlayKind, TextKind
from lianxin.records.people import callers_of
from lianxin.vault.flags import flags, homes
from lianxin.web.acts.act_form import named_in_address
from lianxin.web.acts.asked import Asked
from lianxin.web.acts.signature import Kind
from lianxin.web.desks.desk import DeskOf, Waiting
from lianxin.web.desks.forms import Begun, due_form, ways_of
from lianxin.web.desks.orders import shown_orders, tabs_at
from lianxin.web.dispatching.alike import alike_context
from lianxin.web.dispatching.precedents import alike_precedents
from lianxin.web.dispatching.requests import requests_context
from lianxin.web.dispatching.suggested import suggestions_context
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.texts import texts_context
from lianxin.web.shell import rules_of

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


def _matter(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    code = waiting.chosen.code
    context = texts_context(sheet) | requests_context(sheet, waiting)
    # Also above the form: where there is no room beside it, one reads what is suggested before one chooses.
    context |= suggestions_context(sheet, rules_of(request), waiting)
    context |= {
        "ways": ways_of(sheet, OTHER_WAYS, lambda _: waiting.here),
        "draft_href": waiting.href(waiting.opened, draft="account") if _may_draft(sheet) else "",
    }
    return context | _form(request, sheet, due_act(sheet.draft, code), waiting.onward)


def _beside(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    """All that stands beside but the suggestions, which the order that is open has already."""
    return alike_context(sheet, waiting.onward, waiting.here) | alike_precedents(request, sheet)


def _whole(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    return _matter(request, waiting, sheet) | _beside(request, waiting, sheet)


def _aside(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    return suggestions_context(sheet, rules_of(request), waiting) | _beside(request, waiting, sheet)


DESK = DeskOf(
    "dispatch_desk",
    Spoken("转办工作台", "Dispatch desk"),
    "dispatching",
    tabs=partial(tabs_at, "dispatch_desk"),
    shown=shown_orders,
    whole=_whole,
    parts={"matter": _matter, "aside": _aside},
)


def _form(request: HttpRequest, sheet: Sheet, action: str, onward: str) -> dict[str, Any]:
    """The act that is due, ready to be filled in; or why the reader may not do it."""

    def begin(fields: list[Asked]) -> Begun:
        named = named_in_address(fields, request.GET)
        said = _words(request, sheet, fields) | named
        # What the link asks for is newer than what was left here before.
        return Begun(said, _only_requests(fields), fresh=bool(named) or _drafts(request, sheet))

    context = due_form(request, sheet, action, onward=onward, begin=begin)
    if context["form"] is None:
        return context
    return context | {
        "drafts_transfer": action in ("dispatch", "designate"),
        "chooses_unit": any(one["name"] == "unit" for one in context["form"]["fields"]),
    }


def _only_requests(fields: list[Asked]) -> dict[str, str]:
    """Which request it is, where there is only one: it stands above the form already."""
    of_requests = (one for one in fields if one.parameter.kind is Kind.OVERLAY and len(one.choices) == 1)
    return {one.name: one.choices[0].value for one in of_requests}


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
    """The account with everything taken out that is found to be a name, a number or a door (R43).

    On a secret order where the caller lives goes whole (R44).
    """
    account = sheet.newest(TextKind.ACCOUNT)
    found = flags(account, callers_of(sheet.order.id))
    for span in sorted(homes(account, found) if sheet.order.secret else found, key=lambda one: -one.start):
        account = f"{account[: span.start]}{TAKEN_OUT}{account[span.end :]}"
    return account
