"""On from an order that was opened from a list: to the next one of that list, and back to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxin.law.lamps import Spoken
from lianxin.records.paging import row_behind
from lianxin.web.addresses import in_list, order_href
from lianxin.web.lists.asked import list_opened_from
from lianxin.web.template_tags import said

NEXT = Spoken("下一件", "Next")
BACK = Spoken("回到列表", "Back to the list")
NOTHING_MORE = Spoken("列表中没有其他工单了。", "No other order is in the list.")


def crumbs_of_order(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """Where an order lies: in the list it was opened from, else among all."""
    asked = list_opened_from(request)
    above = {"text": Spoken("工单", "Orders"), "href": reverse("orders")}
    if asked is not None:
        above = {"text": Spoken(asked.work_list.zh, asked.work_list.en), "href": asked.href}
    return [above, {"text": number, "href": ""}]


def onward_actions(request: HttpRequest, number: str) -> list[dict[str, Any]]:
    """The links to the next order that waits in the list and back to the list; none for an order opened by itself."""
    asked = list_opened_from(request)
    if asked is None:
        return []
    following = in_list(reverse("next_in_list", args=[number]), asked.listed)
    return [
        {"icon": "chevron-right", "text": NEXT, "href": following, "key": "N"},
        {"icon": "list-details", "text": BACK, "href": asked.href, "key": "L"},
    ]


@require_safe
def next_in_list(request: HttpRequest, number: str) -> HttpResponse:
    """Leads to the order behind this one; once this one has left the list, to the most urgent; to the list at its end.

    Looked for when somebody goes on, not on every page of an order: a long list takes its time.
    """
    asked = list_opened_from(request)
    if asked is None:
        return redirect(order_href(number))
    behind = row_behind(asked.wanted, by=asked.by, number=number)
    if behind:
        return redirect(in_list(order_href(behind), asked.listed))
    messages.info(request, said(NOTHING_MORE))
    return redirect(asked.href)
