"""On what a figure was taken: a figure without its machine says nothing."""

from __future__ import annotations

import os
import platform
from pathlib import Path

import psutil

GIGABYTE = 1024**3


def machine() -> dict[str, str | int | float]:
    """Processor, cores, memory, system, Python, and how busy the machine was before (load of one minute)."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "memory_gb": round(psutil.virtual_memory().total / GIGABYTE, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()
