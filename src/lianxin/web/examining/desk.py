"""The examiner's desk: the queue, the feedback that is open against its points, and the next one by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access import may
from lianxin.actions.note_reading import note_reading
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import find_number
from lianxin.law.transitions import BY_ACTION
from lianxin.law.words import OrderState
from lianxin.web.acts.act_form import act_form
from lianxin.web.acts.asked import asked, initial
from lianxin.web.acts.fitting import SEVERAL_IN_ONE, Desk
from lianxin.web.acts.form import Entered
from lianxin.web.acts.showing import door_of, refusal_context
from lianxin.web.addresses import act_href, order_href
from lianxin.web.desk_queue import Waiting, queue_context, queued, read_waiting
from lianxin.web.drafts.restoring import bring_back
from lianxin.web.examining.alike import alike_context
from lianxin.web.examining.feedback import feedback_context
from lianxin.web.examining.queue import DESK, desk_href
from lianxin.web.examining.ways import ways_context
from lianxin.web.lists.shown import nothing_in
from lianxin.web.orders.offered import ICONS
from lianxin.web.orders.open import open_draft
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.summary import summary_context
from lianxin.web.orders.texts import texts_context

NAME = Spoken("审核台", "Examination")
RULE = "rule_on_feedback"

OTHER_WAYS = (
    "list_points", "decide_contradiction", "decide_withdrawal", "decide_extension", "decide_promise_change",
    "redirect", "attach", "mark_difficult", "report_risk", "seal_content",
)  # fmt: skip
"""What else an examiner may find right for an order, in a dialog over the desk."""


@require_safe
def examine_desk(request: HttpRequest) -> HttpResponse:
    """The queue with the feedback that is open; reading both is noted."""
    waiting = _noted(request)
    context = {"desk": NAME, **queue_context(request, DESK, waiting)}
    if waiting.number:
        sheet = Sheet(*open_draft(request, waiting.number))
        note_reading(door_of(request), order=sheet.order.id)
        context |= _matter(request, waiting, sheet) | _aside(request, waiting, sheet)
    else:
        context["empty"] = nothing_in(waiting.chosen.row)
    return render(request, "examining/desk.html", context)


@require_safe
def examine_queue(request: HttpRequest) -> HttpResponse:
    """The queue alone, as the page fetches it anew when something changed; what it showed is noted.

    The feedback that is open stays the one that the page shows, also when it has left the queue.
    """
    waiting = _noted(request)
    opened = find_number(request.GET.get("order", "")) or waiting.number
    context = queue_context(request, DESK, replace(waiting, number=opened))
    return render(request, "dispatching/_queue.html", context)


@require_safe
def examine_part(request: HttpRequest, number: str, part: str) -> HttpResponse:
    """The open feedback, or what stands beside it, anew: always of the order that was asked for."""
    if part not in PARTS:
        raise Http404
    waiting = read_waiting(request, DESK)
    sheet = Sheet(*open_draft(request, number))
    note_reading(door_of(request), order=sheet.order.id)
    held = queued(request, waiting.chosen).filter(pk=sheet.order.id).exists()
    context = PARTS[part](request, replace(waiting, number=sheet.order.number), sheet)
    return render(request, f"examining/_{part}.html", context | {"gone": "" if held else _gone(waiting, sheet)})


def _gone(waiting: Waiting, sheet: Sheet) -> Spoken:
    """That somebody else was faster, and how the order stands."""
    chosen, state = waiting.chosen, sheet.order.closed_as or sheet.order.state
    zh = f"此件已不在“{chosen.zh}”中，现为{state.zh}。"
    return Spoken(zh, f"No longer in “{chosen.en}”: {state.en.lower()}.")


def _noted(request: HttpRequest) -> Waiting:
    """The queue asked for; what it showed is noted."""
    waiting = read_waiting(request, DESK)
    code = waiting.chosen.row.code
    note_reading(door_of(request), query={"list": code, "orders": [row.pk for row in waiting.rows]})
    return waiting


# ---- the feedback that is open ---------------------------------------------------------------------------------------


def _matter(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    code, number = waiting.chosen.code, sheet.order.number
    following = waiting.following()
    onward, here = desk_href(code, following), desk_href(code, number)
    context = summary_context(sheet) | texts_context(sheet) | feedback_context(sheet)
    context |= {
        "order_href": order_href(number),
        "matter_href": _part_href("matter", code, number),
        "following_href": onward if following else "",
        "others": _other_ways(sheet, here),
        "ways": [],
        "form": None,
        "refusal": None,
    }
    if sheet.order.state is not OrderState.FED_BACK:
        return context
    refusal = may(sheet.draft, SEVERAL_IN_ONE[RULE])
    if refusal is not None:
        return context | {"refusal": refusal_context(refusal)}
    return context | {"ways": ways_context(sheet), "form": _form(request, sheet, onward)}


def _form(request: HttpRequest, sheet: Sheet, onward: str) -> dict[str, Any]:
    desk = Desk(RULE, sheet.draft, sheet.reading, sheet.loaded.row.head_sequence)
    fields = asked(desk)
    return bring_back(request, act_form(request, desk, fields, Entered(initial(desk, fields)), onward=onward))


def _aside(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    _ = request
    href = _part_href("aside", waiting.chosen.code, sheet.order.number)
    return alike_context(sheet) | summary_context(sheet) | feedback_context(sheet) | {"aside_href": href}


PARTS: Mapping[str, Callable[[HttpRequest, Waiting, Sheet], dict[str, Any]]] = {"matter": _matter, "aside": _aside}
"""Parts of the desk that come up to date by themselves, by the template that shows each."""


def _part_href(part: str, code: str, number: str) -> str:
    return f"{reverse('examine_part', args=[number, part])}?{urlencode({'list': code})}"


def _other_ways(sheet: Sheet, here: str) -> list[dict[str, Any]]:
    """Acts that the reader may do with the order besides the verdict; afterwards they are back here."""
    return [
        {
            "href": f"{act_href(sheet.order.number, action)}?{urlencode({'next': here})}",
            "text": Spoken(BY_ACTION[action].zh, BY_ACTION[action].en),
            "icon": ICONS.get(action, "edit"),
        }
        for action in OTHER_WAYS
        if action in sheet.allowed
    ]
