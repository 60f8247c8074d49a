"""Who may do and see what: the only place that pages, commands and the API ask.

The rows themselves are law: `law.duties.DUTIES` (act × office × relation) and `law.visibility.VISIBLE` (part × reader).
`TABLE` prints both; `offers` says what an actor may do with an order now, `reading` what they may see of it,
`lists.LISTS` which queues an office works through, `notices.NOTICES` who looks through what units
were told, `indicators.INDICATORS_SEEN` whose figures an office sees.
"""

from __future__ import annotations

from lianxin.access.indicators import INDICATORS_SEEN, IndicatorAccess, indicators_for, units_seen
from lianxin.access.lists import LISTS, WorkList, lists_for
from lianxin.access.notices import NOTICES, NoticeAccess, desks_for, notices_for
from lianxin.access.offers import Offer, may, offers
from lianxin.access.reading import Reading, need_reading, reading
from lianxin.law.duties import DUTIES, Duty
from lianxin.law.visibility import VISIBLE, Part, Visible

TABLE: tuple[tuple[Duty, ...], tuple[Visible, ...]] = (DUTIES, VISIBLE)

__all__ = [
    "DUTIES",
    "INDICATORS_SEEN",
    "LISTS",
    "NOTICES",
    "TABLE",
    "VISIBLE",
    "IndicatorAccess",
    "NoticeAccess",
    "Offer",
    "Part",
    "Reading",
    "WorkList",
    "desks_for",
    "indicators_for",
    "lists_for",
    "may",
    "need_reading",
    "notices_for",
    "offers",
    "reading",
    "units_seen",
]
