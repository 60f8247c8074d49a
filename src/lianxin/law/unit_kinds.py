"""What each kind of unit may be in law, at which of the five levels it stands, below what, and who works there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lianxin.law.words import DivisionKind, LegalRole, Role, UnitKind

K, L, D, R = UnitKind, LegalRole, DivisionKind, Role


@dataclass(frozen=True, slots=True)
class UnitKindRow:
    """One kind of unit: level 1 (city) to 5 (grid), legal role, the citation it rests on.

    `parents` are the kinds it may stand below, none for those that stand alone; `places` the kinds of division that it
    must have one of, none where a place would say nothing.
    """

    kind: UnitKind
    level: int
    legal_role: LegalRole
    basis: str
    parents: frozenset[UnitKind] = frozenset()
    places: frozenset[DivisionKind] = frozenset()


_COUNTY = frozenset({D.DISTRICT, D.COUNTY})
_STREET = frozenset({D.STREET, D.TOWN})
_COMMUNITY = frozenset({D.COMMUNITY, D.VILLAGE})


def _under(*kinds: UnitKind) -> frozenset[UnitKind]:
    return frozenset(kinds)


# fmt: off
_ROWS = (
    UnitKindRow(K.CITY_OFFICE,          1, L.COORDINATOR, "jinan_2018:4(2)"),
    UnitKindRow(K.CITY_HOTLINE,         1, L.OPERATOR,    "jinan_2018:4(3)",  _under(K.CITY_OFFICE)),
    UnitKindRow(K.CENTRE_SECTION,       1, L.OPERATOR,    "R59",              _under(K.CITY_HOTLINE)),
    UnitKindRow(K.VENDOR,               1, L.OPERATOR,    "R9",               _under(K.CITY_HOTLINE)),
    UnitKindRow(K.COUNTY_GOVERNMENT,    2, L.UNDERTAKING, "jinan_2018:4(4)",  _under(), _COUNTY),
    UnitKindRow(K.COUNTY_OFFICE,        2, L.COORDINATOR, "jinan_2018:4(2)",  _under(K.COUNTY_GOVERNMENT), _COUNTY),
    UnitKindRow(K.COUNTY_HOTLINE,       2, L.OPERATOR,    "jinan_2018:4(3)",  _under(K.COUNTY_GOVERNMENT), _COUNTY),
    UnitKindRow(K.CITY_DEPARTMENT,      2, L.UNDERTAKING, "jinan_2018:4(4)"),
    UnitKindRow(K.DISPATCHED_ORGAN,     2, L.UNDERTAKING, "jinan_2018:4(4)"),
    UnitKindRow(K.PUBLIC_SERVICE,       2, L.UNDERTAKING, "jinan_2018:4(4)"),
    UnitKindRow(K.COUNTY_DEPARTMENT,    3, L.SUB_UNIT,    "jinan_2018:12(3)", _under(K.COUNTY_GOVERNMENT), _COUNTY),
    UnitKindRow(K.STREET_TOWN,          3, L.SUB_UNIT,    "jinan_2018:12(3)",
                _under(K.COUNTY_GOVERNMENT, K.DISPATCHED_ORGAN), _STREET),
    UnitKindRow(K.DEPARTMENT_SUB_UNIT,  3, L.SUB_UNIT,    "jinan_2018:13(2)",
                _under(K.CITY_DEPARTMENT, K.COUNTY_DEPARTMENT, K.PUBLIC_SERVICE, K.DISPATCHED_ORGAN)),
    UnitKindRow(K.COMMUNITY,            4, L.COOPERATING, "jinan_2018:4(5)",  _under(K.STREET_TOWN), _COMMUNITY),
    UnitKindRow(K.GRID,                 5, L.COOPERATING, "R2",               _under(K.COMMUNITY), frozenset({D.GRID})),
    UnitKindRow(K.MASS_ORGANISATION,    2, L.COOPERATING, "jinan_2018:4(5)"),
    UnitKindRow(K.OUTSIDE_BODY,         2, L.OUTSIDE,     "R3"),
    UnitKindRow(K.SUPERVISORY_BODY,     2, L.OUTSIDE,     "jinan_2018:39"),
    UnitKindRow(K.IMPORTED_PLACEHOLDER, 2, L.PLACEHOLDER, "R68"),
)

UNIT_KINDS: Mapping[UnitKind, UnitKindRow] = MappingProxyType({row.kind: row for row in _ROWS})
"""Level, legal role, basis and place of every kind of unit."""

_CENTRE = _under(K.CITY_HOTLINE, K.CENTRE_SECTION)
_FLOOR = _CENTRE | {K.VENDOR}
_UNDERTAKING = _under(
    K.COUNTY_GOVERNMENT, K.CITY_DEPARTMENT, K.DISPATCHED_ORGAN, K.PUBLIC_SERVICE, K.COUNTY_DEPARTMENT,
    K.STREET_TOWN, K.DEPARTMENT_SUB_UNIT, K.MASS_ORGANISATION,
)

OFFICES: Mapping[Role, frozenset[UnitKind]] = MappingProxyType({
    R.AGENT: _FLOOR,
    R.EXPERT: _CENTRE | {K.CITY_DEPARTMENT, K.PUBLIC_SERVICE},
    R.SHIFT_LEADER: _FLOOR,
    R.DISPATCHER: _FLOOR,
    R.ARBITER: _CENTRE,
    R.EXAMINER: _CENTRE,
    R.CALLBACK_CLERK: _FLOOR,
    R.SUPERVISOR: _CENTRE,
    R.ASSESSOR: _CENTRE,
    R.QUALITY_INSPECTOR: _CENTRE,
    R.HEAD_OF_CENTRE: _under(K.CITY_HOTLINE),
    R.KNOWLEDGE_EDITOR: _CENTRE,
    R.UNIT_CLERK: _UNDERTAKING,
    R.UNIT_HEAD: _UNDERTAKING | {K.COUNTY_HOTLINE},
    R.COUNTY_OPERATOR: _under(K.COUNTY_HOTLINE),
    R.COUNTY_OFFICE: _under(K.COUNTY_OFFICE),
    R.ASSISTANCE_WORKER: _under(K.COMMUNITY, K.GRID, K.MASS_ORGANISATION),
    R.GENERAL_OFFICE_CLERK: _under(K.CITY_OFFICE),
    R.CITY_LEADER: _under(K.CITY_OFFICE),
    R.SUPERVISORY_BODY: _under(K.SUPERVISORY_BODY),
    R.VENDOR_MANAGER: _under(K.VENDOR),
    R.ADMINISTRATOR: _CENTRE,
})
"""In which kinds of units an office can be held: what R9 keeps from the vendor cannot be given to its people."""
# fmt: on
