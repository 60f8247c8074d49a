"""Every page and fragment of the samples by name: template and context."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from lianxin.law.lamps import Spoken
from lianxin.law.words import DeliveryState, Desk, OrderState, RevealField, Role
from lianxin.web.lists.notices import EVERYTHING, HEADING, HEADS, ONLY_CARDS
from tests.web import (
    call_samples,
    callback_samples,
    following_samples,
    inspection_samples,
    owed_samples,
    portal_samples,
    publishing_samples,
    samples,
)
from tests.web import consultation_samples as consulting
from tests.web import dispatching_samples as dispatching
from tests.web import examining_samples as examining
from tests.web import indicator_samples as figures
from tests.web import supervising_samples as supervising

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
    told |= {"answer_by": day, "closed_on": day} | samples.told_further()
    return {"shell": samples.shell(), "form": form, "progress": None if wrong else told}


def _notices() -> dict[str, Any]:
    """What a unit and a desk were told, as whoever watches over them sees it."""
    told = {"at": samples.NOW, "number": samples.NUMBER, "to": Spoken("市城市管理局", "City management")}
    rows = [
        {
            "href": samples.HREF,
            "title": Spoken("黄牌", "Yellow card"),
            "text": Spoken("", ""),
            "state": DeliveryState.SENT,
            "tone": "green",
            "sent": samples.NOW,
        },
        {
            "href": "",
            "to": Desk.DUTY_OFFICE,
            "title": Spoken("工单已收回", "An order was recalled"),
            "text": Spoken("请停止办理。", "Please stop working on it."),
            "state": DeliveryState.FAILED,
            "tone": "red",
            "sent": None,
        },
    ]
    choices = [{"href": "/notices", "text": EVERYTHING, "current": True}]
    choices.append({"href": "/notices?only=cards", "text": ONLY_CARDS, "current": False})
    page = {"heading": HEADING, "heads": HEADS, "choices": choices, "to_several": True}
    page |= {"rows": [told | row for row in rows], "paging": samples.list_page()["paging"]}
    return page | {"shell": samples.shell(), "crumbs": [{"text": HEADING, "href": ""}]}


def _file(*, unscanned: bool = False) -> dict[str, Any]:
    """One file of an order: a PDF of two pages, or a recording nobody has scanned."""
    cover = {"href": "/cover", "icon": "eye-off", "whole": True, "text": samples.Said("遮盖", "Cover")}
    shown = {
        "name": "责令改正通知书.pdf",
        "pages": [] if unscanned else [{"href": samples.PICTURE, "number": page} for page in (1, 2)],
        "cut": not unscanned,
        "facts": [{"label": samples.Said("大小", "Size"), "value": "386 KB"}],
        "unscanned": unscanned,
        "save_href": samples.HREF,
        "ways": [cover, cover | {"whole": False}],
    }
    return {"shell": samples.shell(), "title": shown["name"], "file": shown, "crumbs": []}


def _unit_form(error: Spoken | str = "") -> dict[str, Any]:
    """A form that asks for a unit first."""
    form = samples.action_form()
    unit = next(field for field in form["fields"] if field["name"] == "unit") | {"error": error}
    words = next(field for field in form["fields"] if field["name"] == "findings")
    return form | {"fields": [unit, words]}


def _file_dialog() -> dict[str, Any]:
    return _file() | {"body": "files/_file.html", "article": None}


def _cover(*, wrong: bool = False) -> dict[str, Any]:
    """A picture that is being covered; wrong: nothing was covered yet."""
    page = samples.action_page()
    error = samples.Said("请至少遮盖一处", "Cover at least one place")
    rows = [["10", "20", "15", "5"], ["", "", "", ""]]
    names = (("x", "左", "Left"), ("y", "上", "Top"), ("w", "宽", "Width"), ("h", "高", "Height"))
    shown: dict[str, Any] = {
        **dict.fromkeys(("href", "by_hand", "back"), samples.HREF),
        "picture": samples.PICTURE,
        "name": "现场照片（答复版）",
        "rows": rows[1:] if wrong else rows,
        "sides": [{"name": name, "label": samples.Said(zh, en)} for name, zh, en in names],
        "nothing": wrong,
        "error": error,
        "errors_text": error if wrong else "",
        "refusal": samples.REFUSAL if wrong else None,
        "request_key": "page:1",
        "article": samples.ART_24,
    }
    return {"shell": page["shell"], "order": page["order"], "crumbs": page["crumbs"], "cover": shown}


def _files(*, taken: bool) -> dict[str, Any]:
    """An act that files come with: none yet, or two that are here."""
    page = samples.action_page()
    files = [
        {"key": "ab" * 16, "name": "现场照片.jpg", "size": "2.1 MB"},
        {"key": "cd" * 16, "name": "a.pdf", "size": "9 KB"},
    ]
    field = {
        "name": "files",
        "fresh": "new_files",
        "kind": "files",
        "label": samples.Said("附件", "Files"),
        "help": samples.Said("每个最大 20 MB", "20 MB each at most"),
        "error": samples.Said("请选择文件", "Choose a file") if taken else "",
        "taken": files if taken else [],
        "largest": 1024 * 1024,
        "most": 3,
        "href": "/uploads",
    }
    page["form"] = page["form"] | {"fields": [*page["form"]["fields"], field]}
    return page


def _sheet() -> dict[str, Any]:
    """The work flow sheet: one block with a fact and an act, one with nothing."""
    fact = {"label": samples.Said("来源", "Channel"), "value": samples.Said("电话", "telephone")}
    act = {
        "name": samples.Said("签收", "Sign"),
        "at": samples.NOW,
        "who": "市城市管理局 · 赵宏",
        "lines": ["转办次日签收。"],
    }
    more = {"note": samples.Said("同意", "upheld"), "files": samples.Said("附件 1 个", "1 file")}
    block = {"number": samples.Said("一、", "1. "), "name": samples.Said("来电人", "Caller")}
    head = {"title": samples.Said("工作流转单", "Work flow sheet"), "basis": samples.ART_24["text"]}
    head |= {"number": samples.NUMBER, "state": OrderState.HANDLING, "printed_at": samples.NOW, "count": 2}
    blocks = [{**block, "facts": [fact], "entries": [act | more]}, {**block, "facts": [], "entries": []}]
    return {"shell": samples.shell(), **head, "blocks": blocks}


def _present() -> dict[str, Any]:
    """Two others have the order open."""
    clerk = Spoken("历山区城市管理局 赵宏", "Zhao Hong (Lishan City Management)")
    return {"people": [{"who": clerk, "doing": True}, {"who": Spoken("审核员 2031", "Examiner 2031"), "doing": False}]}


def _meanwhile() -> dict[str, Any]:
    """What others did while a form was filled in."""
    act = {"what": Spoken("申请延期", "Extend"), "who": Spoken("周敏", "Zhou Min"), "at": samples.NOW}
    return {"shell": samples.shell(), "meanwhile": {"acts": [act], "seen": 12}}


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
    **publishing_samples.PAGES,
    "order": ("orders/order.html", samples.order_page),
    "order-centre": ("orders/order.html", _centre),
    "list": ("orders/list.html", samples.list_page),
    "list-empty": ("orders/list.html", samples.empty_list_page),
    "list-message": ("orders/list.html", _message),
    "action": ("orders/action.html", samples.action_page),
    "action-wrong": ("orders/action.html", lambda: samples.action_page(wrong=True)),
    "action-files": ("orders/action.html", lambda: _files(taken=False)),
    "action-files-here": ("orders/action.html", lambda: _files(taken=True)),
    "file": ("files/file.html", _file),
    "file-unscanned": ("files/file.html", lambda: _file(unscanned=True)),
    "cover": ("files/cover.html", _cover),
    "cover-wrong": ("files/cover.html", lambda: _cover(wrong=True)),
    "many": ("orders/many.html", _many),
    "handed": ("orders/order.html", _handed),
    "progress": ("orders/progress.html", _progress),
    "progress-wrong": ("orders/progress.html", lambda: _progress(wrong=True)),
    "revealed": ("orders/revealed.html", _revealed),
    "call": ("calls/call.html", call_samples.call_page),
    "call-bare": ("calls/call.html", lambda: call_samples.call_page(links=False)),
    "call-form": ("calls/form.html", call_samples.form),
    "call-number": ("calls/number.html", call_samples.number),
    "call-told": ("calls/told.html", call_samples.told),
    "simulator": ("calls/simulator.html", call_samples.simulator),
    "simulator-quiet": ("calls/simulator.html", lambda: call_samples.simulator(going_on=False)),
    "receive": ("orders/receive.html", lambda: samples.receive_page() | call_samples.caller()),
    "receive-new": ("orders/receive.html", lambda: samples.receive_new_page() | call_samples.caller(known=False)),
    "receive-silent": (
        "orders/receive.html",
        lambda: samples.receive_page() | call_samples.caller() | {"suggested": [], "by_catalogue_alone": True},
    ),
    "promises": ("owed/desk.html", owed_samples.promises_page),
    "promises-bare": ("owed/desk.html", lambda: owed_samples.promises_page(bare=True)),
    "promises-quiet": ("owed/desk.html", owed_samples.quiet_page),
    "explanations": ("owed/desk.html", owed_samples.explanations_page),
    "explanations-answered": ("owed/desk.html", lambda: owed_samples.explanations_page(answered=True)),
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
    "desk": ("dispatching/desk.html", dispatching.desk_page),
    "desk-asked": ("dispatching/desk.html", lambda: dispatching.desk_page(asks=True)),
    "desk-quiet": ("dispatching/desk.html", dispatching.quiet_desk_page),
    "desk-bare": ("dispatching/desk.html", dispatching.bare_desk_page),
    "examine": ("examining/desk.html", examining.desk_page),
    "examine-barred": ("examining/desk.html", lambda: examining.desk_page(barred=True)),
    "examine-gone": ("examining/desk.html", examining.gone_page),
    "examine-bare": ("examining/desk.html", examining.bare_page),
    "examine-quiet": ("examining/desk.html", examining.quiet_page),
    "board": ("supervising/board.html", supervising.board_page),
    "board-quiet": ("supervising/board.html", supervising.quiet_board_page),
    "inspections": ("inspections/desk.html", inspection_samples.desk_page),
    "inspections-scored": ("inspections/desk.html", lambda: inspection_samples.desk_page(scored=True)),
    "inspections-shut": ("inspections/desk.html", inspection_samples.shut_page),
    "inspections-quiet": ("inspections/desk.html", inspection_samples.quiet_page),
    "inspection-form": ("inspections/form.html", inspection_samples.form_page),
    "inspection-draw": ("inspections/draw.html", inspection_samples.draw_page),
    "inspection-draw-none": ("inspections/draw.html", lambda: inspection_samples.draw_page(found=False)),
    "inspection-results": ("inspections/results.html", inspection_samples.results_page),
    "inspection-results-wrong": ("inspections/results.html", lambda: inspection_samples.results_page(wrong=True)),
    "inspection-cases": ("inspections/cases.html", inspection_samples.cases_page),
    "inspection-cases-none": ("inspections/cases.html", lambda: inspection_samples.cases_page(found=False)),
    "consultations": ("consultations/list.html", consulting.list_page),
    "consultations-none": ("consultations/list.html", lambda: consulting.list_page(rows=False)),
    "consultation": ("consultations/one.html", consulting.one_page),
    "consultation-draft": ("consultations/one.html", lambda: consulting.one_page(counted=False)),
    "consultation-new": ("consultations/form.html", consulting.draft_page),
    "consultation-new-wrong": ("consultations/form.html", lambda: consulting.draft_page(errors=True)),
    "consultation-enter": ("consultations/form.html", consulting.enter_page),
    "consultation-report": ("consultations/form.html", consulting.report_page),
    "consultation-words": ("consultations/words.html", consulting.words_page),
    "consultation-words-kept": ("consultations/words.html", lambda: consulting.words_page(sorting=False)),
    "consultation-words-none": ("consultations/words.html", consulting.no_words_page),
    "portal-consultations": ("portal/consulting/list.html", consulting.portal_list),
    "portal-consultations-none": ("portal/consulting/list.html", lambda: consulting.portal_list(rows=False)),
    "portal-consultation": ("portal/consulting/one.html", consulting.portal_one),
    "portal-consultation-reported": ("portal/consulting/one.html", lambda: consulting.portal_one(reported=True)),
    "portal-consultation-answer": ("portal/consulting/answer.html", consulting.portal_answer),
    "portal-consultation-wrong": ("portal/consulting/answer.html", lambda: consulting.portal_answer(errors=True)),
    "portal-consultation-prove": ("portal/consulting/prove.html", consulting.portal_prove),
    "portal-consultation-code": ("portal/consulting/prove.html", lambda: consulting.portal_prove(code=True)),
    "portal-consultation-received": ("portal/consulting/received.html", consulting.portal_received),
    "callbacks": ("callbacks/desk.html", callback_samples.desk_page),
    "callbacks-answered": ("callbacks/desk.html", lambda: callback_samples.desk_page(answered=True)),
    "callbacks-bare": ("callbacks/desk.html", callback_samples.bare_desk_page),
    "merge": ("dispatching/merge.html", dispatching.merge_page),
    "precedents": ("dispatching/precedents.html", dispatching.precedents_page),
    "precedents-empty": ("dispatching/precedents.html", lambda: dispatching.precedents_page(empty=True)),
    "catalogue": ("dispatching/catalogue.html", dispatching.catalogue_page),
    "catalogue-old": ("dispatching/catalogue.html", lambda: dispatching.catalogue_page(current=False)),
    "editions": ("administration/catalogue.html", dispatching.editions_page),
    "editions-wrong": ("administration/catalogue.html", lambda: dispatching.editions_page(wrong=True)),
    "draft": ("administration/catalogue_draft.html", dispatching.draft_page),
    "draft-wrong": ("administration/catalogue_draft.html", lambda: dispatching.draft_page(wrong=True)),
    "figures": ("indicators/index.html", figures.index_page),
    "figure": ("indicators/figure.html", figures.figure_page),
    "figure-less": ("indicators/figure.html", lambda: figures.figure_page("rehandled", empty=True)),
    "figure-cases": ("indicators/cases.html", figures.cases_page),
    "figure-no-cases": ("indicators/cases.html", lambda: figures.cases_page(empty=True)),
    "sign-in": ("sign_in/sign_in.html", samples.sign_in_page),
    **portal_samples.PAGES,
    **following_samples.PAGES,
    "office": ("sign_in/office.html", _office),
    "refused": ("refused.html", _refused),
    "403": ("403.html", lambda: {"who_can": Role.EXAMINER}),
    "404": ("404.html", dict),
    "missing": ("missing.html", lambda: {"shell": samples.shell()}),
    "500": ("500.html", lambda: {"incident": "20261123-7"}),
}
FRAGMENTS: dict[str, tuple[str, Maker]] = {
    "dialog": ("components/dialog.html", lambda: _dialog(samples.action_form())),
    "paper": ("paper/flow_sheet.html", _sheet),
    "evaluation": ("evaluation/ask.html", callback_samples.evaluation),
    "evaluation-wrong": ("evaluation/ask.html", lambda: callback_samples.evaluation(wrong=True)),
    "evaluation-thanks": ("evaluation/thanks.html", callback_samples.evaluation),
    "evaluation-gone": ("evaluation/gone.html", callback_samples.evaluation),
    "dialog-file": ("components/dialog.html", _file_dialog),
    "dialog-unit": ("components/dialog.html", lambda: _dialog(_unit_form())),
    "dialog-unit-wrong": (
        "components/dialog.html",
        lambda: _dialog(_unit_form(Spoken("请选择“联合单位”", "Choose the unit"))),
    ),
    "dialog-refused": (
        "components/dialog.html",
        lambda: _dialog(samples.action_form() | {"refusal": samples.REFUSAL, "submit": samples.DANGER}),
    ),
    "rows": ("orders/_rows.html", samples.list_page),
    "call-bar": ("calls/_bar.html", call_samples.bar),
    "actions": ("orders/_actions.html", samples.order_page),
    "present": ("orders/_present.html", _present),
    "meanwhile": ("orders/_meanwhile.html", _meanwhile),
}
LANGUAGES = ("zh-hans", "en")


def render(name: str, language: str) -> str:
    """The HTML of a sample in a language."""
    template, make = (PAGES | FRAGMENTS)[name]
    with translation.override(language):
        headers = {"HX-Target": "hl-dialog-body"} if template == "components/dialog.html" else {}
        return render_to_string(template, make(), request=RequestFactory().get("/orders", headers=headers))
