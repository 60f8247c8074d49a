"""docs/reference/inspections.md: what may be done with an inspection of intake, by whom, and why one begins."""

from __future__ import annotations

from lianxin.law.inspection import BY_RULE, INSPECTION_ACTS, InspectionAct
from lianxin.law.words import InspectionCause, Role
from lianxin.runtime.documents.markdown import page, sources, table

_BEFORE = """An inspection is a subject of its own beside the order or call that an agent took in: drawn, scored by the
city's form, acknowledged or appealed against, decided. Staff of the vendor never inspect; nobody inspects or decides on
what they took in themselves; who scored does not decide on the appeal (R9). The form is `inspection.toml` of the city.

受理质检与工单、通话分开登记。承接企业人员不质检；自己受理的不由自己质检和裁定；评分的人不裁定申诉。"""


def text() -> str:
    """The page: the acts, then the causes."""
    return page("Inspections 受理质检", _BEFORE, _acts(), _causes())


def _acts() -> str:
    lines = [
        (row.zh, row.en, f"`{row.action}`", _who(row), "、".join(one.zh for one in row.states), sources(row.articles))
        for row in INSPECTION_ACTS
    ]
    return "## Acts 动作\n\n" + table(("动作", "act", "code name", "who 谁", "states 状态", "source 依据"), lines)


def _who(row: InspectionAct) -> str:
    roles = "、".join(role.zh for role in row.roles if role is not Role.SYSTEM)
    return f"被质检的{roles}" if row.by_agent else roles


def _causes() -> str:
    lines = [(one.zh, one.en, f"`{one.value}`", "是 yes" if one in BY_RULE else "") for one in InspectionCause]
    return "## Causes 事由\n\n" + table(("事由", "cause", "code name", "by rule 按规则"), lines)
