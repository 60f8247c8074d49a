"""The words of an order: what was written for the unit, what the caller said, and the facts beside them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lianxin.access import Part
from lianxin.law.lamps import Spoken
from lianxin.law.transitions import ENDED
from lianxin.law.visibility import Audience
from lianxin.law.words import AssignmentKind, PointState, ReplyState, TextKind, Urgency
from lianxin.records.models import WorkOrder
from lianxin.records.paths import division_names, topic_path
from lianxin.records.points import words_of_points
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.story import who

NOT_YET = Spoken(
    "尚未转办，转办内容由受理员或转办员拟写。", "Not dispatched yet: the text for transfer is still to be written."
)
GONE = Spoken("内容已封存或删除。", "The text was sealed or deleted.")
Fact = dict[str, Any]
HANDED_DOWN = {
    AssignmentKind.DELEGATE: Spoken("交办要求", "What you are asked to do"),
    AssignmentKind.ASSISTANCE: Spoken("请协助的事项", "What you are asked to help with"),
}
"""Charges that come with an instruction of the unit above."""
TICKED = {PointState.ANSWERED: "green", PointState.MISSING: "red"}


def texts_context(sheet: Sheet) -> dict[str, Any]:
    """`texts` and `facts` of templates/orders/_texts.html."""
    account = sheet.newest(TextKind.ACCOUNT)
    transfer = sheet.newest(TextKind.TRANSFER)
    at_centre = Part.ACCOUNT in sheet.reading
    texts = {
        "task": _task(sheet),
        "transfer": transfer,
        "missing": _missing(sheet) if not transfer else "",
        "account": account,
        "account_note": Spoken("仅热线中心可见", "for the centre only") if account else "",
        "points": points_of(sheet),
        "locked_note": "" if at_centre else Spoken("来电原述仅热线中心可见", "The account is for the centre only"),
    }
    return {"texts": texts, "facts": facts(sheet)}


def _task(sheet: Sheet) -> dict[str, Any] | None:
    """What the unit above asked the reader's unit to do when it handed the work down; None for everybody else."""
    mine = sheet.draft.mine()
    if mine is None or mine.kind not in HANDED_DOWN:
        return None
    event = next((one for one in sheet.log.events if mine.serial in one.rows("assignment")), None)
    if event is None:
        return None
    said = [one.content for one in sheet.log.texts.get(event.sequence, []) if one.kind == TextKind.NOTE and one.content]
    if not said:
        return None
    return {"heading": HANDED_DOWN[mine.kind], "who": who(sheet, event), "at": event.occurred_at, "text": said[0]}


def points_of(sheet: Sheet) -> list[dict[str, Any]]:
    """The points of the matter, each with its number and how it was ticked last: what a feedback did not deal with."""
    if not sheet.draft.points or Part.WORK not in sheet.reading:
        return []
    words = words_of_points(sheet.order.id)
    return [
        {
            "serial": row.serial,
            "words": words.get(row.serial, ""),
            "state": row.state,
            "tone": TICKED.get(row.state, ""),
        }
        for row in sheet.draft.standing_points()
    ]


def _missing(sheet: Sheet) -> Spoken:
    return GONE if sheet.order.transferred_at is not None or sheet.order.sealed else NOT_YET


def facts(sheet: Sheet) -> list[Fact]:
    """What is known of the matter, as far as the reader may see it."""
    order = sheet.order
    found = _secrecy(sheet) + ([_subject(sheet)] if Part.SUBJECT in sheet.reading else [])
    found += [
        _fact("事项归类", "Topic", topic_path(order.topic) if order.topic else ""),
        _fact("事发地址", "Place", _place(sheet)),
        _fact("是否回复", "Reply", _reply(sheet)),
        _fact("主办", "Host", _units(sheet, AssignmentKind.HOST)),
        _fact("协办", "Co-handlers", _units(sheet, AssignmentKind.CO_HANDLER)),
        _fact("抄送", "Copies", _units(sheet, AssignmentKind.COPY)),
        _fact("管理单位", "Managed by", sheet.unit(order.managing_unit)),
        _fact("紧急程度", "Urgency", order.urgency if order.urgency is not Urgency.NORMAL else ""),
        _fact("办结方式", "Ended as", order.closed_as or ""),
        _fact("案号", "Case number", sheet.newest(TextKind.CASE_NUMBER)),
    ]
    return [one for one in (*found, *_neighbours(sheet)) if str(getattr(one["value"], "zh", one["value"]))]


def _secrecy(sheet: Sheet) -> list[Fact]:
    """Who is not told to units, and the one way by which they reach the caller (R44)."""
    if not sheet.order.secret:
        return []
    kept = Spoken("姓名、号码不提供给承办单位", "name and number are kept from the units")
    bridge = Spoken("由热线中心转接，不显示号码", "through the centre's bridge; no number is shown")
    return [_fact("来电人", "Caller", kept), _fact("联系方式", "Contact", bridge)]


def _fact(zh: str, en: str, value: object, *, href: str = "", note: object = "") -> Fact:
    return {"label": Spoken(zh, en), "value": value, "href": href, "note": note}


def _subject(sheet: Sheet) -> Fact:
    order = sheet.order
    named = sheet.named_people.get(order.subject_staff or 0, Spoken())
    parts = [sheet.unit(order.subject_unit), named]
    person = sheet.newest(TextKind.SUBJECT_PERSON)
    zh = [one.zh for one in parts if one.zh] + ([person] if person else [])
    en = [one.en for one in parts if one.en] + ([person] if person else [])
    return _fact("被反映对象", "Subject", Spoken("，".join(zh), ", ".join(en)))


def _place(sheet: Sheet) -> Spoken:
    """The place and the address as one: what the address says of the place is not said twice."""
    address = sheet.newest(TextKind.ADDRESS)
    names = division_names(sheet.order.division) if sheet.order.division else []
    rest = address
    for name in names:
        rest = rest.removeprefix(name.zh)
    zh = "".join(name.zh for name in names)
    en = ", ".join(name.en for name in reversed(names))
    return Spoken(f"{zh}{rest}", f"{rest}, {en}" if rest and en else rest or en)


def _reply(sheet: Sheet) -> Spoken:
    callers = sheet.draft.present_callers()
    owed = [row for row in callers if row.reply not in (ReplyState.WAIVED, ReplyState.IMPOSSIBLE)]
    if not callers:
        return Spoken()
    if not owed:
        return Spoken(callers[0].reply.zh, callers[0].reply.en)
    if len(callers) == 1:
        return Spoken("需要回复（来电人未放弃）", "owed (not waived)")
    return Spoken(f"{len(owed)} 人需要回复", f"owed to {len(owed)}")


def _units(sheet: Sheet, kind: AssignmentKind) -> Spoken:
    names = [sheet.unit(row.unit) for row in sheet.draft.active(kind)]
    if not names and kind is AssignmentKind.HOST and sheet.order.state in ENDED:
        names = [sheet.unit(row.unit) for row in list(sheet.draft.assignments.values()) if row.kind is kind][-1:]
    return Spoken("、".join(one.zh for one in names), ", ".join(one.en for one in names))


def _neighbours(sheet: Sheet) -> list[Fact]:
    """Orders this one came from or went into, for readers of the centre: others may not know them."""
    if sheet.reading.audience not in (Audience.CENTRE, Audience.CENTRE_OFFICE, Audience.OVERSIGHT):
        return []
    order = sheet.order
    named = (
        (order.merged_into, "并入", "Merged into"),
        (order.split_from, "拆分自", "Split from"),
        (order.earlier, "前次工单", "Earlier order"),
    )
    numbers = dict(WorkOrder.objects.filter(pk__in=[pk for pk, *_ in named if pk]).values_list("pk", "number"))
    look = Spoken("查看", "open")
    return [
        _fact(zh, en, numbers[pk], href=reverse("order", args=[numbers[pk]]), note=look)
        for pk, zh, en in named
        if pk is not None and pk in numbers
    ]
