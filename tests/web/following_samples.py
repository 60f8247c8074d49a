"""What a citizen who follows a matter sees, as the views would make it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial

from lianxin.law.decisions.following import OWN_ACTS
from lianxin.law.lamps import Spoken
from lianxin.web.portal.asking import Choice, Question, wrong
from lianxin.web.portal.evaluating import ASKED
from lianxin.web.portal.following.asking import CODE, EMPTY_NUMBER, KEPT, NOT_A_PAIR, NUMBER
from lianxin.web.portal.following.whom import CHOSEN, NAME, OTHERS
from lianxin.web.portal.following.words import WAYS
from tests.web import samples
from tests.web.portal_samples import POINT, Context, frame

HREF = f"/portal/follow/{samples.NUMBER}/"
MATTER = {"number": samples.NUMBER, "home_href": HREF}
STEPS = [
    (samples.NOW.date(), "起算日，不计", "the first day, not counted"),
    (samples.NOW.date() + dt.timedelta(days=1), "第 1 个工作日", "working day 1"),
]


class Step:
    """A day of a computation, said in both languages."""

    def __init__(self, date: dt.date, zh: str, en: str) -> None:
        self.date, self.zh, self.en = date, zh, en


LIMIT = {
    "due_at": samples.NOW + dt.timedelta(days=4),
    "provisional": True,
    "steps": [Step(*one) for one in STEPS],
    "basis": Spoken("《济南市12345市民服务热线条例》第二十四条", "Art. 24"),
}
LATEST = {"words": Spoken("最晚答复您", "You have an answer by"), "past": False, "term": Spoken(), **LIMIT}
HAPPENED = [
    {
        "words": Spoken("已交给市供热集团", "Given to the heating company"),
        "at": samples.NOW,
        "note": Spoken("最晚答复您", "You have an answer by"),
        "due_at": samples.NOW + dt.timedelta(days=4),
    },
    {
        "words": Spoken("已受理", "Received"),
        "at": samples.NOW,
        "note": Spoken("网上提交", "On the web"),
        "due_at": None,
    },
]


def ask(*, error: bool = False, elder: bool = False) -> Context:
    """Number and query code."""
    questions = (
        [NUMBER.answered([""], EMPTY_NUMBER), CODE.answered(["111111"], NOT_A_PAIR)] if error else [NUMBER, CODE]
    )
    kept = KEPT.answered(["三号楼前的那盏也坏了。"]) if error else None
    shown = {"questions": questions, "wrong": wrong(questions), "again": error, "left": not error, "kept": kept}
    return frame(elder=elder) | shown


def code(*, contact: str = "154 **** 5678", elder: bool = False) -> Context:
    """The one-time code."""
    shown = {"matter": MATTER, "question": CODE, "wrong": [], "contact": contact, "minutes": 10, "key": "k"}
    return frame(elder=elder) | shown | {"send_href": f"{HREF}send"}


def lost() -> Context:
    """A lost query code."""
    questions = [NUMBER.answered([""], EMPTY_NUMBER)]
    return frame() | {"questions": questions, "wrong": wrong(questions)}


def renewed(*, made: bool = True) -> Context:
    """Another query code, or none where the matter is archived."""
    return frame() | {"number": samples.NUMBER, "code": "042 917" if made else "", "href": HREF}


def registered() -> Context:
    """A matter of its own that an act began."""
    return frame() | {"number": samples.NUMBER, "code": "042 917"}


def whom(*, sure: bool = False) -> Context:
    """An act against somebody: whom, and why."""
    way = WAYS["demand_recusal"]
    offices = (Choice("7", Spoken("市城市管理局", "City Management Bureau")), OTHERS)
    one = Question(CHOSEN, way.whom, "rows", offices).answered(["7"])
    why = Question("said", way.asked, "area", help=way.help).answered(["他们是亲戚。"])
    shown = {"matter": MATTER, "way": way, "href": f"{HREF}act/demand_recusal", "questions": [one, NAME, why]}
    return frame() | shown | {"wrong": [], "sure": sure, "key": "k", "with_files": False}


def act(*, sure: bool = False, elder: bool = False) -> Context:
    """What a caller does, and its confirmation."""
    way = WAYS["object"]
    question = CODE.answered(["答复里没有说何时供热。"])
    shown = {"matter": MATTER, "way": way, "href": f"{HREF}act/object", "questions": [question], "wrong": []}
    return frame(elder=elder) | shown | {"sure": sure, "key": "k", "with_files": not sure}


def nothing(*, contact: str = "154 **** 5678") -> Context:
    """A secret matter before the one-time code."""
    proof = {"contact": contact, "send_href": f"{HREF}send", "key": "k"}
    return frame() | {"matter": MATTER, "leave_href": f"{HREF}leave", "proof": proof, "refused": None, "done": None}


def whole(*, elder: bool = False) -> Context:
    """Everything that is theirs, after the answer."""
    ways = [
        {
            "action": name,
            "text": WAYS[name].name,
            "icon": WAYS[name].icon,
            "href": "" if name == "urge" else f"{HREF}act/{name}",
            "note": WAYS[name].note,
        }
        for name in OWN_ACTS
        if name in WAYS
    ]
    standing = {
        "words": Spoken("已答复，请您核实", "Answered: please check"),
        "good": True,
        "then": Spoken("热线中心审核、回访", "The hotline examines and calls back"),
    }
    answer = {
        "title": Spoken("答复内容", "The answer"),
        "words": "维修人员已更换阀门，入户测温 20.5 度。",
        "by": Spoken("市供热集团", "Heating company"),
        "at": samples.NOW,
    }
    file = {"name": "阀门.jpg", "size": "120 KB", "by": Spoken("办理单位", "The office"), "href": HREF}
    rating = {"questions": list(ASKED), "href": f"{HREF}rate", "key": "k", "before": False}
    shown = {
        "matter": MATTER, "leave_href": f"{HREF}leave", "refused": None, "done": WAYS["supplement"].done,
        "standing": standing, "latest": LATEST | {"past": True}, "explanation": LIMIT, "happened": HAPPENED,
        "moved_to": samples.NUMBER, "ways": ways, "title": "暖气不热", "answers": [answer], "verified": True,
        "files": [file | {"small": POINT, "large": POINT}], "rating": rating, "wrong": [],
    }  # fmt: skip
    return frame(elder=elder) | shown


PAGES: Mapping[str, tuple[str, Callable[[], Context]]] = {
    "follow": ("portal/following/ask.html", ask),
    "follow-wrong": ("portal/following/ask.html", partial(ask, error=True)),
    "follow-elder": ("portal/following/ask.html", partial(ask, elder=True)),
    "follow-code": ("portal/following/code.html", code),
    "follow-code-no-way": ("portal/following/code.html", partial(code, contact="")),
    "follow-lost": ("portal/following/lost.html", lost),
    "follow-lost-code": ("portal/following/lost_code.html", code),
    "follow-renewed": ("portal/following/renewed.html", renewed),
    "follow-not-renewed": ("portal/following/renewed.html", partial(renewed, made=False)),
    "follow-act": ("portal/following/act.html", act),
    "follow-act-sure": ("portal/following/act.html", partial(act, sure=True)),
    "follow-act-whom": ("portal/following/act.html", whom),
    "follow-act-whom-sure": ("portal/following/act.html", partial(whom, sure=True)),
    "follow-registered": ("portal/following/registered.html", registered),
    "follow-nothing": ("portal/following/matter.html", nothing),
    "follow-whole": ("portal/following/matter.html", whole),
    "follow-whole-elder": ("portal/following/matter.html", partial(whole, elder=True)),
}
