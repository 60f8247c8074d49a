"""Messages of the past: read strictly, judged by their limits, archived, and never imported twice (R68)."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pytest_django.plugin import DjangoDbBlocker

from lianxin.actions import import_history
from lianxin.law.city_files import DataRefused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import AssignmentState, ClockEnd, ClockName, ClosedAs, OrderState, ReplyState, UnitKind
from lianxin.records.load import read_order
from lianxin.records.models import Clock, Delivery, Event, ExternalReference, OrderText, Person, Unit, WorkOrder
from lianxin.records.people import identity
from lianxin.records.verification import verify_everything
from lianxin.runtime.city import load_city
from lianxin.runtime.city.files import regime_texts
from lianxin.runtime.commands import import_messages as command
from lianxin.runtime.importing import run as running
from lianxin.runtime.importing.columns import SHIPPED, parse_map, read_map
from lianxin.runtime.importing.judging import Judge
from lianxin.runtime.importing.messages import RowRefused, read_message
from lianxin.runtime.importing.run import Import, import_messages
from lianxin.runtime.importing.summary import ImportSummary, Judged, Lateness
from lianxin.runtime.importing.tables import TableRow, open_table
from lianxin.runtime.places import CITIES
from lianxin.runtime.speech import CommandRefused
from tests.servers import Server

HEADINGS = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间")
NOW = dt.datetime(2026, 11, 20, 12, 0, tzinfo=SHANGHAI)


def row(number: int, sent: str, replied: str, **more: str) -> list[str]:
    """An invented message."""
    said = {
        "留言编号": str(number),
        "留言用户": f"U{number}",
        "留言主题": f"路灯不亮{number}",
        "留言时间": sent,
        "留言详情": "门前的路灯，\n三天没有亮了。",
        "答复意见": "您好，经查已经修复。",
        "答复时间": replied,
        **more,
    }
    return [said[heading] for heading in HEADINGS]


ON_TIME = row(1, "2026/11/6 9:32:09", "2026/11/13 23:59:59")
LATE_ONE = row(2, "2026-11-06 09:32:09", "2026-11-14 00:00:00")
LATE_MORE = row(3, "2026/11/6 9:32", "2026/11/17 8:00")
BAD_DATE = row(4, "2026/11/6 9:32:09", "2026/11/13")
NO_TITLE = row(5, "2026/11/6 9:32:09", "2026/11/13 9:00:00", 留言主题=" ")
BACKWARDS = row(6, "2026/11/6 9:32:09", "2026/11/5 9:00:00")


def write_csv(place: Path, rows: Sequence[Sequence[str]], *, encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADINGS, *rows])
    content = text.getvalue().encode(encoding)
    place.write_bytes(gzip.compress(content) if place.suffix == ".gz" else content)
    return place


@pytest.fixture(scope="module")
def city(postgresql: Server, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration's city in a database of this module's own."""
    with django_db_blocker.unblock(), postgresql.own_database():
        load_city(CITIES / "yunhe", progress=lambda _zh, _en: None)
        yield


def take_in(
    file: Path, folder: Path, *, source: str, regime: str | None = "jinan_2018", as_if: bool = True
) -> ImportSummary:
    judge = Judge([regime] if regime else [], regime_texts(), as_if_in_force=as_if, now=NOW)
    order = Import(file=file, source=source, columns=read_map(SHIPPED), judge=judge, now=NOW)
    return import_messages(order, regime=regime, rejects_folder=folder / "rejects")


# ---- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "encoding"), [
    ("a.csv", "utf-8"),
    ("b.csv", "utf-8-sig"),
    ("c.csv", "gb18030"),
    ("d.csv.gz", "utf-8"),
    ("e.csv.gz", "gb18030"),
])  # fmt: skip
def test_csv_is_read_in_any_spelling(tmp_path: Path, name: str, encoding: str) -> None:
    place = write_csv(tmp_path / name, [ON_TIME, LATE_ONE], encoding=encoding)
    with open_table(place) as table:
        rows = list(table.rows)
    assert table.headings == list(HEADINGS)
    assert [one.cells["留言主题"] for one in rows] == ["路灯不亮1", "路灯不亮2"]
    assert [one.line for one in rows] == [3, 5]  # a quoted cell holds two lines


def test_a_workbook_is_read_with_its_dates(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(HEADINGS))
    sheet.append([7, "U7", "题", dt.datetime(2026, 11, 6, 9, 32), "详情", "答复", "2026/11/9 8:00:00"])  # noqa: DTZ001 - sheets know no zones
    book.save(tmp_path / "a.xlsx")
    with open_table(tmp_path / "a.xlsx") as table:
        message = read_message(next(table.rows), read_map(SHIPPED), NOW)
    assert message.id == "7"
    assert message.sent_at == dt.datetime(2026, 11, 6, 9, 32, tzinfo=SHANGHAI)
    assert message.replied_at == dt.datetime(2026, 11, 9, 8, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(("name", "content", "code"), [
    ("absent.csv", None, "file_missing"),
    ("broken.xlsx", b"no workbook", "file_unreadable"),
    ("broken.csv.gz", b"\x1f\x8b\x08\x00cut", "file_unreadable"),
])  # fmt: skip
def test_what_is_no_table_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandRefused, match=name) as refused, open_table(tmp_path / name) as table:
        list(table.rows)
    assert refused.value.code == code
    assert refused.value.next_step


# ---- maps and rows ---------------------------------------------------------------------------------------------------

MAP = '[columns]\nid = "号"\ntitle = "题"\nsent_at = "时"\naccount = "文"\n'


@pytest.mark.parametrize(("text", "said"), [
    (MAP, "moments: is missing"),
    ('moments = ["%Y-%m-%d"]\n' + MAP, "must tell both the day and the hour"),
    ('moments = ["%H:%M %d"]\n' + MAP, "must tell both the day and the hour"),
    ('moments = ["%Y-%m-%d %H:%M"]\nchannel = "pigeon"\n' + MAP, "channel: there is no 'pigeon'"),
    ('moments = ["%Y-%m-%d %H:%M"]\n' + MAP + 'reply = "答"\n', "reply: a reply goes with its moment"),
    ('moments = ["%Y-%m-%d %H:%M"]\n' + MAP + 'wish = "愿"\n', "columns.wish: unknown key"),
    ('moments = ["%Y-%m-%d %H:%M"]\n' + MAP.replace("title", "heading"), "columns.title: is missing"),
])  # fmt: skip
def test_a_map_that_cannot_work_is_refused_with_key_and_reason(text: str, said: str) -> None:
    with pytest.raises(DataRefused, match=said):
        parse_map(text, "map.toml")


@pytest.mark.parametrize(("cells", "code"), [
    (BAD_DATE, "replied_at_unreadable"),
    (NO_TITLE, "title_missing"),
    (BACKWARDS, "reply_before_message"),
    (row(7, "2026/11/6 9:32:09", ""), "reply_half"),
    (row(8, "2026/11/21 9:32:09", "2026/11/22 9:00:00"), "future"),
    (row(9, "2026/11/31 9:32:09", "2026/12/1 9:00:00"), "sent_at_unreadable"),
])  # fmt: skip
def test_a_bad_row_is_refused_with_its_reason(cells: list[str], code: str) -> None:
    whole = TableRow(2, dict(zip(HEADINGS, cells, strict=True)))
    with pytest.raises(RowRefused) as refused:
        read_message(whole, read_map(SHIPPED), NOW)
    assert refused.value.code == code
    assert refused.value.zh != refused.value.en


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(RowRefused, match="not as many cells"):
        read_message(TableRow(2, {"留言编号": "1"}, whole=False), read_map(SHIPPED), NOW)


# ---- orders ----------------------------------------------------------------------------------------------------------


def test_a_message_becomes_an_archived_order_whose_two_limits_are_judged(city: None, tmp_path: Path) -> None:
    assert city is None
    deliveries = Delivery.objects.count()
    summary = take_in(write_csv(tmp_path / "one.csv", [ON_TIME]), tmp_path, source="one")
    reference = ExternalReference.objects.get(system="import:one", external_id="1")
    after = read_order(reference.subject_id).aggregate
    order, host, caller = after.order, after.assignment[1], after.caller[1]
    sent, replied = (
        dt.datetime(2026, 11, 6, 9, 32, 9, tzinfo=SHANGHAI),
        dt.datetime(2026, 11, 13, 23, 59, 59, tzinfo=SHANGHAI),
    )
    assert (order.state, order.closed_as, order.outcome) == (OrderState.ARCHIVED, ClosedAs.IMPORTED, None)
    assert order.received_at == order.transferred_at == host.offered_at == host.signed_at == sent
    assert order.closed_at == order.archived_at == host.ended_at == caller.replied_at == replied
    assert (host.state, caller.reply, caller.callback, after.feedback) == (
        AssignmentState.DONE,
        ReplyState.MADE,
        None,
        {},
    )
    assert {(clock.name, clock.end) for clock in after.clock.values()} == {
        (ClockName.REPLY, ClockEnd.MET),
        (ClockName.FEED_BACK, ClockEnd.MET),
    }
    assert order.regime_at_receive == order.regime_at_transfer != ""
    event = Event.objects.get(subject_kind="order", subject_id=order.id)
    assert event.name == "import_history"
    assert set(event.payload["assumed"]) == {"transferred_at", "signed_at", "fed_back_at", "closed_at", "archived_at"}
    assert Delivery.objects.count() == deliveries
    assert summary.as_json()["on_time"] == 1
    assert Person.objects.filter(appearances__order=order.id).count() == 1
    assert identity(Person.objects.get(appearances__order=order.id)).contact == "U1"


def test_lateness_is_counted_in_working_days_after_the_limit(city: None, tmp_path: Path) -> None:
    """Five working days from Friday 6 November 2026 end with Friday 13: midnight is late, Tuesday two days late."""
    assert city is None
    summary = take_in(write_csv(tmp_path / "late.csv", [ON_TIME, LATE_ONE, LATE_MORE]), tmp_path, source="late")
    told = summary.as_json()
    assert (told["on_time"], told["late"]) == (1, 2)
    assert (told["late_working_days_median"], told["late_working_days_p90"]) == (1, 2)
    assert set(summary.months) == {"2026-11"}
    assert Clock.objects.filter(
        name=ClockName.FEED_BACK, end=ClockEnd.LATE, order__number__startswith="20261106"
    ).exists()


def test_bad_rows_lie_in_a_file_with_line_and_reason_and_can_be_imported_from_it(city: None, tmp_path: Path) -> None:
    assert city is None
    file = write_csv(tmp_path / "mixed.csv", [ON_TIME, BAD_DATE, NO_TITLE, LATE_ONE])
    summary = take_in(file, tmp_path, source="mixed")
    assert (summary.rows, summary.imported, summary.rejected, summary.duplicates) == (4, 2, 2, 0)
    assert summary.rejects_file is not None
    place = Path(summary.rejects_file)
    assert place.stat().st_mode & 0o077 == 0
    with place.open(encoding="utf-8", newline="") as opened:
        rejects = list(csv.DictReader(opened))
    assert [(one["line"], one["code"]) for one in rejects] == [
        ("5", "replied_at_unreadable"),
        ("7", "title_missing"),
    ]
    text = place.read_text(encoding="utf-8").replace("2026/11/13\n", "2026/11/13 8:00\n")
    place.write_text(text, encoding="utf-8")
    again = take_in(place, tmp_path / "again", source="mixed")
    assert (again.imported, again.rejected) == (1, 1)


def test_the_same_file_again_imports_nothing_and_tells_the_same_lateness(city: None, tmp_path: Path) -> None:
    assert city is None
    file = write_csv(tmp_path / "twice.csv.gz", [ON_TIME, LATE_ONE, ON_TIME])
    first = take_in(file, tmp_path, source="twice")
    orders = WorkOrder.objects.count()
    second = take_in(file, tmp_path, source="twice")
    assert (first.imported, first.duplicates) == (2, 1)
    assert (second.rows, second.imported, second.duplicates) == (3, 0, 3)
    assert WorkOrder.objects.count() == orders
    keys = ("on_time", "late", "late_working_days_median", "late_working_days_p90", "judged_by")
    assert [first.as_json()[key] for key in keys] == [second.as_json()[key] for key in keys]


def test_a_broken_off_import_goes_on_where_it_was(city: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert city is None
    rows = [row(number, "2026/11/6 9:00:00", "2026/11/9 9:00:00") for number in range(100, 108)]
    file = write_csv(tmp_path / "long.csv", rows)
    done = 0

    def killed_at_the_fifth(*args: Any, **kwargs: Any) -> Any:
        nonlocal done
        done += 1
        if done == 5:
            raise KeyboardInterrupt
        return import_history(*args, **kwargs)

    monkeypatch.setattr(running, "import_history", killed_at_the_fifth)
    with pytest.raises(KeyboardInterrupt):
        take_in(file, tmp_path, source="long")
    monkeypatch.setattr(running, "import_history", import_history)
    summary = take_in(file, tmp_path, source="long")
    assert (summary.rows, summary.imported, summary.duplicates) == (8, 4, 4)
    assert ExternalReference.objects.filter(system="import:long").count() == 8
    assert verify_everything(None).broken == []


def test_the_unit_a_reply_names_gets_the_order_and_the_placeholder_all_others(city: None, tmp_path: Path) -> None:
    assert city is None
    heating = Unit.objects.get(code="heating")
    named = row(1, "2026/11/6 9:00:00", "2026/11/9 9:00:00", 答复意见=f"经{heating.name_zh}核实，已恢复供热。")
    unnamed = row(2, "2026/11/6 9:00:00", "2026/11/9 9:00:00", 答复意见="已处理。")
    take_in(write_csv(tmp_path / "units.csv", [named, unnamed]), tmp_path, source="units")
    hosts = {
        reference.external_id: read_order(reference.subject_id).aggregate.assignment[1].unit
        for reference in ExternalReference.objects.filter(system="import:units")
    }
    placeholder = Unit.objects.get(kind=UnitKind.IMPORTED_PLACEHOLDER)
    assert hosts == {"1": heating.pk, "2": placeholder.pk}


def test_what_is_here_already_is_not_judged_again_and_the_summary_says_by_what_it_was(
    city: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert city is None
    file = write_csv(tmp_path / "judged.csv", [ON_TIME, LATE_ONE])
    first = take_in(file, tmp_path, source="judged")
    assert first.as_json()["regime"] == "jinan_2018"
    assert [one.partition(",")[0] for one in first.judged_by] == ["jinan_2018"], "with the layers below it"
    again = take_in(file, tmp_path, source="judged", regime="national_2025")
    assert (again.as_json()["regime"], again.as_json()["judged_by"]) == (None, first.judged_by)
    command._print(again)
    said = capsys.readouterr().out
    assert first.judged_by[0] in said
    assert "不再重新判定" in said or "not judged again" in said


def test_a_regime_binds_from_its_own_day_unless_it_is_taken_as_if_in_force(city: None, tmp_path: Path) -> None:
    """Jinan's regulation came into force on 1 September 2018."""
    assert city is None
    old = row(1, "2015/3/2 9:00:00", "2015/3/30 9:00:00")
    new = row(2, "2019/3/4 9:00:00", "2019/4/1 9:00:00")
    file = write_csv(tmp_path / "years.csv", [old, new])
    by = {
        "by its day": take_in(file, tmp_path, source="by its day", as_if=False),
        "as if": take_in(file, tmp_path, source="as if"),
        "by the city": take_in(file, tmp_path, source="by the city", regime=None, as_if=False),
    }
    assert [summary.total.late for summary in by.values()] == [2, 2, 2]
    assert judged_by("by its day") == judged_by("by the city") == {"1": "R53", "2": "jinan_2018:24"}
    assert judged_by("as if") == {"1": "jinan_2018:24", "2": "jinan_2018:24"}


def judged_by(source: str) -> dict[str, str]:
    """The article of each row's feedback limit."""
    found = {}
    for reference in ExternalReference.objects.filter(system=f"import:{source}"):
        clock = Clock.objects.get(order=reference.subject_id, name=ClockName.FEED_BACK)
        found[reference.external_id] = clock.article
    return found


def test_a_message_without_reply_is_archived_without_a_judgement(city: None, tmp_path: Path) -> None:
    assert city is None
    text = SHIPPED.read_text(encoding="utf-8")
    columns = parse_map("\n".join(line for line in text.splitlines() if not line.startswith("repl")), "map.toml")
    judge = Judge(["jinan_2018"], regime_texts(), as_if_in_force=True, now=NOW)
    file = write_csv(tmp_path / "unanswered.csv", [ON_TIME])
    order = Import(file=file, source="unanswered", columns=columns, judge=judge, now=NOW)
    summary = import_messages(order, regime="jinan_2018", rejects_folder=tmp_path)
    assert (summary.imported, summary.total.on_time, summary.total.late, summary.without_limit) == (1, 0, 0, 1)
    kept = read_order(ExternalReference.objects.get(system="import:unanswered").subject_id).aggregate
    assert kept.order.state is OrderState.ARCHIVED
    assert {clock.end for clock in kept.clock.values()} == {ClockEnd.CANCELLED}


def test_texts_are_kept_apart_from_the_log(city: None, tmp_path: Path) -> None:
    assert city is None
    take_in(write_csv(tmp_path / "texts.csv", [ON_TIME]), tmp_path, source="texts")
    order = ExternalReference.objects.get(system="import:texts").subject_id
    kinds = dict(OrderText.objects.filter(order_id=order).values_list("kind", "private"))
    assert {kind.value: private for kind, private in kinds.items()} == {"title": False, "account": True, "reply": False}
    payload = json.dumps(Event.objects.get(subject_kind="order", subject_id=order).payload, ensure_ascii=False)
    assert "路灯" not in payload
    assert "U1" not in payload


def test_headings_that_are_not_there_are_named(city: None, tmp_path: Path) -> None:
    assert city is None
    place = tmp_path / "other.csv"
    place.write_text("编号,主题\n1,二\n", encoding="utf-8")
    with pytest.raises(CommandRefused, match="has no column 留言编号") as refused:
        take_in(place, tmp_path, source="other")
    assert "--map" in refused.value.next_step


# ---- the summary -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "median", "p90"), [
    ([], None, None),
    ([3], 3, 3),
    ([1, 2], 1.5, 2),
    ([1, 2, 9], 2, 9),
    (list(range(1, 11)), 5.5, 9),
    ([0] * 9 + [50], 0, 0),
])  # fmt: skip
def test_median_and_nine_in_ten(days: list[int], median: float | None, p90: int | None) -> None:
    group = Lateness()
    for day in days:
        group.add(Judged("2026-11", on_time=False, late_working_days=day))
    assert (group.median, group.p90, group.late) == (median, p90, len(days))


def test_the_summary_says_that_lateness_is_an_upper_bound(capsys: pytest.CaptureFixture[str]) -> None:
    summary = ImportSummary(source="一", asked=None, rows=2, imported=2)
    summary.count([Judged("2026-10", True, 0), Judged("2026-11", False, 3)])
    command._print(summary)
    said = capsys.readouterr().out
    assert "upper bound" in said or "上限" in said
    assert "2026-10" in said
    assert "2026-11" in said
    needed = "rows imported rejected duplicates on_time late late_working_days_median late_working_days_p90"
    assert set(needed.split()) <= set(summary.as_json())


@pytest.mark.parametrize(("name", "source"), [("a.csv.gz", "a"), ("b.2019.csv", "b.2019"), ("c.XLSX", "c"), ("d", "d")])
def test_a_source_is_called_like_its_file(name: str, source: str) -> None:
    assert command._source_of(Path("somewhere") / name) == source
