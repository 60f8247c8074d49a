"""What people call about: a phrase of the city, told at a place, with every slot filled."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lianxin.actions import CallerEntry
from lianxin.law.city_data import City, Division, Phrase, UnitData
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Channel, DivisionKind, RequestType, Urgency
from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.chances import draw

TIMES = ("早上 7 点", "上午 9 点", "上午 10 点", "中午 12 点", "下午 3 点", "傍晚 6 点")
NIGHTS = ("21:30", "22:00", "22:30", "23:00")
STREET_LEVEL = 3
EVERYWHERE = ("0301", "0303", "0501", "0801")
"""Topics that are a county's."""
WORK = (RequestType.HELP, RequestType.COMPLAIN, RequestType.SUGGEST)
"""What a unit has to see to."""


@dataclass(frozen=True)
class Matter:
    """One matter as the agent hears it; texts are filled, `division` is a street or a community in it."""

    phrase: Phrase
    channel: Channel
    urgency: Urgency
    division: Division
    street: Division
    title: str
    account: str
    transfer: str
    findings: str
    reply: str
    address: str

    @property
    def request_type(self) -> RequestType:
        """What the caller wants."""
        return self.phrase.request_type

    @property
    def topic(self) -> str:
        """What it is about, by code."""
        return self.phrase.topic


@dataclass(frozen=True)
class Matters:
    """Everything that can be called about in a city."""

    city: City
    _kept: dict[str, list[tuple[Phrase, Division]]] = field(default_factory=dict)

    @cached_property
    def _weights(self) -> Mapping[RequestType, tuple[list[Phrase], list[float]]]:
        """Phrases of each type, as often as their topics' shares say."""
        topics = self.city.topic_by_code
        found: dict[RequestType, tuple[list[Phrase], list[float]]] = {}
        for phrase in self.city.phrases:
            phrases, weights = found.setdefault(phrase.request_type, ([], []))
            phrases.append(phrase)
            weights.append(topics[phrase.topic[:2]].share)
        return found

    @cached_property
    def _streets(self) -> list[Division]:
        return [row for row in self.city.divisions if row.level == STREET_LEVEL]

    @cached_property
    def _communities(self) -> Mapping[str, list[Division]]:
        found: dict[str, list[Division]] = {}
        for row in self.city.divisions:
            if row.kind in (DivisionKind.COMMUNITY, DivisionKind.VILLAGE) and row.parent:
                found.setdefault(row.parent, []).append(row)
        return found

    @cached_property
    def _by_county(self) -> list[list[Division]]:
        found: dict[str, list[Division]] = {}
        for row in self._streets:
            found.setdefault(row.parent or row.code, []).append(row)
        return list(found.values())

    def one(self, chance: random.Random, at: dt.datetime, kind: RequestType, caller: CallerEntry) -> Matter:
        """A matter of this type, told by this caller at this moment."""
        phrase = chance.choices(*self._weights[kind])[0]
        return self._told(chance, at, phrase, caller)

    def about(
        self,
        topics: Collection[str],
        chance: random.Random,
        at: dt.datetime,
        caller: CallerEntry,
        *,
        place: int | None = None,
    ) -> Matter:
        """A matter of one of these topics that a unit has to see to.

        With `place` in the county of that place, counted round.
        """
        known = self._to_do(topics)
        streets = None if place is None else self._by_county[place % len(self._by_county)]
        return self._told(chance, at, chance.choice(known), caller, streets)

    def for_unit(self, unit: UnitData, chance: random.Random, at: dt.datetime, caller: CallerEntry) -> Matter:
        """A matter of those that the catalogue sends to this unit; where it sends none, of those of its county."""
        fitting = self._sent_to(unit.code)
        if not fitting:
            near = [street for street in self._streets if unit.division in (None, street.code, street.parent)]
            return self._told(chance, at, chance.choice(self._to_do(EVERYWHERE)), caller, near)
        phrase, street = chance.choice(fitting)
        return self._told(chance, at, phrase, caller, [street])

    def _sent_to(self, code: str) -> list[tuple[Phrase, Division]]:
        if code not in self._kept:
            self._kept[code] = [
                (phrase, street)
                for phrase in self.city.phrases
                if phrase.request_type in WORK
                for street in self._streets
                if (row := self.city.suggested_host(phrase.topic, street.code, phrase.request_type)) is not None
                and row.unit == code
            ]
        return self._kept[code]

    def _to_do(self, topics: Collection[str]) -> list[Phrase]:
        known = [one for one in self.city.phrases if one.topic in topics]
        return [one for one in known if one.request_type in WORK]

    def _told(
        self,
        chance: random.Random,
        at: dt.datetime,
        phrase: Phrase,
        caller: CallerEntry,
        streets: list[Division] | None = None,
    ) -> Matter:
        street = chance.choice(streets or self._streets)
        below = self._communities.get(street.code, [])
        division = chance.choice(below) if below else street
        slots = self._slots(chance, at, street, division)
        slots |= {"caller": caller.name or "小区住户", "phone": caller.phone or "（未留号码）"}
        return Matter(
            phrase=phrase,
            channel=draw(chance, shares.CHANNELS),
            urgency=_urgency(chance),
            division=division,
            street=street,
            title=phrase.title.format_map(slots),
            account=phrase.account.format_map(slots),
            transfer=phrase.transfer.format_map(slots),
            findings=phrase.findings.format_map(slots),
            reply=phrase.reply.format_map(slots),
            address=f"{slots['district']}{slots['street']}{slots['road']}{slots['estate']}附近",
        )

    def _slots(self, chance: random.Random, at: dt.datetime, street: Division, division: Division) -> dict[str, str]:
        fillers, today = self.city.fillers, at.astimezone(SHANGHAI).date()
        recent = today - dt.timedelta(days=chance.randrange(1, 8))
        coming = today + dt.timedelta(days=chance.randrange(8, 31))
        district = self.city.division_by_code[street.parent or street.code]
        return {
            "road": chance.choice(fillers["road"]),
            "estate": chance.choice(fillers["estate"]),
            "shop": chance.choice(fillers["shop"]),
            "district": district.name_zh,
            "street": street.name_zh,
            "community": division.name_zh,
            "time": chance.choice(TIMES),
            "night": chance.choice(NIGHTS),
            "date": f"{recent.month} 月 {recent.day} 日",
            "future_date": f"{coming.month} 月 {coming.day} 日",
            "days": str(chance.randrange(3, 16)),
            "count": str(chance.randrange(2, 9)),
            "amount": str(chance.choice((20, 50, 80, 120, 200, 360, 500, 680, 1200, 2400))),
            "months": str(chance.randrange(2, 11)),
            "door": _door(chance),
        }


def _urgency(chance: random.Random) -> Urgency:
    drawn = chance.random()
    if drawn < shares.CRITICAL:
        return Urgency.CRITICAL
    return Urgency.URGENT if drawn < shares.CRITICAL + shares.URGENT else Urgency.NORMAL


def _door(chance: random.Random) -> str:
    flat = chance.randrange(1, 19) * 100 + chance.randrange(1, 5)
    return f"{chance.randrange(1, 30)} 号楼 {chance.randrange(1, 5)} 单元 {flat} 室"
