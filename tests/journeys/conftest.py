"""Desks in real browsers: the invented city behind the real web process, and people who sign in there."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser

from tests.journeys.person import At, Person
from tests.web.town import Town


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A story that fails tells what its people had before them."""
    report = yield
    _ = item
    if report.failed and call.when == "call":
        report.sections += [("in a browser", person.seen()) for person in Person.present]
    if call.when == "teardown":
        Person.present.clear()
    return report


@pytest.fixture(params=["zh-hans", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """In which language everybody reads."""
    return str(request.param)


@pytest.fixture
def city(pages: str) -> Town:
    """The city in the database behind the pages, with passwords the web process understands."""
    _ = pages
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        return Town()


@pytest.fixture
def at_the_desk(pages: str, city: Town, chromium: Browser, language: str) -> Iterator[At]:
    """Signs somebody in, in a browser of their own; at the end nobody's browser may have complained."""
    _ = city
    people: list[Person] = []

    def arrive(username: str) -> Person:
        people.append(Person(chromium, pages, language))
        people[-1].sign_in(username)
        return people[-1]

    yield arrive
    for person in people:
        person.leave()
