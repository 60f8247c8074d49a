"""What agents and unit clerks do all day, page by page, at the pace of people."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from random import Random

from lianxin.runtime.bench.browser import Connection, NotDoneError, Session
from lianxin.runtime.bench.lives import WORDS, key, matter

THINKING = (1.0, 4.0)
"""Seconds between two pages; people read and type longer, so that this is a busy morning."""

ARRIVING = 10.0
"""Seconds in which everybody comes to their desk, one after the other; what they do meanwhile is not counted."""

ORDER = re.compile(r'href="(/orders/\d{8}-\d{5}-\d/)(\?of=[^"]*)?"')
"""An order in a list: its address, and which list it is opened from."""


@dataclass
class Times:
    """Seconds that each kind of page took, from the first byte sent to the last byte read."""

    by_page: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    counted_from: float = 0.0
    """Moment of `time.perf_counter` before which nothing is counted."""

    def add(self, page: str, began: float, took: float) -> None:
        """A page asked for at `began` (of `time.perf_counter`), which took so many seconds."""
        if began >= self.counted_from:
            self.by_page[page].append(took)

    def all(self) -> list[float]:
        """Every page's time together."""
        return [took for times in self.by_page.values() for took in times]


@dataclass
class Person:
    """One member of the staff at a desk: a lasting connection and a session, and chances of their own."""

    connection: Connection
    session: Session
    chance: Random
    times: Times
    rest: Callable[[float], None] = time.sleep

    def think(self) -> None:
        """Reads or types."""
        self.rest(self.chance.uniform(*THINKING))

    def look(self, page: str, path: str) -> str:
        """A page that is looked at. Raises `NotDoneError` when it is no page."""
        began = time.perf_counter()
        status, text = self.connection.get(self.session, path)
        self.times.add(page, began, time.perf_counter() - began)
        if status != 200:
            raise NotDoneError(f"{page} {status}")
        self.think()
        return text

    def ask(self, page: str, path: str, answers: dict[str, str]) -> None:
        """A part of a page that is made from what stands in the form by now."""
        began = time.perf_counter()
        self.connection.show(self.session, path, answers)
        self.times.add(page, began, time.perf_counter() - began)
        self.think()

    def send(self, page: str, path: str, answers: dict[str, str]) -> str:
        """A form that is sent; returns where it leads."""
        began = time.perf_counter()
        where, took = self.connection.post(self.session, path, {"request_key": key(), **answers})
        self.times.add(page, began, took)
        self.think()
        return where


def agent_hour(person: Person, units: list[int]) -> Iterator[None]:
    """Matters one after the other: the form, what stands beside it, the dates, the act, the order; ends never."""
    while True:
        disposition = person.chance.choice(("dispatch", "dispatch", "queue", "answer"))
        answers = matter(disposition)
        if disposition == "dispatch":
            answers |= {
                "dispatch_unit": str(person.chance.choice(units)),
                "dispatch_transfer": "路口路灯不亮，影响夜间通行，请修复。",
            }
        if disposition == "answer":
            answers |= {"request_type": "consult", "answer_content": "请携带身份证到就近的政务服务大厅办理。"}
        person.look("desk", "/orders/receive")
        yield
        person.ask("beside", "/orders/receive/beside", answers)
        person.ask("preview", "/orders/receive/preview", answers)
        yield
        where = person.send("receive", "/orders/receive", answers)
        person.look("order", where)
        yield


def clerk_hour(person: Person) -> Iterator[None]:
    """What waits, one order of it, what may be done, and doing it; ends never."""
    while True:
        person.look("home", "/")
        yield
        for waiting, act, answers in (
            ("todo&tile=to_sign", "sign", {}),
            ("todo", "record_progress", {"note": WORDS, "contact": "none"}),
        ):
            found = ORDER.findall(person.look("inbox", f"/orders/?list={waiting}"))
            yield
            if not found:
                continue
            order, listed = person.chance.choice(found)
            listed, form = unescape(listed), f"{order}act/{act}"
            person.look("order", f"{order}{listed}")
            person.look(f"form {act}", f"{form}{listed}")
            yield
            try:
                person.send(act, f"{form}{listed}", answers)
            except NotDoneError as refused:
                if " 409" not in str(refused):  # a colleague of the same unit was quicker: the page says so
                    raise
            yield
