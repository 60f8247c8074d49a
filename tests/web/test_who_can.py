"""Whoever may not open a page is told which offices may, and what is told is so."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lianxin.law.words import Role
from lianxin.web.who_can import PAGES
from tests.web.test_role_walk import PEOPLE
from tests.web.town import Town

ALWAYS_THERE = sorted(set(PAGES) - {"simulator"})
"""The simulator's page is there only where calls may be played."""


@pytest.mark.parametrize("name", ALWAYS_THERE)
def test_the_page_opens_for_the_offices_that_are_named_and_names_them_to_others(town: Town, name: str) -> None:
    href, offices = reverse(name), PAGES[name]
    said = "可以办理的岗位：" + "、".join(role.zh for role in offices)
    for username in PEOPLE.values():
        answer = town.client(username).get(href)
        may = Role(town.offices[username].role) in offices
        assert answer.status_code == (200 if may else 403), (username, answer.status_code)
        assert (said in answer.content.decode()) is not may, username
