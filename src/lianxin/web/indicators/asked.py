"""What a page of figures was asked for: the month, the part, which cases; and whose figures the reader sees."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from lianxin.access import indicators_for, units_seen
from lianxin.access.lists import Scope
from lianxin.law.indicators import BY_CODE, Indicator, Period
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Exclusion, Verdict
from lianxin.records.indicators import After, Asked, answered_for
from lianxin.records.rules import current_policy
from lianxin.web.plain import plain
from lianxin.web.shell import actor_of, now_of, rules_of

OVER = "over"
"""In an address: the cases of the denominator."""
LEFT = "left"
"""In an address: all cases that are left out."""
NOBODY = "0"
"""In an address: cases of no unit."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Whose figures the reader sees: of these units, of all for None; `city`: of the whole city."""

    units: tuple[int, ...] | None
    scope: Scope

    @property
    def city(self) -> bool:
        """Whether it is the whole city's."""
        return self.units is None


def seen_by(request: HttpRequest) -> Seen:
    """Whose figures the reader sees; refuses whose office sees none."""
    actor = actor_of(request)
    access = indicators_for(actor.role)
    if access is None:
        raise Refused("not_your_duty")
    return Seen(units_seen(access, actor, rules_of(request).units), access.scope)


def indicator_of(code: str) -> Indicator:
    """The figure of an address."""
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]


def month_of(request: HttpRequest) -> dt.date:
    """The first day of the month asked for, or of this one."""
    try:
        return dt.date.fromisoformat(f"{plain(request.GET.get('month', ''))}-01")
    except ValueError:
        return now_of(request).astimezone(SHANGHAI).date().replace(day=1)


def asked_of(request: HttpRequest, seen: Seen, code: str, month: dt.date) -> Asked:
    """The figure of a month, of the units that the reader sees and the part that the address names."""
    now = now_of(request)
    topic = plain(request.GET["topic"]) if "topic" in request.GET else None
    period = Period.month(month)
    return Asked(code, period, now, current_policy(now).freeze_days, _units(request, seen), topic)


def _units(request: HttpRequest, seen: Seen) -> tuple[int, ...] | None:
    named = plain(request.GET.get("unit", ""))
    if not named.isdecimal() or len(named) > 9:
        return seen.units
    units = (0,) if named == NOBODY else answered_for(int(named), rules_of(request).units)
    return units if seen.units is None else tuple(one for one in units if one in seen.units)


def verdicts_of(which: str) -> tuple[Verdict | Exclusion, ...]:
    """Which cases an address asks for: of the numerator, of the denominator, left out; else all."""
    named: dict[str, tuple[Verdict | Exclusion, ...]] = {
        OVER: (Verdict.HOLDS, Verdict.FAILS),
        LEFT: tuple(Exclusion),
        **{one.value: (one,) for one in (*Verdict, *Exclusion)},
    }
    return named.get(which, ())


def cases_href(code: str, month: dt.date, which: str, **part: object) -> str:
    """The cases that a number is made of."""
    asked = {"month": month.strftime("%Y-%m"), "which": which, **part}
    return f"{reverse('indicator_cases', args=[code])}?{urlencode(asked)}"


def figure_href(code: str, month: dt.date, **more: object) -> str:
    """The page of a figure."""
    return f"{reverse('indicator', args=[code])}?{urlencode({'month': month.strftime('%Y-%m'), **more})}"


def index_href(month: dt.date) -> str:
    """All figures of a month."""
    return f"{reverse('indicators')}?{urlencode({'month': month.strftime('%Y-%m')})}"


def said_month(month: dt.date) -> Spoken:
    """2026 年 11 月."""
    return Spoken(f"{month.year} 年 {month.month} 月", f"{month:%B} {month.year}")


def written(after: After) -> str:
    """The place of a case as it stands in an address."""
    text = f"{after.at.astimezone(dt.UTC).isoformat()}~{after.order}~{after.serial}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_after(request: HttpRequest) -> After | None:
    """Behind which case the page begins; None for what was never written by us."""
    text = request.GET.get("after", "")
    try:
        at, order, serial = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split("~")
        moment = dt.datetime.fromisoformat(at)
        return After(moment, int(order), int(serial)) if moment.tzinfo is not None else None
    except ValueError:
        return None


def crumbs(*more: dict[str, Any]) -> list[dict[str, Any]]:
    """From all figures down; the last one leads nowhere."""
    path = [{"text": HEADING, "href": reverse("indicators")}, *more]
    return [*path[:-1], path[-1] | {"href": ""}]


HEADING = Spoken("指标", "Figures")
