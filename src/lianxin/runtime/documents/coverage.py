"""docs/reference/law-coverage.md: what becomes of each of the 44 articles."""

from __future__ import annotations

from collections import Counter

from lianxin.law.articles import ARTICLES, citation
from lianxin.law.coverage import COVERAGE, REGULATION, Coverage, faults
from lianxin.law.transitions import BY_ACTION
from lianxin.law.words import CoverageState
from lianxin.runtime.documents.markdown import page, table
from lianxin.runtime.speech import CommandRefused

_BEFORE = """For each article of the regulation: which acts, parts of the program and pages carry it out, or why none
does. Acts whose row cites the article are found by themselves; the rest is in `src/lianxin/law/coverage.py`. The page
of every act is `/orders/<number>/<act>`.

逐条说明由哪些动作、程序部分和页面实现，或者为什么不属软件。"""


def text() -> str:
    """The page; refused, with the article named, while an article is missing or carried by nothing."""
    if found := faults():
        raise CommandRefused(
            "coverage",
            zh=f"条例覆盖表有缺漏：{'；'.join(found)}",
            en=f"The table of law coverage is not whole: {'; '.join(found)}.",
            next_step="Correct src/lianxin/law/coverage.py.",
        )
    return page("Law coverage 条例覆盖", _BEFORE, _summary(), _table())


def _summary() -> str:
    counts = Counter(row.state for row in COVERAGE)
    name = citation(REGULATION + ":1").text.name_zh
    return f"{name}: " + " · ".join(f"{state.en} {state.zh} {counts[state]}" for state in CoverageState)


def _table() -> str:
    headings = ("Art.", "what it asks 大意", "state 状态", "acts 动作", "parts 程序", "pages 页面", "note 说明")
    return table(headings, map(_line, COVERAGE))


def _line(row: Coverage) -> tuple[str, ...]:
    article = ARTICLES[row.key]
    return (
        str(row.number),
        f"{article.gist_zh}\n{article.gist_en}",
        f"{row.state.zh}\n{row.state.en}",
        "、".join(f"{BY_ACTION[act].zh} `{act}`" for act in row.all_acts),
        "\n".join(f"`{part}`" for part in row.parts),
        "\n".join(f"`{page_}`" for page_ in row.pages),
        f"{row.zh}\n{row.en}",
    )
