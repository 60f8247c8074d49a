"""Query codes on their way to the page that follows an act: in the browser, encrypted, shown there once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lianxin.actions import Done
from lianxin.law.lamps import Spoken
from lianxin.web.sealed import sealed, unsealed

COOKIE = "query_codes"
LASTS = 10 * 60  # seconds

GIVING = frozenset({"receive", "add_caller", "renew_query_code", "report_retaliation"})
"""Acts that give a caller a query code."""

GIVEN_BEFORE = Spoken(
    "此表单先前已经提交，没有重复办理。查询码只在首次提交后显示一次；没有记下的，请“更换查询码”。",
    "This form had been sent before; nothing was done twice. A query code is shown once, after the first time: "
    "if it was not written down, renew it.",
)


def hand_over(request: HttpRequest, response: HttpResponse, done: Done) -> None:
    """Sends the codes along with the answer, for this person's next page; they are kept in no table and no address."""
    if not done.query_codes:
        return
    codes = [[one.caller, one.code] for one in done.query_codes]
    value = sealed([done.number, codes], _purpose(request))
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, value, max_age=LASTS, secure=secure, httponly=True, samesite="Strict")


def handed(request: HttpRequest) -> dict[str, Any] | None:
    """The context of templates/components/handed.html; None when there is nothing, or it is another person's."""
    value = request.COOKIES.get(COOKIE)
    if value is None:
        return None
    vars(request)["lianxin_handed"] = True
    found = unsealed(value, _purpose(request))
    if not isinstance(found, list):
        return None
    number, codes = found
    return {"number": number, "codes": [{"caller": caller, "code": in_threes(code)} for caller, code in codes]}


def take_away(request: HttpRequest, response: HttpResponse) -> None:
    """Once a page has shown them, the codes leave the browser."""
    if vars(request).get("lianxin_handed"):
        response.delete_cookie(COOKIE, samesite="Strict")


def in_threes(code: str) -> str:
    """A code as it is read aloud: 042 917."""
    return " ".join(code[place : place + 3] for place in range(0, len(code), 3))


def _purpose(request: HttpRequest) -> str:
    return f"query_codes:{getattr(request.user, 'pk', None)}"
