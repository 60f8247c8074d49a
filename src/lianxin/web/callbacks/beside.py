"""Beside the questions: what to say, what the unit did and told, and by when the order would be due again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lianxin.law import deadlines
from lianxin.law.lamps import Spoken
from lianxin.law.words import ClockName, Language, TextKind
from lianxin.web.examining.feedback import event_of
from lianxin.web.orders.sheet import Sheet

REPLIED = Spoken("单位的回复", "What the unit replied")
TOLD = (
    (TextKind.PUBLIC_ANSWER, Spoken("公开答复", "Answer for the public")),
    (TextKind.FINDINGS, Spoken("办理情况", "Findings")),
    (TextKind.MEASURES, Spoken("阶段措施", "Measures until then")),
)
"""What a unit says with its feedback."""


def beside_context(sheet: Sheet, caller: int) -> dict[str, Any]:
    """What templates/callbacks/_aside.html shows."""
    order, person = sheet.order, sheet.draft.callers.get(caller)
    script = sheet.draft.around.evaluation.script(order.topic, order.outcome)
    foreign = person is not None and person.language in (Language.ENGLISH, Language.OTHER)
    return {
        "script": script,
        "sentences": list(zip(script.zh, script.en, strict=False)) if script and foreign else [],
        "script_due": script is not None and script.review_date < sheet.draft.now.astimezone(deadlines.SHANGHAI).date(),
        "outcome": order.outcome or "",
        "host": sheet.unit(order.host_unit),
        "told": _told(sheet),
        "again_by": again_by(sheet),
        "round": order.round,
    }


def _told(sheet: Sheet) -> list[dict[str, Any]]:
    """The reply, and what stands in the feedback that is called back for: one that was returned counts as not made."""
    feedback = next(reversed(sheet.draft.feedbacks.values()), None)
    event = event_of(sheet, feedback) if feedback is not None else None
    said = {one.kind: one.content or "" for one in sheet.log.texts.get(event.sequence, [])} if event else {}
    found = [(TextKind.REPLY, REPLIED, sheet.newest(TextKind.REPLY))]
    found += [(kind, label, said.get(kind, "")) for kind, label in TOLD]
    return [{"label": label, "text": words, "kind": kind.value} for kind, label, words in found if words]


def again_by(sheet: Sheet) -> dt.datetime | None:
    """The fresh limit of the unit if the order were handled again now (R22, R53); None where the regime sets none."""
    found = sheet.draft.policy.term(ClockName.FEED_BACK, sheet.draft.rule_facts)
    if found is None:
        return None
    return deadlines.compute(started_at=sheet.draft.now, term=found[0], calendar=sheet.draft.around.calendar).due_at
