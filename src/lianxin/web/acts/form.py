"""The form of an act as the templates show it (templates/orders/_form.html says what they need)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lianxin.law.lamps import Spoken
from lianxin.law.transitions import Row
from lianxin.web.acts.asked import Asked
from lianxin.web.acts.points import rows_shown
from lianxin.web.acts.signature import Kind

DIGITS = 9
"""Choices that can have a digit key, and so stand side by side."""
MANY = 6
"""Callers, requests and charges that still stand side by side."""

DESTRUCTIVE = frozenset(
    {
        "stop",
        "recall",
        "no_matter",
        "refer_to_police",
        "seal_content",
        "confirm_sealing",
        "forget",
        "uphold_stop",
        "merge",
    }
)
"""Acts that end or destroy something: they stand apart, red, and their button names the order (UX rule 13)."""

INTRODUCTIONS: Mapping[str, Spoken] = {
    "dispatch": Spoken(
        "转办后，时限从转办时起算；来电人的告知日期此后不再推后。",
        "Limits start with the transfer; the caller's date will not move later any more.",
    ),
    "send_back": Spoken(
        "申请期间时限照常计算，由转办员在 1 个工作日内裁定。",
        "Limits run on; the dispatcher decides within 1 working day.",
    ),
    "extend": Spoken(
        "延期只移动办理完毕的日期，回复和反馈的日期不变，裁定期间照常计时。",
        "Only the finishing date moves; reply and feedback stay due, and clocks run while it is decided.",
    ),
    "feed_back": Spoken(
        "反馈交热线中心审核；审核通过后由热线中心回访来电人并办结。",
        "The centre examines the feedback, calls the callers back and closes the order.",
    ),
    "stop": Spoken(
        "同一事实和理由须关联前次工单；已向来电人解释，并作书面说明；热线中心审核。",
        "For the same facts link the earlier order; explain to the caller, give a statement; the centre examines it.",
    ),
    "declare_interest": Spoken(
        "声明后您不再能查看或办理此工单，由替代人员办理，时限不变。",
        "You will neither see nor handle this order any more; your substitute goes on, limits do not move.",
    ),
    "renew_query_code": Spoken(
        "请先核实本人：来电号码就是登记的号码，或用登记的号码回拨。原查询码随即作废，新查询码只显示一次。",
        "First make sure who it is: a call from or to the number on record. The old code ends; the new one shows once.",
    ),
    "report_retaliation": Spoken(
        "将另立举报件，原工单不留痕迹；被反映的单位及其下属看不到，由督办员和中心主任督促。",
        "It becomes a tip-off of its own; this order bears no trace, and neither the accused nor those below see it.",
    ),
    "forget": Spoken("删除后不能恢复；工单编号、日期、评价保留。", "This is for good; number, dates, ratings stay."),
    "confirm_sealing": Spoken(
        "封存会销毁正文、录音和索引，不能恢复。", "It destroys text, recording and index for good."
    ),
}
"""What one should know before filling in a form."""

FED_BACK_UP = Spoken(
    "反馈交上级承办单位，由其汇总后反馈热线中心。", "It goes to the unit above yours, which feeds back to the centre."
)
"""What a delegate should know before it feeds back (Art. 24)."""

_SIDE_BY_SIDE = frozenset({Kind.CALLER, Kind.OVERLAY, Kind.RATING, Kind.ASSIGNMENT, Kind.PERSON})
_FOUND_BY_NAME = frozenset({Kind.UNIT, Kind.UNITS, Kind.STAFF, Kind.TOPIC, Kind.DIVISION})


@dataclass(slots=True)
class Entered:
    """What stands in the fields and what is wrong with it."""

    said: Mapping[str, list[str]]
    errors: Mapping[str, Spoken] = field(default_factory=dict)


def fields_of(fields: Iterable[Asked], entered: Entered) -> list[dict[str, Any]]:
    """One context of components/field.html for each thing asked for."""
    return [_field(one, entered.said.get(one.name, []), entered.errors.get(one.name)) for one in fields]


def _field(one: Asked, said: list[str], error: Spoken | None) -> dict[str, Any]:
    kind = _shape(one)
    if kind == "points":
        shown = rows_shown(one.choices, said)
    else:
        shown = {"choices": [_choice(one, place, said, kind) for place in range(len(one.choices))]}
    return {
        "name": one.name,
        "kind": kind,
        "label": one.field.label,
        "help": one.field.help,
        "required": one.needed,
        "value": said[0] if said else "",
        "error": error or "",
        **shown,
        "multiple": one.parameter.kind is Kind.UNITS,
        "rows": one.field.rows,
        "max": one.field.most or None,
        "min": 1 if one.parameter.kind is Kind.AMOUNT else None,
        "narrow": one.parameter.kind in (Kind.DATE, Kind.MOMENT, Kind.AMOUNT, Kind.ORDER) or one.field.telephone,
        "shown_when": one.field.shown_when,
        "autocomplete": "off",
    }


_SHAPES: Mapping[Kind, str] = {
    Kind.DATE: "date",
    Kind.MOMENT: "moment",
    Kind.AMOUNT: "number",
    Kind.POINTS: "points",
    Kind.LINES: "textarea",
}


def _shape(one: Asked) -> str:
    kind = one.parameter.kind
    if kind in _FOUND_BY_NAME:
        return "picker"
    if one.parameter.several:
        return "checks"
    if kind in _SIDE_BY_SIDE:
        return "segmented" if len(one.choices) <= MANY else "select"
    if kind in (Kind.WORD, Kind.YES_NO, Kind.DISPOSITION):
        return "segmented" if len(one.choices) <= DIGITS else "select"
    if kind is Kind.TEXT:
        return "textarea" if one.field.rows else "phone" if one.field.telephone else "text"
    return _SHAPES.get(kind, "text")


def _choice(one: Asked, place: int, said: list[str], kind: str) -> dict[str, Any]:
    choice = one.choices[place]
    return {
        "value": choice.value,
        "text": choice.text,
        "find": choice.find,
        "note": choice.note,
        "depth": choice.depth,
        "barred": choice.barred,
        "selected": choice.value in said or (not said and choice.value == ""),
        "key": str(place + 1) if kind == "segmented" and place < DIGITS else None,
    }


def submit_of(row: Row, name: Spoken, number: str) -> dict[str, Any]:
    """The button that does it; a destructive act names what it will do and to which order."""
    if row.action in DESTRUCTIVE:
        return {"text": Spoken(f"{row.zh} {number}", f"{row.en} {number}"), "tone": "danger"}
    return {"text": name, "tone": "primary"}


def errors_text(errors: Mapping[str, Spoken]) -> Spoken | str:
    """How many fields need another look; empty when all is well."""
    count = len(errors)
    if not count:
        return ""
    en = "1 field needs another look, see below." if count == 1 else f"{count} fields need another look, see below."
    return Spoken(f"有 {count} 处需要补充，见下方红字。", en)
