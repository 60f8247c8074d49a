"""What the citizens' pages show, as their views would make it; each also in the version for elders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from lianxin.law.lamps import Spoken
from lianxin.law.portal import parse_portal
from lianxin.law.words import CallerKind, RequestType
from lianxin.records.public_answers import Answered
from lianxin.web.dates import moment_words
from lianxin.web.portal.asking import CHOOSE, Choice, Group, Question
from lianxin.web.portal.submitting import questions as asks
from lianxin.web.portal.submitting.files import PHOTOS, TOO_MANY
from lianxin.web.portal.submitting.steps import TITLES
from tests.web import samples

FACTS = parse_portal(
    (Path(__file__).resolve().parents[2] / "cities" / "yunhe" / "portal.toml").read_text(encoding="utf-8"),
    "portal.toml",
)
TERM = Spoken("5 个工作日", "5 working days")
POINT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
ACCOUNT = "锦绣花园 3 号楼从 11 月 20 号开始暖气不热，家里只有 15 度，有老人。希望尽快修好。"

Context = dict[str, Any]


MENU: list[Context] = [{"href": "/portal/", "text": Spoken("首页", "Home")}]


def foot(menu: list[Context]) -> SafeString:
    """The foot of every page, in the language of the page that is made."""
    return render_to_string("portal/_foot.html", {"number": "12345", "menu": menu, "sign_in_href": "/sign-in"})


def frame(*, elder: bool = False) -> Context:
    """The frame around every page."""
    portal = {
        "elder": elder,
        "here": "/portal/",
        "version_href": "/portal/version",
        "language_href": "/language",
        "home_href": "/portal/",
        "facts": FACTS,
        "number": "12345",
        "menu": MENU,
        "open_pages": MENU,
        "foot": partial(foot, MENU),
    }
    return {"shell": samples.shell(), "portal": portal}


def home(*, elder: bool = False) -> Context:
    """The first page."""
    return frame(elder=elder) | {"reply_term": TERM}


def trouble() -> Context:
    """What is wrong and what to do."""
    said = {"what": Spoken("没有找到这个页面", "This page was not found"), "next": Spoken("请核对地址。", "Check it.")}
    return frame() | {"refusal": said}


def step(name: str, questions: list[Question], *, elder: bool = False, **more: Any) -> Context:
    """One of the four steps."""
    at = list(TITLES).index(name)
    steps = [{"text": text, "done": place < at, "here": place == at} for place, text in enumerate(TITLES.values())]
    return frame(elder=elder) | {
        "step": name,
        "title": TITLES[name],
        "href": "/portal/tell/",
        "steps": steps,
        "questions": questions,
        "wrong": [one for one in questions if one.error.zh],
        "begun": True,
        "hours": 72,
        "receipt_href": "",
        "discard_href": "/portal/tell/discard",
        "back_to": list(TITLES)[at - 1] if at else "",
        "photos": PHOTOS,
        "files": [],
        "danger": False,
        "refusal": None,
        **more,
    }


def what(*, elder: bool = False, wrong: bool = False) -> Context:
    """What happened; `wrong`: as it comes back, with photographs."""
    account = asks.ACCOUNT.answered([ACCOUNT])
    if not wrong:
        return step("what", [asks.TYPE.answered([RequestType.COMPLAIN]), account, asks.SUBJECT], elder=elder)
    files = [
        {"place": 0, "name": "现场.jpg", "size": "386 KB", "covered": 3, "coverable": True, "picture": POINT},
        {"place": 1, "name": "notice.pdf", "size": "1.2 MB", "covered": 0, "coverable": False, "picture": POINT},
    ]
    subject = asks.SUBJECT.answered([""], Spoken("请写明反映的是谁", "Say whom it is about"))
    found = [asks.TYPE.answered([], CHOOSE), account, subject]
    photos = PHOTOS.answered((), TOO_MANY)
    more = {"files": files, "photos": photos, "danger": True, "receipt_href": "/portal/tell/receipt"}
    return step("what", found, elder=elder, wrong=[*found[::2], photos], **more)


def where(*, elder: bool = False) -> Context:
    """Where it is."""
    street = Choice("1", Spoken("涌泉街道", "Yongquan Subdistrict"))
    groups = (Group(Spoken("清泉区", "Qingquan District"), (street,)),)
    place = Question("division", Spoken("哪个区？", "Which district?"), "select", groups=groups, optional=True)
    return step("where", [asks.ADDRESS, place.answered(["1"])], elder=elder)


def who(*, elder: bool = False) -> Context:
    """Who tells it, with a number that is too short."""
    short = Spoken("手机号要 11 位，您填了 7 位", "A mobile number has 11 digits, this has 7")
    found = [
        asks.KIND.answered([CallerKind.NATURAL_PERSON]),
        asks.WAY.answered([asks.PHONE]),
        asks.NUMBER.answered(["1385621"], short),
        asks.MAIL,
        asks.NAME,
        asks.LANGUAGE.answered(["zh"]),
        asks.MINOR.answered([asks.YES]),
        asks.CALLBACK_WISH,
    ]
    return step("who", found, elder=elder)


def wishes(*, elder: bool = False, refused: bool = False) -> Context:
    """Wishes, and everything once more; `refused`: too many in a day, of somebody who is secret anyway."""
    wish = Choice("text_only", Spoken("只用文字联系我", "In writing only"), Spoken("不打电话", "No calls"))
    found = [Question("wishes", Spoken("您的要求", "Your wishes"), "several", (wish,), optional=True)]
    line = {"label": Spoken("发生了什么？", "What happened?"), "value": Spoken(ACCOUNT, ACCOUNT)}
    said = {
        "what": Spoken("您今天提交得比较多", "You have sent several today"),
        "next": Spoken("请打电话。", "Call us."),
    }
    more = {"refusal": said if refused else None, "always_secret": refused, "danger": refused}
    parts = [{"step": one, "lines": [line]} for one in ("what", "where", "who")]
    return step("wishes", [] if refused else found, elder=elder, overview=parts, **more)


def answers(*, elder: bool = False) -> Context:
    """What others were answered."""
    one = Answered(1, Spoken("路灯", "Street lamps"), dt.date(2026, 11, 20), "路灯不亮的，三日内检修。", frozenset())
    found = [one, replace(one, topic=Spoken())]
    return frame(elder=elder) | {"answers": found, "onward": "/portal/tell/where", "back": "/portal/tell/"}


def cover(*, elder: bool = False, wrong: bool = False) -> Context:
    """A photograph below its grid."""
    cells = 4 if elder else 6

    def cell(row: int, column: int) -> Context:
        label = Spoken(f"第 {row} 行第 {column} 列", f"Row {row}, column {column}")
        return {"value": f"{row}-{column}", "label": label, "ticked": row == column}

    return frame(elder=elder) | {
        "cells": cells,
        "rows": [[cell(row, column) for column in range(1, cells + 1)] for row in range(1, cells + 1)],
        "picture": POINT,
        "name": "现场.jpg",
        "error": Spoken("图片打不开", "The picture cannot be opened") if wrong else Spoken(),
        "finer": None if wrong else 2 * cells,
        "back": "/portal/tell/#files",
    }


def receipt(*, elder: bool = False, anonymous: bool = False, state_only: bool = False) -> Context:
    """Number, code, and what happens next."""
    return frame(elder=elder) | {
        "order_number": "20261116-00317-7",
        "code": "042 917",
        "at": samples.NOW,
        "received": moment_words(samples.NOW),
        "contactable": not anonymous,
        "secret": anonymous,
        "state_only": state_only,
        "dispatch_term": Spoken() if state_only else Spoken("2 小时", "2 hours"),
        "reply_term": Spoken() if anonymous else TERM,
        "until": samples.NOW,
        "address": "https://12345.yunhe.example/portal/follow/",
        "again_href": "/portal/tell/",
    }


_IN_BOTH: Mapping[str, tuple[str, Callable[..., Context]]] = {
    "portal": ("portal/home.html", home),
    "tell-what": ("portal/submitting/what.html", what),
    "tell-what-wrong": ("portal/submitting/what.html", partial(what, wrong=True)),
    "tell-where": ("portal/submitting/where.html", where),
    "tell-who": ("portal/submitting/who.html", who),
    "tell-wishes": ("portal/submitting/wishes.html", wishes),
    "tell-answers": ("portal/submitting/answers.html", answers),
    "tell-cover": ("portal/submitting/cover.html", cover),
    "tell-receipt": ("portal/submitting/receipt.html", receipt),
}
PAGES: dict[str, tuple[str, Callable[[], Context]]] = {
    **_IN_BOTH,
    **{f"{name}-elder": (page, partial(make, elder=True)) for name, (page, make) in _IN_BOTH.items()},
    "portal-privacy": ("portal/privacy.html", frame),
    "portal-trouble": ("portal/trouble.html", trouble),
    "tell-wishes-refused": ("portal/submitting/wishes.html", partial(wishes, refused=True)),
    "tell-cover-wrong": ("portal/submitting/cover.html", partial(cover, wrong=True)),
    "tell-receipt-anonymous": ("portal/submitting/receipt.html", partial(receipt, anonymous=True)),
    "tell-receipt-tip-off": ("portal/submitting/receipt.html", partial(receipt, anonymous=True, state_only=True)),
}
