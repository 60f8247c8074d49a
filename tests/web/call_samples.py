"""Samples of the telephone's pages: the bar, who calls, what came of a call, the simulator."""

from __future__ import annotations

from typing import Any

from lianxin.law.words import AssignmentState, CallDisposition, CallRelation, CallState, EmergencyService, OrderState
from tests.web import samples
from tests.web.samples import NOW, Said


def bar() -> dict[str, Any]:
    """A call one talks on, one that rings, and one that waits for its outcome."""
    invalid = [{"value": word, "key": str(place)} for place, word in enumerate(CallDisposition, start=1) if place < 5]
    talking = {
        "id": 1,
        "state": CallState.TALKING,
        "code": "talking",
        "number": "138 **** 5621",
        "number_href": "/calls/1/number",
        "queue": "市民诉求",
        "alert": Said("已求助值班长，请保持通话", "Shift leader called: stay on the line"),
        "alert_href": "",
        "waited": Said("等待 12 秒", "waited 12 s"),
        "since": NOW,
        "talked": "",
        "answer_href": "",
        "hang_up_href": "/calls/1/hang-up",
        "dispose_href": "/calls/1/dispose",
        "invalid": invalid,
        "form_href": "/orders/receive?call=1",
        "page_href": "",
        "first": True,
    }
    ringing = {"id": 2, "state": CallState.RINGING, "code": "ringing", "answer_href": "/calls/2/answer"}
    ringing |= {"hang_up_href": "", "dispose_href": "", "form_href": "", "first": False}
    after = {"id": 3, "state": CallState.TO_DISPOSE, "code": "to_dispose", "since": None, "talked": "03:21"}
    after |= {"hang_up_href": "", "page_href": "/calls/3", "number_href": "", "first": False}
    after["number"] = Said("未显示号码", "Number withheld")
    alert = {"id": 9, "seat": "2017 林晓", "since": NOW, "service": EmergencyService.AMBULANCE}
    alerts = [alert | {"href": "/calls/9/take-up"}, alert | {"id": 10, "service": "", "href": "/calls/10/take-up"}]
    after |= {"alert": "", "alert_href": "/calls/3/alert"}
    return {
        "bar": {
            "alerts": alerts,
            "agent": 7,
            "href": "/calls/bar?here=",
            "calls": [talking, talking | ringing, talking | after],
        }
    }


def caller(*, known: bool = True) -> dict[str, Any]:
    """Somebody who called before, or a number nobody knows."""
    shown: dict[str, Any] = {"href": "/calls/caller?call=1", "live": True, "withheld": False, "phone": "138 **** 5621"}
    nothing: dict[str, Any] = {"tags": [], "people": [], "facts": [], "orders": [], "repeat": None, "others": []}
    shown |= nothing | {"first_way": ""}
    if not known:
        return {"caller": shown | {"withheld": True, "phone": ""}}
    row = samples.list_page()["rows"][0]
    way = f"/orders/{samples.NUMBER}/act/supplement?caller=1&call=1"
    standing = {"host": Said("市住建局", "Housing bureau"), "charge": AssignmentState.SIGNED, "answer_by": NOW}
    standing |= {"explain_by": NOW, "tags": [{"text": Said("说明逾期", "Explanation overdue"), "tone": "red"}]}
    standing["untold"] = Said("电话中不告知", "Not told by telephone")
    order = row | {"number": samples.NUMBER, "state": OrderState.HANDLING, "ways": way, "standing": standing}
    person = {"id": 5, "name": "王**", "href": "/orders/receive?call=1&person=5", "chosen": True, "kind": ""}
    person |= {"note": Said("工单 7 件", "7 orders"), "secret": Said("曾要求保密", "Once asked for secrecy")}
    other = {"number": "20261112-00133-6", "title": "清风街道夜市噪声", "state": OrderState.HANDLING, "way": "/x"}
    fact = {"label": Said("近 90 天", "Last 90 days"), "value": Said("3 件", "3 orders")}
    return {
        "caller": shown
        | {
            "tags": [{"text": Said("曾来电", "Called before"), "tone": ""}],
            "people": [person, person | {"id": 6, "chosen": False, "kind": Said("法人", "Legal person")}],
            "facts": [fact | {"hot": Said("不满意 1 件", "dissatisfied: 1")}],
            "orders": [order | {"told_href": "/calls/1/told/x"}, order | {"ways": "", "told_href": "", "lamp": None}],
            "first_way": way,
            "repeat": {
                "number": samples.NUMBER,
                "title": order["title"],
                "text": Said("同一事项。", "The same."),
                "way": way,
            },
            "others": [other],
        }
    }


def call_page(*, links: bool = True) -> dict[str, Any]:
    """What came of a call: an order, or nothing yet."""
    link = {"href": samples.HREF, "number": samples.NUMBER, "title": "夜间烧烤油烟", "state": OrderState.HANDLING}
    joined = {"href": "", "relation": CallRelation.JOINED}
    return {
        "shell": samples.shell(),
        "crumbs": [],
        "title": Said("通话登记", "What came of the call"),
        "article": {"text": samples.ART_24["text"], "href": "/law/house_rules/R26"},
        "number": "138 **** 5621",
        "state": CallState.TO_DISPOSE,
        "goes_on": not links,
        "open": True,
        "outcome": CallDisposition.MATTER if links else None,
        "links": [link | {"relation": CallRelation.RECEIVED}, link | joined] if links else [],
        "next_href": "/orders/receive?call=1",
        "dispose_href": "/calls/1/dispose",
        "request_key": "page:1",
        "invalid": [] if links else bar()["bar"]["calls"][0]["invalid"],
    }


def told() -> dict[str, Any]:
    """What may be told to who calls from the number on record."""
    day = NOW.date()
    progress = {"number": samples.NUMBER, "state": OrderState.HANDLING, "received_on": day, "answer_by": day}
    title = Said("可以告知来电人", "May be told to the caller")
    return {
        "shell": samples.shell(),
        "title": title,
        "progress": progress | {"closed_on": day} | samples.told_further(),
        "back_href": "/x",
    }


def number() -> dict[str, Any]:
    """The number in clear, once."""
    return {"shell": samples.shell(), "number": "13800005621", "back_href": "/calls/1"}


def form() -> dict[str, Any]:
    """A form about a call."""
    return {"shell": samples.shell(), "form": samples.action_form()}


def simulator(*, going_on: bool = True) -> dict[str, Any]:
    """The simulator's page, with a call or without."""
    call = {"number": "138 **** 5621", "agent": "2017 林晓", "state": CallState.TALKING, "tone": "green", "at": NOW}
    rows = [call | {"hang_up_href": "/simulator/1/hang-up"}] if going_on else []
    return form() | {"going_on": rows, "live": "agent:7"}
