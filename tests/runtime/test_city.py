"""A city comes in once, through actions, with an event on every chain it touches; what changed later comes in later."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password
from pytest_django.plugin import DjangoDbBlocker

from lianxin.actions._city import LoadedCity
from lianxin.law.city import CITY_FILES, parse_city
from lianxin.law.policy import Facts
from lianxin.law.words import Channel, ClockName, RequestType, Role, SubjectKind, Urgency
from lianxin.records.models import (
    CalendarYear,
    CatalogueRow,
    CatalogueVersion,
    City,
    Division,
    Event,
    RegimeVersion,
    Staff,
    StaffRole,
    Topic,
    Unit,
)
from lianxin.records.policies import policy_for
from lianxin.records.rules import current_policy, current_rules
from lianxin.records.verification import verify_everything
from lianxin.runtime.city import DEMO_PASSWORD, demo_accounts, load_city
from lianxin.runtime.commands import load_city as command
from lianxin.runtime.places import CITIES
from lianxin.runtime.speech import CommandRefused
from tests.servers import Server

YUNHE = CITIES / "yunhe"
NOBODY = (Role.CALLER, Role.SYSTEM)


def quietly(zh: str, en: str) -> None:
    assert zh
    assert en


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the city's files, to be changed."""
    return Path(shutil.copytree(YUNHE, tmp_path / "city"))


@pytest.fixture(scope="module")
def loaded(postgresql: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[LoadedCity]:
    """The demonstration's city in a database of this module's own."""
    with django_db_blocker.unblock(), postgresql.own_database():
        yield load_city(YUNHE, demo=True, progress=quietly)


def change(place: Path, before: str, after: str) -> None:
    text = place.read_text(encoding="utf-8")
    assert before in text
    place.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_everything_the_files_hold_is_in_the_tables(loaded: LoadedCity) -> None:
    city = parse_city({name: (YUNHE / name).read_text(encoding="utf-8") for name in CITY_FILES})
    assert Unit.objects.count() == len(city.units) == loaded.units
    assert Division.objects.count() == len(city.divisions)
    assert Topic.objects.count() == len(city.topics)
    assert CatalogueRow.objects.count() == len(city.catalogue)
    assert Staff.objects.count() == len(city.staff)
    assert StaffRole.objects.count() == sum(len(person.offices) for person in city.staff)
    assert City.objects.get().name_zh == city.name_zh
    below = next(unit for unit in city.units if unit.parent and unit.division)
    kept = Unit.objects.get(code=below.code)
    assert kept.parent is not None
    assert (kept.parent.code, kept.division_id, kept.kind, kept.level) == (
        below.parent,
        below.division,
        below.kind,
        below.level,
    )
    managed = next(place for place in city.divisions if place.managed_by)
    manager = Division.objects.select_related("managed_by").get(code=managed.code).managed_by
    assert manager is not None
    assert manager.code == managed.managed_by


def test_every_chain_has_its_event_and_holds(loaded: LoadedCity) -> None:
    assert loaded.changed
    for kind, rows in (
        (SubjectKind.UNIT, Unit.objects.count()),
        (SubjectKind.STAFF, Staff.objects.count()),
        (SubjectKind.CALENDAR, CalendarYear.objects.count()),
        (SubjectKind.REGIME, RegimeVersion.objects.count()),
        (SubjectKind.CATALOGUE, CatalogueVersion.objects.count()),
    ):
        assert Event.objects.filter(subject_kind=kind).count() == rows
    assert verify_everything(None).broken == []


def test_no_event_names_a_person(loaded: LoadedCity) -> None:
    names = set(Staff.objects.values_list("display_name", flat=True))
    said = "".join(json.dumps(one, ensure_ascii=False) for one in Event.objects.values_list("payload", flat=True))
    assert loaded.staff
    assert [name for name in names if name in said] == []


def test_the_rules_of_each_day_are_those_of_that_day(loaded: LoadedCity) -> None:
    assert loaded.changed

    def regimes_on(year: int) -> tuple[str, ...]:
        return policy_for(current_rules().version_at(dt.datetime(year, 6, 1, tzinfo=dt.UTC))).regimes

    assert "jinan_2018" not in regimes_on(2011)
    assert "jinan_2018" in regimes_on(2019)
    assert "jinan_business_2022" not in regimes_on(2019)
    assert "jinan_business_2022" in regimes_on(2023)
    assert "national_2025" in current_policy(dt.datetime(2026, 11, 6, tzinfo=dt.UTC)).regimes


def test_one_account_for_every_office_signs_in_with_the_password_that_is_printed(loaded: LoadedCity) -> None:
    assert loaded.staff
    accounts = demo_accounts()
    assert [one.role for one in accounts] == [role for role in Role if role not in NOBODY]
    for account in accounts:
        staff = Staff.objects.get(username=account.username)
        assert staff.is_demo
        assert staff.is_active
        assert check_password(account.password, staff.password)
        assert account.password == DEMO_PASSWORD
        assert account.unit_zh
        assert account.unit_en


def test_the_same_files_again_change_nothing(committing_db: str) -> None:
    assert committing_db
    load_city(YUNHE, demo=True, progress=quietly)
    before = Event.objects.count(), City.objects.get().rules_revision, Staff.objects.count()
    again = load_city(YUNHE, demo=True, progress=quietly)
    assert not again.changed
    assert (Event.objects.count(), City.objects.get().rules_revision, Staff.objects.count()) == before


def test_a_unit_that_is_renamed_gets_one_event_and_every_process_hears_of_it(committing_db: str, folder: Path) -> None:
    assert committing_db
    load_city(folder, progress=quietly)
    revision, events = City.objects.get().rules_revision, Event.objects.count()
    unit = Unit.objects.get(code="heating")
    change(folder / "units.toml", unit.name_zh, "云河热力（集团）公司")
    load_city(folder, progress=quietly)
    unit.refresh_from_db()
    assert unit.name_zh == "云河热力（集团）公司"
    assert unit.head_sequence == 2
    assert Event.objects.count() == events + 1
    assert City.objects.get().rules_revision != revision
    assert verify_everything(None).broken == []


def test_without_demo_nobody_can_sign_in_and_nobody_is_marked(committing_db: str) -> None:
    assert committing_db
    load_city(YUNHE, progress=quietly)
    assert not Staff.objects.filter(is_demo=True).exists()
    assert not any(one.has_usable_password() for one in Staff.objects.all())
    assert demo_accounts() == []


def test_an_edition_of_the_catalogue_that_is_in_use_never_changes(committing_db: str, folder: Path) -> None:
    assert committing_db
    load_city(folder, progress=quietly)
    rows = CatalogueRow.objects.count()
    change(folder / "catalogue.toml", 'topic = "0103"', 'topic = "0104"')
    with pytest.raises(CommandRefused, match=r"catalogue\.toml: version: edition .* is in use"):
        load_city(folder, progress=quietly)
    version = CatalogueVersion.objects.get().version
    change(folder / "catalogue.toml", f'version = "{version}"', 'version = "next"')
    load_city(folder, progress=quietly)
    assert CatalogueVersion.objects.count() == 2
    assert CatalogueRow.objects.count() == 2 * rows


def test_files_do_not_put_a_draft_of_the_catalogue_in_force(committing_db: str, folder: Path) -> None:
    assert committing_db
    load_city(folder, progress=quietly)
    first = CatalogueVersion.objects.get()
    CatalogueVersion.objects.create(version="next")
    change(folder / "catalogue.toml", f'version = "{first.version}"', 'version = "next"')
    with pytest.raises(CommandRefused, match=r"catalogue\.toml: version: there is a draft of edition next"):
        load_city(folder, progress=quietly)
    assert CatalogueVersion.objects.get(in_force_from__isnull=False) == first


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "staff.toml").unlink(), "staff.toml: .*missing"),
        (lambda folder: (folder / "units.toml").write_bytes(b"\xff\xfe"), "units.toml: .*UTF-8"),
        (lambda folder: change(folder / "city.toml", "code =", "cod ="), "city.toml: .*code"),
    ],
)
def test_a_broken_file_is_refused_by_name_before_anything_is_written(
    spoil: Callable[[Path], object], said: str, folder: Path, committing_db: str
) -> None:
    assert committing_db
    spoil(folder)
    with pytest.raises(CommandRefused, match=said):
        load_city(folder, progress=quietly)
    assert not Unit.objects.exists()


def test_the_due_moment_of_the_loaded_rules(loaded: LoadedCity) -> None:
    """Art. 24: five working days for reply and feedback."""
    assert loaded.changed
    facts = Facts(
        type=RequestType.HELP,
        topic="0302",
        channel=Channel.PHONE,
        urgency=Urgency.NORMAL,
        flags=frozenset(),
        on=dt.date(2026, 11, 6),
    )
    found = current_policy(dt.datetime(2026, 11, 6, tzinfo=dt.UTC)).term(ClockName.FEED_BACK, facts)
    assert found is not None
    assert (found[0].amount, found[1].article) == (5, "jinan_2018:24")


def test_the_command_lists_accounts_in_columns(loaded: LoadedCity, capsys: pytest.CaptureFixture[str]) -> None:
    assert loaded.staff
    command._print_accounts(as_json=False)
    said = capsys.readouterr().out
    assert DEMO_PASSWORD in said
    assert len([line for line in said.splitlines() if line.startswith("    ")]) == len(demo_accounts()) + 1
    command._print_accounts(as_json=True)
    listed = json.loads(capsys.readouterr().out)
    assert {"role", "username", "password", "unit_zh", "unit_en"} == set(listed[0])
    assert listed[0]["role"] == Role.AGENT
