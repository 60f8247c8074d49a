"""The counts of consultations as open data: those whose report was published, as they stood then."""

from __future__ import annotations

from collections.abc import Iterator

from lianxin.law.consultation_tally import EVERYBODY, Count, Tally, small_counts
from lianxin.law.consultation_text import GENERAL, Content
from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.records.consultations import content_of, reported, tally_of
from lianxin.records.models import Consultation
from lianxin.web.consultations.shown import both, choices_of, labels, title_of

Record = dict[str, str | int | None]
NONE = Spoken("全部", "All")


def consulted() -> Iterator[Record]:
    """A row for each item, choice and group, the latest report first."""
    for row in reported():
        yield from _rows(row)


def _rows(row: Consultation) -> Iterator[Record]:
    content, found = content_of(row), tally_of(row)
    hidden, named, groups = small_counts(content, found), labels(content), _groups(content)
    about = _about(row, content)
    for code, group in groups:
        whole: Count = ("groups", code) if code else ("total",)
        counted = _shown(found, hidden, whole, ("total",))
        yield (
            about | _item(GENERAL, named[GENERAL]) | _coded("choice", "", NONE) | _coded("group", code, group) | counted
        )
    for item in content.items:
        for choice, text in choices_of(item):
            for code, group in groups:
                counted = _shown(found, hidden, ("picked", item.serial, choice, code), ("answered", item.serial, code))
                asked = _item(item.serial, named[item.serial]) | _coded("choice", choice, text)
                yield about | asked | _coded("group", code, group) | counted


def _groups(content: Content) -> list[tuple[str, Spoken]]:
    return [(EVERYBODY, NONE), *((one.code, both(one.zh, one.en)) for one in content.groups)]


def _about(row: Consultation, content: Content) -> Record:
    title, at = title_of(content), row.reported_at
    day = f"{at.astimezone(SHANGHAI).date()}" if at is not None else ""
    return {"consultation": row.pk, "title_zh": title.zh, "title_en": title.en, "reported": day}


def _item(serial: int, label: Spoken) -> Record:
    return {"item": serial, "item_zh": label.zh, "item_en": label.en}


def _coded(what: str, code: str, text: Spoken) -> Record:
    return {f"{what}_code": code, f"{what}_zh": text.zh, f"{what}_en": text.en}


def _shown(found: Tally, hidden: frozenset[Count], count: Count, answered: Count) -> Record:
    """Both counts; None for one that is not shown."""
    names = (("count", count), ("answered", answered))
    return {name: None if key in hidden else found.count_of(key) for name, key in names}
