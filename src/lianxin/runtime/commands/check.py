"""Look at the code without running the product: format, lint, types, contracts, house rules, generated documents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass

from lianxin.runtime.places import ROOT
from lianxin.runtime.speech import pick
from lianxin.runtime.supervisor import python

CODE = ("src", "tests", "frontend", "hatch_build.py")
CHECKS = (
    ("types", python("mypy")),
    ("format", python("ruff", "format", "--check", "--quiet", *CODE)),
    ("lint", python("ruff", "check", "--quiet", *CODE)),
    (
        "contracts",
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"],
    ),
    ("house rules", python("pytest", "-q", "-p", "no:cacheprovider", "tests/test_house_rules.py")),
    ("documents", python("lianxin.runtime", "documents", "--check")),
)


@dataclass(frozen=True)
class Result:
    """How one check ended: its name, whether all was well, the seconds it took, what it said if not."""

    check: str
    passed: bool
    seconds: float
    said: str


def add_arguments(parser: ArgumentParser) -> None:
    """No words of its own."""
    _ = parser


def run(options: Namespace) -> int:
    """Run all checks, two at a time; 0 when every one passed, else 1."""
    with ThreadPoolExecutor(2) as pool:
        results = []
        for result in pool.map(_look, CHECKS):
            results.append(result)
            if not options.json:
                _tell(result)
    if options.json:
        print(json.dumps([asdict(result) for result in results], ensure_ascii=False))
    return 0 if all(result.passed for result in results) else 1


def _look(check: tuple[str, list[str]]) -> Result:
    name, command = check
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "NO_COLOR": "1"}, capture_output=True, text=True, check=False
    )
    said = "" if done.returncode == 0 else (done.stdout + done.stderr).strip()
    return Result(name, done.returncode == 0, round(time.monotonic() - began, 1), said)


def _tell(result: Result) -> None:
    word = pick("通过", "passed") if result.passed else pick("未通过", "FAILED")
    print(f"{result.check:<12} {word}  {result.seconds} s", flush=True)
    if result.said:
        print(result.said, flush=True)
