"""Run every test, after installing what they need beside Python: a browser, a Chinese font, a second PostgreSQL."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from lianxin.runtime.places import ROOT
from lianxin.runtime.postgres_binaries import debian_folders
from lianxin.runtime.speech import CommandRefused
from lianxin.runtime.starting import build_what_is_stale, step
from lianxin.runtime.supervisor import python

# What tests set themselves; an installation of the person who runs them must not be touched.
NOT_INHERITED = ("LIANXIN_DATA", "LIANXIN_DATABASE_URL", "LIANXIN_OWNER_DATABASE_URL", "LIANXIN_MODE", "LIANXIN_RUN")


MOST_AT_ONCE = 4
"""Runs side by side; each has two PostgreSQL servers and a browser of its own."""


def add_arguments(parser: ArgumentParser) -> None:
    """How much to run."""
    parser.add_argument("--full", action="store_true", help="also the long runs")
    parser.add_argument(
        "words", nargs="*", metavar="PYTEST_WORD", help="files or folders, default all; after -- any option"
    )


def run(options: Namespace) -> int:
    """Run pytest on what was asked for; its exit code is ours, at most 1."""
    install_missing()
    build_what_is_stale()
    told = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    told["LIANXIN_FULL"] = "1" if options.full else "0"
    words = options.words or side_by_side(os.cpu_count() or 1)
    done = subprocess.run(python("pytest", *words), cwd=ROOT, env=told, check=False)
    return 1 if done.returncode else 0


def side_by_side(cores: int) -> list[str]:
    """How pytest is told to run everything on so many cores: who is done early takes over from who is not."""
    return ["-n", str(min(cores, MOST_AT_ONCE)), "--dist", "worksteal"] if cores > 1 else []


def install_missing() -> None:
    """Install Debian packages that are not there; who may not is told which, and by which command."""
    missing = [package for package, is_there in NEEDED.items() if not is_there()]
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise CommandRefused(
            "test_packages",
            zh=f"测试还需要这些软件包：{'、'.join(missing)}。",
            en=f"The tests also need these packages: {', '.join(missing)}.",
            next_step=f"sudo {' '.join(command)}",
        )
    with step(f"安装 {' '.join(missing)}", f"Installing {' '.join(missing)}"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["apt-get", "update", "--quiet"], command):
            done = subprocess.run(words, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CommandRefused(
                "test_packages",
                zh=f"软件包未能安装：{done.stderr.strip()[-300:]}",
                en=f"The packages could not be installed: {done.stderr.strip()[-300:]}",
                next_step=" ".join(command),
            )


def _has_chinese_font() -> bool:
    """Whether any font on this machine has Chinese characters."""
    if shutil.which("fc-list"):
        return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout.strip())
    return any(Path("/usr/share/fonts").glob("**/*wqy*")) or any(Path("/usr/share/fonts").glob("**/*CJK*"))


def _has_library(name: str) -> bool:
    """Whether the machine's loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


NEEDED: dict[str, Callable[[], bool]] = {
    "chromium": lambda: Path("/usr/bin/chromium").exists(),
    "fonts-wqy-microhei": _has_chinese_font,
    "libharfbuzz-subset0": lambda: _has_library("libharfbuzz-subset.so.0"),
    "libpangoft2-1.0-0": lambda: _has_library("libpangoft2-1.0.so.0"),
    "postgresql": lambda: bool(debian_folders()),
}
