"""The templates in Chromium: no sideways scroll, nothing for axe to find, and what keys, lamps and forms do."""

from __future__ import annotations

import functools
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from csp.constants import NONE, SELF
from django.conf import settings
from playwright.sync_api import Browser, Page, Request, Route, expect
from pypdf import PdfReader

from lianxin.web import template_tags
from tests.web import samples
from tests.web.pages import LANGUAGES, PAGES, render

STATIC = Path(template_tags.__file__).resolve().parent / "static"
AXE = STATIC.parents[3] / "build" / "axe.min.js"
SITE = "http://lianxin.test"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
WIDTHS = (1440, 1024, 390, 320)
LOOKED_AT = (1440, 390)
"""The widths at which axe reads a page: the two layouts there are."""
NO_PLACES = '{"places": [], "secret": false}'

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
        self.answers: dict[str, str | Callable[[Request], str]] = {
            "/orders/receive/flags": NO_PLACES,
            "/orders/receive/preview": "",
        }
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
        answer = self.answers.get(path, "")
        body = answer if isinstance(answer, str) else answer(route.request)
        route.fulfill(status=status, body=body, headers=headers)

    def open(self, name: str, language: str = "zh-hans", width: int = 1440) -> Page:
        """Show a sample at a width."""
        shown = self.answers["/page"] = render(name, language)
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(f"{SITE}/page")
        if "js/app.js" in shown:
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
def test_a_page_fits_keeps_the_policy_and_leaves_axe_nothing(site: Site, name: str, language: str) -> None:
    page = site.open(name, language)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"scrolls sideways at {width}"
        if width in LOOKED_AT:
            assert axe(page) == [], f"at {width}"
    assert site.complaints == []


def axe(page: Page) -> list[tuple[str, list[str]]]:
    """The rules that the page breaks as it stands, each with the elements that break it."""
    assert AXE.exists(), "build the page assets first: python frontend/assets.py"
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("rules => axe.run(document, rules).then(r => r.violations)", RULES)
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found]


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


def pressed(site: Site) -> tuple[Page, float, float]:
    """A form in the dialog with the pointer down on its button, which only counts its clicks; where the pointer is."""
    page = site.open("order")
    site.answers["/orders/20261116-00317-7/feed_back"] = render("dialog", "zh-hans")
    page.keyboard.press("f")
    button = page.locator("#hl-dialog[open] form.hl-form .hl-submit .btn-primary")
    button.scroll_into_view_if_needed()
    button.evaluate(
        """button => {
            button.dataset.clicks = 0
            button.addEventListener("click", (event) => { event.preventDefault(); button.dataset.clicks++ })
        }"""
    )
    box = button.bounding_box()
    assert box
    x, y = box["x"] + 10, box["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    return page, x, y


def clicks(page: Page) -> str | None:
    return page.locator("[data-clicks]").get_attribute("data-clicks")


def test_a_press_counts_though_the_button_moves_away_beneath_it(site: Site) -> None:
    """Dates come and files arrive while somebody presses: the form grows, and its button moves."""
    page, _, _ = pressed(site)
    page.locator("#hl-dialog .hl-submit").evaluate("row => (row.style.transform = 'translateY(-90px)')")
    page.mouse.up()
    assert clicks(page) == "1"


def test_a_press_that_is_taken_elsewhere_is_none_and_one_that_stays_is_one(site: Site) -> None:
    page, x, y = pressed(site)
    page.mouse.move(x, y - 200)
    page.mouse.up()
    assert clicks(page) == "0"
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.up()
    assert clicks(page) == "1"


def test_a_field_somebody_made_taller_leaves_no_style_in_the_form_that_comes_back(site: Site) -> None:
    """htmx would carry the look of a field over to the one of the same name that replaces it: the policy forbids it."""
    page = site.open("order")
    site.answers["/orders/20261116-00317-7/feed_back"] = render("dialog", "zh-hans")
    page.keyboard.press("f")
    page.locator("#hl-dialog[open] form.hl-form").wait_for()
    page.locator("#hl-dialog textarea").first.evaluate("area => { area.style.height = '200px'; }")
    action = str(page.locator("#hl-dialog form.hl-form").get_attribute("action"))
    site.answers[action] = render("dialog", "zh-hans")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#hl-dialog textarea").first).not_to_have_attribute("style", re.compile("200px"))
    assert f"POST {action}" in site.asked
    assert site.complaints == []


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


def test_p_opens_the_sheet_beside_the_order(site: Site) -> None:
    page = site.open("order")
    link = page.get_by_role("link", name="打印工作流转单")
    assert (link.get_attribute("target"), link.get_attribute("aria-keyshortcuts")) == ("_blank", "P")


def test_a_page_sent_to_a_printer_leaves_out_who_called_and_what_they_said(site: Site) -> None:
    page = site.open("order-centre")
    page.emulate_media(media="print")
    for gone in ("#actions", ".hl-account", ".hl-tabs", "main .btn", "#callers td:first-child .num"):
        for found in page.locator(gone).all():
            assert not found.is_visible(), gone
    assert page.locator("#timeline li").first.is_visible()


def test_other_orders_of_the_caller_stay_off_paper_as_the_name_does(site: Site) -> None:
    page = site.open("order")
    assert page.locator("#related").is_visible()
    page.emulate_media(media="print")
    assert not page.locator("#related").is_visible()


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


CHANGE = "document.querySelector('#rows hl-timer').dispatchEvent(new CustomEvent('hl-timer:change', {bubbles: true}))"


def test_a_list_with_chosen_rows_is_not_replaced_but_offered(site: Site) -> None:
    page = site.open("list")
    rows = render("rows", "zh-hans")
    site.answers["/orders/rows"] = rows.replace("20261116-00412-9", "20261123-00999-2")
    page.locator("tbody .choose input").first.check()
    page.evaluate(CHANGE)
    page.get_by_text("有 1 条新工单，点击刷新").click()
    expect(page.locator("tbody .choose input").first).not_to_be_checked()
    expect(page.locator('a.hl-title[href="/orders/20261123-00999-2"]')).to_have_count(1)
    page.evaluate("document.activeElement.blur()")
    with page.expect_request("**/orders/rows"):
        page.evaluate(CHANGE)


def test_a_list_in_use_says_nothing_while_nothing_changed(site: Site) -> None:
    page = site.open("list")
    site.answers["/orders/rows"] = render("rows", "zh-hans")
    page.locator("tbody .choose input").first.check()
    with page.expect_response("**/orders/rows"):
        page.evaluate(CHANGE)
    page.wait_for_timeout(300)
    expect(page.locator(".hl-changed")).to_have_count(0)
    assert page.locator("tbody .choose input").first.is_checked()


def test_a_letter_acts_on_the_row_one_stands_on(site: Site) -> None:
    page = site.open("list")
    sent: list[str] = []
    page.on(
        "request",
        lambda request: sent.append(f"{request.method} {request.post_data}") if request.method == "POST" else None,
    )
    site.answers["/orders/20261111-00904-8act/extend"] = render("dialog", "zh-hans")
    site.answers["/orders/many"] = render("list-message", "zh-hans")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.locator("#hl-dialog[open] form.hl-form").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_url(f"{SITE}/orders/many")
    assert len(sent) == 1
    assert "order=20261111-00904-8" in sent[0]
    assert "action=sign" in sent[0]


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


@pytest.mark.parametrize("form", ["dialog-unit", "dialog-unit-wrong"])
def test_a_form_that_asks_for_a_unit_first_begins_there(site: Site, form: str) -> None:
    page = site.open("order")
    site.answers["/orders/20261116-00317-7/delegate"] = render(form, "zh-hans")
    page.keyboard.press("d")
    page.locator("#hl-dialog[open] hl-picker input").wait_for()
    expect(page.locator("#hl-dialog hl-picker input")).to_be_focused()
    page.keyboard.type("shjj")
    page.keyboard.press("Enter")
    expect(page.locator("#hl-dialog select[name=unit]")).to_have_value("2")


def test_the_text_drafted_from_the_account_is_written_below_what_stands_there(site: Site) -> None:
    page = site.open("desk")
    site.answers["/dispatch/"] = '<textarea name="findings">烧烤摊油烟扰民，要求取缔。</textarea>'
    page.locator("[data-write]").evaluate("link => (link.dataset.write = 'findings')")
    area = page.locator("#findings")
    area.fill("请到现场核实。")
    page.keyboard.press("Alt+t")
    expect(area).to_have_value("请到现场核实。\n烧烤摊油烟扰民，要求取缔。")
    expect(area).to_be_focused()
    page.keyboard.press("Alt+t")
    expect(area).to_have_value("请到现场核实。\n烧烤摊油烟扰民，要求取缔。")
    assert page.url == f"{SITE}/page", "nothing that was typed is left behind"


def test_without_a_network_the_bar_stands_over_the_dialog_and_nothing_is_called_failed(site: Site) -> None:
    page = site.open("order")
    site.answers["/orders/20261116-00317-7/feed_back"] = render("dialog", "zh-hans")
    page.keyboard.press("f")
    page.locator("#hl-dialog[open] form.hl-form").wait_for()
    page.context.set_offline(True)
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError'))")
    bar = page.locator("#hl-offline")
    expect(bar).to_be_visible()
    box = bar.bounding_box() or {}
    seen = page.evaluate_handle("box => document.elementFromPoint(box.x + 20, box.y + 8)", box)
    assert bar.evaluate("(bar, seen) => bar.contains(seen)", seen), "what lies below a dialog is seen by nobody"
    expect(page.locator("#hl-dialog .hl-message.error")).to_have_count(0)
    page.context.set_offline(False)
    expect(bar).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("body > #hl-offline")).to_have_count(1)


def test_errors_take_the_focus_and_keep_the_input(site: Site) -> None:
    page = site.open("action-wrong")
    assert page.evaluate("document.activeElement.id") == "contact"
    assert page.locator("#contact").input_value() == "1385621"
    assert page.locator("#contact-error").inner_text().strip() == "手机号应为 11 位，现为 7 位"


def held(page: Page) -> list[str]:
    """What lies in the tab's own storage."""
    keys: list[str] = page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('lianxin'))")
    return keys


def test_a_draft_is_said_to_be_saved_when_the_server_has_it(site: Site) -> None:
    page = site.open("action")
    site.answers["/drafts"] = '{"saved_at": "15:32:08"}'
    page.locator("#findings").fill("11 月 20 日再次巡查，未见摊点。")
    with page.expect_request("**/drafts") as asked:
        page.keyboard.press("Tab")
    assert "csrf" not in asked.value.url
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^已自动保存 \d\d:\d\d:\d\d$"))
    assert held(page) == []


def test_what_the_server_does_not_have_survives_a_reload_in_the_tab(site: Site) -> None:
    page = site.open("action")
    page.locator("#findings").fill("11 月 20 日再次巡查，未见摊点。")
    page.keyboard.press("Tab")
    expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^已存在本机 \d\d:\d\d:\d\d"))
    site.complaints.clear()  # the browser says that there was no answer
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


def test_a_form_that_waited_for_the_network_is_sent_by_the_button_that_was_pressed(site: Site) -> None:
    page = site.open("receive")
    page.locator("#account").fill("北门三盏路灯不亮。")
    page.context.set_offline(True)
    page.locator("button[name=again]").click()  # what is said of the network covers no button
    page.get_by_text("网络中断，内容已存在本机，恢复后自动提交。").wait_for()
    page.locator("#title").focus()
    with page.expect_request(lambda asked: asked.url.endswith("/orders/receive")) as intake:
        page.context.set_offline(False)
    assert re.search(r'name="again"\s+yes\s', intake.value.post_data or ""), "one more of the same call"


def test_what_is_done_with_many_after_the_network_came_back_is_what_was_pressed(site: Site) -> None:
    page = site.open("list")
    site.answers["/orders/many"] = render("list-message", "zh-hans")
    page.locator("tbody .choose input").first.check()
    page.context.set_offline(True)
    page.locator("button[data-bulk][value=sign]").click()
    page.get_by_text("网络中断，内容已存在本机，恢复后自动提交。").wait_for()
    with page.expect_request("**/orders/many") as asked:
        page.context.set_offline(False)
    assert "action=sign" in (asked.value.post_data or "")


def test_who_signs_out_leaves_no_name_of_a_file_and_keeps_the_keys(site: Site) -> None:
    page = site.open("action-files")
    site.answers["/sign-out"] = ""
    page.evaluate("sessionStorage.setItem('lianxin.files:1:/orders#', JSON.stringify({'王女士病历.pdf|9|1': {}}))")
    page.evaluate("localStorage.setItem('lianxin.keys:1', JSON.stringify({F: 'M'}))")
    with page.expect_navigation():
        page.locator("form[data-sign-out]").evaluate("form => form.requestSubmit()")
    page.goto(f"{SITE}/page")
    assert "lianxin.files:1:/orders#" not in held(page)
    assert page.evaluate("localStorage.getItem('lianxin.keys:1')") == '{"F":"M"}'


def test_who_signs_out_leaves_no_word_even_where_the_server_does_not_take_it(site: Site) -> None:
    page = site.open("action")
    site.answers["/sign-out"] = ""
    page.locator("#findings").fill("王女士家住 6 号楼。")
    with page.expect_navigation():
        page.locator("form[data-sign-out]").evaluate("form => form.requestSubmit()")
    assert "/sign-out" in page.url
    assert held(page) == []


def test_what_the_browser_fills_in_by_itself_presses_no_key(site: Site) -> None:
    page = site.open("action")
    page.evaluate("document.querySelector('#findings').dispatchEvent(new Event('keydown', {bubbles: true}))")
    assert site.complaints == []


def open_dialog(site: Site, html: str) -> Page:
    """What is asked for lies in the dialog, over the form of the page; the focus is on nothing in particular."""
    site.answers["/dialog"] = html
    page = site.page
    page.evaluate("htmx.ajax('GET', '/dialog', {target: '#hl-dialog-body'})")
    page.locator("#hl-dialog[open]").wait_for()
    page.evaluate("document.activeElement.blur()")
    return page


def test_a_key_never_reaches_the_form_behind_a_dialog(site: Site) -> None:
    page = site.open("action")
    open_dialog(site, render("dialog-file", "zh-hans"))
    for key in ("Control+Enter", "Control+s"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert not [path for path in site.asked if path.startswith("POST")]


def test_a_key_sends_the_form_in_the_dialog_and_not_the_one_behind_it(site: Site) -> None:
    page = site.open("action")
    open_dialog(site, render("dialog-unit", "zh-hans").replace("/feed_back", "/delegate"))
    expect(page.locator("#hl-dialog").get_by_role("combobox", name="联合单位")).to_be_visible()
    with page.expect_response("**/delegate") as answered:
        page.keyboard.press("Control+Enter")
    assert answered.value.request.headers["hx-target"] == "dialog-form", "so the server knows it when it comes back"
    assert [path for path in site.asked if path.startswith("POST")] == ["POST /orders/20261116-00317-7/delegate"]


def test_points_that_are_wrong_take_the_focus_where_they_are_ticked(site: Site) -> None:
    page = site.open("examine-barred")
    focused = page.locator("#points :focus")
    expect(focused).to_have_count(1)
    assert focused.evaluate("field => field.type") == "radio"


def test_a_key_that_means_something_else_by_now_opens_nothing_on_a_list_without_acts(site: Site) -> None:
    page = site.open("list")
    page.evaluate("localStorage.setItem('lianxin.keys:7', JSON.stringify({J: 'M'}))")
    page.evaluate("document.querySelector('hl-list').removeAttribute('data-row-acts')")
    page.evaluate("(list => list.replaceWith(list.cloneNode(true)))(document.querySelector('hl-list'))")
    page.keyboard.press("m")
    expect(page.locator("tr[data-current]")).to_have_count(1)
    page.keyboard.press("j")
    page.wait_for_timeout(200)
    assert [path for path in site.asked if "undefined" in path] == []


def test_a_key_of_two_caps_that_was_given_one_key_shows_one_cap(site: Site) -> None:
    page = site.open("receive")
    page.evaluate("localStorage.setItem('lianxin.keys:7', JSON.stringify({'Alt+N': 'F8'}))")
    page.reload()
    page.locator("html[data-ready]").wait_for()
    expect(page.locator("button[name=again] kbd:visible")).to_have_text(["F8"])


def test_who_is_here_is_asked_for_again_after_an_answer_that_was_lost(site: Site) -> None:
    page = site.open("order")
    site.answers["/present"] = render("present", "zh-hans")
    page.evaluate("document.body.append(document.createElement('hl-present'))")
    page.locator("hl-present").evaluate("place => place.setAttribute('href', '/present')")
    heard = "document.dispatchEvent(new CustomEvent('hl-live:present', {detail: '{\"5\": false}'}))"
    page.route("**/present?*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.evaluate(heard)
    page.unroute("**/present?*")
    page.evaluate(heard)
    expect(page.locator("hl-present")).to_contain_text("审核员 2031")
    assert not [words for words in site.complaints if words.startswith("Failed to fetch")]


def test_a_number_is_copied_without_https_too_and_its_button_says_what_it_does_afterwards(site: Site) -> None:
    page = site.open("order")
    assert page.evaluate("navigator.clipboard === undefined")
    page.evaluate("document.addEventListener('copy', () => (window.copied = getSelection().toString() || true))")
    button = page.locator("[data-copy]").first
    for _ in range(2):
        button.click()
        expect(button).to_have_text("已复制")
    assert page.evaluate("window.copied")
    expect(button).to_have_text("复制单号")
    expect(button).to_be_focused()
    assert site.complaints == []


def test_what_is_said_of_a_file_is_said_in_the_language_of_the_page(site: Site) -> None:
    page = site.open("action-files", "en")
    page.locator("#files").set_input_files([{"name": "a.txt", "mimeType": "text/plain", "buffer": b""}])
    said = page.locator("hl-files [data-said]")
    expect(said).to_contain_text("a.txt: ")


PAPER = 588
"""Pixels between the margins of a page of A4."""


def test_a_list_is_a_table_on_paper_too(site: Site) -> None:
    page = site.open("list", width=PAPER)
    page.emulate_media(media="print")
    heads = page.locator(".hl-orders thead th:visible").all_inner_texts()
    assert heads[1:3] == ["工单", "诉求"]
    assert "操作" not in heads, "nothing is pressed on paper"
    number, matter = (page.locator(f".hl-orders tbody .{name}").first.bounding_box() for name in ("number", "matter"))
    assert number is not None
    assert matter is not None
    assert number["y"] == matter["y"], "side by side"


def test_a_list_on_paper_says_how_much_of_it_that_is_and_has_nothing_to_press(site: Site) -> None:
    page = site.open("list", width=PAPER)
    part = page.locator("section > header .hl-only-paper")
    assert not part.is_visible()
    page.emulate_media(media="print")
    rows = page.locator(".hl-orders tbody tr").count()
    assert part.inner_text() == f"，本页 {rows} 件"
    assert page.locator(".hl-orders .capacity:visible").count() == rows + 1, "which unit has it is not lost"
    assert page.locator(".hl-pages:visible").count() == 0


def test_todays_board_on_paper_is_its_cards_one_below_the_other(site: Site) -> None:
    page = site.open("board", width=PAPER)
    page.emulate_media(media="print")
    heading = page.locator("main > h1").bounding_box()
    assert heading is not None
    assert heading["width"] > PAPER / 2, "what it is"
    assert page.locator("#board .hl-only-paper").inner_text().startswith("截至")
    assert page.locator(".hl-board-bar:visible, .hl-card-ways .hl-link:visible").count() == 0
    shown = "all => all.map(one => getComputedStyle(one).display)"
    assert set(page.locator(".hl-columns, .hl-cards").evaluate_all(shown)) == {"block"}
    inside = "all => all.map(one => getComputedStyle(one).breakInside)"
    assert set(page.locator(".hl-panel").evaluate_all(inside)) == {"auto"}
    assert set(page.locator(".hl-card").evaluate_all(inside)) == {"avoid"}


@pytest.mark.parametrize("name", ["desk", "examine", "inspections"])
def test_a_desk_on_paper_is_the_matter_without_the_queue(site: Site, name: str) -> None:
    page = site.open(name, width=PAPER)
    page.emulate_media(media="print")
    assert not page.locator(".hl-dispatch-queue").is_visible()
    work = page.locator(".hl-dispatch-work").bounding_box()
    assert work is not None
    assert work["width"] > PAPER * 0.9


def test_the_callback_desk_on_paper_does_not_say_who_is_called(site: Site) -> None:
    page = site.open("callbacks", width=PAPER)
    page.emulate_media(media="print")
    for gone in (".hl-callers-apart", ".hl-callback-person > .hl-tags:first-child > b"):
        assert page.locator(gone).count() > 0
        assert page.locator(f"{gone} >> visible=true").count() == 0, gone


def test_figures_on_paper_are_the_table_of_a_desk(site: Site) -> None:
    page = site.open("figures", width=PAPER)
    page.emulate_media(media="print")
    head = page.locator(".hl-figures th[scope=row]").first
    style = "one => [getComputedStyle(one).display, getComputedStyle(one).paddingLeft]"
    assert head.evaluate(style) == ["table-cell", "10px"]
    assert page.locator("#month").evaluate("one => getComputedStyle(one).borderStyle") == "none"


def test_a_list_without_rows_says_on_paper_of_what_there_are_none(site: Site) -> None:
    page = site.open("consultations-none", width=PAPER)
    chosen = page.locator(".hl-tabs [aria-current]").inner_text()
    page.emulate_media(media="print")
    assert not page.locator(".hl-tabs").is_visible()
    assert page.locator("header .hl-only-paper").inner_text() == chosen


def test_an_error_is_one_page_of_paper(site: Site) -> None:
    page = site.open("404")
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 1


def test_narrow_screens_and_paper_are_two_things() -> None:
    """A page of A4 is as wide as a telephone that lies on its side; how a telephone shows a table is not for paper."""
    for sheet in sorted((STATIC / "css").glob("*.css")):
        for query in re.findall(r"@media ([^{]+)\{", sheet.read_text(encoding="utf-8")):
            assert "max-width" not in query or query.count("screen and") == query.count(",") + 1, (
                f"{sheet.name}: {query}"
            )


def test_figures_for_everybody_begin_on_the_first_page_and_have_no_controls(site: Site) -> None:
    page = site.open("public-units", width=PAPER)
    page.emulate_media(media="print")
    assert page.locator(".months:visible, .btn:visible, main button:visible").count() == 0
    inside = "one => getComputedStyle(one).breakInside"
    assert page.locator(".card:has(table)").first.evaluate(inside) == "auto"
    assert page.locator("tbody tr").first.evaluate(inside) == "avoid"
    assert page.locator("td .num, td.num").first.evaluate("one => getComputedStyle(one).whiteSpace") == "nowrap"


@in_each_language
def test_a_receipt_is_one_page_of_paper(site: Site, language: str) -> None:
    page = site.open("tell-receipt", language)
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 1


def test_a_receipt_on_paper_has_the_address_one_can_type(site: Site) -> None:
    page = site.open("tell-receipt")
    line = page.get_by_text("查进度的网址")
    assert not line.is_visible()
    page.emulate_media(media="print")
    assert line.is_visible()
    assert "https://12345.yunhe.example/portal/follow/" in line.inner_text()
    year = samples.NOW.astimezone(template_tags.SHANGHAI).year
    assert f"受理时间：{year} 年 " in line.inner_text(), "whoever finds it in a drawer knows of which year it is"


def test_what_is_overdue_is_black_on_paper(site: Site) -> None:
    page = site.open("order", width=PAPER)
    page.locator(".hl-big").evaluate("big => (big.className = 'hl-big red')")
    page.emulate_media(media="print")
    colours = "big => [getComputedStyle(big).color, getComputedStyle(big).backgroundColor]"
    assert page.locator(".hl-big").evaluate(colours) == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
    assert page.locator(".hl-steps li b:visible").count() == page.locator(".hl-steps li").count()


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
    parts = ["actions", "assignments", "attachments", "callers", "clocks", "overlays", "summary", "timeline"]
    assert sorted(asked) == [f"/orders/20261116-00317-7/parts/{part}" for part in parts]


FLAGGED = "北门烧烤摊扰民（6 号楼 302 室），王女士要求取缔。"
BARRED = {"6 号楼 302 室": False, "王女士": True}
"""What the server finds in it, and whether it may not go out."""


def places(request: Request, *, secret: bool) -> str:
    """The server's answer about the text as it stands, which is asked again after every change."""
    text = parse_qs(request.post_data or "")["dispatch_transfer"][0]
    starts = {words: text.find(words) for words in BARRED}
    found = [
        {"start": start, "end": start + len(words), "barred": BARRED[words]}
        for words, start in starts.items()
        if start >= 0
    ]
    return json.dumps({"places": found, "secret": secret})


def write_flagged(site: Site, *, secret: bool) -> Page:
    """The intake form with a text for transfer in which the server finds two places."""
    page = site.open("receive")
    site.answers["/orders/receive/flags"] = functools.partial(places, secret=secret)
    page.locator("#dispatch_transfer").fill(FLAGGED)
    expect(page.locator(".hl-mirror mark")).to_have_count(2)
    return page


def test_flagged_places_are_marked_in_the_field_itself(site: Site) -> None:
    page = write_flagged(site, secret=False)
    assert page.locator(".hl-mirror mark").all_text_contents() == ["6 号楼 302 室", "王女士"]
    assert "标出 2 处个人信息，请逐处核对" in page.locator("hl-flags").inner_text()
    field, mirror = (page.locator(one).bounding_box() for one in ("#dispatch_transfer", ".hl-mirror"))
    assert field == mirror
    page.locator("#dispatch_transfer").press("Home")
    page.keyboard.insert_text("柳岸小区")
    assert page.locator(".hl-mirror mark").all_text_contents() == ["6 号楼 302 室", "王女士"]


def test_flagged_places_are_taken_out_one_by_one_and_brought_back(site: Site) -> None:
    page = write_flagged(site, secret=True)
    assert "此件保密，须先删除" in page.locator("hl-flags").inner_text()
    area = page.locator("#dispatch_transfer")
    area.press("Control+Home")
    page.keyboard.press("Alt+k")
    expect(area).to_have_value("北门烧烤摊扰民，王女士要求取缔。")
    expect(page.locator(".hl-mirror mark")).to_have_text(["王女士"])
    page.keyboard.press("Alt+k")
    expect(area).to_have_value("北门烧烤摊扰民，要求取缔。")
    assert not page.locator("[data-flags-next]").is_visible()
    page.keyboard.press("Control+z")
    expect(area).to_have_value("北门烧烤摊扰民，王女士要求取缔。")


def test_suggested_units_stand_first_with_their_ground(site: Site) -> None:
    page = site.open("receive")
    page.locator("#account").focus()
    page.keyboard.press("Alt+u")
    rows = page.locator(".hl-options:visible [role=option]")
    expect(rows.first).to_contain_text("派单目录 0301：法定职责")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("select[name=dispatch_unit]").input_value() == "2"
    page.locator("[data-suggest='1']").click()
    assert page.locator("select[name=dispatch_unit]").input_value() == "1"
    assert page.locator("#dispatch_unit").input_value() == "历山区城市管理局"


def test_enter_takes_no_unit_that_was_neither_looked_for_nor_suggested(site: Site) -> None:
    page = site.open("receive-new")
    chosen = page.locator("select[name=dispatch_unit]")
    page.locator("#account").focus()
    page.keyboard.press("Alt+u")
    page.keyboard.press("Enter")
    assert chosen.input_value() == ""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert chosen.input_value() == "1"


def test_keys_lead_to_type_and_disposition_from_anywhere(site: Site) -> None:
    page = site.open("receive")
    page.locator("#account").focus()
    page.keyboard.press("Alt+w")
    page.keyboard.press("3")
    assert page.locator("input[name=disposition]:checked").get_attribute("value") == "redirect"
    assert page.locator("[data-hand-in]").inner_text().startswith("告知并办结")
    page.keyboard.press("Alt+q")
    page.keyboard.press("2")
    assert page.locator("input[name=request_type]:checked").get_attribute("value") == "help"


def test_a_skeleton_is_filled_in_gap_by_gap(site: Site) -> None:
    page = site.open("receive")
    area = page.locator("#account")
    area.fill("")
    page.keyboard.press("Alt+t")
    page.keyboard.insert_text("今晨")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("柳岸小区")
    expect(area).to_have_value("时间：今晨\n地点：柳岸小区")
    page.keyboard.press("Tab")
    expect(area).not_to_be_focused()


def test_a_key_can_be_changed_and_given_back(site: Site) -> None:
    page = site.open("order")
    site.answers["/orders/20261116-00317-7/feed_back"] = render("dialog", "zh-hans")
    page.keyboard.press("F1")
    change = page.locator("[data-changes=F]")
    change.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+t")
    assert "已有用处" in change.inner_text()
    page.keyboard.press("m")
    expect(page.locator("[data-page-keys] div:has([data-changes=F]) kbd")).to_have_text("M")
    page.keyboard.press("Escape")
    page.locator("main").focus()
    page.keyboard.press("f")
    page.wait_for_timeout(200)
    assert not [path for path in site.asked if "feed_back" in path]
    page.keyboard.press("m")
    page.locator("#hl-dialog[open] form.hl-form").wait_for()


def test_the_keys_of_a_list_can_be_changed_too(site: Site) -> None:
    page = site.open("list")
    page.keyboard.press("F1")
    change = page.locator("[data-changes=J]")
    expect(change).to_have_text("更改 J")
    change.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("k")
    expect(change).to_contain_text("已有用处")
    page.keyboard.press("n")
    expect(page.locator("[data-page-keys] div:has([data-changes=J]) kbd")).to_have_text(["N", "K"])
    page.keyboard.press("Escape")
    page.locator("main").focus()
    page.keyboard.press("j")
    expect(page.locator("tr[data-current]")).to_have_count(0)
    page.keyboard.press("n")
    expect(page.locator("tr[data-current]")).to_have_count(1)
    expect(page.locator(".hl-hints kbd").first).to_have_text("N")


OVERLAPPING = """[...document.querySelectorAll('.hl-orders tbody tr')].filter((row) => {
  const [number, ways] = [".number .hl-fine", ".ways"].map((part) => row.querySelector(part));
  const spans = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return [...range.getClientRects()];
  };
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return number && ways && spans(number).some((one) => spans(ways).some((other) => meet(one, other)));
}).length"""


@in_each_language
@pytest.mark.parametrize("width", [390, 320])
def test_what_a_row_offers_lies_over_nothing_on_a_phone(site: Site, language: str, width: int) -> None:
    page = site.open("list", language, width)
    ways = page.locator(".hl-orders tbody tr .ways").first
    ways.evaluate("cell => cell.append(...[...Array(2)].map(() => cell.querySelector('a').cloneNode(true)))")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(OVERLAPPING) == 0


@pytest.mark.parametrize(("width", "rows"), [(1440, [7]), (1024, [4, 3])])
def test_no_english_request_type_stands_alone_in_a_second_row(site: Site, width: int, rows: list[int]) -> None:
    page = site.open("receive", "en", width)
    tops: list[float] = page.evaluate(
        "[...document.querySelectorAll('.hl-segments:has([name=request_type]) label')]"
        ".map(label => label.getBoundingClientRect().top)"
    )
    assert [tops.count(top) for top in sorted(set(tops))] == rows
