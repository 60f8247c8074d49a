"""The callback desk in the browser, by keyboard alone: one content, one dissatisfied, one key sends it back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, expect

from lianxin.law.words import CallbackResult, OrderState, OverlayKind, OverlayState, Solved
from lianxin.records.evaluation_links import EvaluationLink
from lianxin.records.models import OrderCaller, Overlay, Rating
from tests.journeys.person import AXE, RULES, WIDTHS, At, Person
from tests.patience import eventually
from tests.web.town import CALLBACK_CLERK, EXAMINER, Story, Town

PENSIONS = "0101"


def open_desk(person: Person) -> None:
    """From the menu to the callback desk."""
    person.follow('nav a[href="/callbacks/"]')
    person.page.wait_for_url("**/callbacks/**")
    person.ready()


def link_of(story: Story, installation: Path) -> str:
    """The caller's link, signed as the process behind the pages signs it."""
    with override_settings(SECRET_KEY=(installation / "keys" / "django_secret").read_text(encoding="ascii").strip()):
        return EvaluationLink(story.id, 1, 1, timezone.localdate() + dt.timedelta(days=3)).written()


def send(person: Person, number: str) -> None:
    """Ctrl+Enter: it is done, and said so."""
    person.press("Control+Enter")
    expect(person.page.locator("dialog[open]")).to_have_count(0)
    expect(person.page.locator("#hl-messages p").first).to_contain_text(number)
    person.ready()


def ask(person: Person, story: Story, solved: str, grade: str) -> None:
    """The questions of the talk, answered by digits."""
    expect(person.page.locator(".hl-dispatch-head .num.strong")).to_have_text(story.number)
    person.choose("contacted", "1")
    person.choose("solved", solved)
    person.choose("grade_result", grade)
    person.choose("grade_attitude", grade)
    send(person, story.number)


def test_a_dissatisfied_caller_is_heard_and_the_order_goes_back(at_the_desk: At, city: Town) -> None:
    story = city.received(topic=PENSIONS).examined()
    clerk = at_the_desk(CALLBACK_CLERK)
    open_desk(clerk)
    clerk.look()
    ask(clerk, story, "3", "5")
    assert OrderCaller.objects.get(order=story.id).solved is Solved.NO
    clerk.press("b")  # the form stands on the page already: the key leads into it, and opens no second one
    expect(clerk.page.locator("#act textarea[name=reason]")).to_be_focused()
    expect(clerk.page.locator("dialog[open]")).to_have_count(0)
    clerk.page.keyboard.type("来电人称灯仍不亮。")
    clerk.press("Control+Enter")  # the word of the talk still stands there: the tables tell when it is done
    asked = Overlay.objects.filter(order=story.id, kind=OverlayKind.REHANDLING, state=OverlayState.OPEN)
    eventually(asked.exists, "the proposal was not taken")
    clerk.ready()
    clerk.look()
    examiner = at_the_desk(EXAMINER)
    open_desk(examiner)
    examiner.press("b")
    expect(examiner.page.locator("#act :focus")).to_have_count(1)
    expect(examiner.page.locator("dialog[open]")).to_have_count(0)
    examiner.write("reason", "请重新核实办理。")
    send(examiner, story.number)
    assert story.order.state is OrderState.HANDLING


def test_r28_nobody_answers_and_one_digit_says_so(at_the_desk: At, city: Town) -> None:
    story = city.received(topic=PENSIONS).examined()
    clerk = at_the_desk(CALLBACK_CLERK)
    open_desk(clerk)
    expect(clerk.page.locator(".hl-dispatch-head .num.strong")).to_have_text(story.number)
    clerk.press("Tab")  # past bar, menu and queue: whoever calls all day begins at the first question
    expect(clerk.page.locator("input[name=result]:checked")).to_be_focused()
    clerk.press("4")
    expect(clerk.page.locator("input[name=contacted]").first).to_be_hidden()
    send(clerk, story.number)
    caller = OrderCaller.objects.get(order=story.id)
    assert (len(caller.callback_attempts), caller.callback) == (1, None)
    clerk.choose("result", "3")
    clerk.press("Control+Enter")  # the word of the first one still stands there: the tables tell when it is done
    said = OrderCaller.objects.filter(order=story.id)
    eventually(lambda: said.get().callback is CallbackResult.DECLINED, "the refusal was not taken")


def test_a_citizen_rates_on_a_phone_by_keys_and_without_a_script(
    city: Town, pages: str, installation_folder: Path, chromium: Browser
) -> None:
    story = city.received(topic="0309").examined()
    link = link_of(story, installation_folder)
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{pages}/evaluate/{link}")
    for name, steps in (("contacted", 0), ("solved", 0), ("grade_result", 1), ("grade_attitude", 1)):
        page.locator(f"input[name={name}]").first.focus()
        page.keyboard.press("Space")
        for _ in range(steps):
            page.keyboard.press("ArrowDown")
    page.locator("button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("已收到您的评价，谢谢您")
    assert Rating.objects.get(order=story.id).solved is Solved.YES
    context.close()


def test_the_citizens_page_is_open_to_everybody(
    city: Town, pages: str, installation_folder: Path, chromium: Browser
) -> None:
    story = city.received(topic="0309").examined()
    link = link_of(story, installation_folder)
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    for language in ("zh-hans", "en"):
        page.goto(f"{pages}/evaluate/{link}?language={language}")
        expect(page.locator("form fieldset")).to_have_count(5)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate("rules => axe.run(document, rules).then(r => r.violations.map(v => v.id))", RULES) == []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
