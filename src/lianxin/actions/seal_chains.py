"""日志存证 · Seal the chains."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from lianxin.records.models import City, Seal
from lianxin.records.seals import SealFolder, SealLine
from lianxin.records.verification import Report, one_moment, verify_since_seal


def seal_chains(seals: SealFolder, now: dt.datetime) -> tuple[SealLine | None, Report]:
    """Signs all heads that changed since the last seal and puts the seal outside the database; for every night.

    Chains that do not hold are left out, so that no seal ever vouches for them: they are in the report. Returns no
    seal when nothing changed.
    """
    with one_moment():
        City.objects.select_for_update().get()  # one seal at a time
        _make_good(seals)
        report = verify_since_seal(seals)
        if not report.changed:
            return None, report
        line = seals.make(report.changed, now)
        _keep(line)
    return line, report


def _make_good(seals: SealFolder) -> None:
    """Takes up a last seal whose file was written before the database could remember it."""
    last = seals.last()
    if last and not Seal.objects.filter(number=last.number).exists():
        _keep(last)


def _keep(line: SealLine) -> None:
    Seal.objects.bulk_create([Seal(**asdict(line))])
