"""The addresses of a desk: its page, its queue alone, and each part of the row that is open."""

from __future__ import annotations

from django.urls import URLPattern, path

from lianxin.web.desks.desk import DeskOf
from lianxin.web.desks.pages import show_desk, show_part, show_queue


def addresses(under: str, desk: DeskOf) -> list[URLPattern]:
    """The addresses of a desk below its own one."""
    known = {"desk": desk}
    return [
        path(under, show_desk, known, name=desk.address),
        path(f"{under}queue", show_queue, known, name=f"{desk.address}_queue"),
        path(f"{under}<str:number>/<slug:part>", show_part, known, name=f"{desk.address}_part"),
    ]
