"""What keeps the house in order by itself: months of the log, seals, old keys and jobs, a missing year."""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings

from lianxin.actions.destroy_numbers import destroy_numbers
from lianxin.actions.forget_hotline_opinion import forget_hotline_opinion
from lianxin.actions.purge_drafts import purge_drafts
from lianxin.actions.purge_requests import purge_requests
from lianxin.actions.purge_submissions import purge_submissions
from lianxin.actions.seal_chains import seal_chains
from lianxin.jobs.turn import Turn, Worked, system_door
from lianxin.law.calendar import missing_year_warning
from lianxin.law.terms import SHANGHAI
from lianxin.records.arriving import give_up_old
from lianxin.records.files import all_places, burn, burn_unfinished, left_over
from lianxin.records.hotline_opinions import to_forget
from lianxin.records.models import Seal
from lianxin.records.partitions import ensure_partitions
from lianxin.records.rules import current_policy, current_rules
from lianxin.records.seals import SealFolder, SealPlaceMissing
from lianxin.records.stored import bring_up_to_date
from lianxin.records.verification import SEALED_AT_A_TIME

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
    last = Seal.objects.order_by("-number").values_list("at", "subjects").first()
    if last is None:
        return True
    at, subjects = last
    return at < night or subjects >= SEALED_AT_A_TIME  # a full one was perhaps broken off before the rest


def forget_requests(now: dt.datetime, turn: Turn) -> Worked:
    """Request keys older than 90 days: nobody repeats a request after that."""
    done = 0
    while not turn.over:
        count = purge_requests(now - REQUESTS_KEPT)
        done += count
        if not count:
            return Worked(done, left=False)
    return Worked(done, left=True)


def forget_numbers(now: dt.datetime, turn: Turn) -> Worked:
    """Numbers of calls that led to no order, after the days the centre's rules give them (R35)."""
    days, done, after = current_policy(now).call_number_days, 0, 0
    while days is not None and not turn.over:
        gone = destroy_numbers(now, ended_before=now - dt.timedelta(days=days), after=after)
        done += len(gone)
        if not gone:
            return Worked(done, left=False)
        after = gone[-1]
    return Worked(done, left=days is not None)


def forget_opinion_writers(now: dt.datetime, turn: Turn) -> Worked:
    """Contact and code of opinions on the hotline, so many days after the answer as the centre's rules say (R63)."""
    days, done = current_policy(now).opinion_contact_days, 0
    if days is None:
        return Worked(0, left=False)
    for opinion in to_forget(now - dt.timedelta(days=days)):
        if turn.over:
            return Worked(done, left=True)
        door = system_door(now, "forget_hotline_opinion", opinion)
        done += forget_hotline_opinion(door, opinion=opinion, words=False)
    return Worked(done, left=False)


def forget_drafts(now: dt.datetime, turn: Turn) -> Worked:
    """Drafts that nobody has taken up again for as long as the centre's working rules say: they hold callers' words."""
    before, done = now - dt.timedelta(days=current_policy(now).draft_days), 0
    while not turn.over:
        count = purge_drafts(before)
        done += count
        if not count:
            return Worked(done, left=False)
    return Worked(done, left=True)


def forget_submissions(now: dt.datetime, turn: Turn) -> Worked:
    """What citizens began and did not submit, and receipts, after the hours and minutes that the city's pages say."""
    portal, done = current_rules().portal, 0
    begun = now - dt.timedelta(hours=portal.draft_hours)
    submitted = now - dt.timedelta(minutes=portal.visit_minutes)
    while not turn.over:
        count = purge_submissions(begun_before=begun, submitted_before=submitted)
        done += count
        if not count:
            return Worked(done, left=False)
    return Worked(done, left=True)


def burn_files(now: dt.datetime, turn: Turn) -> Worked:
    """Takes off the disk what was destroyed while the disk was away, and what was sent for an act that never came."""
    _ = turn
    if settings.ATTACHMENTS_FOLDER is None:
        return Worked(0, left=False)
    before = now - FILES_WAIT
    gone = give_up_old(before.timestamp()) + burn_unfinished(before)
    return Worked(burn(left_over(before)) + gone, left=False)


def encrypt_files(now: dt.datetime, turn: Turn) -> Worked:
    """Files stored before files were encrypted, and those that an older master key opens."""
    _ = now
    if settings.ATTACHMENTS_FOLDER is None:
        return Worked(0, left=False)
    done = 0
    for place in all_places():
        done += bring_up_to_date(place)
        if done and turn.over:
            return Worked(done, left=True)
    return Worked(done, left=False)


def warn_of_missing_year(now: dt.datetime, turn: Turn) -> Worked:
    """Says in the log, in December every day, that next year's holidays are not imported yet (R23)."""
    _ = turn
    alarm = missing_year_warning(current_rules().calendar, now.astimezone(SHANGHAI).date())
    if alarm is not None:
        _log.warning("%s ./lianxin calendar import FILE / %s", alarm.en, alarm.zh)
    return Worked(1 if alarm else 0, left=False)
