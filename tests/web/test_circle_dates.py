"""Dates in the circle: a promise that is kept late, a correction on the fifth day (R16, R21, R22, R53)."""

from __future__ import annotations

import re

from lianxin.law.words import ClockName, ClosedAs, FeedbackEnd, OrderState
from tests.web.circle import SATISFIED, Circle, Life
from tests.web.figures import became
from tests.web.town import CALLBACK_CLERK, CLERK, EXAMINER, HOST, SUPERVISOR

C = ClockName
STEP = re.compile(r'<li class="(\w*)"[^>]*><i.*?<b>(.*?)</b>', re.DOTALL)


def steps(life: Life) -> list[tuple[str, str]]:
    """How far the order is, as its page says it: each step with how it stands."""
    page = life.circle.page(EXAMINER, f"/orders/{life.number}/")
    return [(name, state) for state, name in STEP.findall(page[page.index('class="hl-steps"') :])]


def cards(life: Life, *, of: tuple[str, ...] = ("yellow_card", "red_card")) -> list[str]:
    """The cards that the unit was given, each once however many limits it had."""
    told = life.told(unit=life.circle.town.units[HOST])
    return [one for one in dict.fromkeys(told) if one in of]


def promised(circle: Circle) -> Life:
    """By Wednesday the unit cannot do it yet and gives a date, two weeks from then."""
    life = circle.received().act(CLERK, "sign").at("09-09 10:00").replies(content="灯具已订购，9 月 23 日前修好。")
    life.feeds_back(outcome="constrained", measures="灯具已订购。", second_date="2026-09-23")
    return life.at("09-10 09:00").passes().at("09-11 09:00").calls_back(told="yes", result="reached")


def test_a_promise_kept_late(circle: Circle) -> None:
    life = promised(circle)
    assert (life.order.state, life.due(C.SECOND_DATE)) == (OrderState.TRACKED, "09-23")
    assert life.is_in(SUPERVISOR, "/promises/?tab=all")
    assert life.is_in(CLERK, "/promises/?tab=all")
    life.at("09-19 23:59")
    assert life.told(desk="supervision") == []
    life.at("09-20 00:00")
    assert life.told(desk="supervision") == ["reminder"], "three working days ahead, made-up Sunday among them"
    assert "到期提醒" in circle.page(SUPERVISOR, "/notices")
    assert cards(life) == []
    life.at("09-22 00:00")
    assert cards(life) == ["yellow_card"], "from 00:00 of the last working day before (R16)"
    life.at("09-23 23:59")
    assert not life.is_in(SUPERVISOR, "/promises/?tab=missed"), "in time until 24:00"
    life.at("09-24 00:00")
    assert cards(life) == ["yellow_card", "red_card"]
    assert life.is_in(SUPERVISOR, "/promises/?tab=missed")
    assert life.is_in(SUPERVISOR, "/orders/?list=supervising&tile=promises")
    assert life.order.state is OrderState.TRACKED, "missed, it stays tracked and overdue (R53)"
    page = circle.said(CLERK, f"/orders/{life.number}/act/feed_back")
    assert "因客观条件" not in page, "a final outcome only (R53)"

    assert [name for name, _ in steps(life)][-3:] == ["回访", "跟踪", "办结"]
    assert dict(steps(life))["跟踪"] == "current"
    life.at("09-24 10:00").replies(content="三盏路灯已修好。").feeds_back()
    assert [name for name, _ in steps(life)][3:] == ["办理", "跟踪", "反馈", "审核", "回访", "办结"], "it lies behind"
    assert dict(steps(life))["跟踪"] == "done"
    assert life.is_in(SUPERVISOR, "/promises/?tab=fed_back")
    assert not life.is_in(SUPERVISOR, "/promises/?tab=missed"), "what lies at the centre is nobody's lateness"
    life.at("09-24 15:00").passes().at("09-28 09:00").calls_back(**SATISFIED).closes()
    assert life.order.closed_as is ClosedAs.DONE
    assert life.ended(C.SECOND_DATE) == ["late"]
    assert {state for _, state in steps(life)} == {"done"}, "nothing was passed over"
    assert re.search(r"超期 10 时 \d+ 分办结", life.page(EXAMINER)), "late by the date that was promised"
    assert life.log == [
        "receive", "dispatch", "sign", "reply", "feed_back", "examine", "call_back",
        "reply", "feed_back", "examine", "call_back", "close",
    ]  # fmt: skip
    assert became(life, "second_date_kept") == ["fails"]
    assert became(life, "on_time") == ["holds"], "the first feedback was in time"
    assert became(life, "reply_on_time") == ["holds"]
    assert became(life, "satisfied_result") == ["holds"], "counted at the final callback"
    assert became(life, "rehandled") == ["fails", "fails"]


def fed_back_on_day_five(circle: Circle) -> Life:
    """The last day is Monday the fourteenth."""
    life = circle.received().act(CLERK, "sign").at("09-14 10:00").replies().feeds_back()
    assert life.due(C.FEED_BACK) == "09-14"
    return life


RETURNED = {"points-n1-state": "missing", "grounds": ["evidence"], "reason": "缺修复后的照片。"}


def test_corrected_on_day_five_and_fed_back_again_before_midnight(circle: Circle) -> None:
    life = fed_back_on_day_five(circle).at("09-14 16:00").rules("return_for_correction", **RETURNED)
    assert (life.order.state, life.due(C.FEED_BACK)) == (OrderState.HANDLING, "09-14"), "the old date stands (R22)"
    page = life.page(CLERK)
    assert "缺修复后的照片。" in page
    assert "遗漏" in page
    assert "反馈退回补正" in circle.page(CLERK, "/notices")
    assert became(life, "on_time", now=circle.now) == ["not_due"]
    life.at("09-14 23:50").feeds_back(findings="已补修复后的照片。").at("09-15 09:00")
    assert cards(life, of=("red_card",)) == [], "while it lies at the centre nothing is signalled (R53)"
    life.passes()
    ends = list(life.order.feedbacks.order_by("serial").values_list("end", "on_time"))
    assert ends == [(FeedbackEnd.RETURNED, None), (FeedbackEnd.PASSED, True)]
    life.at("09-15 15:00").calls_back(**SATISFIED).closes()
    assert life.ended(C.FEED_BACK) == ["met"]
    assert became(life, "on_time") == ["holds"]
    assert became(life, "rehandled") == ["returned", "fails"], "a correction is no rehandling"
    assert became(life, "examined") == ["holds", "holds"]


def test_corrected_after_day_five_is_not_in_time_however_early_it_was_fed_back_first(circle: Circle) -> None:
    life = fed_back_on_day_five(circle).at("09-15 10:00")
    assert cards(life, of=("red_card",)) == []
    shown = circle.said(EXAMINER, f"/examining/?list=all&order={life.number}")
    assert "原期限" in shown
    assert "已过：不算按时，下一工作日发红牌" in shown, "said before the verdict is given"
    life.rules("return_for_correction", **RETURNED)
    assert life.due(C.FEED_BACK) == "09-14"
    assert life.is_in(CLERK, "/orders/?list=todo&tile=overdue")
    life.at("09-15 23:59")
    assert cards(life, of=("red_card",)) == []
    life.at("09-16 00:00")
    assert cards(life, of=("red_card",)) == ["red_card"], "at 00:00 of the next working day (R53)"
    life.at("09-16 10:00").feeds_back(findings="已补照片。").at("09-16 15:00")
    shown = circle.said(EXAMINER, f"/examining/?list=all&order={life.number}")
    assert "已过：不算按时" in shown
    assert "发红牌" not in shown, "it was given already"
    life.passes()
    life.at("09-17 09:00").calls_back(who=CALLBACK_CLERK, **SATISFIED).closes()
    assert life.ended(C.FEED_BACK) == ["late"]
    assert became(life, "on_time") == ["fails"]
    assert became(life, "reply_on_time") == ["holds"]
