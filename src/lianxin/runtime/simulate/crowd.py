"""The people who call: invented names and numbers; some call again and again."""

from __future__ import annotations

import random
from dataclasses import dataclass

from lianxin.actions import CallerEntry
from lianxin.law.city_data import City
from lianxin.law.words import CallerKind, Language, RequestType
from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.chances import chances

UNASSIGNED = "154"
"""A beginning of mobile numbers that no network has, so that nobody real can be meant."""

OFTEN = 0.12
"""How much of all calls comes from the few who call often."""
FEW = 0.02
"""How many those are of all."""


@dataclass(frozen=True)
class Crowd:
    """`size` people; the same person always has the same name, number and language."""

    city: City
    size: int
    seed: str

    def somebody(self, chance: random.Random) -> CallerEntry:
        """A person who calls now, with the wishes of a common call."""
        few = max(1, round(self.size * FEW))
        number = chance.randrange(few) if chance.random() < OFTEN else chance.randrange(few, max(self.size, few + 1))
        own = chances(self.seed, "person", number)
        fillers = self.city.fillers
        return CallerEntry(
            name=own.choice(fillers["surname"]) + own.choice(fillers["given_name"]),
            phone=f"{UNASSIGNED}{own.randrange(10**8):08d}",
            language=_language(own),
        )


def _language(chance: random.Random) -> Language:
    drawn = chance.random()
    if drawn < shares.ENGLISH:
        return Language.ENGLISH
    return Language.DIALECT if drawn < shares.ENGLISH + shares.DIALECT else Language.MANDARIN


def with_wishes(person: CallerEntry, chance: random.Random, kind: RequestType, city: City) -> CallerEntry:
    """The same person with what they want for this matter: silence about them, no reply, writing only …"""
    tip_off = kind is RequestType.TIP_OFF
    drawn = chance.random()
    if drawn < shares.ANONYMOUS * (3 if tip_off else 1):
        reachable = chance.random() >= shares.ANONYMOUS_WITHOUT_CONTACT
        return CallerEntry(phone=person.phone if reachable else "", anonymous=True, secret=tip_off)
    minor = chance.random() < shares.MINOR
    company = not minor and chance.random() < shares.COMPANY
    return CallerEntry(
        name=chance.choice(city.fillers["shop"]) if company else person.name,
        phone=person.phone,
        kind=CallerKind.LEGAL_PERSON if company else CallerKind.NATURAL_PERSON,
        secret=minor or chance.random() < (shares.SECRET_TIP_OFF if tip_off else shares.SECRET),
        reply_waived=not tip_off and chance.random() < shares.REPLY_WAIVED,
        text_only=chance.random() < shares.TEXT_ONLY,
        minor=minor,
        language=person.language,
    )
