"""A new calendar: open limits follow it, never overdue in retrospect, never later than told without a word (R23)."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from lianxin.actions import Door
from lianxin.actions.import_calendar import import_calendar
from lianxin.jobs.recompute import recompute_open_clocks
from lianxin.jobs.turn import Turn, system_door
from lianxin.law.calendar import CalendarYear as Notice
from lianxin.law.calendar import DayRule, parse_year
from lianxin.law.changes import replay
from lianxin.law.refusals import Refused
from lianxin.law.words import ClockName, SubjectKind
from lianxin.records.calendars import read_calendar
from lianxin.records.load import read_order
from lianxin.records.models import CalendarYear, Clock, Delivery, Event, WorkOrder
from lianxin.records.rules import current_rules
from lianxin.runtime.cli import main
from tests.jobs.stories import LONG, at, signals, sweep, transferred
from tests.small_city import FILES, SmallCity, build_small_city

NEW_YEAR = """
year = 2027
[notice]
date = 2026-11-04
[[day]]
date = 2027-01-01
working = false
zh = "元旦"
en = "New Year's Day"
[[day]]
date = 2027-01-03
working = true
zh = "元旦"
en = "New Year's Day"
"""


@pytest.fixture
def city(db: None) -> SmallCity:
    return build_small_city()


def notice() -> Notice:
    return parse_year(NEW_YEAR, "2027.toml")


def take_over(year: Notice, moment: str) -> bool:
    return import_calendar(system_door(at(moment), "import_calendar", year.year, moment), year=year)


def recompute(moment: str) -> int:
    return recompute_open_clocks(at(moment), Turn(LONG)).done


def feed_back(order: int) -> Clock:
    return Clock.objects.get(order=order, name=ClockName.FEED_BACK)


def test_next_years_notice_moves_provisional_limits_and_the_caller_is_told(city: SmallCity) -> None:
    order = transferred(city, "2026-12-25T10:00")
    before = feed_back(order)
    assert (before.provisional, before.due_at) == (True, at("2027-01-02"))
    assert take_over(notice(), "2026-12-28T09:00")
    assert recompute("2026-12-28T09:01") == 1
    after = feed_back(order)
    assert (after.provisional, after.due_at) == (False, at("2027-01-04")), "the made-up Sunday is the fifth day"
    event = Event.objects.get(subject_kind=SubjectKind.ORDER, subject_id=order, name="recompute_clocks")
    assert event.payload["calendar"] == read_calendar().version == after.calendar
    told = Delivery.objects.filter(order=order).values_list("template", "caller", "unit")
    assert ("date_moved", 1, None) in told
    assert ("limit_moved", None, city.department) in told


def test_the_notice_is_an_event_on_the_calendars_chain_and_comes_once(city: SmallCity) -> None:
    assert take_over(notice(), "2026-12-28T09:00")
    row = CalendarYear.objects.get(year=2027)
    events = Event.objects.filter(subject_kind=SubjectKind.CALENDAR, subject_id=row.pk)
    assert [(event.name, event.article) for event in events] == [("import_calendar", "R23")]
    assert row.head_sequence == 1
    assert not take_over(notice(), "2026-12-29T09:00")
    assert CalendarYear.objects.filter(year=2027).count() == 1
    assert city.hotline


def test_a_second_run_changes_nothing(city: SmallCity) -> None:
    order = transferred(city, "2026-12-25T10:00")
    take_over(notice(), "2026-12-28T09:00")
    recompute("2026-12-28T09:01")
    before = WorkOrder.objects.get(pk=order).head_sequence
    assert recompute("2026-12-28T09:02") == 0
    assert WorkOrder.objects.get(pk=order).head_sequence == before


def test_the_log_still_gives_the_stored_state(city: SmallCity) -> None:
    order = transferred(city, "2026-12-25T10:00")
    take_over(notice(), "2026-12-28T09:00")
    recompute("2026-12-28T09:01")
    sweep("2026-12-31T09:00")
    payloads = Event.objects.filter(subject_id=order).order_by("sequence").values_list("payload", flat=True)
    assert replay(payload["changes"] for payload in payloads) == read_order(order).aggregate


def test_a_correction_makes_nothing_overdue_in_retrospect(city: SmallCity) -> None:
    order = transferred(city, "2026-11-06T10:00")
    old = feed_back(order).due_at
    year = parse_year((FILES / "calendars" / "2026.toml").read_text(encoding="utf-8"), "2026.toml")
    extra = DayRule(dt.date(2026, 11, 8), True, "调休", "make-up day")
    take_over(Notice(2026, (*year.days, extra), year.notice_number, year.notice_date), "2026-11-13T10:00")
    assert CalendarYear.objects.filter(year=2026).count() == 2, "an edition is added, none is overwritten"
    recompute("2026-11-13T10:01")
    assert feed_back(order).due_at == old, "the new date, the 12th, has passed already"
    sweep("2026-11-13T10:02")
    assert "overdue" not in signals(order, ClockName.FEED_BACK)


def test_a_signal_that_is_due_follows_the_new_calendar_first(city: SmallCity) -> None:
    order = transferred(city, "2026-12-28T10:00")
    assert feed_back(order).next_signal_at == at("2027-01-01")
    take_over(notice(), "2026-12-30T09:00")
    sweep("2027-01-01T00:00")
    assert signals(order, ClockName.FEED_BACK) == [], "New Year's Day is off: yellow comes with the made-up Sunday"
    assert feed_back(order).next_signal_at == at("2027-01-03")
    sweep("2027-01-03T00:00")
    assert signals(order, ClockName.FEED_BACK) == ["yellow_card"]


def test_only_the_administrator_or_the_system_imports(city: SmallCity) -> None:
    with pytest.raises(Refused) as refused:
        import_calendar(Door(city.clerk, at("2026-12-01"), "x"), year=notice())
    assert refused.value.code == "not_your_duty"
    assert import_calendar(Door(city.administrator, at("2026-12-01"), "y"), year=notice())


@pytest.mark.usefixtures("committing_db")
def test_the_command_imports_and_recomputes(
    committing_db: str,
    installation_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    order = transferred(build_small_city(), "2026-12-25T10:00")
    file = tmp_path / "2027.toml"
    file.write_text(NEW_YEAR, encoding="utf-8")
    monkeypatch.setenv("LIANXIN_DATABASE_URL", committing_db)
    monkeypatch.setenv("LIANXIN_DATA", str(installation_folder))
    assert main(["calendar", "import", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"year": 2027, "new": True, "recomputed": 1}
    assert not feed_back(order).provisional
    assert current_rules().calendar.years == {2026, 2027}
    assert main(["calendar", "import", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"year": 2027, "new": False, "recomputed": 0}


def test_a_file_that_is_no_notice_is_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_LANGUAGE", "en")
    file = tmp_path / "2027.toml"
    file.write_text(
        "year = 2027\n[[day]]\ndate = 2026-01-01\nworking = false\nzh = '元旦'\nen = 'x'\n", encoding="utf-8"
    )
    assert main(["calendar", "import", str(file), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["code"] == "calendar_refused"
    assert "2026-01-01 is not in 2027" in said["next"]
    file.write_bytes(b"\xff\xfe")
    assert main(["calendar", "import", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["code"] == "file_unreadable"
