"""Who is at the desk: the person signed in, in the office they chose, and the frame around every page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Role
from lianxin.records.models import City, Staff, StaffRole
from lianxin.records.offices import AtDesk
from lianxin.records.orders import Moments
from lianxin.records.rules import Rules, current_rules, rules_at
from lianxin.web.addresses import address
from lianxin.web.city_data import of_city
from lianxin.web.handed import handed
from lianxin.web.menu import menu_for
from lianxin.web.names import unit_name
from lianxin.web.sign_in.accounts import desk_of

OFFICE = "office"
"""The session's key for the office (the id of a staff role) a person acts in."""

SYSTEM = Spoken("工单办理平台", "Work orders")


def now_of(request: HttpRequest) -> dt.datetime:
    """The moment of the request, one for everything that is shown or done in it."""
    moment: dt.datetime = vars(request).setdefault("lianxin_now", timezone.now())
    return moment


def moments_of(request: HttpRequest) -> Moments:
    """The moment of the request, and the end of its day."""
    return Moments.of(now_of(request))


def held_by(request: HttpRequest) -> list[StaffRole]:
    """The offices that the person signed in holds today; read once for a request, empty for strangers."""
    kept = vars(request)
    if "lianxin_offices" not in kept:
        at_desk = _at_desk(request)
        kept["lianxin_offices"] = at_desk.held_on(now_of(request).astimezone(SHANGHAI).date()) if at_desk else []
    offices: list[StaffRole] = kept["lianxin_offices"]
    return offices


def _at_desk(request: HttpRequest) -> AtDesk | None:
    return desk_of(request.user) if isinstance(request.user, Staff) else None


def chosen_office(request: HttpRequest) -> StaffRole | None:
    """The office the person acts in: the one they chose, or the only one they hold; None when they must choose."""
    held = held_by(request)
    if len(held) == 1:
        return held[0]
    return next((row for row in held if row.pk == request.session.get(OFFICE)), None)


def actor_of(request: HttpRequest) -> Actor:
    """The person signed in, in the office they chose; refuses who has none."""
    office = chosen_office(request)
    if office is None:
        raise Refused("not_your_duty")
    return Actor(role=Role(office.role), staff=office.staff_id, unit=office.unit_id)


EVERYTHING = "orders"
"""What a page calls a change of any order."""


def live_subject(request: HttpRequest) -> str:
    """What a page calls changes of what lies before the person: of their unit's orders; at the centre, of any."""
    unit = actor_of(request).unit
    return EVERYTHING if unit is None or rules_of(request).units.at_centre(unit) else f"unit:{unit}"


def rules_of(request: HttpRequest) -> Rules:
    """Units, calendar and regimes of this moment, read once for a request."""
    kept = vars(request)
    if "lianxin_rules" not in kept:
        at_desk = _at_desk(request)
        kept["lianxin_rules"] = rules_at(at_desk.revision) if at_desk and at_desk.revision else current_rules()
    rules: Rules = kept["lianxin_rules"]
    return rules


IN_DIALOG = ("hl-dialog-body", "dialog-form")
"""What htmx names as its target where the answer lies in the dialog: a form that is opened, and one that comes back."""


def id_prefix(request: HttpRequest) -> str:
    """What the ids of a form begin with: in the dialog it lies over a page whose fields may be called the same."""
    return "dialog-" if request.headers.get("HX-Target") in IN_DIALOG else ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor: the frame of the page, read from the database only where a template asks for it."""
    return {"shell": Shell(request), "id_prefix": id_prefix(request)}


class Shell:
    """What base.html shows around a page; its properties are named in the comment there."""

    system = SYSTEM
    notices = None

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.now = now_of(request)
        self.home_href, self.search_href = address("home"), address("orders")
        self.sign_in_href, self.sign_out_href = address("sign_in"), address("sign_out")
        self.office_href, self.language_href = address("office"), address("language")

    @property
    def hotline(self) -> Spoken:
        """The name of the city's hotline; its number before a city was loaded."""
        return hotline_of(self.request).name

    @cached_property
    def _office(self) -> StaffRole | None:
        return chosen_office(self.request)

    @cached_property
    def menu(self) -> list[dict[str, Any]]:
        """Where the office works; nothing before an office is chosen."""
        if self._office is None:
            return []
        request = self.request
        return menu_for(actor_of(request), rules_of(request), self.now, path=request.path, asked=request.GET)

    @cached_property
    def person(self) -> dict[str, Any] | None:
        """Who is signed in."""
        staff = getattr(self.request, "user", None)
        if not isinstance(staff, Staff):
            return None
        office = said_office(self._office) if self._office else ""
        return {"key": staff.pk, "name": staff.display_name, "number": staff.number, "office": office}

    @cached_property
    def offices(self) -> list[dict[str, Any]]:
        """The offices to change between; empty for who holds one."""
        held = held_by(self.request)
        if len(held) < 2:
            return []
        return [{"key": row.pk, "text": said_office(row), "current": row == self._office} for row in held]

    @cached_property
    def handed(self) -> dict[str, Any] | None:
        """Query codes that the act before this page gave to callers."""
        return handed(self.request)

    @cached_property
    def live_subject(self) -> str:
        """Of which changes the counts of the menu must hear."""
        return live_subject(self.request) if self._office else ""

    @cached_property
    def counts_href(self) -> str:
        """Where the counts of the menu, and of the list that is open, are asked for anew."""
        return f"{address('counts')}?{urlencode({'list': self.request.GET.get('list', '')})}"

    @cached_property
    def live_href(self) -> str:
        """Where the page hears of changes; empty for strangers and where no process tells."""
        return "/live" if self._office and settings.LIVE_SOCKET else ""


@dataclass(frozen=True, slots=True)
class Hotline:
    """What the city's hotline is called, and what one dials."""

    name: Spoken
    number: str


NO_CITY = Hotline(Spoken("12345", "12345"), "12345")
"""Before a city was loaded the hotline is called by its number."""


def hotline_of(request: HttpRequest) -> Hotline:
    """The hotline of the city; read once for each state of the city's data."""
    try:
        return of_city(rules_of(request).units, now_of(request), _hotline)
    except Refused:
        return NO_CITY


def _hotline(_: dt.date) -> Hotline:
    zh, en, number = City.objects.values_list("hotline_zh", "hotline_en", "hotline_number").get()
    return Hotline(Spoken(zh, en or zh), number or NO_CITY.number)


def said_office(row: StaffRole) -> Spoken:
    """An office in words: the unit and the role."""
    unit = unit_name(row.unit) if row.unit else Spoken()
    return Spoken(f"{unit.zh} {row.role.zh}".strip(), f"{unit.en}: {row.role.en}" if unit.en else row.role.en)
