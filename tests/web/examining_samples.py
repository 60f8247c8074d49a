"""What the examiner's desk shows, as its view would make it."""

from __future__ import annotations

from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.words import CorrectionGround, FeedbackEnd, FlaggedKind, Outcome, PointState, ReplyState, TextKind
from lianxin.law.words import FeedbackVerdict as V
from tests.web import dispatching_samples as dispatching
from tests.web import samples

FINDINGS = "11 月 24 日会同街道现场核查，3 家摊主已撤离，当晚复查无占道。"
TICKS = (PointState.ANSWERED, PointState.MISSING, PointState.DROPPED)


def point(place: int, words: str, state: PointState = PointState.OPEN, *, listed: bool = False) -> dict[str, Any]:
    """One row of the points."""
    return {
        "place": place,
        "key": str(place) if listed else f"n{place}",
        "digit": str(place),
        "words": words,
        "note": Spoken("第 1 次反馈：已回应", "Feedback 1: dealt with") if listed else "",
        "listed": listed,
        "ticks": [{"value": one.value, "text": one, "selected": one is state} for one in TICKS],
        "files": [{"value": "7", "number": 1, "name": Spoken("现场照片", "Photograph"), "selected": listed}],
    }


def points_field(*, wrong: bool = False) -> dict[str, Any]:
    """The points of the matter as a field of the form."""
    error = Spoken("还有要点没有回应，件数 1。", "Points are not dealt with yet, namely 1.") if wrong else ""
    rows = [point(1, "取缔占道经营", PointState.ANSWERED, listed=True), point(2, "给予答复"), point(3, "")]
    return {
        "name": "points",
        "kind": "points",
        "label": Spoken("诉求要点", "Points"),
        "help": Spoken("按转办内容逐项核对", "Check point by point"),
        "required": False,
        "error": error,
        "points": rows,
    }


def way(verdict: V, key: str, *, barred: bool = False) -> dict[str, Any]:
    """One verdict and where it leads."""
    leads = Spoken("计为按时；回访至 11 月 30 日（周一）24:00", "It counts as on time; callback by Mon 30 Nov 24:00")
    no = Spoken("尚欠来电人的回复。请退回补正。", "A reply is still owed. Return it for correction.")
    return {
        "value": verdict.value,
        "text": verdict,
        "key": key,
        "leads": Spoken() if barred else leads,
        "barred": no if barred else "",
    }


def feedback(*, barred: bool = False) -> dict[str, Any]:
    """What the unit says."""
    parts = [
        {"text": "已与", "kind": None},
        {"text": "王小明", "kind": FlaggedKind.NAME},
        {"text": "联系。", "kind": None},
    ]
    return {
        "outcome": Outcome.DONE,
        "made_at": samples.NOW,
        "who": dispatching.BUREAU,
        "second_date": samples.NOW.date(),
        "due_at": samples.NOW,
        "late": barred,
        "texts": [{"kind": TextKind.FINDINGS, "text": FINDINGS}, {"kind": TextKind.MEASURES, "text": "夜间巡查。"}],
        "public": {"parts": parts, "flagged": 1, "barred": int(barred)},
    }


def desk_page(*, barred: bool = False) -> dict[str, Any]:
    """The desk with a feedback that may pass, or with one that may not."""
    page = samples.order_page()
    form = samples.action_form() | {"fields": [points_field(wrong=barred), *samples.action_form()["fields"]]}
    like = {
        "href": samples.HREF,
        "number": samples.NUMBER,
        "outcome": Outcome.DONE,
        "made_at": samples.NOW,
        "percent": 92,
        "copied": True,
        "parts": [{"text": "11 月 3 日", "same": False}, {"text": "会同街道现场核查", "same": True}],
    }
    earlier = {
        "serial": 1,
        "outcome": Outcome.DONE,
        "end": FeedbackEnd.RETURNED,
        "made_at": samples.NOW,
        "grounds": [CorrectionGround.POINT, CorrectionGround.EVIDENCE],
        "texts": [{"kind": TextKind.FINDINGS, "text": FINDINGS}],
        "reasons": ["请补充照片。"],
    }
    file = {
        "href": samples.HREF,
        "icon": "photo",
        "picture": samples.PICTURE,
        "name": "现场照片.jpg",
        "note": Spoken("386 KB", "386 KB"),
        "version": False,
        "unscanned": True,
        "number": 1,
    }
    replied = {"serial": 1, "state": ReplyState.MADE, "owed": False, "at": samples.NOW, "text": "摊位已清理。"}
    return {
        "desk": Spoken("审核台", "Examination"),
        **dispatching.queue(),
        **{name: page[name] for name in ("shell", "order")},
        "texts": page["texts"]
        | {"account": "王女士：油烟很大。", "account_note": Spoken("仅热线中心可见", "centre only")},
        "order_href": samples.HREF,
        "matter_href": "/examining/20261116-00317-7/matter?list=all",
        "aside_href": "/examining/20261116-00317-7/aside?list=all",
        "following_href": "/examining/?order=2",
        "feedback": feedback(barred=barred),
        "replies": [replied, replied | {"serial": 2, "state": ReplyState.OWED, "owed": True, "at": None, "text": ""}],
        "evidence": [file, file | {"picture": "", "number": 2, "unscanned": False}],
        "before": [earlier],
        "verdicts": [way(V.PASS, "Y", barred=barred), way(V.RETURN, "T"), way(V.REHANDLE, "R")],
        "form": form,
        "refusal": None,
        "ways": [{"href": samples.HREF, "text": Spoken("列要点", "List the points"), "icon": "list-details"}],
        "alike": [like, like | {"percent": 45, "copied": False}],
        "alike_note": Spoken("最近 40 件", "latest 40"),
    }


def gone_page() -> dict[str, Any]:
    """The desk with a feedback that somebody else was faster with, and nothing beside it."""
    gone = Spoken("此件已不在“待审核”中，现为待回访。", "No longer in “To examine”: callback.")
    nothing = {"feedback": None, "evidence": [], "before": [], "alike": [], "ways": []}
    return desk_page() | nothing | {"form": None, "gone": gone}


def bare_page() -> dict[str, Any]:
    """A feedback without an answer for the public, files and the like; it is another office's to judge."""
    said = feedback() | {"public": None, "due_at": None, "second_date": None}
    return desk_page() | {"feedback": said, "evidence": [], "form": None, "refusal": samples.REFUSAL}


def quiet_page() -> dict[str, Any]:
    """Nothing waits."""
    return dispatching.quiet_desk_page() | {"desk": Spoken("审核台", "Examination")}
