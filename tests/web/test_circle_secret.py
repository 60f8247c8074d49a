"""A secret tip-off from the call to the callback: its author stands nowhere (Art. 10, 16; R43, R44, R47, R65)."""

from __future__ import annotations

import json
import logging
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from lianxin.access import lists_for, reading
from lianxin.law.draft import Draft
from lianxin.law.visibility import Part
from lianxin.law.words import CallbackResult, ClockName, OrderState
from lianxin.records.load import read_order
from lianxin.records.models import Attachment, Event, OrderText, Person, WorkOrder
from lianxin.records.people import identity
from lianxin.records.rules import current_rules, surroundings
from tests.pictures.samples import photograph
from tests.web.circle import SATISFIED, Circle, Life
from tests.web.crawl import Crawl
from tests.web.figures import became
from tests.web.forms import fill
from tests.web.test_calls import Line, finish
from tests.web.test_role_walk import PEOPLE
from tests.web.town import (
    AGENT,
    CALLBACK_CLERK,
    CLERK,
    COMMUNITY,
    DISPATCHER,
    EXAMINER,
    HOST,
    OTHER,
    OTHER_CLERK,
    SHIFT_LEADER,
    STREET,
    STREET_CLERK,
    SUB_CLERK,
    SUB_UNIT,
    WORKER,
    Town,
)

NAME, PHONE, HOME = "欧阳雪梅", "13976543210", "桂花苑 7 号楼 1103"
ACCOUNT = f"来电人{NAME}（住{HOME}）举报清风街道北门摊主长期占道、夜间排污，要求查处并保密。"
GIVEN = f"{NAME}提供"
TRANSFER = "清风街道北门有摊位长期占道、夜间排污，请核实查处。"
WITHIN_THE_ACCOUNT = (f"来电人{NAME}（", f"住{HOME}）")
"""What the centre alone reads where the law opens the caller's own words to it (R43)."""
CLEAR = (NAME, "雪梅", PHONE, "桂花苑", "7 号楼 1103")
MASKED = ("欧阳", "139****3210")
"""What the centre sees of a caller until somebody reveals it for a purpose."""


@dataclass
class Tips:
    """The same author's tip-offs, one in each stage; the log of the process while they were lived."""

    circle: Circle
    lives: dict[str, Life]
    lines: list[str]
    sent_before: int
    """Bytes of the outbox that others had filled."""


class Kept(logging.Handler):
    """Keeps every line of the process."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {record.exc_text or ''}")


def told_on_the_telephone(circle: Circle) -> Life:
    """The author calls; the agent writes it down, with a photograph, and asks the dispatchers for a unit."""
    town, line = circle.town, Line(circle.town, PHONE).answered()
    client = town.client(AGENT)
    page = client.get(line.form).content.decode()
    assert PHONE not in page
    said: dict[str, str | list[str]] = {
        "request_type": "tip_off",
        "accusation": "no",
        "title": "北门摊位占道排污",
        "account": ACCOUNT,
        "address": "清风街道北门",
        "subject_person": "摊主",
        "caller_name": NAME,
        "wishes": ["secret"],
        "disposition": "queue",
    }
    answer = client.post("/orders/receive", fill(page, **said))
    assert answer.status_code == 302, answer.content.decode()
    finish(client, line)
    life = Life(circle, WorkOrder.objects.order_by("-pk")[0])
    given = fill(client.get(f"/orders/{life.number}/act/attach").content.decode())
    file = SimpleUploadedFile(f"{GIVEN}.jpg", photograph(), "image/jpeg")
    answer = client.post(f"/orders/{life.number}/act/attach", given | {"new_files": file, "restricted": "yes"})
    assert answer.status_code == 302, answer.content.decode()
    return life


def dispatched(circle: Circle, unit: str = HOST) -> Life:
    life = told_on_the_telephone(circle)
    return life.act(DISPATCHER, "dispatch", unit=str(circle.town.units[unit]), transfer=TRANSFER)


def fed_back(circle: Circle) -> Life:
    return (
        dispatched(circle).act(CLERK, "sign").replies(content="已依法查处，请您核实。").feeds_back(findings="已查处。")
    )


def handled_by_several(circle: Circle) -> Life:
    """With a unit below, one beside, and the author's second call."""
    life = dispatched(circle).act(CLERK, "sign")
    life.act(CLERK, "delegate", unit=str(circle.town.units[SUB_UNIT]), instruction="请现场核查。").act(
        SUB_CLERK, "sign"
    )
    life.act(DISPATCHER, "add_co_handler", unit=str(circle.town.units[OTHER]), reason="涉及出租房屋。")
    life.act(OTHER_CLERK, "sign").act(AGENT, "supplement", text="昨夜又有排污。")
    return life.act(SHIFT_LEADER, "report_risk", note="污水流入下水道。")


def helped_by_a_community(circle: Circle) -> Life:
    life = dispatched(circle, STREET).act(STREET_CLERK, "sign")
    life.act(STREET_CLERK, "assist", unit=str(circle.town.units[COMMUNITY]), note="请现场查看。")
    return life.act(WORKER, "sign")


def promised(circle: Circle) -> Life:
    life = dispatched(circle).act(CLERK, "sign").replies(content="正在查处，9 月 23 日前告知结果。")
    life.feeds_back(outcome="constrained", measures="已立案。", second_date="2026-09-23").passes()
    return life.calls_back(told="yes", result="reached")


def closed(circle: Circle) -> Life:
    """To the end, with an explanation owed afterwards and its intake inspected."""
    life = fed_back(circle).passes()
    life.calls_back(result="no_answer").calls_back(**SATISFIED).closes()
    life.act(AGENT, "demand_explanation", text="为何没有罚款？")
    page = circle.page(SHIFT_LEADER, f"/inspections/flag?number={life.number}")
    given = {**fill(page, reason="核对记录。"), "request_key": uuid.uuid4().hex}
    assert circle.town.client(SHIFT_LEADER).post("/inspections/flag", given).status_code == 302
    return life


def outbox_file() -> Path:
    assert settings.DATA is not None
    return Path(settings.DATA) / "outbox.jsonl"


@pytest.fixture(scope="module")
def tips(town: Town) -> Iterator[Tips]:
    """Lived once for this file; the clock stands still afterwards."""
    kept, root = Kept(), logging.getLogger()
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    with pytest.MonkeyPatch.context() as monkeypatch:
        circle, outbox = Circle(town, monkeypatch), outbox_file()
        sent_before = outbox.stat().st_size if outbox.exists() else 0
        stages = {
            "at intake": told_on_the_telephone,
            "dispatched": dispatched,
            "handled by several": handled_by_several,
            "helped": helped_by_a_community,
            "fed back": fed_back,
            "promised": promised,
            "closed": closed,
        }
        lives = {name: live(circle) for name, live in stages.items()}
        lives["called back"] = fed_back(circle).passes()
        circle.at("09-08 09:00")
        lives["called back"].calls_back(result="no_answer")
        yield Tips(circle, lives, kept.lines, sent_before)
    root.setLevel(before)
    root.removeHandler(kept)


def opens(town: Town, who: str, life: Life, part: Part) -> bool:
    """Whether the law opens this part of the order to somebody."""
    loaded = read_order(life.id)
    around = surroundings(town.actor(PEOPLE[who]), timezone.now(), current_rules(), loaded.aggregate.order)
    return part in reading(Draft.of(loaded.aggregate, around))


def given_away(text: str, *, words: bool, files: bool, masked: bool) -> list[str]:
    """What of the author stands in a text that may not: `words`, `files` and `masked` are the reader's rights."""
    for allowed in (*(WITHIN_THE_ACCOUNT if words else ()), *((GIVEN,) if files else ())):
        text = text.replace(allowed, "")
    close = re.sub(r"[\s\-]", "", text)
    forms = CLEAR if masked else (*CLEAR, *MASKED)
    return [one for one in forms if one in text or re.sub(r"\s", "", one) in close]


# ---- on no page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_that_anybody_can_reach_gives_the_author_away(town: Town, tips: Tips, who: str) -> None:
    rights = {
        part: any(opens(town, who, life, part) for life in tips.lives.values())
        for part in (Part.ACCOUNT, Part.IDENTITY, Part.ORIGINALS)
    }
    crawl = Crawl(town.client(PEOPLE[who]))
    for address, text in crawl.pages():
        found = given_away(text, words=rights[Part.ACCOUNT], files=rights[Part.ORIGINALS], masked=rights[Part.IDENTITY])
        assert found == [], f"{who} at {address}"
    if not lists_for(town.actor(PEOPLE[who]).role):
        return
    ongoing = [life for life in tips.lives.values() if life.order.state not in (OrderState.CLOSED, OrderState.ARCHIVED)]
    for life in ongoing:
        found_by_crawl = f"/orders/{life.number}/" in crawl.seen
        assert found_by_crawl or not opens(town, who, life, Part.ORDER), "a crawl that finds no order proves nothing"


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("words", [NAME, PHONE, "桂花苑"])
def test_nobody_finds_the_order_by_its_author_who_may_not_read_the_account(
    town: Town, tips: Tips, who: str, words: str
) -> None:
    client = town.client(PEOPLE[who])
    if any(opens(town, who, life, Part.ACCOUNT) for life in tips.lives.values()):
        return
    answer = client.post("/orders/", {"words": words}, follow=True)
    shown = answer.content.decode()
    assert [name for name, life in tips.lives.items() if life.number in shown] == []


# ---- nor anywhere else -----------------------------------------------------------------------------------------------


def test_no_table_holds_the_author_but_the_account_and_a_file_of_the_centre(tips: Tips) -> None:
    assert tips.lives
    found: set[str] = set()
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            for marker in (NAME, "雪梅", PHONE, "桂花苑"):
                cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{marker}%"])
                if cursor.fetchone()[0]:
                    found.add(table)
    assert found == {"order_text", "attachment"}
    texts = OrderText.objects.filter(content__contains="雪梅")
    assert set(texts.values_list("kind", "private")) == {("account", True)}
    assert set(Attachment.objects.filter(name__contains="雪梅").values_list("restricted", flat=True)) == {True}
    assert identity(Person.objects.get(appearances__order=tips.lives["closed"].id)).name == NAME, (
        "it is there, encrypted"
    )


def test_no_line_of_the_process_and_no_event_names_the_author(tips: Tips) -> None:
    assert [line for line in tips.lines if given_away(line, words=False, files=False, masked=False)] == []
    ids = [life.id for life in tips.lives.values()]
    events = Event.objects.filter(subject_kind="order", subject_id__in=ids)
    assert events.count() > 50
    payloads = json.dumps(list(events.values_list("payload", flat=True)), ensure_ascii=False)
    assert given_away(payloads, words=False, files=False, masked=False) == []


def test_messages_name_neither_the_author_nor_towards_them_the_unit(tips: Tips) -> None:
    lines = outbox_file().read_bytes()[tips.sent_before :].decode().splitlines()
    numbers = {life.number for life in tips.lives.values()}
    mine = [one for one in map(json.loads, lines) if any(number in one["body"] for number in numbers)]
    assert {one["template"] for one in mine} >= {"order_offered", "order_transferred", "risk_reported"}
    for one in mine:
        assert given_away(one["title"] + one["body"], words=False, files=False, masked=False) == []
        assert (one["to"] == PHONE) is (one["way"] == "phone")
        if one["way"] == "phone":
            assert "城市管理局" not in one["body"], "state only (R47)"


# ---- the life itself, and the one door to the name -------------------------------------------------------------------


def test_from_intake_to_callback_with_one_showing_for_a_purpose(tips: Tips) -> None:
    life, circle = tips.lives["called back"], tips.circle
    assert life.order.secret
    assert life.order.state is OrderState.CALLBACK
    for who in (CLERK, UNIT_READER):
        page = life.page(who)
        assert "姓名、号码不提供给承办单位" in page
        assert TRANSFER in page
        client = circle.town.client(who)
        for field in ("name", "phone", "account"):
            assert client.get(f"/orders/{life.number}/reveal?caller=1&field={field}").status_code in (403, 404, 409)
    original = Attachment.objects.get(order=life.id)
    assert circle.town.client(CLERK).get(f"/orders/{life.number}/attachments/{original.pk}").status_code == 404

    desk = circle.page(CALLBACK_CLERK, "/callbacks/", order=life.number)
    assert "欧阳**" in desk
    assert "139 **** 3210" in desk
    href = f"/orders/{life.number}/reveal?caller=1&field=phone"
    client = circle.town.client(CALLBACK_CLERK)
    form = client.get(href).content.decode()
    assert client.post(f"/orders/{life.number}/reveal", fill(form, purpose=" ")).status_code == 422
    shown = client.post(f"/orders/{life.number}/reveal", fill(form, purpose="回访"))
    assert PHONE in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    event = Event.objects.filter(subject_kind="order", subject_id=life.id).latest("sequence")
    assert (event.name, event.payload["field"], event.actor_staff) == (
        "reveal",
        "phone",
        circle.town.actor(CALLBACK_CLERK).staff,
    )
    assert PHONE not in circle.page(CALLBACK_CLERK, "/callbacks/", order=life.number), "shown once, not from now on"
    assert PHONE not in life.page(EXAMINER)

    life.at("09-08 15:00").calls_back(**SATISFIED).closes()
    assert life.order.callers.get().callback is CallbackResult.REACHED
    assert life.ended(ClockName.CALLBACK) == ["met"]
    assert "reveal" in life.log
    for code in ("satisfied_result", "on_time", "reply", "completion"):
        assert became(life, code) == ["holds"], "in the figures it is a case like others"


UNIT_READER = "jinxiuying"
"""The head of the unit that has the order."""
