"""One act on one subject beside orders: lock, decide, save, append the event with its texts' digests, remember.

Inspections, typical cases, opinions on the hotline and consultations are such subjects: each has a chain of its own,
and words beside it that can be destroyed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lianxin.actions._append import append_events
from lianxin.actions._door import Done, Door
from lianxin.actions._perform import together
from lianxin.actions._request import keep_request, repeated, request_digest
from lianxin.law.by import By, Changes
from lianxin.law.changes import encode_value
from lianxin.law.decide import unit_is_of_vendor
from lianxin.law.refusals import Refused
from lianxin.law.words import Word
from lianxin.records.load import ReadAlong, read_along
from lianxin.records.models import Chained, City, SubjectText
from lianxin.records.rules import Rules, rules_at
from lianxin.vault.digests import new_text_key, text_digest

Words = Mapping[Any, str]
"""What is written with an act, by the kind of text; empty ones are left out."""

Told = list[tuple[Any, dict[str, Any]]]
"""Subjects, each with what the event of an act tells of it."""


@dataclass(frozen=True, slots=True)
class SubjectDone:
    """A subject after an act: its id, the sequence of its event, and whether it had been done before.

    `made` is the serial of what the act added beneath the subject, as an answer to a consultation; 0 for nothing.
    """

    id: int
    sequence: int
    repeated: bool = False
    made: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision: changed columns, what the event tells besides them, and the serial of what was added."""

    changes: Changes = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)
    made: int = 0


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of subject: its tables, the articles of its acts, what is said where there is none, and who is told.

    `link` is the column of a text that names its subject; without `texts` an act keeps its words in rows of its own.
    `untold` are columns of which an event holds a digest or a count, not the whole.
    """

    model: type[Chained]
    articles: Callable[[str], Iterable[str]]
    unknown: str
    texts: type[SubjectText] | None = None
    link: str = ""
    announce: Callable[[Iterable[Any]], None] | None = None
    untold: frozenset[str] = frozenset()


def by_of(door: Door, rules: Rules) -> By:
    """Who acts, as the law of these subjects asks it."""
    return By(door.actor, door.now, of_vendor=unit_is_of_vendor(rules.units, door.actor.unit))


def act_on(
    family: Family,
    door: Door,
    action: str,
    subject: int,
    decide: Callable[[Any, By, Rules], Decided],
    asked: tuple[Words, Mapping[str, Any]],
) -> SubjectDone:
    """Carries out one act on one subject; raises `Refused` when the law says no.

    `decide` may write rows beside the subject; the event that follows is number `head_sequence` + 1. `asked`: the words
    that come with the act, and everything else by which a repeated request is known.
    """
    words, given = asked
    digest = request_digest(action, [subject], [], {**given, **{str(kind): text for kind, text in words.items()}})

    def once() -> SubjectDone:
        along = read_along(door.actor.key, door.request_key)
        if along.earlier:
            return done_before(along, digest)[0]
        row, rules = locked(family, subject), rules_at(along.revision)
        decided = decide(row, by_of(door, rules), rules)
        for name, value in decided.changes.items():
            setattr(row, name, value)
        row.save(update_fields=sorted(name.removesuffix("_id") for name in decided.changes))
        changes = said({name: value for name, value in decided.changes.items() if name not in family.untold})
        told = [(row, {"changes": changes, **decided.told})]
        return keep(family, door, action, (along, digest, decided.made), told, words)[0]

    return together(once)


def begin(
    family: Family, door: Door, action: str, digest: str, found: Callable[[ReadAlong], Told], words: Words
) -> list[SubjectDone]:
    """Makes the subjects that `found` says, each with what its event tells; those of a repeated request once.

    A subject that needs its id before, or is begun anew, `found` saves itself.
    """

    def once() -> list[SubjectDone]:
        along = read_along(door.actor.key, door.request_key)
        if along.earlier:
            return done_before(along, digest)
        City.objects.select_for_update().get()  # one at a time: nothing is begun twice, no limit is slipped through
        told = found(along)
        table: QuerySet[Any] = QuerySet(family.model)
        table.bulk_create([row for row, _ in told if row.pk is None])
        return keep(family, door, action, (along, digest, 0), told, words)

    return together(once)


def keep(
    family: Family, door: Door, action: str, request: tuple[ReadAlong, str, int], told: Told, words: Words
) -> list[SubjectDone]:
    """Appends the events with the digests of the act's texts, remembers the request, and tells the pages.

    `request`: what was read along, the digest of what is asked, and the serial of what was added beneath the subject.
    """
    along, digest, made = request
    rows = [row for row, _ in told]
    append_told(family, door, action, told, words)
    done = [SubjectDone(row.pk, row.head_sequence, made=made) for row in rows]
    # A request key knows orders, and other subjects likewise: it holds the id of whatever was done something with,
    # and in the place of an order's number the serial of what was added beneath it.
    kept = [Done(one.id, str(one.made or ""), one.sequence) for one in done]
    keep_request(door, digest, kept, along.recorded_at)
    if family.announce is not None:
        transaction.on_commit(partial(family.announce, rows))
    return done


def append_told(family: Family, door: Door, action: str, told: Told, words: Words) -> None:
    """Appends the events, and keeps the texts whose digests they hold."""
    texts, payloads = [], []
    for row, payload in told:
        own = list(_texts(family, door, row, words))
        texts += own
        digests = [{"kind": text.kind.value, "digest": text.digest} for text in own]
        payloads.append(payload | ({"texts": digests} if digests else {}))
    article = " ".join(family.articles(action))
    append_events([row for row, _ in told], door, action, article=article, payloads=payloads)
    if family.texts is not None:
        table: QuerySet[Any] = QuerySet(family.texts)
        table.bulk_create(texts)


def done_before(along: ReadAlong, digest: str) -> list[SubjectDone]:
    """What came of a request that was carried out before; refuses when it asked for something else."""
    if along.earlier is None:
        return []
    found = repeated(along.earlier, digest)
    return [SubjectDone(one.order, one.sequence, repeated=True, made=int(one.number or 0)) for one in found]


def locked(family: Family, subject: int) -> Any:  # noqa: ANN401 - a row of the family's table
    """The subject, locked; refuses one that does not exist."""
    table: QuerySet[Any] = QuerySet(family.model)
    found = table.select_for_update(of=("self",)).filter(pk=subject).first()
    if found is None:
        raise Refused(family.unknown)
    return found


def said(changes: Changes) -> dict[str, Any]:
    """The changed fields as an event holds them."""
    return {name.removesuffix("_id"): encode_value(value) for name, value in changes.items()}


def begun(row: Chained, names: Iterable[str]) -> dict[str, Any]:
    """What the first event of a subject tells of its row; what is empty is left out."""
    values = {name: getattr(row, name) for name in names}
    return {"changes": said({name: value for name, value in values.items() if value is not None})}


def _texts(family: Family, door: Door, row: Chained, words: Words) -> Iterable[Any]:
    """The texts of an act, each under a random key of its own; none of a family that keeps its words elsewhere."""
    if family.texts is None:
        return
    written: list[tuple[Word, str]] = [(kind, text.strip()) for kind, text in words.items() if text.strip()]
    for place, (kind, text) in enumerate(written, start=1):
        key = new_text_key()
        values: dict[str, Any] = {
            family.link: row,
            "sequence": row.head_sequence + 1,
            "place": place,
            "kind": kind,
            "content": text,
            "hmac_key": key,
            "digest": text_digest(key, text),
            "author_id": door.actor.staff,
            "at": door.now,
        }
        yield family.texts(**values)
