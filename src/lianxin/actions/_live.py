"""Tells live pages which orders changed: after the commit, many at a time, and never at the cost of an act."""

from __future__ import annotations

import logging
import threading

from django.db import connection

CHANNEL = "lianxin_live"
COALESCE_SECONDS = 0.2
IDLE_SECONDS = 2.0
IDS_AT_A_TIME = 400  # an id and its comma are at most 17 characters; a notification holds fewer than 8,000

_log = logging.getLogger(__name__)


class LiveNotifier:
    """Collects ids and sends them from a thread of its own, which ends when nothing happens.

    A notification that fails is dropped: pages ask again by themselves, and the act is done.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: set[int] = set()
        self._thread: threading.Thread | None = None
        self._wake = threading.Event()

    def put(self, orders: list[int]) -> None:
        """Queues ids to be sent within `COALESCE_SECONDS`; returns at once."""
        with self._lock:
            self._waiting.update(orders)
            self._wake.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="live-notifier", daemon=True)
                self._thread.start()

    def settle(self, seconds: float) -> None:
        """Waits until nothing waits to be sent, at most so long."""
        pause = threading.Event()
        for _ in range(round(seconds / COALESCE_SECONDS)):
            if not self._wake.is_set():
                break
            pause.wait(COALESCE_SECONDS)
        pause.wait(COALESCE_SECONDS)

    def _take(self) -> list[int]:
        with self._lock:
            taken = sorted(self._waiting)[:IDS_AT_A_TIME]
            self._waiting.difference_update(taken)
            if not self._waiting:
                self._wake.clear()
            return taken

    def _idle(self) -> bool:
        """Waits for work; when none comes lets go of the thread, so that the next id starts another."""
        if self._wake.wait(IDLE_SECONDS):
            return False
        with self._lock:
            if self._wake.is_set():
                return False
            self._thread = None
            return True

    def _run(self) -> None:
        pause = threading.Event()
        while not self._idle():
            pause.wait(COALESCE_SECONDS)
            try:
                _notify(self._take())
            except Exception as error:  # whatever it is: the act is done, and the next one must find a notifier
                _log.warning("Live pages were not told of a change and will ask again by themselves: %s", error)


def _notify(orders: list[int]) -> None:
    """One notification on a connection of its own, which is cheap at this pace and never left open."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, ",".join(map(str, orders))])
    finally:
        own.close()


_notifier = LiveNotifier()


def announce(orders: list[int]) -> None:
    """Lets live pages know that these orders changed; call it after the commit."""
    _notifier.put(orders)


def settle(seconds: float = 3.0) -> None:
    """Waits until everything announced was sent, at most so long: for processes that are about to end."""
    _notifier.settle(seconds)
