"""To which unit a matter goes: by the catalogue, to another one, or below or beside the host."""

from __future__ import annotations

from lianxin.law.actors import Actor
from lianxin.law.city_data import CatalogueRow, UnitData
from lianxin.law.words import AssignmentKind, LegalRole, RequestType, UnitKind
from lianxin.runtime.simulate.story import Story

HANDLERS = (LegalRole.UNDERTAKING, LegalRole.SUB_UNIT)
CONDUCT = "2501"
"""The topic of complaints about how people at a street or town behave."""
LOWER = (UnitKind.STREET_TOWN, UnitKind.COUNTY_DEPARTMENT)


def catalogue_row(story: Story) -> CatalogueRow | None:
    """The row of the catalogue that fits the matter."""
    matter = story.matter
    return story.world.city.suggested_host(matter.topic, matter.division.code, matter.request_type)


def first_host(story: Story) -> str:
    """Whom the matter goes to first: the catalogue's unit, or one above it that will hand the work down."""
    if AssignmentKind.HOST in story.meant_for:
        return story.world.codes[story.meant_for[AssignmentKind.HOST]]
    if story.fate.about_centre:
        return next(row.code for row in story.world.city.units if row.kind is UnitKind.CITY_OFFICE)
    row = catalogue_row(story)
    unit = (
        story.world.city.unit_by_code[row.unit] if row is not None else _county_unit(story, UnitKind.COUNTY_GOVERNMENT)
    )
    if unit.kind in LOWER:
        if story.fate.delegated:
            return _county_unit(story, UnitKind.COUNTY_GOVERNMENT).code
        if story.fate.by_county_hotline:
            return _county_unit(story, UnitKind.COUNTY_HOTLINE).code
    if unit.kind is UnitKind.DEPARTMENT_SUB_UNIT and story.fate.delegated and unit.parent:
        return unit.parent
    return unit.code


def _county_unit(story: Story, kind: UnitKind) -> UnitData:
    county = story.matter.street.parent
    return next(row for row in story.world.city.units if row.kind is kind and row.division == county)


def lower_unit(story: Story) -> int | None:
    """The unit below the host that the catalogue means, if it means one and the host may hand down to it."""
    row, units = catalogue_row(story), story.world.city.unit_by_code
    if row is None or units[row.unit].parent != story.world.codes[story.host]:
        return None
    return story.world.units[row.unit]


def county_operator(story: Story) -> Actor | None:
    """Who supervises the host for its county; nobody when it is no department, street or town of one."""
    city = story.world.city
    host = city.unit_by_code[story.world.codes[story.host]]
    hotlines = [row for row in city.units if row.kind is UnitKind.COUNTY_HOTLINE and row.parent == host.parent]
    if host.kind not in LOWER or not hotlines:
        return None
    return story.world.cast.at(story.world.units[hotlines[0].code])


def another_host(story: Story) -> str:
    """A plausible other unit: the street's office, or a department of the same county or city."""
    taken = {story.world.codes[story.host], street_complained_of(story)}
    county = story.matter.street.parent
    near = [
        row.code
        for row in story.world.city.units
        if row.code not in taken
        and row.kind in LOWER
        and (row.division in (county, story.matter.street.code))
        and story.world.cast.works(story.world.units[row.code])
    ]
    return story.chance.choice(near)


def co_handler(story: Story) -> int:
    """A department that can help the host."""
    if AssignmentKind.CO_HANDLER in story.meant_for:
        return story.meant_for[AssignmentKind.CO_HANDLER]
    kinds = (UnitKind.CITY_DEPARTMENT, UnitKind.PUBLIC_SERVICE)
    found = [
        story.world.units[row.code]
        for row in story.world.city.units
        if row.kind in kinds and story.world.cast.works(story.world.units[row.code])
    ]
    return story.chance.choice([unit for unit in found if unit != story.host])


def helper(story: Story) -> int | None:
    """A community or mass organisation with somebody who can help; in the same street where there is one."""
    if AssignmentKind.ASSISTANCE in story.meant_for:
        return story.meant_for[AssignmentKind.ASSISTANCE]
    found = [
        row
        for row in story.world.city.units
        if row.legal_role is LegalRole.COOPERATING and story.world.cast.helper_at(story.world.units[row.code])
    ]
    if street_complained_of(story):
        found = [row for row in found if row.division is None]
    near = [row for row in found if row.code.startswith(_street_unit(story))]
    return story.world.units[story.chance.choice(near or found).code] if found else None


def street_complained_of(story: Story) -> str:
    """The street whose conduct the matter is about, which has no part in it (R14); empty when there is none."""
    conduct = story.matter.request_type is RequestType.COMPLAIN and story.matter.topic == CONDUCT
    return _street_unit(story) if conduct else ""


def _street_unit(story: Story) -> str:
    street = story.matter.street.code
    return next(
        (row.code for row in story.world.city.units if row.kind is UnitKind.STREET_TOWN and row.division == street), ""
    )
