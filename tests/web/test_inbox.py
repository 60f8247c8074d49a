"""The inbox of a unit and of a community: every tile counted anew by the law's own plain data, and what rows say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lianxin.access import lists_for, reading
from lianxin.law.decisions.feedback import Result
from lianxin.law.draft import SHOWN_AS_DUE, Draft
from lianxin.law.state import Assignment, OrderAggregate
from lianxin.law.terms import SHANGHAI, midnight
from lianxin.law.visibility import Part
from lianxin.law.words import (
    AssignmentKind,
    AssignmentState,
    ClockName,
    ContactWay,
    CorrectionGround,
    FeedbackEnd,
    OrderState,
    Outcome,
    OverlayKind,
    OverlayState,
    ReplyWay,
    RequestType,
    SendBackReason,
    SupervisionGround,
    SupervisionLevel,
    Urgency,
)
from lianxin.records.load import read_order
from lianxin.records.log import read_log
from lianxin.records.models import Clock, WorkOrder
from lianxin.records.rules import current_rules, surroundings
from tests.web.town import (
    AGENT,
    CALLBACK_CLERK,
    CLERK,
    COMMUNITY,
    DISPATCHER,
    EXAMINER,
    HEAD,
    HOST,
    OTHER,
    OTHER_CLERK,
    STREET,
    STREET_CLERK,
    SUB_CLERK,
    SUB_UNIT,
    SUPERVISOR,
    WORKER,
    Story,
    Town,
)

NUMBER = re.compile(r'<a class="hl-title" href="/orders/([\d-]+)/["?]')
TILE = re.compile(r'data-count-of="\w+:(\w+)">(\d+)</b><span>([^<]+)<small[^>]*>([^<]*)</small>')

IN_HAND = {AssignmentState.OFFERED, AssignmentState.SIGNED, AssignmentState.DELEGATED}
HANDLES = {AssignmentKind.HOST, AssignmentKind.DELEGATE, AssignmentKind.CO_HANDLER}
OWED = (OverlayKind.EXPLANATION, OverlayKind.OBJECTION, OverlayKind.CONTRADICTION, OverlayKind.SUPERVISION)
AT_UNIT = {OrderState.HANDLING, OrderState.TRACKED}


def fed_back_below(town: Town) -> Story:
    """An order that a department handed down to a unit of its own, which has told it what was done."""
    story = town.received(title="学府路高杆灯不亮").signed()
    story.do(CLERK, "delegate", unit=town.units[SUB_UNIT], instruction="请更换镇流器。").do(SUB_CLERK, "sign")
    return story.do(SUB_CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已更换镇流器。"))


@pytest.fixture(scope="module")
def stories(town: Town) -> dict[str, Story]:
    """A unit on a full day: something for each tile, and much that is in none."""
    made = {
        "to_sign": town.received(title="文庙街井盖破损").dispatched(),
        "critical": town.received(title="人行天桥扶手断裂", urgency=Urgency.CRITICAL).dispatched(),
        "signed": town.received(title="十里亭公厕漏水").signed(),
        "late": town.received(title="锦秀路渣土遗撒", at=timezone.now() - dt.timedelta(days=25)).signed(),
        "today": town.received(title="柳岸公园公厕锁闭").signed(),
        "promised": town.received(title="锦绣路路面塌陷").tracked(),
        "returned": town.received(title="共享单车堵住盲道").fed_back(),
        "rehandled": town.received(title="北门烧烤占道").called_back(content=False),
        "asked": town.received(title="违章广告牌").signed(),
        "helping": town.received(title="增设快递柜").signed(OTHER),
        "fed_back": town.received(title="北园立交噪声").fed_back(),
        "closed": town.received(title="东湖绿道照明").closed(),
        "explained": town.received(title="绿化带内弃土").closed(),
        "supervised": town.received(title="消防通道堆物").signed(),
        "denied": town.received(title="雨污管网错接").replied(),
        "proved": town.received(title="站牌倾斜").replied(),
        "elsewhere": town.received(title="西苑小区电梯停运").signed(OTHER),
        "community": town.received(title="独居老人用电").signed(STREET),
    }
    made["returned"].do(EXAMINER, "return_for_correction", reason="缺现场照片。", grounds=(CorrectionGround.EVIDENCE,))
    made["below"] = fed_back_below(town).do(CLERK, "return_for_correction", assignment=2, reason="缺更换后的照片。")
    made["rehandled"].do(EXAMINER, "rehandle", reason="油烟依旧。")
    made["asked"].do(CLERK, "extend", amount_working_days=3, reason="须借用吊车。")
    made["helping"].do(DISPATCHER, "add_co_handler", unit=town.units[HOST], reason="涉及占用道路。")
    made["explained"].do(AGENT, "demand_explanation", caller=1, text="为何没有恢复绿化？")
    given = {"level": SupervisionLevel.CITY, "ground": SupervisionGround.REPEATED}
    made["supervised"].do(SUPERVISOR, "supervise", **given, reason="涉及公共安全。")
    for one in ("denied", "proved"):
        made[one].do(CALLBACK_CLERK, "contest", caller=1)
    contradiction = made["proved"].order.overlays.get(kind=OverlayKind.CONTRADICTION).serial
    made["proved"].do(CLERK, "prove", overlay=contradiction, way=ReplyWay.BRIDGED_CALL, text="中心转接通话三分钟。")
    made["community"].do(STREET_CLERK, "assist", unit=town.units[COMMUNITY], note="请上门看望并核实线路。")
    tonight = midnight(timezone.now().astimezone(SHANGHAI).date() + dt.timedelta(days=1))
    running = Clock.objects.filter(order_id=made["today"].id, end__isnull=True).exclude(name="send_back_window")
    running.update(due_at=tonight)
    Clock.objects.filter(order_id=made["promised"].id, name=ClockName.SECOND_DATE).update(due_at=tonight)
    return made


# ---- the tiles, counted anew -----------------------------------------------------------------------------------------


class Recount:
    """What one unit should find, read order by order from the plain data of the law."""

    def __init__(self, town: Town, username: str) -> None:
        self.actor, self.now = town.actor(username), timezone.now()
        self.tonight = midnight(self.now.astimezone(SHANGHAI).date() + dt.timedelta(days=1))
        self.orders = [self._readable(pk) for pk in WorkOrder.objects.values_list("pk", flat=True)]

    def _readable(self, pk: int) -> OrderAggregate | None:
        found = read_order(pk).aggregate
        around = surroundings(self.actor, self.now, current_rules(), found.order)
        return found if Part.ORDER in reading(Draft.of(found, around)) else None

    def numbers(self, holds: Callable[[OrderAggregate], bool]) -> set[str]:
        """The orders in the unit's hands, or which it owes an answer, for which this is so."""
        return {one.order.number for one in self.orders if one is not None and self.mine(one) and holds(one)}

    def mine(self, one: OrderAggregate) -> bool:
        return bool(self.charges(one)) or self.owes(one, *OWED)

    def charges(self, one: OrderAggregate) -> list[Assignment]:
        held = [row for row in one.assignment.values() if row.unit == self.actor.unit and row.state in IN_HAND]
        return [row for row in held if row.kind in HANDLES] if one.order.state in AT_UNIT else []

    def owes(self, one: OrderAggregate, *kinds: OverlayKind) -> bool:
        return any(
            row.kind in kinds and row.state is OverlayState.OPEN and row.unit == self.actor.unit
            for row in one.overlay.values()
            if row.kind is not OverlayKind.CONTRADICTION or row.code is None  # a proved reply is for a person to judge
        )

    def urgent(self, one: OrderAggregate, *names: ClockName) -> dt.datetime | None:
        running = [row for row in one.clock.values() if row.running and row.name in (names or SHOWN_AS_DUE)]
        own = [row.due_at for row in running if row.unit == self.actor.unit]
        return min(own, default=None) or (None if names else one.order.due_at)

    def is_today(self, moment: dt.datetime | None) -> bool:
        return moment is not None and self.now < moment <= self.tonight

    def is_late(self, moment: dt.datetime | None) -> bool:
        return moment is not None and moment <= self.now

    def returned(self, one: OrderAggregate, row: Assignment) -> bool:
        """Whether a feedback came back: the host's as the centre ended it, a delegate's as the log has it."""
        if row.kind is AssignmentKind.DELEGATE:
            acts = [event.name for event in read_log(one.order.id).events if row.serial in event.rows("assignment")]
            return [act for act in acts if act in ("feed_back", "return_for_correction")][-1:] == [
                "return_for_correction"
            ]
        told = [told for told in one.feedback.values() if told.assignment == row.serial]
        return bool(told) and max(told, key=lambda told: told.serial).end is FeedbackEnd.RETURNED

    def tiles(self) -> Mapping[str, set[str]]:
        """Each tile of a unit."""
        state = AssignmentState
        return {
            "to_sign": self.numbers(lambda o: any(row.state is state.OFFERED for row in self.charges(o))),
            "today": self.numbers(lambda o: self.is_today(self.urgent(o))),
            "promised": self.numbers(
                lambda o: bool(self.charges(o)) and self.is_today(self.urgent(o, ClockName.SECOND_DATE))
            ),
            "explain": self.numbers(lambda o: self.owes(o, OverlayKind.EXPLANATION, OverlayKind.OBJECTION)),
            "correct": self.numbers(
                lambda o: any(row.state is state.SIGNED and self.returned(o, row) for row in self.charges(o))
            ),
            "opinions": self.numbers(
                lambda o: any(
                    row.kind is AssignmentKind.CO_HANDLER and row.state is not state.DELEGATED
                    for row in self.charges(o)
                )
            ),
            "rehandle": self.numbers(lambda o: any(row.round > 1 for row in self.charges(o))),
            "prove": self.numbers(lambda o: self.owes(o, OverlayKind.CONTRADICTION)),
            "answer": self.numbers(lambda o: self.owes(o, OverlayKind.SUPERVISION)),
        }


def tiles(page: str) -> dict[str, tuple[int, str]]:
    """What stands on the tiles of a page: count and remark by code."""
    return {code: (int(count), note) for code, count, _, note in TILE.findall(page)}


@pytest.mark.parametrize("username", [CLERK, OTHER_CLERK, STREET_CLERK, SUB_CLERK])
def test_every_tile_counts_what_an_independent_recount_finds(
    town: Town, stories: dict[str, Story], username: str
) -> None:
    assert stories
    client, recount = town.client(username), Recount(town, username)
    shown = tiles(client.get("/orders/?list=todo").content.decode())
    for code, expected in recount.tiles().items():
        listed = NUMBER.findall(client.get(f"/orders/?list=todo&tile={code}").content.decode())
        assert set(listed) == expected, code
        assert len(listed) == len(expected), f"{code}: an order stands twice"
        assert shown.get(code, (0, ""))[0] == len(expected), code
    whole = NUMBER.findall(client.get("/orders/?list=todo").content.decode())
    assert set(whole) == recount.numbers(lambda _: True)
    late = recount.numbers(lambda one: recount.is_late(recount.urgent(one)))
    assert shown["today"][1] == (f"另已逾期 {len(late)} 件" if late else "没有逾期")


def test_there_is_something_on_every_tile(town: Town, stories: dict[str, Story]) -> None:
    """Else the recount above would prove little."""
    assert stories
    counted = Recount(town, CLERK).tiles()
    assert {code for code, numbers in counted.items() if not numbers} == set()
    shown = tiles(town.client(CLERK).get("/orders/?list=todo").content.decode())
    assert shown["to_sign"][1] == "特急 1 件"


def test_a_tile_that_is_rare_is_shown_only_when_something_waits(town: Town, stories: dict[str, Story]) -> None:
    assert stories
    assert "answer" in tiles(town.client(CLERK).get("/orders/?list=todo").content.decode())
    theirs = tiles(town.client(OTHER_CLERK).get("/orders/?list=todo").content.decode())
    assert not {"answer", "prove"} & set(theirs)


def test_all_counts_of_a_page_are_two_statements(town: Town, stories: dict[str, Story]) -> None:
    assert stories
    client = town.client(CLERK)
    client.get("/orders/?list=todo")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/orders/?list=todo")
    counting = [one["sql"] for one in asked.captured_queries if "COUNT(*)" in one["sql"]]
    assert len(counting) == 2, "one for the menu, one for the tiles"


def test_lists_beside_the_inbox_hold_a_part_of_it(town: Town, stories: dict[str, Story]) -> None:
    client = town.client(CLERK)
    whole = set(NUMBER.findall(client.get("/orders/?list=todo").content.decode()))
    for row in lists_for(town.actor(CLERK).role):
        if row.part_of:
            part = NUMBER.findall(client.get(f"/orders/?list={row.code}").content.decode())
            assert part, row.code
            assert set(part) <= whole, row.code
    requested = NUMBER.findall(client.get("/orders/?list=requested").content.decode())
    assert requested == [stories["asked"].number]


def test_the_capacity_narrows_to_what_one_only_helps_with(town: Town, stories: dict[str, Story]) -> None:
    client = town.client(CLERK)
    helped = NUMBER.findall(client.get("/orders/?list=todo&capacity=co_handler").content.decode())
    assert helped == [stories["helping"].number]
    hosted = NUMBER.findall(client.get("/orders/?list=todo&capacity=host").content.decode())
    assert stories["helping"].number not in hosted
    assert stories["signed"].number in hosted


def test_counts_are_told_anew_for_pages_that_stay_open(town: Town, stories: dict[str, Story]) -> None:
    assert stories
    client = town.client(CLERK)
    page = client.get("/orders/?list=todo").content.decode()
    told = client.get("/counts?list=todo").json()
    for code, (count, note) in tiles(page).items():
        assert told[f"todo:{code}"] == str(count)
        assert told[f"todo:{code}:note"] == note
    menu = dict(re.findall(r'hl-count num" data-count-of="(\w+)">(\d*)<', page))
    assert menu
    assert {code: told[code] for code in menu} == menu


# ---- what a row says -------------------------------------------------------------------------------------------------


def row_of(town: Town, username: str, story: Story, code: str = "todo") -> str:
    """The row of an order in a list."""
    page = town.client(username).get(f"/orders/?list={code}").content.decode()
    return next(row for row in page.split("<tr>")[1:] if f"/orders/{story.number}/" in row)


def test_an_order_not_signed_for_says_until_when_it_may_go_back(town: Town, stories: dict[str, Story]) -> None:
    row = row_of(town, CLERK, stories["to_sign"])
    assert "hl-lamp blue" in row
    assert "待签收" in row
    assert "可退单至" in row
    acts = re.findall(r"/act/(\w+)[?\"]", row)
    assert list(dict.fromkeys(acts)) == ["sign", "send_back"]


def test_a_request_stands_grey_beside_the_lamp_that_runs_on(town: Town, stories: dict[str, Story]) -> None:
    row = row_of(town, CLERK, stories["asked"])
    assert "hl-lamp grey" in row
    assert "延期待审" in row
    assert re.search(r"hl-lamp (green|amber)", row)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("late", "红牌"),
        ("returned", "待补正"),
        ("returned", "补正反馈"),
        ("rehandled", "待重办"),
        ("promised", "承诺办理"),
        ("critical", "特急"),
        ("explained", "说明时限"),
        ("explained", "作出说明"),
        ("helping", "协办"),
    ],
)
def test_a_row_says_why_it_is_there(town: Town, stories: dict[str, Story], name: str, words: str) -> None:
    assert words in row_of(town, CLERK, stories[name])


def test_a_row_offers_what_the_law_allows(town: Town, stories: dict[str, Story]) -> None:
    """Each act at the end of a row opens its form; none leads into a refusal."""
    client = town.client(CLERK)
    for name in (
        "to_sign",
        "signed",
        "late",
        "returned",
        "rehandled",
        "promised",
        "helping",
        "explained",
        "supervised",
    ):
        acts = set(re.findall(r'href="(/orders/[\d-]+/act/\w+[^"]*)"', row_of(town, CLERK, stories[name])))
        assert acts, name
        for address in acts:
            assert client.get(address).status_code == 200, (name, address)


def test_a_send_back_is_offered_no_more_after_first_contact(town: Town, stories: dict[str, Story]) -> None:
    story = town.received().signed()
    assert "/act/send_back" in row_of(town, CLERK, story)
    story.do(CLERK, "send_back", code=SendBackReason.NOT_OUR_DUTY, reason="不属本单位。")
    assert "退单待审" in row_of(town, CLERK, story)
    assert stories
    story.do(CLERK, "record_progress", note="已与来电人联系。", contact=ContactWay.PHONE)
    assert "/act/send_back" not in row_of(town, CLERK, story)
    assert "可退单至" not in row_of(town, CLERK, story)


def test_what_a_unit_below_told_comes_back_to_it_and_to_nobody_else(town: Town) -> None:
    """A delegate's feedback that the unit above returned waits for the delegate, until it is made anew (R22)."""
    story = fed_back_below(town)

    def waiting(username: str) -> bool:
        return story.number in NUMBER.findall(
            town.client(username).get("/orders/?list=todo&tile=correct").content.decode()
        )

    assert (waiting(SUB_CLERK), waiting(CLERK)) == (False, False)
    story.do(CLERK, "return_for_correction", assignment=2, reason="缺更换后的照片。")
    assert (waiting(SUB_CLERK), waiting(CLERK)) == (True, False)
    row = row_of(town, SUB_CLERK, story)
    assert "补正反馈" in row
    assert "待补正</span>" in row
    assert "待补正</span>" not in row_of(town, CLERK, story)
    story.do(SUB_CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="已补照片。"))
    assert (waiting(SUB_CLERK), waiting(CLERK)) == (False, False)


# ---- sections of the centre and the general office as host -----------------------------------------------------------

ABOUT_CENTRE = {"request_type": RequestType.COMPLAIN, "flags": ("about_centre",)}
ABOUT_SECTION = {"request_type": RequestType.COMPLAIN, "flags": ("about_section",)}


@pytest.mark.parametrize(
    ("unit", "username", "about"),
    [
        ("general_office", "luqian", ABOUT_CENTRE),
        ("centre.quality", "zhujiahe", ABOUT_SECTION),
        ("centre", HEAD, ABOUT_SECTION),
    ],
)
def test_who_hosts_at_the_centre_finds_it_among_what_is_to_do(
    town: Town, unit: str, username: str, about: Mapping[str, object]
) -> None:
    """A complaint about the hotline lies before the office or section that hosts it, read as any unit reads (R59)."""
    complaint = {
        **about,
        "title": "反映话务态度",
        "subject_person": "某话务员",
        "account": "来电人王女士称话务员挂断电话。",
    }
    story = town.received(**complaint).dispatched(unit)
    row = row_of(town, username, story)
    assert "hl-lamp blue" in row
    assert re.findall(r"/act/(\w+)[^\"]*\" hx-get", row) == ["sign"]
    assert "王女士" not in row
    story.do(username, "sign")
    assert re.findall(r"/act/(\w+)[^\"]*\" hx-get", row_of(town, username, story)) == ["feed_back"]
    found = town.client(username).get("/orders/?list=todo&words=挂断电话").content.decode()
    assert story.number not in NUMBER.findall(found), "who hosts it has no account"
    menu = dict(re.findall(r'hl-count num" data-count-of="(\w+)">(\d*)<', found))
    assert menu["todo"] == "1"


# ---- a community -----------------------------------------------------------------------------------------------------


def test_a_community_finds_its_tasks_and_nothing_else(town: Town, stories: dict[str, Story]) -> None:
    client = town.client(WORKER)
    page = client.get("/orders/").content.decode()
    assert NUMBER.findall(page) == [stories["community"].number]
    assert set(tiles(page)) == {"to_sign", "today", "begun"}
    assert tiles(page)["to_sign"][0] == 1
    row = row_of(town, WORKER, stories["community"], "tasks")
    assert re.findall(r"/act/(\w+)[^\"]*\" hx-get", row) == ["sign"]
    story = stories["community"].do(WORKER, "sign")
    row = row_of(town, WORKER, story, "tasks")
    assert re.findall(r"/act/(\w+)[^\"]*\" hx-get", row) == ["record_progress", "end_assistance"]
    assert tiles(client.get("/orders/").content.decode())["begun"][0] == 1
    story.do(WORKER, "end_assistance", done=True, note="已看望，线路正常。")
    assert NUMBER.findall(client.get("/orders/").content.decode()) == []


def test_a_copy_waits_for_nobody_to_sign_it(town: Town) -> None:
    story = town.received().dispatched("city_management.lighting")
    page = town.client(CLERK).get("/orders/?list=todo").content.decode()
    assert story.number not in NUMBER.findall(page)
    assert story.number in NUMBER.findall(town.client(CLERK).get("/orders/?list=ours").content.decode())


# ---- where it lies, and when it is empty -----------------------------------------------------------------------------


def test_the_page_says_whose_inbox_it_is(town: Town) -> None:
    page = town.client(STREET_CLERK).get("/orders/").content.decode()
    crumbs = re.findall(r"<li><span[^>]*>([^<]+)</span></li>", page)
    assert crumbs[-2:] == ["清风街道办事处", "待办工单"]
    assert len(crumbs) > 2


def test_an_empty_tile_names_the_next_date(town: Town) -> None:
    story = town.received().signed("water")
    page = town.client(town.clerk_of("water")).get("/orders/?list=todo&tile=today").content.decode()
    due = story.order.clocks.filter(end__isnull=True, name=ClockName.FIRST_CONTACT).get().due_at
    day = (due.astimezone(SHANGHAI) - dt.timedelta(microseconds=1)).date()
    if day > timezone.now().astimezone(SHANGHAI).date():
        assert f"最近一件将于 {day:%m-%d} 到期。" in page
        assert "没有今日到期的工单" in page
    else:
        assert story.number in page


def test_a_search_without_result_leads_to_where_more_is(town: Town) -> None:
    page = town.client(CLERK).get("/orders/?list=todo&words=没有这样的事").content.decode()
    assert "没有找到“没有这样的事”" in page
    assert "试试减少关键词" in page
    assert "在“本单位全部”中查找" in page


def test_whoever_may_not_is_told_who_can(town: Town) -> None:
    story = town.received().signed()
    answer = town.client(CLERK).get(f"/orders/{story.number}/act/examine")
    assert answer.status_code == 403
    assert "可以办理的岗位：审核员" in answer.content.decode()
