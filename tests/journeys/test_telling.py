"""A citizen with a telephone, no script and no mouse: tells the hotline what is wrong, and gets a receipt."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from lianxin.law.words import Channel, RequestType, TextKind
from lianxin.records.models import Attachment, OrderCaller, OrderText, WorkOrder
from lianxin.records.query_codes import code_holder
from lianxin.records.stored import open_stored
from tests.journeys.person import AXE, BROKEN_WORDS, FURTHEST, PATIENCE, RULES, STICKING_OUT
from tests.web.town import Town

NEXT = 'button[name="go"][value="next"].main'
WIDTHS = (390, 320)


class Passer:
    """Somebody without a script; `touch` is how high what they touch must be."""

    def __init__(self, browser: Browser, site: str, language: str, *, elder: bool) -> None:
        self.context = browser.new_context(
            viewport={"width": 390, "height": 844}, locale="zh-CN", java_script_enabled=False
        )
        self.second = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
        for one in (self.context, self.second):
            one.set_default_timeout(PATIENCE * 1000)
        self.page: Page = self.context.new_page()
        self.site, self.language, self.elder = site, language, elder
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))

    def leave(self) -> None:
        """Nothing may have gone wrong in the browser, but for forms that came back."""
        assert [one for one in self.complaints if "422" not in one] == []
        self.context.close()
        self.second.close()

    def arrive(self) -> None:
        """At the first page, in the version and language that are theirs."""
        self.page.goto(f"{self.site}/portal/")
        if self.language == "en":
            self.follow('button[name="language"]')
            expect(self.page.locator("html")).to_have_attribute("lang", "en")
        if self.elder:
            self.follow('button[name="elder"]')
            expect(self.page.locator("html.elder")).to_have_count(1)

    def reach(self, selector: str) -> None:
        """By Tab alone."""
        for _ in range(FURTHEST):
            if self.page.locator(f":focus:is({selector})").count():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def follow(self, selector: str) -> None:
        """Tabs to a link or button and presses Enter."""
        self.reach(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        """Words into a field, in place of what stands there."""
        self.reach(f"[name={name}]")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def look(self) -> None:
        """Axe finds nothing, nothing sticks out, and what is touched is large enough.

        Axe is a script: it looks at the same page, as it stands, in a second window that runs some.
        """
        address, shown = self.page.url.partition("#")[0], self.page.content()
        self.second.add_cookies(self.context.cookies())  # type: ignore[arg-type]  # as they are read, so they are written
        window = self.second.new_page()
        window.route(address, lambda route: route.fulfill(body=shown, content_type="text/html; charset=utf-8"))
        window.goto(address)
        window.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = window.evaluate(
            "rules => axe.run(document, rules).then(r => r.violations)", RULES
        )
        assert [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found] == []
        for width in WIDTHS:
            window.set_viewport_size({"width": width, "height": 844})
            wide = window.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{address} at {width}: {window.evaluate(STICKING_OUT)}"
            assert window.evaluate(BROKEN_WORDS) == [], f"{address} breaks words at {width}"
            assert window.evaluate(TOO_LOW, 60 if self.elder else 44) == []
        window.close()


TOUCHED = (
    "main .btn, main input:not([type=hidden], [type=checkbox], [type=radio]), main select, main .pick label, main .sw, "
    "header button, header a"
)
TOO_LOW = f"""least => [...document.querySelectorAll("{TOUCHED}")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < least)
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture(params=["zh-hans", "zh-hans elder", "en", "en elder"])
def passer(request: pytest.FixtureRequest, pages: str, city: Town, chromium: Browser) -> Iterator[Passer]:
    """A citizen, in each language and version."""
    _ = city
    language, _, version = str(request.param).partition(" ")
    found = Passer(chromium, pages, language, elder=bool(version))
    yield found
    found.leave()


def photograph() -> bytes:
    """Taken by a telephone that says where."""
    told, out = Image.Exif(), io.BytesIO()
    told[0x010F] = "PhoneMaker"
    told.get_ifd(0x8825).update({1: "N", 2: (36.0, 40.0, 12.0), 3: "E", 4: (117.0, 1.0, 30.0)})
    Image.effect_noise((800, 600), 60).convert("RGB").save(out, "JPEG", exif=told)
    return out.getvalue()


def test_a_complaint_is_told_on_a_telephone_without_script_and_mouse(passer: Passer) -> None:
    page = passer.page
    passer.arrive()
    passer.look()
    passer.follow('a.main[href="/portal/tell/"]')

    # What: a complaint about somebody, with a photograph in which a face is covered.
    passer.look()
    passer.reach("[name=request_type]")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    passer.write("account", "锦绣花园 3 号楼从 11 月 20 号开始暖气不热，家里只有 15 度，有老人。")
    passer.follow(NEXT)
    expect(page.locator("#subject-error")).to_be_visible()
    passer.look()
    passer.write("subject", "市供热集团")
    page.locator("#files").set_input_files([{"name": "室内.jpg", "mimeType": "image/jpeg", "buffer": photograph()}])
    passer.follow('button[value="add"]')
    expect(page.locator(".photos img")).to_have_count(1)
    passer.look()
    passer.follow('button[value="cover:0"]')
    passer.reach("[name=cell]")
    page.keyboard.press("Space")
    passer.look()
    passer.follow("button.main")
    expect(page.locator(".photos .ok")).to_be_visible()
    passer.follow(NEXT)

    # Where: the window is closed in between, and what was told is still there.
    passer.look()
    page.close()
    page = passer.page = passer.context.new_page()
    page.goto(f"{passer.site}/portal/tell/")
    expect(page.locator("#account")).to_have_value(re.compile("暖气不热"))
    passer.follow(NEXT)
    passer.write("address", "锦绣花园 3 号楼")
    passer.reach("#division")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    passer.follow(NEXT)

    # Who: a number that is too short is said to be.
    passer.look()
    passer.write("phone", "1385621")
    passer.follow(NEXT)
    expect(page.locator("#phone-error")).to_contain_text("7")
    passer.look()
    passer.write("phone", "13812345621")
    passer.follow(NEXT)

    # Wishes, everything once more, and off.
    passer.reach('[name=wishes][value="secret"]')
    page.keyboard.press("Space")
    passer.look()
    passer.follow(NEXT)
    page.wait_for_url("**/portal/tell/receipt")
    passer.look()
    number, code = page.locator(".no b.num").all_inner_texts()
    check_order(number, code)
    page.go_back()
    page.reload()
    assert page.url.endswith("/receipt"), "what was submitted is not submitted again"
    assert WorkOrder.objects.filter(channel=Channel.WEB).count() == 1


def check_order(number: str, code: str) -> None:
    """What lies at the hotline is what was told, and nothing of what was covered or of where the telephone was."""
    assert code_holder(number, code) is not None
    order = WorkOrder.objects.get(number=number)
    assert (order.channel, order.request_type, order.secret) == (Channel.WEB, RequestType.COMPLAIN, True)
    assert OrderCaller.objects.get(order=order).text_only is False
    assert OrderText.objects.get(order=order, kind=TextKind.SUBJECT_PERSON).content == "市供热集团"
    row = Attachment.objects.get(order=order)
    with open_stored(row.storage_key, bytes(row.digest)) as file:
        stored = file.read()
    assert b"PhoneMaker" not in stored
    with Image.open(io.BytesIO(stored)) as picture:
        points = [picture.convert("RGB").getpixel((x, y)) for x, y in ((10, 10), (40, 40))]
    assert all(max(abs(have - want) for have, want in zip(one, (38, 50, 67), strict=True)) < 12 for one in points)
