"""One act on one consultation: lock, decide, save, append the event, remember the request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lianxin.actions._append import append_events
from lianxin.actions._door import Done, Door
from lianxin.actions._perform import together
from lianxin.actions._request import keep_request, repeated, request_digest
from lianxin.law.changes import encode_value
from lianxin.law.consultation import BY_ACTION
from lianxin.law.decide import unit_is_of_vendor
from lianxin.law.decisions.consultation import By, Changes
from lianxin.law.refusals import Refused
from lianxin.law.words import ConsultationChannel
from lianxin.records.load import ReadAlong, read_along
from lianxin.records.models import Consultation
from lianxin.records.rules import Rules, rules_at


@dataclass(frozen=True, slots=True)
class ConsultationDone:
    """A consultation after an act: its id, the number of the answer that was given (0: none), and the event."""

    consultation: int
    answer: int
    sequence: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision: changed columns, what the event tells besides, the number of an answer."""

    changes: Changes = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)
    answer: int = 0


@dataclass(frozen=True, slots=True)
class Came:
    """How an answer came. `giver` is the digest by which its giver is known again in this consultation.

    `proved`: a code that was sent to the number was given back. `source`: the network address, where nobody proved
    anything.
    """

    channel: ConsultationChannel
    giver: bytes = field(repr=False)
    proved: bool = False
    received_on: dt.date | None = None
    source: str = field(default="", repr=False)


Decide = Callable[[Consultation, By], Decided]


def by_of(door: Door, rules: Rules) -> By:
    """Who acts, as the law of consultations asks it."""
    return By(door.actor, door.now, of_vendor=unit_is_of_vendor(rules.units, door.actor.unit))


def act_on_consultation(
    door: Door, action: str, consultation: int, decide: Decide, asked: Mapping[str, Any]
) -> ConsultationDone:
    """Carries out one act on one consultation; raises `Refused` when the law says no.

    `decide` may write the rows beside the consultation; the event that follows is number `head_sequence` + 1.
    """
    digest = request_digest(action, [consultation], [], asked)

    def once() -> ConsultationDone:
        along = read_along(door.actor.key, door.request_key)
        if along.earlier:
            return _before(along, digest)
        row = _locked(consultation)
        decided = decide(row, by_of(door, rules_at(along.revision)))
        for name, value in decided.changes.items():
            setattr(row, name, value)
        if decided.changes:
            row.save(update_fields=sorted(name.removesuffix("_id") for name in decided.changes))
        return keep(door, action, along, digest, row, decided)

    return together(once)


def begin_consultation(
    door: Door, action: str, make: Callable[[By], Consultation], asked: Mapping[str, Any]
) -> ConsultationDone:
    """The act with which a consultation begins."""
    digest = request_digest(action, [], [], asked)

    def once() -> ConsultationDone:
        along = read_along(door.actor.key, door.request_key)
        if along.earlier:
            return _before(along, digest)
        row = make(by_of(door, rules_at(along.revision)))
        row.save(force_insert=True)
        return keep(door, action, along, digest, row, Decided(changes=drafted_columns(row)))

    return together(once)


def drafted_columns(row: Consultation) -> Changes:
    """What an event tells of a draft: of its text the digest."""
    names = ("state", "content_digest", "version", "opens_at", "closes_at", "one_per_person", "drafted_by_id")
    return {name: getattr(row, name) for name in names}


UNTOLD = frozenset({"content", "figures"})
"""Columns of which an event holds a digest or a count, not the whole."""


def keep(
    door: Door, action: str, along: ReadAlong, digest: str, row: Consultation, decided: Decided
) -> ConsultationDone:
    """Appends the event and remembers the request."""
    changes = {
        name.removesuffix("_id"): encode_value(value) for name, value in decided.changes.items() if name not in UNTOLD
    }
    payload = ({"changes": changes} if changes else {}) | dict(decided.told)
    append_events([row], door, action, article=" ".join(BY_ACTION[action].articles), payloads=[payload])
    # A request key knows orders, and consultations likewise: it holds the id, and the number of the answer.
    keep_request(door, digest, [Done(row.pk, str(decided.answer), row.head_sequence)], along.recorded_at)
    return ConsultationDone(row.pk, decided.answer, row.head_sequence)


def _before(along: ReadAlong, digest: str) -> ConsultationDone:
    if along.earlier is None:
        raise ValueError("nothing was done before under this key")
    done = repeated(along.earlier, digest)[0]
    return ConsultationDone(done.order, int(done.number), done.sequence, repeated=True)


def _locked(consultation: int) -> Consultation:
    found = Consultation.objects.select_for_update(of=("self",)).filter(pk=consultation).first()
    if found is None:
        raise Refused("consultation_unknown")
    return found
