"""Samples of what is made public: figures, units, cases, rules, data, opinions; and the desk's pages for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from lianxin.law.actors import Actor
from lianxin.law.articles import citation
from lianxin.law.by import By
from lianxin.law.decisions.hotline_opinion import OpinionFacts
from lianxin.law.decisions.typical_case import CaseFacts, OrderOfCase
from lianxin.law.indicators import BY_CODE, Figure
from lianxin.law.lamps import Spoken
from lianxin.law.open_data import DATA_FILES, LICENCE, WHY_HIDDEN
from lianxin.law.portal import parse_portal
from lianxin.law.procedure import STEPS
from lianxin.law.publishing import PUBLISHED_FIGURES, UNITS_FIGURES
from lianxin.law.words import (
    ClosedAs,
    DeliveryState,
    HotlineOpinionState,
    OrderState,
    RequestType,
    Role,
    TextKind,
    TypicalCaseState,
)
from lianxin.records.published import Share
from lianxin.vault.looking import look
from lianxin.web.cases import forms as case_forms
from lianxin.web.marked import marked
from lianxin.web.opinions import forms as opinion_forms
from lianxin.web.portal.asking import Question, wrong
from lianxin.web.portal.opinions.giving import QUESTIONS as GIVING
from lianxin.web.portal.opinions.reading import QUESTIONS as ASKING
from lianxin.web.portal.publishing.figures import defined
from lianxin.web.portal.publishing.months import HIDDEN, shown_share
from tests.web import samples
from tests.web.portal_samples import foot
from tests.web.samples import NOW

Context = dict[str, Any]
FACTS = parse_portal(
    (Path(__file__).resolve().parents[2] / "cities" / "yunhe" / "portal.toml").read_text(encoding="utf-8"),
    "portal.toml",
)
MONTHS = [
    {"value": "2026-10", "text": Spoken("2026 年 10 月", "October 2026"), "chosen": True},
    {"value": "2026-09", "text": Spoken("2026 年 9 月", "September 2026"), "chosen": False},
]
FIGURE = Figure(holds=412, fails=37)
TITLE, BODY = "小区路灯三天修好", "市民反映幸福路 8 号的路灯不亮，市政单位经理张建国到场，更换三盏灯具。"
LONG = "晚上八点以后要等十分钟才有人接听，孩子发烧的时候打不进来，希望增加坐席，也希望网站上能看到排队人数。"


def frame(*, elder: bool = False) -> Context:
    """The frame around every citizens' page."""
    menu = [{"href": "/portal/", "text": Spoken("首页", "Home")}]
    menu += [{"href": "/portal/figures/", "text": Spoken("热线数据", "Figures")}]
    portal = {
        "elder": elder,
        "here": "/portal/",
        "version_href": "/portal/version",
        "language_href": "/language",
        "home_href": "/portal/",
        "facts": FACTS,
        "number": "12345",
        "menu": menu,
        "foot": partial(foot, menu),
    }
    return {"shell": samples.shell(), "portal": portal}


def _counts() -> list[Context]:
    names = (("城市管理", "City management", 211), ("居民生活", "Daily life", 74), ("农村事务", "Rural affairs", None))
    return [{"name": Spoken(zh, en), "count": count, "whole": 449, "hidden": HIDDEN} for zh, en, count in names]


def figures(*, elder: bool = False) -> Context:
    """A month's figures, one of them of too few cases, one over nothing."""
    shares = [Share(code, FIGURE) for code in PUBLISHED_FIGURES]
    shares[1], shares[2] = Share(shares[1].code, Figure(holds=2), hidden=True), Share(shares[2].code, Figure())
    return frame(elder=elder) | {
        "months": MONTHS,
        "why": WHY_HIDDEN,
        "month": MONTHS[0]["text"],
        "whole": 449,
        "topics": _counts(),
        "districts": _counts(),
        "figures": [defined(BY_CODE[one.code]) | shown_share(one) for one in shares],
    }


def no_month() -> Context:
    """Before any month is frozen."""
    return frame() | {"months": [], "why": WHY_HIDDEN}


def units(*, elder: bool = False) -> Context:
    """Two units, one with too few cases."""
    names = (Spoken("市住房和城乡建设局", "Housing and Urban-Rural Development Bureau"), Spoken("涌泉街道", "Yongquan"))
    shown = [
        {
            "name": name,
            "figures": [
                {"name": Spoken(BY_CODE[code].zh, BY_CODE[code].en)}
                | shown_share(Share(code, FIGURE, hidden=place == 1))
                for code in UNITS_FIGURES
            ],
        }
        for place, name in enumerate(names)
    ]
    told = [defined(BY_CODE[code]) for code in UNITS_FIGURES]
    return frame(elder=elder) | {
        "months": MONTHS,
        "why": WHY_HIDDEN,
        "figures": told,
        "month": MONTHS[0]["text"],
        "units": shown,
    }


def _case() -> Context:
    topic = Spoken("城市管理", "City management")
    return {
        "id": 1,
        "title": TITLE,
        "body": BODY,
        "topic": topic,
        "unit": Spoken("市城管局", "City Management"),
        "at": NOW,
    }


def cases(*, some: bool = True) -> Context:
    """The list of cases."""
    return frame() | {"cases": [_case()] if some else []}


def case(*, elder: bool = False) -> Context:
    """One case."""
    return frame(elder=elder) | {"case": _case()}


def rules(*, elder: bool = False) -> Context:
    """Channels, procedure, limits."""
    steps = [{"name": one.name, "happens": one.happens, "article": citation(one.article)} for one in STEPS]
    article = {"text": citation("jinan_2018:24"), "href": "/law/jinan_2018/24"}
    term, everything = Spoken("5 个工作日", "5 working days"), Spoken("全部", "all")
    row = {"name": Spoken("单位多久答复您", "Until the office answers you"), "value": term, "when": everything}
    pages = [{"name": "portal_figures", "text": Spoken("每月受理的诉求", "Matters of each month")}]
    published = {"pages": pages, "article": citation("jinan_2018:33")}
    return frame(elder=elder) | {"steps": steps, "limits": [row | {"article": article}], "published": published}


def data(*, elder: bool = False) -> Context:
    """The files with their columns."""
    files = [
        {
            "code": file.code,
            "title": file.title,
            "holds": file.holds,
            "columns": [
                {
                    "name": one.name,
                    "meaning": one.meaning,
                    "unit": one.unit,
                    "values": one.values,
                    "article": citation(one.article),
                }
                for one in file.columns
            ],
        }
        for file in DATA_FILES
    ]
    return frame(elder=elder) | {"files": files, "licence": LICENCE, "why": WHY_HIDDEN, "mark": "*", "empty": not elder}


def give(*, came_back: bool = False, elder: bool = False) -> Context:
    """An opinion is written, or came back with what is wrong."""
    asked: list[Question] = list(GIVING)
    if came_back:
        asked[0] = asked[0].answered(("",), Spoken("请写下您的意见", "Please write what you think"))
    said = Spoken("请核对后再提交一次。", "Please send it again.") if came_back else None
    return frame(elder=elder) | {"questions": asked, "wrong": wrong(asked), "said": said, "key": "k"}


def receipt(*, twice: bool = False, elder: bool = False) -> Context:
    """What the writer takes home."""
    code = "" if twice else "042917"
    return frame(elder=elder) | {"opinion_number": "2026-000017", "code": code, "due_at": NOW, "wants_answer": True}


def ask(*, elder: bool = False) -> Context:
    """Number and code."""
    return frame(elder=elder) | {"questions": ASKING, "wrong": [], "said": Spoken("不对。", "Wrong.")}


def answer(*, elder: bool = False) -> Context:
    """The own opinion with its answer."""
    opinion = {"number": "2026-000017", "at": NOW, "state": Spoken("已答复", "Answered"), "due_at": NOW}
    return frame(elder=elder) | {"opinion": opinion | {"opinion": LONG, "answer": BODY, "answered_at": NOW}}


def opinions(*, some: bool = True, elder: bool = False) -> Context:
    """Published opinions."""
    one = {"number": "2026-000017", "at": NOW, "answered_at": NOW, "opinion": LONG, "answer": BODY}
    return frame(elder=elder) | {"opinions": [one] if some else []}


# ---- at the desk -----------------------------------------------------------------------------------------------------

HEAD = By(Actor(Role.HEAD_OF_CENTRE, staff=2, unit=1), NOW)
ENDED = OrderOfCase(OrderState.CLOSED, RequestType.HELP, ClosedAs.DONE)
SEEN = look({"title": TITLE, "body": BODY}, confirmed=["张建国"])
TEXTS = {"title": (Spoken("标题", "Title"), TITLE), "body": (Spoken("正文", "Text"), BODY)}


def _row() -> Context:
    shown = {
        "href": "/cases/1",
        "title": TITLE,
        "number": samples.NUMBER,
        "topic": Spoken("城市管理", "City management"),
    }
    people = {"writer": "黄帆", "at": NOW, "decider": "", "decided_at": None}
    return shown | people | {"state": TypicalCaseState.AWAITING}


def desk_cases(*, some: bool = True) -> Context:
    """All cases."""
    page = {"shell": samples.shell(), "crumbs": case_forms.crumbs(), "rows": [_row()] if some else []}
    return page | {"write_href": "/cases/write" if some else ""}


def desk_case(*, public: bool = False) -> Context:
    """One case before the head of the centre; or one that is public and whose order became secret."""
    state = TypicalCaseState.PUBLISHED if public else TypicalCaseState.AWAITING
    wrong_reason = {"reason": Spoken("没有写明理由。", "The reason is missing.")}
    return {
        "shell": samples.shell(),
        "crumbs": case_forms.crumbs(samples.NUMBER),
        "row": _row() | {"state": state, "decider": "白文博", "decided_at": NOW},
        "texts": marked(TEXTS, SEEN),
        "reason": "表述有误。" if public else "",
        "found": 0 if public else len(SEEN.places),
        "order_href": samples.HREF,
        "public_href": "/portal/cases/1" if public else "",
        "unfit": public,
        "write_href": "" if public else "/cases/write/1",
        "forms": case_forms.act_forms(1, CaseFacts(state, 1, ENDED), HEAD, None, ("withdraw_case", wrong_reason)),
    }


def desk_write(*, found: bool = True) -> Context:
    """A case is written, with what was flagged in it; or its order is asked for."""
    page = {"shell": samples.shell(), "crumbs": case_forms.crumbs(samples.NUMBER)}
    if not found:
        return page | {"form": case_forms.number_form(None, {}), "beside": None, "texts": []}
    errors = {"confirmed": Spoken("还有没有核对的。", "Some were not looked at.")}
    form = case_forms.write_form(samples.NUMBER, {"title": TITLE, "body": BODY}, SEEN, errors)
    beside = [{"label": TextKind.TRANSFER, "text": "小区北门三盏路灯不亮。"}]
    return page | {"form": form, "beside": beside, "texts": marked(TEXTS, SEEN)}


def _opinion() -> Context:
    tags = [Spoken("要答复", "wants an answer"), Spoken("可公开", "may be published")]
    shown = {"href": "/opinions/1", "number": "2026-000017", "opinion": LONG, "tags": tags, "answerer": "朱嘉禾"}
    return shown | {"state": HotlineOpinionState.ANSWERED, "at": NOW, "due_at": NOW}


def desk_opinions(*, some: bool = True) -> Context:
    """All opinions."""
    return {"shell": samples.shell(), "crumbs": opinion_forms.crumbs(), "rows": [_opinion()] if some else []}


def desk_opinion(*, waiting: bool = False) -> Context:
    """One opinion that waits, or one that was answered and may be published."""
    state = HotlineOpinionState.RECEIVED if waiting else HotlineOpinionState.ANSWERED
    facts = OpinionFacts(state, may_publish=True, answerer=None if waiting else 1)
    words = {"opinion": LONG, "answered": BODY}
    seen = look(words, confirmed=[])
    shown = {"opinion": (Spoken("公开的意见", "Opinion"), LONG), "answered": (Spoken("公开的答复", "Answer"), BODY)}
    return {
        "shell": samples.shell(),
        "crumbs": opinion_forms.crumbs("2026-000017"),
        "row": _opinion() | {"state": state, "opinion": "" if waiting else LONG},
        "answer": "" if waiting else BODY,
        "reason": "有误。" if waiting else "",
        "told": DeliveryState.SENT if waiting else None,
        "texts": [] if waiting else marked(shown, seen),
        "forms": opinion_forms.act_forms(1, facts, HEAD, words, seen, ("", None, {})),
    }


P, D = "portal/publishing/", "publishing/"
Maker = Callable[[], Context]
_BOTH: dict[str, tuple[str, Callable[..., Context]]] = {
    "public-figures": (f"{P}figures.html", figures),
    "public-units": (f"{P}units.html", units),
    "public-case": (f"{P}case.html", case),
    "public-rules": (f"{P}rules.html", rules),
    "public-data": (f"{P}data.html", data),
    "public-give": ("portal/opinions/give.html", give),
    "public-receipt": ("portal/opinions/receipt.html", receipt),
    "public-ask": ("portal/opinions/ask.html", ask),
    "public-answer": ("portal/opinions/answer.html", answer),
    "public-opinions": ("portal/opinions/list.html", opinions),
}
"""Citizens' pages, each of which is also there for elders."""


def trouble() -> Context:
    """What is wrong and what to do."""
    said = {"what": Spoken("没有找到这个页面", "This page was not found"), "next": Spoken("请核对地址。", "Check it.")}
    return frame() | {"refusal": said}


PAGES: dict[str, tuple[str, Maker]] = {
    "public-home": ("portal/home.html", frame),
    "public-privacy": ("portal/privacy.html", frame),
    "public-trouble": ("portal/trouble.html", trouble),
    **{name: (place, maker) for name, (place, maker) in _BOTH.items()},
    **{f"{name}-elder": (place, partial(maker, elder=True)) for name, (place, maker) in _BOTH.items()},
    "public-no-month": (f"{P}figures.html", no_month),
    "public-cases": (f"{P}cases.html", cases),
    "public-cases-none": (f"{P}cases.html", lambda: cases(some=False)),
    "public-give-wrong": ("portal/opinions/give.html", lambda: give(came_back=True)),
    "public-receipt-twice": ("portal/opinions/receipt.html", lambda: receipt(twice=True)),
    "public-opinions-none": ("portal/opinions/list.html", lambda: opinions(some=False)),
    "cases": (f"{D}cases.html", desk_cases),
    "cases-none": (f"{D}cases.html", lambda: desk_cases(some=False)),
    "case": (f"{D}case.html", desk_case),
    "case-public": (f"{D}case.html", lambda: desk_case(public=True)),
    "case-write": (f"{D}write.html", desk_write),
    "case-order": (f"{D}write.html", lambda: desk_write(found=False)),
    "opinions": (f"{D}opinions.html", desk_opinions),
    "opinions-none": (f"{D}opinions.html", lambda: desk_opinions(some=False)),
    "opinion": (f"{D}opinion.html", desk_opinion),
    "opinion-waits": (f"{D}opinion.html", lambda: desk_opinion(waiting=True)),
}
