"""Messages for which somebody waits at a page go at once, not with the next minute."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

DELIVER = "deliver"
"""The job that sends what waits to be sent (jobs/schedule.py)."""


def deliver_soon() -> None:
    """Puts the job into the queue beside its own time; where the queue is away the message goes a minute later."""
    with suppress(AlreadyEnqueued, ConnectorException), transaction.atomic():
        app.configure_task(DELIVER, queueing_lock=DELIVER).defer(timestamp=0)
