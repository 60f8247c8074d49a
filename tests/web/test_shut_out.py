"""Who is shut out of an order finds it in no list, and nobody else loses it (R10, R12, R14, R59, R60)."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from lianxin.access import reading
from lianxin.law.decisions.conflict import Correction, Subject
from lianxin.law.draft import Draft
from lianxin.law.visibility import Part
from lianxin.law.words import OrderState, RequestType
from lianxin.records.load import read_order
from lianxin.records.models import WorkOrder
from lianxin.records.readable import readable
from lianxin.records.rules import current_rules, surroundings
from tests.web.forms import fill
from tests.web.town import AGENT, CLERK, DISPATCHER, EXAMINER, HEAD, HOST, OTHER, OTHER_CLERK, SUPERVISOR, Story, Town

SECOND_EXAMINER, OFFICE_CLERK, LEADER, WATCHMAN = "tangyan", "luqian", "jinjian", "zouying"
INSPECTOR, AGENT_OF_VENDOR, MANAGER_OF_VENDOR = "zhujiahe", "gaochao", "pengzhiqiang"
OVERSEERS = ("supervisory_commission", "general_office")
AGENTS = {"intake": "panwenbo", "vendor": "laihaiyan"}
"""Agents complained of, by team."""
CENTRE = ("centre", "vendor", "centre.intake", "centre.quality")


@pytest.fixture(scope="module")
def stories(town: Town) -> dict[str, Story]:
    """Tip-offs about the hotline, its sections, the vendor and those above it, and an order with an interest."""

    def about(unit: str, **more: Any) -> Story:
        return town.received(request_type=RequestType.TIP_OFF, subject_unit=town.units[unit], title="举报", **more)

    told = {unit: about(unit) for unit in (*OVERSEERS, *CENTRE)}
    told["passed on"] = about("centre").dispatched("general_office")
    told["taken back"] = about("centre").dispatched("general_office").do(OFFICE_CLERK, "recall", reason="另行安排")
    what = Correction(subject=Subject(unit=town.units["general_office"]))
    later = about(OTHER).dispatched(HOST)
    told["later the office"] = later.do(SECOND_EXAMINER, "correct", reason="被反映单位记错", correction=what)
    told["a leader"] = about(HOST, subject_staff=town.actor(LEADER).staff)
    for team, agent in AGENTS.items():
        who = town.actor(agent).staff
        complaint = {"request_type": RequestType.COMPLAIN, "subject_staff": who, "title": "投诉座席人员"}
        told[f"in hand, of {team}"] = town.received(**complaint)
        told[f"an agent of {team}"] = town.received(**complaint).dispatched("centre.quality")
    told["an interest"] = town.received(title="路灯").do(EXAMINER, "declare_interest", reason="系亲属")
    return told


def found_by(town: Town, stories: dict[str, Story], username: str) -> set[str]:
    """Which of the stories somebody finds in lists."""
    rows = WorkOrder.objects.filter(readable(town.actor(username), current_rules().units))
    listed = set(rows.values_list("id", flat=True))
    return {name for name, story in stories.items() if story.id in listed}


@pytest.mark.parametrize(
    "username",
    [AGENT, DISPATCHER, EXAMINER, SECOND_EXAMINER, SUPERVISOR, HEAD, INSPECTOR, AGENT_OF_VENDOR, MANAGER_OF_VENDOR,
     CLERK, OTHER_CLERK, OFFICE_CLERK, LEADER, WATCHMAN],
)  # fmt: skip
def test_lists_shut_out_exactly_whom_the_law_shuts_out(town: Town, stories: dict[str, Story], username: str) -> None:
    actor, rules = town.actor(username), current_rules()
    may = set()
    for name, story in stories.items():
        loaded = read_order(story.id)
        around = surroundings(actor, timezone.now(), rules, loaded.aggregate.order)
        if Part.ORDER in reading(Draft.of(loaded.aggregate, around)):
            may.add(name)
    assert found_by(town, stories, username) == may


def test_r10_a_section_and_the_vendor_find_no_tip_off_about_themselves(town: Town, stories: dict[str, Story]) -> None:
    assert {"centre.quality", "vendor"} & found_by(town, stories, AGENT_OF_VENDOR) == {"centre.quality"}
    assert {"centre.quality", "vendor"} & found_by(town, stories, INSPECTOR) == {"vendor"}
    assert "centre.intake" not in found_by(town, stories, AGENT)


def test_r60_the_accused_centre_finds_what_it_has_passed_on_no_more(town: Town, stories: dict[str, Story]) -> None:
    for username in (AGENT, DISPATCHER, EXAMINER, HEAD):
        found = found_by(town, stories, username)
        assert "centre" in found
        assert not {"passed on", "taken back"} & found
    assert {"centre", "passed on", "taken back"} <= found_by(town, stories, OFFICE_CLERK)


def test_r14_an_agents_team_and_the_vendor_find_no_complaint_about_the_agent_once_it_is_passed_on(
    town: Town, stories: dict[str, Story]
) -> None:
    def of_agents(username: str) -> set[str]:
        return {name for name in found_by(town, stories, username) if name.endswith((" intake", " vendor"))}

    in_hand = {"in hand, of intake", "in hand, of vendor"}
    assert of_agents(AGENT) == in_hand | {"an agent of vendor"}
    assert of_agents(AGENT_OF_VENDOR) == of_agents(MANAGER_OF_VENDOR) == in_hand
    for username in (DISPATCHER, EXAMINER, SUPERVISOR, HEAD, INSPECTOR, OFFICE_CLERK):
        assert of_agents(username) == in_hand | {"an agent of intake", "an agent of vendor"}
    assert not of_agents(CLERK)


def test_r10_r12_overseers_and_the_interested_are_shut_out_in_person(town: Town, stories: dict[str, Story]) -> None:
    assert "supervisory_commission" not in found_by(town, stories, WATCHMAN)
    assert not {"general_office", "a leader"} & found_by(town, stories, LEADER)
    assert "an interest" not in found_by(town, stories, EXAMINER)
    assert "an interest" in found_by(town, stories, SECOND_EXAMINER)


def test_the_page_of_what_is_only_passed_on_shows_no_caller(town: Town, stories: dict[str, Story]) -> None:
    page = town.client(DISPATCHER).get(f"/orders/{stories['centre'].number}/")
    assert page.status_code == 200
    shown = page.content.decode()
    assert "王小明" not in shown
    assert "王**" not in shown
    assert "家住 3 号楼" in shown, "what is to be passed on has to be read"


def test_r13_whoever_takes_a_call_about_the_own_section_writes_it_down_and_queues_it(town: Town) -> None:
    client = town.client(AGENT)
    given: dict[str, str | list[str]] = {
        "request_type": "tip_off",
        "title": "举报受理科人员",
        "account": "来电人举报受理科人员泄露信息。",
        "subject_unit": str(town.units["centre.intake"]),
        "caller_name": "孙小美",
        "caller_phone": "13711112222",
        "disposition": "queue",
    }
    answer = client.post("/orders/receive", fill(client.get("/orders/receive").content.decode(), **given))
    order = WorkOrder.objects.order_by("-id")[0]
    assert answer.status_code == 302, answer.content.decode()
    assert order.subject_unit_id == town.units["centre.intake"]
    assert order.state is OrderState.DISPATCHING
    address = f"/orders/{order.number}/"
    assert answer.headers["Location"] != address
    assert client.get(address).status_code in (403, 404, 409)
    assert town.client(DISPATCHER).get(address).status_code == 200
