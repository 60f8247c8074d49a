"""What keeps the house in order by itself: months of the log, seals, old keys and jobs, a missing year."""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings

from lianxin.actions.purge_requests import purge_requests
from lianxin.actions.seal_chains import seal_chains
from lianxin.jobs.turn import Turn, Worked
from lianxin.law.calendar import missing_year_warning
from lianxin.law.terms import SHANGHAI
from lianxin.records.files import burn, left_over
from lianxin.records.models import Seal
from lianxin.records.partitions import ensure_partitions
from lianxin.records.rules import current_rules
from lianxin.records.seals import SealFolder, SealPlaceMissing

SEALED_FROM = dt.time(2, 0)
REQUESTS_KEPT = dt.timedelta(days=90)
FILES_WAIT = dt.timedelta(days=1)
"""A file lies there before its act begins; after a day nobody is still sending it."""

_log = logging.getLogger(__name__)


def make_months(now: dt.datetime, turn: Turn) -> Worked:
    """The log's partitions of this month and the next three."""
    _ = turn
    made = ensure_partitions(now)
    return Worked(len(made), left=False)


def seal_nightly(now: dt.datetime, turn: Turn) -> Worked:
    """One seal a night, from two o'clock; a night that was missed is made good as soon as the worker is back."""
    _ = turn
    if not _seal_is_owed(now):
        return Worked(0, left=False)
    try:
        line, report = seal_chains(SealFolder.of_installation(), now)
    except SealPlaceMissing as missing:
        _log.error("No seal was made: %s", missing.en)
        return Worked(0, left=False)
    for broken in report.broken:
        _log.error("A chain does not hold and was left out of the seal; run ./lianxin verify: %s", broken.en)
    return Worked(1 if line else 0, left=False)


def _seal_is_owed(now: dt.datetime) -> bool:
    local = now.astimezone(SHANGHAI)
    night = dt.datetime.combine(local.date(), SEALED_FROM, SHANGHAI)
    if local < night:
        night -= dt.timedelta(days=1)
    last = Seal.objects.order_by("-number").values_list("at", flat=True).first()
    return last is None or last < night


def forget_requests(now: dt.datetime, turn: Turn) -> Worked:
    """Request keys older than 90 days: nobody repeats a request after that."""
    done = 0
    while not turn.over:
        count = purge_requests(now - REQUESTS_KEPT)
        done += count
        if not count:
            return Worked(done, left=False)
    return Worked(done, left=True)


def burn_files(now: dt.datetime, turn: Turn) -> Worked:
    """Takes off the disk what was destroyed while the disk was away, and what was sent with an act that never was."""
    _ = turn
    if settings.ATTACHMENTS_FOLDER is None:
        return Worked(0, left=False)
    return Worked(burn(left_over(now - FILES_WAIT)), left=False)


def warn_of_missing_year(now: dt.datetime, turn: Turn) -> Worked:
    """Says in the log, in December every day, that next year's holidays are not imported yet (R23)."""
    _ = turn
    alarm = missing_year_warning(current_rules().calendar, now.astimezone(SHANGHAI).date())
    if alarm is not None:
        _log.warning("%s ./lianxin calendar import FILE / %s", alarm.en, alarm.zh)
    return Worked(1 if alarm else 0, left=False)
