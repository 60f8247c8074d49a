"""Whom a caller means: an office that has or had the matter, or somebody else in the caller's own words (R12, R48)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils import timezone

from lianxin.law.lamps import Spoken
from lianxin.records.choices import units_in_being
from lianxin.web.acts.choices import staff_around
from lianxin.web.plain import plain
from lianxin.web.portal.asking import CHOOSE, NOTHING, Choice, Question
from lianxin.web.portal.following.matter import Matter
from lianxin.web.portal.following.words import Way
from lianxin.web.shell import now_of

CHOSEN, NAMED, OTHER = "whom", "named", "other"
LONG = 200
"""Characters of a name."""

EMPTY = Spoken("请写明是谁", "Say who it is")
NOT_FOUND = Spoken(
    "没有找到。请写单位全称，或者人员的工号；不清楚的，请打电话告诉我们",
    "Nobody was found. Give the full name of the office, or the staff number; if you do not know it, please call us",
)
SEVERAL = Spoken("有几个人同名，请写工号", "Several people have this name: give the staff number")
OTHERS = Choice(OTHER, Spoken("别的单位，或者某个人", "Another office, or one person"))
NAME = Question(
    NAMED,
    Spoken("单位全称，或者人员的姓名、工号", "The full name of the office, or name or staff number of the person"),
    most=LONG,
)


@dataclass(frozen=True, slots=True)
class Whom:
    """Who was named: a unit, a member of staff, or somebody whom only the words name; nobody where none was asked."""

    unit: int | None = None
    staff: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions with what was answered, and whom that names."""

    questions: list[Question]
    whom: Whom = Whom()


def ask_whom(request: HttpRequest, matter: Matter, way: Way) -> Asked:
    """The offices that have or had the matter to choose from, and a field for everybody else.

    What stands in the field counts only where no office was chosen.
    """
    if way.whom == NOTHING:
        return Asked([])
    offices = tuple(Choice(str(unit), name) for unit, name in matter.units.items())
    if not offices:
        return _named(request, matter, way, replace(NAME, label=way.whom, help=NAME.label))
    chosen = request.POST.get(CHOSEN, "")
    one = Question(CHOSEN, way.whom, "rows", (*offices, OTHERS))
    if chosen not in [choice.value for choice in one.choices]:
        return Asked([one.answered([], CHOOSE), NAME])
    one = one.answered([chosen])
    if chosen != OTHER:
        return Asked([one, NAME], Whom(unit=int(chosen)))
    other = _named(request, matter, way, NAME)
    return Asked([one, *other.questions], other.whom)


def _named(request: HttpRequest, matter: Matter, way: Way, question: Question) -> Asked:
    name = plain(request.POST.get(NAMED, ""))[:LONG]
    if not name:
        return Asked([question.answered([], EMPTY)])
    people = _people_called(matter, name)
    whom = Whom(_unit_called(request, name), int(people[0]) if len(people) == 1 else None, name)
    if way.finds and whom.unit is None and whom.staff is None:
        return Asked([question.answered([name], SEVERAL if people else NOT_FOUND)])
    return Asked([question.answered([name])], whom)


def _unit_called(request: HttpRequest, name: str) -> int | None:
    """The office of exactly this name."""
    today = timezone.localdate(now_of(request))
    found = (int(one.value) for one in units_in_being(today) if name.casefold() in (one.zh, one.en.casefold()))
    return next(found, None)


def _people_called(matter: Matter, name: str) -> list[str]:
    """The ids of those at the centre and in the offices of the matter whose name or number this is."""
    return [one.value for one in staff_around(matter.draft) if name in (one.zh, one.found_by.partition(" ")[0])]
