"""What callers say or do not say: nobody reached, two on one order, a reply that is denied (R27, R28, R31, R57)."""

from __future__ import annotations

import re

from lianxin.law.words import (
    CallbackResult,
    ClockName,
    ClosedAs,
    OrderState,
    OverlayKind,
    OverlayState,
    ReplyState,
    Solved,
)
from lianxin.records.models import OrderCaller, Rating
from tests.web.circle import DISSATISFIED, SATISFIED, Circle, Life
from tests.web.figures import became
from tests.web.town import AGENT, CALLBACK_CLERK, CLERK, EXAMINER, HOST, SUPERVISOR

C = ClockName


def examined(circle: Circle) -> Life:
    """Answered and fed back on Wednesday, passed on Thursday."""
    life = circle.received().act(CLERK, "sign").at("09-09 10:00").replies().feeds_back()
    return life.at("09-10 09:00").passes()


def caller(life: Life, serial: int = 1) -> OrderCaller:
    return OrderCaller.objects.get(order=life.id, serial=serial)


def desk(life: Life, who: str = CALLBACK_CLERK, **asked: str) -> str:
    """The callback desk in words, with the order open."""
    return life.circle.said(who, "/callbacks/", order=life.number, **asked)


def test_unreachable(circle: Circle) -> None:
    life = examined(circle)
    for when in ("09-11 09:30", "09-11 14:00", "09-11 17:00"):
        life.at(when).calls_back(result="no_answer")
    assert caller(life).callback is None, "three on one day are not three on two (R28)"
    assert "未接通 3 次，计入 2 次；计满 3 次（分在 2 天、不同时段）的" in desk(life)
    assert "callback_missed" not in life.told(caller=1)
    life.at("09-14 10:40").calls_back(result="busy")
    assert caller(life).callback is CallbackResult.UNREACHABLE
    assert life.told(caller=1)[-1] == "callback_missed"
    assert life.ended(C.CALLBACK) == ["met"], "calling by rule is the centre's duty, being answered is not"
    assert not Rating.objects.filter(order=life.id).exists()
    assert "未联系上" in desk(life)
    life.closes()
    assert (life.order.state, life.order.closed_as) == (OrderState.CLOSED, ClosedAs.DONE)
    assert "计为未联系上，已发消息" in life.page(SUPERVISOR), "the last try says what came of it"
    assert "已发消息" not in life.page(CLERK), "what a caller answered is not the unit's to read"
    assert life.log[-5:] == ["call_back", "call_back", "call_back", "call_back", "close"]
    for code in ("contacted", "solved", "satisfied_result", "satisfied_attitude"):
        assert became(life, code) == ["unreachable"], code
    for code in ("called_back", "reply", "on_time", "completion"):
        assert became(life, code) == ["holds"], code


def test_two_callers_of_one_order_one_of_them_satisfied(circle: Circle) -> None:
    life = circle.received().act(CLERK, "sign").at("09-09 09:00")
    wish = "我家门口那盏也不亮。"
    life.act(AGENT, "add_caller", name="李建国", phone="13900001111", wish=wish)
    assert (life.due(C.CALLERS_DATE, 1), life.due(C.CALLERS_DATE, 2)) == ("09-14", "09-16"), (
        "five days from joining (R55)"
    )
    assert life.due(C.FEED_BACK) == "09-14", "the unit's feedback does not move"
    assert "新增诉求人" in circle.page(CLERK, "/notices")
    assert re.search(r"我家门口那盏也不亮。\s*来电人 2(?!\d)", life.page(CLERK)), "the unit reads whose wish it is"
    assert re.search(r"来电人 2（李\*+）", life.page(CLERK)), "and who that is"
    life.at("09-11 10:00").replies(caller="1").replies(caller="2").feeds_back()
    life.at("09-14 09:00").passes().at("09-14 10:00")
    life.calls_back(caller=1, **SATISFIED)
    assert 'name="caller" value="2"' in circle.page(CALLBACK_CLERK, "/callbacks/", order=life.number), "who is left"
    life.calls_back(caller=2, **DISSATISFIED, reasons=["partly_done"])
    life.act(EXAMINER, "rehandle", reason="第二位来电人门口的灯未修。", callers=["2"])
    assert caller(life, 1).callback is CallbackResult.REACHED, "the other's result stands (R57)"
    assert life.due(C.FEED_BACK) == "09-20", "Sunday the twentieth is made up for the holidays"
    assert life.told(caller=2)[-1] == "order_rehandled"
    assert "order_rehandled" not in life.told(caller=1), "who is content is not told that it begins again"

    life.at("09-16 10:00").replies(caller="2", content="您门口的灯已修好。").feeds_back(findings="门口的灯已修。")
    life.at("09-17 09:00").passes().at("09-17 10:00")
    assert (caller(life, 1).callback, caller(life, 2).callback) == (CallbackResult.REACHED, None)
    life.calls_back(caller=2, **DISSATISFIED, reasons=["slow"])
    assert life.order.overlays.get(kind=OverlayKind.PROPOSAL).code == "twice_dissatisfied"
    life.act(EXAMINER, "accept_dissatisfaction", caller="2", reason="灯已修好，办理时间已说明。").closes()
    assert (life.order.closed_as, caller(life, 1).solved, caller(life, 2).solved) == (
        ClosedAs.DONE,
        Solved.YES,
        Solved.NO,
    )
    assert sorted(became(life, "satisfied_result")) == ["fails", "holds"]
    assert became(life, "contacted") == ["holds", "holds"]
    assert became(life, "rehandled") == ["holds", "fails"]
    assert set(became(life, "reply")) == {"holds"}


def denied(circle: Circle) -> Life:
    """The unit says that it replied; the caller says on the telephone that nobody ever did."""
    life = examined(circle).at("09-11 09:00")
    life.calls_back(contacted="no", result="reached", solved="no", grade_result="dissatisfied")
    assert caller(life).reply is ReplyState.CONTESTED
    assert life.due(C.PROOF) == "09-14", "one working day to prove it (R31)"
    assert "proof_owed" in life.told(unit=circle.town.units[HOST])
    assert "请举证" in circle.page(CLERK, "/notices")
    assert "联系存疑" in desk(life)
    assert life.is_in(SUPERVISOR, "/orders/?list=supervising&tile=disputes")
    client = circle.town.client(EXAMINER)
    for action in ("close", "rehandle"):
        assert client.get(f"/orders/{life.number}/act/{action}").status_code == 409, "a person decides first"
    return life


def test_the_unit_says_replied_the_caller_denies_and_the_unit_cannot_prove_it(circle: Circle) -> None:
    life = denied(circle)
    assert became(life, "reply") == ["contested"]
    life.at("09-15 09:00")
    assert life.ended(C.PROOF) == []
    life.act(EXAMINER, "decide_contradiction", reply_stands="no", untruth="yes", reason="通话记录中没有这通电话。")
    assert caller(life).reply is ReplyState.OWED, "the reply was not made"
    assert life.told(unit=circle.town.units[HOST])[-1] == "contradiction_decided"
    life.act(EXAMINER, "rehandle", reason="请实际联系来电人。")
    life.at("09-16 10:00").replies().feeds_back(findings="已当面说明。")
    life.at("09-17 09:00").passes().at("09-17 10:00").calls_back(**SATISFIED).closes()
    contradiction = life.order.overlays.get(kind=OverlayKind.CONTRADICTION)
    assert contradiction.state is OverlayState.UPHELD
    assert life.log[-9:] == [
        "examine", "call_back", "decide_contradiction", "rehandle",
        "reply", "feed_back", "examine", "call_back", "close",
    ]  # fmt: skip
    assert became(life, "contradicted")[0] == "holds"
    assert became(life, "contradiction_upheld")[0] == "holds"
    assert became(life, "reply")[0] == "fails"
    assert became(life, "satisfied_result") == ["holds"]


def test_the_unit_says_replied_the_caller_denies_and_the_unit_proves_it(circle: Circle) -> None:
    life = denied(circle)
    assert life.is_in(CLERK, "/orders/?list=todo&tile=prove")
    proof = "9 月 9 日 10:12 经中心转接通话 3 分钟，有通话记录。"
    life.at("09-11 15:00").act(CLERK, "prove", way="bridged_call", text=proof)
    assert life.ended(C.PROOF) == ["met"]
    assert "承办单位已经举证。请等待审核员认定。" in life.page(CLERK), "and is not asked for it a second time"
    for place in ("todo&tile=prove", "todo"):
        assert not life.is_in(CLERK, f"/orders/?list={place}"), "what was proved asks nothing more of the unit"
    assert circle.town.client(CLERK).get(f"/orders/{life.number}/act/prove").status_code == 409
    assert "举证待认定" in circle.page(EXAMINER, "/notices")
    form = circle.said(EXAMINER, f"/orders/{life.number}/act/decide_contradiction")
    assert proof in form
    assert "存疑的回复：三盏路灯已修好，请您核实。" in form, "what is denied stands beside what is said for it"
    life.act(EXAMINER, "decide_contradiction", reply_stands="yes", untruth="no", reason="通话记录属实。")
    assert caller(life).reply is ReplyState.MADE
    assert life.order.overlays.get(kind=OverlayKind.CONTRADICTION).state is OverlayState.REFUSED
    assert not life.is_in(SUPERVISOR, "/orders/?list=supervising&tile=disputes")
    assert "联系存疑 回复成立" in re.sub(r"\s+", " ", life.page(CLERK))
    life.act(EXAMINER, "accept_dissatisfaction", reason="已向来电人说明。").closes()
    assert became(life, "contradicted") == ["holds"]
    assert became(life, "contradiction_upheld") == ["fails"]
    assert became(life, "reply") == ["holds"]
    assert became(life, "satisfied_result") == ["fails"]


def test_r31_a_reply_by_message_is_in_view_when_it_is_denied(circle: Circle) -> None:
    life = circle.received().act(CLERK, "sign").at("09-09 10:00")
    life.act(CLERK, "reply", caller="1", attempt="", way="message", content="三盏路灯已修好，有照片。")
    life.at("09-09 10:05").feeds_back().at("09-10 09:00").passes().at("09-11 09:00")
    life.calls_back(contacted="no", result="reached", solved="no", grade_result="dissatisfied")
    form = circle.said(EXAMINER, f"/orders/{life.number}/act/decide_contradiction")
    assert "存疑的回复：三盏路灯已修好，有照片。" in form, "it counts from its delivery, and was written before"
