"""统计当月指标 · Count a month's figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lianxin.actions._append import append_events
from lianxin.actions._door import Door
from lianxin.law.actors import SYSTEM
from lianxin.law.indicators import INDICATORS, Figure, Period, frozen_at
from lianxin.law.words import Verdict
from lianxin.records.frozen_months import what_was_counted
from lianxin.records.indicators import Asked, By, figures_by
from lianxin.records.locks import COUNTING, holding
from lianxin.records.models import IndicatorCount, IndicatorMonth, MonthMatters
from lianxin.records.published import received_in
from lianxin.records.verification import one_moment

AT_A_TIME = 2_000


def count_month(month: dt.date, *, now: dt.datetime, freeze_days: int) -> bool:
    """Counts every figure of the month that begins on this day, as of one moment; False for one that is frozen.

    The first count after the freezing is the last: what is reopened or decided later changes it no more (R30, R66).
    The log keeps when that was, as of which moment was counted, by which rule, and the digest of every count.
    """
    with holding(COUNTING), one_moment():
        if IndicatorMonth.objects.filter(month=month, frozen=True).exists():
            return False
        frozen = now >= frozen_at(month, freeze_days)
        IndicatorCount.objects.filter(month=month).delete()
        head, _ = IndicatorMonth.objects.update_or_create(month=month, defaults={"counted_at": now, "frozen": frozen})
        rows = [row for indicator in INDICATORS for row in _counts(head, indicator.code, now, freeze_days)]
        IndicatorCount.objects.bulk_create(rows, batch_size=AT_A_TIME)
        MonthMatters.objects.filter(month=month).delete()
        MonthMatters.objects.bulk_create(list(_matters(head)), batch_size=AT_A_TIME)
        if frozen:
            _freeze(head, now, freeze_days)
    return True


def _freeze(head: IndicatorMonth, now: dt.datetime, freeze_days: int) -> None:
    kept = what_was_counted(head.month)
    payload = {"month": f"{head.month:%Y-%m}", "as_of": now.isoformat(), "freeze_days": freeze_days, **kept}
    door = Door(actor=SYSTEM, now=now, request_key=f"freeze_month:{head.month}")
    append_events([head], door, "freeze_month", article="R30 R66", payloads=[payload])


def _matters(head: IndicatorMonth) -> Iterator[MonthMatters]:
    """How many matters came in, by topic and by district: what is published of each month (Art. 33(2))."""
    for (topic, district), count in received_in(Period.month(head.month)).items():
        yield MonthMatters(month=head, topic_id=topic, district_id=district, received=count)


def _counts(head: IndicatorMonth, code: str, now: dt.datetime, freeze_days: int) -> Iterator[IndicatorCount]:
    asked = Asked(code, Period.month(head.month), now, freeze_days)
    for by in (By.UNIT, By.TOPIC):
        for key, figure in figures_by(asked, by).items():
            whose = {f"{by.value}_id": key}
            for verdict, count in _parts(figure):
                yield IndicatorCount(month=head, code=code, of=by.value, verdict=verdict, cases=count, **whose)


def _parts(figure: Figure) -> Iterator[tuple[str, int]]:
    known = {Verdict.HOLDS.value: figure.holds, Verdict.FAILS.value: figure.fails}
    left = {reason.value: count for reason, count in figure.left.items()}
    yield from ((verdict, count) for verdict, count in (known | left).items() if count)
