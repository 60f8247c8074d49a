"""Every page and fragment of the samples by name: template and context."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from lianxin.law.lamps import Spoken
from lianxin.law.words import DeliveryState, OrderState, RevealField, Role
from lianxin.web.lists.notices import EVERYTHING, HEADING, HEADS, ONLY_CARDS
from tests.web import samples

Maker = Callable[[], dict[str, Any]]


def _refused() -> dict[str, Any]:
    return {"shell": samples.shell(), "refusal": samples.REFUSAL, "back_href": samples.HREF}


def _office() -> dict[str, Any]:
    offices = [
        {"key": "1", "role": Role.AGENT, "unit": "受理科"},
        {"key": "2", "role": Role.SHIFT_LEADER, "unit": "受理科"},
    ]
    return {"shell": samples.shell(person=False), "form": {"href": "/office", "hidden": []}, "offices": offices}


def _centre() -> dict[str, Any]:
    """The same order as the centre sees it: with the account, without anything to do, nobody's yet."""
    page = samples.order_page()
    only = samples.Said("仅热线中心可见", "for the centre only")
    page["texts"] |= {"account": "王女士：我家住 6 号楼，油烟很大。", "account_note": only, "locked_note": ""}
    page["actions"] = {"office": Role.SUPERVISORY_BODY, "reading": samples.Said("您只能查看。", "You may read only.")}
    return page | {"nodes": [], "clocks": [], "overlays": [], "related": []}


def _dialog(form: dict[str, Any]) -> dict[str, Any]:
    return {"title": form["title"], "body": "orders/_form.html", "form": form}


def _many() -> dict[str, Any]:
    """The same act on two orders."""
    page = samples.action_page()
    return {"shell": page["shell"], "crumbs": page["crumbs"], "form": page["form"] | {"drafts": False}}


def _revealed() -> dict[str, Any]:
    """A caller's number in clear, as a page."""
    shown = {"field": RevealField.PHONE, "revealed": "13800005621", "caller": 1, "number": samples.NUMBER}
    return {"shell": samples.shell(), "order_href": samples.HREF, **shown}


def _handed() -> dict[str, Any]:
    """The page after an act that gave a caller a query code."""
    page = samples.order_page()
    codes = [{"caller": 1, "code": "042 917"}]
    return page | {"shell": page["shell"] | {"handed": {"number": samples.NUMBER, "codes": codes}}}


def _progress(*, wrong: bool = False) -> dict[str, Any]:
    """What a caller may be told by telephone, or that number and code do not fit."""
    form = samples.action_form(wrong=wrong) | {"refusal": samples.REFUSAL if wrong else None}
    day = samples.NOW.date()
    told = {"number": samples.NUMBER, "href": samples.HREF, "state": OrderState.HANDLING, "received_on": day}
    told |= {"answer_by": day, "closed_on": day}
    return {"shell": samples.shell(), "form": form, "progress": None if wrong else told}


def _notices() -> dict[str, Any]:
    """What two units were told, as whoever watches over them sees it."""
    told = {"at": "2026-11-23 00:00", "number": samples.NUMBER, "unit": Spoken("市城市管理局", "City management")}
    rows = [
        {
            "href": samples.HREF,
            "title": Spoken("黄牌", "Yellow card"),
            "text": Spoken("", ""),
            "state": DeliveryState.SENT,
            "tone": "green",
            "sent": "2026-11-23 00:01",
        },
        {
            "href": "",
            "title": Spoken("工单已收回", "An order was recalled"),
            "text": Spoken("请停止办理。", "Please stop working on it."),
            "state": DeliveryState.FAILED,
            "tone": "red",
            "sent": "",
        },
    ]
    choices = [{"href": "/notices", "text": EVERYTHING, "current": True}]
    choices.append({"href": "/notices?only=cards", "text": ONLY_CARDS, "current": False})
    page = {"heading": HEADING, "heads": HEADS, "choices": choices, "of_units": True}
    page |= {"rows": [told | row for row in rows], "paging": samples.list_page()["paging"]}
    return page | {"shell": samples.shell(), "crumbs": [{"text": HEADING, "href": ""}]}


def _message() -> dict[str, Any]:
    said = [("success", "已签收。"), ("info", "已通知来电人。"), ("error", "未保存。")]
    return samples.list_page() | {"messages": [Message(level, text) for level, text in said]}


class Message:
    """A message of the framework, as templates see it."""

    def __init__(self, level_tag: str, text: str) -> None:
        self.level_tag = level_tag
        self.text = text

    def __str__(self) -> str:
        return self.text


PAGES: dict[str, tuple[str, Maker]] = {
    "order": ("orders/order.html", samples.order_page),
    "order-centre": ("orders/order.html", _centre),
    "list": ("orders/list.html", samples.list_page),
    "list-empty": ("orders/list.html", samples.empty_list_page),
    "list-message": ("orders/list.html", _message),
    "action": ("orders/action.html", samples.action_page),
    "action-wrong": ("orders/action.html", lambda: samples.action_page(wrong=True)),
    "many": ("orders/many.html", _many),
    "handed": ("orders/order.html", _handed),
    "progress": ("orders/progress.html", _progress),
    "progress-wrong": ("orders/progress.html", lambda: _progress(wrong=True)),
    "revealed": ("orders/revealed.html", _revealed),
    "receive": ("orders/receive.html", samples.receive_page),
    "receive-new": ("orders/receive.html", lambda: samples.receive_page() | {"known": None, "similar": []}),
    "home": ("home.html", samples.home_page),
    "home-quiet": ("home.html", samples.quiet_home_page),
    "law": ("law/article.html", samples.law_page),
    "law-house": ("law/article.html", lambda: samples.law_page(binding=False)),
    "law-texts": (
        "law/article.html",
        lambda: (
            samples.law_page()
            | {"texts": [{"href": "/law/jinan_2018", "name": samples.HOUSE["text"], "kind": samples.HOUSE["text"]}]}
        ),
    ),
    "table": ("administration/table.html", samples.table_page),
    "table-form": ("administration/table.html", lambda: samples.table_page() | {"form": samples.action_form()}),
    "table-empty": ("administration/table.html", lambda: samples.table_page() | {"lines": []}),
    "notices": ("lists/notices.html", _notices),
    "notices-empty": ("lists/notices.html", lambda: _notices() | {"rows": []}),
    "sign-in": ("sign_in/sign_in.html", samples.sign_in_page),
    "office": ("sign_in/office.html", _office),
    "refused": ("refused.html", _refused),
    "403": ("403.html", lambda: {"who_can": Role.EXAMINER}),
    "404": ("404.html", dict),
    "500": ("500.html", lambda: {"incident": "20261123-7"}),
}
FRAGMENTS: dict[str, tuple[str, Maker]] = {
    "dialog": ("components/dialog.html", lambda: _dialog(samples.action_form())),
    "dialog-refused": (
        "components/dialog.html",
        lambda: _dialog(samples.action_form() | {"refusal": samples.REFUSAL, "submit": samples.DANGER}),
    ),
    "rows": ("orders/_rows.html", samples.list_page),
    "actions": ("orders/_actions.html", samples.order_page),
}
LANGUAGES = ("zh-hans", "en")


def render(name: str, language: str) -> str:
    """The HTML of a sample in a language."""
    template, make = (PAGES | FRAGMENTS)[name]
    with translation.override(language):
        return render_to_string(template, make(), request=RequestFactory().get("/orders"))
