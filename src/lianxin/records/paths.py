"""Topics and places as they are said: with the names of what they lie in."""

from __future__ import annotations

from lianxin.law.lamps import Spoken
from lianxin.records.models import Division, Topic

ABOVE = "parent__parent__parent"


def topic_path(code: str) -> Spoken:
    """02 交通运输 › 违法停车; the code alone when it is not known any more."""
    topic = Topic.objects.filter(code=code).select_related(ABOVE).first()
    zh: list[str] = []
    en: list[str] = []
    while topic is not None:
        zh.insert(0, topic.name_zh)
        en.insert(0, topic.name_en or topic.name_zh)
        topic = topic.parent
    return Spoken(" › ".join(zh) or code, " › ".join(en) or code)


def division_names(code: str) -> list[Spoken]:
    """The names of a place and of all it lies in, the widest first; empty when it is not known any more."""
    division = Division.objects.filter(code=code).select_related(ABOVE).first()
    names: list[Spoken] = []
    while division is not None:
        names.insert(0, Spoken(division.name_zh, division.name_en or division.name_zh))
        division = division.parent
    return names
