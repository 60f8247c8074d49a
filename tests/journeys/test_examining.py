"""The examiner's desk in the browser, by keyboard alone: points ticked, one passed, one returned, a stop upheld."""

from __future__ import annotations

from playwright.sync_api import expect

from lianxin.law.decisions.feedback import Result
from lianxin.law.words import OrderState, Outcome, PointState
from lianxin.records.models import Event, Point
from tests.journeys.person import At, Person
from tests.web.town import CLERK, EXAMINER, Story, Town

COPIED = "经我局工作人员现场核实，该处三盏灯具损坏，已全部更换，现照明恢复正常。"


def fed_back(town: Town, findings: str = COPIED, **more: object) -> Story:
    """A feedback that waits for the examiner."""
    result = Result(outcome=Outcome.DONE, findings=findings, **more)
    return town.received().replied().do(CLERK, "feed_back", result=result)


def open_desk(person: Person) -> None:
    """From the menu to the examiner's desk."""
    person.follow('nav a[href="/examining/"]')
    person.page.wait_for_url("**/examining/**")
    person.ready()
    person.page.locator("#act form").wait_for()


def opened(person: Person) -> str:
    """The number of the order that is open at the desk."""
    return person.page.locator(".hl-dispatch-head .num.strong").inner_text()


def done_with(person: Person, story: Story) -> None:
    """The act is done, and what comes next is there by itself."""
    expect(person.page.locator("#hl-messages p").first).to_contain_text(story.number)
    person.ready()


def checked(person: Person, state: str) -> None:
    """The first point is ticked so."""
    expect(person.page.locator(f".hl-point input[type=radio][value={state}]").first).to_be_checked()


def test_one_feedback_passes_and_the_next_goes_back_without_a_mouse(at_the_desk: At, city: Town) -> None:
    first, second = fed_back(city), fed_back(city, public_answer="已与王小明联系，电话 13812345621。")
    examiner = at_the_desk(EXAMINER)
    open_desk(examiner)
    assert opened(examiner) == first.number
    expect(examiner.page.locator("#alike")).to_contain_text("100%")
    examiner.look()
    examiner.press("1")
    checked(examiner, "answered")
    examiner.press("y")
    expect(examiner.page.locator(".hl-submit .btn-primary")).to_be_focused()
    examiner.press("Enter")
    done_with(examiner, first)
    assert first.order.state is OrderState.CALLBACK
    assert opened(examiner) == second.number
    expect(examiner.page.locator(".hl-public mark").first).to_be_visible()
    examiner.press("1", "1")
    checked(examiner, "missing")
    examiner.press("t")
    expect(examiner.page.locator("input[name=grounds]").first).to_be_focused()
    examiner.look()
    examiner.reach("input[name=grounds][value=personal_data]")
    examiner.press("Space")
    examiner.write("reason", "公开答复不得写姓名和电话，请更正并补充维修照片。")
    examiner.press("Control+Enter")
    done_with(examiner, second)
    assert second.order.state is OrderState.HANDLING
    assert Point.objects.get(order=second.id).state is PointState.MISSING
    event = Event.objects.get(subject_kind="order", subject_id=second.id, name="return_for_correction")
    assert event.payload["grounds"] == ["personal_data", "point"]


def test_a_stop_is_upheld_and_n_leads_on(at_the_desk: At, city: Town) -> None:
    other, stop = fed_back(city), city.received().stopped()
    examiner = at_the_desk(EXAMINER)
    open_desk(examiner)
    assert opened(examiner) == other.number
    examiner.press("n")
    examiner.page.wait_for_url(f"**order={stop.number}**")
    examiner.ready()
    examiner.page.locator("#act form").wait_for()
    examiner.press("y")
    expect(examiner.page.locator("textarea[name=reason]")).to_be_focused()
    examiner.page.keyboard.type("前次办结属实，没有新的事实和理由。")
    examiner.press("Control+Enter")
    done_with(examiner, stop)
    assert stop.order.state is OrderState.CLOSED
    assert opened(examiner) == other.number
