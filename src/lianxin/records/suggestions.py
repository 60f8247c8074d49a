"""Which units a matter may be for: by the catalogue, by precedents, by who had the like, by place (Art. 23(2), R6)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Count, Q

from lianxin.law.decisions.common import check_first_handler
from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import AssignmentKind, AssignmentState, LegalRole, RequestType, SuggestionSource, UnitKind
from lianxin.records.models import Assignment
from lianxin.records.precedents import Precedent, precedents_of
from lianxin.records.rules import Rules

DAYS = 90
"""How far back hosts of the like are counted."""
MOST_PAST, MOST_PRECEDENTS = 3, 50
BY_PLACE = (UnitKind.STREET_TOWN, UnitKind.COUNTY_GOVERNMENT)
"""Kinds of units that answer for a place, the nearest first."""

S = SuggestionSource


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a unit and the like of a matter; `latest`: of decisions, when the last of them was."""

    said: Spoken
    latest: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One unit and why: `ground` in words, the citation it rests on (or none), and what is known besides."""

    unit: int
    source: SuggestionSource
    ground: Spoken
    basis: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggested:
    """What may be chosen, the strongest first, and what the law keeps the matter from, each with the refusal."""

    units: tuple[Suggestion, ...]
    barred: tuple[tuple[Suggestion, Refused], ...]


def suggest_for(draft: Draft, rules: Rules) -> Suggested:
    """Units for an order as it stands; who may not have it is named apart with the reason, never among the others."""
    order = draft.order
    fit: list[Suggestion] = []
    barred: list[tuple[Suggestion, Refused]] = []
    for one in suggest_units(order.topic, order.division, order.request_type, draft.now, rules):
        try:
            check_first_handler(draft, one.unit)
        except Refused as refusal:
            barred.append((one, refusal))
        else:
            fit.append(one)
    return Suggested(tuple(fit), tuple(barred))


def suggest_units(
    topic: str | None, division: str | None, request_type: RequestType, now: dt.datetime, rules: Rules
) -> list[Suggestion]:
    """Units in being for a matter, each once, the strongest ground first; the law of one order is `suggest_for`'s.

    What became of tip-offs is told to nobody who does not read them: they neither give nor get precedents.
    """
    found = list(_of_catalogue(topic, division, request_type, now, rules))
    if topic and division and request_type is not RequestType.TIP_OFF:
        places = rules.catalogue_at(now).same_street(division)
        known = precedents_of(topic, places, MOST_PRECEDENTS)
        found = [_with_doubts(one, known) for one in found]
        found += _of_precedents(known)
        found += _of_past(topic, places, now)
    found += _of_place(division, now, rules)
    return _each_once(found, now, rules)


def _of_catalogue(
    topic: str | None, division: str | None, request_type: RequestType, now: dt.datetime, rules: Rules
) -> Iterator[Suggestion]:
    catalogue = rules.catalogue_at(now)
    row = catalogue.named(topic, division, request_type)
    if row is not None:
        place = Spoken(f"目录 {catalogue.version} · {row.code}", f"edition {catalogue.version}, row {row.code}")
        yield Suggestion(row.unit, S.CATALOGUE, Spoken(row.ground.zh, row.ground.en), row.basis, (Note(place),))


def _with_doubts(one: Suggestion, known: Iterable[Precedent]) -> Suggestion:
    """Says when the unit that the catalogue names was relieved of the like."""
    relieved = [row for row in known if row.contested_by == one.unit and row.goes_to != one.unit]
    if not relieved:
        return one
    said = Spoken(f"先例 {len(relieved)} 件裁定不由该单位承办", f"relieved of the like {_times(len(relieved))}")
    return replace(one, notes=(*one.notes, Note(said, relieved[0].decided_at)))


def _of_precedents(known: Iterable[Precedent]) -> Iterator[Suggestion]:
    settled = [row for row in known if row.goes_to is not None]
    for unit, count in Counter(row.goes_to for row in settled).most_common():
        latest = next(row for row in settled if row.goes_to == unit)
        note = Note(Spoken(f"先例 {count} 件", f"decided so {_times(count)}"), latest.decided_at)
        ground = Spoken(latest.kind.zh, latest.kind.en)
        yield Suggestion(unit or 0, S.PRECEDENT, Spoken(f"{ground.zh}裁定", f"{ground.en} decided"), "R6", (note,))


def _of_past(topic: str, streets: Collection[str], now: dt.datetime) -> Iterator[Suggestion]:
    """Who hosted the same topic in the same street lately, and how often it came back."""
    hosts = Assignment.objects.filter(
        kind=AssignmentKind.HOST,
        order__topic=topic,
        order__division__in=streets,
        order__received_at__gte=now - dt.timedelta(days=DAYS),
        order__received_at__lte=now,
    ).exclude(order__request_type=RequestType.TIP_OFF)
    back = Q(state=AssignmentState.RETURNED)
    counted = hosts.values_list("unit").annotate(
        had=Count("order_id", distinct=True), returned=Count("order_id", filter=back, distinct=True)
    )
    for unit, had, returned in counted.order_by("-had", "unit")[:MOST_PAST]:
        rate = f"{returned / had:.1%}"
        note = Spoken(
            f"近 {DAYS} 天同类 {had} 件，退单率 {rate}",
            f"{had} of the like in {DAYS} days, {rate} sent back",
        )
        yield Suggestion(unit, S.PAST, Spoken("同类承办", "hosted the like"), "", (Note(note),))


def _of_place(division: str | None, now: dt.datetime, rules: Rules) -> Iterator[Suggestion]:
    """The street, then the county, that the place lies in."""
    places = rules.catalogue_at(now).places_around(division)
    answering = [one for one in rules.units.units.values() if one.kind in BY_PLACE and one.division in places]
    for facts in sorted(answering, key=lambda one: (BY_PLACE.index(one.kind), places.index(one.division or ""))):
        yield Suggestion(facts.id, S.PLACE, Spoken(facts.kind.zh, facts.kind.en), "jinan_2018:23(2)")


def _each_once(found: Iterable[Suggestion], now: dt.datetime, rules: Rules) -> list[Suggestion]:
    """Each unit by its strongest ground, with what the weaker ones know; a unit that ended by its successor."""
    today = now.astimezone(SHANGHAI).date()
    kept: dict[int, Suggestion] = {}
    for one in found:
        unit = rules.units.successor_of(one.unit)
        facts = rules.units.get(unit)
        if facts is None or facts.legal_role is LegalRole.OUTSIDE:
            continue
        if (facts.valid_until is not None and facts.valid_until <= today) or (facts.valid_from or today) > today:
            continue
        if unit not in kept:
            kept[unit] = replace(one, unit=unit)
        else:
            kept[unit] = replace(kept[unit], notes=(*kept[unit].notes, *one.notes))
    return list(kept.values())


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
