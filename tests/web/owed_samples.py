"""What the desks of what is owed show, as their views would make it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.words import OrderState, Outcome, OverlayKind, Signal
from tests.web import samples

BUREAU = Spoken("历山区城市管理局", "Lishan District City Management Bureau")
CITED = {"text": Spoken("第二十四条第二款", "Art. 24(2)"), "href": "/law/jinan_2018/24"}
FIRST, NOW_UNTIL = dt.date(2026, 12, 10), dt.date(2026, 12, 24)


def queue(*, empty: bool = False) -> dict[str, Any]:
    """The queue beside the row that is open."""
    row = {
        "href": "/promises/?order=1",
        "number": samples.NUMBER,
        "title": "柳岸路路灯不亮",
        "lamps": [samples.AMBER],
        "note": "",
        "tags": [{"text": Spoken("已变更 1 次", "changed 1 ×"), "tone": "purple"}],
        "facts": [OrderState.TRACKED, BUREAU],
        "first_date": FIRST,
        "current": True,
    }
    tabs = [
        {"href": "/promises/", "text": Spoken("全部", "All"), "count": 12, "current": True},
        {"href": "/promises/?tab=missed", "text": Spoken("已逾期", "Missed"), "count": "1000+", "current": False},
    ]
    return {
        "queue": {
            "rows": [] if empty else [row, row | {"current": False, "lamps": [None], "first_date": None}],
            "tabs": tabs,
            "live_href": "/promises/queue",
            "previous_href": "/promises/?page=1",
            "next_href": "/promises/?page=3",
            "whole_href": "/orders/?list=tracked",
            "filters": [],
            "hidden": [],
        }
    }


def _desk(name: Spoken) -> dict[str, Any]:
    page = samples.order_page()
    timeline = page["timeline"]["entries"]
    return {
        "desk": name,
        **queue(),
        **{part: page[part] for part in ("shell", "order", "facts", "texts")},
        "order_href": samples.HREF,
        "matter_href": "/promises/1/matter",
        "aside_href": "/promises/1/aside",
        "following_href": "/promises/?order=2",
        "state": OrderState.TRACKED,
        "promise": None,
        "explanation": None,
        "form": samples.action_form(),
        "refusal": None,
        "gone": "",
        "ways": [
            {"href": f"{samples.HREF}/x", "text": Spoken("督办", "Supervise"), "icon": "flag", "key": "U"},
            {"href": f"{samples.HREF}/y", "text": Spoken("催办", "Urge"), "icon": "bell", "key": ""},
        ],
        "since": samples.NOW,
        "entries": timeline,
        "signals": [],
    }


def promises_page(*, bare: bool = False) -> dict[str, Any]:
    """A promise that was moved and whose unit asks to move it again; bare: as it was given, to a unit that waits."""
    change = {"before": FIRST, "after": NOW_UNTIL, "act": Spoken("承诺变更裁定", "Decide on a promise change")}
    asked = {"until": dt.date(2027, 1, 10), "who": BUREAU, "at": samples.NOW, "texts": ["灯具延期到货。"]}
    promise = {
        "first_date": FIRST,
        "until": FIRST if bare else NOW_UNTIL,
        "lamp": samples.AMBER,
        "outcome": Outcome.CONSTRAINED,
        "unit": BUREAU,
        "basis": CITED,
        "verdict": {"text": Spoken("首次承诺日期未到", "the first date is still to come"), "tone": "green"},
        "measures": [] if bare else ["灯具已订购，分期更换。"],
        "measures_title": Spoken("已采取的措施", "Measures taken"),
        "changes": [] if bare else [change | {"who": BUREAU, "at": samples.NOW, "texts": ["厂家证明属实。"]}],
        "count": int(not bare),
        "asked": [asked | {"lamp": samples.AMBER, "due_at": samples.NOW}],
        "may_decide": not bare,
    }
    signals = [{"text": Signal.REMINDER, "at": samples.NOW, "tone": "amber"}]
    page = _desk(Spoken("承诺跟踪", "Promises")) | {"promise": promise}
    if bare:
        return page | {"form": None, "refusal": samples.REFUSAL, "ways": [], "entries": [], "following_href": ""}
    return page | {"signals": signals}


def explanations_page(*, answered: bool = False) -> dict[str, Any]:
    """An explanation that is owed, or one that was given on an order that cannot be taken up again."""
    later = {"open": False, "last_day": FIRST, "why": Spoken("已过三十日。", "The thirty days are over.")}
    explanation = {
        "kind": OverlayKind.EXPLANATION,
        "caller": Spoken("来电人 2", "caller 2") if answered else Spoken(),
        "asked": [] if answered else ["为何三盏灯只修了一盏？"],
        "asked_by": Spoken("受理员 2031", "Agent 2031"),
        "asked_at": samples.NOW,
        "whose": Spoken("由谁说明", "Owed by"),
        "owes": BUREAU,
        "lamp": samples.AMBER,
        "due_at": samples.NOW,
        "answer": ["另两盏缺灯具，周五更换。"] if answered else [],
        "answered_by": BUREAU if answered else "",
        "answered_at": samples.NOW if answered else None,
        "return": later if answered else {"open": True, "last_day": FIRST, "why": ""},
        "bases": [CITED],
    }
    page = _desk(Spoken("要求说明", "Explanations")) | {"explanation": explanation, "state": OrderState.CLOSED}
    return (
        page | {"form": None, "gone": Spoken("此件已不在“待说明”中，现为已办理。", "No longer in “Owed”: done.")}
        if answered
        else page
    )


def quiet_page() -> dict[str, Any]:
    """A desk on which nothing waits."""
    desk = Spoken("承诺跟踪", "Promises")
    return {"shell": samples.shell(), "desk": desk, "empty": samples.NOTHING, **queue(empty=True)}
