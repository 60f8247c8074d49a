"""Samples of the inspectors' pages: the desk with a form, with a score, without anything; a draw, results, cases."""

from __future__ import annotations

from typing import Any

from lianxin.law.lamps import Lamp, Spoken
from lianxin.law.terms import Term
from lianxin.law.words import InspectionCause, InspectionState, InspectionTextKind, TermUnit
from tests.web import samples
from tests.web.samples import NOW

DESK = Spoken("受理质检", "Inspection of intake")
AGENT = "2009 夏明"
ROW: dict[str, Any] = {
    "href": "/inspections/?list=to_score&inspection=1",
    "title": "柳岸小区北门路灯不亮",
    "number": samples.NUMBER,
    "agent": AGENT,
    "cause": InspectionCause.SAMPLE,
    "state": InspectionState.DRAWN,
    "total": None,
    "at": NOW,
    "current": True,
}
CALL = [
    {"label": Spoken("来电时间", "Called at"), "value": NOW},
    {"label": Spoken("录音", "Recording"), "value": Spoken("没有录音可听", "none to listen to")},
]


def queue(*, rows: bool = True) -> dict[str, Any]:
    """A list with two inspections, one of them open."""
    scored = {
        "current": False,
        "total": 93,
        "state": InspectionState.SCORED,
        "title": Spoken("通话", "Call"),
        "number": "",
    }
    tabs = [
        {"href": "/inspections/?list=to_score", "text": Spoken("待评分", "To score"), "count": "2", "current": True},
        {"href": "/inspections/?list=done", "text": Spoken("已评分", "Scored"), "count": "", "current": False},
    ]
    shown = [ROW, ROW | scored] if rows else []
    return {"queue": {"rows": shown, "tabs": tabs, "live": "inspections", "live_href": "/inspections/queue"}}


def desk_page(*, scored: bool = False) -> dict[str, Any]:
    """An order before its inspector, or its score before the agent."""
    page = samples.order_page()
    one = {"id": 1, "agent": AGENT, "unit": Spoken("受理科", "Intake"), "taken_at": NOW}
    one |= {"cause": InspectionCause.BY_PERSON, "state": InspectionState.SCORED if scored else InspectionState.DRAWN}
    one |= {"why": Spoken("由来：人工提请；提请或抽取：朱嘉禾", "Why: flagged by a person; by Zhu Jiahe")}
    return {
        "desk": DESK,
        **queue(),
        **{name: page[name] for name in ("shell", "order", "facts")},
        "texts": page["texts"]
        | {"account": "王女士：我家住 6 号楼，油烟很大。", "account_note": Spoken("仅热线中心可见", "centre only")},
        "ways": [{"href": "/inspections/draw", "icon": "list-details", "text": Spoken("抽取样本", "Draw a sample")}],
        "one": one,
        "list": "to_score",
        "heading": ROW["title"],
        "order_href": samples.HREF,
        "matter_href": "/inspections/1/matter?list=to_score",
        "calls": [CALL],
        "score": _score() if scored else None,
        "remarks": [{"label": InspectionTextKind.BETTER, "text": "请追问时间。"}] if scored else [],
        "appeal": {"clocks": [_clock()]} if scored else None,
        "acknowledge": {"href": "/inspections/1/acknowledge", "request_key": "page:1"} if scored else None,
        "form": samples.action_form(),
        "refusal": None,
        "following_href": "/inspections/?inspection=2",
    }


def _score() -> dict[str, Any]:
    basis = {"text": samples.ART_24["text"], "href": "/law/jinan_2018/18"}
    line = {
        "name": Spoken("记完整", "Complete"),
        "points": 8,
        "decided": None,
        "most": 15,
        "lost": True,
        "basis": basis,
    }
    groups = [{"name": Spoken("记", "Recording"), "lines": [line, line | {"decided": 15, "lost": False}]}]
    fault = Spoken("泄露来电人信息", "Gave away who the caller is")
    return {"groups": groups, "faults": [fault], "total": 93, "decided": 100, "version": "2026-1", "at": NOW}


def _clock() -> dict[str, Any]:
    lamp: Lamp = samples.order_page()["order"]["lamp"]
    shown = {"name": Spoken("申诉期限", "Time for an appeal"), "lamp": lamp, "waiting": Spoken(), "note": ""}
    return shown | {
        "term": Term(3, TermUnit.WORKING_DAY),
        "due_at": NOW,
        "provisional": False,
        "basis": {"text": samples.ART_24["text"], "href": "/law/jinan_2018/18"},
        "steps": (),
        "open": False,
    }


def shut_page() -> dict[str, Any]:
    """An order that the reader may not open, an appeal they may not decide, and no call."""
    page = desk_page(scored=True)
    for name in ("order", "texts", "facts", "order_href", "acknowledge"):
        page.pop(name)
    page["score"] = page["score"] | {"faults": [], "decided": None}
    return page | {"shut": samples.REFUSAL, "calls": [], "form": None, "refusal": samples.REFUSAL, "following_href": ""}


def quiet_page() -> dict[str, Any]:
    """Nothing waits."""
    empty = {"why": Spoken("没有待评分的受理。", "Nothing waits to be scored."), "icon": "clipboard-check"}
    empty |= {"todo": Spoken("可以抽取样本。", "Draw a sample.")}
    return {"shell": samples.shell(), "desk": DESK, **queue(rows=False), "ways": [], "empty": empty}


def form_page() -> dict[str, Any]:
    """A form about an intake."""
    return {"shell": samples.shell(), "crumbs": [], "form": samples.action_form()}


def draw_page(*, found: bool = True) -> dict[str, Any]:
    """A sample before it is drawn: with how many there are, or with none."""
    rows = [{"agent": "2009 夏明", "count": 12, "drawn": 2}] if found else []
    told = Spoken("将抽取 2 件", "2 would be drawn")
    return form_page() | {"found": {"rows": rows, "told": told}}


def results_page(*, wrong: bool = False) -> dict[str, Any]:
    """Results of a month, or of a period that cannot be."""
    agent = {"name": "2009 夏明", "count": 4, "average": "93.5", "fatal": 1, "href": "/x", "fatal_href": "/y"}
    criterion = {"name": Spoken("记完整", "Complete"), "version": "2026-1", "count": 4, "share": "88.3", "lost": 2}
    criterion |= {"lost_href": "/z", "href": "/c"}
    error = Spoken("最多 92 日", "at most 92 days") if wrong else ""
    return {
        "shell": samples.shell(),
        "crumbs": [],
        "heading": Spoken("质检结果", "Results of inspection"),
        "days": {"first": "2026-11-01", "last": "2026-11-30", "error": error},
        "agents": [] if wrong else [agent, agent | {"fatal": 0}],
        "criteria": [] if wrong else [criterion, criterion | {"lost": 0}],
    }


def cases_page(*, found: bool = True) -> dict[str, Any]:
    """The cases behind a figure."""
    page = {"shell": samples.shell(), "crumbs": [], "heading": Spoken("质检个案", "Cases")}
    return page | {"count": Spoken("共 2 件", "2 found"), "rows": queue()["queue"]["rows"] if found else []}
