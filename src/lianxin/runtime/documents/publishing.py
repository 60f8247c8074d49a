"""docs/reference/publishing.md: who makes what public, who answers opinions, the dictionary of the open data."""

from __future__ import annotations

from collections.abc import Iterable

from lianxin.law.articles import citation
from lianxin.law.by import SubjectAct
from lianxin.law.indicators import BY_CODE
from lianxin.law.open_data import DATA_FILES, LICENCE, WHY_HIDDEN, DataFile
from lianxin.law.publishing import CASE_ACTS, OPINION_ACTS, PUBLISHED_FIGURES, UNITS_FIGURES
from lianxin.law.words import Role
from lianxin.runtime.documents.markdown import page, sources, table

_BEFORE = """What the hotline makes public (Art. 33) and what it answers to opinions on itself (Art. 37). Typical cases
and opinions are subjects of their own with a chain each; their texts are never in an event. Who wrote a case does not
publish it; who answered an opinion does not publish it; staff of the vendor do none of it (R9).

热线公开的内容（第三十三条）和对热线意见的答复（第三十七条）。编写案例的人不决定公开，答复意见的人不决定公开，
承接企业人员都不办理。"""


def text() -> str:
    """The page: the acts on cases and on opinions, the published figures, the files with their columns."""
    return page(
        "Publishing 公开",
        _BEFORE,
        _acts("## Typical cases 典型案例", CASE_ACTS),
        _acts("## Opinions on the hotline 对热线的意见", OPINION_ACTS),
        _figures(),
        f"## Open data 开放数据\n\n{LICENCE.en}\n{WHY_HIDDEN.en}\n\n{LICENCE.zh}{WHY_HIDDEN.zh}",
        *(_file(one) for one in DATA_FILES),
    )


def _acts(heading: str, rows: Iterable[SubjectAct]) -> str:
    lines = [
        (row.zh, row.en, f"`{row.action}`", "、".join(role.zh for role in row.roles if role is not Role.SYSTEM),
         "、".join(one.zh for one in row.states), sources(row.articles))
        for row in rows
    ]  # fmt: skip
    return f"{heading}\n\n" + table(("动作", "act", "code name", "who 谁", "states 状态", "source 依据"), lines)


def _figures() -> str:
    lines = [
        (BY_CODE[code].zh, BY_CODE[code].en, f"`{code}`", "是 yes" if code in UNITS_FIGURES else "")
        for code in PUBLISHED_FIGURES
    ]
    return "## Figures 指标\n\n" + table(("指标", "figure", "code name", "also of each unit 各单位"), lines)


def _file(file: DataFile) -> str:
    lines = [
        (f"`{one.name}`", f"{one.meaning.zh}\n{one.meaning.en}", f"{one.unit.zh}\n{one.unit.en}",
         f"{one.values.zh}\n{one.values.en}", citation(one.article).zh)
        for one in file.columns
    ]  # fmt: skip
    headings = ("column 列", "meaning 含义", "unit 计量单位", "values 取值", "source 依据")
    return f"### `{file.code}` {file.title.en} {file.title.zh}\n\n{file.holds.en}\n{file.holds.zh}\n\n" + table(
        headings, lines
    )
