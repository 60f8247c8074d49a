"""A pace over HTTP, and what it cost each kind of process meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from lianxin.runtime.bench.browser import Connection
from lianxin.runtime.bench.hotline import Hotline
from lianxin.runtime.bench.pace import Pace, keep_pace
from lianxin.runtime.bench.usage import processor_seconds

OverWire = Callable[[Connection], list[float]]
"""One piece of work on a connection of its own; how long each of its steps took, in seconds."""


@dataclass(frozen=True)
class Measured:
    """How fast over HTTP, and how many seconds of processor each kind of process used meanwhile."""

    pace: Pace
    processor: dict[str, float]

    def as_json(self, raw: Pace, *, acts: int = 1) -> dict[str, Any]:
        """The pace beside the raw one of the same run; processor time in milliseconds an act, by kind of process."""
        done = max(1, self.pace.pieces * acts)
        cost = {kind: round(spent * 1000 / done, 2) for kind, spent in self.processor.items()}
        ratio = round(raw.per_second / self.pace.per_second, 1) if self.pace.pieces else None
        return {
            **self.pace.as_json(),
            "raw": raw.as_json(),
            "raw_to_http": ratio,
            "processor_ms_an_act": {**cost, "all": round(sum(cost.values()), 2)},
        }


def over_http(hotline: Hotline, works: Sequence[OverWire], seconds: float) -> Measured:
    """Every work on a lasting connection of its own, side by side, for so many seconds."""
    before = processor_seconds(hotline.processes())
    pace = keep_pace([partial(work, Connection(hotline.port)) for work in works], seconds)
    after = processor_seconds(hotline.processes())
    return Measured(pace, {kind: after[kind] - before.get(kind, 0.0) for kind in after})
