"""What a caller who asks is told by telephone, and what may be done for them next: add to it, demand an explanation."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from lianxin.access import may
from lianxin.law.decisions.disputes import may_demand
from lianxin.law.decisions.query_codes import Progress
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.law.transitions import BY_ACTION
from lianxin.web.addresses import act_href, order_href
from lianxin.web.shell import now_of

DEMAND = "demand_explanation"
NEXT = ("supplement", DEMAND)
"""Acts of the caller who asks; each is shown where the law has it for this order now."""


def told_context(
    request: HttpRequest, draft: Draft, told: Progress, acts: Sequence[str] = NEXT, **given: object
) -> dict[str, Any]:
    """`progress` of templates/orders/_told.html; `given`: what the forms of further acts are to know."""
    today = now_of(request).astimezone(SHANGHAI).date()
    return {
        **dataclasses.asdict(told),
        "href": order_href(told.number),
        "explanation_late": told.explanation_by is not None and told.explanation_by < today,
        "ways": _ways(draft, told, acts, {"caller": told.caller, **given}),
    }


def _ways(draft: Draft, told: Progress, acts: Sequence[str], given: Mapping[str, object]) -> list[dict[str, Any]]:
    allowed = [action for action in acts if may(draft, action) is None]
    if told.explanation_by is not None or not may_demand(draft, draft.callers[told.caller]):
        allowed = [action for action in allowed if action != DEMAND]
    return [
        {
            "href": f"{act_href(told.number, action)}?{urlencode(given)}",
            "text": Spoken(BY_ACTION[action].zh, BY_ACTION[action].en),
        }
        for action in allowed
    ]
