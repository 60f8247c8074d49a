"""A consultation in the browser: drafted, published, written down and reported by keys; answered by citizens without
a script, on small screens, in both languages and in the elders' version (Art. 37).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lianxin.law.words import ConsultationState
from lianxin.records.consultations import counted_now
from lianxin.records.models import Consultation
from tests.journeys.person import AXE, BROKEN_WORDS, PATIENCE, RULES, STICKING_OUT, At, Person
from tests.web.consultations import EDITOR, PARAGRAPHS, QUESTIONS, published, reported, today
from tests.web.town import AGENT, HEAD, Town

PHONES = (390, 320)
TOUCHED = "a.btn, button, summary, .pick label, .sw, input[type=text], input[type=tel], textarea"
TOUCH = """([least, touched]) => [...document.querySelectorAll(touched)]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < least - 0.5)
  .map(one => one.outerHTML.slice(0, 90))"""


def said(person: Person, words: str = "") -> None:
    """It is said that the act is done, on a page that is ready."""
    expect(person.page.locator("#hl-messages p").first).to_contain_text(words)
    person.ready()


def test_a_consultation_is_made_answered_and_reported_by_keys_alone(at_the_desk: At, city: Town) -> None:
    editor = at_the_desk(EDITOR)
    editor.follow('nav a[href="/consultations/"]')
    editor.page.wait_for_url("**/consultations/")
    editor.ready()
    editor.look()
    editor.follow('a[href="/consultations/new"]')
    editor.page.wait_for_url("**/consultations/new")
    editor.ready()
    editor.look()
    editor.write("title_zh", "热线条例修订草案征求意见")
    editor.write("purpose_zh", "修订热线条例，先听市民意见。")
    for name in ("first", "last"):
        editor.page.locator(f"#{name}").fill(f"{today()}")
    editor.write("groups", "居民")
    editor.write("paragraphs_zh", PARAGRAPHS[0])
    editor.page.locator("#questions").fill(QUESTIONS)
    editor.reach("#questions")
    editor.press("Control+Enter")
    editor.page.wait_for_url("**/consultations/*/")
    said(editor)
    editor.look()
    row = Consultation.objects.latest("pk")

    head = at_the_desk(HEAD)
    head.page.goto(f"{head.site}/consultations/{row.pk}/")
    head.ready()
    head.follow('form[action$="/publish"] button')
    said(head)
    row.refresh_from_db()
    assert row.state is ConsultationState.PUBLISHED
    head.look()

    agent = at_the_desk(AGENT)
    agent.page.goto(f"{agent.site}/consultations/{row.pk}/enter")
    agent.ready()
    agent.look()
    for number in ("1", "2"):
        agent.choose("group", "1")
        agent.choose("i1", "2")
        agent.write("w1", "节假日也要有人接听。")
        agent.choose("i2", "1")
        agent.press("Control+Enter")
        said(agent, number)
    assert counted_now(row).picked[1, "change", "g1"] == 2

    editor.page.goto(f"{editor.site}/consultations/{row.pk}/words?item=1")
    editor.ready()
    editor.look()
    editor.write("named", "节假日")
    editor.press("Enter")
    said(editor)
    expect(editor.page.locator('.hl-consult-sort input[type="checkbox"]:checked')).to_have_count(1)


def test_a_report_reads_well_at_the_desk(at_the_desk: At, city: Town) -> None:
    row = reported(city)
    head = at_the_desk(HEAD)
    head.page.goto(f"{head.site}/consultations/{row.pk}/")
    head.ready()
    head.look()


# ---- citizens --------------------------------------------------------------------------------------------------------


@pytest.fixture
def no_scripts(chromium: Browser, pages: str, language: str) -> Iterator[BrowserContext]:
    """A telephone whose browser runs no script."""
    context = chromium.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False, has_touch=True)
    context.set_default_timeout(PATIENCE * 1000)
    context.add_cookies([{"name": "django_language", "value": language, "url": pages}])
    yield context
    context.close()


def test_a_citizen_answers_on_a_telephone_without_a_script(
    no_scripts: BrowserContext, pages: str, city: Town, language: str
) -> None:
    row = published(city)
    page = no_scripts.new_page()
    page.goto(f"{pages}/portal/consultations/")
    page.locator(f'a[href="/portal/consultations/{row.pk}/"]').click()
    page.locator('a.btn.main[href$="/answer"]').first.click()
    page.locator("button.main").click()
    expect(page.locator("#wrong")).to_be_visible()
    page.locator('input[name="group"][value="g1"]').check()
    page.locator("details summary").nth(1).click()
    page.locator('input[name="i2"][value="change"]').check()
    page.locator('textarea[name="w2"]').fill("建议改为三个工作日。")
    page.locator('input[name="i3"][value="c2"]').check()
    page.locator("button.main").click()
    page.wait_for_url("**/received")
    expect(page.locator("h1")).to_have_text("已收到您的意见" if language == "zh-hans" else "Your answer has arrived")
    assert counted_now(row).picked[2, "change", "g1"] == 1


def _look(page: Page, *, elder: bool) -> None:
    """Axe finds nothing, no width scrolls sideways, everything can be hit with a finger."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("rules => axe.run(document, rules).then(r => r.violations)", RULES)
    assert [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found] == []
    for width in PHONES:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{page.url} scrolls sideways at {width}: {page.evaluate(STICKING_OUT)}"
        assert page.evaluate(TOUCH, [60 if elder else 44, TOUCHED]) == [], page.url
        assert page.evaluate(BROKEN_WORDS) == [], page.url


@pytest.mark.parametrize("elder", [False, True], ids=["standard", "elder"])
def test_every_page_fits_a_small_screen_and_everybody(
    chromium: Browser, pages: str, city: Town, language: str, *, elder: bool
) -> None:
    long_words = "Art. 1 Lights are dimmed, then switched off.\n\nArt. 2 Neighbourhoods are informed beforehand."
    open_one, over = published(city, paragraphs_en=long_words), reported(city)
    once = published(city, one_per_person="on")
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    context.set_default_timeout(PATIENCE * 1000)
    cookies = {"django_language": language} | ({"elder": "1"} if elder else {})
    context.add_cookies([{"name": name, "value": value, "url": pages} for name, value in cookies.items()])
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    for address in ("", f"{open_one.pk}/", f"{open_one.pk}/answer", f"{once.pk}/prove", f"{over.pk}/"):
        page.goto(f"{pages}/portal/consultations/{address}")
        for fold in page.locator("details").all():
            fold.evaluate("one => { one.open = true }")
        _look(page, elder=elder)
    page.goto(f"{pages}/portal/consultations/{once.pk}/prove")
    page.locator('input[name="number"]').fill("13900005555")
    page.locator("button.main").click()
    page.wait_for_url("**/code")
    _look(page, elder=elder)
    assert complaints == []
    context.close()
