"""Today's board: each reason to supervise in its column, cards that urge and supervise, a county its own alone."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from dataclasses import replace
from unittest.mock import ANY

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lianxin.access.lists import LISTS
from lianxin.law.dated_texts import DatedText
from lianxin.law.decisions.callback import Talk
from lianxin.law.decisions.feedback import Result
from lianxin.law.evaluation import Evaluation, FirstWay, Script
from lianxin.law.lamps import Spoken
from lianxin.law.words import (
    AskedFirst,
    Grade,
    Outcome,
    OverlayKind,
    OverlayState,
    ReplyWay,
    Role,
    SendBackReason,
    Solved,
    SupervisionGround,
    SupervisionLevel,
)
from lianxin.records.models import Delivery, Event, Overlay, ReadingLog
from lianxin.records.rules import current_rules
from lianxin.web.supervising import texts
from lianxin.web.supervising.columns import BY_CODE
from tests.web.town import (
    AGENT,
    CALLBACK_CLERK,
    CLERK,
    DISPATCHER,
    EXAMINER,
    HEAD,
    HOST,
    STREET,
    SUB_UNIT,
    SUPERVISOR,
    Story,
    Town,
)

COUNTY_OFFICE, GENERAL_OFFICE = "xuyunshu", "luqian"
PIECE = {"HX-Request": "true"}
NUMBER = re.compile(r'data-number="([\d-]+)"')
LISTED = re.compile(r'<a class="hl-title" href="/orders/([\d-]+)/(?:\?[^"]*)?"')


def days_ago(days: int) -> dt.datetime:
    return timezone.now() - dt.timedelta(days=days)


def promised(town: Town, *, days: int, until: int) -> Story:
    """Not solved yet, fed back so many days ago, with a second date so many days from today."""
    second_date = timezone.localdate() + dt.timedelta(days=until)
    story = town.received(at=days_ago(days), title="灯具待采购")
    story.fed_back(Outcome.CONSTRAINED, measures="灯具已订购。", second_date=second_date).do(EXAMINER, "examine")
    return story.do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(told=True))


def dissatisfied(story: Story) -> Story:
    talk = Talk(contacted=True, solved=Solved.NO, grade_result=Grade.DISSATISFIED, grade_attitude=Grade.DISSATISFIED)
    return story.do(CALLBACK_CLERK, "call_back", caller=1, talk=talk)


def dissatisfied_twice(town: Town) -> Story:
    story = dissatisfied(town.received(title="两次都没修好").examined())
    story.do(EXAMINER, "rehandle", reason="来电人称仍未修好。")
    story.do(CLERK, "reply", caller=1, way=ReplyWay.BRIDGED_CALL, content="已再次维修，请您核实。")
    again = Result(outcome=Outcome.DONE, findings="已再次维修。")
    return dissatisfied(story.do(CLERK, "feed_back", result=again).do(EXAMINER, "examine"))


def sent_back(town: Town) -> Story:
    said = {"code": SendBackReason.NOT_OUR_DUTY, "reason": "路灯不归我局管。"}
    return town.received(title="路灯归谁管").dispatched().do(CLERK, "send_back", **said)


@pytest.fixture(scope="module")
def stories(town: Town) -> dict[str, Story]:
    """One order for each column, by its code; and some that are in none, or somebody else's."""
    explained = town.received(at=days_ago(25), title="要求说明").closed()
    explained.do(AGENT, "demand_explanation", caller=1, text="为何只修两盏？")
    return {
        "overdue": town.received(at=days_ago(30), title="路面坑洼无人修").signed(),
        "today": promised(town, days=25, until=0),
        "promises": promised(town, days=25, until=-1),
        "explanations": explained,
        "dissatisfied": dissatisfied_twice(town),
        "disputes": sent_back(town),
        "examination": town.received(at=days_ago(20), title="反馈等着审核").fed_back(),
        "callback": town.received(at=days_ago(20), title="等着回访").examined(),
        "in time": town.received(title="刚转办的").signed(),
        "of a county": town.received(at=days_ago(28), title="街道的逾期件").signed(STREET),
    }


@pytest.fixture
def supervisor(town: Town) -> Client:
    """The supervisor's browser."""
    return town.client(SUPERVISOR)


def board(client: Client) -> str:
    answer = client.get("/supervising/")
    assert answer.status_code == 200
    return answer.content.decode()


def column(client: Client, code: str) -> str:
    """One column of the board; empty where it has no cards."""
    found = re.search(rf'<section class="hl-panel hl-column[^"]*" id="{code}".*?</section>', board(client), re.DOTALL)
    return found[0] if found else ""


def card(client: Client, code: str, story: Story) -> str:
    found = re.search(rf'<li class="hl-card[^>]*data-number="{story.number}".*?</li>', column(client, code), re.DOTALL)
    assert found is not None, f"{story.number} is not in {code}"
    return found[0]


def key() -> str:
    return uuid.uuid4().hex


def test_r31_a_denied_reply_is_no_dispute_between_units(town: Town, stories: dict[str, Story]) -> None:
    contested = town.received(title="称从未有人联系").replied().do(CALLBACK_CLERK, "contest", caller=1)
    denied, disputed = (card(town.client(SUPERVISOR), "disputes", one) for one in (contested, stories["disputes"]))
    assert ">R31</a>" in denied
    assert "第二十九条" not in denied
    assert "第二十九条" in disputed


# ---- who, and what in which column -----------------------------------------------------------------------------------


def test_the_board_is_for_those_who_supervise(town: Town, stories: dict[str, Story]) -> None:
    assert stories
    for username in (AGENT, CLERK, EXAMINER, DISPATCHER):
        client = town.client(username)
        assert client.get("/supervising/").status_code == 403
        assert 'href="/supervising/"' not in client.get("/").content.decode()
    for username in (SUPERVISOR, HEAD, COUNTY_OFFICE, GENERAL_OFFICE):
        client = town.client(username)
        assert 'href="/supervising/"' in client.get("/").content.decode()
        assert client.get("/supervising/").status_code == 200


def test_every_tile_of_a_board_has_its_column_and_says_by_when() -> None:
    boards = [row for row in LISTS if row.board]
    assert {role for row in boards for role in row.roles} >= {Role.SUPERVISOR, Role.COUNTY_OFFICE}
    for row in boards:
        for tile in row.tiles:
            assert tile.code in BY_CODE
            assert not tile.holds.clocks or tile.due is not None, tile.code


@pytest.mark.parametrize("code", list(BY_CODE))
def test_each_reason_has_its_column(supervisor: Client, stories: dict[str, Story], code: str) -> None:
    assert stories[code].number in NUMBER.findall(column(supervisor, code))


@pytest.mark.parametrize("code", list(BY_CODE))
def test_the_list_of_a_column_holds_its_cards_and_can_be_taken_along(
    supervisor: Client, stories: dict[str, Story], code: str
) -> None:
    address = f"/orders/?list=supervising&tile={code}"
    assert address.replace("&", "&amp;") in column(supervisor, code)
    listed = LISTED.findall(supervisor.get(address).content.decode())
    cards = NUMBER.findall(column(supervisor, code))
    assert cards == listed[: len(cards)]
    assert stories[code].number in listed
    assert code == "today" or stories["in time"].number not in listed
    file = supervisor.get("/orders/export", {"list": "supervising", "tile": code, "as": "csv"})
    assert stories[code].number in file.getvalue().decode()


def test_counts_are_those_of_the_lists(supervisor: Client, stories: dict[str, Story]) -> None:
    assert stories
    counts = supervisor.get("/counts", {"list": "supervising"}).json()
    for code in BY_CODE:
        listed = LISTED.findall(supervisor.get(f"/orders/?list=supervising&tile={code}").content.decode())
        assert counts[f"supervising:{code}"] == str(len(listed)), code


def test_r21_a_broken_promise_stands_in_its_own_column_alone(supervisor: Client, stories: dict[str, Story]) -> None:
    number = stories["promises"].number
    assert number not in NUMBER.findall(column(supervisor, "overdue"))
    assert "第二时限" in card(supervisor, "promises", stories["promises"])
    assert stories["today"].number not in NUMBER.findall(column(supervisor, "promises"))


def test_r54_our_own_delay_names_the_desk_and_supervises_no_unit(supervisor: Client, stories: dict[str, Story]) -> None:
    for code, desk in (("examination", "审核岗"), ("callback", "回访岗")):
        shown = card(supervisor, code, stories[code])
        assert desk in shown
        assert "/act/supervise" not in shown


def test_a_card_says_who_has_it_why_it_is_here_and_by_what_article(
    supervisor: Client, stories: dict[str, Story]
) -> None:
    shown = card(supervisor, "overdue", stories["overdue"])
    assert "路面坑洼无人修" in shown
    assert "市城市管理局" in shown
    assert "hl-lamp red" in shown
    assert 'href="/law/' in shown
    assert f"/orders/{stories['overdue'].number}/act/urge?why=overdue" in shown


def test_the_chain_names_the_unit_below_the_host(town: Town, supervisor: Client) -> None:
    story = town.received(at=days_ago(40), title="已经转下级").signed()
    story.do(CLERK, "delegate", unit=town.units[SUB_UNIT], instruction="请办理。")
    shown = card(supervisor, "overdue", story)
    assert re.search(r"市城市管理局 › 市城市照明管理处", re.sub(r"<[^>]+>", "", shown))


def test_the_reading_is_noted_and_the_columns_come_alone(
    town: Town, supervisor: Client, stories: dict[str, Story]
) -> None:
    part = supervisor.get("/supervising/", {"part": "columns"}).content.decode()
    assert part.lstrip().startswith('<div id="board"')
    assert "<html" not in part
    read = ReadingLog.objects.filter(staff=town.actor(SUPERVISOR).staff, query__list="supervising")
    assert read.filter(query__orders__contains=stories["overdue"].id).exists()


def test_whoever_declared_an_interest_sees_no_card_of_it(town: Town, supervisor: Client) -> None:
    story = town.received(at=days_ago(45), title="与我有利害关系").signed()
    assert story.number in board(supervisor)
    story.do(SUPERVISOR, "declare_interest", reason="来电人是我亲属。")
    assert story.number not in board(supervisor)
    assert story.number in board(town.client(HEAD))


def test_no_more_statements_for_a_full_board_than_for_a_short_one(town: Town, stories: dict[str, Story]) -> None:
    assert stories
    head = town.client(HEAD)
    head.get("/supervising/")
    with CaptureQueriesContext(connection) as before:
        head.get("/supervising/")
    for _ in range(4):
        town.received(at=days_ago(35)).signed()
    with CaptureQueriesContext(connection) as after:
        head.get("/supervising/")
    assert len(after.captured_queries) == len(before.captured_queries)


# ---- counties --------------------------------------------------------------------------------------------------------


def test_article_28_a_county_sees_its_own_orders_alone_and_not_the_centres_duty(
    town: Town, stories: dict[str, Story]
) -> None:
    county = town.client(COUNTY_OFFICE)
    page = board(county)
    assert stories["of a county"].number in page
    for code, story in stories.items():
        assert code == "of a county" or story.number not in page, code
    assert 'id="examination"' not in page
    assert 'href="#callback"' not in page
    assert column(county, "overdue")
    assert LISTED.findall(
        county.get("/orders/?list=supervising_county&tile=overdue").content.decode()
    ) == NUMBER.findall(column(county, "overdue"))


def test_a_county_supervises_at_its_level_and_urges_nobody(town: Town, stories: dict[str, Story]) -> None:
    county, story = town.client(COUNTY_OFFICE), stories["of a county"]
    shown = card(county, "overdue", story)
    assert "/act/supervise?why=overdue" in shown
    assert "/act/urge" not in shown
    assert 'name="order"' not in shown
    form = county.get(f"/orders/{story.number}/act/supervise", {"why": "overdue"}, headers=PIECE).content.decode()
    assert 'value="county"' in form


def moved_away(town: Town, at: dt.datetime, title: str) -> Story:
    """Once a street's of the county, now a city department's."""
    story = town.received(at=at, title=title).signed(STREET)
    return story.do(DISPATCHER, "change_host", unit=town.units[HOST], reason="属市局职责。")


def test_what_left_the_county_leaves_its_board(town: Town, supervisor: Client) -> None:
    late = moved_away(town, days_ago(33), "先街道后市局")
    disputed = moved_away(town, timezone.now() - dt.timedelta(minutes=80), "市局说不归它")
    disputed.do(CLERK, "send_back", code=SendBackReason.NOT_OUR_DUTY, reason="不归我局管。")
    broken = moved_away(town, days_ago(26), "市局承诺过").do(CLERK, "sign")
    broken.do(CLERK, "reply", caller=1, way=ReplyWay.BRIDGED_CALL, content="灯具已订购，请您谅解。")
    second_date = timezone.localdate() - dt.timedelta(days=2)
    said = Result(outcome=Outcome.CONSTRAINED, findings="灯具缺货。", measures="已订购。", second_date=second_date)
    broken.do(CLERK, "feed_back", result=said).do(EXAMINER, "examine")
    broken.do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(told=True))
    page = board(town.client(COUNTY_OFFICE))
    for story, code in ((late, "overdue"), (disputed, "disputes"), (broken, "promises")):
        listed = supervisor.get(f"/orders/?list=supervising&tile={code}").content.decode()
        assert story.number in LISTED.findall(listed), "the city has it still"
        assert story.number not in page, code


def test_a_promise_of_a_county_is_its_own_matter(town: Town) -> None:
    story = town.received(at=days_ago(26), title="县里承诺过").fed_back(
        Outcome.CONSTRAINED,
        STREET,
        measures="已订购。",
        second_date=timezone.localdate() - dt.timedelta(days=2),
    )
    story.do(EXAMINER, "examine").do(CALLBACK_CLERK, "call_back", caller=1, talk=Talk(told=True))
    assert story.number in column(town.client(COUNTY_OFFICE), "promises")
    assert story.number not in board(town.client("hena"))


def test_a_dispute_of_a_county_is_its_own_matter(town: Town) -> None:
    said = {"code": SendBackReason.NOT_OUR_DUTY, "reason": "不归街道管。"}
    story = town.received(title="街道说不归它").dispatched(STREET).do(town.clerk_of(STREET), "send_back", **said)
    assert story.number in column(town.client(COUNTY_OFFICE), "disputes")
    assert story.number not in board(town.client("hena"))


# ---- urging and supervising from a card ------------------------------------------------------------------------------


def test_the_form_of_urging_comes_with_its_reason_and_leads_back(town: Town, supervisor: Client) -> None:
    story = town.received(at=days_ago(50), title="催一催").signed()
    href = re.search(r'href="([^"]+/act/urge[^"]+)"', card(supervisor, "overdue", story))
    assert href is not None
    form = supervisor.get(href[1].replace("&amp;", "&"), headers=PIECE).content.decode()
    assert "现已逾期。请抓紧办理" in form
    assert 'name="next" value="/supervising/"' in form
    assert "已催办" not in form
    said = {"reason": "请抓紧办理。", "next": "/supervising/", "request_key": key()}
    answer = supervisor.post(f"/orders/{story.number}/act/urge", said, headers=PIECE)
    assert answer.headers["HX-Redirect"] == "/supervising/"
    assert Delivery.objects.filter(order=story.id, template="urged", unit=town.units[HOST]).exists()
    shown = card(supervisor, "overdue", story)
    assert "已催办 1 次，上次" in shown
    assert "再催办" in shown
    again = supervisor.get(f"/orders/{story.number}/act/urge", {"why": "overdue"}, headers=PIECE).content.decode()
    assert "此件已催办 1 次，上次" in again


def test_article_28_the_form_of_supervision_comes_with_ground_level_and_answer_date(
    town: Town, supervisor: Client
) -> None:
    story = town.received(at=days_ago(51), title="督一督").signed()
    address = f"/orders/{story.number}/act/supervise"
    form = supervisor.get(address, {"why": "overdue", "next": "/supervising/"}, headers=PIECE).content.decode()
    assert re.search(r'value="overdue"[^>]*(checked|selected)', form)
    assert re.search(r'value="city"[^>]*(checked|selected)', form)
    assert "现已逾期。请抓紧办理" in form
    assert "督办答复" in form[form.index("preview") :]
    said = {"level": "city", "ground": "overdue", "reason": "已逾期。", "next": "/supervising/", "request_key": key()}
    assert supervisor.post(address, said)["Location"] == "/supervising/"
    row = Overlay.objects.get(order=story.id, kind=OverlayKind.SUPERVISION)
    assert (row.state, row.code) == (OverlayState.OPEN, f"{SupervisionLevel.CITY}.{SupervisionGround.OVERDUE}")
    shown = card(supervisor, "overdue", story)
    assert "督办答复至" in shown
    assert '<span class="hl-tag red">督办</span>' in shown
    again = supervisor.get(address, {"why": "overdue"}, headers=PIECE).content.decode()
    assert not re.search(r'value="overdue"[^>]*(checked|selected)', again), "for that it is supervised already"


def test_being_overdue_is_no_ground_where_no_unit_is_late(town: Town, supervisor: Client) -> None:
    story = town.received(title="还没到期").signed()
    form = supervisor.get(f"/orders/{story.number}/act/supervise", {"why": "overdue"}, headers=PIECE).content.decode()
    assert not re.search(r'value="overdue"[^>]*(checked|selected)', form)


def test_r57_two_rounds_without_satisfaction_are_proposed_as_repeated_and_leave_when_supervised(
    town: Town, supervisor: Client
) -> None:
    story = dissatisfied_twice(town)
    address = f"/orders/{story.number}/act/supervise"
    assert story.number in column(supervisor, "dissatisfied")
    form = supervisor.get(address, {"why": "dissatisfied"}, headers=PIECE).content.decode()
    assert re.search(r'value="repeated"[^>]*(checked|selected)', form)
    assert "两轮回访均不满意" in form
    said = {"level": "city", "ground": "repeated", "reason": "两轮不满意。", "request_key": key()}
    assert supervisor.post(address, said).status_code == 302
    assert story.number not in column(supervisor, "dissatisfied")


def test_r67_after_the_reply_a_card_says_that_urging_is_over(supervisor: Client, stories: dict[str, Story]) -> None:
    shown = card(supervisor, "callback", stories["callback"])
    assert "/act/urge" not in shown
    assert 'name="order"' not in shown
    assert "已回复来电人，不再催办" in shown
    assert "/law/house_rules/67" in shown


def test_several_cards_are_urged_at_once_in_a_dialog(town: Town, supervisor: Client) -> None:
    chosen = [town.received(at=days_ago(52 + place), title=f"一起催 {place}").signed() for place in range(2)]
    given = {"action": "urge", "order": [one.number for one in chosen], "next": "/supervising/", "why": "supervising"}
    dialog = supervisor.post("/orders/act", given, headers=PIECE).content.decode()
    assert "hl-dialog-title" in dialog
    assert "<html" not in dialog
    assert "此件已列入今日督办" in dialog
    missing = supervisor.post("/orders/act", given | {"reason": "", "request_key": key()}, headers=PIECE)
    assert missing.status_code == 422
    assert "hl-dialog-title" not in missing.content.decode()
    done = supervisor.post("/orders/act", given | {"reason": "请抓紧。", "request_key": key()}, headers=PIECE)
    assert done.headers["HX-Redirect"] == "/supervising/"
    for one in chosen:
        assert Event.objects.filter(subject_id=one.id, name="urge").count() == 1
        assert "已催办 1 次" in card(supervisor, "overdue", one)


def test_without_scripts_several_are_urged_on_a_page_of_its_own(town: Town, supervisor: Client) -> None:
    story = town.received(at=days_ago(60), title="不用脚本").signed()
    given = {"action": "urge", "order": [story.number], "next": "/supervising/", "why": "supervising"}
    page = supervisor.post("/orders/act", given).content.decode()
    assert "<html" in page
    assert "此件已列入今日督办" in page
    answer = supervisor.post("/orders/act", given | {"reason": "请抓紧。", "request_key": key()})
    assert answer["Location"] == "/supervising/"
    nobody = supervisor.post("/orders/act", {"action": "urge", "next": "/supervising/"}, headers=PIECE)
    assert nobody.headers["HX-Redirect"] == "/supervising/"


def test_a_word_in_the_address_that_is_no_column_proposes_nothing(town: Town, supervisor: Client) -> None:
    story = town.received().signed()
    for why in ("", "nonsense", "explanations", "overdue"):
        form = supervisor.get(f"/orders/{story.number}/act/urge", {"why": why}, headers=PIECE).content.decode()
        assert re.search(r"<textarea[^>]*>\s*</textarea>", form), why


# ---- texts that must be reviewed -------------------------------------------------------------------------------------


def test_texts_with_a_review_date_have_a_column_once_there_are_any(
    supervisor: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "SOURCES", ())
    assert "待更新文本" not in board(supervisor)
    late = DatedText(Spoken("供暖回访话术", "Script: heating"), timezone.localdate() - dt.timedelta(days=1))
    fresh = DatedText(Spoken("路灯回访话术", "Script: lamps"), timezone.localdate())
    monkeypatch.setattr(texts, "SOURCES", (lambda _: [late, fresh],))
    page = board(supervisor)
    assert "待更新文本" in page
    assert "供暖回访话术" in column(supervisor, "texts")
    assert "路灯回访话术" not in page
    assert "待更新文本" not in board(town.client(COUNTY_OFFICE))
    monkeypatch.setattr(texts, "SOURCES", (lambda _: [fresh],))
    assert "待更新文本" in board(supervisor)
    assert not column(supervisor, "texts")


def test_a_callback_script_whose_review_is_overdue_is_stale(town: Town) -> None:
    yesterday, today = dt.date(2026, 11, 22), dt.date(2026, 11, 23)
    script = Script(("您好。",), ("Hello.",), yesterday, topic="0201", outcome=Outcome.DONE)
    way = FirstWay(AskedFirst.MESSAGE, 24, today)
    rules = replace(current_rules(), evaluation=Evaluation(scripts=(script,), ways=(way,)))
    shown = texts.texts_context(texts.dated_texts(rules), today)
    assert shown is not None
    assert [one["name"].zh for one in shown["rows"]] == [f"回访话术（事项 0201，{Outcome.DONE.zh}）"]
    assert texts.texts_context(texts.dated_texts(rules), dt.date(2026, 11, 24)) == {**shown, "count": 2, "rows": ANY}
