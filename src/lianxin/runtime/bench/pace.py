"""How fast and how evenly something goes: many at a time, for a bounded time, each taking its own time."""

from __future__ import annotations

import math
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Work = Callable[[], list[float]]
"""Does one piece of work and returns how long each of its steps took, in seconds."""


@dataclass
class Pace:
    """Pieces and steps done in `seconds`, every step's time, and what went wrong."""

    seconds: float = 0.0
    pieces: int = 0
    times: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def per_second(self) -> float:
        """Pieces done in a second."""
        return self.pieces / self.seconds if self.seconds else 0.0

    @property
    def steps_per_second(self) -> float:
        """Steps done in a second."""
        return len(self.times) / self.seconds if self.seconds else 0.0

    def as_json(self) -> dict[str, float | int | dict[str, int]]:
        """Rates, and times in milliseconds."""
        return {
            "seconds": round(self.seconds, 1),
            "count": self.pieces,
            "per_second": round(self.per_second, 1),
            "steps_per_second": round(self.steps_per_second, 1),
            "p50_ms": milliseconds(self.times, 0.50),
            "p95_ms": milliseconds(self.times, 0.95),
            "p99_ms": milliseconds(self.times, 0.99),
            "errors": dict(self.errors),
        }


def milliseconds(times: Sequence[float], share: float) -> float:
    """The time that this share of all did not pass, in milliseconds (nearest rank); 0 for no times."""
    if not times:
        return 0.0
    return round(sorted(times)[max(0, math.ceil(len(times) * share) - 1)] * 1000, 2)


def keep_pace(workers: Sequence[Work], seconds: float) -> Pace:
    """Lets every worker work on and on, side by side, until the time is up; what is begun is finished."""
    pace, lock = Pace(), threading.Lock()
    end = time.monotonic() + seconds

    def go_on(work: Work) -> None:
        while time.monotonic() < end:
            try:
                times = work()
            except Exception as problem:  # whatever a server says wrongly is counted
                with lock:
                    pace.errors[f"{type(problem).__name__}: {problem}"[:200]] += 1
                    if pace.errors.total() > len(workers) * 5:
                        return
            else:
                with lock:
                    pace.pieces += 1
                    pace.times += times

    threads = [threading.Thread(target=go_on, args=(work,), daemon=True) for work in workers]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pace.seconds = time.monotonic() - began
    return pace
