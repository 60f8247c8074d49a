"""What the pages of dispatching show, as their views would make it."""

from __future__ import annotations

from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.words import (
    DispatchGround,
    OrderState,
    OverlayKind,
    OverlayState,
    RequestType,
    SendBackReason,
    SuggestionSource,
)
from tests.web import samples

BUREAU = Spoken("历山区城市管理局", "Lishan District City Management Bureau")
STREET = Spoken("清风街道办事处", "Qingfeng Subdistrict Office")
CITED = {"text": Spoken("第二十三条第（二）项", "Art. 23(2)"), "href": "/law/jinan_2018/23"}
REASON = "职责目录第 312 项写明由区城市管理局负责，街道配合。"


def suggestion(key: str, unit: Spoken, source: SuggestionSource, note: Spoken, **more: Any) -> dict[str, Any]:
    """One unit that is suggested."""
    ground = Spoken("属地", "Locality")
    one = {"key": key, "value": key, "unit": unit, "source": source, "ground": ground, "basis": CITED, "note": note}
    return one | {"href": "/dispatch/?unit=1"} | more


def queue() -> dict[str, Any]:
    """The queue beside the order."""
    rows = [
        row
        | {
            "lamps": [row["lamp"], *row["pending"]],
            "facts": [row["type"], row["place"]],
            "note": "",
            "current": not place,
        }
        for place, row in enumerate(samples.list_page()["rows"][:4])
    ]
    tabs = [
        {"href": "/dispatch/", "text": Spoken("待转办", "To dispatch"), "count": 12, "current": True},
        {
            "href": "/dispatch/?list=send_backs",
            "text": Spoken("退单待裁定", "Send-backs"),
            "count": 3,
            "current": False,
        },
    ]
    hrefs = {
        "live_href": "/dispatch/queue",
        "whole_href": "/orders/",
        "previous_href": "",
        "next_href": "/dispatch/?page=2",
    }
    return {"queue": {"rows": rows, "tabs": tabs, "filters": [], "hidden": [], **hrefs}}


def precedent() -> dict[str, Any]:
    """One dispute that was decided."""
    return {
        "href": samples.HREF,
        "number": samples.NUMBER,
        "kind": OverlayKind.SEND_BACK,
        "outcome": Spoken("同意", "upheld"),
        "tone": "green",
        "at": samples.NOW,
        "topic": Spoken("城市管理 › 路灯照明", "City management › Street lighting"),
        "place": Spoken("历山区清风街道", "Qingfeng Subdistrict, Lishan"),
        "contested_by": STREET,
        "goes_to": BUREAU,
        "ground": SendBackReason.NOT_OUR_DUTY,
        "reason": REASON,
    }


def request() -> dict[str, Any]:
    """A send-back that waits for its decision."""
    return {
        "kind": OverlayKind.SEND_BACK,
        "state": OverlayState.OPEN,
        "tone": "amber",
        "unit": STREET,
        "suggested": BUREAU,
        "suggested_value": "1",
        "suggested_href": "/dispatch/?unit=1",
        "ground": SendBackReason.NOT_OUR_DUTY,
        "who": STREET,
        "at": samples.NOW,
        "ended_at": None,
        "texts": ["占道经营由区城市管理局查处，街道没有执法权。"],
        "lamp": samples.AMBER,
        "due_at": samples.NOW,
        "bases": [CITED],
    }


def desk_page(*, asks: bool = False) -> dict[str, Any]:
    """The dispatcher's desk with an order that waits for a unit, or with a send-back that waits for a decision."""
    page = samples.order_page()
    noted = Spoken("近 90 天同类 41 件，退单率 2.4%", "41 of the like in 90 days, 2.4% sent back")
    said = Spoken("先例 2 件，最近 11 月 20 日", "decided so 2 times, last on 20 Nov")
    return {
        "desk": Spoken("转办工作台", "Dispatch desk"),
        **queue(),
        **{name: page[name] for name in ("shell", "order", "facts")},
        "texts": page["texts"]
        | {"account": "王女士：我家住 6 号楼，油烟很大。", "account_note": Spoken("仅热线中心可见", "centre only")},
        "order_href": samples.HREF,
        "matter_href": "/dispatch/20261116-00317-7/matter?list=to_dispatch",
        "aside_href": "/dispatch/20261116-00317-7/aside?list=to_dispatch",
        "following_href": "/dispatch/?order=2",
        "draft_href": "/dispatch/?draft=account",
        "drafts_transfer": not asks,
        "form": samples.action_form(),
        "suggestions": [
            suggestion("1", BUREAU, SuggestionSource.CATALOGUE, noted),
            suggestion("2", STREET, SuggestionSource.PRECEDENT, said),
            suggestion("3", STREET, SuggestionSource.PLACE, Spoken(), basis=None),
        ],
        "barred": [suggestion("", STREET, SuggestionSource.PLACE, Spoken(), why=Spoken("应当回避。", "It is barred."))],
        "precedents": [precedent()],
        "precedents_href": "/precedents",
        "alike": [
            {
                "href": samples.HREF,
                "number": samples.NUMBER,
                "title": "柳岸路烧烤摊油烟扰民",
                "state": OrderState.HANDLING,
                "received_at": samples.NOW,
                "place": STREET,
                "merge_href": "/dispatch/1/merge/2",
            }
        ],
        "alike_days": 30,
        "merged": [{"href": samples.HREF, "number": samples.NUMBER, "title": "油烟扰民", "unmerge_href": "/unmerge"}],
        "ways": [{"href": f"{samples.HREF}/split", "text": Spoken("拆分", "Split"), "icon": "arrows-split"}],
        "requests": [request()] if asks else [],
        "requests_before": [request() | {"state": OverlayState.REFUSED, "lamp": None, "due_at": None}] if asks else [],
        "send_backs": Spoken("已同意退单 1 次，最多 2 次。", "1 upheld, 2 at most.") if asks else "",
    }


def quiet_desk_page() -> dict[str, Any]:
    """The desk when nothing waits."""
    nothing = {"queue": queue()["queue"] | {"rows": [], "whole_href": ""}}
    return {
        "shell": samples.shell(),
        "desk": Spoken("转办工作台", "Dispatch desk"),
        "empty": samples.NOTHING,
        **nothing,
    }


def bare_desk_page() -> dict[str, Any]:
    """The desk with an order that is not the reader's to place, and that is like no other."""
    nothing = {
        "suggestions": [],
        "barred": [],
        "precedents": [],
        "alike": [],
        "merged": [],
        "ways": [],
        "following_href": "",
    }
    return desk_page() | nothing | {"form": None, "refusal": samples.REFUSAL, "draft_href": ""}


def merge_form() -> dict[str, Any]:
    """Two orders side by side above the form."""
    page = samples.order_page()
    side = {
        "order": page["order"],
        "texts": page["texts"],
        "facts": page["facts"],
        "callers": Spoken("1 位来电人", "1 caller"),
    }
    labels = (Spoken("并入方", "Goes into"), Spoken("主工单", "Takes it in"))
    return samples.action_form() | {"submit": samples.DANGER, "sides": [side | {"label": label} for label in labels]}


def merge_page() -> dict[str, Any]:
    """The same as a page of its own."""
    return {"shell": samples.shell(), "crumbs": [{"text": samples.NUMBER, "href": ""}], "form": merge_form()}


def precedents_page(*, empty: bool = False) -> dict[str, Any]:
    """Decided disputes to look through."""
    return {
        "shell": samples.shell(),
        "crumbs": [{"text": Spoken("先例", "Precedents"), "href": ""}],
        "heading": Spoken("先例", "Precedents"),
        "count": Spoken("共 2 件", "2 found"),
        "filters": filters(),
        "clear_href": "/precedents",
        "rows": [] if empty else [precedent(), precedent() | {"goes_to": "", "ground": "", "reason": ""}],
        "previous_href": "/precedents?page=1",
        "next_href": "/precedents?page=3",
    }


def filters() -> list[dict[str, Any]]:
    """A select above a table."""
    everything = Spoken("全部单位", "All units")
    choices = [{"value": "", "text": everything, "selected": True}, {"value": "1", "text": BUREAU, "selected": False}]
    return [{"name": "unit", "kind": "select", "label": everything, "choices": choices}]


def rows(*, edited: bool = False) -> dict[str, Any]:
    """Rows of an edition of the catalogue."""
    row = {
        "code": "0309",
        "topic": Spoken("0309 路灯照明", "0309 Street lighting"),
        "place": Spoken("全市", "whole city"),
        "type": RequestType.HELP,
        "unit": BUREAU,
        "ground": DispatchGround.LOCALITY,
        "basis": CITED,
    }
    shown = {"rows": [row | ({"edit_href": "/row"} if edited else {})], "count": Spoken("共 1 行", "1 row")}
    pages = {"filters": filters(), "clear_href": "/catalogue", "previous_href": "/catalogue?page=1", "next_href": "/x"}
    return shown | pages | ({"add_href": "/row"} if edited else {})


def catalogue_page(*, current: bool = True) -> dict[str, Any]:
    """The catalogue to look through."""
    heading = Spoken("派单目录", "Dispatch catalogue")
    edition = {"version": "2026-1", "from": samples.NOW.date(), "current": current}
    page = {"shell": samples.shell(), "crumbs": [{"text": heading, "href": ""}], "heading": heading, "edition": edition}
    return page | rows() | ({} if current else {"rows": []})


def editions_page(*, wrong: bool = False) -> dict[str, Any]:
    """Editions and drafts, as the administrator has them."""
    heading = Spoken("派单目录", "Dispatch catalogue")
    known = [
        {"version": "2027-1", "from": None, "rows": 3, "current": False, "href": "/draft"},
        {"version": "2026-1", "from": samples.NOW.date(), "rows": 700, "current": True, "href": "/catalogue"},
    ]
    fault = Spoken("new.csv:12：没有单位 nobody", "new.csv:12: there is no unit nobody")
    page = {"shell": samples.shell(), "crumbs": [{"text": heading, "href": ""}], "heading": heading, "rows": known}
    return page | {
        "form": samples.action_form(wrong=wrong),
        "faults": [fault] if wrong else [],
        "more_faults": int(wrong),
    }


def draft_page(*, wrong: bool = False) -> dict[str, Any]:
    """One draft, with what keeps it from being in force or without."""
    heading = Spoken("目录草稿 2027-1", "Draft 2027-1")
    fault = {"at": "0309", "said": Spoken("没有单位 nobody", "there is no unit nobody")}
    page = {"shell": samples.shell(), "crumbs": [{"text": heading, "href": ""}], "heading": heading}
    found = {"fatal": [fault] if wrong else [], "told": [fault], "form": samples.action_form()}
    return page | found | rows(edited=True)
