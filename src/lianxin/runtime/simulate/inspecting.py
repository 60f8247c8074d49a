"""The quality section looks at what agents took in: drawn weekly, scored, let stand or appealed against (Art. 18)."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lianxin.actions import Door
from lianxin.actions.acknowledge_score import acknowledge_score
from lianxin.actions.appeal_score import appeal_score
from lianxin.actions.decide_appeal import decide_appeal
from lianxin.actions.draw_inspections import draw_inspections
from lianxin.actions.score_intake import score_intake
from lianxin.law.actors import Actor
from lianxin.law.decisions.inspection import Score
from lianxin.law.inspection import RECEIVING
from lianxin.law.inspection_form import InspectionForm
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import InspectedKind, Role
from lianxin.records.inspection_forms import form_at
from lianxin.records.intakes import Days
from lianxin.records.models import Inspection
from lianxin.runtime.simulate.chances import chances
from lianxin.runtime.simulate.engine import Lived
from lianxin.runtime.simulate.plan import Plan
from lianxin.runtime.simulate.story import World

MONDAY, NINE = 0, dt.time(9, 30)
WEEK = dt.timedelta(days=7)

BETTER = {
    "heard_out": "来电人陈述时打断两次，应听完整再询问。",
    "asked_back": "没有追问具体地点，承办单位无法定位。",
    "complete": "未记录发生时间和来电人的具体要求。",
    "accurate": "原述中加入了受理员自己的判断。",
    "transfer_text": "转办内容过长，要点不清楚。",
    "wishes": "来电人要求保密，登记时遗漏。",
    "type_topic": "归类偏宽，应归入下一级事项。",
    "way": "属于可以直接答复的事项，不必转办。",
    "wording": "结束语不规范。",
    "told_next": "没有告知办理时限和查询方式。",
}
"""What to do better, by the criterion in which something was lost."""
GOOD = ("耐心倾听，安抚得当。", "要素记录完整，要点清楚。", "追问到位，转办准确。")
APPEAL = "录音里已向来电人告知，可能是登记时漏记，请复核。"
STANDS, REPLACED = "经复核，评分依据充分，维持原评分。", "经复核，申诉理由成立，改正该项评分。"

# Shares of what was scored.
PERFECT, FAULTY, PRAISED = 0.45, 0.02, 0.4
LET_STAND, APPEALED, CORRECTED = 0.6, 0.3, 0.4  # of all; of those that lost something; of appeals


@dataclass
class Inspecting:
    """The inspections of one plan, made after its orders: what is drawn depends on all of them."""

    plan: Plan
    world: World
    done: Lived

    def run(self) -> Lived:
        """Every week's sample with what became of it, up to the last moment of the plan."""
        agents = {actor.staff: actor for role in RECEIVING for actor in self.world.cast.by_role.get(role, [])}
        for monday in self._mondays():
            at = dt.datetime.combine(monday, NINE, SHANGHAI)
            age = self.plan.until.astimezone(SHANGHAI).date() - monday
            for place, inspection in enumerate(self._draw(at)):
                chance = chances(self.plan.name, "inspection", monday, place)
                agent = agents.get(Inspection.objects.values_list("agent_id", flat=True).get(pk=inspection))
                waits = age < WEEK and place % 2 == 0  # of the last sample every second one
                disputed = age < 2 * WEEK and place % 3 == 2  # of the last two every third one, not decided yet
                if agent is not None and not waits:
                    self._inspect(chance, at, inspection, agent, disputed=disputed)
        return self.done

    def _mondays(self) -> Iterator[dt.date]:
        """The Mondays on which the week before is drawn from."""
        day = self.plan.begin + dt.timedelta(days=7 - self.plan.begin.weekday())
        while dt.datetime.combine(day, NINE, SHANGHAI) < self.plan.until:
            yield day
            day += WEEK

    def _draw(self, at: dt.datetime) -> list[int]:
        chance = chances(self.plan.name, "draw", at.date())
        inspector = self._inspector(chance)
        days = Days(at.date() - WEEK, at.date() - dt.timedelta(days=1))
        seed = f"{chance.getrandbits(128):032x}"
        try:
            door = self._door(inspector, at, f"draw:{at:%Y%m%d}")
            drawn = draw_inspections(door, what=InspectedKind.ORDER, days=days, per_agent=1, seed=seed)
        except Refused:  # nobody received anything in that week
            return []
        self._count(repeated=drawn[0].repeated)
        return [one.inspection for one in drawn]

    def _inspect(
        self, chance: random.Random, drawn_at: dt.datetime, inspection: int, agent: Actor, *, disputed: bool
    ) -> None:
        """One inspection: the score, and what the agent and whoever decides say to it."""
        form, inspector = form_at(drawn_at), self._inspector(chance)
        at = self.world.hours.after(drawn_at, 0.5 + 26 * chance.random())
        score, better = drawn_score(chance, form, perfect=0 if disputed else PERFECT)
        good = chance.choice(GOOD) if chance.random() < PRAISED else ""
        given: dict[str, Any] = {"score": score, "good": good, "better": better}
        if not self._act(score_intake, inspector, at, inspection, **given):
            return
        at = self.world.hours.after(at, 1 + 15 * chance.random())
        if disputed or (better and chance.random() < APPEALED):
            if self._act(appeal_score, agent, at, inspection, reason=APPEAL) and not disputed:
                self._decide(chance, at, inspection, score)
        elif chance.random() < LET_STAND:
            self._act(acknowledge_score, agent, at, inspection)

    def _decide(self, chance: random.Random, at: dt.datetime, inspection: int, score: Score) -> None:
        """Somebody who neither scored nor was scored decides on the appeal."""
        at = self.world.hours.after(at, 4 + 20 * chance.random())
        whole = replace(score, points=full_points(form_at(at)), faults=())
        head = self.world.cast.own[Role.HEAD_OF_CENTRE][0]
        corrected = chance.random() < CORRECTED
        given = {"reason": REPLACED if corrected else STANDS, "score": whole if corrected else None}
        self._act(decide_appeal, head, at, inspection, **given)

    def _act(self, act: Callable[..., Any], actor: Actor, at: dt.datetime, inspection: int, **given: object) -> bool:
        """Does it, if its moment lies in the plan; returns whether it does."""
        if at >= self.plan.until:
            return False
        door = self._door(actor, at, f"{act.__name__}:{inspection}")
        self._count(repeated=act(door, inspection=inspection, **given).repeated)
        return True

    def _door(self, actor: Actor, at: dt.datetime, what: str) -> Door:
        return Door(actor, at, f"{self.plan.name}:inspection:{what}")

    def _count(self, *, repeated: bool) -> None:
        self.done.acts += not repeated
        self.done.repeated += repeated

    def _inspector(self, chance: random.Random) -> Actor:
        return chance.choice(self.world.cast.own[Role.QUALITY_INSPECTOR])


def full_points(form: InspectionForm) -> Mapping[str, int]:
    """Every criterion with the most it can be given."""
    return {code: one.most for code, one in form.criteria.items()}


def drawn_score(chance: random.Random, form: InspectionForm, *, perfect: float) -> tuple[Score, str]:
    """A score as they come, with what to do better; empty where nothing was lost."""
    points = dict(full_points(form))
    if chance.random() < perfect:
        return Score(points), ""
    lost = chance.sample(sorted(points), chance.choice((1, 1, 2)))
    for code in lost:
        levels = form.criteria[code].levels
        points[code] = levels[-1] if chance.random() < 0.2 else levels[1]
    faults = (chance.choice(sorted(form.fault_by_code)),) if chance.random() < FAULTY else ()
    return Score(points, faults), "".join(BETTER.get(code, "请对照规范改进。") for code in lost)
