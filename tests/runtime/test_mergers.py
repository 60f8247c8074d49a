"""A unit that merges is written into units.toml: loading it is the one recorded act that moves what is open (R8)."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from lianxin import actions
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.records.models import Clock, Event, Unit
from lianxin.records.verification import verify_everything
from lianxin.runtime.city import load_city
from lianxin.runtime.speech import CommandRefused
from tests.servers import Server
from tests.web.test_apart import ADMINISTRATOR
from tests.web.town import CITY, HOST, OTHER, Story, Town


@pytest.fixture
def town(postgresql: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """The invented city in a database of this test's own: what these files say is committed."""
    with django_db_blocker.unblock(), postgresql.own_database():
        yield Town()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the city's files, to be changed."""
    return Path(shutil.copytree(CITY, tmp_path / "city"))


def merged(folder: Path, successor: str, until: dt.date | None) -> None:
    """Writes into units.toml that the housing department went over into another, and takes it off the catalogue."""
    place, ends = folder / "units.toml", f", valid_until = {until}" if until else ""
    lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
    (at,) = [n for n, line in enumerate(lines) if f'code = "{OTHER}"' in line]
    plain = lines[at].split(", valid_until")[0].removesuffix(" },\n")
    lines[at] = f'{plain}{ends}, successor = "{successor}" }},\n' if successor else f"{plain}{ends} }},\n"
    place.write_text("".join(lines), encoding="utf-8")
    catalogue = folder / "catalogue.toml"
    text = catalogue.read_text(encoding="utf-8").replace(f'unit = "{OTHER}"', f'unit = "{HOST}"')
    edition = f'version = "merged-{successor}-{until}"'
    head, _, rest = text.partition("version = ")
    catalogue.write_text(head + edition + rest[rest.index("\n") :], encoding="utf-8")


def load(folder: Path) -> list[str]:
    """Loads the files and returns what was said in English."""
    said: list[str] = []
    load_city(folder, demo=True, progress=lambda zh, en: said.append(en))
    return said


def dues(story: Story) -> dict[str, dt.datetime]:
    return dict(Clock.objects.filter(order=story.id, end__isnull=True).values_list("name", "due_at"))


def today() -> dt.date:
    return timezone.now().astimezone(SHANGHAI).date()


def test_r8_a_successor_in_the_file_takes_over_what_is_open_and_no_date_moves(town: Town, folder: Path) -> None:
    story, other = town.received().signed(OTHER), town.received().signed(HOST)
    before = dues(story)
    merged(folder, HOST, today())
    assert "Units that went over into another: 1, with 1 orders." in load(folder)
    assert story.order.host_unit_id == other.order.host_unit_id == town.units[HOST]
    assert dues(story) == before
    act = Event.objects.get(subject_kind="order", subject_id=story.id, name="succeed_unit")
    assert act.payload["old"] == town.units[OTHER]
    ended = Unit.objects.get(code=OTHER)
    assert (ended.successor_id, ended.valid_until) == (town.units[HOST], today())
    assert verify_everything(None).broken == []


def test_before_its_last_day_a_unit_has_no_successor_yet(town: Town, folder: Path) -> None:
    story = town.received().signed(OTHER)
    tomorrow = today() + dt.timedelta(days=1)
    merged(folder, HOST, tomorrow)
    with pytest.raises(CommandRefused, match=r"units\[housing\]\.successor: .*until then give valid_until alone"):
        load(folder)
    assert story.order.host_unit_id == town.units[OTHER]
    assert Unit.objects.get(code=OTHER).successor_id is None


def test_r8_a_successor_of_another_standing_is_refused_by_file_and_key(town: Town, folder: Path) -> None:
    story = town.received().signed(OTHER)
    merged(folder, "lishan.qingfeng.liuan", None)
    with pytest.raises(CommandRefused, match=r"units\.toml: units\[housing\]\.successor: .*cannot succeed"):
        load(folder)
    assert story.order.host_unit_id == town.units[OTHER]
    assert not Event.objects.filter(name="succeed_unit").exists()


def test_r8_what_was_recorded_stays_whatever_a_file_forgets(town: Town, folder: Path) -> None:
    story = town.received().signed(OTHER)
    door = actions.Door(town.actor(ADMINISTRATOR), timezone.now(), "merger")
    actions.succeed_unit(door, old=town.units[OTHER], new=town.units[HOST])
    units = folder / "units.toml"
    units.write_text(units.read_text(encoding="utf-8") + "\n# read once more\n", encoding="utf-8")
    load(folder)
    ended = Unit.objects.get(code=OTHER)
    assert (ended.successor_id, ended.valid_until) == (town.units[HOST], today())
    assert story.order.host_unit_id == town.units[HOST]
    merged(folder, "transport", today())
    with pytest.raises(CommandRefused, match=r"successor: this unit went over into city_management"):
        load(folder)


def test_units_that_merge_one_after_the_other_go_the_whole_way(town: Town, folder: Path) -> None:
    story = town.received().signed(OTHER)
    place = folder / "units.toml"
    merged(folder, "transport", today())
    lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
    (at,) = [n for n, line in enumerate(lines) if 'code = "transport"' in line]
    lines[at] = lines[at].removesuffix(" },\n") + f', valid_until = {today()}, successor = "{HOST}" }},\n'
    place.write_text("".join(lines), encoding="utf-8")
    catalogue = folder / "catalogue.toml"
    text = catalogue.read_text(encoding="utf-8").replace('unit = "transport"', f'unit = "{HOST}"')
    catalogue.write_text(text, encoding="utf-8")
    load(folder)
    assert story.order.host_unit_id == town.units[HOST]


def test_only_the_files_and_those_who_answer_for_the_register_may(town: Town) -> None:
    door = actions.Door(town.actor("longli"), timezone.now(), "merger")
    with pytest.raises(Refused, match="not_your_duty"):
        actions.succeed_unit(door, old=town.units[OTHER], new=town.units[HOST])
