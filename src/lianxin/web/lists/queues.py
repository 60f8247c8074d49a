"""The queues of an office as the records know them."""

from __future__ import annotations

from lianxin.access import WorkList
from lianxin.access.lists import Scope
from lianxin.law.words import AssignmentState
from lianxin.records.orders import Queue


def queue_of(row: WorkList) -> Queue:
    """What a list of an office holds."""
    return Queue(
        states=row.states,
        overlays=row.overlays,
        assignment_states=tuple(AssignmentState(state) for state in row.assignment_states),
        own=row.scope is Scope.OWN,
        below=row.scope is Scope.WITHIN,
    )


def is_waiting(row: WorkList) -> bool:
    """Whether a list is work that waits, not a place to look things up."""
    return bool(row.states) and row.scope is not Scope.WITHIN
