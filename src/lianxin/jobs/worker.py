"""The worker's process: takes jobs from the database until told to stop."""

from __future__ import annotations

from procrastinate.contrib.django import app

CONCURRENCY = 1  # jobs are short and touch the same rows


def run_worker() -> None:
    """Work until TERM or Ctrl-C; what is in hand is finished first. Django must be set up."""
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:  # type: ignore[attr-defined]  # Django's connector alone has it
        worker_app.run_worker(concurrency=CONCURRENCY, shutdown_graceful_timeout=10, install_signal_handlers=True)
