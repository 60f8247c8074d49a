"""Looks for viruses in files that were taken while no scanner answered; what carries one is taken off its order."""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings

from lianxin.actions import Done
from lianxin.actions.remove_infected import remove_infected
from lianxin.actions.settle_scan import settle_scan
from lianxin.jobs.turn import Turn, Worked, attempt, system_door
from lianxin.law.words import ScanState
from lianxin.records.models import Attachment
from lianxin.records.stored import open_stored
from lianxin.scanning.choosing import scanner_at
from lianxin.scanning.port import NoScanner, NoVerdict, Scanner, ScannerAway

AT_A_TIME = 20

_log = logging.getLogger(__name__)


def scan_files(now: dt.datetime, turn: Turn) -> Worked:
    """Files not scanned yet, the oldest first; rests where there is no scanner, and ends where it is away.

    A file of which the scanner can say nothing keeps no other one waiting.
    """
    scanner = scanner_at(settings.CLAMAV)
    if isinstance(scanner, NoScanner) or settings.ATTACHMENTS_FOLDER is None:
        return Worked(0, left=False)
    done, after = 0, 0
    while not turn.over:
        waiting = Attachment.objects.filter(scan=ScanState.NOT_SCANNED, destroyed_at__isnull=True, pk__gt=after)
        found = list(waiting.order_by("pk")[:AT_A_TIME])
        if not found:
            return Worked(done, left=False)
        after = found[-1].pk
        for one in found:
            try:
                done += _scan(scanner, one, now)
            except NoVerdict as silent:
                _log.warning("The virus scanner says nothing of attachment %d: %s", one.pk, silent)
            except ScannerAway as away:
                _log.warning("Files wait for the virus scanner: %s", away)
                return Worked(done, left=False)
    return Worked(done, left=True)


def _scan(scanner: Scanner, one: Attachment, now: dt.datetime) -> bool:
    try:
        with open_stored(one.storage_key, bytes(one.digest)) as file:
            verdict = scanner.scan(file)
    except FileNotFoundError:
        return False
    if verdict.state is not ScanState.INFECTED:
        settle_scan(one, now, engine=verdict.engine)
        return True
    door = system_door(now, "remove_infected", one.order_id, one.sequence, one.place)

    def act() -> Done:
        engine = verdict.engine
        return remove_infected(door, order=one.order_id, sequence=one.sequence, place=one.place, engine=engine)

    return attempt("remove_infected", one.order_id, act)
