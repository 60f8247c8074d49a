"""Tells live pages what changed: after the commit, many at a time, and never at the cost of an act.

A notification names orders by their bare ids (`17,18`) and other subjects by kind and id (`agent:5`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable

from django.db import connection

CHANNEL = "lianxin_live"
COALESCE_SECONDS = 0.2
IDLE_SECONDS = 2.0
NAMES_AT_A_TIME = 250  # a name and its comma are at most 31 characters; a notification holds fewer than 8,000

_log = logging.getLogger(__name__)


class LiveNotifier:
    """Collects names of what changed (an order's id, "unit:5", "agent:7") and sends them from a thread of its own.

    The thread ends when nothing happens.
    A notification that fails is dropped: pages ask again by themselves, and the act is done.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: set[str] = set()
        self._sending: list[str] = []
        self._thread: threading.Thread | None = None
        self._wake, self._hurry = threading.Event(), threading.Event()
        self._told = threading.Condition(self._lock)

    def put(self, names: Iterable[str], *, hurry: bool = False) -> None:
        """Queues names to be sent within `COALESCE_SECONDS`, with `hurry` at once; returns at once."""
        with self._lock:
            self._waiting.update(names)
            self._wake.set()
            if hurry:
                self._hurry.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="live-notifier", daemon=True)
                self._thread.start()

    def settle(self, seconds: float) -> None:
        """Has everything that waits sent at once, and returns when it was, after so many seconds at the latest."""
        with self._told:
            if self._waiting:
                self._hurry.set()
            self._told.wait_for(lambda: not (self._waiting or self._sending), seconds)

    def _take(self) -> list[str]:
        with self._lock:
            self._sending = sorted(self._waiting)[:NAMES_AT_A_TIME]
            self._waiting.difference_update(self._sending)
            if not self._waiting:
                self._hurry.clear()
                self._wake.clear()
            return self._sending

    def _idle(self) -> bool:
        """Waits for work; when none comes lets go of the thread, so that the next name starts another."""
        if self._wake.wait(IDLE_SECONDS):
            return False
        with self._lock:
            if self._wake.is_set():
                return False
            self._thread = None
            return True

    def _run(self) -> None:
        while not self._idle():
            self._hurry.wait(COALESCE_SECONDS)
            try:
                _notify(self._take())
            except Exception as error:  # whatever it is: the act is done, and the next one must find a notifier
                _log.warning("Live pages were not told of a change and will ask again by themselves: %s", error)
            with self._told:
                self._sending = []
                self._told.notify_all()


def _notify(names: list[str]) -> None:
    """One notification on a connection of its own, which is cheap at this pace and never left open."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, ",".join(names)])
    finally:
        own.close()


_notifier = LiveNotifier()


def announce(orders: Iterable[int], units: Iterable[int]) -> None:
    """Lets live pages know that these orders of these units changed; call it after the commit."""
    _notifier.put([*map(str, orders), *(f"unit:{unit}" for unit in units)])


def announce_calls(agents: Iterable[int]) -> None:
    """Lets the pages of these members of staff know that their calls changed, at once; call it after the commit."""
    _notifier.put([f"agent:{one}" for one in agents], hurry=True)


def announce_inspections(inspections: Iterable[int], agents: Iterable[int]) -> None:
    """Lets the inspectors' pages, those of whom was inspected, and those that have one of them open, know of a change.

    Call it after the commit.
    """
    ones = (f"inspection:{one}" for one in inspections)
    _notifier.put(["inspections", *ones, *(f"inspected:{one}" for one in agents)])


def settle(seconds: float = 3.0) -> None:
    """Waits until everything announced was sent, at most so long: for processes that are about to end."""
    _notifier.settle(seconds)
