"""A table of the administrator: its heading, its rows, and who may read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import Role
from lianxin.web.shell import actor_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
MANAGE = Spoken("管理", "Manage")


def for_administrators(view: View[P]) -> View[P]:
    """Refuses every other office."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if actor_of(request).role is not Role.ADMINISTRATOR:
            raise Refused("not_your_duty")
        return view(request, *args, **kwargs)

    return guarded


def table(
    request: HttpRequest,
    heading: Spoken,
    heads: tuple[str, ...],
    rows: list[list[Any]],
    **more: object,
) -> HttpResponse:
    """The page of a table; `heads` are "Chinese|English", cells are words, dates or moments.

    `more`: note, filters, form (orders/_form.html), status.
    """
    spoken = [Spoken(*head.split("|")) for head in heads]
    shown = {
        "heading": heading,
        "heads": spoken,
        "lines": [[{"label": head, "value": value} for head, value in zip(spoken, row, strict=True)] for row in rows],
        "note": more.get("note", ""),
        "form": more.get("form"),
        "filters": more.get("filters"),
        "count": Spoken(f"共 {len(rows)} 行", f"{len(rows)} rows"),
        "crumbs": [{"text": MANAGE, "href": ""}, {"text": heading, "href": ""}],
    }
    status = more.get("status", 200)
    return render(request, "administration/table.html", shown, status=status if isinstance(status, int) else 200)
