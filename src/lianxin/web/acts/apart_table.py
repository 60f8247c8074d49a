"""Which acts are about no order, who may do them, and what one should know before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianxin.actions.record_outage import RECORDERS
from lianxin.law.duties import BY_ACTION
from lianxin.law.lamps import Spoken
from lianxin.law.words import Role


@dataclass(frozen=True, slots=True)
class Act:
    """One of them: its words, article, who may do it, what one should know before, and whether it cannot be undone."""

    name: Spoken
    article: str
    roles: tuple[Role, ...]
    introduction: Spoken
    icon: str
    danger: bool = False


ACTS: Mapping[str, Act] = {
    "record_outage": Act(
        name=Spoken("故障登记", "Record an outage"),
        article="R24",
        roles=RECORDERS,
        introduction=Spoken(
            "登记不改变任何时限；承办单位的时限由中心主任在工单上决定顺延。",
            "Recording moves no limit; those of units are moved on the order, by the head of the centre.",
        ),
        icon="progress-alert",
    ),
    "succeed_unit": Act(
        name=Spoken("单位承继", "A unit succeeds another"),
        article="R8",
        roles=tuple(role for role in BY_ACTION["succeed_unit"].roles if role is not Role.SYSTEM),
        introduction=Spoken(
            "原单位终止，未结工单、说明和督办全部转给承继单位，日期不变；不能撤销。",
            "The old unit ends; its open orders, explanations and supervision go over with their dates, for good.",
        ),
        icon="switch-horizontal",
        danger=True,
    ),
}
