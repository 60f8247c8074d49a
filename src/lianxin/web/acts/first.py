"""Which acts come first: at the end of a row of each queue, and on top of an order's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianxin.law.words import OverlayKind

K = OverlayKind


@dataclass(frozen=True, slots=True)
class FirstAct:
    """One act: the queues (`access.lists.LISTS`) whose rows offer it, whether it may stand on top of an order's page.

    `answers`: the request it answers; a row offers it only while such a request lies open.
    """

    action: str
    queues: tuple[str, ...] = ()
    on_top: bool = True
    answers: OverlayKind | None = None


FIRST_ACTS: tuple[FirstAct, ...] = (
    FirstAct("sign", ("todo", "tasks", "co_handled")),
    FirstAct("answer", ("intake", "to_answer")),
    FirstAct("queue", ("intake",), on_top=False),
    FirstAct("dispatch", ("intake", "to_dispatch")),
    FirstAct("designate"),
    FirstAct("decide_send_back", ("send_backs",), answers=K.SEND_BACK),
    FirstAct("decide_extension", ("requests",), answers=K.EXTENSION),
    FirstAct("decide_host_change", ("send_backs",), answers=K.HOST_CHANGE),
    FirstAct("decide_co_handling", ("send_backs",), answers=K.CO_HANDLING),
    FirstAct("decide_promise_change", ("requests",), answers=K.PROMISE_CHANGE),
    FirstAct("decide_withdrawal", ("requests",), answers=K.WITHDRAWAL),
    FirstAct("decide_contradiction", ("requests",), answers=K.CONTRADICTION),
    FirstAct("decide_recusal", ("requests",), answers=K.RECUSAL),
    FirstAct("decide_redirection", ("requests",), answers=K.REDIRECTION),
    FirstAct("decide_reopening", ("requests",), answers=K.REOPENING),
    FirstAct("confirm_sealing", ("requests",), on_top=False, answers=K.SEALING),
    FirstAct("examine", ("to_examine",)),
    FirstAct("call_back", ("to_call_back",)),
    FirstAct("close"),
    FirstAct("reply"),
    FirstAct("feed_back", ("todo", "rehandled")),
    FirstAct("return_for_correction", ("to_examine",)),
    FirstAct("give_opinion", ("todo", "co_handled")),
    FirstAct("record_progress", ("tasks",), on_top=False),
    FirstAct("end_assistance", ("tasks",)),
    FirstAct("explain", ("todo",), answers=K.EXPLANATION),
    FirstAct("prove", ("todo",), answers=K.CONTRADICTION),
    FirstAct("answer_supervision", ("todo",), answers=K.SUPERVISION),
    FirstAct("send_back", ("todo",), on_top=False),
)
"""In the order in which they are most likely next: the first two that the law allows are shown."""

ON_TOP: tuple[str, ...] = tuple(row.action for row in FIRST_ACTS if row.on_top)
"""Those that may stand on top of an order's page."""

ANSWERS: Mapping[str, OverlayKind] = {row.action: row.answers for row in FIRST_ACTS if row.answers is not None}
"""Acts that answer a request, and which."""

MOST_SHOWN = 2
"""First acts at the end of a row, and on top of a page."""


def first_in(queue: str) -> tuple[str, ...]:
    """What the rows of a queue offer, the likeliest first; empty for queues that are only looked through."""
    return tuple(row.action for row in FIRST_ACTS if queue in row.queues)
