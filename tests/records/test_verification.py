"""Whoever changes the log, even as the owner of its tables, is found, and the place is named."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, connections

from lianxin.actions._door import Done, Door
from lianxin.actions.count_month import count_month
from lianxin.actions.dispatch import dispatch
from lianxin.actions.seal_chains import seal_chains
from lianxin.actions.sign import sign
from lianxin.law.chain_breaks import Break
from lianxin.law.seals import Head
from lianxin.law.words import ChainBreak, SealFault
from lianxin.records.models import Seal, WorkOrder
from lianxin.records.seal_faults import BrokenSeal, judge
from lianxin.records.seals import PUBLIC_KEY, SealFolder, SealLine, SealPlaceMissing, read_key
from lianxin.records.verification import Report, verify_everything, verify_since_seal
from lianxin.runtime.database_roles import OWNER
from tests.patience import PATIENCE
from tests.servers import Server
from tests.small_city import MORNING, SmallCity, build_small_city, take

HOUR = dt.timedelta(hours=1)
NIGHT = MORNING + dt.timedelta(hours=14)


@pytest.fixture
def seals(tmp_path: Path) -> SealFolder:
    return SealFolder(tmp_path, Ed25519PrivateKey.generate())


def a_life(city: SmallCity, key: str) -> Done:
    """An order with three events."""
    done = take(city, key)
    dispatch(
        Door(city.dispatcher, MORNING + HOUR, f"{key}-send"),
        order=done.order,
        unit=city.department,
        transfer="请办理。",
    )
    return sign(Door(city.clerk, MORNING + 2 * HOUR, f"{key}-sign"), order=done.order)


@pytest.fixture
def orders(committing_db: str) -> list[int]:
    """Three orders with three events each."""
    assert committing_db
    city = build_small_city()
    return [a_life(city, key).order for key in "abc"]


@contextmanager
def owner(server: Server) -> Iterator[psycopg.Connection]:
    """A connection of the tables' owner with the log's triggers switched off: the worst that the database allows."""
    url = server.url(str(connection.settings_dict["NAME"]), role=OWNER)
    with psycopg.connect(url, autocommit=True) as tampering:
        tampering.execute("ALTER TABLE event DISABLE TRIGGER event_is_final")
        yield tampering


def kinds(report: Report) -> list[tuple[int | str, int, ChainBreak]]:
    return [(one.subject_id, one.sequence, one.kind) for one in report.broken if isinstance(one, Break)]


def test_an_untouched_log_holds(orders: list[int], seals: SealFolder) -> None:
    report = verify_everything(seals)
    assert (report.events, report.subjects, report.broken) == (9, len(orders), [])
    assert report.sealed_until is None


COPIED = (
    "name, schema_version, occurred_at, recorded_at, transaction_id,"
    " actor_role, actor_staff, actor_unit, actor_person, article, payload, hash"
)
COPY = f"INSERT INTO event SELECT subject_kind, subject_id, 4, {COPIED} FROM event"
SECOND = "WHERE subject_id = %(order)s AND sequence = 2"
TAMPERINGS = {
    "changed payload": (f"UPDATE event SET payload = payload || '{{\"x\": 1}}' {SECOND}", 2, ChainBreak.CHANGED),
    "changed moment": (f"UPDATE event SET occurred_at = now() {SECOND}", 2, ChainBreak.CHANGED),
    "changed actor": (f"UPDATE event SET actor_staff = actor_staff + 1 {SECOND}", 2, ChainBreak.CHANGED),
    "changed article": (f"UPDATE event SET article = 'R1' {SECOND}", 2, ChainBreak.CHANGED),
    "changed hash": (f"UPDATE event SET hash = sha256(hash) {SECOND}", 2, ChainBreak.CHANGED),
    "removed event": (f"DELETE FROM event {SECOND}", 2, ChainBreak.REMOVED),
    "cut tail": ("DELETE FROM event WHERE subject_id = %(order)s AND sequence > 2", 3, ChainBreak.CUT_TAIL),
    "inserted event": (f"{COPY} {SECOND}", 4, ChainBreak.INSERTED),
    "reordered events": (
        "UPDATE event SET sequence = 5 - sequence WHERE subject_id = %(order)s AND sequence IN (2, 3)",
        2,
        ChainBreak.REORDERED,
    ),
    "removed chain": ("DELETE FROM event WHERE subject_id = %(order)s", 1, ChainBreak.CUT_TAIL),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_each_tampering_is_found_where_it_happened(orders: list[int], postgresql: Server, name: str) -> None:
    statement, sequence, kind = TAMPERINGS[name]
    order = orders[1]
    with owner(postgresql) as tampering:
        tampering.execute(statement, {"order": order})
    report = verify_everything(None)
    assert (order, sequence, kind) in kinds(report)
    assert {subject for subject, _, _ in kinds(report)} == {order}


MONTH_TAMPERINGS = {
    "one case more": ("UPDATE indicator_count SET cases = cases + 1", ChainBreak.FIGURES_ALTERED),
    "a verdict exchanged": ("UPDATE indicator_count SET verdict = 'holds'", ChainBreak.FIGURES_ALTERED),
    "counts removed": ("DELETE FROM indicator_count", ChainBreak.FIGURES_ALTERED),
    "thawed": ("UPDATE indicator_month SET frozen = false", ChainBreak.FIGURES_ALTERED),
    "digest rewritten": (
        "UPDATE event SET payload = payload || '{\"counts\": 0}' WHERE subject_kind = 'month'",
        ChainBreak.CHANGED,
    ),
    "event removed": ("DELETE FROM event WHERE subject_kind = 'month'", ChainBreak.CUT_TAIL),
}


@pytest.mark.parametrize("name", MONTH_TAMPERINGS)
def test_r66_figures_that_were_frozen_are_proved_to_be_the_same(
    orders: list[int], postgresql: Server, seals: SealFolder, name: str
) -> None:
    month = MORNING.date().replace(day=1)
    assert count_month(month, now=MORNING + dt.timedelta(days=60), freeze_days=5)
    report = verify_everything(None)
    assert (report.events, report.subjects, report.broken) == (10, len(orders) + 1, [])
    assert seal_chains(seals, now=NIGHT)
    statement, kind = MONTH_TAMPERINGS[name]
    with owner(postgresql) as tampering:
        tampering.execute(statement)
    assert (month.year * 100 + month.month, 1, kind) in kinds(verify_everything(seals))


def test_r66_a_frozen_month_that_vanished_is_missed(orders: list[int], postgresql: Server, seals: SealFolder) -> None:
    assert orders
    month = MORNING.date().replace(day=1)
    assert count_month(month, now=MORNING + dt.timedelta(days=60), freeze_days=5)
    assert seal_chains(seals, now=NIGHT)
    with owner(postgresql) as tampering:
        for table in ("event WHERE subject_kind = 'month'", "indicator_count", "month_matters", "indicator_month"):
            tampering.execute(f"DELETE FROM {table}")
    found = kinds(verify_everything(seals))
    assert (month.year * 100 + month.month, 1, ChainBreak.VANISHED_SUBJECT) in found


def forget_order(tampering: psycopg.Connection, order: int) -> None:
    """Takes an order away wholly: its events, its rows and the row that carries the head."""
    tampering.execute("DELETE FROM event WHERE subject_id = %s", [order])
    rows = ("assignment", "order_caller", "clock", "feedback", "overlay", "rating")
    children = (*rows, "order_text", "delivery", "clock_signal")
    for table in children:
        tampering.execute(f"DELETE FROM {table} WHERE order_id = %s", [order])
    tampering.execute("DELETE FROM work_order WHERE id = %s", [order])


def test_a_vanished_order_is_missed_once_it_was_sealed(
    orders: list[int], postgresql: Server, seals: SealFolder
) -> None:
    line, _ = seal_chains(seals, NIGHT)
    assert line is not None
    assert line.subjects == len(orders)
    with owner(postgresql) as tampering:
        forget_order(tampering, orders[1])
    for report in (verify_everything(seals), verify_since_seal(seals)):
        assert kinds(report) == [(orders[1], 1, ChainBreak.VANISHED_SUBJECT)]
        assert report.sealed_until == NIGHT


def test_a_tail_cut_together_with_its_head_is_missed_once_it_was_sealed(
    orders: list[int], postgresql: Server, seals: SealFolder
) -> None:
    seal_chains(seals, NIGHT)
    with owner(postgresql) as tampering:
        tampering.execute("DELETE FROM event WHERE subject_id = %s AND sequence = 3", [orders[0]])
        tampering.execute(
            "UPDATE work_order SET head_sequence = 2, head_hash = event.hash FROM event"
            " WHERE subject_id = work_order.id AND sequence = 2 AND work_order.id = %s",
            [orders[0]],
        )
    assert kinds(verify_everything(None)) == []
    for report in (verify_everything(seals), verify_since_seal(seals)):
        assert kinds(report) == [(orders[0], 3, ChainBreak.CUT_TAIL)]


def test_a_seal_takes_up_what_changed_and_nothing_else(committing_db: str, seals: SealFolder) -> None:
    assert committing_db
    city = build_small_city()
    first = take(city, "a")
    take(city, "b")
    assert seal_chains(seals, NIGHT)[0] is not None
    assert seal_chains(seals, NIGHT)[0] is None
    dispatch(Door(city.dispatcher, MORNING, "send"), order=first.order, unit=city.department, transfer="请办理。")
    line, report = seal_chains(seals, NIGHT + HOUR)
    assert line is not None
    assert (line.number, line.subjects, report.broken) == (2, 1, [])
    assert [head.sequence for head in seals.heads([1, 2])] == [2, 1]
    assert verify_everything(seals).broken == []


def test_much_is_sealed_a_part_at_a_time_in_one_chain_of_seals(
    orders: list[int], postgresql: Server, seals: SealFolder
) -> None:
    """A chain that does not hold, at the head of the first part, keeps nothing behind it from being sealed."""
    with owner(postgresql) as tampering:
        tampering.execute("UPDATE event SET article = 'R1' WHERE subject_id = %s AND sequence = 1", [orders[0]])
    line, report = seal_chains(seals, NIGHT, most=1)
    assert line is not None
    assert seals.numbers() == [1, 2] == list(Seal.objects.order_by("number").values_list("number", flat=True))
    assert [seals.line(number).subjects for number in (1, 2)] == [1, 1]
    assert [head.subject_id for head in seals.heads([1, 2])] == orders[1:]
    assert seals.line(2).previous_hash == seals.line(1).hash
    assert judge(seals, None).broken == []
    for found in (report, verify_everything(seals)):
        assert kinds(found) == [(orders[0], 1, ChainBreak.CHANGED)]


def test_sealing_broken_off_between_two_parts_goes_on_where_it_was(
    orders: list[int], seals: SealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, made = SealFolder.make, []

    def dies_at_the_second(self: SealFolder, heads: list[Head], at: dt.datetime) -> SealLine:
        if made:
            raise KeyboardInterrupt
        made.append(make(self, heads, at))
        return made[0]

    monkeypatch.setattr(SealFolder, "make", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        seal_chains(seals, NIGHT, most=1)
    monkeypatch.undo()
    assert [row.number for row in Seal.objects.all()] == [1], "what was sealed is kept"
    line, report = seal_chains(seals, NIGHT + HOUR, most=2)
    assert line is not None
    assert (line.number, line.subjects, line.previous_hash) == (2, 2, made[0].hash)
    assert [head.subject_id for head in seals.heads([1, 2])] == orders
    assert (report.broken, verify_everything(seals).broken) == ([], [])


def test_two_that_seal_at_once_make_one_seal(
    orders: list[int], seals: SealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, begun = SealFolder.make, threading.Event()

    def takes_its_time(self: SealFolder, heads: list[Head], at: dt.datetime) -> SealLine:
        line = make(self, heads, at)
        begun.set()
        time.sleep(0.5)  # the other comes to the lock while the file is there and its row is not
        return line

    def seal() -> SealLine | None:
        try:
            return seal_chains(seals, NIGHT)[0]
        finally:
            connections.close_all()

    monkeypatch.setattr(SealFolder, "make", takes_its_time)
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(seal)
        assert begun.wait(PATIENCE)
        assert seal_chains(seals, NIGHT)[0] is None
        assert other.result() is not None
    assert [row.number for row in Seal.objects.all()] == [1]
    assert [head.subject_id for head in seals.heads([1])] == orders


def test_seals_read_beside_each_other_are_not_all_open(
    orders: list[int], seals: SealFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lianxin.records.seals.PIECE", 1)
    seal_chains(seals, NIGHT, most=1)
    merged = seals.heads(seals.numbers())
    assert next(merged).subject_id == orders[0]
    open_now = {Path(link).resolve() for link in Path("/proc/self/fd").iterdir()}
    assert not [number for number in seals.numbers() if seals.place(number) in open_now]
    assert [head.subject_id for head in merged] == orders[1:]


def test_no_seal_vouches_for_a_broken_chain(orders: list[int], postgresql: Server, seals: SealFolder) -> None:
    with owner(postgresql) as tampering:
        tampering.execute("UPDATE event SET article = 'R1' WHERE subject_id = %s AND sequence = 1", [orders[0]])
    line, report = seal_chains(seals, NIGHT)
    assert line is not None
    assert line.subjects == 2
    assert kinds(report) == [(orders[0], 1, ChainBreak.CHANGED)]


def faults(report: Report) -> list[tuple[int | None, SealFault]]:
    return [(one.number, one.fault) for one in report.broken if isinstance(one, BrokenSeal)]


def test_a_seal_that_was_tampered_with_is_found(orders: list[int], seals: SealFolder) -> None:
    assert orders
    seal_chains(seals, NIGHT)
    place = seals.place(1)
    whole = place.read_bytes()
    first, *leaves = whole.splitlines(keepends=True)

    place.write_bytes(first + b"".join(leaves[1:]))
    assert faults(verify_everything(seals)) == [(1, SealFault.ALTERED)]

    said = json.loads(first)
    place.write_bytes(json.dumps({**said, "at": "2026-11-01T00:00:00+08:00"}).encode() + b"\n" + b"".join(leaves))
    assert faults(verify_everything(seals)) == [(1, SealFault.BAD_SIGNATURE)]

    place.write_bytes(whole)
    assert faults(verify_everything(seals)) == []
    assert faults(verify_everything(SealFolder(seals.folder, Ed25519PrivateKey.generate()))) == [
        (1, SealFault.BAD_SIGNATURE)
    ]

    place.unlink()
    assert faults(verify_everything(seals)) == [(1, SealFault.MISSING)]


def altered(content: bytes, place: int) -> bytes:
    """One hexadecimal digit of a hash replaced by another."""
    digit = content[place : place + 1]
    return content[:place] + (b"0" if digit != b"0" else b"1") + content[place + 1 :]


def two_nights(seals: SealFolder) -> SmallCity:
    """Three orders sealed in one night, and one of them again in the next, when another came."""
    city = build_small_city()
    first, *_ = [take(city, key) for key in "abc"]
    seal_chains(seals, NIGHT)
    dispatch(Door(city.dispatcher, MORNING, "send"), order=first.order, unit=city.department, transfer="请办理。")
    take(city, "d")
    seal_chains(seals, NIGHT + 24 * HOUR)
    return city


@pytest.mark.parametrize("number", [1, 2])
def test_one_altered_byte_of_a_seal_accuses_that_seal_and_no_chain(
    committing_db: str, seals: SealFolder, number: int
) -> None:
    assert committing_db
    two_nights(seals)
    place = seals.place(number)
    whole = place.read_bytes()
    first_line, rest = whole.split(b"\n", 1)
    for content, fault in (
        (altered(whole, len(whole) - 10), SealFault.ALTERED),
        (first_line + b"\n[]\n" + rest, SealFault.ALTERED),
        (b"x" + whole, SealFault.ALTERED),
        (b"", SealFault.ALTERED),
        (altered(whole, first_line.index(b'"hash":"') + 8), SealFault.ALTERED),
        (altered(whole, first_line.index(b'"root":"') + 8), SealFault.BAD_SIGNATURE),
    ):
        place.write_bytes(content)
        for report in (verify_everything(seals), verify_since_seal(seals)):
            assert (faults(report), kinds(report)) == ([(number, fault)], []), content[:80]
            assert report.sealed_until == NIGHT + (24 * HOUR if number == 1 else 0 * HOUR)
    place.unlink()
    assert faults(verify_everything(seals)) == [(number, SealFault.MISSING)]
    assert kinds(verify_everything(seals)) == []


@pytest.mark.parametrize("column", ["root", "hash", "previous_hash", "signature"])
def test_an_altered_row_of_a_seal_is_found_and_the_seal_still_guards_its_chains(
    committing_db: str, postgresql: Server, seals: SealFolder, column: str
) -> None:
    assert committing_db
    two_nights(seals)
    with owner(postgresql) as tampering:
        tampering.execute(f"UPDATE seal SET {column} = sha256({column}) WHERE number = 1")
        tampering.execute("UPDATE seal SET subjects = subjects + 1 WHERE number = 2")
        gone = WorkOrder.objects.earliest("pk").pk
        forget_order(tampering, gone)
    report = verify_everything(seals)
    assert faults(report) == [(1, SealFault.DATABASE_DIFFERS), (2, SealFault.DATABASE_DIFFERS)]
    assert kinds(report) == [(gone, 1, ChainBreak.VANISHED_SUBJECT)]


def test_nothing_is_sealed_on_top_of_a_seal_that_cannot_be_read(committing_db: str, seals: SealFolder) -> None:
    assert committing_db
    city = two_nights(seals)
    seals.place(2).write_bytes(b"")
    take(city, "e")
    with pytest.raises(SealPlaceMissing):
        seal_chains(seals, NIGHT + 48 * HOUR)
    assert seals.numbers() == [1, 2]


def test_without_a_key_the_seals_are_not_believed_and_that_is_a_finding(committing_db: str, seals: SealFolder) -> None:
    assert committing_db
    without = SealFolder(seals.folder, None)
    assert verify_everything(without).broken == [], "nothing was ever sealed"
    two_nights(seals)
    for report in (verify_everything(without), verify_since_seal(without)):
        assert [(one.number, one.fault) for one in report.broken if isinstance(one, BrokenSeal)] == [
            (None, SealFault.UNREADABLE)
        ]
        assert report.sealed_until is None


def test_the_public_key_lies_beside_the_seals_and_is_enough_to_check_them(
    committing_db: str, seals: SealFolder
) -> None:
    assert committing_db
    two_nights(seals)
    copied = SealFolder(seals.folder, read_key(seals.folder / PUBLIC_KEY))
    assert judge(copied, None).broken == []
    assert judge(copied, None).until == NIGHT + 24 * HOUR
    assert verify_everything(copied).broken == []
    with pytest.raises(SealPlaceMissing):
        copied.make([], NIGHT)


def test_a_crash_between_file_and_row_is_made_good_by_the_next_seal(
    orders: list[int], postgresql: Server, seals: SealFolder
) -> None:
    assert orders
    seal_chains(seals, NIGHT)
    with owner(postgresql) as tampering:
        tampering.execute("DELETE FROM seal")
    assert verify_everything(seals).broken == []
    seal_chains(seals, NIGHT + HOUR)
    assert list(Seal.objects.values_list("number", flat=True)) == [1]


def test_a_seal_that_only_the_files_know_is_found(committing_db: str, postgresql: Server, seals: SealFolder) -> None:
    assert committing_db
    city = build_small_city()
    for night, key in enumerate("ab"):
        take(city, key)
        seal_chains(seals, NIGHT + night * 24 * HOUR)
    with owner(postgresql) as tampering:
        tampering.execute("DELETE FROM seal WHERE number = 1")
    assert faults(verify_everything(seals)) == [(1, SealFault.UNKNOWN_TO_DATABASE)]


def test_an_act_that_commits_meanwhile_is_no_break(committing_db: str, seals: SealFolder) -> None:
    assert committing_db
    city = build_small_city()
    stop = threading.Event()

    def work() -> int:
        made = 0
        try:
            while not stop.is_set():
                a_life(city, f"busy-{made}")
                made += 1
        finally:
            connections.close_all()
        return made

    with ThreadPoolExecutor(1) as pool:
        busy = pool.submit(work)
        reports = [verify_everything(seals) for _ in range(8)]
        sealed = [seal_chains(seals, NIGHT + times * HOUR)[1] for times in range(4)]
        stop.set()
        assert busy.result() > 0
    assert [report.broken for report in [*reports, *sealed]] == [[]] * 12
