"""Somebody at the keyboard: signs in, opens orders, fills in forms, and never touches a mouse."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from playwright.sync_api import Browser, Error, Page, expect

from lianxin.runtime.city.accounts import DEMO_PASSWORD
from tests.patience import PATIENCE, eventually

AXE = Path(__file__).resolve().parents[2] / "build" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
WIDTHS = (1440, 1024, 390, 320)
STICKING_OUT = (
    "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)"
    ".slice(0, 6).map(e => e.outerHTML.slice(0, 120))"
)
BROKEN_WORDS = """() => {
    const found = new Set(), range = document.createRange()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const text = walker.currentNode
        if (!text.parentElement.offsetParent || text.parentElement.closest(".vh, thead")) continue
        for (const word of text.data.matchAll(/[A-Za-z]{2,}/g)) {
            range.setStart(text, word.index)
            range.setEnd(text, word.index + word[0].length)
            if (new Set([...range.getClientRects()].map(one => Math.round(one.top))).size > 1) found.add(word[0])
        }
    }
    return [...found]
}"""
"""Words in Latin letters that stand on two lines, broken where no hyphen is."""
expect.set_options(timeout=PATIENCE * 1000)
PICKER = 'hl-picker:has(select[name="{name}"])'
"""Where one of many is picked; what its field is called depends on whether it stands in a dialog."""
FURTHEST = 140
"""Presses of Tab after which something counts as out of reach."""


class Person:
    """One member of the staff in a browser of their own."""

    present: ClassVar[list[Person]] = []
    """Everybody of the story that is being told."""

    def __init__(self, browser: Browser, site: str, language: str) -> None:
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        self.context.set_default_timeout(PATIENCE * 1000)
        self.page: Page = self.context.new_page()
        self.site, self.language = site, language
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.present.append(self)

    def leave(self) -> None:
        """Closes the browser; nothing may have gone wrong in it."""
        assert self.complaints == []
        self.context.close()

    # ---- moving about ------------------------------------------------------------------------------------------------

    def ready(self) -> None:
        """Waits until the page's own scripts have run."""
        self.page.locator("html[data-ready]").wait_for()

    def hears(self) -> None:
        """Waits until the page is told of changes."""
        opened = "document.querySelector('hl-live')?.source?.readyState === 1"
        eventually(lambda: bool(self.page.evaluate(opened)), "the page is not told of changes")

    def press(self, *keys: str) -> None:
        """Presses keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, selector: str) -> None:
        """Tabs until the focus is on what the selector names."""
        found = "selector => !!document.activeElement?.matches(selector)"
        for _ in range(FURTHEST):
            if self.page.evaluate(found, selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def follow(self, selector: str) -> None:
        """Tabs to a link or button and presses Enter."""
        self.reach(selector)
        self.press("Enter")

    def sign_in(self, username: str) -> None:
        """From the first page to the desk."""
        self.page.goto(self.site)
        self.ready()
        expect(self.page.locator("html")).to_have_attribute("lang", "zh-hans")
        if self.language == "en":
            self.follow('form[action="/language"] button')
            expect(self.page.locator("html")).to_have_attribute("lang", "en")
            self.ready()
        self.reach("input[name=username]")
        self.page.keyboard.type(username)
        self.reach("input[name=password]")
        self.page.keyboard.type(DEMO_PASSWORD)
        self.press("Enter")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)
        self.ready()

    def open_queue(self, code: str) -> None:
        """To a list of the menu."""
        self.follow(f'nav a[href="/orders/?list={code}"]')
        self.page.wait_for_url(re.compile(f"list={code}"))
        self.ready()

    def open_first(self) -> None:
        """The most urgent order of the list."""
        self.press("j", "Enter")
        self.page.wait_for_url(re.compile(r"/orders/\d{8}-\d+-\d/"))
        self.ready()

    def find(self, number: str) -> None:
        """By number from anywhere: the slash, the digits, Enter."""
        self.press("/")
        self.page.keyboard.type(number)
        self.press("Enter")
        self.page.wait_for_url(re.compile(rf"/orders/{number}/"))
        self.ready()

    @property
    def number(self) -> str:
        """Of the order that is open."""
        found = re.search(r"/orders/(\d{8}-\d+-\d)/", self.page.url)
        assert found, self.page.url
        return found[1]

    # ---- acting ------------------------------------------------------------------------------------------------------

    def begin(self, action: str, key: str = "") -> None:
        """Opens an act's form in the dialog, by its letter or by its button."""
        if key:
            self.page.locator(f'#actions [aria-keyshortcuts="{key}"]').wait_for()
            self.press(key)
        else:
            self.follow(f'#actions a:is([href$="/act/{action}"], [href*="/act/{action}?"])')
        self.page.locator(f'#hl-dialog[open] form.hl-form[action$="/act/{action}"]').wait_for()

    def choose(self, name: str, digit: str) -> None:
        """One of the segments, by its digit."""
        self.reach(f'input[type=radio][name="{name}"]')
        self.press(digit)

    def write(self, name: str, text: str) -> None:
        """Words into a field."""
        self.reach(f'[name="{name}"], {PICKER.format(name=name)} input')
        self.page.keyboard.type(text)

    def pick(self, name: str, text: str) -> None:
        """One of many, found by name, code or initials."""
        picker = PICKER.format(name=name)
        self.reach(f"{picker} input")
        self.page.keyboard.type(text)
        self.page.locator(f"{picker} [role=option]").first.wait_for()
        self.press("Enter")

    def submit(self) -> None:
        """Ctrl+Enter, and back to the order with a word that it is done."""
        self.press("Control+Enter")
        expect(self.page.locator("#hl-messages .success, #hl-messages p").first).to_be_visible()
        expect(self.page.locator("#hl-dialog[open]")).to_have_count(0)
        self.ready()

    def seen(self) -> str:
        """Where the page is, and what it says in its dialog and at its head, for a test that failed there."""
        found = [self.page.url, *self.complaints]
        for place in ("#hl-dialog[open]", "#hl-messages"):
            with suppress(Error):
                found += self.page.locator(place).all_inner_texts()
        return "\n".join(found)

    # ---- looking -----------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Axe finds nothing, and no width scrolls sideways."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = self.page.evaluate(
            "rules => axe.run(document, rules).then(r => r.violations)", RULES
        )
        assert [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found] == []
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{self.page.url} scrolls sideways at {width}: {self.page.evaluate(STICKING_OUT)}"
        self.page.set_viewport_size({"width": 1440, "height": 900})


At = Callable[[str], Person]
"""Signs somebody in by user name."""
