"""Callers who dispute ask for reasons, and whoever answers explains; those who suffer for it say so (Art. 16, 41)."""

from __future__ import annotations

from lianxin import actions
from lianxin.law.actors import Actor
from lianxin.law.decisions.retaliation import Report
from lianxin.law.words import OverlayKind, Role
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Step, Story


def explanation_demanded(story: Story) -> Script[None]:
    """Who was answered late may ask for the reasons (Art. 16)."""
    story.later(60, 1500)
    text = "为什么过了期限才答复，请说明原因。"
    yield story.by(story.one(Role.AGENT), actions.demand_explanation, caller=1, text=text)
    yield from _explained(story, OverlayKind.EXPLANATION, story.clerk)


def objected(story: Story) -> Script[None]:
    """Who disputes the result may object to it (Art. 16)."""
    story.later(60, 1500)
    text = "对办理结果有异议：答复的依据与现场情况不符，请说明。"
    yield story.by(story.one(Role.AGENT), actions.object, caller=1, text=text)
    yield from _explained(story, OverlayKind.OBJECTION, story.clerk)


def centre_questioned(story: Story) -> Script[None]:
    """What the hotline answered itself is disputed: the centre explains (R54)."""
    story.later(200, 4000)
    text = "当时的解释与窗口所说不一致，请说明以哪个为准。"
    yield story.by(story.one(Role.AGENT), actions.demand_explanation, caller=1, text=text)
    yield from _explained(story, OverlayKind.EXPLANATION, story.of_centre(Role.EXAMINER))


def _explained(story: Story, kind: OverlayKind, by: Actor) -> Script[None]:
    story.reaches(Stage.EXPLANATION_OWED)
    if story.fate.explained_late:
        story.at_work(16, 26)
    else:
        story.at_work(1, 9)
    yield story.by(by, actions.explain, overlay=story.open_overlay(kind), text=story.remark("explanation"))
    story.reaches(Stage.EXPLAINED)


def retaliated(story: Story) -> Script[None]:
    """A caller is made to suffer: a report of its own, on which a supervisor finds (Art. 41; R48)."""
    story.later(600, 4000)
    said = Report(
        account="反映问题后，对方多次上门要求撤回，并以停止服务相威胁。",
        unit=story.host,
        channel=story.matter.channel,
    )
    done = yield story.by(story.one(Role.AGENT), actions.report_retaliation, caller=1, said=said)
    story.reaches(Stage.RETALIATION_REPORTED)
    story.at_work(3, 12)
    found = story.likely(0.4)
    arguments: dict[str, object] = {
        "order": done.order,
        "overlay": 1,
        "found": found,
        "reason": "经向双方核实，确有其事。" if found else "经核实，系正常回访沟通，未发现打击报复。",
        "body": "区纪检监察机关" if found else "",
    }
    yield Step(story.now, story.of_centre(Role.SUPERVISOR), actions.decide_retaliation, arguments)
    story.later(10, 90)
    body = "市纪检监察机关" if found else "市信访局"
    arguments = {"order": done.order, "body": body, "receipt": "对方已收文登记。"}
    yield Step(story.now, story.of_centre(Role.DISPATCHER), actions.transfer_out, arguments)
