"""Errors and refusals as a citizens' page: what is wrong in plain words, what to do, and the number to ring."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from lianxin.law.lamps import Spoken
from lianxin.web.portal.frame import show

NOT_FOUND = {
    "what": Spoken("没有找到这个页面", "This page was not found"),
    "next": Spoken("请核对地址，或者从首页重新打开。", "Check the address, or start again from the first page."),
}
NOT_BY_ADDRESS = {
    "what": Spoken("这个地址不能直接打开", "This address cannot be opened by itself"),
    "next": Spoken(
        "它只接收页面上的按钮提交的内容。请返回上一页，或者从首页重新打开，再按页面上的按钮。",
        "It only takes what a button sends. Go back, or start again from the first page, and press the button.",
    ),
}
STALE = {
    "what": Spoken("页面放得太久，没有提交成功", "This page was open for too long: nothing was sent"),
    "next": Spoken("请返回上一页，刷新以后再提交一次。", "Go back, reload the page and send it again."),
}


def trouble(request: HttpRequest, refusal: Mapping[str, Any], *, status: int) -> HttpResponse:
    """A page that says what is wrong: `refusal` has `what` and `next`."""
    response = show(request, "portal/trouble.html", {"refusal": refusal}, status=status)
    response["Cache-Control"] = "no-store"
    return response
