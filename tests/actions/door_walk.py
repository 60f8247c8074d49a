"""The walk's other stage: orders behind the one door, on a real database, in a city of the walk's own units."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from typing import Any

from lianxin.actions import ACTIONS, CallerEntry, Done, Door, FileEntry
from lianxin.actions._append import note_new_rules
from lianxin.actions._history import SourceRow
from lianxin.law.actors import Actor
from lianxin.law.calendar import CalendarYear as Year
from lianxin.law.decisions import succession
from lianxin.law.decisions.callers import NewWishes
from lianxin.law.decisions.replies import Arrival
from lianxin.law.draft import Draft, Surroundings
from lianxin.law.policy import stack_texts
from lianxin.law.state import OrderAggregate
from lianxin.law.unit_kinds import OFFICES
from lianxin.law.words import Role
from lianxin.records.load import read_order
from lianxin.records.models import CalendarDay, CalendarYear, City, RegimeVersion, Staff, StaffRole, Unit, WorkOrder
from lianxin.records.rules import current_rules, surroundings
from tests.law.drafts import MORNING, UNITS, staff
from tests.law.rules import TODAY, regime_texts
from tests.law.steward import FRESH
from tests.law.walk import WORDS, Act, Stranger, years_of_the_walk

LONG_AGO = MORNING - dt.timedelta(days=3650)
NUMBERS = (0, 1, 3, 5, FRESH, FRESH + 1, FRESH + 2)
"""Which people of an office there are."""


def build_walkers_city() -> None:
    """Units and people with the ids that walks in memory know them by, and the calendar of one year."""
    City.objects.get_or_create(defaults={"code": "000000", "name_zh": "行城", "hotline_zh": "行城热线"})
    Unit.objects.bulk_create(
        Unit(
            id=unit.id,
            code=unit.code,
            kind=unit.kind,
            legal_role=unit.legal_role,
            level=unit.level,
            parent_id=unit.parent,
            name_zh=unit.code,
        )
        for unit in UNITS.units.values()
    )
    people = {
        staff(role, unit.id, number).staff or 0
        for unit in UNITS.units.values()
        for role in Role
        if role in OFFICES and (unit.kind in OFFICES[role] or role is Role.UNIT_CLERK)
        for number in NUMBERS
    }
    Staff.objects.bulk_create(Staff(id=one, username=f"staff-{one}", display_name=str(one)) for one in sorted(people))
    StaffRole.objects.bulk_create(
        StaffRole(staff_id=one, role=role, unit_id=unit, valid_from=LONG_AGO.date())
        for one in sorted(people)
        for role, unit in UNITS.offices.get(one, ())
    )
    _keep_year(years_of_the_walk()[0])


def bind(regimes: Sequence[str]) -> None:
    """From now on these regimes bind the city, and have long bound it."""
    texts = regime_texts()
    version = stack_texts(regimes, texts, TODAY).version
    RegimeVersion.objects.create(
        version=version,
        regimes=list(regimes),
        texts=texts,
        on_date=TODAY,
        in_force_from=LONG_AGO,
        recorded_at=LONG_AGO,
    )
    note_new_rules()


def _keep_year(year: Year) -> None:
    row = CalendarYear.objects.create(year=year.year, recorded_at=LONG_AGO)
    CalendarDay.objects.bulk_create(
        CalendarDay(
            calendar_year=row, date=day.date, working=day.working, reason_zh=day.reason_zh, reason_en=day.reason_en
        )
        for day in year.days
    )


class BehindTheDoor:
    """Orders that are only ever changed by the actions that pages call."""

    def __init__(self, start: dt.datetime = MORNING) -> None:
        self.now = start
        self.orders: list[int] = []
        self.known: dict[int, OrderAggregate] = {}
        self._keys = itertools.count(1)
        self._year_came = False

    def read(self, order: int) -> OrderAggregate:
        return self.known[order]

    def around(self, actor: Actor, order: int | None = None) -> Surroundings:
        known = self.known[order].order if order is not None else None
        return surroundings(actor, self.now, current_rules(), known)

    def new_calendar(self) -> None:
        if not self._year_came:
            self._year_came = True
            _keep_year(years_of_the_walk()[1])
            note_new_rules()

    def perform(self, act: Act) -> list[int]:
        files = (_file(restricted=act.arguments["restricted"]),) if act.action == "attach" else ()
        door = Door(act.actor, self.now, f"walk-{next(self._keys)}", files=files)
        involved = self._involved(act)
        answered = ACTIONS[act.action](door, **self._arguments(act))
        done: list[Done] = answered if isinstance(answered, list) else [answered]
        assert involved is None or [one.order for one in done] == involved, "the act found other orders than the law"
        for one in done:
            if one.order not in self.orders:
                self.orders.append(one.order)
            self.known[one.order] = read_order(one.order).aggregate
        return [one.order for one in done]

    def _involved(self, act: Act) -> list[int] | None:
        """On which orders a unit that ends leaves anything, as the law sees them one by one."""
        if act.action != "succeed_unit":
            return None
        around = self.around(act.actor)
        whole = ((one, Draft.of(self.known[one], around)) for one in sorted(self.orders))
        return [one for one, draft in whole if succession.is_involved(draft, act.arguments["old"])]

    def _arguments(self, act: Act) -> dict[str, Any]:
        arguments = dict(act.arguments)
        special: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "receive": lambda a: a | {"callers": tuple(_entry(one) for one in a["callers"])},
            "import_history": lambda a: a | {"reference": SourceRow("walk", str(next(self._keys)), account="网友甲")},
            "add_caller": lambda a: {"entry": _entry(a["stranger"]), "wish": a["wish"]},
            "attach": lambda _: {},
            "list_points": lambda a: {"lines": a["added"]},
            "stop": lambda a: a | {"earlier": self._number(a["earlier"])},
            "remove_infected": lambda a: a | {"engine": "ClamAV"},
            "reply": lambda a: a | {"arrival": Arrival(a.pop("attempt", None), a.pop("proof", ""))},
            "change_wishes": lambda a: {"caller": a.pop("caller"), "wishes": NewWishes(**a)},
        }
        if act.action in special:
            arguments = special[act.action](arguments)
        if act.order is not None and act.action not in ("forget", "succeed_unit"):
            arguments["order"] = act.order
        return arguments

    @staticmethod
    def _number(order: int | None) -> str:
        return WorkOrder.objects.get(pk=order).number if order is not None else ""


def _entry(stranger: Stranger) -> CallerEntry:
    known = stranger.person is not None
    return CallerEntry(
        name=f"{WORDS}{stranger.person}" if known else "",
        phone=f"1380000000{stranger.person}" if known else "",
        anonymous=stranger.anonymous,
        secret=stranger.secret,
        reply_waived=stranger.reply_waived,
        text_only=stranger.text_only,
        minor=stranger.minor,
    )


def _file(*, restricted: bool) -> FileEntry:
    return FileEntry(
        name=f"{WORDS}.jpg",
        media_type="image/jpeg",
        size=1024,
        digest="0" * 64,
        storage_key="0/0",
        restricted=restricted,
    )
