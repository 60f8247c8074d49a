"""Reads a city from its files and checks it: what is wrong is refused with the file, the key and the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lianxin.law.articles import citation
from lianxin.law.city_checks import check_city, check_phrase
from lianxin.law.city_data import (
    DIVISION_LEVELS,
    FILLERS,
    PRIVATE_SLOTS,
    REMARKS,
    SLOTS,
    CatalogueRow,
    City,
    Division,
    Office,
    Phrase,
    StaffData,
    TopicData,
    UnitData,
)
from lianxin.law.city_files import DataRefused, read_toml
from lianxin.law.city_rows import Row, parse_row, read_rows
from lianxin.law.unit_kinds import OFFICES, UNIT_KINDS, UnitKindRow
from lianxin.law.words import DispatchGround, DivisionKind, RequestType, Role, UnitKind

__all__ = [
    "CITY_FILES",
    "DIVISION_LEVELS",
    "FILLERS",
    "OFFICES",
    "PRIVATE_SLOTS",
    "REMARKS",
    "SLOTS",
    "UNIT_KINDS",
    "CatalogueRow",
    "City",
    "DataRefused",
    "Division",
    "Office",
    "Phrase",
    "StaffData",
    "TopicData",
    "UnitData",
    "UnitKindRow",
    "parse_city",
]

CITY_FILES = (
    "city.toml",
    "divisions.toml",
    "units.toml",
    "topics.toml",
    "catalogue.toml",
    "staff.toml",
    "phrases.toml",
)
"""The files in a city's folder, all of which must be there."""


def _division(row: Row) -> Division:
    return Division(
        code=row.text("code"),
        kind=row.word("kind", DivisionKind),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        parent=row.text_or_none("parent"),
        managed_by=row.text_or_none("managed_by"),
    )


def _unit(row: Row) -> UnitData:
    return UnitData(
        code=row.text("code"),
        kind=row.word("kind", UnitKind),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        initials=row.text("initials"),
        parent=row.text_or_none("parent"),
        division=row.text_or_none("division"),
        head_position=row.text_or_none("head_position") or "",
        valid_from=row.date_or_none("valid_from"),
        valid_until=row.date_or_none("valid_until"),
        successor=row.text_or_none("successor"),
    )


def _topic(row: Row) -> TopicData:
    return TopicData(
        code=row.text("code"),
        name_zh=row.text("name_zh"),
        name_en=row.text("name_en"),
        initials=row.text("initials"),
        share=row.number("share"),
    )


def _staff(row: Row) -> StaffData:
    return StaffData(
        username=row.text("username"),
        display_name=row.text("display_name"),
        offices=tuple(
            parse_row(office, lambda item: Office(item.word("role", Role), item.text("unit")))
            for office in row.rows("offices")
        ),
        number=row.text_or_none("number") or "",
        substitute=row.text_or_none("substitute"),
    )


def _phrase(row: Row) -> Phrase:
    phrase = Phrase(
        topic=row.text("topic"),
        request_type=row.word("request_type", RequestType),
        title=row.text("title"),
        account=row.text("account"),
        transfer=row.text("transfer"),
        findings=row.text("findings"),
        reply=row.text("reply"),
        subject=row.text_or_none("subject") or "",
    )
    check_phrase(row, phrase)
    return phrase


_GOVERNMENT = "government"
"""What a row for counties says when the county government itself hosts."""


@dataclass(frozen=True, slots=True)
class _CatalogueLine:
    """A row as it is written: for one unit, or for the same department of every county, or for every street."""

    row: Row
    topic: str
    request_type: RequestType | None
    division: str | None
    unit: str | None
    county: str | None
    street: bool
    ground: DispatchGround
    article: str

    def entries(self, city_units: tuple[UnitData, ...]) -> Iterator[CatalogueRow]:
        """The rows it stands for; a county's department has the code of its government, a dot and its own name."""
        if self.unit is not None:
            yield self._entry(self.unit, self.division)
        elif self.street:
            yield from (
                self._entry(unit.code, unit.division) for unit in city_units if unit.kind is UnitKind.STREET_TOWN
            )
        else:
            for government in (unit for unit in city_units if unit.kind is UnitKind.COUNTY_GOVERNMENT):
                itself = self.county == _GOVERNMENT
                yield self._entry(
                    government.code if itself else f"{government.code}.{self.county}", government.division
                )

    def _entry(self, unit: str, division: str | None) -> CatalogueRow:
        parts = (self.topic, division, self.request_type)
        return CatalogueRow(
            code="-".join(part for part in parts if part),
            topic=self.topic,
            unit=unit,
            division=division,
            request_type=self.request_type,
            ground=self.ground,
            article=self.article,
        )


def _catalogue_line(row: Row) -> _CatalogueLine:
    line = _CatalogueLine(
        row=row,
        topic=row.text("topic"),
        request_type=row.word_or_none("request_type", RequestType),
        division=row.text_or_none("division"),
        unit=row.text_or_none("unit"),
        county=row.text_or_none("county"),
        street=row.flag("street"),
        ground=row.word("ground", DispatchGround),
        article=row.text("article"),
    )
    if [line.unit is not None, line.county is not None, line.street].count(True) != 1:
        row.refuse("unit", "应填 unit、county、street 之一", "give exactly one of unit, county, street")
    if line.division is not None and line.unit is None:
        row.refuse("division", "仅与 unit 同用；county、street 已含地点", "goes with unit only; the others name places")
    try:
        citation(line.article)
    except KeyError as problem:
        row.refuse("article", f"没有这一条：{line.article}", f"there is no such article: {problem.args[0]}")
    return line


def parse_city(texts: Mapping[str, str], folder: str = "") -> City:
    """The city whose files are given by name (CITY_FILES); `folder` is only for messages. Raises DataRefused."""
    sources = {name: f"{folder}/{name}" if folder else name for name in CITY_FILES}
    for name, source in sources.items():
        if name not in texts:
            raise DataRefused(source, "(file)", "缺少这个文件，请补上", "this file is missing, add it")
    units = read_rows(texts["units.toml"], sources["units.toml"], "units", _unit)
    phrases = Row(read_toml(texts["phrases.toml"], sources["phrases.toml"]), sources["phrases.toml"])
    catalogue = Row(read_toml(texts["catalogue.toml"], sources["catalogue.toml"]), sources["catalogue.toml"])
    lines = [parse_row(row, _catalogue_line) for row in catalogue.rows("rows")]
    about = Row(read_toml(texts["city.toml"], sources["city.toml"]), sources["city.toml"])
    city = City(
        code=about.text("code"),
        name_zh=about.text("name_zh"),
        name_en=about.text("name_en"),
        timezone=about.text("timezone"),
        hotline_zh=about.text("hotline_zh"),
        hotline_en=about.text("hotline_en"),
        hotline_number=about.text("hotline_number"),
        area_code=about.text("area_code"),
        regimes=about.texts("regimes"),
        catalogue_version=catalogue.text("version"),
        catalogue_from=catalogue.date("in_force_from"),
        divisions=read_rows(texts["divisions.toml"], sources["divisions.toml"], "divisions", _division),
        units=units,
        topics=read_rows(texts["topics.toml"], sources["topics.toml"], "topics", _topic),
        catalogue=tuple(entry for line in lines for entry in line.entries(units)),
        staff=read_rows(texts["staff.toml"], sources["staff.toml"], "staff", _staff),
        phrases=tuple(parse_row(row, _phrase) for row in phrases.rows("phrases")),
        fillers=_lists(phrases.row("fillers"), FILLERS),
        remarks=_lists(phrases.row("remarks"), REMARKS),
    )
    for file in (about, catalogue, phrases):
        file.finish()
    check_city(city, sources)
    return city


def _lists(row: Row, names: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Lists of texts, every one of which must be there."""
    found = {name: row.texts(name) for name in sorted(names)}
    row.finish()
    return found
