"""The tables: the migrations are complete, words are guarded by the database, rows can be destroyed wholly."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import QuerySet

from lianxin.law.state import TABLES, Order
from lianxin.law.words import SubjectKind
from lianxin.records.heads import CHAINED
from lianxin.records.load import MODELS, ORDER_COLUMNS, ROW_COLUMNS, read_order
from lianxin.records.models import Chained, OrderText, Person, WorkOrder
from tests.small_city import MORNING, build_small_city, take


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "records", check=True, dry_run=True, verbosity=0, skip_checks=True)


@pytest.mark.parametrize("table", ["order", *TABLES])
def test_every_field_of_the_law_has_its_column_and_its_default(table: str) -> None:
    kind, model = (Order, WorkOrder) if table == "order" else (TABLES[table], MODELS[table])
    columns = ORDER_COLUMNS if table == "order" else ROW_COLUMNS[table]
    fresh = model()
    for field in dataclasses.fields(kind):
        value = getattr(fresh, columns[field.name])
        if field.default is not dataclasses.MISSING:
            assert (tuple(value) if isinstance(value, list) else value) == field.default, field.name


def test_every_table_with_chains_is_walked_in_the_order_of_its_kind() -> None:
    assert {*CHAINED} == {*Chained.__subclasses__()}
    kinds = [model.SUBJECT.value for model in CHAINED]
    assert kinds == sorted({kind.value for kind in SubjectKind})


WRONG_WORDS = [
    (model, column.name)
    for model in (WorkOrder, *MODELS.values())
    for column in vars(model)["_meta"].get_fields()
    if isinstance(column, models.TextField) and hasattr(column, "words")
]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "column"), WRONG_WORDS, ids=lambda one: getattr(one, "__name__", one))
def test_the_database_knows_every_word_and_no_other(model: type[models.Model], column: str) -> None:
    constraint = next(one for one in model._meta.constraints if one.name.endswith(f"_{column}_known"))
    field: Any = model._meta.get_field(column)
    known: Any = constraint
    assert set(known.condition.children[0][1]) == {word.value for word in field.words}
    with pytest.raises(ValueError, match="nonsense"):
        QuerySet(model).filter(**{column: "nonsense"}).exists()


@pytest.mark.django_db
def test_a_word_the_law_does_not_know_is_refused_by_the_database() -> None:
    done = take(build_small_city(), "a")
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="work_order_state_known"):
        cursor.execute("UPDATE work_order SET state = 'lost' WHERE id = %s", [done.order])


@pytest.mark.django_db
def test_what_is_destroyed_is_destroyed_wholly() -> None:
    done = take(build_small_city(), "a")
    for row, half in (
        (OrderText.objects.filter(order=done.order)[:1].get(), {"sealed_at": MORNING, "content": None}),
        (Person.objects.get(), {"forgotten_at": MORNING, "wrapped_key": None}),
    ):
        with pytest.raises(IntegrityError, match="wholly"), transaction.atomic():
            QuerySet(type(row)).filter(pk=row.pk).update(**half)


@pytest.mark.django_db
def test_what_is_stored_comes_back_as_it_was() -> None:
    done = take(build_small_city(), "a", at=MORNING.replace(microsecond=120_000))
    stored = read_order(done.number).aggregate
    assert stored.order.received_at == MORNING.replace(microsecond=120_000)
    assert stored.order.received_at.utcoffset() == dt.timedelta(0)
    assert {type(row) for row in stored.caller.values()} == {TABLES["caller"]}
    assert stored == read_order(done.order).aggregate
