"""Sample contexts of the consultations' pages, at the desk and for citizens, made by the pages' own builders."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from lianxin.access.consultations import CONSULTATION_LISTS, DESK
from lianxin.law.consultation_notation import Typed, read_groups, read_items
from lianxin.law.consultation_tally import Answer, tally
from lianxin.law.consultation_text import GENERAL, Content
from lianxin.law.decisions.consultation import Period, ReportRow
from lianxin.law.lamps import Spoken
from lianxin.law.portal import PortalFacts
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import ConsultationChannel, ConsultationState, Opinion, TakenUp
from lianxin.web.consultations.drafting import draft_fields
from lianxin.web.consultations.entering import enter_form
from lianxin.web.consultations.forms import act_form
from lianxin.web.consultations.reporting import report_fields, report_form
from lianxin.web.consultations.shown import counts_context, items_context, labels, read_context, title_of
from lianxin.web.consultations.words import filters, pieces
from lianxin.web.portal.asking import wrong
from lianxin.web.portal.consulting.questions import answer_context, code_question, number_question
from tests.web import samples
from tests.web.consultations import ENGLISH, PARAGRAPHS, QUESTIONS
from tests.web.portal_samples import MENU, foot

NOW = dt.datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
PERIOD = Period(dt.date(2026, 11, 2), dt.date(2026, 11, 30))
TYPED = Typed("\n\n".join(PARAGRAPHS), "\n\n".join(ENGLISH), QUESTIONS, "居民 | Resident\n企业 | Business")
CONTENT = Content(
    "热线条例草案",
    "修订条例，先听意见。",
    "The hotline rules",
    "Tell us.",
    read_groups(TYPED.groups),
    read_items(TYPED),
)
FOUND = tally(
    CONTENT,
    [Answer("g1", "portal", {"1": ["agree"], "3": ["c1"], "5": ["4"]}), Answer("g2", "letter", {"1": ["change"]})],
)
REPORT = {
    1: ReportRow("有人建议改动。", TakenUp.PARTLY, "部分可行。", "Some want a change.", "A part can be done."),
    GENERAL: ReportRow("没有。", TakenUp.NOTHING, "", "None."),
}
WRONG = Spoken("请选择一项", "Choose one")
HREF = "/consultations/1/"


def _desk(**more: Any) -> dict[str, Any]:
    return {"shell": samples.shell(), "crumbs": [{"text": DESK, "href": ""}], **more}


def list_page(*, rows: bool = True) -> dict[str, Any]:
    """A list with one, or nothing in it."""
    tabs = [{"href": "/consultations/", "text": Spoken(row.zh, row.en), "current": row.code == "published"}
            for row in CONSULTATION_LISTS]  # fmt: skip
    row = {"title": title_of(CONTENT), "href": HREF, "state": ConsultationState.PUBLISHED, "answers": 2}
    row |= {"opens_at": PERIOD.opens_at, "closes_at": PERIOD.closes_at, "enter_href": f"{HREF}enter"}
    other = row | {"answers": None, "enter_href": ""}
    empty = {"why": Spoken("这里没有民意征集。", "No consultation here."), "icon": "speakerphone"}
    shown = {"rows": [row, other] if rows else [], "new_href": "/consultations/new" if rows else ""}
    return _desk(heading=DESK, tabs=tabs, empty=empty, **shown)


def one_page(*, counted: bool = True) -> dict[str, Any]:
    """One with its counts and report, or a draft."""
    head = {"state": ConsultationState.CLOSED, "opens_at": PERIOD.opens_at, "closes_at": PERIOD.closes_at}
    head |= {"one_per_person": counted, "people": [{"did": Spoken("起草", "Drafted"), "name": "黄帆"}]}
    head |= {"destroyed_at": NOW if counted else None, "public_href": "/portal/consultations/1/" if counted else ""}
    items = items_context(CONTENT, FOUND, REPORT)
    themes = [{"name": "时限", "count": 1, "href": f"{HREF}words?theme=1"}, {"name": "节假日", "count": 1, "href": ""}]
    for item in items:
        item |= {"wrote": 2, "words_href": f"{HREF}words" if item["serial"] == 1 else "", "themes": themes}
    due: dict[str, Any] = {"title": Spoken("公布采纳情况", "Publish the report"), "told": Spoken("公布。", "Publish.")}
    due |= {"href": f"{HREF}publish-report" if counted else "", "version": 1, "request_key": "page:1"}
    return _desk(
        one=head,
        read=read_context(CONTENT),
        notes=[{"text": Spoken("更正一字。", "One word corrected."), "at": NOW, "closes_at": None}] if counted else [],
        ways=[{"href": f"{HREF}enter", "icon": "keyboard", "text": Spoken("录入意见", "Write down")}],
        due=due,
        forms=[samples.action_form() | {"act": "correct"}] if counted else [],
        counts=counts_context(CONTENT, FOUND) | {"replaced": 1} if counted else None,
        counted=items if counted else [],
    )


def draft_page(*, errors: bool = False) -> dict[str, Any]:
    """A draft that is typed."""
    found = {"title_zh": Spoken("请填写", "Write it down")} if errors else {}
    form = act_form("draft_consultation", HREF, HREF, draft_fields({}, found), Spoken("保存", "Save"), drafts=True)
    return _desk(form=form)


def enter_page() -> dict[str, Any]:
    """An answer that is written down, with something wrong."""
    return _desk(form=enter_form(1, CONTENT, {"channel": ["letter"]}, {"i3": WRONG}))


def report_page() -> dict[str, Any]:
    """A report that is written."""
    counts = {1: Spoken("同意 1", "Agree: 1")}
    values = {"summary_zh_1": ["王小明（13812345621）赞成。"], "taken_up_1": ["yes"]}
    return _desk(form=report_form(1, report_fields(CONTENT, counts, values, {})))


def words_page(*, sorting: bool = True) -> dict[str, Any]:
    """What people wrote."""
    row = {"id": 7, "label": labels(CONTENT)[1], "opinion": Opinion.CHANGE, "group": Spoken("居民", "Resident")}
    row |= {"channel": ConsultationChannel.PORTAL, "answer": 3, "at": NOW, "themes": [1]}
    row |= {"pieces": pieces("我叫王小明，电话 13812345621。")}
    asked = dict.fromkeys(("item", "opinion", "group", "channel", "theme", "words"), "")
    shown: dict[str, Any] = {"heading": Spoken("意见原文", "What people wrote"), "count": Spoken("共 1 条", "1 found")}
    shown |= {"filters": filters(CONTENT, {1: "时限"}, asked), "themes": {1: "时限", 2: "节假日"}, "longest": 40}
    shown |= {"rows": [row] if sorting else [row | {"opinion": None, "group": ""}], "request_key": "page:1"}
    way = f"{HREF}words?page=2" if sorting else ""
    shown |= {"search_href": f"{HREF}words", "earlier_href": way, "later_href": way}
    return _desk(sort_href=f"{HREF}sort" if sorting else "", **shown)


def no_words_page() -> dict[str, Any]:
    """Nobody wrote such a thing."""
    return words_page() | {"rows": [], "earlier_href": ""}


# ---- citizens --------------------------------------------------------------------------------------------------------


def _portal(**more: Any) -> dict[str, Any]:
    frame = {
        "elder": False,
        "here": "/portal/consultations/",
        "version_href": "/portal/version",
        "language_href": "/language",
        "home_href": "/portal/",
        "facts": PortalFacts(),
        "number": "12345",
        "menu": MENU,
        "foot": partial(foot, MENU),
    }
    return {"shell": samples.shell(person=False), "portal": frame, **more}


def _head(*, open_now: bool = True) -> dict[str, Any]:
    standing = Spoken("正在征集", "Open now") if open_now else Spoken("已截止", "Closed")
    href = "/portal/consultations/1/"
    days = {"first_day": PERIOD.first, "closes_at": PERIOD.closes_at, "one_per_person": open_now}
    return {"href": href, "standing": standing, "answer_href": f"{href}answer" if open_now else "", **days}


def portal_list(*, rows: bool = True) -> dict[str, Any]:
    """What is open, and what is over; or nothing."""
    title = {"title": title_of(CONTENT)}
    return _portal(open_ones=[_head() | title] if rows else [], others=[_head(open_now=False) | title] if rows else [])


def portal_one(*, reported: bool = False) -> dict[str, Any]:
    """To be answered, or with what became of it."""
    notes = [{"text": Spoken("更正一字。", "One word corrected."), "at": NOW, "closes_at": None}]
    page = _portal(one=_head(open_now=not reported), read=read_context(CONTENT), notes=notes, counts=None, results=[])
    if reported:
        page |= {"counts": counts_context(CONTENT, FOUND), "results": items_context(CONTENT, FOUND, REPORT)}
    return page


def portal_answer(*, errors: bool = False) -> dict[str, Any]:
    """The form of an answer."""
    found = {"i3": WRONG, "w1": Spoken("请缩短", "Shorten it")} if errors else {}
    asked = answer_context(CONTENT, {"i1": ["agree"], "w1": ["好。"]}, found)
    return _portal(one=_head(), title=title_of(CONTENT), request_key="0" * 32, **asked)


def portal_prove(*, code: bool = False) -> dict[str, Any]:
    """A number, or the code that went to it."""
    question = code_question(WRONG) if code else number_question()
    shown = {"question": question, "wrong": wrong([question]), "step": "code" if code else "prove"}
    return _portal(
        one=_head(), title=title_of(CONTENT), minutes=10, again_href="/portal/consultations/1/prove", **shown
    )


def portal_received() -> dict[str, Any]:
    """The receipt."""
    return _portal(one=_head(), title=title_of(CONTENT), number=12)
