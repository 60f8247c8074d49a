"""One act on one inspection: lock, decide, save, append the event with its remarks' digests, remember the request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction

from lianxin.actions._append import append_events
from lianxin.actions._door import Done, Door
from lianxin.actions._live import announce_inspections
from lianxin.actions._perform import together
from lianxin.actions._request import keep_request, repeated, request_digest
from lianxin.law.changes import encode_value
from lianxin.law.decide import unit_is_of_vendor
from lianxin.law.decisions.inspection import By, Changes, InspectionFacts, check
from lianxin.law.inspection import BY_ACTION
from lianxin.law.refusals import Refused
from lianxin.law.words import InspectedKind, InspectionTextKind
from lianxin.records.inspections import facts_of
from lianxin.records.intakes import units_of_agents, who_took
from lianxin.records.load import ReadAlong, read_along
from lianxin.records.models import City, Inspection, InspectionText
from lianxin.records.rules import Rules, rules_at
from lianxin.vault.digests import new_text_key, text_digest

Remarks = Mapping[InspectionTextKind, str]
"""What is written with an act; empty ones are left out."""

Told = list[tuple[Inspection, dict[str, Any]]]
"""Inspections, each with what the event of an act tells of it."""


@dataclass(frozen=True, slots=True)
class InspectionDone:
    """An inspection after an act: its id, the sequence of its event, and whether it had been done before."""

    inspection: int
    sequence: int
    repeated: bool = False


def by_of(door: Door, rules: Rules) -> By:
    """Who acts, as the law of inspections asks it."""
    return By(door.actor, door.now, of_vendor=unit_is_of_vendor(rules.units, door.actor.unit))


def act_on_inspection(
    door: Door,
    action: str,
    inspection: int,
    decide: Callable[[InspectionFacts, By, Rules, Inspection], Changes],
    remarks: Remarks,
    given: Mapping[str, Any],
) -> InspectionDone:
    """Carries out one act on one inspection; raises `Refused` when the law says no."""
    digest = request_digest(action, [inspection], [], {**given, **{kind.value: text for kind, text in remarks.items()}})

    def once() -> InspectionDone:
        along = read_along(door.actor.key, door.request_key)
        if along.earlier:
            return _before(along, digest)[0]
        row, rules = _locked(inspection), rules_at(along.revision)
        by = by_of(door, rules)
        check(facts_of(row), by, action)
        changes = decide(facts_of(row), by, rules, row)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(update_fields=sorted(name.removesuffix("_id") for name in changes))
        return keep(door, action, along, digest, [(row, {"changes": said(changes)})], remarks)[0]

    return together(once)


def begin(
    door: Door,
    action: str,
    digest: str,
    found: Callable[[ReadAlong], Told],
    remarks: Remarks,
) -> list[InspectionDone]:
    """Makes the inspections that `found` says, each with what its event tells; those of a repeated request once."""

    def once() -> list[InspectionDone]:
        along = read_along(door.actor.key, door.request_key)
        if along.earlier:
            return _before(along, digest)
        City.objects.select_for_update().get()  # one at a time: two draws never take the same intake
        told = found(along)
        Inspection.objects.bulk_create([row for row, _ in told])
        events = [(row, _begun(row) | more) for row, more in told]
        return keep(door, action, along, digest, events, remarks)

    return together(once)


def new_rows(what: InspectedKind, subjects: Sequence[int], **fields: Any) -> list[Inspection]:  # noqa: ANN401 - columns of one row
    """Rows for these orders or calls, each with who took it, when and in which unit; not saved yet."""
    taken = who_took(what, subjects)
    latest = max((one.at for one in taken.values()), default=None)
    units = units_of_agents({one.agent for one in taken.values()}, latest) if latest is not None else {}
    name = "order_id" if what is InspectedKind.ORDER else "call_id"
    return [
        Inspection(
            what=what,
            agent_id=taken[subject].agent,
            agent_unit_id=units.get(taken[subject].agent),
            taken_at=taken[subject].at,
            **{name: subject},
            **fields,
        )
        for subject in subjects
        if subject in taken
    ]


BEGUN = ("what", "order_id", "call_id", "agent_id", "agent_unit_id", "taken_at", "cause", "drawn_at", "drawn_by_id")
"""Columns with which an inspection begins, as its first event tells them."""


def _begun(row: Inspection) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in BEGUN}
    return {"changes": said({name: value for name, value in values.items() if value is not None})}


def keep(
    door: Door,
    action: str,
    along: ReadAlong,
    digest: str,
    told: Told,
    remarks: Remarks,
) -> list[InspectionDone]:
    """Appends the events with the remarks of the act, remembers the request, and tells the pages."""
    rows, texts, payloads = [row for row, _ in told], [], []
    for row, payload in told:
        own = list(_texts(door, row, remarks))
        texts += own
        digests = [{"kind": text.kind.value, "digest": text.digest} for text in own]
        payloads.append(payload | ({"texts": digests} if digests else {}))
    append_events(rows, door, action, article=" ".join(BY_ACTION[action].articles), payloads=payloads)
    InspectionText.objects.bulk_create(texts)
    done = [InspectionDone(row.pk, row.head_sequence) for row in rows]
    # A request key knows orders, and calls likewise: it holds the id of whatever was done something with.
    keep_request(door, digest, [Done(one.inspection, "", one.sequence) for one in done], along.recorded_at)
    transaction.on_commit(partial(announce_inspections, {row.agent_id for row in rows}))
    return done


def _before(along: ReadAlong, digest: str) -> list[InspectionDone]:
    if along.earlier is None:
        return []
    return [InspectionDone(one.order, one.sequence, repeated=True) for one in repeated(along.earlier, digest)]


def _locked(inspection: int) -> Inspection:
    found = Inspection.objects.select_for_update(of=("self",)).filter(pk=inspection).first()
    if found is None:
        raise Refused("inspection_unknown")
    return found


def said(changes: Mapping[str, object]) -> dict[str, Any]:
    """The changed fields as an event holds them."""
    return {name.removesuffix("_id"): encode_value(value) for name, value in changes.items()}


def _texts(door: Door, row: Inspection, remarks: Remarks) -> Iterable[InspectionText]:
    """The remarks of an act, each under a random key of its own."""
    written = [(kind, text.strip()) for kind, text in remarks.items() if text.strip()]
    for place, (kind, text) in enumerate(written, start=1):
        key = new_text_key()
        yield InspectionText(
            inspection=row,
            sequence=row.head_sequence + 1,
            place=place,
            kind=kind,
            content=text,
            hmac_key=key,
            digest=text_digest(key, text),
            author_id=door.actor.staff,
            at=door.now,
        )
