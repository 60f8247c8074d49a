"""The worker's process: takes jobs from the database until told to stop."""

from __future__ import annotations

from procrastinate.contrib.django import app

from lianxin.actions._live import settle
from lianxin.jobs.schedule import begin, register

CONCURRENCY = 3  # so that neither a long sweep nor a slow mail server keeps the others waiting
PATIENCE_SECONDS = 10  # for what is in hand when we are told to stop; a turn is shorter


def run_worker() -> None:
    """Work until TERM or Ctrl-C; what is in hand is finished first. Django must be set up."""
    register(app)
    begin(app)
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:  # type: ignore[attr-defined]  # Django's connector alone has it
        worker_app.run_worker(
            concurrency=CONCURRENCY,
            shutdown_graceful_timeout=PATIENCE_SECONDS,
            delete_jobs="successful",
            install_signal_handlers=True,
        )
    settle()
