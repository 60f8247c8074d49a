"""No process outlives the one that started it: the kernel is asked on Linux, the list of the last start elsewhere."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from pathlib import Path

import psutil

SUPERVISED = "LIANXIN_SUPERVISED"  # the supervisor's process id, in the environment of those it starts
PR_SET_PDEATHSIG = 1
PATIENCE_SECONDS = 5


def die_with_supervisor() -> None:
    """To be called first by a process that a supervisor may have started."""
    if parent := os.environ.get(SUPERVISED):
        die_with_parent(int(parent))


def die_with_parent(parent: int) -> None:
    """Ask the kernel to kill this process when its parent dies; elsewhere the next start ends it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we could ask
            os._exit(1)


def note_children(place: Path, children: list[int]) -> None:
    """Write down which processes this start has, each with the moment it began, since numbers are reused."""
    rows = []
    for child in children:
        try:
            rows.append([child, psutil.Process(child).create_time()])
        except psutil.Error:
            continue
    half = place.with_suffix(".new")
    half.write_text(json.dumps(rows), encoding="utf-8")
    half.replace(place)


def end_orphans(place: Path) -> int:
    """End what a killed supervisor left behind, with everything below it; how many there were."""
    try:
        rows = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0
    left = [process for number, began in rows if (process := _same(number, began))]
    family = {child for process in left for child in (process, *process.children(recursive=True))}
    for process in family:
        process.terminate()
    _, stubborn = psutil.wait_procs(list(family), timeout=PATIENCE_SECONDS)
    for process in stubborn:
        process.kill()
    place.unlink(missing_ok=True)
    return len(family)


def _same(number: int, began: float) -> psutil.Process | None:
    try:
        process = psutil.Process(number)
        return process if abs(process.create_time() - began) < 1 and process.is_running() else None
    except psutil.Error:
        return None
