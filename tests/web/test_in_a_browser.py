"""The templates in Chromium: no sideways scroll, nothing for axe to find, and what keys, lamps and forms do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from csp.constants import NONE, SELF
from django.conf import settings
from playwright.sync_api import Browser, Page, Route, expect

from lianxin.web import template_tags
from tests.web.pages import LANGUAGES, PAGES, render

STATIC = Path(template_tags.__file__).resolve().parent / "static"
AXE = STATIC.parents[3] / "build" / "axe.min.js"
SITE = "http://lianxin.test"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
WIDTHS = (1440, 1024, 390, 320)

each_page = pytest.mark.parametrize("name", PAGES)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def policy() -> str:
    """The Content-Security-Policy of the settings, as its header says it."""
    quoted = {NONE, SELF}
    rows = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    assert all(quoted & set(values) for _, values in rows)
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rows)


class Site:
    """A page of the samples in a browser; what it asks for, it gets from here."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.answers: dict[str, str] = {}
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        """Answer one request: a static file, or a sample."""
        path = route.request.url.removeprefix(SITE).split("?")[0]
        headers = {"Content-Security-Policy": policy()}
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            headers["Content-Type"] = KINDS.get(file.suffix, "text/plain")
            route.fulfill(body=file.read_bytes() if file.is_file() else b"", headers=headers)
            return
        self.asked.append(f"{route.request.method} {path}")
        headers["Content-Type"] = "text/html; charset=utf-8"
        status = 200 if path in self.answers else 404
        route.fulfill(status=status, body=self.answers.get(path, ""), headers=headers)

    def open(self, name: str, language: str = "zh-hans", width: int = 1440) -> Page:
        """Show a sample at a width."""
        self.answers["/page"] = render(name, language)
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(f"{SITE}/page")
        if "js/app.js" in self.answers["/page"]:
            self.page.locator("html[data-ready]").wait_for()
        return self.page


@pytest.fixture
def site(chromium: Browser) -> Iterator[Site]:
    """A fresh tab."""
    context = chromium.new_context()
    yield Site(context.new_page())
    context.close()


@each_page
@in_each_language
def test_a_page_fits_and_keeps_the_policy(site: Site, name: str, language: str) -> None:
    page = site.open(name, language)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"scrolls sideways at {width}"
    assert site.complaints == []


@each_page
@in_each_language
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(site: Site, name: str, language: str, width: int) -> None:
    assert AXE.exists(), "build the page assets first: python frontend/assets.py"
    page = site.open(name, language, width)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("rules => axe.run(document, rules).then(r => r.violations)", RULES)
    assert [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found] == []


def test_f1_shows_the_keys_of_the_page(site: Site) -> None:
    page = site.open("order")
    page.keyboard.press("F1")
    assert page.locator("#hl-keys").is_visible()
    assert re.search(r"P\s+打印工作流转单\s", page.locator("[data-page-keys]").inner_text())
    assert "回复来电人" in page.locator("[data-page-keys]").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#hl-keys").is_visible()


def test_a_letter_opens_its_action_in_the_dialog(site: Site) -> None:
    page = site.open("order")
    site.answers["/orders/20261116-00317-7/feed_back"] = render("dialog", "zh-hans")
    page.keyboard.press("f")
    page.locator("#hl-dialog[open] form.hl-form").wait_for()
    assert page.evaluate("document.activeElement.name") == "outcome"
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_contain_text("反馈")


def test_letters_are_off_in_fields_and_when_switched_off(site: Site) -> None:
    page = site.open("order")
    page.locator("#hl-find").focus()
    page.keyboard.type("fr")
    assert page.locator("#hl-find").input_value() == "fr"
    page.keyboard.press("F1")
    page.locator("[data-letters]").uncheck()
    page.keyboard.press("Escape")
    page.locator("main").focus()
    page.keyboard.press("f")
    assert not [path for path in site.asked if "feed_back" in path]


def test_a_letter_belongs_to_the_input_method_while_it_composes(site: Site) -> None:
    page = site.open("order")
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'f', isComposing: true, bubbles: true}))"
    )
    page.wait_for_timeout(200)
    assert not [path for path in site.asked if "feed_back" in path]


def test_a_forbidden_action_says_why_and_does_nothing(site: Site) -> None:
    page = site.open("order")
    forbidden = page.locator("#actions [aria-disabled=true]").first
    reason = page.locator(f"#{forbidden.get_attribute('aria-describedby')}")
    assert "不能退单" in reason.inner_text()
    page.keyboard.press("b")
    page.wait_for_timeout(200)
    assert site.asked == ["GET /page"]


def test_paper_says_when_and_by_whom_and_leaves_out_what_is_not_for_it(site: Site) -> None:
    page = site.open("order")
    assert not page.locator(".hl-printed").is_visible()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert re.search(
        r"打印时间：\d{4}-\d\d-\d\d \d\d:\d\d · 打印人工号：3017", page.locator(".hl-printed").inner_text()
    )
    for gone in ("#actions", ".hl-account", ".hl-tabs", "main .btn", ".hl-how", "#callers td:first-child .num"):
        for found in page.locator(gone).all():
            assert not found.is_visible(), gone
    assert page.locator("#timeline li").first.is_visible()


def test_a_title_is_counted_and_never_cut(site: Site) -> None:
    page = site.open("receive")
    title, counter = page.locator("#title"), page.locator(".hl-field:has(#title) .hl-counter")
    most = int(title.get_attribute("data-count") or "0")
    title.fill("灯" * 10)
    assert not counter.is_visible()
    title.fill("灯" * (most + 12))
    assert counter.inner_text() == f"{most + 12} / {most}"
    assert "over" in (counter.get_attribute("class") or "")
    assert len(title.input_value()) == most + 12


def test_j_k_x_and_enter_work_a_list(site: Site) -> None:
    page = site.open("list")
    site.answers["/orders/20261122-00077-3"] = render("order", "zh-hans")
    for key in "jjx":
        page.keyboard.press(key)
    assert page.locator("tbody .choose input").nth(1).is_checked()
    assert "已选 1 件" in page.locator("[data-selected]").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{SITE}/orders/20261122-00077-3")


def test_a_list_with_chosen_rows_is_not_replaced_but_offered(site: Site) -> None:
    page = site.open("list")
    site.answers["/orders/rows"] = render("rows", "zh-hans")
    change = (
        "document.querySelector('#rows hl-timer').dispatchEvent(new CustomEvent('hl-timer:change', {bubbles: true}))"
    )
    page.locator("tbody .choose input").first.check()
    page.evaluate(change)
    page.get_by_text("有 1 条更新，点击刷新").click()
    expect(page.locator("tbody .choose input").first).not_to_be_checked()
    page.evaluate("document.activeElement.blur()")
    with page.expect_request("**/orders/rows"):
        page.evaluate(change)


def test_lamps_count_by_the_server_and_ask_when_their_colour_changes(site: Site) -> None:
    page = site.page
    site.answers["/page"] = render("order", "zh-hans").replace(
        'change="2026-11-24T00:00:00+08:00"', 'change="2026-11-23T15:32:12+08:00"'
    )
    (anew,) = re.findall(r'<section[^>]*id="clocks".*?</section>', render("order", "zh-hans"), re.DOTALL)
    site.answers["/orders/20261116-00317-7/parts/clocks"] = anew
    page.clock.install(time="2031-01-01T00:00:00Z")
    page.goto(f"{SITE}/page")
    page.locator("html[data-ready]").wait_for()
    lamp = page.locator('#clocks hl-timer[counts="down"] [data-left]').first
    assert lamp.inner_text() == "剩 8 时 27 分"
    with page.expect_request("**/parts/clocks"):
        page.clock.run_for(10_000)
    page.clock.run_for(8 * 60_000)
    assert lamp.inner_text() == "剩 8 时 19 分"


def test_digits_choose_and_fields_appear_when_needed(site: Site) -> None:
    page = site.open("action")
    assert not page.locator("#legal_ground").is_visible()
    page.locator("input[name=outcome]:checked").focus()
    page.keyboard.press("2")
    assert page.locator("input[name=outcome]:checked").get_attribute("value") == "statutory_longer"
    assert page.locator("#legal_ground").is_visible()
    page.keyboard.press("1")
    assert page.locator("#legal_ground").is_disabled()


def test_a_picker_finds_by_initials_and_by_name(site: Site) -> None:
    page = site.open("action")
    page.locator("#unit").fill("shjj")
    page.keyboard.press("Enter")
    assert page.locator("#unit").input_value() == "市生态环境局"
    assert page.locator("select[name=unit]").input_value() == "2"
    page.locator("#unit").fill("清风")
    assert page.locator(".hl-options [role=option]").all_inner_texts() == ["清风街道办事处"]


def test_errors_take_the_focus_and_keep_the_input(site: Site) -> None:
    page = site.open("action-wrong")
    assert page.evaluate("document.activeElement.id") == "contact"
    assert page.locator("#contact").input_value() == "1385621"
    assert page.locator("#contact-error").inner_text().strip() == "手机号应为 11 位，现为 7 位"


def test_what_was_typed_survives_a_reload(site: Site) -> None:
    page = site.open("action")
    page.locator("#findings").fill("11 月 20 日再次巡查，未见摊点。")
    page.keyboard.press("Tab")
    assert re.search(r"已自动保存 \d\d:\d\d:\d\d", page.locator("[data-saved]").inner_text())
    page.reload()
    page.get_by_text("已恢复上次未提交的内容").wait_for()
    assert page.locator("#findings").input_value() == "11 月 20 日再次巡查，未见摊点。"


def test_a_form_sent_without_a_network_waits_for_it(site: Site) -> None:
    page = site.open("action")
    page.context.set_offline(True)
    page.locator("main form.hl-form button.btn-primary").click()
    page.get_by_text("网络中断，内容已存在本机，恢复后自动提交。").wait_for()
    assert not [path for path in site.asked if path.startswith("POST")]
    with page.expect_request(lambda request: request.method == "POST"):
        page.context.set_offline(False)


def test_the_menu_of_a_phone_has_everything_behind_more(site: Site) -> None:
    page = site.open("order", width=390)
    assert not page.get_by_role("link", name="条例与时限").is_visible()
    page.get_by_text("更多", exact=True).click()
    assert page.get_by_role("link", name="条例与时限").is_visible()


def test_a_change_of_the_order_fetches_its_parts_and_nothing_else(site: Site) -> None:
    page = site.open("order")
    site.answers["/live"] = ""
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(SITE)))
    page.evaluate(
        """() => {
            window.EventSource = class extends EventTarget {
                constructor() { super(); window.stream = this; }
                close() {}
            };
            document.body.append(document.createElement('hl-live'));
            for (const subject of ['order:18', 'order:17']) {
                window.stream.dispatchEvent(new MessageEvent('changed', {data: JSON.stringify([subject])}));
            }
        }"""
    )
    page.wait_for_timeout(900)
    parts = ["actions", "assignments", "callers", "clocks", "overlays", "summary", "timeline"]
    assert sorted(asked) == [f"/orders/20261116-00317-7/parts/{part}" for part in parts]
