"""The callback desk: the callers of the open order each apart, the script, the questions, what follows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest

from lianxin.access import may
from lianxin.law.decisions.callback import unsettled
from lianxin.law.decisions.proposing import proposed_for
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.words import TalkResult
from lianxin.web.callbacks.beside import beside_context
from lianxin.web.callbacks.people import chosen_caller, people_context
from lianxin.web.callbacks.tabs import NARROWED_BY, desk_tabs, filters, shown
from lianxin.web.desks.desk import DeskOf, Waiting
from lianxin.web.desks.forms import Begun, due_form, ways_of
from lianxin.web.orders.sheet import Sheet

OTHER_WAYS = (
    "propose_rehandling", "rehandle", "decline_rehandling", "accept_dissatisfaction", "contest",
    "decide_contradiction", "check_rating", "object", "demand_explanation", "supplement", "close",
)  # fmt: skip
"""What else may follow from what a caller says."""

SENDS_BACK = ("propose_rehandling", "rehandle")
AGAIN = "B"
"""The key by which the order goes back: who may, does it, who may not, proposes it (R9)."""


def _matter(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    caller = chosen_caller(request, sheet, waiting.chosen.code)
    action, named = due_act(sheet.draft, waiting.chosen.code, caller), {"caller": str(caller)}
    # After a call the same order stays open: what was said may ask for more.
    onward = waiting.here if action == "call_back" else waiting.onward
    written = _in_writing(sheet.draft, caller) if action == "call_back" else {}
    begun = Begun(written, _fixed(sheet.draft, action, caller))
    return {
        **people_context(sheet, caller, lambda serial: waiting.href(waiting.opened, caller=str(serial))),
        **due_form(request, sheet, action, onward=onward, begin=lambda _: begun),
        "matter_href": waiting.part_href("matter", **named),
        "ways": ways_of(sheet, OTHER_WAYS, partial(_lead, waiting), _keys(sheet), due=action, **named),
    }


def _aside(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    caller = chosen_caller(request, sheet, waiting.chosen.code)
    return beside_context(sheet, caller) | {"aside_href": waiting.part_href("aside", caller=str(caller))}


DESK = DeskOf(
    "callback_desk",
    Spoken("回访台", "Callback desk"),
    "callbacks",
    tabs=desk_tabs,
    shown=shown,
    parts={"matter": _matter, "aside": _aside},
    narrowed_by=NARROWED_BY,
    filters=filters,
)


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
    unheard = {row.serial for row in draft.present_callers() if unsettled(draft, row)}
    if unheard:
        here = SENDS_BACK if caller in unheard - proposed_for(draft) else SENDS_BACK[1:]
        return next((act for act in reversed(here) if may(draft, act) is None), "")
    return "close" if may(draft, "close") is None else ""


def _lead(waiting: Waiting, action: str) -> str:
    """Where one is after another act: with the next order once this one is done with here."""
    return waiting.onward if action in ("rehandle", "close") else waiting.here


def _keys(sheet: Sheet) -> dict[str, str]:
    back = next((action for action in reversed(SENDS_BACK) if action in sheet.allowed), "")
    return {back: AGAIN}
