"""Lists: every order once, most urgent first; what an office may not read is in no list and found by no search."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lianxin.access import LISTS, lists_for, reading
from lianxin.actions import CallerEntry
from lianxin.law.decisions.feedback import Result
from lianxin.law.draft import Draft
from lianxin.law.duties import BY_ACTION as DUTIES
from lianxin.law.visibility import Part
from lianxin.law.words import (
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    ReplyWay,
    RequestType,
    SupervisionGround,
    SupervisionLevel,
)
from lianxin.records.firsts import firsts
from lianxin.records.kept_statements import Question
from lianxin.records.load import read_order
from lianxin.records.models import OrderText, Overlay, ReadingLog, Topic, WorkOrder
from lianxin.records.orders import Asked, Moments, Queue, narrowed, orders_in
from lianxin.records.paging import By, Place, page
from lianxin.records.people import vault
from lianxin.records.readable import readable
from lianxin.records.rules import current_rules, surroundings
from lianxin.web.acts.first import FIRST_ACTS
from tests.web.town import (
    AGENT,
    CLERK,
    DISPATCHER,
    EXAMINER,
    HEAD,
    HOST,
    OTHER,
    OTHER_CLERK,
    STREET,
    STREET_CLERK,
    SUB_CLERK,
    SUPERVISOR,
    Story,
    Town,
)

NUMBER = re.compile(r'<a class="hl-title" href="/orders/([\d-]+)/["?]')
NEXT = re.compile(r'<a href="([^"]+)" rel="next"')
PREVIOUS = re.compile(r'<a href="([^"]+)" rel="prev"')


def numbers(client: Client, address: str) -> list[str]:
    """The orders of a page, as they stand in it."""
    answer = client.get(address)
    assert answer.status_code == 200
    return NUMBER.findall(answer.content.decode())


def row_of(page: str, story: Story) -> str:
    """An order's row on the page of a list."""
    return next(row for row in page.split("<tr") if story.number in row)


@pytest.fixture(scope="module")
def stories(town: Town) -> dict[str, Story]:
    """Orders in many stages, with several units."""
    tip_off = {"request_type": RequestType.TIP_OFF, "subject_unit": town.units[HOST], "title": "举报城管局人员"}
    return {
        "received": town.received(title="文庙街井盖破损"),
        "dispatched": town.received(title="五里桥路面坑洼").dispatched(),
        "signed": town.received(title="十里亭公厕漏水").signed(),
        "fed_back": town.received(title="北园立交噪声").fed_back(),
        "closed": town.received(title="东湖绿道照明").closed(),
        "street": town.received(title="南营小区飞线充电").signed(STREET),
        "other": town.received(title="西苑小区电梯停运").signed(OTHER),
        "tip_off": town.received(**tip_off),
        "about_centre": town.received(
            request_type=RequestType.COMPLAIN,
            subject_unit=town.units["centre"],
            title="反映热线接电态度",
            flags=("about_centre",),
        ),
    }


# ---- who finds what --------------------------------------------------------------------------------------------------


def test_an_order_moves_from_list_to_list_as_its_life_goes(town: Town, stories: dict[str, Story]) -> None:
    assert stories["received"].number in numbers(town.client(DISPATCHER), "/orders/?list=to_dispatch")
    clerk = town.client(CLERK)
    assert numbers(clerk, "/orders/?list=todo&tile=to_sign") == [stories["dispatched"].number]
    assert stories["signed"].number in numbers(clerk, "/orders/?list=todo")
    assert numbers(clerk, "/orders/?list=at_centre") == [stories["fed_back"].number]
    assert stories["fed_back"].number in numbers(town.client(EXAMINER), "/orders/?list=to_examine")


def test_a_unit_finds_its_own_orders_only(town: Town, stories: dict[str, Story]) -> None:
    found = numbers(town.client(CLERK), "/orders/?list=ours&state=any")
    own = {stories[name].number for name in ("dispatched", "signed", "fed_back", "closed")}
    assert own <= set(found)
    assert not {stories[name].number for name in ("street", "other", "tip_off", "received")} & set(found)


@pytest.mark.parametrize("username", ["xuli", "xuyunshu"])
def test_a_countys_desks_find_what_its_streets_have_and_supervise_it(
    town: Town, stories: dict[str, Story], username: str
) -> None:
    found = numbers(town.client(username), "/orders/?list=county")
    assert stories["street"].number in found
    assert not {stories[name].number for name in ("signed", "other", "tip_off", "received")} & set(found)
    page = town.client(username).get(f"/orders/{stories['street'].number}/").content.decode()
    assert f"/orders/{stories['street'].number}/act/supervise" in page
    story = town.received(title="清风街道垃圾清运不及时").dispatched("lishan.city_management")
    given = {"level": SupervisionLevel.COUNTY, "ground": SupervisionGround.REPEATED}
    story.do(username, "supervise", **given, reason="多次反映。")
    assert story.number in numbers(town.client(username), "/orders/?list=county")


def test_a_county_reads_whose_hands_its_orders_are_in(town: Town, stories: dict[str, Story]) -> None:
    row = row_of(town.client("xuyunshu").get("/orders/?list=county").content.decode(), stories["street"])
    assert '<td class="capacity hl-small unit">清风街道办事处</td>' in row


def test_the_centre_is_offered_no_judgement_of_itself(town: Town) -> None:
    about = {"request_type": RequestType.COMPLAIN, "subject_unit": town.units["centre"], "flags": ("about_centre",)}
    of_itself = town.received(title="反映热线接电推诿", **about).dispatched("general_office").do("yanqingyuan", "sign")
    findings = Result(outcome=Outcome.DONE, findings="已调听录音并约谈。")
    of_itself.do("yanqingyuan", "feed_back", result=findings)
    other = town.received(title="反映路灯不亮").fed_back()
    page = town.client(EXAMINER).get("/orders/?list=to_examine").content.decode()
    assert "/act/examine" in row_of(page, other)
    assert "/act/" not in row_of(page, of_itself)
    address = f"/orders/{of_itself.number}/act/examine"
    assert town.client(EXAMINER).get(address).status_code == 403
    page = town.client("luqian").get("/orders/?list=to_examine").content.decode()
    assert address in row_of(page, of_itself)


def test_a_countys_hotline_is_offered_the_units_of_its_county_to_pass_an_order_on_to(town: Town) -> None:
    story = town.received(title="云中路夜间施工").dispatched("lishan.hotline").do("xuli", "sign")
    page = town.client("xuli").get(f"/orders/{story.number}/act/delegate").content.decode()
    for code, offered in ((STREET, True), ("lishan.market", True), ("lishan.hotline", False), (OTHER, False)):
        assert (f'value="{town.units[code]}"' in page) is offered, code
    story.do("xuli", "delegate", unit=town.units[STREET], instruction="请现场核实。")


def test_words_find_what_one_may_read_and_nothing_else(town: Town, stories: dict[str, Story]) -> None:
    theirs = stories["other"].number
    assert numbers(town.client(OTHER_CLERK), "/orders/?words=电梯停运") == [theirs]
    assert numbers(town.client(EXAMINER), "/orders/?words=电梯停运") == [theirs]
    assert numbers(town.client(CLERK), "/orders/?words=电梯停运") == []


def test_a_unit_finds_its_own_however_much_the_city_has_of_the_like(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = town.received(title="银杏路窨井盖松动").signed()
    theirs = town.received(title="银杏路窨井盖缺失").signed(OTHER)
    monkeypatch.setattr("lianxin.records.orders.MOST_FOUND", 1)
    assert numbers(town.client(EXAMINER), "/orders/?words=银杏路窨井盖") == [theirs.number]
    assert numbers(town.client(CLERK), "/orders/?words=银杏路窨井盖") == [own.number]


def test_the_callers_account_is_searched_by_the_centre_alone(town: Town, stories: dict[str, Story]) -> None:
    words = "/orders/?words=家住 3 号楼"
    assert stories["other"].number in numbers(town.client(EXAMINER), words)
    assert numbers(town.client(OTHER_CLERK), words) == []


def test_every_filter_works_on_every_list(town: Town, stories: dict[str, Story]) -> None:
    _ = stories
    asked = {
        "topic": "08",
        "type": "help",
        "state": "handling",
        "unit": str(town.units[HOST]),
        "tile": "today",
        "capacity": "host",
    }
    for username in (AGENT, DISPATCHER, EXAMINER, SUPERVISOR, CLERK):
        for queue in lists_for(town.actor(username).role):
            for name, value in asked.items():
                answer = town.client(username).get("/orders/", {"list": queue.code, name: value})
                assert answer.status_code == 200, (username, queue.code, name)


def test_a_topic_is_found_with_everything_below_it(town: Town) -> None:
    topic = Topic.objects.filter(parent__isnull=False).order_by("code")[0]
    story = town.received(topic=topic.code).signed()
    for code in (topic.code, topic.parent_id):
        assert story.number in numbers(town.client(EXAMINER), f"/orders/?list=all&topic={code}")
    other = Topic.objects.exclude(code__startswith=str(topic.parent_id)).order_by("code")[0]
    assert story.number not in numbers(town.client(EXAMINER), f"/orders/?list=all&topic={other.code}")


def test_a_number_leads_straight_to_its_order(town: Town, stories: dict[str, Story]) -> None:
    number = stories["other"].number
    spelled = number.replace("-", " ")
    assert town.client(EXAMINER).get("/orders/", {"words": spelled})["Location"] == f"/orders/{number}/"
    assert numbers(town.client(CLERK), f"/orders/?words={number}") == []
    assert number in numbers(town.client(EXAMINER), f"/orders/?words={number[:8]}&state=any")


def test_a_telephone_number_is_found_at_the_desks_of_the_centre_alone(town: Town, stories: dict[str, Story]) -> None:
    def found(username: str) -> list[str]:
        client = town.client(username)
        return numbers(client, client.post("/orders/", {"words": "138 1234 5621"})["Location"])

    assert stories["other"].number in found(AGENT)
    assert found(OTHER_CLERK) == []
    assert found("qianchen") == [], "an assessor has no callers"


@pytest.mark.parametrize("words", ["138 1234 5621", "13812345621", "１３８１２３４５６２１ 路灯", "110101199003071234"])
def test_a_number_searched_for_stands_in_no_address(town: Town, stories: dict[str, Story], words: str) -> None:
    client = town.client(AGENT)
    for answer in (client.post("/orders/", {"words": words, "list": "all"}), client.get("/orders/", {"words": words})):
        address = answer["Location"]
        assert re.fullmatch(r"/orders/\?(list=all&)?found=[\w-]{8,16}", address)
        page = client.get(address).content.decode()
        assert f'value="{words}"' in page
        assert not [href for href in re.findall(r'(?:href|src|action)="([^"]*)"', page) if "5621" in href]
        assert words not in str(client.session.get("kept_words"))
    stranger = town.client(EXAMINER).get(address).content.decode()
    assert words not in stranger
    assert "请重新输入号码" in stranger


def test_words_are_searched_by_an_address_that_can_be_passed_on(town: Town, stories: dict[str, Story]) -> None:
    answer = town.client(EXAMINER).post("/orders/", {"words": "电梯停运", "list": "all", "type": "help", "other": "x"})
    assert answer["Location"] == "/orders/?list=all&words=%E7%94%B5%E6%A2%AF%E5%81%9C%E8%BF%90&type=help"
    assert numbers(town.client(OTHER_CLERK), answer["Location"]) == [stories["other"].number]


@pytest.mark.parametrize("words", ["王小明", "138 1234 5621"])
def test_what_was_searched_for_is_in_no_log(town: Town, stories: dict[str, Story], words: str) -> None:
    client = town.client(AGENT)
    client.get(client.post("/orders/", {"words": words})["Location"])
    query = ReadingLog.objects.filter(staff__username=AGENT).latest("pk").query
    assert query is not None
    assert words not in str(query)
    assert "found" not in query
    assert query["digest"] == vault().digest(words, "search").hex()


def test_a_tip_off_is_in_no_list_of_the_accused(town: Town, stories: dict[str, Story]) -> None:
    story = stories["tip_off"].dispatched(OTHER)
    for username in (CLERK, SUB_CLERK):
        role = town.actor(username).role
        for queue in lists_for(role):
            assert story.number not in numbers(town.client(username), f"/orders/?list={queue.code}&state=any")
    assert story.number in numbers(town.client(OTHER_CLERK), "/orders/?list=todo&tile=to_sign")


def test_whoever_was_recused_finds_the_order_no_more(town: Town) -> None:
    story, staff = town.received().signed(), town.actor(EXAMINER).staff
    assert story.number in numbers(town.client(EXAMINER), "/orders/?list=all")
    Overlay.objects.create(
        order_id=story.id,
        serial=9,
        kind=OverlayKind.RECUSAL,
        state=OverlayState.UPHELD,
        opened_at=timezone.now(),
        staff_id=staff,
    )
    assert story.number not in numbers(town.client(EXAMINER), "/orders/?list=all")


CENTRE = [AGENT, "gaochao", "yuyue", DISPATCHER, EXAMINER, SUPERVISOR, HEAD, "luqian", "pengzhiqiang"]
UNITS = [CLERK, SUB_CLERK, OTHER_CLERK, STREET_CLERK, "xuli", "xuyunshu", "hemin"]
EXPERTS = ["zhoujiahe", "qiaojun", "shiwei"]
OTHERS = ["jinjian", "zouying", "jiaguiying"]


@pytest.mark.parametrize("username", [*CENTRE, *UNITS, *EXPERTS, *OTHERS])
def test_lists_hold_exactly_what_reading_allows(town: Town, stories: dict[str, Story], username: str) -> None:
    """The condition of the query and the law of one order are two writings of one rule."""
    actor, rules = town.actor(username), current_rules()
    listed = set(WorkOrder.objects.filter(readable(actor, rules.units)).values_list("id", flat=True))
    for order in WorkOrder.objects.values_list("id", flat=True):
        loaded = read_order(order)
        around = surroundings(actor, timezone.now(), rules, loaded.aggregate.order)
        may = Part.ORDER in reading(Draft.of(loaded.aggregate, around))
        assert (order in listed) is may, (username, loaded.aggregate.order.number)


# ---- pages -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(town: Town) -> list[str]:
    """Seventy orders at intake, some with the same limit, some with none: their numbers as the list must have them."""
    made = [town.received(title=f"第 {place} 处路灯不亮") for place in range(70)]
    now = timezone.now()
    for place, story in enumerate(made):
        due = None if place % 7 == 0 else now + dt.timedelta(hours=place // 5)
        WorkOrder.objects.filter(pk=story.id).update(due_at=due)
    rows = WorkOrder.objects.filter(state=OrderState.REGISTERED)
    far = dt.datetime.max.replace(tzinfo=dt.UTC)
    return [row.number for row in sorted(rows, key=lambda row: (row.due_at or far, row.pk))]


def test_all_pages_together_hold_every_order_once_most_urgent_first(town: Town, many: list[str]) -> None:
    client, address = town.client(AGENT), "/orders/?list=intake"
    seen: list[list[str]] = []
    back: list[list[str]] = []
    while address:
        html = client.get(address).content.decode()
        seen.append(NUMBER.findall(html))
        following = NEXT.search(html)
        last, address = address, following.group(1).replace("&amp;", "&") if following else ""
    assert [number for rows in seen for number in rows] == many
    assert len(seen) == -(-len(many) // 20)
    address = last
    while address:
        html = client.get(address).content.decode()
        back.insert(0, NUMBER.findall(html))
        earlier = PREVIOUS.search(html)
        address = earlier.group(1).replace("&amp;", "&") if earlier else ""
    assert [number for rows in back for number in rows] == many


@pytest.mark.parametrize("size", [1, 7, 30, 200])
@pytest.mark.parametrize("by", ["urgent_at", "received_at"])
def test_pages_of_any_size_walk_both_ways(town: Town, many: list[str], size: int, by: By) -> None:
    found = orders_in(Queue(states=(OrderState.REGISTERED,)), town.actor(AGENT), current_rules().units)
    whole = [row.pk for row in page(found, by=by, size=1000).rows]
    assert len(whole) == len(many)
    forward, after = [], None
    while True:
        part = page(found, by=by, size=size, after=after)
        forward += [row.pk for row in part.rows]
        if part.after is None:
            break
        after = part.after
    assert forward == whole
    backward, before = [row.pk for row in part.rows], part.before
    while before is not None:
        part = page(found, by=by, size=size, before=before)
        backward = [row.pk for row in part.rows] + backward
        before = part.before
    assert backward == whole


@pytest.mark.parametrize("most", [1, 10, 68, 200])
def test_the_first_orders_of_many_queues_are_those_their_lists_begin_with(
    town: Town, many: list[str], most: int
) -> None:
    intake = Question(Queue(states=(OrderState.REGISTERED,)), Asked(open_only=True))
    everything = Question(Queue(), Asked(open_only=True))
    nothing = Question(Queue(states=(OrderState.REGISTERED,)), Asked(topic="zzzz", open_only=True))
    rules, moments, actor = current_rules(), Moments.of(timezone.now()), town.actor(AGENT)
    dated = WorkOrder.objects.filter(state=OrderState.REGISTERED, due_at__isnull=False).count()
    assert 10 < dated < 68 < len(many), "with 68 some without a limit are among the first"
    found = firsts({"intake": intake, "all": everything, "nothing": nothing}, actor, rules, moments, most=most)
    numbers_of = dict(WorkOrder.objects.values_list("pk", "number"))
    assert [numbers_of[order] for order in found["intake"]] == many[:most]
    whole = everything.rows(actor, rules, moments)
    assert found["all"] == [row.pk for row in page(whole, by="urgent_at", size=most).rows]
    assert found["nothing"] == []


def test_a_place_in_an_address_that_nobody_wrote_is_the_beginning(town: Town, many: list[str]) -> None:
    first = numbers(town.client(AGENT), "/orders/?list=intake")
    for nonsense in ("", "x", "~", "MjAyNi0xMS0yM34x", "é" * 40):
        assert numbers(town.client(AGENT), f"/orders/?list=intake&after={nonsense}") == first
    assert Place.read(Place(None, 7).written()) == Place(None, 7)


def test_tiles_narrow_to_what_is_overdue_and_due_today(town: Town, many: list[str]) -> None:
    client = town.client(AGENT)
    overdue = numbers(client, "/orders/?list=intake&tile=overdue")
    now = timezone.now()
    due = set(WorkOrder.objects.filter(state=OrderState.REGISTERED, due_at__lte=now).values_list("number", flat=True))
    assert set(overdue) == due
    assert overdue
    today = set(numbers(client, "/orders/?list=intake&tile=today"))
    assert not today & due


def test_filters_narrow_and_an_empty_list_says_why(town: Town, stories: dict[str, Story]) -> None:
    client = town.client(EXAMINER)
    tip_offs = numbers(client, "/orders/?list=all&type=tip_off&state=any")
    rows = WorkOrder.objects.filter(request_type=RequestType.TIP_OFF).values_list("number", flat=True)
    assert set(tip_offs) == set(rows)
    closed = numbers(client, "/orders/?list=all&state=closed")
    assert stories["closed"].number in closed
    hosted = numbers(client, f"/orders/?list=all&unit={town.units[STREET]}")
    assert hosted == [stories["street"].number]
    nothing = client.get("/orders/", {"words": "柳岸大道"}).content.decode()
    assert "没有找到“柳岸大道”" in nothing
    assert "hl-tile" not in nothing
    assert "没有符合条件的工单" in client.get("/orders/?list=all&type=praise").content.decode()


def test_a_unit_reads_its_own_limit_before_that_of_others(town: Town) -> None:
    story = town.received().signed()
    story.do(DISPATCHER, "add_co_handler", unit=town.units[OTHER], reason="涉及房屋外墙。")
    queue = Queue(states=(OrderState.HANDLING,), own=True)
    theirs = orders_in(queue, town.actor(OTHER_CLERK), current_rules().units).get(pk=story.id)
    hosts = orders_in(queue, town.actor(CLERK), current_rules().units).get(pk=story.id)
    own = story.order.clocks.filter(unit=town.units[OTHER], end__isnull=True).earliest("due_at")
    assert theirs.urgent_at == own.due_at
    assert (
        hosts.urgent_at
        == story.order.clocks.filter(unit=town.units[HOST], end__isnull=True)
        .exclude(name="send_back_window")
        .earliest("due_at")
        .due_at
    )


# ---- what is shown ---------------------------------------------------------------------------------------------------


def test_several_orders_are_signed_at_once_and_only_there(town: Town, stories: dict[str, Story]) -> None:
    clerk = town.client(CLERK)
    listed = clerk.get("/orders/?list=todo").content.decode()
    for act in ("sign", "delegate"):
        assert f'name="action" value="{act}"' in listed
    assert 'type="checkbox" name="order"' in listed
    assert 'name="action"' not in clerk.get("/orders/?list=at_centre").content.decode()


def test_the_rows_alone_are_what_live_updates_fetch(town: Town, stories: dict[str, Story]) -> None:
    client = town.client(CLERK)
    whole = client.get("/orders/?list=todo").content.decode()
    address = re.search(r'id="rows" data-live="[^"]+" data-live-src="([^"]+)"', whole)
    assert address
    rows = client.get(address.group(1).replace("&amp;", "&")).content.decode()
    assert rows.lstrip().startswith('<div id="rows"')
    assert NUMBER.findall(rows) == NUMBER.findall(whole)


def test_each_query_is_written_down_with_what_it_showed(town: Town, stories: dict[str, Story]) -> None:
    before = ReadingLog.objects.count()
    shown = numbers(town.client(CLERK), "/orders/?list=todo&tile=to_sign")
    row = ReadingLog.objects.latest("pk")
    assert ReadingLog.objects.count() == before + 1
    assert row.staff.username == CLERK
    assert row.query is not None
    assert row.query["list"] == "todo"
    assert list(WorkOrder.objects.filter(pk__in=row.query["orders"]).values_list("number", flat=True)) == shown


def test_every_queue_that_offers_an_act_first_is_a_queue_of_an_office_that_has_the_act() -> None:
    lists = {row.code: row for row in LISTS}
    for row in FIRST_ACTS:
        for code in row.queues:
            assert set(DUTIES[row.action].roles) & set(lists[code].roles), (row.action, code)
    assert len({row.action for row in FIRST_ACTS}) == len(FIRST_ACTS)


# ---- what a row says of other orders ---------------------------------------------------------------------------------

MATTER: dict[str, Any] = {"topic": "0301", "division": "990102001"}
"""A topic in a street."""


def tags(town: Town, username: str, story: Story, code: str = "ours") -> list[str]:
    """The labels beside an order's title."""
    asked = {"list": code, "state": "any", "topic": story.order.topic_id or "", "type": "help"}
    page = town.client(username).get("/orders/", asked).content.decode()
    row = next(row for row in page.split("<tr>")[1:] if f"/orders/{story.number}/" in row)
    return re.findall(r'<span class="hl-tag [^"]*">([^<]+)</span>', row)


def ago(days: int) -> dt.datetime:
    """That many days before now."""
    return timezone.now() - dt.timedelta(days=days)


def test_a_row_says_the_how_manieth_report_of_the_same_matter_it_is(town: Town) -> None:
    """The same caller, topic and place within 90 days; no other caller, no other matter, nothing older."""
    caller = CallerEntry(name="周瑞", phone="13911110001")
    town.received(at=ago(100), caller=caller, **MATTER).signed()
    first = town.received(at=ago(9), caller=caller, **MATTER).signed()
    town.received(at=ago(8), caller=caller, **MATTER | {"topic": "0302"})
    town.received(at=ago(7), caller=caller, **MATTER | {"division": "990102002"})
    town.received(at=ago(6), caller=CallerEntry(name="吴玉", phone="13911110002"), **MATTER)
    second, third = (town.received(at=ago(day), caller=caller, **MATTER).signed() for day in (5, 2))
    said = [[tag for tag in tags(town, CLERK, story) if "次" in tag] for story in (first, second, third)]
    assert said == [[], ["第 2 次"], ["第 3 次"]]


def test_who_may_not_know_the_caller_does_not_learn_that_it_is_the_same_one(town: Town) -> None:
    """A unit could tell from “again” who is behind a secret order; a tip-off is counted for nobody (R44)."""
    caller = CallerEntry(name="郑平", phone="13911110003")
    secret = CallerEntry(name="郑平", phone="13911110003", secret=True)
    matter = MATTER | {"division": "990102003", "topic": "0303"}
    town.received(at=ago(9), caller=caller, request_type=RequestType.TIP_OFF, subject_person="某人", **matter)
    town.received(at=ago(8), caller=secret, **matter).signed()
    open_one = town.received(at=ago(6), caller=caller, **matter).signed()
    hidden = town.received(at=ago(4), caller=secret, **matter).signed()
    assert "次" not in "".join(tags(town, CLERK, open_one) + tags(town, CLERK, hidden))
    assert "第 2 次" in tags(town, EXAMINER, open_one, "all")
    assert "第 3 次" in tags(town, EXAMINER, hidden, "all")


def test_a_row_says_when_nobody_is_known(town: Town) -> None:
    nobody = CallerEntry(anonymous=True)
    assert "匿名" in tags(town, CLERK, town.received(caller=nobody).signed())
    assert "匿名" not in tags(town, CLERK, town.received().signed())


def test_the_later_of_two_that_are_perhaps_one_matter_says_so(town: Town) -> None:
    """As long as neither is fed back, to whoever may open both; the earlier one takes the other in (R55)."""
    matter = MATTER | {"division": "990102004", "topic": "0304"}
    earlier = town.received(title="柳岸小区北门夜间烧烤油烟扰民", at=ago(3), **matter).signed()
    later = town.received(title="柳岸路烧烤摊油烟扰民", at=ago(2), **matter).signed()
    other = town.received(title="广场舞音量过大", at=ago(1), **matter).signed()
    elsewhere = town.received(title="柳岸路烧烤摊油烟扰民", at=ago(1), **matter).signed(OTHER)
    assert "可并单" in tags(town, CLERK, later)
    assert "可并单" not in tags(town, CLERK, earlier) + tags(town, CLERK, other)
    assert "可并单" not in tags(town, OTHER_CLERK, elsewhere), "the others are nothing that this unit may open"
    assert "可并单" in tags(town, DISPATCHER, elsewhere, "all")
    earlier.do(CLERK, "reply", caller=1, way=ReplyWay.BRIDGED_CALL, content="已清理。")
    earlier.do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已清理。"))
    assert "可并单" not in tags(town, CLERK, later)


def test_the_desk_says_in_its_queue_what_may_be_merged(town: Town) -> None:
    matter = MATTER | {"division": "990102005"}
    town.received(title="东湖桥头渣土车遗撒", at=ago(1), **matter)
    later = town.received(title="东湖桥头渣土车遗撒扬尘", **matter)
    page = town.client(DISPATCHER).get("/dispatch/queue?list=to_dispatch").content.decode()
    assert "可并单" in next(row for row in page.split("<tr")[1:] if later.number in row)


def test_a_page_asks_as_often_for_many_rows_as_for_a_few(town: Town, many: list[str]) -> None:
    def statements(address: str) -> int:
        client = town.client(EXAMINER)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert len(numbers(client, address)) == expected
        return len(asked)

    for _ in range(20):
        town.received(at=ago(1), topic="0601", division="990102006")
    expected = 20
    whole = statements("/orders/?list=all&topic=06&state=any")
    town.received(at=ago(1), topic="0701", division="990102006")
    town.received(at=ago(1), topic="0701", division="990102006")
    expected = 2
    assert statements("/orders/?list=all&topic=07&state=any") == whole


def test_an_office_without_orders_has_no_list(town: Town) -> None:
    for username in ("jiaguiying", "huangfan"):
        answer = town.client(username).get("/orders/")
        assert answer.status_code == 403
        assert "您的岗位不办理此事项" in answer.content.decode()


def test_the_list_of_another_office_is_not_given_out(town: Town, stories: dict[str, Story]) -> None:
    found = numbers(town.client(CLERK), "/orders/?list=all&state=any")
    assert found == numbers(town.client(CLERK), "/orders/?list=todo")


def test_sealed_words_are_gone_from_lists(town: Town) -> None:
    story = town.received(title="应当封存的标题").signed()
    OrderText.objects.filter(order_id=story.id).update(
        content=None, hmac_key=None, search=None, sealed_at=timezone.now()
    )
    html = town.client(CLERK).get("/orders/?list=todo").content.decode()
    assert story.number in html
    assert "应当封存" not in html
    assert numbers(town.client(EXAMINER), "/orders/?words=应当封存") == []


def test_a_filter_by_words_asks_one_list_only(town: Town, stories: dict[str, Story]) -> None:
    found = orders_in(Queue(states=(OrderState.HANDLING,), own=True), town.actor(CLERK), current_rules().units)
    assert [row.number for row in narrowed(found, Asked(words="公厕漏水"), Moments.of(timezone.now()))] == [
        stories["signed"].number
    ]
