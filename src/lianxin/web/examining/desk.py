"""The examiner's desk: the feedback that is open against its points, and the verdicts on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lianxin.law.lamps import Spoken
from lianxin.law.words import OrderState
from lianxin.web.desks.desk import DeskOf, Waiting
from lianxin.web.desks.forms import NO_FORM, due_form, ways_of
from lianxin.web.desks.orders import shown_orders
from lianxin.web.examining.alike import alike_context
from lianxin.web.examining.feedback import feedback_context
from lianxin.web.examining.tabs import desk_tabs
from lianxin.web.examining.verdicts import verdicts_context
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.texts import texts_context

RULE = "rule_on_feedback"

OTHER_WAYS = (
    "list_points", "decide_contradiction", "decide_withdrawal", "decide_extension", "decide_promise_change",
    "redirect", "attach", "mark_difficult", "report_risk", "seal_content",
)  # fmt: skip
"""What else an examiner may find right for an order, in a dialog over the desk."""


def _matter(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    context = {
        **texts_context(sheet),
        **feedback_context(sheet),
        "ways": ways_of(sheet, OTHER_WAYS, lambda _: waiting.here),
        "verdicts": [],
    }
    if sheet.order.state is not OrderState.FED_BACK:
        return {**context, **NO_FORM}
    form = due_form(request, sheet, RULE, onward=waiting.onward)
    return context | form | {"verdicts": verdicts_context(sheet) if form["form"] else []}


def _aside(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    _ = request, waiting
    return alike_context(sheet) | feedback_context(sheet)


def _whole(request: HttpRequest, waiting: Waiting, sheet: Sheet) -> dict[str, Any]:
    return _matter(request, waiting, sheet) | alike_context(sheet)


DESK = DeskOf(
    "examine_desk",
    Spoken("审核台", "Examination"),
    "examining",
    tabs=desk_tabs,
    shown=shown_orders,
    whole=_whole,
    parts={"matter": _matter, "aside": _aside},
)
