"""Jobs whose worker died with them in hand are taken up again; what has ended is cleared away."""

from __future__ import annotations

import logging

from procrastinate import exceptions
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

HOURS_KEPT = 30 * 24
"""Jobs that failed stay so long to be read; those that succeeded go at once."""

_log = logging.getLogger(__name__)


async def retry_stalled_jobs(timestamp: int) -> None:
    """Takes up again every job in the hands of a worker that shows no sign of life."""
    _ = timestamp
    for job in await app.job_manager.get_stalled_jobs():
        _log.warning("Job %s (%s) was left by its worker and is taken up again.", job.id, job.task_name)
        await take_up(job)


async def take_up(job: Job) -> None:
    """Puts the job back into its queue; one of which the next is waiting there already is dropped for it."""
    try:
        await app.job_manager.retry_job(job)
    except exceptions.UniqueViolation:
        await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=True)


async def remove_old_jobs(timestamp: int) -> None:
    """Deletes what ended, however it ended, more than thirty days ago."""
    _ = timestamp
    await app.job_manager.delete_old_jobs(HOURS_KEPT, include_failed=True, include_cancelled=True, include_aborted=True)
