"""A life in the browser: one matter from the call to its end through seven offices, by keyboard, in two languages."""

from __future__ import annotations

from playwright.sync_api import expect

from lianxin.law.words import ClosedAs, OrderState, Outcome, OverlayState
from lianxin.records.models import Event, WorkOrder
from tests.journeys.person import AXE, At, Person
from tests.web.town import (
    AGENT,
    CALLBACK_CLERK,
    CLERK,
    DISPATCHER,
    EXAMINER,
    SUPERVISOR,
    UNIT_HEAD,
)

LIFE = [
    "receive", "queue", "dispatch", "sign", "record_progress", "extend", "decide_extension", "supervise",
    "answer_supervision", "reply", "feed_back", "examine", "call_back", "close",
]  # fmt: skip


def test_a_matter_goes_from_the_call_to_its_end(at_the_desk: At) -> None:
    assert AXE.exists(), "build the page assets first: python frontend/assets.py"
    number = receive(at_the_desk(AGENT))
    dispatch(at_the_desk(DISPATCHER))
    clerk = at_the_desk(CLERK)
    take_in_hand(clerk)
    examiner = at_the_desk(EXAMINER)
    refuse_more_time(examiner)
    supervise(at_the_desk(SUPERVISOR), number)
    answer_for_the_unit(at_the_desk(UNIT_HEAD))
    reply_and_feed_back(clerk, number)
    pass_the_examination(examiner)
    call_back_and_close(at_the_desk(CALLBACK_CLERK))
    check_the_log(number)


def receive(agent: Person) -> str:
    """The agent writes down who calls and what for, and leaves the choice of a unit to the dispatchers."""
    agent.look()
    agent.follow('nav a[href="/orders/receive"]')
    agent.page.wait_for_url("**/orders/receive")
    agent.ready()
    agent.choose("request_type", "2")
    agent.write("title", "柳岸小区北门三盏路灯不亮")
    agent.write("account", "王女士来电：柳岸小区北门三盏路灯不亮已有一周，晚间出行不便，要求尽快维修并答复。")
    agent.write("address", "清风街道柳岸小区北门")
    agent.write("caller_name", "王小明")
    agent.write("caller_phone", "138 1234 5621")
    agent.choose("disposition", "3")
    agent.look()
    agent.press("Control+Enter")
    agent.page.wait_for_url("**/orders/2*/**")
    agent.ready()
    expect(agent.page.locator("h1, .hl-title").first).to_contain_text("柳岸小区北门")
    agent.look()
    return agent.number


def dispatch(dispatcher: Person) -> None:
    """The dispatcher sees every date before the order leaves the centre."""
    dispatcher.open_queue("to_dispatch")
    dispatcher.look()
    dispatcher.open_first()
    dispatcher.begin("dispatch", "Z")
    dispatcher.pick("unit", "scsglj")
    dispatcher.write("transfer", "清风街道柳岸小区北门三盏路灯不亮已有一周，请核实维修。")
    dispatcher.press("Tab")
    expect(dispatcher.page.locator(".hl-preview-place")).to_contain_text("24:00")
    dispatcher.look()
    dispatcher.submit()
    assert "13812345621" not in dispatcher.page.content()


def take_in_hand(clerk: Person) -> None:
    """The unit signs from its list, writes down a visit, and asks for more time."""
    clerk.open_queue("todo")
    clerk.press("j", "x")
    clerk.press("s")
    expect(clerk.page.locator("#hl-messages p").first).to_be_visible()
    clerk.ready()
    clerk.open_queue("todo")
    clerk.open_first()
    assert "王小明" not in clerk.page.content()
    clerk.look()
    clerk.begin("record_progress", "G")
    clerk.write("note", "已到现场查看，三盏灯具损坏，需更换。")
    clerk.choose("contact", "3")
    clerk.submit()
    clerk.begin("extend", "E")
    clerk.write("amount_working_days", "3")
    clerk.write("reason", "灯具规格特殊，采购需要时间。")
    clerk.submit()


def refuse_more_time(examiner: Person) -> None:
    """The centre decides with reasons; the old date stands."""
    examiner.open_queue("requests")
    examiner.open_first()
    examiner.begin("decide_extension")
    expect(examiner.page.locator("#hl-dialog")).to_contain_text("灯具规格特殊")
    examiner.choose("upheld", "2")
    examiner.write("reason", "常用灯具有库存，原期限不变。")
    examiner.look()
    examiner.submit()


def supervise(supervisor: Person, number: str) -> None:
    """Found by its number, the order is supervised."""
    supervisor.find(number)
    supervisor.begin("supervise", "U")
    supervisor.choose("ground", "4")
    supervisor.write("reason", "涉及夜间出行安全，请尽快修复。")
    supervisor.submit()


def answer_for_the_unit(head: Person) -> None:
    """The head of the unit answers the supervision."""
    head.open_queue("todo")
    head.open_first()
    head.begin("answer_supervision")
    head.write("text", "今日内完成更换，并答复来电人。")
    head.submit()


def reply_and_feed_back(clerk: Person, number: str) -> None:
    """The caller has an answer, and the centre hears what was done."""
    clerk.find(number)
    clerk.begin("reply", "R")
    clerk.choose("way", "1")
    clerk.write("content", "您反映的三盏路灯已于今日更换，请您核实。")
    clerk.submit()
    clerk.begin("feed_back", "F")
    clerk.choose("outcome", "1")
    clerk.write("findings", "今日 15:00 更换灯具三盏，现场已亮灯，并由中心转接答复来电人。")
    clerk.look()
    clerk.submit()


def pass_the_examination(examiner: Person) -> None:
    """The feedback is complete: from the order's page to the desk, where its point is ticked."""
    examiner.open_queue("to_examine")
    examiner.open_first()
    examiner.press("y")
    examiner.page.wait_for_url("**/examining/**")
    examiner.ready()
    examiner.page.locator("#act form").wait_for()
    examiner.press("1", "y", "Enter")
    expect(examiner.page.locator("#hl-messages p").first).to_be_visible()
    examiner.ready()


def call_back_and_close(clerk: Person) -> None:
    """The caller is content, and the hotline closes the order."""
    clerk.open_queue("to_call_back")
    clerk.open_first()
    clerk.begin("call_back", "C")
    clerk.choose("contacted", "1")
    clerk.choose("solved", "1")
    clerk.choose("grade_result", "3")
    clerk.look()
    clerk.submit()
    clerk.begin("close", "W")
    clerk.submit()
    clerk.look()


def check_the_log(number: str) -> None:
    """Everything is on the chain, in its order, and the chain holds."""
    order = WorkOrder.objects.get(number=number)
    assert (order.state, order.closed_as, order.outcome) == (OrderState.CLOSED, ClosedAs.DONE, Outcome.DONE)
    assert set(order.overlays.values_list("state", flat=True)) == {OverlayState.REFUSED, OverlayState.ANSWERED}
    events = Event.objects.filter(subject_kind="order", subject_id=order.pk).order_by("sequence")
    assert list(events.values_list("name", flat=True)) == LIFE
    assert len(set(events.values_list("actor_role", flat=True))) == 7
    assert "王小明" not in str(list(events.values_list("payload", flat=True)))
