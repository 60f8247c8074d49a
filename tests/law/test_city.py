"""A city is data: what its files may say, what is refused and where, and the invented city that ships."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lianxin.law.articles import citation
from lianxin.law.city import (
    CITY_FILES,
    DIVISION_LEVELS,
    FILLERS,
    OFFICES,
    PRIVATE_SLOTS,
    REMARKS,
    SLOTS,
    UNIT_KINDS,
    City,
    DataRefused,
    parse_city,
)
from lianxin.law.words import DispatchGround, DivisionKind, LegalRole, RequestType, Role, UnitKind
from lianxin.vault.flags import flags

FOLDER = Path(__file__).parents[2] / "cities" / "yunhe"

# ---- the table of kinds --------------------------------------------------------------------------------------------


def test_every_kind_of_unit_has_one_row() -> None:
    assert set(UNIT_KINDS) == set(UnitKind)
    assert all(row.kind is kind for kind, row in UNIT_KINDS.items())


def test_every_kind_rests_on_an_article() -> None:
    for row in UNIT_KINDS.values():
        assert citation(row.basis).zh


def test_a_unit_never_stands_below_a_lower_level_and_no_kind_below_itself() -> None:
    for row in UNIT_KINDS.values():
        assert 1 <= row.level <= 5
        assert row.kind not in row.parents
        assert all(UNIT_KINDS[parent].level <= row.level for parent in row.parents)


def test_kinds_cannot_go_in_a_circle() -> None:
    left = dict(UNIT_KINDS)
    while left:
        roots = [kind for kind, row in left.items() if not row.parents & set(left)]
        assert roots
        for kind in roots:
            del left[kind]


def test_communities_and_grids_cooperate_only() -> None:
    for kind in (UnitKind.COMMUNITY, UnitKind.GRID, UnitKind.MASS_ORGANISATION):
        assert UNIT_KINDS[kind].legal_role is LegalRole.COOPERATING
    assert UNIT_KINDS[UnitKind.COMMUNITY].parents == {UnitKind.STREET_TOWN}


def test_undertaking_units_are_those_of_article_four() -> None:
    assert {kind for kind, row in UNIT_KINDS.items() if row.legal_role is LegalRole.UNDERTAKING} == {
        UnitKind.COUNTY_GOVERNMENT,
        UnitKind.CITY_DEPARTMENT,
        UnitKind.DISPATCHED_ORGAN,
        UnitKind.PUBLIC_SERVICE,
    }


def test_every_office_of_staff_has_a_place_and_callers_and_the_system_have_none() -> None:
    assert set(OFFICES) == set(Role) - {Role.CALLER, Role.SYSTEM}
    assert all(OFFICES.values())


def test_the_vendors_people_hold_only_what_r9_leaves_them() -> None:
    assert {role for role, kinds in OFFICES.items() if UnitKind.VENDOR in kinds} == {
        Role.AGENT,
        Role.SHIFT_LEADER,
        Role.DISPATCHER,
        Role.CALLBACK_CLERK,
        Role.VENDOR_MANAGER,
    }


def test_places_have_the_levels_of_the_units_that_care_for_them() -> None:
    assert set(DIVISION_LEVELS) == set(DivisionKind)
    for row in UNIT_KINDS.values():
        assert all(row.level in (DIVISION_LEVELS[place], 3) for place in row.places)


# ---- the invented city ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def invented() -> City:
    return parse_city({name: (FOLDER / name).read_text(encoding="utf-8") for name in CITY_FILES}, "cities/yunhe")


def test_the_invented_city_is_large_enough_to_work_in(invented: City) -> None:
    places = Counter(row.kind for row in invented.divisions)
    assert places[DivisionKind.DISTRICT] + places[DivisionKind.COUNTY] >= 6
    assert places[DivisionKind.STREET] + places[DivisionKind.TOWN] >= 40
    assert places[DivisionKind.COMMUNITY] + places[DivisionKind.VILLAGE] >= 200
    kinds = Counter(row.kind for row in invented.units)
    assert set(kinds) == set(UnitKind)
    assert kinds[UnitKind.CITY_DEPARTMENT] >= 36
    assert len(invented.staff) >= 120


def test_every_place_has_the_units_that_care_for_it(invented: City) -> None:
    cared_for = {(row.kind, row.division) for row in invented.units}
    wanted = {2: UnitKind.COUNTY_HOTLINE, 3: UnitKind.STREET_TOWN, 4: UnitKind.COMMUNITY, 5: UnitKind.GRID}
    assert [row.code for row in invented.divisions if (wanted[row.level], row.code) not in cared_for] == []


def test_managing_authority_and_place_are_two_things(invented: City) -> None:
    managed = [row for row in invented.divisions if row.managed_by]
    assert managed
    for place in managed:
        street = next(row for row in invented.units if row.division == place.code)
        assert street.parent == place.managed_by
        assert invented.unit_by_code[place.managed_by or ""].kind is UnitKind.DISPATCHED_ORGAN


def test_a_unit_of_an_older_name_has_its_successor(invented: City) -> None:
    former = [row for row in invented.units if row.valid_until]
    assert former
    assert all(row.successor and invented.unit_by_code[row.successor].valid_until is None for row in former)


def test_every_office_is_held_by_somebody(invented: City) -> None:
    assert {office.role for person in invented.staff for office in person.offices} == set(OFFICES)


def test_every_unit_of_the_catalogue_has_somebody_to_sign(invented: City) -> None:
    clerks = {office.unit for person in invented.staff for office in person.offices}
    assert {row.unit for row in invented.catalogue} <= clerks


def test_every_topic_leads_to_a_host_from_every_street(invented: City) -> None:
    streets = [row.code for row in invented.divisions if row.level == 3]
    for topic in invented.topics:
        for place in (None, *streets):
            assert invented.suggested_host(topic.code, place, RequestType.COMPLAIN) is not None


def test_barbecue_in_a_street_goes_to_its_districts_city_management(invented: City) -> None:
    community = next(row for row in invented.divisions if row.level == 4)
    district = invented.places_around(community.code)[-1]
    row = invented.suggested_host("0802", community.code, RequestType.COMPLAIN)
    assert row is not None
    host = invented.unit_by_code[row.unit]
    assert (host.division, host.code.rpartition(".")[2]) == (district, "city_management")
    assert (row.ground, citation(row.article).zh) == (DispatchGround.LOCALITY, citation("jinan_2018:23(2)").zh)


def test_a_complaint_about_agents_goes_to_the_quality_section(invented: City) -> None:
    row = invented.suggested_host("2505", None, RequestType.COMPLAIN)
    assert row is not None
    assert (row.unit, row.article) == ("centre.quality", "R14")


def test_a_row_for_a_type_comes_before_a_row_for_a_place(invented: City) -> None:
    place = next(row.code for row in invented.divisions if row.level == 3)
    tip_off, complaint = (
        invented.suggested_host("0604", place, kind) for kind in (RequestType.TIP_OFF, RequestType.COMPLAIN)
    )
    assert tip_off is not None
    assert complaint is not None
    assert (tip_off.request_type, tip_off.division) == (RequestType.TIP_OFF, None)
    assert (complaint.request_type, complaint.division is None) == (None, False)


def test_every_topic_of_the_first_level_has_three_phrases_of_different_kinds(invented: City) -> None:
    for topic in invented.topics:
        if topic.parent is None:
            found = [phrase for phrase in invented.phrases if phrase.topic[:2] == topic.code]
            assert len(found) >= 3, topic.code
            assert len({phrase.request_type for phrase in found}) >= 2, topic.code


def test_every_type_of_request_has_a_phrase(invented: City) -> None:
    assert {phrase.request_type for phrase in invented.phrases} == set(RequestType)


def test_no_text_for_transfer_tells_who_or_at_which_door(invented: City) -> None:
    filled = dict.fromkeys(SLOTS, "12") | {
        slot: invented.fillers[slot][0] for slot in FILLERS & SLOTS if slot in invented.fillers
    }
    for phrase in invented.phrases:
        for text in (phrase.title, phrase.transfer, phrase.findings, phrase.reply):
            assert flags(text.format(**filled)) == [], text
    assert any(slot in phrase.account for phrase in invented.phrases for slot in PRIVATE_SLOTS)


# ---- what is refused -----------------------------------------------------------------------------------------------

SMALL = {
    "city.toml": """
code = "99"
name_zh = "样例市"
name_en = "Sample"
timezone = "Asia/Shanghai"
hotline_zh = "样例热线"
hotline_en = "Sample hotline"
hotline_number = "12345"
area_code = "0699"
regimes = ["city_rules"]
""",
    "divisions.toml": """
divisions = [
  { code = "9901", kind = "district", name_zh = "东区", name_en = "East" },
  { code = "990101", kind = "street", name_zh = "河街", name_en = "River", parent = "9901" },
  { code = "99010101", kind = "community", name_zh = "桥社区", name_en = "Bridge", parent = "990101" },
]
""",
    "units.toml": """
[[units]]
code = "office"
kind = "city_office"
name_zh = "办公厅"
name_en = "Office"
initials = "bgt"

[[units]]
code = "centre"
kind = "city_hotline"
name_zh = "中心"
name_en = "Centre"
initials = "zx"
parent = "office"

[[units]]
code = "vendor"
kind = "vendor"
name_zh = "企业"
name_en = "Vendor"
initials = "qy"
parent = "centre"

[[units]]
code = "roads"
kind = "city_department"
name_zh = "路局"
name_en = "Roads"
initials = "lj"

[[units]]
code = "paths"
kind = "city_department"
name_zh = "道局"
name_en = "Paths"
initials = "dj"
valid_from = 2001-01-01
valid_until = 2019-01-01
successor = "roads"

[[units]]
code = "east"
kind = "county_government"
name_zh = "东区"
name_en = "East"
initials = "dq"
division = "9901"

[[units]]
code = "east.roads"
kind = "county_department"
name_zh = "东路局"
name_en = "East roads"
initials = "dlj"
parent = "east"
division = "9901"

[[units]]
code = "east.river"
kind = "street_town"
name_zh = "河街办"
name_en = "River"
initials = "hj"
parent = "east"
division = "990101"

[[units]]
code = "east.bridge"
kind = "community"
name_zh = "桥居委"
name_en = "Bridge"
initials = "q"
parent = "east.river"
division = "99010101"

[[units]]
code = "imported"
kind = "imported_placeholder"
name_zh = "占位"
name_en = "Imported"
initials = "zw"
""",
    "topics.toml": """
topics = [
  { code = "02", name_zh = "道路", name_en = "Roads", initials = "dl", share = 0.6 },
  { code = "99", name_zh = "其他", name_en = "Other", initials = "qt", share = 0.4 },
  { code = "0201", name_zh = "坑洼", name_en = "Potholes", initials = "kw", share = 1.0 },
]
""",
    "catalogue.toml": """
version = "1"
in_force_from = 2026-01-01
rows = [
  { topic = "02", unit = "roads", ground = "duty", article = "jinan_2018:23(2)" },
  { topic = "0201", county = "roads", ground = "locality", article = "jinan_2018:23(2)" },
  { topic = "0201", street = true, request_type = "suggest", ground = "locality", article = "jinan_2018:23(2)" },
  { topic = "99", unit = "roads", ground = "trade", article = "jinan_2018:23(2)" },
  { topic = "99", county = "government", ground = "locality", article = "jinan_2018:23(2)" },
]
""",
    "staff.toml": """
staff = [
  { username = "head", display_name = "甲", offices = [{ role = "head_of_centre", unit = "centre" }] },
  { username = "clerk", display_name = "乙", offices = [{ role = "unit_clerk", unit = "roads" }], substitute = "head" },
  { username = "voice", display_name = "丙", offices = [{ role = "agent", unit = "vendor" }], number = "2009" },
]
""",
    "inspection.toml": """
version = "1"
in_force_from = 2026-01-01
appeal_working_days = 3
appeal_basis = "jinan_2018:18"
groups = [{ zh = "记", en = "Recording", criteria = [
  { code = "complete", zh = "记完整", en = "Complete", levels = [100, 0], basis = "jinan_2018:18" },
] }]
faults = []
nightly = { orders_per_agent = 0, calls_per_agent = 0, flags = [], account_characters = 0, call_minutes = 30 }
""",
    "portal.toml": """
code_minutes = 10
visit_minutes = 120
draft_hours = 72
submissions_a_day = 5
submissions_from_address = 60
danger = ["着火", "on fire"]
answer_days = 365
emergencies = [{ number = "110", zh = "报警", en = "police" }]
channels = [{ zh = "来信", en = "By letter", hours_zh = "每天", hours_en = "Daily" }]
duties = [{ zh = "如实反映", en = "Be truthful", article = "jinan_2018:17" }]
privacy = [{ zh = "依法保密", en = "Kept secret", article = "jinan_2018:16" }]
""",
    "skeletons.toml": """
[[skeletons]]
topic = "0201"
text = "时间："
""",
    "evaluation.toml": """
link_days = 15
[[ways]]
topic = "0201"
first = "message"
wait_hours = 24
review_date = 2027-06-30
[[reasons]]
code = "slow"
zh = "太慢"
en = "Too slow"
[[scripts]]
outcome = "done"
zh = ["您好"]
en = ["Good day"]
review_date = 2027-06-30
""",
    "phrases.toml": """
[[phrases]]
topic = "0201"
request_type = "complain"
title = "{road}坑洼"
account = "我叫{caller}，{road}有坑。"
transfer = "{road}有坑洼，要求修补。"
findings = "已修补。"
reply = "{road}已修补。"
subject = "养护单位"

[fillers]
"""
    + "\n".join(f'{name} = ["样例"]' for name in sorted(FILLERS))
    + "\n\n[remarks]\n"
    + "\n".join(f'{name} = ["样例。"]' for name in sorted(REMARKS)),
}


def test_a_small_city_is_read() -> None:
    city = parse_city(SMALL)
    assert city.unit_by_code["east.bridge"].level == 4
    assert city.places_around("99010101") == ("99010101", "990101", "9901")
    assert [row.code for row in city.catalogue] == ["02", "0201-9901", "0201-990101-suggest", "99", "99-9901"]
    for topic, place, kind, unit in (
        ("0201", "99010101", RequestType.HELP, "east.roads"),
        ("0201", "99010101", RequestType.SUGGEST, "east.river"),
        ("0201", None, RequestType.HELP, "roads"),
        ("99", "990101", RequestType.HELP, "east"),
    ):
        row = city.suggested_host(topic, place, kind)
        assert row is not None
        assert row.unit == unit


def test_a_place_that_does_not_exist_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError, match="1234"):
        parse_city(SMALL).suggested_host("02", "1234", RequestType.HELP)


SLOW_AGAIN = 'en = "Too slow"\n[[reasons]]\ncode = "slow"\nzh = "慢"\nen = "Slow"'

REFUSED = [
    # city.toml
    ("city.toml", 'area_code = "0699"', 'area_code = "0699"\nmayor = "?"', r"city\.toml: mayor: unknown key"),
    ("city.toml", 'name_en = "Sample"', "", r"name_en: is missing"),
    ("city.toml", 'name_en = "Sample"', 'name_en = " "', r"name_en: is empty"),
    ("city.toml", "Asia/Shanghai", "Asia/Nowhere", r"timezone: there is no time zone Asia/Nowhere"),
    ("city.toml", '"12345"', '"one"', r"hotline_number: must be digits"),
    ("city.toml", '["city_rules"]', "[]", r"regimes: must be a list of texts"),
    ("city.toml", '["city_rules"]', '["a", "a"]', r"regimes: given twice: a"),
    ("city.toml", 'code = "99"', "code = ", r"city\.toml: \(file\): is not valid TOML"),
    # divisions.toml
    ("divisions.toml", '"street"', '"strret"', r"divisions\[1\]\.kind: there is no 'strret'; use one of: district"),
    (
        "divisions.toml",
        'parent = "9901" }',
        'parent = "9902" }',
        r"divisions\[990101\]\.parent: there is no place 9902",
    ),
    ("divisions.toml", ', parent = "9901" }', " }", r"divisions\[990101\]\.parent: a subdistrict cannot lie here"),
    (
        "divisions.toml",
        'parent = "990101"',
        'parent = "9901"',
        r"divisions\[99010101\]\.parent: a community cannot lie",
    ),
    (
        "divisions.toml",
        'parent = "9901" }',
        'parent = "990101" }',
        r"divisions\[990101\]\.parent: a subdistrict cannot",
    ),
    (
        "divisions.toml",
        '"99010101"',
        '"98010101"',
        r"divisions\[98010101\]\.code: must be digits that begin with 990101",
    ),
    ("divisions.toml", 'code = "99010101"', 'code = "990101"', r"divisions\[990101\]\.code: is given 2 times"),
    ("divisions.toml", 'parent = "9901" }', 'parent = "9901", managed_by = "vendor" }', r"no undertaking unit vendor"),
    # units.toml
    ("units.toml", 'initials = "lj"', 'initials = "LJ"', r"units\[roads\]\.initials: must be small letters"),
    ("units.toml", 'initials = "lj"', 'initials = "lj"\nboss = "x"', r"units\[3\]\.boss: unknown key"),
    ("units.toml", 'parent = "office"', 'parent = "offices"', r"units\[centre\]\.parent: there is no unit offices"),
    (
        "units.toml",
        'parent = "east.river"',
        'parent = "east"',
        r"units\[east\.bridge\]\.parent: .*below Street or town",
    ),
    ("units.toml", 'parent = "east.river"', 'parent = "east.bridge"', r"units\[east\.bridge\]\.parent: .*stands below"),
    (
        "units.toml",
        'initials = "lj"',
        'initials = "lj"\nparent = "office"',
        r"units\[roads\]\.parent: .*below nothing",
    ),
    (
        "units.toml",
        'division = "99010101"',
        'division = "990101"',
        r"units\[east\.bridge\]\.division: must be the code",
    ),
    (
        "units.toml",
        'division = "99010101"',
        'division = "77"',
        r"units\[east\.bridge\]\.division: there is no place 77",
    ),
    (
        "units.toml",
        "valid_until = 2019-01-01",
        "valid_until = 2000-01-01",
        r"units\[paths\]\.valid_until: must be later",
    ),
    ("units.toml", "valid_until = 2019-01-01", 'valid_until = "2019"', r"units\[4\]\.valid_until: must be a date"),
    (
        "units.toml",
        'successor = "roads"',
        'successor = "rivers"',
        r"units\[paths\]\.successor: there is no unit rivers",
    ),
    (
        "units.toml",
        'successor = "roads"',
        'successor = "paths"',
        r"units\[paths\]\.successor: the successors go in a c",
    ),
    ("units.toml", 'code = "paths"', 'code = "roads"', r"units\[roads\]\.code: is given 2 times"),
    ("units.toml", 'kind = "city_department"', 'kind = "imported_placeholder"', r"exactly one imported placeholder"),
    (
        "units.toml",
        'kind = "county_government"',
        'kind = "dispatched_organ"',
        r"units\[east\.roads\]\.par",
    ),
    # topics.toml
    ("topics.toml", "share = 0.6", "share = 0.5", r"topics\[\]\.share: shares sum to 0\.9"),
    ("topics.toml", "share = 1.0", "share = 0.9", r"topics\[02\]\.share: shares sum to 0\.9"),
    ("topics.toml", "share = 0.6", "share = 1.6", r"topics\[0\]\.share: must be between 0 and 1"),
    ("topics.toml", 'code = "0201"', 'code = "0301"', r"topics\[0301\]\.code: there is no topic 03"),
    ("topics.toml", 'code = "0201"', 'code = "021"', r"topics\[021\]\.code: must be two or four digits"),
    # catalogue.toml
    ("catalogue.toml", 'topic = "02",', 'topic = "03",', r"rows\[03\]\.topic: there is no topic 03"),
    ("catalogue.toml", 'unit = "roads", ground = "duty"', 'ground = "duty"', r"rows\[0\]\.unit: give exactly one of"),
    ("catalogue.toml", 'county = "roads"', 'county = "roads", street = true', r"rows\[1\]\.unit: give exactly one of"),
    (
        "catalogue.toml",
        'county = "roads"',
        'county = "roads", division = "9901"',
        r"rows\[1\]\.division: goes with unit",
    ),
    (
        "catalogue.toml",
        'county = "roads"',
        'county = "water"',
        r"rows\[0201-9901\]\.unit: there is no unit east\.water",
    ),
    (
        "catalogue.toml",
        'unit = "roads", ground = "duty"',
        'unit = "east.bridge", ground = "duty"',
        r"Bridge cannot host",
    ),
    ("catalogue.toml", 'unit = "roads", ground = "duty"', 'unit = "centre", ground = "duty"', r"Centre cannot host"),
    ("catalogue.toml", 'unit = "roads", ground = "duty"', 'unit = "paths", ground = "duty"', r"Paths cannot host"),
    ("catalogue.toml", 'unit = "roads", ground = "duty"', 'unit = "office", ground = "duty"', r"Office cannot host"),
    (
        "catalogue.toml",
        '"duty", article = "jinan_2018:23(2)"',
        '"duty", article = "x:1"',
        r"rows\[0\]\.article: there is no",
    ),
    ("catalogue.toml", '"duty"', '"whim"', r"rows\[0\]\.ground: there is no 'whim'"),
    (
        "catalogue.toml",
        'topic = "0201", county = "roads"',
        'topic = "02", unit = "roads"',
        r"rows\[02\]\.code: is given 2",
    ),
    (
        "catalogue.toml",
        '"99", unit = "roads"',
        '"99", division = "9901", unit = "roads"',
        r"rows\[99-9901\]\.code: is given",
    ),
    (
        "catalogue.toml",
        '"02", unit = "roads"',
        '"02", unit = "roads", division = "9901"',
        r"rows\[02\]\.unit: a row for the whole city is missing",
    ),
    # staff.toml
    ("staff.toml", '"head", display_name', '"clerk", display_name', r"staff\[clerk\]\.username: is given 2 times"),
    ("staff.toml", '"head_of_centre"', '"caller"', r"staff\[head\]\.offices: no caller in a city hotline"),
    ("staff.toml", '"agent", unit', '"examiner", unit', r"staff\[voice\]\.offices: no examiner in a vendor \(R9\)"),
    ("staff.toml", '"agent"', '"spy"', r"staff\[2\]\.offices\[0\]\.role: there is no 'spy'"),
    ("staff.toml", 'unit = "vendor"', 'unit = "seller"', r"staff\[voice\]\.offices: there is no unit seller"),
    ("staff.toml", '[{ role = "agent", unit = "vendor" }]', "[]", r"staff\[voice\]\.offices: give at least one office"),
    (
        "staff.toml",
        'substitute = "head"',
        'substitute = "clerk"',
        r"staff\[clerk\]\.substitute: there is no other clerk",
    ),
    # skeletons.toml
    ("skeletons.toml", 'topic = "0201"', 'topic = "0202"', r"skeletons\[时间：\]\.topic: there is no topic 0202"),
    ("skeletons.toml", 'text = "时间："', "", r"skeletons\[0\]\.text: is missing"),
    # evaluation.toml
    ("evaluation.toml", 'topic = "0201"', 'topic = "0202"', r"evaluation\[ways\]\.topic: there is no topic 0202"),
    ("evaluation.toml", "wait_hours = 24", "wait_hours = -1", r"ways\[0\]\.wait_hours: must not be negative"),
    ("evaluation.toml", 'first = "message"', 'first = "fax"', r"ways\[0\]\.first: there is no 'fax'"),
    ("evaluation.toml", "review_date = 2027-06-30\n[[reasons]]", "[[reasons]]", r"ways\[0\]\.review_date: is missing"),
    ("evaluation.toml", 'en = "Too slow"', SLOW_AGAIN, r"codes given twice: slow"),
    ("evaluation.toml", 'outcome = "done"', 'outcome = "gone"', r"scripts\[0\]\.outcome: there is no 'gone'"),
    # inspection.toml
    ("inspection.toml", "levels = [100, 0]", "levels = [99, 0]", r"inspection.toml: groups: must sum to 100"),
    # portal.toml
    ("portal.toml", "code_minutes = 10", "code_minutes = 0", r"code_minutes: must be more than 0"),
    (
        "portal.toml",
        "submissions_from_address = 60",
        "submissions_from_address = 0",
        r"submissions_from_address: must be more than 0",
    ),
    ("portal.toml", "submissions_a_day = 5", "submissions_a_day = 0", r"submissions_a_day: must be more than 0"),
    ("portal.toml", '["着火", "on fire"]', '["着火", "着火"]', r"danger: given twice"),
    ("portal.toml", "answer_days = 365", "answer_days = 0", r"answer_days: must be more than 0"),
    ("portal.toml", 'number = "110"', 'number = "one"', r"emergencies\[0\]\.number: must be digits"),
    ("portal.toml", "jinan_2018:17", "jinan_2018:99", r"portal\[duties\]\.article: there is no article jinan_2018:99"),
    ("portal.toml", 'en = "Kept secret", ', "", r"privacy\[0\]\.en: is missing"),
    # phrases.toml
    ("phrases.toml", 'topic = "0201"', 'topic = "0202"', r"phrases\[.*\]\.topic: there is no topic 0202"),
    ("phrases.toml", "{road}已修补", "{rode}已修补", r"phrases\[0\]\.reply: \{rode\} cannot stand here"),
    ("phrases.toml", "{road}有坑洼", "{caller}有坑洼", r"phrases\[0\]\.transfer: \{caller\} cannot stand here"),
    ("phrases.toml", "{road}已修补", "{road已修补", r"phrases\[0\]\.reply: the braces are wrong"),
    ("phrases.toml", 'subject = "养护单位"', "", r"phrases\[0\]\.subject: a complaint or tip-off names its subject"),
    ("phrases.toml", 'estate = ["样例"]', "", r"fillers\.estate: is missing"),
    ("phrases.toml", "[remarks]", '[remarks]\nshouting = ["啊"]', r"remarks\.shouting: unknown key"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), REFUSED, ids=lambda value: str(value)[:40])
def test_what_is_wrong_is_refused_with_file_key_and_reason(file: str, old: str, new: str, message: str) -> None:
    assert old in SMALL[file]
    with pytest.raises(DataRefused, match=message) as refusal:
        parse_city(SMALL | {file: SMALL[file].replace(old, new, 1)}, "cities/sample")
    assert refusal.value.source == f"cities/sample/{file}"
    assert refusal.value.zh != refusal.value.en


@pytest.mark.parametrize("missing", CITY_FILES)
def test_a_missing_file_is_named(missing: str) -> None:
    with pytest.raises(DataRefused, match=f"{missing}: .*this file is missing"):
        parse_city({name: text for name, text in SMALL.items() if name != missing})


def test_a_district_without_government_is_refused() -> None:
    west = 'divisions = [\n  { code = "9902", kind = "district", name_zh = "西区", name_en = "West" },'
    divisions = SMALL["divisions.toml"].replace("divisions = [", west)
    with pytest.raises(DataRefused, match=r"units\[9902\]\.division: West has no government"):
        parse_city(SMALL | {"divisions.toml": divisions})
