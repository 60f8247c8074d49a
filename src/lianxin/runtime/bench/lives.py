"""What people send: a matter received, and a whole life of nine acts, each from its form."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.runtime.bench.browser import Connection, Session

ACTS_IN_A_LIFE = 9
"""receive dispatch sign record_progress reply feed_back examine call_back close: the first two from one form.

The examiner lists the point and passes the feedback in one form as well.
"""

_phones = itertools.count(10**7)
WORDS = "已派员到现场核实，情况属实，正在组织处理，完成后告知诉求人。"


@dataclass(frozen=True)
class People:
    """Sessions by office; `unit` is the id of the unit whose clerk is among them."""

    agent: Session
    clerk: Session
    examiner: Session
    callback_clerk: Session
    unit: int


def matter(disposition: str, **more: str) -> dict[str, str]:
    """The intake form as an agent fills it in; everybody calls for the first time."""
    return {
        "request_key": key(),
        "request_type": "help",
        "title": "路口路灯连续多日不亮",
        "account": "来电人称自家门口路口的路灯已经三天没有亮，夜间通行不便，希望尽快修复。",
        "address": "柳岸路与文汇路交叉口",
        "channel": "phone",
        "caller_name": "王小明",
        "caller_phone": f"154{next(_phones):08d}",
        "caller_kind": "natural_person",
        "caller_language": "zh",
        "urgency": "normal",
        "disposition": disposition,
        **more,
    }


def key() -> str:
    """The key of one form."""
    return f"page:{uuid.uuid4()}"


def receive(connection: Connection, people: People) -> list[float]:
    """One matter received and left to the dispatchers."""
    return [connection.post(people.agent, "/orders/receive", matter("queue"))[1]]


def whole_life(connection: Connection, people: People) -> list[float]:
    """From the call to the close; the time of every form."""
    transfer = {"dispatch_unit": str(people.unit), "dispatch_transfer": "路口路灯不亮，影响夜间通行，请修复。"}
    where, took = connection.post(people.agent, "/orders/receive", matter("dispatch", **transfer))
    number = where.rstrip("/").rpartition("/")[2]
    times = [took]
    for session, act, answers in _acts(people):
        path = f"/orders/{number}/act/{act}"
        times.append(connection.post(session, path, {"request_key": key(), **answers})[1])
    return times


def _acts(people: People) -> Iterator[tuple[Session, str, dict[str, str]]]:
    yield people.clerk, "sign", {}
    yield people.clerk, "record_progress", {"note": WORDS, "contact": "phone"}
    yield people.clerk, "reply", {"caller": "1", "way": "bridged_call", "content": "路灯已经修复，请放心通行。"}
    yield people.clerk, "feed_back", {"outcome": "done", "findings": WORDS}
    ticked = {"points": "n1", "points-n1-words": "修复路口路灯", "points-n1-state": "answered"}
    yield people.examiner, "rule_on_feedback", {"verdict": "examine", **ticked}
    said = {
        "result": "reached",
        "contacted": "yes",
        "solved": "yes",
        "grade_result": "satisfied",
        "grade_attitude": "satisfied",
    }
    yield people.callback_clerk, "call_back", {"caller": "1", **said}
    yield people.callback_clerk, "close", {}
