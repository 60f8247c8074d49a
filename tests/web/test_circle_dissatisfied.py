"""Dissatisfied twice and supervised: from the call to the end, through everybody's pages (Art. 27, 28; R22, R57)."""

from __future__ import annotations

import re

from lianxin.law.words import ClockName, ClosedAs, OrderState, OverlayKind, OverlayState
from lianxin.records.models import Event
from tests.web.circle import DISSATISFIED, SATISFIED, Circle, Life
from tests.web.figures import became
from tests.web.town import CALLBACK_CLERK, CLERK, EXAMINER, OTHER_CLERK, SUPERVISOR, UNIT_HEAD

C = ClockName


def card(life: Life, column: str) -> str:
    """The order's card in a column of today's board; empty where it has none."""
    board = life.circle.page(SUPERVISOR, "/supervising/")
    found = re.search(rf'<section[^>]* id="{column}".*?</section>', board, re.DOTALL)
    shown = (
        re.search(rf'<li class="hl-card[^>]*data-number="{life.number}".*?</li>', found[0], re.DOTALL)
        if found
        else None
    )
    return shown[0] if shown else ""


def test_dissatisfied_twice_supervised_and_content_in_the_end(circle: Circle) -> None:
    life = circle.received().act(CLERK, "sign")
    assert (life.due(C.REPLY), life.due(C.FEED_BACK)) == ("09-14", "09-14"), "five working days, the first not counted"
    life.at("09-09 10:00").replies().feeds_back()
    assert life.due(C.EXAMINE) == "09-10"
    life.at("09-10 09:00").passes()
    assert life.due(C.CALLBACK) == "09-14"

    life.at("09-11 09:00").calls_back(**DISSATISFIED, reasons=["not_done"])
    life.act(CALLBACK_CLERK, "propose_rehandling", reason="来电人说灯仍不亮。")
    assert life.due(C.DECISION_PENDING) == "09-14"
    desk = circle.said(EXAMINER, f"/callbacks/?list=rehandlings&order={life.number}")
    assert "建议重办：来电人说灯仍不亮。" in desk, "the examiner reads why before deciding (R9)"
    assert "建议重办待决定" in circle.page(EXAMINER, "/notices")
    assert card(life, "dissatisfied") == "", "once is not twice"
    life.act(EXAMINER, "rehandle", reason="来电人说灯仍不亮，请核实。")
    assert (life.order.state, life.order.round) == (OrderState.HANDLING, 2)
    assert (life.due(C.REPLY), life.due(C.FEED_BACK)) == ("09-18", "09-18"), "a fresh limit from the rehandling (R53)"
    assert life.told(caller=1)[-1] == "order_rehandled"
    assert life.is_in(CLERK, "/orders/?list=rehandled")
    assert "来电人说灯仍不亮，请核实。" in life.page(CLERK)
    assert "孙小美" not in life.page(CLERK)
    assert not life.is_in(OTHER_CLERK, "/orders/?list=todo")

    life.at("09-16 10:00").replies(content="已重新接线，请您核实。").feeds_back(findings="已重新接线。")
    life.at("09-17 09:00").passes().at("09-18 09:00").calls_back(**DISSATISFIED, reasons=["came_back"])
    proposed = life.order.overlays.get(kind=OverlayKind.PROPOSAL)
    assert (proposed.code, proposed.state) == ("twice_dissatisfied", OverlayState.OPEN)
    assert life.told(desk="supervision") == ["supervision_proposed"]
    assert "建议督办" in circle.page(SUPERVISOR, "/notices")

    href = re.search(r'href="([^"]+/act/supervise[^"]*)"', card(life, "dissatisfied"))
    assert href is not None
    circle.sends(SUPERVISOR, href[1].replace("&amp;", "&"))
    supervised = life.order.overlays.get(kind=OverlayKind.SUPERVISION)
    assert life.order.overlays.get(kind=OverlayKind.PROPOSAL).state is OverlayState.UPHELD
    assert life.due(C.SUPERVISION_ANSWER) == "09-21", "two working days: Sunday the twentieth is one, made up"
    assert card(life, "dissatisfied") == ""
    assert "督办通知" in circle.page(CLERK, "/notices")
    life.act(EXAMINER, "rehandle", reason="督办件，请彻底修复。")
    assert life.due(C.FEED_BACK) == "09-24", "Friday the twenty-fifth is a holiday"
    life.at("09-21 10:00").act(UNIT_HEAD, "answer_supervision", text="已换整条线路。")
    supervised.refresh_from_db()
    assert supervised.state is OverlayState.ANSWERED
    life.replies(content="整条线路已更换，请您核实。").feeds_back(findings="整条线路已更换。")
    life.at("09-22 09:00").passes().at("09-23 09:00").calls_back(**SATISFIED).closes()
    assert (life.order.state, life.order.closed_as) == (OrderState.CLOSED, ClosedAs.DONE)

    assert life.log == [
        "receive", "dispatch", "sign", "reply", "feed_back", "examine", "call_back", "propose_rehandling", "rehandle",
        "reply", "feed_back", "examine", "call_back", "supervise", "rehandle", "answer_supervision",
        "reply", "feed_back", "examine", "call_back", "close",
    ]  # fmt: skip
    assert "孙小美" not in str(list(Event.objects.filter(subject_id=life.id).values_list("payload", flat=True)))
    assert became(life, "rehandled") == ["holds", "holds", "fails"]
    assert became(life, "on_time") == ["holds", "holds", "holds"]
    assert became(life, "examined") == ["holds", "holds", "holds"]
    assert became(life, "satisfied_result") == ["holds"], "satisfaction counts at the final callback (R57)"
    assert became(life, "called_back") == ["holds", "holds", "holds"]
