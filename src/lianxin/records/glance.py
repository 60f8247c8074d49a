"""What a list says of each order at a glance: its title and first words, its limits, its requests, who has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Q

from lianxin.law.words import AssignmentKind, ClockEnd, ClockName, OverlayState, TextKind
from lianxin.records.models import Assignment, Clock, Division, OrderText, Overlay, WorkOrder
from lianxin.records.models.order_rows import ACTIVE

SAID = (TextKind.TITLE, TextKind.TRANSFER, TextKind.ACCOUNT)
MAIN_CLOCKS = (ClockName.FEED_BACK, ClockName.FINISH, ClockName.SECOND_DATE)


@dataclass(slots=True)
class Glance:
    """One order at a glance. `texts`: the latest of each kind; `clocks`: those that run, and main ones that were late;
    `charge`: in what capacity the reader's unit has it."""

    row: WorkOrder
    texts: dict[TextKind, str] = field(default_factory=dict)
    clocks: list[Clock] = field(default_factory=list)
    overlays: list[Overlay] = field(default_factory=list)
    charge: Assignment | None = None
    place_zh: str = ""
    place_en: str = ""


def glances(rows: Collection[WorkOrder], *, unit: int | None, private: bool) -> list[Glance]:
    """These orders at a glance, in their order; `private`: also what is for the centre's desks alone."""
    found = {row.pk: Glance(row) for row in rows}
    if not found:
        return []
    _add_texts(found, private=private)
    wanted = Q(end__isnull=True) | Q(name__in=MAIN_CLOCKS, end=ClockEnd.LATE)
    for clock in Clock.objects.filter(wanted, order__in=found):
        found[clock.order_id].clocks.append(clock)
    for overlay in Overlay.objects.filter(order__in=found, state=OverlayState.OPEN):
        found[overlay.order_id].overlays.append(overlay)
    _add_charges(found, unit)
    _add_places(found)
    return list(found.values())


def _add_texts(found: dict[int, Glance], *, private: bool) -> None:
    texts = OrderText.objects.filter(order__in=found, kind__in=SAID, content__isnull=False)
    if not private:
        texts = texts.filter(private=False).exclude(kind=TextKind.ACCOUNT)
    for text in texts.order_by("order_id", "kind", "-sequence", "-place").distinct("order_id", "kind"):
        found[text.order_id].texts[TextKind(text.kind)] = text.content or ""


def _add_charges(found: dict[int, Glance], unit: int | None) -> None:
    held = Assignment.objects.filter(ACTIVE, order__in=found)
    whose = held.filter(unit=unit) if unit is not None else held.filter(kind=AssignmentKind.HOST)
    charges: dict[int, list[Assignment]] = defaultdict(list)
    for charge in whose.order_by("serial"):
        charges[charge.order_id].append(charge)
    rank = {kind: place for place, kind in enumerate(AssignmentKind)}
    for order, rows in charges.items():
        found[order].charge = min(rows, key=lambda row: rank[row.kind])


def _add_places(found: dict[int, Glance]) -> None:
    codes = {glance.row.division_id for glance in found.values() if glance.row.division_id}
    names = {code: (zh, en) for code, zh, en in _names(codes)}
    for glance in found.values():
        if glance.row.division_id in names:
            glance.place_zh, glance.place_en = names[glance.row.division_id]


def _names(codes: Collection[str]) -> list[tuple[str, str, str]]:
    rows = Division.objects.filter(code__in=codes).values_list("code", "name_zh", "name_en", "parent__name_zh")
    return [(code, f"{above or ''}{zh}", en or zh) for code, zh, en, above in rows]
