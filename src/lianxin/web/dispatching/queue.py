"""The queues of the dispatcher's desk."""

from __future__ import annotations

from lianxin.law.actors import Actor
from lianxin.web.desk_queue import DeskOf, Tab, href_at
from lianxin.web.lists.queues import lists_at, queue_of


def desk_lists(actor: Actor) -> tuple[Tab, ...]:
    """The queues of this desk that the office works through; empty for offices that do not dispatch."""
    return tuple(Tab(row.code, row.zh, row.en, row, queue_of(row)) for row in lists_at("dispatch_desk", actor.role))


DESK = DeskOf("dispatch_desk", "dispatch_queue", desk_lists)


def desk_href(code: str, number: str = "", **more: str) -> str:
    """The desk with a queue, and one order of it open."""
    return href_at(DESK, code, number, **more)
