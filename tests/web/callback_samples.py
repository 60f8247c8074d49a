"""What the callback desk and the citizen's evaluation show, as their views would make it."""

from __future__ import annotations

from typing import Any

from lianxin.law.evaluation import Script
from lianxin.law.lamps import Spoken
from lianxin.law.words import CallbackResult, Grade, Outcome, RatingWay, Solved
from tests.web import dispatching_samples, samples


def queue() -> dict[str, Any]:
    """The list beside the order, with its filters."""
    shown = dispatching_samples.queue()["queue"]
    rows = [
        row | {"note": Spoken("已发评价短信，等待答复", "asked by message") if row["current"] else ""}
        for row in shown["rows"]
    ]
    everything = Spoken("全部事项", "All topics")
    choices = [{"value": "", "text": everything, "selected": True}]
    filters = [{"name": "topic", "kind": "select", "label": everything, "choices": choices}]
    return {"queue": shown | {"rows": rows, "filters": filters, "hidden": [{"name": "list", "value": "to_call_back"}]}}


def person(serial: int, **more: Any) -> dict[str, Any]:
    """One caller of the order."""
    return {
        "serial": serial,
        "href": "/callbacks/?caller=1",
        "current": serial == 1,
        "name": Spoken("王**", "Wang **"),
        "phone": "138 **** 5621",
        "ways": [{"href": samples.HREF, "icon": "eye", "text": Spoken("显示电话", "Show telephone")}],
        "wishes": [Spoken("仅文字联系", "Text only")],
        "binds": [Spoken("本人要求仅文字联系：请用消息回访。", "Writing only: ask by message.")],
        "result": "",
        "attempts": (samples.NOW,),
        "needed": Spoken("未接通 1 次，计入 1 次", "Not reached 1 ×, 1 of them count"),
        "again_at": samples.NOW,
        "again_on": None,
        "may_try": False,
        "linked": Spoken("已发评价短信链接", "A link to rate was sent"),
        "solved": "",
        "grade_result": "",
        "dissatisfied": False,
        "disputed": False,
        "proposed": False,
        "to_check": False,
        "said": None,
    } | more


def desk_page(*, answered: bool = False) -> dict[str, Any]:
    """The desk with an order of two callers: before the first is called, or after one said no."""
    page = samples.order_page()
    said: dict[str, Any] = {"result": CallbackResult.REACHED, "solved": Solved.NO, "grade_result": Grade.DISSATISFIED}
    said["said"] = {
        "way": RatingWay.PORTAL,
        "at": samples.NOW,
        "reasons": [Spoken("办理太慢", "Too slow")],
        "words": "第二天又坏了。",
    }
    marks = {"dissatisfied": True, "disputed": True, "proposed": True, "to_check": True, "linked": ""}
    first = person(1, **(said | marks if answered else {}))
    key = {"href": samples.HREF, "text": Spoken("建议重办", "Propose a rehandling"), "icon": "rotate", "key": "B"}
    script = Script(
        ("您好。", "问题解决了吗？"), ("Good day.", "Is it solved?"), samples.NOW.date(), None, Outcome.DONE
    )
    return {
        "desk": Spoken("回访台", "Callback desk"),
        **queue(),
        **{name: page[name] for name in ("shell", "order")},
        "people": [first, person(2, may_try=True)],
        "person": first,
        "order_href": samples.HREF,
        "matter_href": "/callbacks/20261116-00317-7/matter",
        "aside_href": "/callbacks/20261116-00317-7/aside",
        "following_href": "/callbacks/?order=2",
        "form": None if answered else samples.action_form(),
        "refusal": samples.REFUSAL if answered else None,
        "gone": "",
        "ways": [key],
        "script": script,
        "sentences": list(zip(script.zh, script.en, strict=True)) if answered else [],
        "script_due": answered,
        "outcome": Outcome.DONE,
        "host": Spoken("市城市管理局", "City Management Bureau"),
        "told": [{"label": Spoken("办理情况", "Findings"), "text": "已更换三盏灯具。", "kind": "findings"}],
        "again_by": samples.NOW,
        "round": 2,
    }


def bare_desk_page() -> dict[str, Any]:
    """An order of which nothing is due any more."""
    nothing = {"people": [], "person": None, "refusal": None, "script": None, "told": [], "again_by": None, "ways": []}
    return (
        desk_page(answered=True) | nothing | {"gone": Spoken("此件已不在“待回访”中。", "No longer in “To call back”.")}
    )


def evaluation(*, wrong: bool = False) -> dict[str, Any]:
    """The questions of the citizen's page."""
    choices = [
        {"value": "yes", "text": Spoken("联系过", "Yes"), "chosen": wrong},
        {"value": "no", "text": Spoken("没有联系", "No"), "chosen": False},
    ]
    missing = Spoken("请选择一项", "Please choose one") if wrong else ""
    asked = [
        {"name": name, "label": label, "error": missing, "several": name == "reasons", "choices": choices}
        for name, label in (
            ("contacted", Spoken("办理单位联系过您吗？", "Did the office get in touch?")),
            ("reasons", Spoken("因为什么？", "Why?")),
        )
    ]
    return {
        "shell": samples.shell(person=False),
        "number": samples.NUMBER,
        "before": wrong,
        "received_at": samples.NOW,
        "until": samples.NOW.date(),
        "questions": asked,
        "errors": {"contacted": missing} if wrong else {},
        "key": "0" * 32,
        "href": "/evaluate/x",
        "other_href": "/evaluate/x?language=en",
        "again_href": "/evaluate/x",
    }
