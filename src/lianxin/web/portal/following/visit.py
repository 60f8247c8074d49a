"""A visit: a browser that proved itself for one matter, kept in a sealed cookie that reaches no other page (R47)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lianxin.law.numbers import find_number
from lianxin.records.query_codes import CodeHolder, mark_of
from lianxin.web.portal.frame import facts_of, keep
from lianxin.web.sealed import sealed, unsealed
from lianxin.web.shell import now_of

COOKIE = "visit"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who follows which order; `verified`: the one-time code was right too. `number` is what they came with.

    `mark`: what it is bound to, where that was just read.
    """

    number: str
    holder: CodeHolder
    verified: bool
    mark: str = ""

    @property
    def path(self) -> str:
        """The only pages that its cookie reaches."""
        return reverse("portal_matter", args=[self.number])


def read_visit(request: HttpRequest, number: str) -> Visit | None:
    """The visit to this matter; None when there is none, it is over, the code was renewed or the person forgotten."""
    found = unsealed(request.COOKIES.get(COOKIE, ""), COOKIE)
    if not isinstance(found, list) or find_number(number) != number:
        return None
    known, order, caller, verified, mark, at = found
    holder = CodeHolder(order, caller)
    lasts = dt.timedelta(minutes=facts_of(request).visit_minutes)
    over = dt.datetime.fromisoformat(at) + lasts <= now_of(request)
    if known != number or over or mark_of(holder) != mark:
        return None
    return Visit(number, holder, verified, mark)


def keep_visit(request: HttpRequest, response: HttpResponse, visit: Visit) -> None:
    """Goes on with it from this step; ends it when its caller is there no more."""
    mark = visit.mark or mark_of(visit.holder)
    if mark is None:
        end_visit(response, visit.number)
        return
    found = [visit.number, visit.holder.order, visit.holder.caller, visit.verified, mark, now_of(request).isoformat()]
    keep(response, COOKIE, sealed(found, COOKIE), seconds=facts_of(request).visit_minutes * 60, path=visit.path)


def end_visit(response: HttpResponse, number: str) -> None:
    """Whoever comes to this browser next sees nothing of it."""
    response.delete_cookie(COOKIE, path=reverse("portal_matter", args=[number]))
