"""审核处置 · Rule on a feedback."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._finding import Finding
from lianxin.actions.examine import examine
from lianxin.actions.overturn_stop import overturn_stop
from lianxin.actions.rehandle import rehandle
from lianxin.actions.return_for_correction import return_for_correction
from lianxin.actions.uphold_stop import uphold_stop
from lianxin.law.words import FeedbackVerdict as V


def rule_on_feedback(door: Door, *, order: int, finding: Finding) -> Done:
    """What the examiner makes of a feedback or a stop: one form comes to one of the law's acts (Art. 27, R51, R53)."""
    reason, points = finding.reason, finding.points
    if finding.verdict is V.PASS:
        because, note = finding.stands_because, finding.note
        return examine(door, order=order, points=points, stands_because=because, note=note)
    if finding.verdict is V.RETURN:
        return return_for_correction(door, order=order, reason=reason, grounds=finding.grounds, points=points)
    if finding.verdict is V.REHANDLE:
        unit, callers = finding.unit, finding.callers
        return rehandle(door, order=order, reason=reason, unit=unit, callers=callers, points=points)
    judge = uphold_stop if finding.verdict is V.UPHOLD else overturn_stop
    return judge(door, order=order, reason=reason)
