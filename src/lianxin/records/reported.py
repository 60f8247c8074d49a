"""What a report on a consultation might tell of people: found by the same rules as in texts for transfer."""

from __future__ import annotations

from lianxin.law.decisions.consultation import ReportRow
from lianxin.law.words import FlaggedKind
from lianxin.vault.flags import FlaggedSpan, flags

NEVER = frozenset({FlaggedKind.PHONE, FlaggedKind.ID_NUMBER})
"""What is never published; names and door numbers are shown to whoever publishes, who may know better."""


def flagged(row: ReportRow) -> list[tuple[str, list[FlaggedSpan]]]:
    """The texts of a row with what is flagged in each."""
    texts = (row.summary_zh, row.reason_zh, row.summary_en, row.reason_en)
    return [(text, flags(text)) for text in texts if text]


def tells_person(row: ReportRow) -> bool:
    """Whether a row holds what is never published."""
    return any(span.kind in NEVER for _, spans in flagged(row) for span in spans)
