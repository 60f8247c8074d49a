"""Role by role, act by act, own order and strange one: pages and posts say what the one table says."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from lianxin.access import lists_for, may, offers, reading
from lianxin.law.draft import Draft
from lianxin.law.duties import BY_ACTION, VENDOR_BARRED
from lianxin.law.visibility import Audience, Part
from lianxin.law.words import Role
from lianxin.records.load import read_order
from lianxin.records.models import Event, Unit
from lianxin.records.rules import current_rules, surroundings
from lianxin.web.acts.signature import FORMS
from lianxin.web.middleware import status_of
from tests.web.town import COMMUNITY, DISPATCHER, OTHER, STREET, STREET_CLERK, WORKER, Story, Town

PIECE = {"HX-Request": "true"}
PEOPLE: dict[str, str] = {
    "agent": "xiaming",
    "agent of the vendor": "gaochao",
    "expert": "yuyue",
    "shift_leader": "hehuaijin",
    "dispatcher": "sunqian",
    "dispatcher of the vendor": "duanhao",
    "arbiter": "qiuxinyi",
    "examiner": "chenli",
    "callback_clerk": "luyulan",
    "callback_clerk of the vendor": "haozhiqiang",
    "supervisor": "zhoumin",
    "assessor": "qianchen",
    "quality_inspector": "zhujiahe",
    "head_of_centre": "baiwenbo",
    "knowledge_editor": "huangfan",
    "unit_clerk": "fanjun",
    "unit_head": "wenli",
    "county_operator": "xuli",
    "county_office": "xuyunshu",
    "assistance_worker": "hemin",
    "general_office_clerk": "luqian",
    "city_leader": "jinjian",
    "supervisory_body": "zouying",
    "vendor_manager": "pengzhiqiang",
    "administrator": "jiaguiying",
}
OUTSIDE = ("unit_clerk", "unit_head", "county_operator", "county_office", "assistance_worker", "administrator")
ACT = re.compile(r'href="/orders/[\d-]+/act/(\w+)["?]')

each_person = pytest.mark.parametrize("who", PEOPLE)


@pytest.fixture(scope="module")
def stages(town: Town) -> dict[str, Story]:
    """The same matter in each stage, with a street that asked a community to help; and one with somebody else."""
    handling = town.received().signed(STREET)
    handling.do(STREET_CLERK, "assist", unit=town.units[COMMUNITY], note="请上门查看。").do(WORKER, "sign")
    handling.do(DISPATCHER, "add_co_handler", unit=town.units[OTHER], reason="涉及房屋外墙。")
    return {
        "registered": town.received(),
        "handling": handling,
        "fed_back": town.received().fed_back(unit=STREET),
        "callback": town.received().examined(unit=STREET),
        "closed": town.received().closed(unit=STREET),
        "strange": town.received().signed("police"),
    }


def draft(town: Town, who: str, story: Story) -> Draft:
    """The order as this person would act on it now."""
    loaded = read_order(story.id)
    around = surroundings(town.actor(PEOPLE[who]), story.now, current_rules(), loaded.aggregate.order)
    return Draft.of(loaded.aggregate, around)


def test_everybody_of_the_staff_is_walked() -> None:
    staff = {role.value for role in Role} - {Role.CALLER.value, Role.SYSTEM.value}
    assert {who.split(" ")[0] for who in PEOPLE} == staff


@each_person
def test_everyone_has_a_home_and_their_lists(town: Town, who: str) -> None:
    client = town.client(PEOPLE[who])
    assert client.get("/").status_code == 200
    role = town.actor(PEOPLE[who]).role
    assert role.value == who.split(" ", maxsplit=1)[0]
    for queue in lists_for(role):
        assert client.get("/orders/", {"list": queue.code}).status_code == 200, queue.code
    received = client.get("/orders/receive").status_code
    assert received == (200 if role in BY_ACTION["receive"].roles else 403)


@each_person
def test_the_page_of_an_order_offers_what_the_table_allows(town: Town, stages: dict[str, Story], who: str) -> None:
    client = town.client(PEOPLE[who])
    for stage, story in stages.items():
        seen = draft(town, who, story)
        page = client.get(f"/orders/{story.number}/")
        if Part.ORDER not in reading(seen):
            assert page.status_code == 404, stage
            continue
        assert page.status_code == 200, stage
        offered = set(ACT.findall(page.content.decode())) - {"attach"}
        assert offered == {one.row.action for one in offers(seen) if one.allowed} - {"attach"}, stage


@each_person
def test_forms_say_what_the_table_says(town: Town, stages: dict[str, Story], who: str) -> None:
    client = town.client(PEOPLE[who])
    for stage in ("handling", "strange" if who in OUTSIDE else "fed_back"):
        for action, expected in table(town, who, stages[stage]).items():
            address = f"/orders/{stages[stage].number}/act/{action}"
            assert client.get(address, headers=PIECE).status_code == expected, (stage, action)


@each_person
def test_posts_say_what_the_table_says(town: Town, stages: dict[str, Story], who: str) -> None:
    client, story = town.client(PEOPLE[who]), stages["strange" if who in OUTSIDE else "handling"]
    before = events(story)
    for action, expected in table(town, who, story).items():
        if expected != 200:
            answered = post(client, f"/orders/{story.number}/act/{action}")
            assert answered in ((404,) if expected == 404 else (403, 409, 422)), action
    assert events(story) == before


def table(town: Town, who: str, story: Story) -> dict[str, int]:
    """What every form should be answered with, by the table alone."""
    seen = draft(town, who, story)
    if Part.ORDER not in reading(seen):
        return dict.fromkeys(FORMS, 404)
    refusals = {action: may(seen, action) for action in FORMS}
    return {action: 200 if refusal is None else status_of(refusal) for action, refusal in refusals.items()}


def post(client: Client, address: str) -> int:
    """What a post with next to nothing in it is answered with."""
    return client.post(address, {"reason": "试一试。", "note": "试一试。"}, headers=PIECE).status_code


def events(story: Story) -> int:
    """How many events the order has."""
    return Event.objects.filter(subject_kind="order", subject_id=story.id).count()


# ---- what follows from the table, said once more without it ----------------------------------------------------------


@each_person
def test_no_office_does_what_is_not_its_duty(town: Town, stages: dict[str, Story], who: str) -> None:
    client, role = town.client(PEOPLE[who]), town.actor(PEOPLE[who]).role
    story = stages["handling"]
    foreign_to_it = [action for action in FORMS if role not in BY_ACTION[action].roles]
    for action in foreign_to_it[:5]:
        assert client.get(f"/orders/{story.number}/act/{action}", headers=PIECE).status_code in (403, 404), action


def test_vendor_staff_decide_nothing(town: Town, stages: dict[str, Story]) -> None:
    for who in ("agent of the vendor", "dispatcher of the vendor", "callback_clerk of the vendor"):
        client = town.client(PEOPLE[who])
        for action in sorted(VENDOR_BARRED & set(FORMS)):
            answer = client.get(f"/orders/{stages['handling'].number}/act/{action}", headers=PIECE)
            assert answer.status_code == 403, (who, action)


def test_who_reads_only_is_offered_nothing(town: Town, stages: dict[str, Story]) -> None:
    for who in ("city_leader", "supervisory_body"):
        client = town.client(PEOPLE[who])
        for story in stages.values():
            page = client.get(f"/orders/{story.number}/").content.decode()
            assert set(ACT.findall(page)) <= {"declare_interest"}, who


def test_nobody_outside_opens_what_is_not_theirs(town: Town, stages: dict[str, Story]) -> None:
    strange = stages["strange"]
    for who in OUTSIDE:
        assert reading(draft(town, who, strange)).audience is Audience.NOBODY, who
        assert town.client(PEOPLE[who]).get(f"/orders/{strange.number}/").status_code == 404
    assert Unit.objects.get(code="police").pk == strange.order.host_unit_id
