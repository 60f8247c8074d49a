"""Order numbers are unique whoever asks, and no commit waits for another to get one."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from lianxin.law.numbers import parse_number
from lianxin.records import numbers
from lianxin.records.models import NumberLease
from lianxin.records.numbers import BLOCK, Identity, identity_for_nobody, next_identity
from tests.patience import PATIENCE

DAY = dt.date(2026, 11, 6)


def many(count: int) -> list[Identity]:
    try:
        return [next_identity(DAY) for _ in range(count)]
    finally:
        connections.close_all()


@pytest.mark.usefixtures("committing_db")
def test_threads_never_get_the_same_number() -> None:
    with ThreadPoolExecutor(4) as pool:
        given = [one for some in pool.map(many, [60] * 4) for one in some]
    assert len({one.number for one in given}) == len({one.id for one in given}) == 240
    assert all(parse_number(one.number) == one.number for one in given)


@pytest.mark.usefixtures("committing_db")
def test_another_process_leases_other_numbers() -> None:
    mine = many(3)
    numbers._leased.clear()  # what a second process begins with
    theirs = many(3)
    assert {one.number for one in mine}.isdisjoint(one.number for one in theirs)
    assert NumberLease.objects.get(day=DAY).next == 2 * BLOCK + 1


@pytest.mark.usefixtures("committing_db")
def test_a_rolled_back_act_skips_its_number_and_it_is_never_used_again() -> None:
    with transaction.atomic():
        skipped = next_identity(DAY)
        transaction.set_rollback(True)
    assert NumberLease.objects.filter(day=DAY).exists()
    assert skipped.number not in {one.number for one in many(BLOCK * 2)}


@pytest.mark.usefixtures("committing_db")
def test_an_open_transaction_keeps_nobody_waiting_for_a_number() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        next_identity(DAY)
        cursor.execute("SET LOCAL statement_timeout = '2s'")
        with ThreadPoolExecutor(1) as pool:
            assert len(pool.submit(many, BLOCK + 1).result(timeout=PATIENCE)) == BLOCK + 1


@pytest.mark.usefixtures("committing_db")
def test_the_id_is_the_day_and_the_serial() -> None:
    first, second = many(2)
    assert first.id // numbers.SERIALS_A_DAY == 20261106
    assert second.id == first.id + 1
    assert next_identity(DAY + dt.timedelta(days=1)).number.startswith("20261107-00001-")


@pytest.mark.usefixtures("committing_db")
def test_what_is_taken_back_has_an_id_nobody_can_have_and_leases_none() -> None:
    with transaction.atomic():
        ids = {identity_for_nobody().id for _ in range(9)}
    assert len(ids) == 9
    assert max(ids) < 0
    assert not NumberLease.objects.exists()
    with pytest.raises(RuntimeError, match="outside a transaction"):
        identity_for_nobody()
