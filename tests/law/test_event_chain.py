"""Whoever tampers with one event of a chain is found, and the finding says where."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.law.actors import SYSTEM, Actor
from lianxin.law.event_chain import (
    GENESIS,
    NO_SEAL,
    Break,
    EventBody,
    Head,
    PayloadRefused,
    StoredEvent,
    canonical_bytes,
    leaf,
    link,
    merkle_root,
    seal_body,
    seal_hash,
    verify_all,
    verify_chain,
)
from lianxin.law.words import ChainBreak, OrderState, Role

MOMENT = dt.datetime(2026, 11, 16, 12, 31, 0, 125, tzinfo=dt.UTC)
CLERK = Actor(role=Role.UNIT_CLERK, staff=41, unit=7)


def body(sequence: int = 1, subject_id: int | str = 17, **fields: Any) -> EventBody:
    values: dict[str, Any] = {
        "name": "sign",
        "schema_version": 1,
        "occurred_at": MOMENT + dt.timedelta(minutes=sequence),
        "recorded_at": MOMENT + dt.timedelta(minutes=sequence, seconds=1),
        "actor": CLERK,
        "article": "jinan_2018:24",
        "payload": {"changes": {"order": {"state": "handling", "round": sequence}}},
    }
    return EventBody(subject_kind="order", subject_id=subject_id, sequence=sequence, **(values | fields))


def stored(previous: bytes, event: EventBody) -> StoredEvent:
    """The event as the database gives it back: the payload in another key order, with spaces."""
    text = json.dumps(dict(reversed(event.payload.items())), ensure_ascii=False)
    return StoredEvent(
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        sequence=event.sequence,
        name=event.name,
        schema_version=event.schema_version,
        occurred_at=event.occurred_at,
        recorded_at=event.recorded_at,
        actor_role=event.actor_role,
        actor_staff=event.actor_staff,
        actor_unit=event.actor_unit,
        actor_person=event.actor_person,
        article=event.article,
        payload=text,
        hash=link(previous, event),
    )


def chain(length: int, subject_id: int | str = 17) -> tuple[list[StoredEvent], Head]:
    rows: list[StoredEvent] = []
    for sequence in range(1, length + 1):
        rows.append(stored(rows[-1].hash if rows else GENESIS, body(sequence, subject_id)))
    return rows, Head("order", subject_id, length, rows[-1].hash if rows else GENESIS)


def by_sequence(rows: list[StoredEvent]) -> list[StoredEvent]:
    return sorted(rows, key=lambda row: row.sequence)


def places(breaks: list[Break]) -> list[tuple[int, ChainBreak]]:
    return [(found.sequence, found.kind) for found in breaks]


# ---- the bytes -----------------------------------------------------------------------------------------------------


def test_the_canonical_bytes_are_these() -> None:
    assert canonical_bytes(body(payload={"b": 1, "a": "柳岸"})).decode() == (
        '{"actor":["unit_clerk",41,7,null],"article":"jinan_2018:24","name":"sign",'
        '"occurred_at":"2026-11-16T12:32:00.000125+00:00","payload":{"a":"柳岸","b":1},'
        '"recorded_at":"2026-11-16T12:32:01.000125+00:00","schema_version":1,"sequence":1,"subject":["order",17]}'
    )


def test_a_hash_is_sha256_of_the_hash_before_and_the_body() -> None:
    assert link(GENESIS, body()) == hashlib.sha256(bytes(32) + canonical_bytes(body())).digest()


def test_a_moment_has_one_text_in_every_zone() -> None:
    shanghai = MOMENT.astimezone(ZoneInfo("Asia/Shanghai"))
    assert canonical_bytes(body(occurred_at=MOMENT)) == canonical_bytes(body(occurred_at=shanghai))


def test_words_stand_in_the_payload_by_their_code() -> None:
    assert canonical_bytes(body(payload={"to": OrderState.HANDLING})) == canonical_bytes(
        body(payload={"to": "handling"})
    )


def test_the_system_acts_without_a_staff_record() -> None:
    assert b'"actor":["system",null,null,null]' in canonical_bytes(body(actor=SYSTEM))


@pytest.mark.parametrize(
    ("payload", "where"),
    [
        ({"rate": 0.5}, r"payload\.rate: float"),
        ({"rows": [1, {"late_days": 2.0}]}, r"payload\.rows\[1\]\.late_days: float"),
        ({"count": 2**63}, r"payload\.count: .* 64 bits"),
        ({3: "x"}, r"payload: key 3"),
        ({"at": MOMENT}, r"payload\.at: datetime"),
        ({"text": "a\0b"}, r"payload\.text: .*NUL"),
        ({"text": "\ud83d"}, r"payload\.text: .*surrogate"),
        ({"ke\0y": 1}, r"payload: .*NUL"),
    ],
)
def test_what_the_database_would_rewrite_is_refused_with_its_place(payload: Any, where: str) -> None:
    with pytest.raises(PayloadRefused, match=where):
        canonical_bytes(body(payload=payload))


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(PayloadRefused, match="no time zone"):
        canonical_bytes(body(occurred_at=MOMENT.replace(tzinfo=None)))


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(texts, json_values, max_size=5))
def test_a_payload_keeps_its_hash_through_the_database(payload: dict[str, Any]) -> None:
    event = body(payload=payload)
    row = stored(GENESIS, event)
    assert verify_chain([row], Head("order", 17, 1, link(GENESIS, event))) == []


# ---- one act of tampering ------------------------------------------------------------------------------------------


@given(st.integers(0, 12))
def test_a_whole_chain_has_no_break(length: int) -> None:
    rows, head = chain(length)
    assert verify_chain(rows, head, head) == []


CHANGES: list[dict[str, Any]] = [
    {"name": "examine"},
    {"schema_version": 2},
    {"occurred_at": MOMENT},
    {"recorded_at": MOMENT + dt.timedelta(days=1)},
    {"actor_role": "unit_head"},
    {"actor_staff": 42},
    {"actor_unit": None},
    {"actor_person": 9},
    {"article": "jinan_2018:25"},
    {"payload": '{"changes": {}}'},
    {"hash": bytes(32)},
    {"subject_id": 18},
    {"subject_kind": "unit"},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
@pytest.mark.parametrize("position", [0, 3, 6])
def test_a_changed_field_is_found_at_its_event(change: dict[str, Any], position: int) -> None:
    rows, head = chain(7)
    rows[position] = rows[position]._replace(**change)
    assert places(verify_chain(rows, head)) == [(position + 1, ChainBreak.CHANGED)]


def test_one_character_of_a_payload_is_enough() -> None:
    rows, head = chain(3)
    rows[1] = rows[1]._replace(payload=str(rows[1].payload).replace('"round": 2', '"round": 3'))
    assert places(verify_chain(rows, head)) == [(2, ChainBreak.CHANGED)]


def test_an_integer_made_a_float_is_found() -> None:
    rows, head = chain(3)
    rows[1] = rows[1]._replace(payload=str(rows[1].payload).replace('"round": 2', '"round": 2.0'))
    assert places(verify_chain(rows, head)) == [(2, ChainBreak.CHANGED)]


@given(st.data())
def test_a_removed_event_is_found_at_its_place(data: st.DataObject) -> None:
    rows, head = chain(data.draw(st.integers(2, 12)))
    position = data.draw(st.integers(0, len(rows) - 2))
    del rows[position]
    assert places(verify_chain(rows, head)) == [(position + 1, ChainBreak.REMOVED)]


@given(st.data())
def test_a_cut_tail_is_found_where_it_was_cut(data: st.DataObject) -> None:
    rows, head = chain(data.draw(st.integers(1, 12)))
    kept = data.draw(st.integers(0, len(rows) - 1))
    assert places(verify_chain(rows[:kept], head)) == [(kept + 1, ChainBreak.CUT_TAIL)]


@given(st.data())
def test_two_events_that_changed_places_are_both_named(data: st.DataObject) -> None:
    rows, head = chain(data.draw(st.integers(2, 12)))
    first, second = sorted(data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=2, max_size=2, unique=True)))
    rows[first], rows[second] = (
        rows[second]._replace(sequence=first + 1),
        rows[first]._replace(sequence=second + 1),
    )
    expected = [(first + 1, ChainBreak.REORDERED), (second + 1, ChainBreak.REORDERED)]
    assert places(verify_chain(rows, head)) == expected


@given(st.data())
def test_two_events_whose_contents_were_swapped_under_their_hashes_are_both_named(data: st.DataObject) -> None:
    rows, head = chain(data.draw(st.integers(2, 12)))
    first, second = sorted(data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=2, max_size=2, unique=True)))
    a, b = rows[first], rows[second]
    rows[first], rows[second] = (
        b._replace(sequence=a.sequence, hash=a.hash),
        a._replace(sequence=b.sequence, hash=b.hash),
    )
    found = verify_chain(rows, head)
    assert {item.sequence for item in found} == {first + 1, second + 1}


@given(st.data())
def test_events_read_out_of_their_order_are_named(data: st.DataObject) -> None:
    rows, head = chain(data.draw(st.integers(2, 12)))
    position = data.draw(st.integers(0, len(rows) - 2))
    rows[position], rows[position + 1] = rows[position + 1], rows[position]
    assert places(verify_chain(rows, head)) == [(position + 1, ChainBreak.REORDERED)]


@given(st.data())
def test_an_event_given_another_sequence_is_named_with_where_it_belongs(data: st.DataObject) -> None:
    rows, head = chain(data.draw(st.integers(2, 12)))
    position = data.draw(st.integers(0, len(rows) - 1))
    sequence = data.draw(st.integers(1, 15).filter(lambda number: number != position + 1))
    rows[position] = rows[position]._replace(sequence=sequence)
    found = verify_chain(by_sequence(rows), head)
    assert set(places(found)) == {(sequence, ChainBreak.REORDERED), (position + 1, ChainBreak.REORDERED)}


@given(st.data(), st.booleans())
def test_an_inserted_event_is_found_even_when_it_is_properly_linked(data: st.DataObject, before: bool) -> None:
    rows, head = chain(data.draw(st.integers(1, 12)))
    sequence = data.draw(st.integers(1, len(rows) + 1))
    previous = rows[sequence - 2].hash if sequence > 1 else GENESIS
    forged = stored(previous, body(sequence, name="close"))
    rows.insert(sequence - 1 if before else min(sequence, len(rows)), forged)
    found = verify_chain(rows, head)
    assert places(found) == [(sequence, ChainBreak.INSERTED)]


@given(st.data())
def test_an_event_rewritten_with_a_hash_of_its_own_breaks_at_it_or_right_after(data: st.DataObject) -> None:
    rows, head = chain(data.draw(st.integers(1, 12)))
    position = data.draw(st.integers(0, len(rows) - 1))
    previous = rows[position - 1].hash if position else GENESIS
    rows[position] = stored(previous, body(position + 1, name="close"))
    found = verify_chain(rows, head)
    assert len(found) == 1
    assert found[0].sequence in (position + 1, position + 2)


@pytest.mark.parametrize(
    "alter",
    [
        lambda head: Head("order", 17, head.sequence, bytes(32)),
        lambda head: Head("order", 17, head.sequence + 1, head.hash),
        lambda head: Head("order", 17, head.sequence - 1, head.hash),
        lambda head: Head("order", 17, 10**12, head.hash),
    ],
)
def test_an_altered_head_is_named_and_not_the_events(alter: Callable[[Head], Head]) -> None:
    rows, head = chain(5)
    altered = alter(head)
    assert places(verify_chain(rows, altered)) == [(altered.sequence, ChainBreak.HEAD_MISMATCH)]


def test_events_without_their_subject_are_told() -> None:
    rows, sealed = chain(3)
    assert places(verify_chain(rows, None, sealed)) == [(1, ChainBreak.VANISHED_SUBJECT)]
    assert places(verify_chain([], None, sealed)) == [(1, ChainBreak.VANISHED_SUBJECT)]


def test_events_of_a_subject_that_nothing_else_knows_are_called_so() -> None:
    rows, _ = chain(3)
    assert places(verify_chain(rows, None)) == [(1, ChainBreak.UNKNOWN_SUBJECT)]


# ---- since the last seal -------------------------------------------------------------------------------------------


def test_a_chain_rewritten_to_its_end_is_found_by_the_seal_alone() -> None:
    _, sealed = chain(5)
    rows: list[StoredEvent] = []
    for sequence in range(1, 6):
        event = body(sequence, name="close") if sequence == 3 else body(sequence)
        rows.append(stored(rows[-1].hash if rows else GENESIS, event))
    head = Head("order", 17, 5, rows[-1].hash)
    assert verify_chain(rows, head) == []
    assert places(verify_chain(rows, head, sealed)) == [(5, ChainBreak.CHANGED)]


def test_a_tail_cut_together_with_its_head_is_found_by_the_seal_alone() -> None:
    rows, sealed = chain(5)
    shorter = Head("order", 17, 3, rows[2].hash)
    assert verify_chain(rows[:3], shorter) == []
    assert places(verify_chain(rows[:3], shorter, sealed)) == [(4, ChainBreak.CUT_TAIL)]


def test_a_chain_that_grew_since_the_seal_is_whole() -> None:
    rows, head = chain(5)
    assert verify_chain(rows, head, Head("order", 17, 3, rows[2].hash)) == []


def test_a_walk_over_many_chains_names_each_subject() -> None:
    chains = [chain(4, subject_id) for subject_id in range(1, 7)]
    heads = [head for _, head in chains]
    rows = [list(part) for part, _ in chains]
    rows[1][2] = rows[1][2]._replace(name="close")
    rows[3] = []
    heads_left = [head for head in heads if head.subject_id not in (5, 6)]
    rows[5] = []
    verdict = verify_all((row for part in rows for row in part), heads_left, heads)
    assert (verdict.events, verdict.subjects) == (16, 5)
    assert [(found.subject_id, found.sequence, found.kind) for found in verdict.breaks] == [
        (2, 3, ChainBreak.CHANGED),
        (4, 1, ChainBreak.CUT_TAIL),
        (5, 1, ChainBreak.VANISHED_SUBJECT),
        (6, 1, ChainBreak.VANISHED_SUBJECT),
    ]


@given(st.lists(st.integers(0, 6), max_size=8), st.sets(st.integers(0, 7)), st.sets(st.integers(0, 7)))
def test_a_walk_finds_every_subject_that_lost_its_row_or_its_events(
    lengths: list[int], rows_gone: set[int], events_gone: set[int]
) -> None:
    chains = [chain(length, number) for number, length in enumerate(lengths)]
    sealed = [head for _, head in chains if head.sequence]
    verdict = verify_all(
        (row for number, (part, _) in enumerate(chains) if number not in events_gone for row in part),
        [head for number, (_, head) in enumerate(chains) if number not in rows_gone],
        sealed,
    )
    expected = {number for number, length in enumerate(lengths) if length and number in rows_gone | events_gone}
    assert {found.subject_id for found in verdict.breaks} == expected
    assert len(verdict.breaks) == len(expected)


def test_an_event_moved_to_another_subject_is_missed_in_one_and_extra_in_the_other() -> None:
    (first, first_head), (second, second_head) = chain(3, 1), chain(3, 2)
    moved = first.pop(1)._replace(subject_id=2)
    verdict = verify_all([*first, *by_sequence([*second, moved])], [first_head, second_head])
    assert [(found.subject_id, found.sequence, found.kind) for found in verdict.breaks] == [
        (1, 2, ChainBreak.REMOVED),
        (2, 2, ChainBreak.INSERTED),
    ]


def test_a_break_tells_in_both_languages_where_it_is() -> None:
    rows, head = chain(3)
    found = verify_chain(rows[:2], head)[0]
    assert found.zh == "工单 17 第 3 条记录：此后记录被截去"
    assert found.en == "Order 17, event 3: Tail cut off"


# ---- the tree and the seal -----------------------------------------------------------------------------------------


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def test_the_root_of_three_leaves() -> None:
    a, b, c = (_hash(b"\0" + item) for item in (b"a", b"b", b"c"))
    assert merkle_root([b"a", b"b", b"c"]) == _hash(b"\1" + _hash(b"\1" + a + b) + c)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=20), st.data())
def test_the_root_depends_on_every_leaf_their_order_and_their_number(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    root = merkle_root(leaves)
    assert merkle_root([*leaves[:index], leaves[index] + b"!", *leaves[index + 1 :]]) != root
    assert merkle_root([*leaves, leaves[-1]]) != root
    turned = leaves[::-1]
    assert (merkle_root(turned) == root) == (turned == leaves)


def test_an_empty_night_has_a_root_too() -> None:
    assert merkle_root([]) == _hash(b"")


def test_a_seal_names_the_one_before_it() -> None:
    root = merkle_root([leaf(chain(2)[1])])
    first = seal_body(NO_SEAL, root, MOMENT, 1)
    second = seal_body(seal_hash(first), root, MOMENT, 1)
    assert json.loads(second) == {
        "at": "2026-11-16T12:31:00.000125+00:00",
        "count": 1,
        "previous": seal_hash(first).hex(),
        "root": root.hex(),
    }


def test_a_seal_needs_a_moment_with_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        seal_body(NO_SEAL, bytes(32), MOMENT.replace(tzinfo=None), 0)


def test_a_leaf_tells_subjects_apart() -> None:
    assert leaf(Head("order", 1, 2, GENESIS)) != leaf(Head("order", 12, 2, GENESIS))
    assert leaf(Head("order", 1, 2, GENESIS)) != leaf(Head("order", "1", 2, GENESIS))
