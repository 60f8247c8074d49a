"""The invented city in a database of its own, loaded once for each file of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.servers import Server
from tests.web.circle import Circle
from tests.web.town import Town


@pytest.fixture(scope="module")
def town(postgresql: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """The city with its people; what a test does there stays until its file is done."""
    with django_db_blocker.unblock(), postgresql.own_database():
        yield Town()


@pytest.fixture
def circle(town: Town, monkeypatch: pytest.MonkeyPatch) -> Circle:
    """The city on a Monday morning, the seventh of September 2026, with a clock that the story moves."""
    return Circle(town, monkeypatch)
