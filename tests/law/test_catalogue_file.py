"""A file of the dispatch catalogue: read by its columns, refused with file and line, checked before it is in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from lianxin.law.actors import UnitFacts
from lianxin.law.catalogue_checks import Known, faults_of
from lianxin.law.catalogue_file import PlacedRow, read_catalogue_file
from lianxin.law.catalogue_lines import catalogue_row
from lianxin.law.city_files import DataRefused
from lianxin.law.unit_kinds import UNIT_KINDS
from lianxin.law.words import DispatchGround, RequestType, UnitKind

ON = dt.date(2027, 1, 1)
HEAD = "topic,division,request_type,unit,ground,article\n"
LINE = "0309,990102001,help,lighting,duty,jinan_2018:23(2)\n"


def unit(pk: int, code: str, kind: UnitKind, division: str | None = None) -> UnitFacts:
    row = UNIT_KINDS[kind]
    return UnitFacts(pk, code, kind, row.legal_role, row.level, None, division)


UNITS = {
    one.code: one
    for one in (
        unit(1, "bureau", UnitKind.CITY_DEPARTMENT),
        unit(2, "lighting", UnitKind.DEPARTMENT_SUB_UNIT),
        unit(3, "community", UnitKind.COMMUNITY),
        unit(4, "north", UnitKind.COUNTY_GOVERNMENT, "9901"),
        unit(5, "north.housing", UnitKind.COUNTY_DEPARTMENT),
        unit(6, "quality", UnitKind.CENTRE_SECTION),
    )
}
KNOWN = Known({"03": None, "0309": "03", "0310": "03"}, {"990102001"}, UNITS, ON)


def placed(
    topic: str, unit: str = "bureau", division: str | None = None, article: str = "jinan_2018:23(2)"
) -> PlacedRow:
    row = catalogue_row(
        topic=topic, unit=unit, division=division, request_type=None, ground=DispatchGround.DUTY, article=article
    )
    return PlacedRow(f"row {topic}", row)


def said(*rows: PlacedRow, known: Known = KNOWN) -> list[str]:
    return [f"{one.at}: {one.said.en}" for one in faults_of(rows, known) if one.fatal]


def test_a_csv_is_read_with_columns_and_words_in_either_language() -> None:
    english = read_catalogue_file(HEAD + LINE, "new.csv", UNITS.values())
    chinese = read_catalogue_file(
        "\ufeff事项,地点,诉求类型,单位,依据类别,依据\n0309,990102001,求助,lighting,职责,jinan_2018:23(2)\n",
        "新.csv",
        (),
    )
    assert [one.row for one in english] == [one.row for one in chinese]
    assert english[0].at == "new.csv:2"
    assert english[0].row.code == "0309-990102001-help"
    assert english[0].row.request_type is RequestType.HELP


def test_a_csv_of_any_office_program_is_read_line_by_line() -> None:
    for ending in ("\r\n", "\r", "\n"):
        text = (HEAD + LINE + ",,,,,,\n" + LINE.replace("help", "consult")).replace("\n", ending)
        assert [one.row.code for one in read_catalogue_file(text, "new.csv", ())] == [
            "0309-990102001-help",
            "0309-990102001-consult",
        ]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("topic,unit\n", "new.csv: 1", "names the columns"),
        (HEAD, "new.csv: (file)", "no row"),
        (HEAD + LINE + "0309,,,,duty,jinan_2018:23(2)\n", "new.csv: 3", "unit is empty"),
        (HEAD + "0309,,,lighting,because,jinan_2018:23(2)\n", "new.csv: 2", "'because'"),
        (HEAD + "0309,,nonsense,lighting,duty,jinan_2018:23(2)\n", "new.csv: 2", "'nonsense'"),
        (HEAD + "0309,,,lighting,duty,jinan_2018:99\n", "new.csv: 2", "no such article"),
        (HEAD + "0309,,,lighting,duty,jinan_2018:23(2),spare\n", "new.csv: 2", "more than 6 columns"),
        ("topic,topic,unit,ground,article\n" + LINE, "new.csv: 1", "names the columns"),
        (HEAD + f"0309,{'9' * 140_000},,lighting,duty,R14\n", "new.csv: 2", "is no CSV"),
    ],
)
def test_what_cannot_be_read_is_refused_with_file_and_line(text: str, where: str, what: str) -> None:
    with pytest.raises(DataRefused) as refused:
        read_catalogue_file(text, "new.csv", UNITS.values())
    assert str(refused.value).startswith(where)
    assert what in str(refused.value)


def test_a_toml_row_stands_for_the_department_of_every_county() -> None:
    text = 'rows = [{ topic = "0310", county = "housing", ground = "locality", article = "jinan_2018:23(2)" }]'
    found = read_catalogue_file(text, "new.toml", UNITS.values())
    assert [(one.row.unit, one.row.division) for one in found] == [("north.housing", "9901")]
    assert found[0].at == "new.toml: rows[0]"
    with pytest.raises(DataRefused, match=r"rows\[0\]\.topic"):
        read_catalogue_file("rows = [{}]", "new.toml", UNITS.values())


def test_an_edition_that_holds_has_nothing_against_it() -> None:
    assert said(placed("03"), placed("0309", "lighting", "990102001")) == []


def test_what_names_nothing_the_city_has_is_a_fault() -> None:
    rows = (placed("03"), placed("77"), placed("0309", division="1"), placed("0310", "nobody"))
    assert said(*rows) == [
        "row 77: there is no topic 77",
        "row 0309: there is no place 1",
        "row 0310: there is no unit nobody",
    ]


def test_a_unit_that_cannot_host_or_has_ended_is_a_fault() -> None:
    assert said(placed("03"), placed("0309", "community")) == ["row 0309: unit community cannot host (R1, R2)"]
    assert said(placed("03"), placed("0309", "quality")) == ["row 0309: unit quality cannot host (R1, R2)"]
    assert said(placed("03"), placed("0309", "quality", article="R14")) == []
    ended = {**UNITS, "bureau": replace(UNITS["bureau"], valid_until=ON)}
    assert said(placed("03"), known=replace(KNOWN, units=ended)) == ["row 03: unit bureau has ended by then"]
    to_come = {**UNITS, "bureau": replace(UNITS["bureau"], valid_from=dt.date(2027, 1, 2))}
    assert said(placed("03"), known=replace(KNOWN, units=to_come)) == ["row 03: unit bureau begins on 2027-01-02 only"]


def test_two_rows_for_the_same_matter_are_a_tie() -> None:
    tie = [one for one in said(placed("03"), placed("0309"), placed("0309", "lighting")) if "has topic" in one]
    assert tie == ["row 0309: has topic, place and type of row 0309"]


def test_each_first_level_topic_needs_a_row_for_the_whole_city_and_the_rest_is_told() -> None:
    assert said(placed("0309")) == ["03: topic 03 has no row for the whole city"]
    told = [one.at for one in faults_of([placed("03"), placed("0309")], KNOWN) if not one.fatal]
    assert told == ["0310"]
