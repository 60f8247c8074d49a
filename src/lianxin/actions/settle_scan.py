"""登记查毒结果 · Settle a scan."""

from __future__ import annotations

import datetime as dt

from lianxin.law.words import ScanState
from lianxin.records.models import Attachment


def settle_scan(attachment: Attachment, now: dt.datetime, *, engine: str) -> None:
    """Writes down that a file which was taken unscanned is clean; nothing of the order changes."""
    waiting = Attachment.objects.filter(pk=attachment.pk, scan=ScanState.NOT_SCANNED)
    waiting.update(scan=ScanState.CLEAN, scanned_at=now, scan_engine=engine)
