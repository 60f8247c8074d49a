"""The feedback that is examined, beside what was asked: account, answer for the public, evidence, replies, callers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lianxin.access import Part
from lianxin.law.decisions.common import OPEN_REPLIES
from lianxin.law.decisions.feedback import limit_of
from lianxin.law.lamps import Spoken
from lianxin.law.state import Caller, Feedback
from lianxin.law.words import CorrectionGround, FlaggedKind, TextKind
from lianxin.records.log import LoggedEvent
from lianxin.records.public_answers import LookedAt, public_answer
from lianxin.web.orders.beside import file_tile
from lianxin.web.orders.sheet import Sheet
from lianxin.web.orders.story import who

INNER = (TextKind.FINDINGS, TextKind.MEASURES, TextKind.LEGAL_GROUND, TextKind.REASON, TextKind.NOTE)
"""What a unit tells the hotline; the answer for the public stands apart."""


def feedback_context(sheet: Sheet) -> dict[str, Any]:
    """`feedback`, `replies`, `evidence` and `before` of templates/examining/_feedback.html."""
    feedback = sheet.draft.pending_feedback
    rows = sheet.draft.feedbacks.values()
    earlier = [row for row in rows if feedback is None or row.serial != feedback.serial]
    return {
        "feedback": _feedback(sheet, feedback) if feedback is not None else None,
        "replies": [_reply(sheet, row) for row in sheet.draft.present_callers()],
        "evidence": [{**file_tile(sheet, row), "number": number} for number, row in enumerate(sheet.files, start=1)],
        "before": [_earlier(sheet, row) for row in reversed(earlier)],
    }


def event_of(sheet: Sheet, feedback: Feedback) -> LoggedEvent | None:
    """The event by which a feedback was made."""
    return next((one for one in sheet.log.events if feedback.serial in one.rows("feedback")), None)


def _feedback(sheet: Sheet, feedback: Feedback) -> dict[str, Any]:
    event = event_of(sheet, feedback)
    limit = limit_of(sheet.draft, feedback)
    return {
        "outcome": feedback.outcome,
        "made_at": feedback.made_at,
        "who": who(sheet, event) if event else "",
        "second_date": feedback.second_date,
        "due_at": limit.due_at if limit is not None else None,
        "late": limit is not None and feedback.made_at >= limit.due_at,
        "texts": _texts(sheet, event, INNER),
        "public": _public(sheet, feedback),
    }


def _texts(sheet: Sheet, event: LoggedEvent | None, kinds: Iterable[TextKind]) -> list[dict[str, Any]]:
    said = sheet.log.texts.get(event.sequence, []) if event is not None else []
    wanted = set(kinds)
    return [{"kind": TextKind(one.kind), "text": one.content} for one in said if one.content and one.kind in wanted]


def _public(sheet: Sheet, feedback: Feedback) -> dict[str, Any] | None:
    """The answer for the public with what seems personal in it marked; None where there is none."""
    if Part.WORK not in sheet.reading:
        return None
    found = public_answer(sheet.order.id, feedback.made_at)
    if not found.text:
        return None
    return {"parts": marked(found), "flagged": len(found.spans), "barred": found.telling if sheet.order.secret else 0}


def marked(found: LookedAt) -> list[dict[str, Any]]:
    """A text in parts: plain ones, and those that were flagged with what they seem to be."""
    parts: list[dict[str, Any]] = []
    at = 0
    for span in found.spans:
        parts += [_part(found.text[at : span.start]), _part(found.text[span.start : span.end], span.kind)]
        at = span.end
    return [part for part in [*parts, _part(found.text[at:])] if part["text"]]


def _part(text: str, kind: FlaggedKind | None = None) -> dict[str, Any]:
    return {"text": text, "kind": kind}


def _reply(sheet: Sheet, row: Caller) -> dict[str, Any]:
    """How the reply owed to one caller stands, with its latest words."""
    said = [one for texts in sheet.log.texts.values() for one in texts if one.kind is TextKind.REPLY]
    mine = [one.content for one in said if one.content and one.caller in (row.serial, None)]
    return {
        "serial": row.serial,
        "state": row.reply,
        "owed": row.reply in OPEN_REPLIES,
        "at": row.replied_at,
        "text": mine[-1] if mine else "",
    }


def _earlier(sheet: Sheet, feedback: Feedback) -> dict[str, Any]:
    """An earlier feedback of the order: what it said, how it ended, and for which grounds it came back."""
    event = event_of(sheet, feedback)
    ended = next((one for one in sheet.log.events if "end" in one.rows("feedback").get(feedback.serial, {})), None)
    grounds = ended.payload.get("grounds", ()) if ended is not None else ()
    reasons = _texts(sheet, ended, (TextKind.REASON,))
    return {
        "serial": feedback.serial,
        "outcome": feedback.outcome,
        "end": feedback.end or Spoken(),
        "made_at": feedback.made_at,
        "grounds": [CorrectionGround(one) for one in grounds],
        "texts": _texts(sheet, event, (TextKind.FINDINGS,)),
        "reasons": [one["text"] for one in reasons],
    }
