"""Writes what a decision changed, and only that: one statement for each table that changed, however many rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from lianxin.actions._append import next_event
from lianxin.actions._door import Done, Door, QueryCode
from lianxin.actions._insert import insert
from lianxin.actions._query_codes import digests, make_query_codes, replace_digests
from lianxin.law import transitions
from lianxin.law.changes import Changes, encode_value
from lianxin.law.draft import Draft
from lianxin.law.state import (
    TABLES,
    OrderAggregate,
)
from lianxin.law.words import DeliveryState
from lianxin.records.load import MODELS, ORDER_COLUMNS, ROW_COLUMNS
from lianxin.records.models import ClockSignal, Delivery, Event, OrderText, WorkOrder
from lianxin.records.search import search_vector
from lianxin.vault.digests import new_text_key, text_digest

HEAD = ("head_sequence", "head_hash", "updated_at")
PAST = dt.timedelta(days=2)
"""An act that is written down so much later belongs to the past: what it would have told is recorded, not sent."""


@dataclass(slots=True)
class Decided:
    """One order after its decision: the record, what it was (None for a new one), what it is, and the difference."""

    row: WorkOrder
    draft: Draft
    after: OrderAggregate
    changes: Changes
    texts: list[OrderText]
    event: Event
    query_codes: tuple[QueryCode, ...]
    code_digests: Mapping[int, bytes]

    @property
    def is_new(self) -> bool:
        """Whether the order begins with this act."""
        return self.draft.before is None

    @property
    def done(self) -> Done:
        """What the caller is told."""
        row = self.row
        return Done(row.pk, row.number, row.head_sequence, after=self.after, query_codes=self.query_codes)


def conclude(door: Door, action: str, draft: Draft, row: WorkOrder | None, recorded_at: dt.datetime) -> Decided:
    """Brings the order's record up to what the decision left, and makes its event and texts; saves nothing yet."""
    after, changes = draft.finish()
    record = WorkOrder(id=after.order.id) if row is None else row
    for name, attribute in ORDER_COLUMNS.items():
        value = getattr(after.order, name)
        setattr(record, attribute, list(value) if isinstance(value, tuple) else value)
    record.updated_at = recorded_at
    texts = _texts(door, draft, record)
    payload = {**_plain(draft.facts), "changes": changes}
    if texts:
        payload["texts"] = [{"kind": text.kind.value, "digest": text.digest} for text in texts]
    articles = draft.articles or transitions.BY_ACTION[action].articles
    event = next_event(record, door, action, recorded_at=recorded_at, article=" ".join(articles), payload=payload)
    codes = make_query_codes(draft)
    return Decided(
        row=record,
        draft=draft,
        after=after,
        changes=changes,
        texts=texts,
        event=event,
        query_codes=codes,
        code_digests=digests(record.pk, codes),
    )


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: encode_value(value) for name, value in facts.items()}


def _texts(door: Door, draft: Draft, row: WorkOrder) -> list[OrderText]:
    """The texts of an act, each under a random key of its own: the event will know them by their digests only."""
    texts = []
    for place, text in enumerate(draft.texts, start=1):
        key = new_text_key()
        texts.append(
            OrderText(
                order=row,
                sequence=row.head_sequence + 1,
                place=place,
                kind=text.kind,
                caller=text.caller,
                content=text.content,
                private=text.private,
                hmac_key=key,
                digest=text_digest(key, text.content),
                author_id=door.actor.staff,
                at=door.now,
                search=search_vector(text.content),
            )
        )
    return texts


def save(decided: Sequence[Decided]) -> None:
    """Writes orders, changed rows, query codes, events, texts and deliveries."""
    _save_orders([one for one in decided if not one.is_new])
    insert([one.row for one in decided if one.is_new])
    for table in TABLES:
        _save_rows(table, decided)
    for one in decided:
        old = one.draft.before.caller if one.draft.before else {}
        replace_digests(one.row.pk, {serial: kept for serial, kept in one.code_digests.items() if serial in old})
    insert([one.event for one in decided])
    insert([text for one in decided for text in one.texts])
    insert([delivery for one in decided for delivery in _deliveries(one)])
    # A calendar may lead to a due moment and back to it: the signal is given again then, but counts once.
    ClockSignal.objects.bulk_create([signal for one in decided for signal in _signals(one)], ignore_conflicts=True)


def _save_orders(changed: Sequence[Decided]) -> None:
    fields = {*HEAD} | {name for one in changed for name in one.changes.get("order", {})}
    if len(changed) == 1:
        changed[0].row.save(update_fields=fields)
    elif changed:
        WorkOrder.objects.bulk_update([one.row for one in changed], sorted(fields))


def _save_rows(table: str, decided: Sequence[Decided]) -> None:
    """One INSERT for the rows that are new, or one upsert as soon as an old row changed."""
    columns, model = ROW_COLUMNS[table], MODELS[table]
    records: list[Model] = []
    known = False
    for one in decided:
        rows = getattr(one.after, table)
        before = getattr(one.draft.before, table) if one.draft.before else {}
        for serial in sorted(map(int, one.changes.get(table, {}))):
            values = {attribute: _column(getattr(rows[serial], name)) for name, attribute in columns.items()}
            records.append(model(order_id=one.row.pk, **values, **_code_columns(table, one, serial)))
            known = known or serial in before
    if known:
        everything: QuerySet[Any] = QuerySet(model)
        changing = [name for name in columns if name != "serial"]
        everything.bulk_create(
            records, update_conflicts=True, unique_fields=["order", "serial"], update_fields=changing
        )
    else:
        insert(records)


def _code_columns(table: str, one: Decided, serial: int) -> dict[str, bytes]:
    """The query code of a new caller goes with its row; of a caller who was there it is no column of the upsert."""
    if table != "caller" or serial not in one.code_digests:
        return {}
    return {"query_code_digest": one.code_digests[serial]}


def _column(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _signals(one: Decided) -> list[ClockSignal]:
    """The signal that the act gave, if it is the act that gives them and one was due (see `law.clockwork`)."""
    facts = one.draft.facts
    if one.event.name != "signal_clock" or "signal" not in facts:
        return []
    return [
        ClockSignal(
            order=one.row,
            clock=facts["clock"],
            signal=facts["signal"],
            computation=dt.datetime.fromisoformat(facts["due_at"]),
            recorded_at=one.row.updated_at,
        )
    ]


def _deliveries(one: Decided) -> list[Delivery]:
    past = one.event.recorded_at - one.event.occurred_at > PAST
    return [
        Delivery(
            key=f"{one.row.pk}:{one.row.head_sequence}:{place}",
            template=new.template,
            order=one.row,
            unit_id=new.unit,
            caller=new.caller,
            desk=new.desk,
            state=DeliveryState.RECORDED if new.recorded_only or past else DeliveryState.PENDING,
            created_at=one.row.updated_at,
            next_at=None if new.recorded_only or past else one.row.updated_at,
        )
        for place, new in enumerate(one.draft.deliveries, start=1)
    ]
