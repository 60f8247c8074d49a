"""docs/reference/roles.md: who may do what, and how they must stand to the order."""

from __future__ import annotations

from lianxin.law.duties import DUTIES, VENDOR_BARRED, Duty
from lianxin.law.transitions import BY_ACTION
from lianxin.law.words import Role
from lianxin.runtime.documents.markdown import page, sources, table

_BEFORE = """Each act has one row of `src/lianxin/law/duties.py`: the offices that may do it and how the actor's unit
must stand to the order. What an office may see is decided in `src/lianxin/access`.

每个动作有一行：哪些角色可以做、与工单须有何关系。"""


def text() -> str:
    """The page: offices with their acts, acts with their offices, what vendor staff may never do."""
    return page("Roles 角色", _BEFORE, _by_role(), _by_act(), _vendor())


def _by_role() -> str:
    lines = []
    for role in Role:
        acts = "、".join(_act(duty.action) for duty in DUTIES if role in duty.roles)
        lines.append((role.zh, role.en, f"`{role.value}`", acts or "reads only 只读"))
    return "## By role 按角色\n\n" + table(("角色", "role", "code name", "acts 可做"), lines)


def _by_act() -> str:
    headings = ("动作", "act", "roles 角色", "stands to the order as 与工单的关系", "source 依据")
    return "## By act 按动作\n\n" + table(headings, map(_line, DUTIES))


def _line(duty: Duty) -> tuple[str, ...]:
    roles = "、".join(dict.fromkeys(role.zh for role in duty.roles))
    return _act(duty.action), f"`{duty.action}`", roles, f"`{duty.relation.value}`", sources(duty.articles)


def _vendor() -> str:
    said = "Staff of a vendor may never do these, whatever their role. 承接企业人员无论什么角色都不得做。"
    acts = "、".join(f"{_act(action)} `{action}`" for action in sorted(VENDOR_BARRED))
    return f"## Vendor staff 承接企业人员\n\n{said} {sources(['R9', 'national_2025:3'])}\n\n{acts}"


def _act(action: str) -> str:
    return BY_ACTION[action].zh if action in BY_ACTION else f"`{action}`"
