"""A typist at the desk, 200 characters a minute and no mouse: a consultation and a complaint, first key to order."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, expect

from lianxin.law.words import ClosedAs, OrderState, RequestType, TextKind
from lianxin.records.models import OrderText, WorkOrder
from tests.journeys.person import Person
from tests.web.town import AGENT, Town

A_CHARACTER = 60 / 200
"""Seconds for each character of a text."""
A_KEY = 0.2
"""Seconds for each key beside the text: a hand that knows its way."""

QUESTION = "灵活就业如何参加医保，去哪里办"
ANSWER = "带身份证到街道便民中心办理"
COMPLAINT = "北门烧烤摊每晚占道，油烟呛人，要求取缔"
KEYS_OF_A_CONSULTATION = 8
KEYS_OF_A_COMPLAINT = 40
"""What a matter may cost beside its words."""


@pytest.fixture
def town() -> Iterator[Town]:
    """The city in the database of the test's own web process."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        yield Town()


class Typist:
    """Types at a steady pace and counts what is pressed beside the words."""

    def __init__(self, person: Person) -> None:
        self.person, self.page, self.keys, self.began = person, person.page, 0, time.monotonic()

    def write(self, words: str) -> None:
        """Words, as an input method hands them over, at 200 characters a minute."""
        for character in words:
            time.sleep(A_CHARACTER)
            self.page.keyboard.insert_text(character)

    def press(self, *keys: str) -> None:
        """Keys beside the words."""
        for key in keys:
            time.sleep(A_KEY)
            self.page.keyboard.press(key)
            self.keys += 1

    def find(self, letters: str) -> None:
        """Letters by which something is found in a list, each of them a key, and Enter."""
        self.press(*letters)
        expect(self.page.locator("[role=option]:visible").first).to_be_visible()
        self.press("Enter")

    def done(self, what: str) -> WorkOrder:
        """The order that came of it; tells the seconds, which no test asserts."""
        self.page.wait_for_url(re.compile(r"/orders/\d{8}-\d+-\d/"))
        seconds = time.monotonic() - self.began
        print(f"{what}: {seconds:.1f} s, {self.keys} keys beside the words")
        return WorkOrder.objects.latest("id")


@pytest.mark.usefixtures("committing_db")
def test_a_typist_finishes_a_consultation_and_a_complaint(pages: str, town: Town, chromium: Browser) -> None:
    person = Person(chromium, pages, "zh-hans")
    person.sign_in(AGENT)
    a_consultation(person)
    a_complaint(person, town)
    person.leave()


def a_consultation(person: Person) -> None:
    """Type, words, answer: the form opens on its type, and Ctrl+B leads to the answer and then hands it in."""
    person.page.goto(f"{person.site}/orders/receive")
    person.ready()
    typist = Typist(person)
    typist.press("1", "Tab", "Tab", "Tab")
    expect(person.page.locator("#account")).to_be_focused()
    typist.write(QUESTION)
    typist.press("Control+b")
    typist.write(ANSWER)
    typist.press("Control+b")
    order = typist.done("consultation")
    assert (order.request_type, order.closed_as) == (RequestType.CONSULT, ClosedAs.ANSWERED)
    assert OrderText.objects.get(order=order, kind=TextKind.ACCOUNT).content == QUESTION
    assert typist.keys <= KEYS_OF_A_CONSULTATION


def a_complaint(person: Person, town: Town) -> None:
    """Every field that a complaint needs, and the unit that the catalogue suggests."""
    person.page.goto(f"{person.site}/orders/receive")
    person.ready()
    typist = Typist(person)
    typist.press("4", "Tab")
    typist.write("北门烧烤占道")
    typist.press("Tab", "Tab")
    typist.write(COMPLAINT)
    typist.press("Tab", "Tab")
    expect(person.page.locator("#subject_person")).to_be_focused()
    typist.write("烧烤摊主")
    while not person.page.evaluate("document.activeElement.id === 'topic'"):
        typist.press("Tab")
    typist.find("srhj")
    while not person.page.evaluate("document.activeElement.id === 'caller_phone'"):
        typist.press("Tab")
    typist.press(*"13711112222")
    typist.press("Alt+u")
    expect(person.page.locator("[role=option]:visible small").first).to_be_visible()
    typist.press("Enter")
    while not person.page.evaluate("document.activeElement.id === 'dispatch_transfer'"):
        typist.press("Tab")
    expect(person.page.locator("#dispatch_transfer")).to_have_value(COMPLAINT)
    typist.press("Control+Enter")
    order = typist.done("complaint")
    assert (order.request_type, order.state) == (RequestType.COMPLAIN, OrderState.HANDLING)
    assert order.host_unit_id in town.units.values()
    assert typist.keys <= KEYS_OF_A_COMPLAINT
