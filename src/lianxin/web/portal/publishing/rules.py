"""Channels, procedure and limits in plain words, read from the rules in force (Art. 33(1))."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from lianxin.law.articles import citation
from lianxin.law.lamps import Spoken
from lianxin.law.policy import Policy
from lianxin.law.procedure import LIMITS, STEPS, PlainLimit
from lianxin.law.refusals import Refused
from lianxin.records.rules import current_policy
from lianxin.web.law.values import topic_names, values_for
from lianxin.web.portal.frame import for_citizens, show
from lianxin.web.shell import now_of

PUBLISHED = {
    "monthly_intake": ("portal_figures", Spoken("每月受理的诉求", "Matters of each month")),
    "unit_completion": ("portal_unit_figures", Spoken("各单位办理情况", "How the units perform")),
    "cases": ("portal_cases", Spoken("典型案例", "Typical cases")),
    "channels_and_procedure": ("portal_rules", Spoken("受理渠道和流程", "Channels and procedure")),
}
"""What a regime orders to be published, and the page that does it."""


@for_citizens()
def rules(request: HttpRequest) -> HttpResponse:
    """Nothing here is written down twice: steps are the law's states, limits the rules in force."""
    policy = _in_force(request)
    context: dict[str, Any] = {
        "steps": [{"name": one.name, "happens": one.happens, "article": citation(one.article)} for one in STEPS],
        "limits": _limits(policy) if policy is not None else [],
        "published": _published(policy) if policy is not None else None,
    }
    return show(request, "portal/publishing/rules.html", context)


def _in_force(request: HttpRequest) -> Policy | None:
    try:
        return current_policy(now_of(request))
    except Refused:  # before a city is loaded
        return None


def _limits(policy: Policy) -> list[dict[str, Any]]:
    names = topic_names()
    return [row for limit in LIMITS for row in _rows(policy, limit, names)]


def _rows(policy: Policy, limit: PlainLimit, names: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - names of topics by code
    return [{**row, "name": limit.name} for row in values_for(policy, limit.key, names)]


def _published(policy: Policy) -> dict[str, Any] | None:
    """What the text in force orders to be published, each with its page."""
    found = policy.value("publish")
    if found is None or not isinstance(found.value, tuple):
        return None
    pages = [PUBLISHED[one] for one in found.value if one in PUBLISHED]
    return {"pages": [{"name": name, "text": text} for name, text in pages], "article": citation(found.article)}
