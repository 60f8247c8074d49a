"""docs/reference/refusals.md: every no, its source, and the way out."""

from __future__ import annotations

from lianxin.law.refusals import REASONS
from lianxin.runtime.documents.markdown import page, sources, table

_BEFORE = """An act that the law or the hotline's rules forbid is answered with a refusal: its code, its source, and
what to do next. Scripts go by the code; people read the sentence.

规则不允许的动作会得到拒绝：代码、依据、下一步。"""


def text() -> str:
    """The page: one line for each refusal, in the order of the table."""
    headings = ("code", "不可以，因为", "no, because", "下一步", "next", "source 依据")
    lines = (
        (
            f"`{code}`",
            reason.zh,
            reason.en,
            reason.next_zh,
            reason.next_en,
            sources([reason.article] if reason.article else []),
        )
        for code, reason in REASONS.items()
    )
    return page("Refusals 拒绝", _BEFORE, table(headings, lines))
