"""A city small enough to read: a hotline, a department, a street, and the people who work there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lianxin.actions._append import note_new_rules
from lianxin.actions._door import Done, Door
from lianxin.actions._people import CallerEntry
from lianxin.actions.receive import receive
from lianxin.law.actors import Actor
from lianxin.law.calendar import parse_year
from lianxin.law.decisions.intake import Intake
from lianxin.law.policy import load_order, stack
from lianxin.law.regime import parse_regime
from lianxin.law.words import Channel, LegalRole, RequestType, Role, UnitKind
from lianxin.records.models import CalendarDay, CalendarYear, City, RegimeVersion, Staff, Unit

FILES = Path(__file__).resolve().parents[1] / "cities"
REGIMES = ["jinan_2018", "shandong_2020", "national_2025"]
MORNING = dt.datetime(2026, 11, 6, 10, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


@dataclass(frozen=True)
class SmallCity:
    """Ids of units, and who acts."""

    hotline: int
    department: int
    street: int
    agent: Actor
    dispatcher: Actor
    examiner: Actor
    clerk: Actor
    administrator: Actor


def build_small_city() -> SmallCity:
    """Writes the city into the test's database."""
    City.objects.get_or_create(defaults={"code": "000000", "name_zh": "小城", "hotline_zh": "小城热线"})
    hotline = _unit("HOTLINE", UnitKind.CITY_HOTLINE, LegalRole.OPERATOR, 1)
    department = _unit("DEPARTMENT", UnitKind.CITY_DEPARTMENT, LegalRole.UNDERTAKING, 2)
    street = _unit("STREET", UnitKind.STREET_TOWN, LegalRole.UNDERTAKING, 3)
    _calendar(2026)
    _regime()
    note_new_rules()
    people = {role: _actor(role, hotline.pk) for role in (Role.AGENT, Role.DISPATCHER, Role.EXAMINER)}
    return SmallCity(
        hotline=hotline.pk,
        department=department.pk,
        street=street.pk,
        agent=people[Role.AGENT],
        dispatcher=people[Role.DISPATCHER],
        examiner=people[Role.EXAMINER],
        clerk=_actor(Role.UNIT_CLERK, department.pk),
        administrator=_actor(Role.ADMINISTRATOR, hotline.pk),
    )


def _unit(code: str, kind: UnitKind, role: LegalRole, level: int) -> Unit:
    return Unit.objects.create(code=code, kind=kind, legal_role=role, level=level, name_zh=code)


def _actor(role: Role, unit: int) -> Actor:
    staff = Staff.objects.create(username=role.value, display_name=role.zh)
    return Actor(role=role, staff=staff.pk, unit=unit)


def _calendar(year: int) -> None:
    known = parse_year((FILES / "calendars" / f"{year}.toml").read_text(encoding="utf-8"), f"{year}.toml")
    row = CalendarYear.objects.create(year=year, recorded_at=MORNING)
    CalendarDay.objects.bulk_create(
        [
            CalendarDay(
                calendar_year=row, date=day.date, working=day.working, reason_zh=day.reason_zh, reason_en=day.reason_en
            )
            for day in known.days
        ]
    )


def _regime() -> None:
    texts = {place.stem: place.read_text(encoding="utf-8") for place in (FILES / "regimes").glob("*.toml")}
    layers = {name: parse_regime(text, f"{name}.toml") for name, text in texts.items()}
    RegimeVersion.objects.create(
        version=stack(load_order(REGIMES, layers), MORNING.date()).version,
        regimes=REGIMES,
        texts=texts,
        on_date=MORNING.date(),
        in_force_from=MORNING - dt.timedelta(days=3650),
        recorded_at=MORNING,
    )


def matter(title: str = "路灯不亮", **more: Any) -> Intake:
    """What the agent writes down."""
    given: dict[str, Any] = {
        "request_type": RequestType.HELP,
        "channel": Channel.PHONE,
        "title": title,
        "account": f"来电人称{title}已有三天。",
    }
    return Intake(**{**given, **more})


def take(city: SmallCity, key: str, *, at: dt.datetime = MORNING, title: str = "路灯不亮") -> Done:
    """A matter received by telephone."""
    caller = CallerEntry(name="王小明", phone="13812345621")
    return receive(Door(city.agent, at, key), intake=matter(title), callers=(caller,))
