"""提请质检 · Flag for inspection."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.actions._inspections import InspectionDone, Told, begin, by_of, new_rows
from lianxin.actions._request import request_digest
from lianxin.law.decisions import inspection as law
from lianxin.law.refusals import Refused
from lianxin.law.words import InspectedKind, InspectionCause, InspectionTextKind
from lianxin.records.load import ReadAlong
from lianxin.records.models import Inspection
from lianxin.records.rules import rules_at


def flag_for_inspection(
    door: Door,
    *,
    what: InspectedKind,
    subject: int,
    cause: InspectionCause = InspectionCause.BY_PERSON,
    reason: str = "",
) -> InspectionDone:
    """Puts one order or call, by id, before the inspectors: a person with a reason, or the clockwork by a rule."""

    def find(along: ReadAlong) -> Told:
        begun = {"cause": cause, "drawn_at": door.now, "drawn_by_id": door.actor.staff}
        rows = new_rows(what, [subject], **begun)
        agent = rows[0].agent_id if rows else None
        law.flag(by_of(door, rules_at(along.revision)), agent=agent, cause=cause, reason=reason)
        about = {"order": subject} if what is InspectedKind.ORDER else {"call": subject}
        if Inspection.objects.filter(**about).exists():
            raise Refused("inspected_already")
        return [(row, {}) for row in rows]

    asked = request_digest("flag_for_inspection", [subject], [what, cause, reason], {})
    return begin(door, "flag_for_inspection", asked, find, {InspectionTextKind.REASON: reason})[0]
