"""What the log says of frozen months, against the counts as they are kept: frozen figures stay (R30, R66)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

from lianxin.law.chain_breaks import Break
from lianxin.law.words import ChainBreak, SubjectKind
from lianxin.records.models import Event, IndicatorMonth

COUNTED = """
    SELECT count(*), encode(sha256(convert_to(
        coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE "C"), ''), 'UTF8')), 'hex')
    FROM (
        SELECT concat_ws('|', code, "of", coalesce(unit_id::text, ''), coalesce(topic_id, ''), verdict, cases) AS line
        FROM indicator_count WHERE month_id = %s
        UNION ALL
        SELECT concat_ws('|', 'matters', coalesce(topic_id, ''), coalesce(district_id::text, ''), received)
        FROM month_matters WHERE month_id = %s
    ) AS counted
"""
"""One line for each count; the database puts them in order and digests them, at the freezing and ever after."""


def what_was_counted(month: dt.date) -> dict[str, Any]:
    """How many counts a month has, and their SHA-256."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [month, month])
        counts, digest = cursor.fetchone()
    return {"counts": counts, "digest": digest}


def altered_months() -> list[Break]:
    """Months that the log says were frozen and whose counts are others now, or that count as open again."""
    frozen = {IndicatorMonth.subject_id_of(row.month): row.month for row in IndicatorMonth.objects.filter(frozen=True)}
    found = []
    for event in Event.objects.filter(subject_kind=SubjectKind.MONTH, name="freeze_month").order_by("subject_id"):
        month = frozen.get(event.subject_id)
        kept = what_was_counted(month) if month is not None else {}
        if any(kept.get(name) != event.payload[name] for name in ("counts", "digest")):
            kind = ChainBreak.FIGURES_ALTERED
            found.append(Break(SubjectKind.MONTH.value, event.subject_id, event.sequence, kind))
    return found
