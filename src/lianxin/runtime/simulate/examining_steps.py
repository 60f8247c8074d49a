"""The hotline examines point by point: a feedback passes, comes back with its grounds, or is done again (Art. 27)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lianxin import actions
from lianxin.law.decisions.feedback import FINAL_OUTCOMES, SECOND_DATE_OUTCOMES
from lianxin.law.decisions.points import PointCheck
from lianxin.law.points import proposed_points
from lianxin.law.words import CorrectionGround, Outcome, PointState, Role
from lianxin.records.models import Point
from lianxin.runtime.simulate.chances import draw
from lianxin.runtime.simulate.results import feeds_back
from lianxin.runtime.simulate.rounds import worked_again
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Story

G = CorrectionGround

CORRECTIONS: Mapping[CorrectionGround, str] = {
    G.POINT: "未答复来电人提出的部分诉求，请逐项补充。",
    G.EVIDENCE: "未附现场处理照片等佐证，请补充。",
    G.REPLY: "向来电人的回复过于笼统，请写明办理经过和结果。",
    G.COPIED: "办理情况与此前工单雷同，请写明本件实际办理情况。",
    G.CITATION: "引用依据未写明条款，请补正。",
    G.DATE: "未说明完成日期的确定依据，请补正。",
    G.OUTCOME_CLASS: "所述困难不足以按该情形办理，请在规定时限内办结后反馈。",
}
"""What the examiner asks for, by what is wanting."""

COMMON = {G.POINT: 0.4, G.EVIDENCE: 0.35, G.REPLY: 0.15, G.COPIED: 0.1}
CITED = (Outcome.STATUTORY_LONGER, Outcome.NOT_POSSIBLE)
STANDS_BECAUSE = "所涉为公开的单位名称和地点，不涉及个人。"

_ASKS = re.compile("，(?=要求|建议|请)")


def examined(story: Story, outcome: Outcome) -> Script[Outcome]:
    """From the feedback until it has passed; what is incomplete comes back once, what was not done is done again.

    Returns the outcome that passed, for a class that is rejected gives way to another (R21).
    """
    if not story.returned and (story.fate.returned or _class_rejected(story, outcome)):
        outcome = yield from _corrected(story, outcome)
    if story.fate.undone and story.round == 1 and outcome in FINAL_OUTCOMES and story.second_date is None:
        yield from _done_again(story)
        outcome = Outcome.DONE
    _time_to_examine(story)
    examiner = story.of_centre(Role.EXAMINER)
    if story.fate.points_listed:
        yield story.by(examiner, actions.list_points, lines=points_of(story.matter.transfer))
        story.later(1, 6)
    yield story.by(examiner, actions.examine, points=checks(story), stands_because=STANDS_BECAUSE)
    story.reaches(Stage.CALLBACK)
    return outcome


def _time_to_examine(story: Story) -> None:
    if story.fate.examined_late:
        story.at_work(10, 18)
    else:
        story.at_work(0.3, 6)


def points_of(transfer: str) -> tuple[str, ...]:
    """The points an examiner makes of a text: those proposed; one that tells and then asks becomes two."""
    found = proposed_points(transfer)
    return tuple(_ASKS.split(found[0], maxsplit=1)) if len(found) == 1 else found


def checks(story: Story, missing: int = 0) -> Callable[[], tuple[PointCheck, ...]]:
    """Every point not dealt with before, the last `missing` of them found missing; read when the verdict is due."""

    def found() -> tuple[PointCheck, ...]:
        rows = Point.objects.filter(order=story.order).exclude(state=PointState.DROPPED).order_by("serial")
        listed = list(rows.values_list("serial", "state"))
        asked = [PointCheck(PointState.ANSWERED, serial=one) for one, state in listed if state != PointState.ANSWERED]
        if not listed:
            asked = [PointCheck(PointState.ANSWERED, text=one) for one in points_of(story.matter.transfer)]
        whole = len(asked) - missing
        return (*asked[:whole], *(PointCheck(PointState.MISSING, one.serial, one.text) for one in asked[whole:]))

    return found


def one_missing(story: Story) -> Callable[[], tuple[PointCheck, ...]]:
    """The last point, found not to have been dealt with after all; read when the verdict is due."""

    def found() -> tuple[PointCheck, ...]:
        rows = Point.objects.filter(order=story.order).exclude(state=PointState.DROPPED)
        serial = rows.order_by("-serial").values_list("serial", flat=True).first()
        return () if serial is None else (PointCheck(PointState.MISSING, serial=serial),)

    return found


def _class_rejected(story: Story, outcome: Outcome) -> bool:
    return story.fate.class_rejected and outcome in SECOND_DATE_OUTCOMES


def _corrected(story: Story, outcome: Outcome) -> Script[Outcome]:
    """Returned with its grounds; the old date stands (R22, R53). Returns the outcome that is fed back instead."""
    story.returned = True
    _time_to_examine(story)
    ground = _ground(story, outcome)
    yield story.by(
        story.of_centre(Role.EXAMINER),
        actions.return_for_correction,
        reason=CORRECTIONS[ground],
        grounds=(ground,),
        points=checks(story, missing=int(ground is G.POINT)),
    )
    story.reaches(Stage.RETURNED)
    if ground is G.OUTCOME_CLASS:
        outcome, story.second_date = Outcome.DONE, None
    story.at_work(0.5, 6)
    yield feeds_back(story, outcome)
    return outcome


def _ground(story: Story, outcome: Outcome) -> CorrectionGround:
    if _class_rejected(story, outcome):
        return G.OUTCOME_CLASS
    further = {G.CITATION: 0.4} if outcome in CITED else {}
    further |= {G.DATE: 0.3} if outcome in SECOND_DATE_OUTCOMES else {}
    return draw(story.chance, COMMON | further)


def _done_again(story: Story) -> Script[None]:
    """Due work was not done: the examiner has it done again before anybody is called (R53)."""
    _time_to_examine(story)
    yield story.by(
        story.of_centre(Role.EXAMINER),
        actions.rehandle,
        reason=story.remark("rehandle_reason"),
        points=checks(story, missing=1),
    )
    yield from worked_again(story, set(range(1, len(story.callers) + 1)))
    story.later(4, 60)
    yield feeds_back(story, Outcome.DONE)
