"""The callback desk: the list, the callers of the open order each apart, the script, the questions, what follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.access import may
from lianxin.actions.note_reading import note_reading
from lianxin.law.decisions.callback import unsettled
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import find_number
from lianxin.law.transitions import BY_ACTION
from lianxin.law.words import TalkResult
from lianxin.web.acts.act_form import act_form
from lianxin.web.acts.asked import asked, initial
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import Entered
from lianxin.web.acts.showing import door_of, refusal_context
from lianxin.web.addresses import act_href, order_href
from lianxin.web.callbacks.beside import beside_context
from lianxin.web.callbacks.people import chosen_caller, people_context
from lianxin.web.callbacks.queue import Waiting, desk_href, queue_context, queued, read_waiting
from lianxin.web.drafts.restoring import bring_back
from lianxin.web.lists.shown import nothing_in
from lianxin.web.orders.offered import ICONS
from lianxin.web.orders.open import open_draft
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.summary import summary_context

DESK = Spoken("回访台", "Callback desk")

OTHER_WAYS = (
    "propose_rehandling", "rehandle", "decline_rehandling", "accept_dissatisfaction", "contest",
    "decide_contradiction", "check_rating", "object", "demand_explanation", "supplement", "close",
)  # fmt: skip
"""What else may follow from what a caller says."""

SENDS_BACK = ("propose_rehandling", "rehandle")
AGAIN = "B"
"""The key by which the order goes back: who may, does it, who may not, proposes it (R9)."""


@require_safe
def callback_desk(request: HttpRequest) -> HttpResponse:
    """The list with the order that is open; reading both is noted."""
    waiting = _noted(request)
    context = {"desk": DESK, **queue_context(request, waiting)}
    if waiting.number:
        sheet = Sheet(*open_draft(request, waiting.number))
        note_reading(door_of(request), order=sheet.order.id)
        context |= _matter(request, waiting, sheet) | beside_context(sheet, chosen_caller(request, sheet))
    else:
        context["empty"] = nothing_in(waiting.chosen)
    return render(request, "callbacks/desk.html", context)


@require_safe
def callback_queue(request: HttpRequest) -> HttpResponse:
    """The list alone, as the page fetches it anew when something changed; what it showed is noted."""
    waiting = _noted(request)
    opened = find_number(request.GET.get("order", "")) or waiting.number
    return render(request, "callbacks/_queue.html", queue_context(request, waiting.opened(opened)))


@require_safe
def callback_matter(request: HttpRequest, number: str) -> HttpResponse:
    """The open order anew: always the order that was asked for, wherever it is by now."""
    waiting = read_waiting(request)
    sheet = Sheet(*open_draft(request, number))
    note_reading(door_of(request), order=sheet.order.id)
    held = queued(request, waiting.chosen, {}).filter(pk=sheet.order.id).exists()
    context = _matter(request, waiting.opened(sheet.order.number), sheet)
    return render(request, "callbacks/_matter.html", context | {"gone": "" if held else _gone(sheet)})


def _gone(sheet: Sheet) -> Spoken:
    state = sheet.order.closed_as or sheet.order.state
    return Spoken(f"此件已不在列表中，现为{state.zh}。", f"No longer in the list: {state.en.lower()}.")


def _noted(request: HttpRequest) -> Waiting:
    waiting = read_waiting(request)
    note_reading(door_of(request), query={"list": waiting.chosen.code, "orders": [row.pk for row in waiting.rows]})
    return waiting


# ---- the order that is open ------------------------------------------------------------------------------------------


def _matter(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    number, caller = sheet.order.number, chosen_caller(request, sheet)
    here = desk_href(waiting, number)
    onward = desk_href(waiting, waiting.following) if waiting.following != number else desk_href(waiting)
    live = f"{reverse('callback_matter', args=[number])}?{urlencode({'list': waiting.chosen.code, 'caller': caller})}"
    context = summary_context(sheet) | people_context(sheet, caller, lambda serial: f"{here}&caller={serial}")
    context |= {
        "order_href": order_href(number),
        "matter_href": live,
        "following_href": onward if waiting.following not in ("", number) else "",
        "ways": _other_ways(sheet, here, onward, caller),
    }
    return context | _form(request, sheet, waiting.chosen.code, caller, (here, onward))


def _form(request: HttpRequest, sheet: Sheet, code: str, caller: int, leads: tuple[str, str]) -> dict[str, Any]:
    """The act that is due, ready to be filled in; or why the reader may not do it."""
    action = due_act(sheet.draft, code, caller)
    refusal = may(sheet.draft, action) if action else None
    if not action or refusal is not None:
        return {"form": None, "refusal": refusal_context(refusal) if refusal else None}
    desk = Desk(action, sheet.draft, sheet.reading, sheet.loaded.row.head_sequence)
    fields = asked(desk)
    fixed = _fixed(sheet.draft, action, caller)
    said = initial(desk, fields) | {name: [value] for name, value in fixed.items()} | _in_writing(sheet.draft, caller)
    # After a call the same order stays open: what was said may ask for more.
    form = act_form(request, desk, fields, Entered(said), onward=leads[0] if action == "call_back" else leads[1])
    form = bring_back(request, form)
    known = {one["name"] for one in form["fields"]}
    hidden = [{"name": name, "value": value} for name, value in fixed.items() if name in known]
    kept = [field for field in form["fields"] if field["name"] not in fixed]
    return {"form": form | {"fields": kept, "hidden": [*form["hidden"], *hidden]}, "refusal": None}


def _fixed(draft: Draft, action: str, caller: int) -> Mapping[str, str]:
    """What the desk has chosen already: who is asked."""
    known = action in ("call_back", "propose_rehandling") and caller in draft.callers
    return {"caller": str(caller)} if known else {}


def _in_writing(draft: Draft, caller: int) -> dict[str, list[str]]:
    """Who wishes writing only has answered in writing, until somebody says otherwise (R34)."""
    person = draft.callers.get(caller)
    return {"result": [TalkResult.BY_MESSAGE.value]} if person is not None and person.text_only else {}


def due_act(draft: Draft, code: str, caller: int) -> str:
    """What is done next with the open order; empty when nothing is due any more."""
    if code == "ratings":
        return "check_rating"
    if code == "rehandlings":
        return "rehandle" if may(draft, "rehandle") is None else ""
    person = draft.callers.get(caller)
    if person is not None and person.callback is None and not person.withdrawn:
        return "call_back"
    dissatisfied = [row for row in draft.present_callers() if unsettled(draft, row)]
    if dissatisfied:
        return next((act for act in reversed(SENDS_BACK) if may(draft, act) is None), "")
    return "close" if may(draft, "close") is None else ""


def _other_ways(sheet: Sheet, here: str, onward: str, caller: int) -> list[dict[str, Any]]:
    """Acts that the reader may do with the order besides the one that is due."""
    known = [action for action in OTHER_WAYS if action in sheet.allowed]
    back = next((action for action in reversed(SENDS_BACK) if action in known), "")
    ends = frozenset({"rehandle", "close"})
    return [
        {
            "href": f"{act_href(sheet.order.number, action)}?"
            + urlencode({"next": onward if action in ends else here, "caller": caller}),
            "text": Spoken(BY_ACTION[action].zh, BY_ACTION[action].en),
            "icon": ICONS.get(action, "edit"),
            "key": AGAIN if action == back else "",
        }
        for action in known
    ]
