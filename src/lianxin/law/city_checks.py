"""What must hold between the rows of a city, beyond what each row says for itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from string import Formatter
from typing import NoReturn
from zoneinfo import ZoneInfo

from lianxin.law.articles import citation
from lianxin.law.city_data import (
    DIVISION_LEVELS,
    PRIVATE_SLOTS,
    SLOTS,
    CatalogueRow,
    City,
    Division,
    Phrase,
    StaffData,
    TopicData,
    UnitData,
)
from lianxin.law.city_files import DataRefused
from lianxin.law.city_rows import Row
from lianxin.law.unit_kinds import OFFICES, UNIT_KINDS
from lianxin.law.words import LegalRole, RequestType, UnitKind

_INITIALS = re.compile(r"[a-z0-9]+")
_ONE_OF_EACH = (UnitKind.CITY_OFFICE, UnitKind.CITY_HOTLINE, UnitKind.IMPORTED_PLACEHOLDER)
_SHARES_OFF = 1e-6
_NAMES_ITS_SUBJECT = (RequestType.COMPLAIN, RequestType.TIP_OFF)

_HOST_ROLES = (LegalRole.UNDERTAKING, LegalRole.SUB_UNIT)
_HOSTS_OF_COMPLAINTS = (UnitKind.CENTRE_SECTION, UnitKind.CITY_OFFICE)
_ABOUT_CONDUCT = "R14"
"""The ruling under which alone sections and the general office may host (R59)."""


class _Refusals:
    """Refuses at a row of a file, named by its list and code."""

    def __init__(self, source: str, rows: str) -> None:
        self.source, self.rows = source, rows

    def __call__(self, code: str, key: str, zh: str, en: str) -> NoReturn:
        raise DataRefused(self.source, f"{self.rows}[{code}].{key}", zh, en)


def check_city(city: City, sources: Mapping[str, str]) -> None:
    """Raises DataRefused at the first thing that does not hold; `sources` names the files for the message."""
    _check_about(city, _Refusals(sources["city.toml"], "city"))
    _check_divisions(city, _Refusals(sources["divisions.toml"], "divisions"))
    _check_units(city, _Refusals(sources["units.toml"], "units"))
    _check_topics(city, _Refusals(sources["topics.toml"], "topics"))
    _check_catalogue(city, _Refusals(sources["catalogue.toml"], "rows"))
    _check_staff(city, _Refusals(sources["staff.toml"], "staff"))
    refuse = _Refusals(sources["phrases.toml"], "phrases")
    for phrase in city.phrases:
        if phrase.topic not in city.topic_by_code:
            refuse(phrase.title, "topic", f"没有事项 {phrase.topic}", f"there is no topic {phrase.topic}")
    refuse = _Refusals(sources["skeletons.toml"], "skeletons")
    for skeleton in city.skeletons:
        if skeleton.topic is not None and skeleton.topic not in city.topic_by_code:
            zh, en = f"没有事项 {skeleton.topic}", f"there is no topic {skeleton.topic}"
            refuse(skeleton.text[:12], "topic", zh, en)
    _check_evaluation(city, _Refusals(sources["evaluation.toml"], "evaluation"))
    _check_portal(city, _Refusals(sources["portal.toml"], "portal"))


def _check_evaluation(city: City, refuse: _Refusals) -> None:
    asked = city.evaluation
    rows = [("scripts", row.topic) for row in asked.scripts] + [("reasons", row.topic) for row in asked.reasons]
    for name, topic in [*rows, *(("ways", row.topic) for row in asked.ways)]:
        if topic is not None and topic not in city.topic_by_code:
            refuse(name, "topic", f"没有事项 {topic}", f"there is no topic {topic}")


def _check_portal(city: City, refuse: _Refusals) -> None:
    for name, rows in (("duties", city.portal.duties), ("privacy", city.portal.privacy)):
        for row in rows:
            try:
                citation(row.article)
            except KeyError:
                refuse(name, "article", f"没有条文 {row.article}", f"there is no article {row.article}")


def _once(values: Iterable[str], key: str, refuse: _Refusals) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            refuse(value, key, f"出现 {count} 次，应唯一", f"is given {count} times, it must be unique")


def _check_about(city: City, refuse: _Refusals) -> None:
    try:
        ZoneInfo(city.timezone)
    except (KeyError, ValueError):
        refuse(city.code, "timezone", f"没有时区 {city.timezone}", f"there is no time zone {city.timezone}")
    for key, value in (("code", city.code), ("area_code", city.area_code), ("hotline_number", city.hotline_number)):
        if not value.isdecimal():
            refuse(city.code, key, "应为数字", "must be digits")


def _check_divisions(city: City, refuse: _Refusals) -> None:
    _once((row.code for row in city.divisions), "code", refuse)
    _once((f"{row.parent}/{row.name_zh}" for row in city.divisions), "name_zh", refuse)
    for row in city.divisions:
        _check_division(row, city, refuse)


def _check_division(row: Division, city: City, refuse: _Refusals) -> None:
    above = city.division_by_code.get(row.parent or "")
    top = row.level == min(DIVISION_LEVELS.values())
    if row.parent is not None and above is None:
        refuse(row.code, "parent", f"没有地点 {row.parent}", f"there is no place {row.parent}")
    if top != (above is None) or (above is not None and above.level != row.level - 1):
        refuse(row.code, "parent", f"{row.kind.zh}不能在此之下", f"a {row.kind.en.lower()} cannot lie here")
    prefix = above.code if above else city.code
    if not row.code.isdecimal() or not row.code.startswith(prefix) or row.code == prefix:
        refuse(row.code, "code", f"应为以 {prefix} 开头的数字", f"must be digits that begin with {prefix}")
    manager = city.unit_by_code.get(row.managed_by or "")
    if row.managed_by is not None and (manager is None or manager.legal_role is not LegalRole.UNDERTAKING):
        refuse(row.code, "managed_by", f"没有承办单位 {row.managed_by}", f"no undertaking unit {row.managed_by}")


def _check_units(city: City, refuse: _Refusals) -> None:
    _once((row.code for row in city.units), "code", refuse)
    _once((f"{row.parent}/{row.name_zh}" for row in city.units if row.valid_until is None), "name_zh", refuse)
    for row in city.units:
        _check_parent(row, city, refuse)
        _check_place(row, city, refuse)
        _check_dates(row, city, refuse)
        if not _INITIALS.fullmatch(row.initials):
            refuse(row.code, "initials", "应为小写字母和数字", "must be small letters and digits")
    kinds = Counter(row.kind for row in city.units)
    for kind in _ONE_OF_EACH:
        if kinds[kind] != 1:
            refuse(kind, "kind", f"应恰有一个{kind.zh}", f"there must be exactly one {kind.en.lower()}")
    governed = {row.division for row in city.units if row.kind is UnitKind.COUNTY_GOVERNMENT}
    for place in city.divisions:
        if place.level == min(DIVISION_LEVELS.values()) and place.code not in governed:
            refuse(place.code, "division", f"{place.name_zh}没有人民政府", f"{place.name_en} has no government")


def _check_parent(row: UnitData, city: City, refuse: _Refusals) -> None:
    law, above = UNIT_KINDS[row.kind], city.unit_by_code.get(row.parent or "")
    if row.parent is not None and above is None:
        refuse(row.code, "parent", f"没有单位 {row.parent}", f"there is no unit {row.parent}")
    if (above.kind if above else None) not in (law.parents or {None}):
        kinds = "、".join(sorted(kind.zh for kind in law.parents)) or "（无上级）"
        names = ", ".join(sorted(kind.en for kind in law.parents)) or "nothing"
        refuse(row.code, "parent", f"{row.kind.zh}的上级应为{kinds}", f"a {row.kind.en.lower()} stands below {names}")


def _check_place(row: UnitData, city: City, refuse: _Refusals) -> None:
    places, place = UNIT_KINDS[row.kind].places, city.division_by_code.get(row.division or "")
    if row.division is not None and place is None:
        refuse(row.code, "division", f"没有地点 {row.division}", f"there is no place {row.division}")
    if places and (place is None or place.kind not in places):
        kinds = "、".join(sorted(kind.zh for kind in places))
        names = ", ".join(sorted(kind.en for kind in places))
        refuse(row.code, "division", f"应为{kinds}的代码", f"must be the code of a {names}")


def _check_dates(row: UnitData, city: City, refuse: _Refusals) -> None:
    if row.valid_from and row.valid_until and row.valid_until <= row.valid_from:
        refuse(row.code, "valid_until", "应晚于 valid_from", "must be later than valid_from")
    seen, at = {row.code}, row
    while at.successor is not None:
        if at.successor not in city.unit_by_code:
            refuse(row.code, "successor", f"没有单位 {at.successor}", f"there is no unit {at.successor}")
        if at.successor in seen:
            refuse(row.code, "successor", "继承关系成环", "the successors go in a circle")
        seen.add(at.successor)
        at = city.unit_by_code[at.successor]


def _check_topics(city: City, refuse: _Refusals) -> None:
    _once((row.code for row in city.topics), "code", refuse)
    families: dict[str | None, list[TopicData]] = {}
    for row in city.topics:
        if not row.code.isdecimal() or len(row.code) not in (2, 4):
            refuse(row.code, "code", "应为两位或四位数字", "must be two or four digits")
        if row.parent is not None and row.parent not in city.topic_by_code:
            refuse(row.code, "code", f"没有上级事项 {row.parent}", f"there is no topic {row.parent} above it")
        families.setdefault(row.parent, []).append(row)
    for parent, rows in families.items():
        total = sum(row.share for row in rows)
        if abs(total - 1) > _SHARES_OFF:
            refuse(parent or "", "share", f"同级占比合计应为 1，现为 {total:.6f}", f"shares sum to {total:.6f}, not 1")


def _check_catalogue(city: City, refuse: _Refusals) -> None:
    _once((row.code for row in city.catalogue), "code", refuse)
    for row in city.catalogue:
        if row.topic not in city.topic_by_code:
            refuse(row.code, "topic", f"没有事项 {row.topic}", f"there is no topic {row.topic}")
        if row.division is not None and row.division not in city.division_by_code:
            refuse(row.code, "division", f"没有地点 {row.division}", f"there is no place {row.division}")
        _check_host(row, city, refuse)
    everywhere = {row.topic for row in city.catalogue if row.division is None and row.request_type is None}
    for topic in city.topics:
        if topic.parent is None and topic.code not in everywhere:
            refuse(topic.code, "unit", "缺少全市通用的一行", "a row for the whole city is missing")


def _check_host(row: CatalogueRow, city: City, refuse: _Refusals) -> None:
    unit = city.unit_by_code.get(row.unit)
    if unit is None:
        refuse(row.code, "unit", f"没有单位 {row.unit}", f"there is no unit {row.unit}")
    may_host = unit.legal_role in _HOST_ROLES or unit.kind is UnitKind.COUNTY_HOTLINE
    if unit.kind in _HOSTS_OF_COMPLAINTS and row.article == _ABOUT_CONDUCT:
        may_host = True
    if not may_host or unit.valid_until is not None:
        refuse(row.code, "unit", f"{unit.name_zh}不能承办（R1、R2）", f"{unit.name_en} cannot host (R1, R2)")


def _check_staff(city: City, refuse: _Refusals) -> None:
    names = {row.username for row in city.staff}
    _once((row.username for row in city.staff), "username", refuse)
    _once((row.number for row in city.staff if row.number), "number", refuse)
    for row in city.staff:
        if row.substitute is not None and (row.substitute not in names or row.substitute == row.username):
            refuse(row.username, "substitute", f"没有他人 {row.substitute}", f"there is no other {row.substitute}")
        _check_offices(row, city, refuse)


def _check_offices(row: StaffData, city: City, refuse: _Refusals) -> None:
    if not row.offices:
        refuse(row.username, "offices", "至少一个岗位", "give at least one office")
    for office in row.offices:
        unit = city.unit_by_code.get(office.unit)
        if unit is None:
            refuse(row.username, "offices", f"没有单位 {office.unit}", f"there is no unit {office.unit}")
        if unit.kind not in OFFICES.get(office.role, frozenset()):
            refuse(
                row.username,
                "offices",
                f"{unit.kind.zh}不设{office.role.zh}（R9）",
                f"no {office.role.en.lower()} in a {unit.kind.en.lower()} (R9)",
            )


def check_phrase(row: Row, phrase: Phrase) -> None:
    """Refuses slots that nobody fills, and what the text for transfer must not tell (R43)."""
    sentences: Sequence[tuple[str, str, frozenset[str]]] = (
        ("title", phrase.title, SLOTS),
        ("account", phrase.account, SLOTS | PRIVATE_SLOTS),
        ("transfer", phrase.transfer, SLOTS),
        ("findings", phrase.findings, SLOTS),
        ("reply", phrase.reply, SLOTS),
        ("subject", phrase.subject, SLOTS),
    )
    for key, sentence, allowed in sentences:
        _check_sentence(row, key, sentence, allowed)
    if phrase.request_type in _NAMES_ITS_SUBJECT and not phrase.subject:
        row.refuse("subject", "投诉、举报须写明被反映对象（R13）", "a complaint or tip-off names its subject (R13)")


def _check_sentence(row: Row, key: str, sentence: str, allowed: frozenset[str]) -> None:
    try:
        slots = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
    except ValueError as problem:
        row.refuse(key, f"花括号有误：{problem}", f"the braces are wrong: {problem}")
    for slot in slots:
        if slot not in allowed:
            known = ", ".join(sorted(allowed))
            row.refuse(key, f"此处不能用 {{{slot}}}；可用：{known}", f"{{{slot}}} cannot stand here; use: {known}")
