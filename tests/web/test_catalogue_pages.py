"""The dispatch catalogue: read by the centre, drafted, corrected and put in force by the administrator alone."""

from __future__ import annotations

import datetime as dt
import textwrap
import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from lianxin.actions import Door
from lianxin.actions.discard_catalogue import discard_catalogue
from lianxin.actions.draft_catalogue import draft_catalogue
from lianxin.law.catalogue_checks import faults_of
from lianxin.law.catalogue_file import read_catalogue_file
from lianxin.law.refusals import Refused
from lianxin.law.words import RequestType, SubjectKind
from lianxin.records.editions import known_of
from lianxin.records.models import CatalogueRow, CatalogueVersion, Event
from lianxin.records.rules import current_rules
from lianxin.records.verification import verify_everything
from tests.web.machine_dates import machine_dates
from tests.web.town import AGENT, CLERK, DISPATCHER, HOST, OTHER, SUB_UNIT, Town

ROOT = Path(__file__).resolve().parents[2]
ADMINISTRATOR = "jiaguiying"
EDITIONS = "/administration/catalogue"
HEAD = "topic,division,request_type,unit,ground,article\n"


@pytest.fixture
def administrator(town: Town) -> Client:
    """The administrator's browser."""
    return town.client(ADMINISTRATOR)


def draft(client: Client, version: str, file: str | None = None, name: str = "new.csv") -> HttpResponse:
    """A new edition is begun, from a file or as a copy."""
    given: dict[str, object] = {"version": version, "request_key": uuid.uuid4().hex}
    if file is not None:
        given["file"] = SimpleUploadedFile(name, file.encode())
    return client.post(EDITIONS, given)


def whole(town: Town, unit: str) -> str:
    """A file with a row for every topic of the first level, all of one unit."""
    _ = town
    topics = CatalogueRow.objects.filter(topic__parent__isnull=True).values_list("topic", flat=True).distinct()
    return HEAD + "".join(f"{topic},,,{unit},duty,jinan_2018:23(2)\n" for topic in topics)


def test_everybody_at_the_centre_reads_it_and_no_unit(town: Town) -> None:
    page = town.client(AGENT).get("/catalogue").content.decode()
    assert "2026-1" in page
    assert "市城市照明管理处" in town.client(DISPATCHER).get("/catalogue?topic=0309").content.decode()
    assert town.client(CLERK).get("/catalogue").status_code == 403


def test_it_is_searched_by_topic_place_type_and_unit(town: Town) -> None:
    client = town.client(DISPATCHER)
    one = client.get(f"/catalogue?topic=0309&unit={town.units['hedong_zone']}").content.decode()
    assert "共 3 行" in one
    assert "共 1 行" in client.get("/catalogue?topic=0309&division=990104004").content.decode()
    assert "没有符合条件的行" in client.get("/catalogue?topic=0309&division=990101").content.decode()


def test_only_the_administrator_drafts(town: Town) -> None:
    for username in (AGENT, DISPATCHER, CLERK):
        assert town.client(username).get(EDITIONS).status_code == 403
        assert draft(town.client(username), "2031-1").status_code == 403
    assert not CatalogueVersion.objects.filter(version="2031-1").exists()


def test_a_draft_without_a_file_is_a_copy_and_binds_nobody(town: Town, administrator: Client) -> None:
    assert draft(administrator, "2031-2").status_code == 302
    copied = CatalogueVersion.objects.get(version="2031-2")
    in_force = CatalogueVersion.objects.get(version="2026-1")
    assert copied.rows.count() == in_force.rows.count()
    assert current_rules().catalogue_at(timezone.now()).version == "2026-1"
    assert town.client(AGENT).get("/catalogue?edition=2031-2").status_code == 404


def test_a_draft_that_somebody_works_on_is_replaced_only_when_that_is_said(town: Town, administrator: Client) -> None:
    rows = CatalogueRow.objects.filter(catalogue__version="2031-17")
    draft(administrator, "2031-17", whole(town, HOST))
    worked_on = rows.count()
    answer = draft(administrator, "2031-17")
    assert answer.status_code == 422
    assert "已有同名草稿" in answer.content.decode()
    assert 'name="anew"' in answer.content.decode()
    assert rows.count() == worked_on
    given = {"version": "2031-17", "anew": "on", "request_key": uuid.uuid4().hex}
    assert administrator.post(EDITIONS, given).status_code == 302
    assert rows.count() > worked_on
    with pytest.raises(Refused) as refused:
        draft_catalogue(Door(town.actor(ADMINISTRATOR), timezone.now(), "x"), version="2031-17", rows=[])
    assert refused.value.code == "draft_exists"


def test_a_file_with_faults_is_refused_with_file_and_line_and_nothing_is_kept(
    town: Town, administrator: Client
) -> None:
    bad = whole(town, HOST) + "77,,,nobody,duty,jinan_2018:23(2)\n0309,1,,lishan.qingfeng.liuan,duty,jinan_2018:23(2)\n"
    answer = draft(administrator, "2031-3", bad)
    page, lines = answer.content.decode(), bad.count("\n")
    assert answer.status_code == 422
    assert f"new.csv:{lines - 1}：没有事项 77" in page
    assert f"new.csv:{lines - 1}：没有单位 nobody" in page
    assert f"new.csv:{lines}：没有地点 1" in page
    assert f"new.csv:{lines}：单位 lishan.qingfeng.liuan 不能承办" in page
    assert draft(administrator, "2031-3", "nonsense").status_code == 422
    assert not CatalogueVersion.objects.filter(version="2031-3").exists()


def test_the_example_of_the_documents_can_be_read(town: Town) -> None:
    _ = town
    document = (ROOT / "docs" / "how-to" / "change-the-catalogue.md").read_text(encoding="utf-8")
    example = textwrap.dedent(document.split("```csv\n")[1].split("```")[0])
    rules = current_rules()
    rows = read_catalogue_file(example, "example.csv", rules.units.units.values())
    wrong = [one.at for one in faults_of(rows, known_of(rules, timezone.localdate())) if one.fatal]
    assert len(rows) == 2
    assert [at for at in wrong if at.startswith("example.csv")] == []


def test_a_name_in_force_or_without_sense_is_refused(administrator: Client) -> None:
    assert "已施行" in draft(administrator, "2026-1").content.decode()
    assert draft(administrator, "../x").status_code == 422


def test_rows_are_added_changed_and_ended_in_a_draft(town: Town, administrator: Client) -> None:
    draft(administrator, "2031-4", whole(town, HOST))
    page = f"{EDITIONS}/2031-4/row"
    row = {"topic": "0309", "unit": str(town.units[SUB_UNIT]), "ground": "duty", "article": "jinan_2018:23(2)"}
    assert administrator.post(page, row).status_code == 302
    assert administrator.post(page, row).status_code == 409
    assert administrator.post(page, {**row, "code": "0309", "unit": str(town.units[OTHER])}).status_code == 302
    assert CatalogueRow.objects.get(catalogue__version="2031-4", code="0309").unit_id == town.units[OTHER]
    assert administrator.post(page, {**row, "article": "nothing:1"}).status_code == 422
    assert administrator.post(page, {"code": "0309", "ends": "yes"}).status_code == 302
    assert not CatalogueRow.objects.filter(catalogue__version="2031-4", code="0309").exists()
    assert administrator.get(f"{page}?code=03").status_code == 200


def test_an_edition_that_lacks_a_topic_is_not_put_in_force(town: Town, administrator: Client) -> None:
    draft(administrator, "2031-5", whole(town, HOST))
    administrator.post(f"{EDITIONS}/2031-5/row", {"code": "03", "ends": "yes"})
    assert "事项 03 缺少全市通用的一行" in administrator.get(f"{EDITIONS}/2031-5").content.decode()
    answer = administrator.post(f"{EDITIONS}/2031-5", {"in_force_from": str(timezone.localdate())})
    assert answer.status_code == 422
    assert "事项 03 缺少全市通用的一行" in answer.content.decode()


def test_no_edition_begins_in_the_past(town: Town, administrator: Client) -> None:
    draft(administrator, "2031-6", whole(town, HOST))
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    assert administrator.post(f"{EDITIONS}/2031-6", {"in_force_from": str(yesterday)}).status_code == 422
    assert administrator.post(f"{EDITIONS}/2031-6", {"in_force_from": "soon"}).status_code == 422


def test_an_edition_binds_from_its_day_on_and_charges_keep_theirs(town: Town, administrator: Client) -> None:
    before = town.received(topic="0309", division="990102001").dispatched(SUB_UNIT)
    draft(administrator, "2031-7", whole(town, OTHER))
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    assert administrator.post(f"{EDITIONS}/2031-7", {"in_force_from": str(tomorrow)}).status_code == 302
    rules, now = current_rules(), timezone.now()
    assert rules.catalogue_at(now).version == "2026-1"
    later = rules.catalogue_at(now + dt.timedelta(days=1))
    named = later.named("0309", "990102001", RequestType.HELP)
    assert later.version == "2031-7"
    assert named is not None
    assert named.unit == town.units[OTHER]
    assert before.order.assignments.get(kind="host").catalogue == "2026-1 0309"
    page = town.client(AGENT).get("/catalogue?edition=2031-7").content.decode()
    assert "不是现行版本" in page
    first = f"{tomorrow.year} 年 {tomorrow.month} 月 {tomorrow.day} 日起"
    assert f"2031-7（{first}）" in page
    assert f"目录 2031-7 自 {first}施行" in administrator.get(EDITIONS).content.decode()
    assert machine_dates(page) == []
    assert administrator.get(f"{EDITIONS}/2031-7").status_code == 404
    assert administrator.post(f"{EDITIONS}/2031-7/row", {"code": "03", "ends": "yes"}).status_code == 404


def test_the_log_keeps_who_drafted_changed_and_adopted(town: Town, administrator: Client) -> None:
    draft(administrator, "2031-8", whole(town, HOST))
    administrator.post(f"{EDITIONS}/2031-8/row", {"code": "03", "ends": "yes"})
    row = {"topic": "03", "unit": str(town.units[HOST]), "ground": "duty", "article": "jinan_2018:23(2)"}
    administrator.post(f"{EDITIONS}/2031-8/row", row)
    administrator.post(f"{EDITIONS}/2031-8", {"in_force_from": str(timezone.localdate() + dt.timedelta(days=400))})
    edition = CatalogueVersion.objects.get(version="2031-8")
    events = Event.objects.filter(subject_kind=SubjectKind.CATALOGUE, subject_id=edition.pk).order_by("sequence")
    names = ["draft_catalogue", "change_catalogue", "change_catalogue", "adopt_catalogue"]
    assert [event.name for event in events] == names
    assert {event.actor_staff for event in events} == {town.actor(ADMINISTRATOR).staff}
    assert verify_everything(None).broken == []


def test_a_draft_is_thrown_away_after_a_question_that_names_it(town: Town, administrator: Client) -> None:
    draft(administrator, "2031-9", whole(town, HOST))
    page = f"{EDITIONS}/2031-9/discard"
    count = CatalogueRow.objects.filter(catalogue__version="2031-9").count()
    assert f'href="{page}"' in administrator.get(f"{EDITIONS}/2031-9").content.decode()
    for headers in ({}, {"HX-Request": "true"}):
        question = administrator.get(page, headers=headers).content.decode()
        assert f"草稿 2031-9 共 {count} 行，没有施行。" in question
        assert "btn-danger" in question
    assert CatalogueRow.objects.filter(catalogue__version="2031-9").count() == count, "asking throws nothing away"
    answer = administrator.post(page)
    assert answer["Location"] == EDITIONS
    listed = administrator.get(EDITIONS).content.decode()
    assert f"草稿 2031-9 已丢弃，共 {count} 行" in listed
    assert "/2031-9" not in listed
    assert not CatalogueRow.objects.filter(catalogue__version="2031-9").exists()
    for gone in (page, f"{EDITIONS}/2031-9", f"{EDITIONS}/2031-9/row"):
        assert administrator.get(gone).status_code == 404
    assert administrator.post(page).status_code == 404


def test_its_name_is_free_again_and_its_log_goes_on(town: Town, administrator: Client) -> None:
    draft(administrator, "2031-10", whole(town, HOST))
    administrator.post(f"{EDITIONS}/2031-10/discard")
    with pytest.raises(Refused, match="edition_unknown"):
        discard_catalogue(at_the_door(town), version="2031-10")
    draft(administrator, "2031-10", whole(town, OTHER))
    assert administrator.get(f"{EDITIONS}/2031-10").status_code == 200
    edition = CatalogueVersion.objects.get(version="2031-10")
    events = Event.objects.filter(subject_kind=SubjectKind.CATALOGUE, subject_id=edition.pk).order_by("sequence")
    assert [event.name for event in events] == ["draft_catalogue", "discard_catalogue", "draft_catalogue"]
    assert verify_everything(None).broken == []


def test_what_is_in_force_is_never_thrown_away_nor_by_anybody_else(town: Town, administrator: Client) -> None:
    assert administrator.post(f"{EDITIONS}/2026-1/discard").status_code == 404
    draft(administrator, "2031-11", whole(town, HOST))
    assert town.client(DISPATCHER).post(f"{EDITIONS}/2031-11/discard").status_code == 403
    with pytest.raises(Refused, match="edition_fixed"):
        discard_catalogue(at_the_door(town), version="2026-1")
    with pytest.raises(IntegrityError, match="catalogue_version_kept"), transaction.atomic():
        CatalogueVersion.objects.filter(version="2026-1").update(discarded_at=timezone.now())
    assert CatalogueRow.objects.filter(catalogue__version="2031-11").exists()


def at_the_door(town: Town) -> Door:
    """The administrator."""
    return Door(town.actor(ADMINISTRATOR), timezone.now(), uuid.uuid4().hex)


def test_the_database_itself_keeps_an_edition_in_force_as_it_is(town: Town) -> None:
    _ = town
    rows = CatalogueRow.objects.filter(catalogue__version="2026-1")
    with pytest.raises(IntegrityError, match="an edition in force stays as it is"), transaction.atomic():
        rows.filter(code="0309").delete()
    with pytest.raises(IntegrityError, match="an edition in force stays as it is"), transaction.atomic():
        rows.filter(code="0309").update(basis="R14")
