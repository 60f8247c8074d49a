"""Everything that happens by itself, and how often; a job that was missed is made good at its next time."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.utils import timezone
from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued

from lianxin.jobs.archive import archive_what_is_over
from lianxin.jobs.consultations import close_consultations, forget_answers
from lianxin.jobs.counting import count_figures
from lianxin.jobs.deliver import deliver
from lianxin.jobs.housekeeping import (
    burn_files,
    encrypt_files,
    forget_drafts,
    forget_numbers,
    forget_opinion_writers,
    forget_requests,
    forget_submissions,
    make_months,
    seal_nightly,
    warn_of_missing_year,
)
from lianxin.jobs.inspect import inspect_nightly
from lianxin.jobs.pause import is_paused
from lianxin.jobs.recompute import recompute_open_clocks
from lianxin.jobs.scan import scan_files
from lianxin.jobs.stalled import remove_old_jobs, retry_stalled_jobs
from lianxin.jobs.sweep import give_signals, sign_what_nobody_signed
from lianxin.jobs.turn import Turn, Worked
from lianxin.records.models import City

Work = Callable[[dt.datetime, Turn], Worked]

EVERY_MINUTE, EVERY_FIVE_MINUTES, EVERY_QUARTER = "* * * * *", "*/5 * * * *", "*/15 * * * *"
EVERY_HOUR, EVERY_DAY = "7 * * * *", "20 1 * * *"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """One job: its name, when (UTC), and what it does.

    `in_the_present` ones rest while the past is being made; `then` is the job that follows at once if there was
    something to do.
    """

    name: str
    when: str
    work: Work
    in_the_present: bool = False
    then: str = ""


JOBS: tuple[Job, ...] = (
    Job("give_signals", EVERY_MINUTE, give_signals, in_the_present=True, then="deliver"),
    Job("sign_automatically", EVERY_MINUTE, sign_what_nobody_signed, in_the_present=True, then="deliver"),
    Job("deliver", EVERY_MINUTE, deliver),
    Job("close_consultations", EVERY_MINUTE, close_consultations, in_the_present=True),
    Job("recompute_clocks", EVERY_FIVE_MINUTES, recompute_open_clocks, then="deliver"),
    Job("archive", EVERY_FIVE_MINUTES, archive_what_is_over, in_the_present=True),
    Job("scan_files", EVERY_FIVE_MINUTES, scan_files),
    Job("count_figures", EVERY_QUARTER, count_figures, in_the_present=True),
    Job("make_months", EVERY_HOUR, make_months),
    Job("seal_nightly", EVERY_HOUR, seal_nightly),
    Job("forget_requests", EVERY_DAY, forget_requests),
    Job("forget_numbers", EVERY_DAY, forget_numbers, in_the_present=True),
    Job("forget_drafts", EVERY_DAY, forget_drafts),
    Job("forget_submissions", EVERY_HOUR, forget_submissions),
    Job("forget_opinion_writers", EVERY_DAY, forget_opinion_writers, in_the_present=True),
    Job("forget_answers", EVERY_DAY, forget_answers),
    Job("burn_files", EVERY_DAY, burn_files),
    Job("encrypt_files", EVERY_DAY, encrypt_files),
    Job("inspect_nightly", EVERY_DAY, inspect_nightly, in_the_present=True),
    Job("warn_of_missing_year", EVERY_DAY, warn_of_missing_year),
)
"""Each may run twice at once, or be killed in the middle: what it did stays done, what it did not is done next time."""


def register(app: App) -> None:
    """Makes the jobs known to the job library; safe to repeat."""
    if JOBS[0].name in app.tasks:
        return
    for job in JOBS:
        task = app.task(name=job.name, queueing_lock=job.name, pass_context=False)(_once(app, job))
        app.periodic(cron=job.when, periodic_id=job.name)(task)
    for name, cron, work in (
        ("retry_stalled_jobs", EVERY_MINUTE, retry_stalled_jobs),
        ("remove_old_jobs", EVERY_DAY, remove_old_jobs),
    ):
        app.periodic(cron=cron, periodic_id=name)(app.task(name=name, queueing_lock=name)(work))


def begin(app: App) -> None:
    """Puts every job into the queue at once, so that what waited while no worker ran waits no longer."""
    for job in JOBS:
        _defer(app, job.name)


def _once(app: App, job: Job) -> Callable[[int], None]:
    def run(timestamp: int) -> None:
        _ = timestamp
        worked = do(job, timezone.now())
        if worked.left:
            _defer(app, job.name)
        if worked.done and job.then:
            _defer(app, job.then)

    return run


def _defer(app: App, name: str) -> None:
    with suppress(AlreadyEnqueued):
        app.configure_task(name, queueing_lock=name).defer(timestamp=int(timezone.now().timestamp()))


def do(job: Job, now: dt.datetime) -> Worked:
    """One turn of a job; nothing is done before a city is loaded."""
    if not City.objects.exists() or (job.in_the_present and is_paused()):
        return Worked(0, left=False)
    worked = job.work(now, Turn())
    if worked.done:
        _log.info("%s: %d%s", job.name, worked.done, ", more to do" if worked.left else "")
    return worked
