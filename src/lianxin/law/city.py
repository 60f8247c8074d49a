"""Reads a city from its files and checks it: what is wrong is refused with the file, the key and the reason."""

from __future__ import annotations

from collections.abc import Mapping

from lianxin.law.catalogue_lines import catalogue_line
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
    Skeleton,
    StaffData,
    TopicData,
    UnitData,
)
from lianxin.law.city_files import DataRefused, read_toml
from lianxin.law.city_rows import Row, parse_row, read_rows
from lianxin.law.evaluation import parse_evaluation
from lianxin.law.inspection_form import parse_form
from lianxin.law.portal import parse_portal
from lianxin.law.unit_kinds import OFFICES, UNIT_KINDS, UnitKindRow
from lianxin.law.words import DivisionKind, RequestType, Role, UnitKind

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
    "Skeleton",
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
    "skeletons.toml",
    "evaluation.toml",
    "inspection.toml",
    "portal.toml",
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


def _skeleton(row: Row) -> Skeleton:
    return Skeleton(
        text=row.text("text"),
        topic=row.text_or_none("topic"),
        request_type=row.word_or_none("request_type", RequestType),
    )


def _sources(texts: Mapping[str, str], folder: str) -> dict[str, str]:
    """What messages call each file of a city, all of which must be there."""
    sources = {name: f"{folder}/{name}" if folder else name for name in CITY_FILES}
    for name, source in sources.items():
        if name not in texts:
            raise DataRefused(source, "(file)", "缺少这个文件，请补上", "this file is missing, add it")
    return sources


def parse_city(texts: Mapping[str, str], folder: str = "") -> City:
    """The city whose files are given by name (CITY_FILES); `folder` is only for messages. Raises DataRefused."""
    sources = _sources(texts, folder)
    units = read_rows(texts["units.toml"], sources["units.toml"], "units", _unit)
    phrases = Row(read_toml(texts["phrases.toml"], sources["phrases.toml"]), sources["phrases.toml"])
    catalogue = Row(read_toml(texts["catalogue.toml"], sources["catalogue.toml"]), sources["catalogue.toml"])
    lines = [parse_row(row, catalogue_line) for row in catalogue.rows("rows")]
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
        skeletons=read_rows(texts["skeletons.toml"], sources["skeletons.toml"], "skeletons", _skeleton),
        evaluation=parse_evaluation(texts["evaluation.toml"], sources["evaluation.toml"]),
        evaluation_text=texts["evaluation.toml"],
        inspection=parse_form(texts["inspection.toml"], sources["inspection.toml"]),
        inspection_text=texts["inspection.toml"],
        portal=parse_portal(texts["portal.toml"], sources["portal.toml"]),
        portal_text=texts["portal.toml"],
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
