"""The addresses of a desk: its page, its queue alone, and each part of the row that is open."""

from __future__ import annotations

from django.urls import URLPattern, path

from lianxin.web.desks.desk import DeskOf
from lianxin.web.desks.pages import show_desk, show_part, show_queue


def addresses(under: str, desk: DeskOf) -> list[URLPattern]:
    """The addresses of a desk below its own one; a desk with one part has it at the number alone."""
    known = {"desk": desk}
    alone = {"part": next(iter(desk.parts))} if len(desk.parts) == 1 else {}
    part = f"{under}<str:number>" + ("" if alone else "/<slug:part>")
    return [
        path(under, show_desk, known, name=desk.address),
        path(f"{under}queue", show_queue, known, name=f"{desk.address}_queue"),
        path(part, show_part, known | alone, name=f"{desk.address}_part"),
    ]
