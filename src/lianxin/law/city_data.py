"""What a city is made of: places, units, topics, catalogue, staff, and the phrases of its simulation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lianxin.law.evaluation import Evaluation
from lianxin.law.inspection_form import InspectionForm
from lianxin.law.portal import PortalFacts
from lianxin.law.unit_kinds import UNIT_KINDS
from lianxin.law.words import DispatchGround, DivisionKind, LegalRole, RequestType, Role, UnitKind

DIVISION_LEVELS: Mapping[DivisionKind, int] = {
    DivisionKind.DISTRICT: 2,
    DivisionKind.COUNTY: 2,
    DivisionKind.STREET: 3,
    DivisionKind.TOWN: 3,
    DivisionKind.COMMUNITY: 4,
    DivisionKind.VILLAGE: 4,
    DivisionKind.GRID: 5,
}
"""At which of the five levels a place stands; a place lies in one of the level above."""

SLOTS = frozenset(
    {
        "amount",
        "community",
        "count",
        "date",
        "days",
        "district",
        "estate",
        "future_date",
        "months",
        "night",
        "road",
        "shop",
        "street",
        "time",
    }
)
"""What any sentence of a phrase may leave open: places, moments (`date` lies behind, `future_date` ahead), numbers."""

PRIVATE_SLOTS = frozenset({"caller", "phone", "door"})
"""What only the caller's own account may hold (R43)."""

FILLERS = frozenset({"road", "estate", "shop", "surname", "given_name"})
"""Slots that are filled from a list of the city's own."""

REMARKS = frozenset(
    {
        "callback_dissatisfied",
        "callback_satisfied",
        "co_handler_opinion",
        "constrained_measures",
        "correction_citation",
        "correction_evidence",
        "correction_reply",
        "explanation",
        "extension_reason",
        "legal_ground_longer",
        "legal_ground_not_possible",
        "not_possible_reason",
        "progress",
        "redirect_reason",
        "refuse_extension",
        "refuse_send_back",
        "rehandle_reason",
        "send_back_reason",
        "stop_reason",
        "supervision",
        "supervision_answer",
        "supplement",
        "urge",
        "withdrawal_reason",
    }
)
"""Sentences that fit any matter, by the moment at which they are said."""


@dataclass(frozen=True, slots=True)
class Division:
    """A place by its code. `managed_by` is the unit that manages it where its district does not: two attributes."""

    code: str
    kind: DivisionKind
    name_zh: str
    name_en: str
    parent: str | None
    managed_by: str | None = None

    @property
    def level(self) -> int:
        """2 for a district or county, down to 5 for a grid."""
        return DIVISION_LEVELS[self.kind]


@dataclass(frozen=True, slots=True)
class UnitData:
    """A unit by its code; level, legal role and basis follow from its kind. `initials` are those of the pinyin."""

    code: str
    kind: UnitKind
    name_zh: str
    name_en: str
    initials: str
    parent: str | None = None
    division: str | None = None
    head_position: str = ""
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    successor: str | None = None

    @property
    def level(self) -> int:
        """1 (city) to 5 (grid)."""
        return UNIT_KINDS[self.kind].level

    @property
    def legal_role(self) -> LegalRole:
        """What the law lets it be."""
        return UNIT_KINDS[self.kind].legal_role

    @property
    def basis(self) -> str:
        """The citation of that role."""
        return UNIT_KINDS[self.kind].basis


@dataclass(frozen=True, slots=True)
class TopicData:
    """A topic: two digits, its children four. `share` is its part of its siblings in the simulation; they sum to 1."""

    code: str
    name_zh: str
    name_en: str
    initials: str
    share: float

    @property
    def parent(self) -> str | None:
        """The code of the topic above, None for two digits."""
        return self.code[:2] if len(self.code) > 2 else None


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """One row of the dispatch catalogue: a topic, in a place and of a type or everywhere and of any, goes to a unit.

    `code` is unique in its edition; `article` cites why a matter goes there and `ground` which of its grounds applies.
    """

    code: str
    topic: str
    unit: str
    division: str | None
    request_type: RequestType | None
    ground: DispatchGround
    article: str

    @property
    def weight(self) -> tuple[int, bool, int]:
        """How specific the row is: topic before type before place."""
        return len(self.topic), self.request_type is not None, len(self.division or "")


@dataclass(frozen=True, slots=True)
class Office:
    """One office a person holds in one unit."""

    role: Role
    unit: str


@dataclass(frozen=True, slots=True)
class StaffData:
    """A person who works with the hotline; `number` is what callers hear, empty where nobody does."""

    username: str
    display_name: str
    offices: tuple[Office, ...]
    number: str = ""
    substitute: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """One invented matter: sentences with slots, from title to the reply; `subject` is whom a complaint is about."""

    topic: str
    request_type: RequestType
    title: str
    account: str
    transfer: str
    findings: str
    reply: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What an account should tell, to be filled in: for a topic and a type where it names them, else for all."""

    text: str
    topic: str | None = None
    request_type: RequestType | None = None


@dataclass(frozen=True)
class City:
    """A whole city, checked. Lookups raise KeyError for codes it does not have.

    `inspection_text` is the file of the form `inspection`, word for word: scores name its version.
    """

    code: str
    name_zh: str
    name_en: str
    timezone: str
    hotline_zh: str
    hotline_en: str
    hotline_number: str
    area_code: str
    regimes: tuple[str, ...]
    catalogue_version: str
    catalogue_from: dt.date
    divisions: tuple[Division, ...]
    units: tuple[UnitData, ...]
    topics: tuple[TopicData, ...]
    catalogue: tuple[CatalogueRow, ...]
    staff: tuple[StaffData, ...]
    phrases: tuple[Phrase, ...]
    fillers: Mapping[str, tuple[str, ...]]
    remarks: Mapping[str, tuple[str, ...]]
    skeletons: tuple[Skeleton, ...]
    evaluation: Evaluation
    evaluation_text: str
    inspection: InspectionForm
    inspection_text: str
    portal: PortalFacts
    portal_text: str

    @cached_property
    def unit_by_code(self) -> Mapping[str, UnitData]:
        """Units by code."""
        return {row.code: row for row in self.units}

    @cached_property
    def division_by_code(self) -> Mapping[str, Division]:
        """Places by code."""
        return {row.code: row for row in self.divisions}

    @cached_property
    def topic_by_code(self) -> Mapping[str, TopicData]:
        """Topics by code."""
        return {row.code: row for row in self.topics}

    @cached_property
    def _rows_by_topic(self) -> Mapping[str, tuple[CatalogueRow, ...]]:
        rows: dict[str, list[CatalogueRow]] = {}
        for row in sorted(self.catalogue, key=lambda row: row.weight, reverse=True):
            rows.setdefault(row.topic, []).append(row)
        return {topic: tuple(found) for topic, found in rows.items()}

    def places_around(self, division: str | None) -> tuple[str, ...]:
        """The codes of a place and of all it lies in, nearest first; empty for None."""
        codes: list[str] = []
        while division is not None:
            codes.append(division)
            division = self.division_by_code[division].parent
        return tuple(codes)

    def suggested_host(self, topic: str, division: str | None, request_type: RequestType) -> CatalogueRow | None:
        """The row of the catalogue that fits best: longer topic first, then its type, then the nearest place."""
        places = {None, *self.places_around(division)}
        for code in (topic, topic[:2]):
            for row in self._rows_by_topic.get(code, ()):
                if row.division in places and row.request_type in (None, request_type):
                    return row
        return None
