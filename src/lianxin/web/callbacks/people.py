"""The callers of the open order, each apart: what binds the call, the attempts, and the answers so far (R27, R28)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from lianxin.law.attempts import counted, next_attempt_at
from lianxin.law.decisions.callback import asks_by_link, unsettled
from lianxin.law.decisions.proposing import proposed_for
from lianxin.law.decisions.rating import ratings_to_check
from lianxin.law.lamps import Spoken
from lianxin.law.regime_values import AttemptRule
from lianxin.law.state import Caller
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import Language, OverlayKind, TextKind
from lianxin.web.orders.callers import callers_context
from lianxin.web.orders.sheet import Sheet
from lianxin.web.portal.evaluating import rated_last

WRITING_ONLY = Spoken(
    "本人要求仅文字联系：请用消息回访，打电话不算回访。", "Writing only: ask by message; calls do not count."
)
AS_A_CHILD_WISHES = Spoken("未成年人：按本人意愿的方式回访，信息保密。", "A minor: as the child wishes, in secret.")
BY_LINK = Spoken("已发评价短信链接", "A link to rate was sent")


def chosen_caller(request: HttpRequest, sheet: Sheet, code: str) -> int:
    """The caller asked for, else the first of whom the list `code` speaks, who waits for a call, who is unheard."""
    draft = sheet.draft
    present = draft.present_callers()
    asked = request.GET.get("caller", "")
    if asked in {str(row.serial) for row in present}:
        return int(asked)
    proposed = proposed_for(draft)
    listed: dict[str, set[int | None]] = {
        "rehandlings": proposed,
        "ratings": {row.caller for row in ratings_to_check(draft)},
    }
    of_the_list = listed.get(code, set())

    def turn(row: Caller) -> tuple[bool, ...]:
        unheard = unsettled(draft, row)
        return row.serial in of_the_list, row.callback is None, unheard and row.serial not in proposed, unheard

    return max(present, key=turn).serial if present else 0  # of equals the first


def people_context(sheet: Sheet, caller: int, href: Callable[[int], str]) -> dict[str, Any]:
    """`people` of templates/callbacks/_people.html, and `person`: the one who is asked."""
    shown = {row["serial"]: row for row in callers_context(sheet)["callers"]}
    people = [
        _person(sheet, row, shown[row.serial], href) | {"current": row.serial == caller}
        for row in sheet.draft.present_callers()
    ]
    return {"people": people, "person": next((one for one in people if one["current"]), None)}


def _person(sheet: Sheet, row: Caller, known: dict[str, Any], href: Callable[[int], str]) -> dict[str, Any]:
    draft, needed = sheet.draft, sheet.draft.policy.attempts
    disputed = any(one.caller == row.serial for one in draft.open_overlays(OverlayKind.CONTRADICTION))
    proposed = row.serial in proposed_for(draft)
    to_check = any(one.caller == row.serial for one in ratings_to_check(draft))
    waits = row.callback is None and row.contactable
    again_at = next_attempt_at(row.callback_attempts, draft.now, needed) if waits and row.callback_attempts else None
    return {
        "serial": row.serial,
        "href": href(row.serial),
        "name": known["name"],
        "phone": known["phone"],
        "ways": known["ways"],
        "wishes": known["wishes"],
        "binds": _binds(row),
        "result": row.callback or "",
        "attempts": row.callback_attempts,
        "needed": _needed(row, needed),
        "again_at": again_at,
        "again_on": _day_alone(again_at),
        "may_try": again_at is not None and again_at <= draft.now,
        "linked": BY_LINK if waits and asks_by_link(draft) and rated_last(draft, row) is None else "",
        "solved": row.solved or "",
        "grade_result": row.grade_result or "",
        "grade_attitude": row.grade_attitude or "",
        "dissatisfied": unsettled(draft, row),
        "disputed": disputed,
        "proposed": proposed,
        "to_check": to_check,
        "said": _said(sheet, row),
    }


def _day_alone(moment: dt.datetime | None) -> dt.date | None:
    """The day, where only another day counts: nobody is called at midnight."""
    local = moment.astimezone(SHANGHAI) if moment is not None else None
    return local.date() if local is not None and local.time() == dt.time() else None


def _needed(row: Caller, needed: AttemptRule) -> Spoken:
    """How often nobody answered, how many of those tries count, and what is needed: the rule counts hours and days."""
    tried, count = len(row.callback_attempts), counted(row.callback_attempts, needed)
    return Spoken(
        f"未接通 {tried} 次，计入 {count} 次；计满 {needed.number} 次（分在 {needed.days} 天、不同时段）的，"
        "自动发消息并记为未联系上",
        f"Not reached {tried} ×, {count} of them count; after {needed.number} that count, on {needed.days} days at "
        "different hours, a message is sent and the caller counts as not reached",
    )


def _said(sheet: Sheet, row: Caller) -> dict[str, Any] | None:
    """The caller's last answer of this round in their own words: whoever calls does not ask for it once more."""
    draft = sheet.draft
    last = rated_last(draft, row)
    if last is None:
        return None
    texts = [one for texts in sheet.log.texts.values() for one in texts if one.kind is TextKind.WISH]
    words = [one.content for one in texts if one.caller == row.serial and one.at == last.rated_at and one.content]
    known = draft.around.evaluation.reasons_for(draft.order.topic)
    return {
        "way": last.way,
        "at": last.rated_at,
        "reasons": [Spoken(one.zh, one.en) for one in known if one.code in last.reasons],
        "words": "\n".join(words),
    }


def _binds(row: Caller) -> list[Spoken]:
    """What binds whoever calls, to be read before dialling (R32, R33, R34)."""
    said = [WRITING_ONLY] if row.text_only else []
    said += [AS_A_CHILD_WISHES] if row.minor else []
    if row.language is not Language.MANDARIN:
        said.append(
            Spoken(
                f"语言：{row.language.zh}，请会该语言的同事或者三方翻译，以中文为准。",
                f"Language: {row.language.en}; a colleague who speaks it or a third party interprets, Chinese governs.",
            )
        )
    return said
