"""Shares a plan between processes: acts of different orders do not wait for each other."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from collections.abc import Sequence

from lianxin.runtime.orphans import SUPERVISED
from lianxin.runtime.simulate.engine import Lived
from lianxin.runtime.speech import CommandRefused
from lianxin.runtime.supervisor import python

MOST = 2
"""Processes at a time: the database and the pages need a share of the machine, too."""
WORTH_SHARING = 300
"""Orders from which a second process is worth its start."""


def parts_for(orders: float) -> int:
    """In how many processes so many orders are made."""
    return min(MOST, os.cpu_count() or 1) if orders >= WORTH_SHARING else 1


def live_in_parts(words: Sequence[str], parts: int) -> Lived:
    """Runs this command once for each part at the same time; they end with us. Raises `CommandRefused`."""
    ours = {**os.environ, SUPERVISED: str(os.getpid())}
    running = [
        subprocess.Popen(
            python("lianxin.runtime", *words, "--part", f"{part}/{parts}", "--json"),
            env=ours,
            stdout=subprocess.PIPE,
            text=True,
        )
        for part in range(1, parts + 1)
    ]
    said = [process.communicate()[0] for process in running]
    if failed := [process.returncode for process in running if process.returncode]:
        raise CommandRefused(
            "simulation_broken_off",
            zh=f"模拟中断（退出码 {failed[0]}），已完成的部分保留。",
            en=f"The simulation broke off (exit code {failed[0]}); what was done is kept.",
            next_step="Run the same command with the same --until again.",
        )
    return sum((_read(answer) for answer in said), Lived())


def _read(answer: str) -> Lived:
    kept = json.loads(answer)
    return Lived(
        orders=kept["orders"],
        acts=kept["acts"],
        repeated=kept["repeated"],
        signals=kept["signals"],
        refused=Counter(kept["refused"]),
    )
