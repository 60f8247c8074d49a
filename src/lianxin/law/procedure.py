"""How a matter goes and within which limits, in the words of citizens: what /portal/rules shows (Art. 33(1))."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.law.lamps import Spoken
from lianxin.law.policy import Policy
from lianxin.law.regime_stack import RankedRule
from lianxin.law.words import OrderState

S = OrderState


@dataclass(frozen=True, slots=True)
class PlainStep:
    """One step of a matter: the state it stands for, in plain words, and the article it rests on."""

    state: OrderState
    name: Spoken
    happens: Spoken
    article: str


@dataclass(frozen=True, slots=True)
class PlainLimit:
    """One limit or number of the rules in force, by its key, in plain words; the value and article are the rule's."""

    key: str
    name: Spoken


# fmt: off
STEPS: tuple[PlainStep, ...] = (
    PlainStep(S.REGISTERED, Spoken("已受理", "Received"),
              Spoken("您反映的事情有了编号；能当场答复的当场答复，已经进入法定程序的告诉您该找谁。",
                     "Your matter has a number. What can be answered is answered at once; what is in another lawful "
                     "procedure, you are told where it belongs."), "jinan_2018:23"),
    PlainStep(S.DISPATCHING, Spoken("等待转交", "To be passed on"),
              Spoken("热线中心按职责、属地、行业确定由谁办。",
                     "The centre decides whose duty it is, by competence, place and trade."), "jinan_2018:23(2)"),
    PlainStep(S.HANDLING, Spoken("正在办理", "Being handled"),
              Spoken("负责的单位核实、处理，直接答复您，并报告热线中心。",
                     "The office in charge looks into it, acts, answers you and reports to the centre."),
              "jinan_2018:24"),
    PlainStep(S.FED_BACK, Spoken("正在审核", "Being checked"),
              Spoken("热线中心逐件审核；没有办完、没有答复您的退回去。",
                     "The centre checks every report; what was not done or not answered goes back."), "jinan_2018:27"),
    PlainStep(S.CALLBACK, Spoken("请您评价", "Your rating"),
              Spoken("热线中心回访，问您解决没有、是否满意；该办没办好的重新办。",
                     "The centre asks whether it is solved and how satisfied you are; undone work is done again."),
              "jinan_2018:27"),
    PlainStep(S.TRACKED, Spoken("继续办理", "Still being handled"),
              Spoken("一时办不完的，单位告诉您日期，热线中心跟踪到那一天。",
                     "What takes longer has a date you are told; the centre watches it to that day."), "jinan_2018:24"),
    PlainStep(S.CLOSED, Spoken("已办结", "Closed"),
              Spoken("热线中心办结；不同意的，可以要求说明，或者在期限内要求重新办理。",
                     "The centre closes it. If you disagree, ask for an explanation, or to have it reopened in time."),
              "jinan_2018:16"),
    PlainStep(S.ARCHIVED, Spoken("已归档", "Archived"),
              Spoken("过了重新办理的期限，归档保存；之后可以要求删除您的个人信息。",
                     "After the time for reopening it is archived; then you may have your personal data deleted."),
              "R63"),
)

LIMITS: tuple[PlainLimit, ...] = (
    PlainLimit("clock.dispatch", Spoken("受理后多久转交", "From receipt until it is passed on")),
    PlainLimit("clock.sign", Spoken("单位多久接下", "Until the office has taken it")),
    PlainLimit("clock.first_contact", Spoken("单位多久与您第一次联系", "Until the office first contacts you")),
    PlainLimit("clock.reply", Spoken("单位多久答复您", "Until the office answers you")),
    PlainLimit("clock.feed_back", Spoken("单位多久报告热线中心", "Until the office reports to the centre")),
    PlainLimit("clock.finish", Spoken("单位多久办完", "Until the office has finished")),
    PlainLimit("clock.examine", Spoken("热线中心多久审核", "Until the centre has checked the report")),
    PlainLimit("clock.callback", Spoken("热线中心多久回访您", "Until the centre asks you back")),
    PlainLimit("attempts", Spoken("联系不上时至少试几次", "How often you are tried")),
    PlainLimit("rehandle_limit", Spoken("重新办理多久", "For handling it again")),
    PlainLimit("clock.explanation", Spoken("您要求说明的，多久说明", "Until an explanation you asked for")),
    PlainLimit("reopen_days", Spoken("办结后多少天内可以要求重新办理", "Days after closing to have it reopened")),
    PlainLimit("opinion_answer", Spoken("对热线的意见多久答复", "Until an opinion on the hotline is answered")),
    PlainLimit("freeze_days", Spoken("每月数字在月末后多少天确定", "Days after its end until a month's figures stand")),
)
# fmt: on
"""In the order in which one comes to them; a key that no text speaks of is left out."""


def rules_for(policy: Policy, key: str) -> Iterator[RankedRule]:
    """The rules of a key, the strongest first, down to the first that speaks for every matter."""
    for rule in policy.rules.get(key, ()):
        yield rule
        if rule.rule.match.unconditional:
            return
