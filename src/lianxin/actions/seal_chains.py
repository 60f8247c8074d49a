"""日志存证 · Seal the chains."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from lianxin.records.locks import SEALING, holding
from lianxin.records.models import Seal
from lianxin.records.seals import SealFolder, SealLine
from lianxin.records.verification import SEALED_AT_A_TIME, Report, one_moment, verify_since_seal


def seal_chains(seals: SealFolder, now: dt.datetime, *, most: int = SEALED_AT_A_TIME) -> tuple[SealLine | None, Report]:
    """Signs all heads that changed since the last seal and puts the seal outside the database; for every night.

    One seal takes up at most so many heads as are held in memory together; after a bulk of orders several follow each
    other, each kept before the next begins: broken off, the rest is sealed the next time. Chains that do not hold are
    left out, so that no seal ever vouches for them: they are in the report. Returns the last seal, and none when
    nothing changed.
    """
    last, report = _seal_some(seals, now, most)
    while report.more:
        line, further = _seal_some(seals, now, most)
        last = line or last
        further.events += report.events
        further.subjects += report.subjects
        report = further  # what does not hold was walked again: it is all in the last report
    return last, report


def _seal_some(seals: SealFolder, now: dt.datetime, most: int) -> tuple[SealLine | None, Report]:
    with holding(SEALING), one_moment():
        _make_good(seals)
        report = verify_since_seal(seals, most=most)
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
