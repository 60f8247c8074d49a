"""The page of a call: what it led to, another matter from the same call, and the end of it; and telling progress."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lianxin.access import need_reading
from lianxin.actions.note_reading import note_reading
from lianxin.law.calls import INVALID
from lianxin.law.decisions.calls import outcome
from lianxin.law.decisions.query_codes import progress as progress_for
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import CallRelation, CallState, TextKind
from lianxin.records.calls import facts_of, links_of, masked_number, number_of
from lianxin.records.known_callers import serials_of
from lianxin.records.models import Call, CallOrder
from lianxin.records.people import people_with_phone
from lianxin.records.texts import newest_texts
from lianxin.vault.errors import VaultError
from lianxin.web.acts.showing import door_of, is_partial, new_key
from lianxin.web.addresses import order_href
from lianxin.web.calls.acting import link
from lianxin.web.calls.bar import WITHHELD
from lianxin.web.calls.desk import CALL, find_call, form_href, page_href, state_of
from lianxin.web.citations import cited
from lianxin.web.orders.open import open_draft
from lianxin.web.orders.told import DEMAND, told_context
from lianxin.web.template_tags import said

TITLE = Spoken("通话登记", "What came of the call")
TOLD = Spoken("可以告知来电人", "May be told to the caller")


@require_safe
def call_page(request: HttpRequest, call: int) -> HttpResponse:
    """What the call led to by now, and what can be done next."""
    found = find_call(request, call)
    facts, links, state = facts_of(found), links_of(found), state_of(found)
    if links:
        note_reading(
            door_of(request), query={"list": "call", "call": found.pk, "orders": [one.order_id for one in links]}
        )
    context = {
        "crumbs": [{"text": TITLE, "href": ""}],
        "title": TITLE,
        "article": cited("R26"),
        "number": masked_number(found) or WITHHELD,
        "state": state,
        "goes_on": state is CallState.TALKING,
        "open": state in (CallState.TALKING, CallState.TO_DISPOSE),
        "outcome": found.disposition or outcome(facts.relations),
        "links": [_link(one) for one in links],
        "next_href": form_href(found),
        "dispose_href": reverse("call_dispose", args=[found.pk]),
        "request_key": new_key(),
        "invalid": [{"value": row.disposition, "key": row.digit} for row in INVALID] if not links else [],
    }
    return render(request, "calls/call.html", context)


def _link(one: CallOrder) -> dict[str, Any]:
    """An order that the call led to; of another's order only title and state (R27)."""
    order = one.order
    words = newest_texts(order.pk, (TextKind.TITLE,)).get(TextKind.TITLE)
    return {
        "href": "" if one.relation is CallRelation.JOINED else order_href(order.number),
        "number": order.number,
        "title": words or order.number,
        "relation": one.relation,
        "state": order.closed_as or order.state,
    }


@require_POST
def told(request: HttpRequest, call: int, number: str) -> HttpResponse:
    """State and dates for a caller who calls from the number on record; the call is tied to the order (R47)."""
    found = find_call(request, call)
    loaded, draft, _ = open_draft(request, number)
    need_reading(draft)
    progress = progress_for(loaded.aggregate, _serial(found, loaded.row.pk))
    door = door_of(request)
    link(found, door, CallRelation.TOLD, loaded.row.pk)
    note_reading(door, order=loaded.row.pk)
    given = {CALL: found.pk, "next": form_href(found)}
    return _show_progress(request, found, told_context(request, draft, progress, (DEMAND,), **given))


def _serial(call: Call, order: int) -> int:
    """Which caller of the order calls from this number; refuses when none does."""
    try:
        people = [one.pk for one in people_with_phone(number_of(call))]
    except VaultError:
        people = []
    serial = serials_of(people, [order]).get(order) if people else None
    if serial is None:
        raise Refused("query_code_wrong")
    return serial


def _show_progress(request: HttpRequest, call: Call, progress: dict[str, Any]) -> HttpResponse:
    context: dict[str, Any] = {"progress": progress, "back_href": form_href(call)}
    if is_partial(request):
        inside = {"title": TOLD, "article": cited("R47"), "body": "calls/_told.html"}
        return render(request, "components/dialog.html", {**context, **inside})
    messages.success(request, said(Spoken("已记入：告知进度", "Noted: progress told")))
    crumbs = [{"text": TITLE, "href": page_href(call)}, {"text": TOLD, "href": ""}]
    return render(request, "calls/told.html", {**context, "title": TOLD, "crumbs": crumbs})
