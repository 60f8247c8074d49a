"""What tests of limits and regimes stand on: the project's calendars and regimes, and short names for moments."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from lianxin.law.calendar import WorkingCalendar, parse_year
from lianxin.law.deadlines import SHANGHAI, Term
from lianxin.law.policy import Facts, Policy, stack_texts
from lianxin.law.words import Channel, RequestType, TermUnit, Urgency

CITIES = Path(__file__).resolve().parents[2] / "cities"
TODAY = dt.date(2026, 11, 6)


def at(text: str) -> dt.datetime:
    """A moment in Shanghai: at("2026-11-06") is its 00:00, at("2026-11-06T10:30")."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def working_days(amount: int) -> Term:
    return Term(amount, TermUnit.WORKING_DAY)


@cache
def calendar(*years: int) -> WorkingCalendar:
    """The project's calendar of these years, of all when none is named."""
    files = sorted((CITIES / "calendars").glob("*.toml"))
    wanted = [path for path in files if not years or int(path.stem) in years]
    return WorkingCalendar.from_years(parse_year(path.read_text(encoding="utf-8"), path.name) for path in wanted)


@cache
def regime_texts() -> dict[str, str]:
    """The texts of all regimes by id."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((CITIES / "regimes").glob("*.toml"))}


def policy(*regimes: str, on: dt.date = TODAY, extra: dict[str, str] | None = None) -> Policy:
    """The policy of a city under these regimes; `extra` adds or replaces texts."""
    return stack_texts(regimes, regime_texts() | extra, on, comparison=True) if extra else _known_policy(regimes, on)


@cache
def _known_policy(regimes: tuple[str, ...], on: dt.date) -> Policy:
    return stack_texts(regimes, regime_texts(), on, comparison=True)


def facts(
    kind: RequestType = RequestType.HELP,
    *,
    topic: str | None = None,
    channel: Channel = Channel.PHONE,
    urgency: Urgency = Urgency.NORMAL,
    flags: tuple[str, ...] = (),
) -> Facts:
    """An order as rules see it."""
    return Facts(type=kind, topic=topic, channel=channel, urgency=urgency, flags=frozenset(flags), on=TODAY)
