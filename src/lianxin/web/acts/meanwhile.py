"""What others did with an order while somebody filled in a form on it: said before it is sent, once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access import may
from lianxin.law.lamps import Spoken
from lianxin.law.transitions import BY_ACTION
from lianxin.records.log import acted_since, was_asked
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.showing import door_of
from lianxin.web.orders.open import open_draft
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.story import who

SEEN = "seen"
"""The hidden field that says which event of the order was its last when the form was made."""


@require_safe
def meanwhile(request: HttpRequest, number: str) -> HttpResponse:
    """For a form that is open: what came since, and the mark that it has been shown; 204 when nothing did."""
    loaded, draft, reading = open_draft(request, number)
    acts = _acts(request, Sheet(loaded, draft, reading), _mark(request.GET.get(SEEN, "")))
    if not acts:
        return HttpResponse(status=204)
    return render(request, "orders/_meanwhile.html", {"meanwhile": {"acts": acts, "seen": loaded.row.head_sequence}})


def came_between(request: HttpRequest, desk: Desk) -> dict[str, Any] | None:
    """What the sender of a form has not seen yet; None when there is nothing, or the act is refused in any case.

    The same form sent twice has its answer already.
    """
    mark = _mark(request.POST.get(SEEN, ""))
    if mark is None or mark >= desk.seen or may(desk.draft, desk.of_the_law) is not None:
        return None
    door = door_of(request)
    if was_asked(door.actor.key, door.request_key):
        return None
    acts = _acts(request, Sheet(*open_draft(request, desk.draft.order.number)), mark)
    return {"acts": acts, "seen": desk.seen} if acts else None


def form_marks(desk: Desk) -> dict[str, Any]:
    """What a form needs so that its page hears of other people's acts."""
    number = desk.draft.order.number
    return {"order": desk.draft.order.id, "meanwhile_href": reverse("meanwhile", args=[number])}


def _mark(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _acts(request: HttpRequest, sheet: Sheet, mark: int | None) -> list[dict[str, Any]]:
    """Acts of other people, by whom and when; of the clockwork and of the reader nothing is said."""
    if mark is None:
        return []
    found = acted_since(sheet.log, mark, besides=door_of(request).actor.staff)
    return [{"what": _name(one.name), "who": who(sheet, one), "at": one.occurred_at} for one in found]


def _name(action: str) -> Spoken:
    row = BY_ACTION[action]
    return Spoken(row.zh, row.en)
