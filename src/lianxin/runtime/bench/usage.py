"""What processes cost: memory as their own share, and seconds of processor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import psutil

MEGABYTE = 1024**2


def memory_mb(processes: Mapping[str, Iterable[psutil.Process]]) -> dict[str, float]:
    """The sum of PSS by kind, in megabytes: what is shared counts once, divided among those who share it."""
    found = {kind: sum(_pss(one) for one in group) / MEGABYTE for kind, group in processes.items()}
    return {kind: round(size, 1) for kind, size in {**found, "all": sum(found.values())}.items()}


def _pss(process: psutil.Process) -> int:
    try:
        info = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(info, "pss", info.uss))  # only Linux knows a process's share of what is shared


def processor_seconds(processes: Mapping[str, Iterable[psutil.Process]]) -> dict[str, float]:
    """Seconds of processor that each kind has used since it was started, ended children included."""
    return {kind: sum(_seconds(one) for one in group) for kind, group in processes.items()}


def _seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    ended = getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0)
    return float(times.user + times.system + ended)
