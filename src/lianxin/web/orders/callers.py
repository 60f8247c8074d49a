"""The callers of an order, masked, each with own wishes, date, reply and callback."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from lianxin.access import Part, may
from lianxin.law.decisions.limits import dates_of
from lianxin.law.lamps import Spoken
from lianxin.law.state import Caller
from lianxin.law.transitions import ENDED
from lianxin.law.words import ClosedAs, Language, ReplyState, RevealField
from lianxin.records.people import Masked, masked
from lianxin.web.acts.choices import called
from lianxin.web.addresses import in_list
from lianxin.web.orders.sheet import Sheet

WITHHELD = Spoken("姓名、号码不提供给承办单位", "Name and number are withheld from units")
MASKED = Spoken("显示须填写用途，并记入日志", "Showing asks for a purpose and is logged")


def callers_context(sheet: Sheet) -> dict[str, Any]:
    """`callers` and `callers_note` of templates/orders/_callers.html."""
    rows = list(sheet.draft.callers.values())
    open_to_reader = Part.IDENTITY in sheet.reading
    known = masked([row.person for row in rows if row.person is not None]) if open_to_reader else {}
    may_reveal = open_to_reader and may(sheet.draft, "reveal") is None
    return {
        "callers": [_caller(sheet, row, known.get(row.person or 0), may_reveal=may_reveal) for row in rows],
        "callers_note": MASKED if open_to_reader else WITHHELD,
    }


def _caller(sheet: Sheet, row: Caller, known: Masked | None, *, may_reveal: bool) -> dict[str, Any]:
    return {
        "serial": row.serial,
        "kind": row.kind,
        "name": _name(sheet, row, known),
        "phone": known.phone if known else "",
        "wishes": wishes_of(row),
        "due_at": _date(sheet, row),
        "reply": _reply(sheet, row),
        "replied_at": row.replied_at,
        "callback": row.callback or "",
        "rating": row.grade_result or "",
        "note": _note(row),
        "tone": "" if row.grade_result is None else "green" if row.grade_result.content else "red",
        "ways": _reveals(sheet, row, known) if may_reveal else [],
    }


def _name(sheet: Sheet, row: Caller, known: Masked | None) -> object:
    """One caller by name; each of several by their number as well, for limits, forms and the log name them by it."""
    if known is not None and known.forgotten:
        return Spoken(f"来电人 {row.serial}（信息已删除）", f"Caller {row.serial} (forgotten)")
    name = known.name if known is not None and not row.anonymous else ""
    return name if name and len(sheet.draft.callers) == 1 else called(row, name)


def wishes_of(row: Caller) -> list[Spoken]:
    """What the caller asked for, in words."""
    asked = (
        (row.secret, Spoken("信息保密", "Secret")),
        (row.minor, Spoken("未成年人", "Minor")),
        (row.reply_waived, Spoken("不需要回复（本人明示）", "No reply (said expressly)")),
        (row.text_only, Spoken("仅文字联系", "Text only")),
        (row.language is not Language.MANDARIN, Spoken(row.language.zh, row.language.en)),
    )
    return [words for wanted, words in asked if wanted]


def _date(sheet: Sheet, row: Caller) -> dt.datetime | None:
    """The date the caller was told: of the latest such limit, running or not (R20)."""
    dates = dates_of(sheet.draft, row.serial)
    return dates[-1].due_at if dates else None


def _reply(sheet: Sheet, row: Caller) -> Spoken | ReplyState:
    """Where the reply stands; who left, or whose order ended without one, waits for none here (R36, R50, R55)."""
    order = sheet.order
    if row.reply is not ReplyState.OWED or not (row.withdrawn or order.state in ENDED):
        return row.reply
    merged = order.closed_as is ClosedAs.MERGED and not row.withdrawn
    return ON_THE_PARENT if merged else NONE_OWED


NONE_OWED = Spoken("无须回复", "None owed")
ON_THE_PARENT = Spoken("随主单回复", "With the parent order")


def _note(row: Caller) -> Spoken:
    said: list[Spoken] = []
    if row.withdrawn:
        said.append(Spoken("已撤回", "withdrawn"))
    if row.solved is not None:
        said.append(Spoken(row.solved.zh, row.solved.en))
    if row.callback is None and row.callback_attempts:
        times = len(row.callback_attempts)
        said.append(Spoken(f"已回访 {times} 次未接通", f"tried {times} ×"))
    if row.rating_to_check:
        said.append(Spoken("评价待核查", "rating to be checked"))
    return Spoken("，".join(one.zh for one in said), ", ".join(one.en for one in said))


def _reveals(sheet: Sheet, row: Caller, known: Masked | None) -> list[dict[str, Any]]:
    if known is None or known.forgotten:
        return []
    page = reverse("reveal", args=[sheet.order.number])
    fields = ((RevealField.NAME, known.name), (RevealField.PHONE, known.phone))
    return [
        {
            "href": in_list(f"{page}?{urlencode({'caller': row.serial, 'field': field.value})}", sheet.of),
            "icon": "eye",
            "text": Spoken(f"显示{field.zh}", f"Show {field.en.lower()}"),
        }
        for field, value in fields
        if value
    ]
