"""docs/reference/consultations.md: what may be done with a consultation, by whom, in which state, and on what basis."""

from __future__ import annotations

from lianxin.law.consultation import CONSULTATION_ACTS
from lianxin.law.words import Role
from lianxin.runtime.documents.markdown import page, sources, table

_BEFORE = """A consultation asks people about a draft text and questions. It is a subject with a chain of its own. Who
drafted it does not publish it, who wrote the report does not publish that (R9). Art. 37 speaks of opinions on the
hotline; how a consultation runs (groups, one answer of each person, a code to a number, what counts when somebody
answers twice) is the centre's own rule.

民意征集是独立登记的事项。起草的人不发布，撰写采纳情况的人不公布。条例第三十七条规定征求意见、研究整改并反馈；
分人群、每人一份、验证码、以最后一份为准等做法是本市工作规范。"""


def text() -> str:
    """The page: the acts."""
    lines = [
        (
            row.zh,
            row.en,
            f"`{row.action}`",
            "、".join("系统" if role is Role.SYSTEM else role.zh for role in row.roles),
            "、".join(one.zh for one in row.states),
            sources(row.articles),
        )
        for row in CONSULTATION_ACTS
    ]
    heads = ("动作", "act", "code name", "who 谁", "states 状态", "source 依据")
    return page("Consultations 民意征集", _BEFORE, "## Acts 动作\n\n" + table(heads, lines))
