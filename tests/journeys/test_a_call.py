"""A call from its first ring to its last word, by keyboard, on pages that hear of it by themselves."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from lianxin import actions
from lianxin.law.words import CallDisposition, CallEndedBy, CallEventKind, CallRelation, ClosedAs
from lianxin.records.models import Call, CallOrder, WorkOrder
from lianxin.telephony.port import CallEvent
from tests.journeys.person import Person
from tests.web.town import AGENT, SHIFT_LEADER, Town

NUMBER, MASKED = "13812345621", "138 **** 5621"
EVERY, TIMES = 100, 300
"""Milliseconds between two looks at a page, and how many there are at most."""
ACCOUNT = "来电人询问公交卡怎样退卡，需要带什么证件，到哪里办理。"


@pytest.fixture
def town(live: str) -> Town:
    """The city in the database behind the pages."""
    _ = live
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"]):
        return Town()


class Telephone:
    """The switch, as far as these stories need it."""

    def __init__(self, town: Town, number: str = NUMBER) -> None:
        self.id, self.number, self.seat = uuid.uuid4().hex, number, town.offices[AGENT].staff.number

    def tell(self, kind: CallEventKind, **more: Any) -> None:
        given: dict[str, Any] = {"caller": self.number, "agent": self.seat, "queue": "市民诉求"} | more
        actions.take_call_event(CallEvent("simulator", uuid.uuid4().hex, kind, self.id, timezone.now(), **given))

    def ring(self) -> None:
        self.tell(CallEventKind.AGENT_OFFERED)

    def hang_up(self) -> None:
        self.tell(CallEventKind.ENDED, ended_by=CallEndedBy.CALLER)

    @property
    def row(self) -> Call:
        return Call.objects.get(source_id=self.id)


def focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement?.id ?? ''"))


def hears(page: Page) -> None:
    """Waits until the page listens: what happens before that it would only learn by being opened.

    Asked again and again from here: a condition that waits inside the page is code that its own rules forbid.
    """
    for _ in range(TIMES):
        if page.evaluate("document.querySelector('hl-live')?.source?.readyState === 1"):
            return
        page.wait_for_timeout(EVERY)
    raise AssertionError("the page does not listen")


def at_the_desk(browser: Browser, site: str, username: str = AGENT) -> Person:
    agent = Person(browser, site, "zh-hans")
    agent.sign_in(username)
    hears(agent.page)
    return agent


@pytest.mark.usefixtures("committing_db")
def test_a_call_by_keyboard(live: str, town: Town, chromium: Browser) -> None:
    town.received()
    agent = at_the_desk(chromium, live)
    a_consultation_and_a_second_matter(agent, Telephone(town))
    an_invalid_call_in_two_keys(agent, Telephone(town, "13900001111"))
    a_call_takes_no_focus_from_who_is_typing(agent, Telephone(town, "13900002222"))
    a_call_picked_up_at_the_telephone_opens_its_form(agent, Telephone(town, "13900003333"))
    words_go_along_to_the_order_that_is_there_already(agent, town, Telephone(town, "13900004444"))
    somebody_in_distress(agent, at_the_desk(chromium, live, SHIFT_LEADER), Telephone(town, "13900005555"))
    agent.leave()


def a_consultation_and_a_second_matter(agent: Person, telephone: Telephone) -> None:
    """It rings, Ctrl+O, the words, Ctrl+Enter; another matter; hung up; finished."""
    page = agent.page
    telephone.ring()
    expect(page.locator(".hl-call.ringing")).to_contain_text(MASKED)
    expect(page).to_have_title(re.compile("^来电响铃"))
    agent.look()
    agent.press("Control+o")
    page.wait_for_url("**/orders/receive?call=*")
    agent.ready()
    expect(page.locator(".hl-call.talking")).to_be_visible()
    assert focus(page) == "account"
    page.keyboard.type(ACCOUNT)
    expect(page.locator("#caller_phone")).to_have_value(MASKED)
    expect(page.locator("#caller_name")).to_have_value("王**")
    expect(page.locator("#history")).to_contain_text("柳岸小区北门路灯不亮")
    agent.look()
    page.locator("input[name=request_type][value=consult]").check()
    page.locator("input[name=disposition][value=answer]").check()
    agent.write("answer_content", "已告知：带卡到任一客服网点办理。")
    agent.press("Control+Enter")
    page.wait_for_url("**/calls/*")
    agent.ready()
    agent.look()
    expect(page.locator("main")).to_contain_text("咨询答复")
    agent.press("Alt+n")
    page.wait_for_url("**/orders/receive?call=*")
    agent.ready()
    assert focus(page) == "account"
    expect(page.locator("#account")).to_have_value("")
    page.keyboard.type("另反映小区北门路灯不亮。")
    page.locator("input[name=request_type][value=help]").check()
    page.locator("input[name=disposition][value=queue]").check()
    agent.write("title", "小区北门路灯不亮")
    agent.press("F9")
    expect(page.locator(".hl-call.to_dispose")).to_be_visible()
    expect(page.locator("#account")).to_have_value("另反映小区北门路灯不亮。")
    agent.press("Control+Enter")
    page.wait_for_url("**/calls/*")
    agent.ready()
    agent.press("Control+Enter")
    page.wait_for_url(f"{agent.site}/")
    agent.ready()
    hears(page)
    assert telephone.row.disposition is CallDisposition.MATTER
    tied = dict(CallOrder.objects.filter(call=telephone.row).values_list("relation", "order__closed_as"))
    assert tied == {CallRelation.ANSWERED: ClosedAs.ANSWERED, CallRelation.RECEIVED: None}


def an_invalid_call_in_two_keys(agent: Person, telephone: Telephone) -> None:
    """Picked up, nobody speaks: one key opens the choices, and they stay open while whoever called hangs up."""
    page, before = agent.page, WorkOrder.objects.count()
    telephone.ring()
    expect(page.locator(".hl-call.ringing")).to_be_visible()
    agent.press("Control+o")
    page.wait_for_url("**/orders/receive?call=*")
    agent.ready()
    agent.press("Alt+x")
    telephone.hang_up()
    expect(page.locator(".hl-call.to_dispose .hl-invalid[open]")).to_be_visible()
    agent.press("2")
    page.wait_for_url(f"{agent.site}/")
    agent.ready()
    hears(page)
    assert telephone.row.disposition is CallDisposition.SILENT
    assert WorkOrder.objects.count() == before


def a_call_takes_no_focus_from_who_is_typing(agent: Person, telephone: Telephone) -> None:
    """It rings above; the words go on where they were, and are there again afterwards."""
    page = agent.page
    page.goto(f"{agent.site}/orders/receive")
    agent.ready()
    hears(page)
    agent.write("account", "来电人反映夜间")
    telephone.ring()
    expect(page.locator(".hl-call.ringing")).to_be_visible()
    assert focus(page) == "account"
    telephone.tell(CallEventKind.ANSWERED)  # at the telephone itself
    expect(page.locator(".hl-call.talking")).to_be_visible()
    page.keyboard.type("施工噪声。")
    expect(page.locator("#account")).to_have_value("来电人反映夜间施工噪声。")
    assert "call=" not in page.url
    agent.press("Control+o")
    page.wait_for_url("**/orders/receive?call=*")
    agent.ready()
    expect(page.locator("#account")).to_have_value("")
    agent.press("Alt+x", "4")
    page.wait_for_url(f"{agent.site}/")
    assert (telephone.row.disposition, telephone.row.ended_by) == (CallDisposition.TEST, CallEndedBy.AGENT)
    page.goto(f"{agent.site}/orders/receive")
    agent.ready()
    page.locator(".hl-drafts summary").click()
    page.locator(".hl-drafts li a").first.click()
    page.wait_for_url("**/orders/receive?draft=*")
    agent.ready()
    expect(page.locator("#account")).to_have_value("来电人反映夜间施工噪声。")
    page.goto(f"{agent.site}/")
    agent.ready()
    hears(page)


def a_call_picked_up_at_the_telephone_opens_its_form(agent: Person, telephone: Telephone) -> None:
    """Nobody is writing: the form opens by itself, ready to be written in."""
    page = agent.page
    telephone.ring()
    expect(page.locator(".hl-call.ringing")).to_be_visible()
    telephone.tell(CallEventKind.ANSWERED)
    page.wait_for_url("**/orders/receive?call=*")
    agent.ready()
    assert focus(page) == "account"
    telephone.hang_up()
    expect(page.locator(".hl-call.to_dispose")).to_be_visible()
    agent.press("Alt+x", "3")
    page.wait_for_url(f"{agent.site}/")
    agent.ready()


def words_go_along_to_the_order_that_is_there_already(agent: Person, town: Town, telephone: Telephone) -> None:
    """Half written down, it is another caller's matter: it joins in a dialog, and no draft is left of it."""
    page, place = agent.page, "东关街道槐荫里 7 号院门口"
    theirs = town.received(address=place, title="院门口路面塌陷").dispatched()
    hears(page)
    telephone.ring()
    expect(page.locator(".hl-call.ringing")).to_be_visible()
    agent.press("Control+o")
    page.wait_for_url("**/orders/receive?call=*")
    agent.ready()
    page.keyboard.type("门口的坑越来越大，老人出门危险。")
    agent.write("address", place)
    page.keyboard.press("Tab")
    join = f'#caller button[formaction="/orders/receive/into/{theirs.number}/add_caller"]'
    expect(page.locator(join)).to_be_visible()
    agent.look()
    page.locator(join).focus()
    agent.press("Enter")
    wish = page.locator("#hl-dialog [name=wish]")
    expect(wish).to_have_value("门口的坑越来越大，老人出门危险。")
    expect(page.locator("#hl-dialog [name=phone]")).to_have_value("139 **** 4444")
    agent.look()
    page.locator("#hl-dialog [name=name]").fill("周小川")
    agent.press("Control+Enter")
    page.wait_for_url("**/orders/receive?call=*")
    agent.ready()
    expect(page.locator("#account")).to_have_value("")
    expect(page.locator(".hl-drafts")).not_to_contain_text("院门口路面塌陷")
    expect(page.locator(".hl-drafts")).not_to_contain_text("门口的坑")
    assert CallOrder.objects.get(call=telephone.row).relation is CallRelation.JOINED
    telephone.hang_up()
    page.goto(f"{agent.site}/calls/{telephone.row.pk}")
    agent.ready()
    agent.press("Control+Enter")
    page.wait_for_url(f"{agent.site}/")


def somebody_in_distress(agent: Person, leader: Person, telephone: Telephone) -> None:
    """Three keys call the shift leader, whose page says so by itself; until then nobody hangs up (R35)."""
    page = agent.page
    agent.ready()
    hears(page)
    telephone.ring()
    expect(page.locator(".hl-call.ringing")).to_be_visible()
    agent.press("Control+o")
    page.wait_for_url("**/orders/receive?call=*")
    agent.ready()
    agent.press("Alt+j")
    expect(page.locator("#hl-dialog[open] input[name=service]").first).to_be_attached()
    agent.look()
    agent.press("3", "Control+Enter")
    expect(page.locator(".hl-call-alert")).to_contain_text("请保持通话")
    expect(page.locator(f'form[action="/calls/{telephone.row.pk}/hang-up"]')).to_have_count(0)
    alert = leader.page.locator(".hl-call.alert")
    expect(alert).to_contain_text("120 急救")
    expect(leader.page).to_have_title(re.compile("^受理员求助"))
    leader.look()
    leader.follow(f"#alert-{telephone.row.pk}")
    expect(alert).to_have_count(0)
    agent.ready()
    expect(page.locator(".hl-call-alert")).to_contain_text("已接手")
    agent.look()
    telephone.hang_up()
    leader.leave()
