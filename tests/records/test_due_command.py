"""`due` counts with what the installation has taken over, not only with the files of the project."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lianxin.actions.import_calendar import import_calendar
from lianxin.jobs.turn import system_door
from lianxin.law.calendar import parse_year
from lianxin.runtime.supervisor import python
from tests.small_city import build_small_city

NEW_YEAR = """
year = 2027
[notice]
number = "测试〔2026〕1号"
date = 2026-11-04
[[day]]
date = 2027-01-01
working = false
zh = "元旦"
en = "New Year's Day"
"""


@pytest.fixture
def due(committing_db: str, installation_folder: Path) -> Any:
    """Asks in a process of its own what falls due, naming the installation; returns the answer."""
    told = {"LIANXIN_DATABASE_URL": committing_db, "LIANXIN_LANGUAGE": "en"}
    words = ["due", "2026-12-25T10:00", "--json", "--data", str(installation_folder)]

    def ask(*more: str) -> dict[str, Any]:
        done = subprocess.run(
            python("lianxin.runtime", *words, *more), env={**os.environ, **told}, capture_output=True, check=False
        )
        found: dict[str, Any] = json.loads(done.stdout)
        return {**found, "said": done.stderr.decode()}

    return ask


def test_a_year_that_was_imported_counts(due: Any) -> None:
    build_small_city()
    before = due()
    assert (before["source"], before["provisional"]) == ("installation", True)
    now = dt.datetime(2026, 11, 5, tzinfo=dt.UTC)
    import_calendar(system_door(now, "import_calendar", "2027"), year=parse_year(NEW_YEAR, "2027.toml"))
    after = due()
    assert (after["due_date"], after["provisional"]) == ("2027-01-04", False)
    assert before["due_date"] == "2027-01-01"


def test_the_rules_are_those_that_bind_new_orders_here(due: Any) -> None:
    build_small_city()
    assert due()["regime"] == "jinan_2018"
    assert due("--regime", "bengbu_2019")["regime"] == "bengbu_2019"


def test_without_a_city_the_files_are_taken_and_why_is_said(due: Any) -> None:
    found = due("--regime", "jinan_2018")
    assert (found["source"], found["due_date"]) == ("files", "2027-01-01")
    assert "Taking the files of cities/ instead" in found["said"]
