"""Run the worker: the sweep of the clocks, deliveries, seals, partitions."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from lianxin.runtime.ready import ready_database


def add_arguments(parser: ArgumentParser) -> None:
    """No words of its own."""
    _ = parser


def run(options: Namespace) -> int:
    """Work until told to stop."""
    _ = options
    with ready_database():
        from lianxin.jobs.worker import run_worker

        run_worker()
    return 0
