"""登记征集验证码发送结果 · Settle a code of a consultation."""

from __future__ import annotations

import datetime as dt

from lianxin.records.models import ConsultationCode


def settle_consultation_code(code: ConsultationCode, *, again_at: dt.datetime | None = None) -> None:
    """What came of sending: tried again later, or over; then the number and the code in clear are destroyed."""
    row = ConsultationCode.objects.filter(pk=code.pk, next_at__isnull=False)
    if again_at is not None:
        row.update(next_at=again_at)
    else:
        row.update(next_at=None, number_ct=None, code_ct=None, wrapped_key=None)
