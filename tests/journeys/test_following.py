"""A citizen follows a matter on a phone, by keys alone and without a script; every page looked at in every version."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from lianxin import actions
from lianxin.jobs.deliver import deliver
from lianxin.jobs.turn import Turn
from lianxin.law.decisions.feedback import Result
from lianxin.law.words import Grade, OrderState, Outcome, OverlayKind, ReplyWay
from lianxin.messaging.port import Message
from lianxin.records.models import OrderCaller, Overlay, Rating
from tests.journeys.person import AXE, BROKEN_WORDS, PATIENCE, RULES, STICKING_OUT
from tests.web.town import AGENT, CALLBACK_CLERK, EXAMINER, HOST, Story, Town

NARROW = (390, 320)
LAMPS = "0309"


class Pocket:
    """The citizen's telephone."""

    def __init__(self) -> None:
        self.bodies: list[str] = []

    def send(self, message: Message) -> None:
        """It arrives."""
        self.bodies.append(message.body)

    def code(self) -> str:
        """The newest one-time code."""
        deliver(timezone.now() + dt.timedelta(seconds=1), Turn(), self)
        found = [re.search(r"验证码 (\d{6})", body) for body in self.bodies]
        return [one[1] for one in found if one is not None][-1]


def phone(chromium: Browser, *, scripts: bool = False, width: int = 390) -> Page:
    """A browser as it is on a phone; with `scripts` only so that it can be looked at by axe."""
    context = chromium.new_context(
        viewport={"width": width, "height": 844}, locale="zh-CN", java_script_enabled=scripts, bypass_csp=scripts
    )
    context.set_default_timeout(PATIENCE * 1000)
    return context.new_page()


def query_code(story: Story) -> str:
    return actions.renew_query_code(story.door(AGENT), order=story.id, caller=1).query_codes[0].code


def fill(page: Page, name: str, text: str) -> None:
    """By keys: to the field, and the words."""
    page.locator(f"[name={name}]").first.focus()
    page.keyboard.type(text)


def press(page: Page, selector: str) -> None:
    """By keys: to a button or a link, and Enter."""
    page.locator(selector).first.focus()
    page.keyboard.press("Enter")


def choose(page: Page, name: str, steps: int) -> None:
    """One of several, by the arrows."""
    page.locator(f"input[name={name}]").first.focus()
    page.keyboard.press("Space")
    for _ in range(steps):
        page.keyboard.press("ArrowDown")


def open_matter(page: Page, site: str, story: Story, pocket: Pocket) -> None:
    """Number, query code, one-time code."""
    page.goto(f"{site}/portal/follow/")
    fill(page, "number", story.number.replace("-", " "))
    fill(page, "query_code", query_code(story))
    press(page, "main form button")
    page.wait_for_url(f"**/portal/follow/{story.number}/")
    press(page, "form[action$='/send'] button")
    page.wait_for_url("**/code")
    fill(page, "code", pocket.code())
    press(page, "form[action$='/code'] button")
    page.wait_for_url(f"**/portal/follow/{story.number}/")


def test_answered_rated_badly_handled_again_rated_well(city: Town, pages: str, chromium: Browser) -> None:
    """Where it is told, objected to, and closed; the whole life from the citizen's side."""
    story, pocket, page = city.received(topic=LAMPS).examined(), Pocket(), phone(chromium)
    open_matter(page, pages, story, pocket)
    expect(page.locator("main")).to_contain_text("已维修，请您核实。")
    for name, steps in (("contacted", 0), ("solved", 2), ("grade_result", 4), ("grade_attitude", 2)):
        choose(page, name, steps)
    fill(page, "words", "灯还是不亮。")
    press(page, "[form=rating]")
    expect(page.locator("[role=status]")).to_contain_text("已收到您的评价")
    assert Rating.objects.get(order=story.id).grade_result is Grade.VERY_DISSATISFIED
    story.now = timezone.now()
    story.do(EXAMINER, "rehandle", reason="来电人称仍不亮，请重新办理。")
    assert story.order.state is OrderState.HANDLING
    page.goto(f"{pages}/portal/follow/{story.number}/")
    expect(page.locator(".tl")).to_contain_text("重新办理，已交给")
    press(page, "a[href$='/act/urge']")
    fill(page, "said", "晚上很黑。")
    press(page, "main form .main")
    press(page, "[name=confirmed]")
    expect(page.locator("[role=status]")).to_contain_text("已替您催办")
    again(story)
    page.goto(f"{pages}/portal/follow/{story.number}/")
    for name in ("contacted", "solved", "grade_result", "grade_attitude"):
        choose(page, name, 0)
    press(page, "[form=rating]")
    expect(page.locator("[role=status]")).to_contain_text("已收到您的评价")
    assert OrderCaller.objects.get(order=story.id).grade_result is Grade.VERY_SATISFIED
    story.now = timezone.now()
    story.do(CALLBACK_CLERK, "close")
    page.goto(f"{pages}/portal/follow/{story.number}/")
    expect(page.locator(".standing")).to_contain_text("已办结")
    press(page, "form[action$='/leave'] button")
    expect(page.locator("[role=status]")).to_contain_text("已离开")
    page.goto(f"{pages}/portal/follow/{story.number}/")
    expect(page.locator("h1")).to_have_text("查办理进度")
    page.context.close()


def again(story: Story) -> None:
    """The second round, through the office and the centre."""
    clerk = story.town.clerk_of(HOST)
    story.do(clerk, "reply", caller=1, way=ReplyWay.BRIDGED_CALL, content="三盏灯都换了，请您核实。")
    story.do(clerk, "feed_back", result=Result(outcome=Outcome.DONE, findings="已更换。"))
    story.do(EXAMINER, "examine")


def test_secrecy_asked_for_closes_the_first_level(city: Town, pages: str, chromium: Browser) -> None:
    story, pocket, page = city.received().signed(), Pocket(), phone(chromium, width=320)
    open_matter(page, pages, story, pocket)
    press(page, "a[href$='/act/change_wishes']")
    press(page, "[name=confirmed]")
    expect(page.locator("[role=status]")).to_contain_text("已为您保密")
    press(page, "form[action$='/leave'] button")
    fill(page, "number", story.number)
    fill(page, "query_code", query_code(story))
    press(page, "main form button")
    expect(page.locator("main")).to_contain_text("这件事要先核验才能看")
    expect(page.locator(".tl")).to_have_count(0)
    page.context.close()


def looked_at(page: Page, where: str) -> None:
    """Axe finds nothing, nothing sticks out, and everything to be touched is large enough."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, rules).then(r => r.violations)", RULES)
    assert [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found] == [], where
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{where} scrolls sideways at {width}: {page.evaluate(STICKING_OUT)}"
        assert page.evaluate(BROKEN_WORDS) == [], f"{where} breaks words at {width}"
    least = 59.5 if page.locator("html.elder").count() else 43.5
    small = page.evaluate(
        "least => [...document.querySelectorAll('main button, main a.btn, main summary, .pick label, header button')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().height < least).map(e => e.outerHTML.slice(0, 90))",
        least,
    )
    assert small == [], f"{where}: smaller than {least}"
    page.set_viewport_size({"width": 390, "height": 844})


@pytest.mark.parametrize("elder", [False, True], ids=["standard", "elder"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_in_every_version(city: Town, pages: str, chromium: Browser, *, language: str, elder: bool) -> None:
    story, pocket, page = city.received(topic=LAMPS).examined(), Pocket(), phone(chromium, scripts=True)
    page.goto(f"{pages}/portal/follow/")
    if elder:
        press(page, "header form[action$='/version'] button")
        expect(page.locator("html.elder")).to_have_count(1)
    if language == "en":
        press(page, "header form[action='/language'] button")
        expect(page.locator("html")).to_have_attribute("lang", "en")
    looked_at(page, "ask")
    fill(page, "number", "123")
    press(page, "main form button")
    expect(page.locator("#wrong")).to_be_visible()
    looked_at(page, "ask with errors")
    page.goto(f"{pages}/portal/follow/lost/")
    looked_at(page, "lost")
    open_matter(page, pages, story, pocket)
    written_out = "document.querySelector('details.how li').checkVisibility()"
    assert page.evaluate(written_out) is False
    page.emulate_media(media="print")
    assert page.evaluate(written_out) is True, "paper cannot be unfolded"
    page.emulate_media(media="screen")
    page.locator("details").first.evaluate("one => { one.open = true }")
    looked_at(page, "matter")
    press(page, "[form=rating]")
    expect(page.locator("#wrong")).to_be_visible()
    looked_at(page, "rating with errors")
    for action in ("object", "supplement", "change_wishes", "report_retaliation"):
        page.goto(f"{pages}/portal/follow/{story.number}/act/{action}")
        looked_at(page, action)
    page.goto(f"{pages}/portal/follow/{story.number}/act/object")
    fill(page, "said", "没有修好。")
    press(page, "main form .main")
    expect(page.locator("[name=confirmed]")).to_be_visible()
    looked_at(page, "confirmation")
    press(page, "[name=confirmed]")
    expect(page.locator("[role=status]")).to_be_visible()
    assert Overlay.objects.get(order=story.id, kind=OverlayKind.OBJECTION).caller == 1
    looked_at(page, "matter with an objection")
    page.context.close()


def test_pictures_are_drawn_on_the_page_of_the_matter(
    city: Town, pages: str, chromium: Browser, tmp_path: Path
) -> None:
    """A photograph that was added is seen by who added it."""
    photo = tmp_path / "lamp.jpg"
    Image.new("RGB", (640, 480), "navy").save(photo)
    story, pocket, page = city.received().signed(), Pocket(), phone(chromium)
    open_matter(page, pages, story, pocket)
    press(page, "a[href$='/act/supplement']")
    fill(page, "said", "又坏了一盏。")
    page.locator("input[type=file]").set_input_files(photo)
    press(page, "main form .main")
    expect(page.locator("[role=status]")).to_contain_text("已补充")
    small = page.locator(".files img")
    expect(small).to_have_count(1)
    address = small.get_attribute("src") or ""
    answer = page.request.get(f"{pages}{address}")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg")
    page.context.close()
