"""The queues of an office as the records know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from lianxin.access import WorkList, lists_for
from lianxin.access.lists import Scope, Tile
from lianxin.law.words import AssignmentKind, Role
from lianxin.records.orders import Asked, Queue

DESK_OF: Mapping[str, str] = {
    "to_dispatch": "dispatch_desk",
    "send_backs": "dispatch_desk",
    "disputes": "dispatch_desk",
    "to_examine": "examine_desk",
    "to_call_back": "callback_desk",
    "rehandlings": "callback_desk",
    "ratings": "callback_desk",
    "tracked": "promises",
    "promised": "promises",
    "explanations": "explanations",
    "to_explain": "explanations",
    "supervising": "supervising",
    "supervising_county": "supervising",
}
"""Lists that are worked through at a desk, one order after the other, by the address of the desk."""


BESIDE = ("rehandlings", "ratings")
"""Lists that stand at a desk beside those it is for: whoever has these alone has them as lists."""


def lists_at(desk: str, role: Role) -> tuple[WorkList, ...]:
    """The lists of an office that are worked through at this desk; empty for offices that do not work there."""
    found = tuple(row for row in lists_for(role) if DESK_OF.get(row.code) == desk)
    return found if any(row.code not in BESIDE for row in found) else ()


def queue_of(row: WorkList, tile: Tile | None = None, capacity: AssignmentKind | None = None) -> Queue:
    """What a list of an office holds; with a tile only that much of it, with a capacity only charges of that kind."""
    queue = row.holds
    if tile is not None and tile.holds != Queue():
        given = {one.name: value for one in fields(Queue) if (value := getattr(tile.holds, one.name))}
        # What a unit must answer it must answer also when the order has ended.
        states = () if row.holds.owed and tile.holds.overlays else queue.states
        queue = replace(queue, **{"states": states, "owed": ()} | given)
    if capacity is not None:
        queue = replace(queue, owed=(), kinds=(capacity,))
    return replace(queue, own=row.scope is Scope.OWN, below=row.scope is Scope.WITHIN)


def is_waiting(row: WorkList) -> bool:
    """Whether a list is work that waits, not a place to look things up."""
    return bool(row.holds.states) and (row.board or row.scope is not Scope.WITHIN)


def asked_by(row: WorkList, tile: Tile | None) -> Asked:
    """What a tile asks of its list: when which limits end, and whether what has ended is left out."""
    limits = queue_of(row, tile).limits
    return Asked(due=tile.due if tile else None, limits=limits, open_only=_leaves_out_ended(row, tile))


def _leaves_out_ended(row: WorkList, tile: Tile | None) -> bool:
    """Whether a tile that goes by dates leaves out what has ended: not where somebody may still owe an answer."""
    return tile is not None and tile.due is not None and not row.holds.owed and not tile.holds.clocks
