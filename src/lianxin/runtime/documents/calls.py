"""docs/reference/calls.md: what may be done with a call, and what can come of one."""

from __future__ import annotations

from lianxin.law.calls import ANSWERING, CALL_ACTS, DISPOSITIONS, LEADERS
from lianxin.runtime.documents.markdown import page, sources, table

_BEFORE = """A call is a subject of its own beside the orders it leads to. The switch tells what happens to it; the rest
is done by whom it rang at, and by nobody else; only an alert is taken up by a shift leader. No row looks at how
often or how a number called (R41).

通话与工单分开登记。接通、结束由话务系统告知；其余只能由接听的人办理；求助由值班长接手。"""


def text() -> str:
    """The page: the acts, then the outcomes with their keys."""
    return page("Calls 通话", _BEFORE, _acts(), _outcomes())


def _acts() -> str:
    roles = "、".join(role.zh for role in ANSWERING)
    lines = []
    for row in CALL_ACTS:
        who = "话务系统 the switch" if row.by_switch else f"接听的{roles}"
        who = "、".join(role.zh for role in LEADERS) if row.by_leader else who
        states = "、".join(state.zh for state in row.states)
        lines.append((row.zh, row.en, f"`{row.action}`", who, states, sources(row.articles)))
    return "## Acts 动作\n\n" + table(("动作", "act", "code name", "who 谁", "states 状态", "source 依据"), lines)


def _outcomes() -> str:
    lines = []
    for row in DISPOSITIONS:
        needs = "、".join(relation.zh for relation in row.relations) or "不得有工单 no order"
        word = row.disposition
        lines.append((row.digit, word.zh, word.en, f"`{word.value}`", needs, sources([row.article])))
    headings = ("key 键", "去向", "outcome", "code name", "tied to an order as 与工单的关系", "source 依据")
    return "## Outcomes 去向\n\n" + table(headings, lines)
