"""Other ends of the circle: taken back by the caller, and taken up again after twenty days (R29, R36, R66)."""

from __future__ import annotations

import re

from lianxin.law.words import (
    AssignmentState,
    ClockName,
    ClosedAs,
    OrderState,
    OverlayKind,
    OverlayState,
    ReopenCause,
)
from lianxin.records.models import Clock
from tests.web.circle import SATISFIED, Circle, Life
from tests.web.figures import became
from tests.web.town import AGENT, CALLBACK_CLERK, CLERK, EXAMINER, HOST, SUPERVISOR

C = ClockName


def asked_to_withdraw(circle: Circle) -> Life:
    """On Wednesday the caller says that the matter is settled."""
    life = circle.received().act(CLERK, "sign").at("09-09 09:00")
    life.act(AGENT, "withdraw", reason="邻居已经修好了。")
    assert life.order.state is OrderState.HANDLING, "a request is no end (R36)"
    assert (life.due(C.FEED_BACK), life.due(C.DECISION_PENDING)) == ("09-14", "09-10"), "and stops no clock (R18)"
    assert life.is_in(EXAMINER, "/orders/?list=requests&tile=withdrawal")
    assert "撤回申请待确认" in circle.page(EXAMINER, "/notices")
    return life


def test_withdrawn(circle: Circle) -> None:
    life = asked_to_withdraw(circle)
    assert life.is_in(CLERK, "/orders/?list=todo")
    life.at("09-10 09:00").act(EXAMINER, "decide_withdrawal", free="yes", reason="已向本人核实，出于自愿。")
    assert (life.order.state, life.order.closed_as) == (OrderState.CLOSED, ClosedAs.WITHDRAWN)
    assert life.order.assignments.get().state is AssignmentState.RECALLED
    assert life.told(unit=circle.town.units[HOST])[-1] == "assignment_recalled"
    assert life.told(caller=1)[-1] == "withdrawal_confirmed"
    assert "无须回复" in life.page(EXAMINER), "who withdrew waits for nothing"
    assert "待回复" not in life.page(EXAMINER)
    assert not Clock.objects.filter(order=life.id, end__isnull=True).exists()
    assert not life.is_in(CLERK, "/orders/?list=todo")
    assert not life.is_in(CALLBACK_CLERK, "/callbacks/"), "nothing was fed back, nobody is called"
    life.at("09-16 09:00")
    assert "red_card" not in life.told(unit=circle.town.units[HOST])
    assert life.log == ["receive", "dispatch", "sign", "withdraw", "decide_withdrawal"]
    for code in ("completion", "on_time", "reply"):
        assert became(life, code) == ["withdrawn"], code
    for code in ("satisfied_result", "called_back", "examined"):
        assert became(life, code) == [], code


def test_not_withdrawn_of_free_will_the_unit_goes_on(circle: Circle) -> None:
    life = asked_to_withdraw(circle)
    life.at("09-10 09:00").act(EXAMINER, "decide_withdrawal", free="no", reason="来电人说有人上门要求撤回。")
    assert (life.order.state, life.due(C.FEED_BACK)) == (OrderState.HANDLING, "09-14")
    assert life.told(caller=1)[-1] == "withdrawal_refused"
    life.at("09-11 10:00").replies().feeds_back().at("09-14 09:00").passes()
    life.at("09-14 15:00").calls_back(**SATISFIED).closes()
    assert became(life, "on_time") == became(life, "completion") == ["holds"]


def closed(circle: Circle) -> Life:
    """Done and closed on Friday the eleventh."""
    life = circle.received().act(CLERK, "sign").at("09-09 10:00").replies().feeds_back()
    return life.at("09-10 09:00").passes().at("09-11 09:00").calls_back(**SATISFIED).closes()


def test_reopened_after_twenty_days(circle: Circle) -> None:
    life = closed(circle).at("10-01 09:00")
    assert life.order.state is OrderState.CLOSED
    life.act(AGENT, "request_reopening", text="灯又不亮了。")
    assert life.due(C.DECISION_PENDING) == "10-08", "the holiday is over on the eighth"
    assert life.is_in(EXAMINER, "/explanations/?tab=returned")
    assert "重启请求待决定" in circle.page(EXAMINER, "/notices")
    life.at("10-08 09:00").act(EXAMINER, "decide_reopening", upheld="yes", reason="同一事项，未彻底解决。")
    assert (life.order.state, life.order.round) == (OrderState.HANDLING, 2)
    assert life.order.reopen_causes == [ReopenCause.CALLER_RETURNED.value]
    assert life.order.overlays.get(kind=OverlayKind.REOPENING).state is OverlayState.UPHELD
    assert life.due(C.FEED_BACK) == "10-14", "fresh: the ninth, Saturday the tenth made up, twelfth to fourteenth"
    last = life.order.assignments.order_by("-serial")[0]
    assert (last.unit_id, last.state) == (circle.town.units[HOST], AssignmentState.SIGNED), "born signed, no send-back"
    assert not re.search(r"act/send_back", circle.page(CLERK, f"/orders/{life.number}/"))
    assert life.told(caller=1)[-1] == "order_reopened"
    assert life.is_in(CLERK, "/orders/?list=rehandled")
    life.at("10-12 10:00").replies(content="线路已更换。").feeds_back(findings="线路已更换。")
    life.at("10-13 09:00").passes().at("10-13 15:00").calls_back(**SATISFIED).closes()
    assert life.log[-7:] == [
        "request_reopening",
        "decide_reopening",
        "reply",
        "feed_back",
        "examine",
        "call_back",
        "close",
    ]
    life.at("11-12 09:00")
    assert life.order.state is OrderState.CLOSED, "thirty days from the last close (R66)"
    life.at("11-13 00:00")
    assert (life.order.state, life.log[-1]) == (OrderState.ARCHIVED, "archive")
    assert became(life, "on_time") == ["holds", "holds"]
    assert became(life, "rehandled") == ["fails", "fails"], "reopening is no rehandling"
    assert became(life, "completion") == ["holds"]
    assert became(life, "satisfied_result") == ["holds"]
    assert became(life, "send_back") == ["fails", "again"]


def test_after_thirty_days_it_is_a_new_order(circle: Circle) -> None:
    life = closed(circle).at("10-12 09:00")
    assert life.order.state is OrderState.ARCHIVED
    answer = circle.town.client(AGENT).get(f"/orders/{life.number}/act/request_reopening")
    assert answer.status_code == 409
    assert "登记" in answer.content.decode(), "the way out is said: a new order, linked to this one"
    assert not life.is_in(SUPERVISOR, "/orders/?list=supervising")
