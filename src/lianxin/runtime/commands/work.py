"""Run the worker: the sweep of the clocks, deliveries, seals, partitions."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from lianxin.runtime.commands.verify import tables_needed
from lianxin.runtime.ready import need_installation, ready_database


def add_arguments(parser: ArgumentParser) -> None:
    """No words of its own."""
    _ = parser


def run(options: Namespace) -> int:
    """Work until told to stop."""
    _ = options
    need_installation()
    with ready_database(), tables_needed():
        from lianxin.jobs.worker import run_worker

        run_worker()
    return 0
