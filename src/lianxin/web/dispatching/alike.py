"""Orders that may be the same matter as the one that is open, and two of them side by side before they are merged."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access import may
from lianxin.actions.note_reading import note_reading
from lianxin.law.lamps import Spoken
from lianxin.law.state import Order
from lianxin.law.transitions import BEFORE_FEEDBACK
from lianxin.law.words import TextKind
from lianxin.records.alike import orders_alike, transferred_first
from lianxin.records.glance import glances
from lianxin.records.models import WorkOrder
from lianxin.records.readable import readable
from lianxin.web.acts.act_form import act_form, need_allowed
from lianxin.web.acts.asked import asked, initial
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import Entered
from lianxin.web.acts.showing import door_of, is_partial, kept_apart
from lianxin.web.addresses import act_href, order_href
from lianxin.web.orders.charges import charges_context
from lianxin.web.orders.open import open_draft
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.summary import summary_context
from lianxin.web.orders.texts import texts_context

DAYS, SHOWN, LOOKED_AT = 30, 4, 20


def alike_context(sheet: Sheet, onward: str, here: str) -> dict[str, Any]:
    """`alike` of templates/dispatching/_alike.html: open orders of late with the same place, words or topic."""
    order, draft = sheet.order, sheet.draft
    since = draft.now - dt.timedelta(days=DAYS)
    words = sheet.newest(TextKind.ADDRESS) or sheet.newest(TextKind.TITLE)
    ids = [one for one in orders_alike(order.topic or "", order.division or "", words, since) if one != order.id]
    rows = WorkOrder.objects.filter(pk__in=ids[:LOOKED_AT], state__in=BEFORE_FEEDBACK)
    rows = rows.filter(readable(draft.actor, draft.around.units)).order_by("received_at", "id")[:SHOWN]
    mergeable = may(draft, "merge") is None
    shown = [
        {
            "href": order_href(one.row.number),
            "number": one.row.number,
            "title": one.texts.get(TextKind.TITLE) or one.row.number,
            "state": one.row.state,
            "received_at": one.row.received_at,
            "place": Spoken(one.place_zh, one.place_en),
            "merge_href": merge_href(*_into_the_earlier(order, one.row), onward) if mergeable else "",
        }
        for one in glances(list(rows), unit=None, private=False)
    ]
    return {"alike": shown, "alike_days": DAYS, "merged": _merged(sheet, here)}


def _merged(sheet: Sheet, here: str) -> list[dict[str, Any]]:
    """Orders that went into this one, each with the way to take it out again while the host has not fed back (R55)."""
    draft, order = sheet.draft, sheet.order
    rows = WorkOrder.objects.filter(merged_into=order.id).filter(readable(draft.actor, draft.around.units))
    open_again = may(draft, "unmerge") is None
    values = urlencode({"parent": order.number, "next": here})
    return [
        {
            "href": order_href(one.row.number),
            "number": one.row.number,
            "title": one.texts.get(TextKind.TITLE) or one.row.number,
            "unmerge_href": f"{act_href(one.row.number, 'unmerge')}?{values}" if open_again else "",
        }
        for one in glances(list(rows.order_by("id")[:LOOKED_AT]), unit=None, private=False)
    ]


def _into_the_earlier(order: Order, other: WorkOrder) -> tuple[str, str]:
    """Which goes into which: the order transferred earlier takes the other one in (R55)."""
    takes_in = transferred_first(order, other)
    return (order.number, other.number) if takes_in is other else (other.number, order.number)


def merge_href(number: str, parent: str, onward: str) -> str:
    """Two orders side by side, with the form that merges the first into the second."""
    return f"{reverse('dispatch_merge', args=[number, parent])}?{urlencode({'next': onward})}"


@require_safe
def merge_beside(request: HttpRequest, number: str, parent: str) -> HttpResponse:
    """Both orders side by side, and the form that merges the one into the other; both readings are noted."""
    child = Sheet(*open_draft(request, number))
    other = Sheet(*open_draft(request, parent))
    desk = Desk("merge", child.draft, child.reading, child.loaded.row.head_sequence)
    need_allowed(desk)
    for sheet in (child, other):
        note_reading(door_of(request), order=sheet.order.id)
    fields = asked(desk)
    entered = Entered(initial(desk, fields) | {"parent": [other.order.number]})
    form = act_form(request, desk, fields, entered)
    form |= {"sides": [_side(child, Spoken("并入方", "Goes into")), _side(other, Spoken("主工单", "Takes it in"))]}
    if is_partial(request):
        inside = {"title": form["title"], "article": form["article"], "body": "dispatching/_merge.html", "form": form}
        return kept_apart(render(request, "components/dialog.html", inside))
    return kept_apart(render(request, "dispatching/merge.html", {"form": form, "crumbs": _crumbs(child)}))


def _side(sheet: Sheet, label: Spoken) -> dict[str, Any]:
    callers = len(sheet.draft.present_callers())
    said = Spoken(f"{callers} 位来电人", f"{callers} callers" if callers != 1 else "1 caller")
    return {"label": label, "callers": said, **summary_context(sheet), **texts_context(sheet), **charges_context(sheet)}


def _crumbs(sheet: Sheet) -> list[dict[str, Any]]:
    number = sheet.order.number
    return [{"text": number, "href": order_href(number)}, {"text": Spoken("并单", "Merge"), "href": ""}]
