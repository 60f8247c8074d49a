"""docs/reference/indicators.md: what every figure counts, over what, by which day, and what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from lianxin.law.indicators import INDICATORS, Indicator
from lianxin.runtime.documents.markdown import page, sources, table

_BEFORE = """Each figure is one row of `src/lianxin/law/indicators.py`: two whole numbers and what was left out by
reason, never a decimal. `./lianxin indicator CODE` counts it, `--recount` counts it once more from the log alone.
A unit's figure includes that of its sub-units (R1). A month is frozen some days after its end (R30); then its figures
stay as they are, whatever is reopened later (R66).

每项指标只有分子、分母和按原因列出的不计入件数。单位的指标包括其所属单位（R1）。月末过后若干天冻结（R30），此后不再变动（R66）。"""


def text() -> str:
    """The page: the figures, then what each leaves out."""
    return page("Indicators 指标", _BEFORE, _figures(), _left())


def _figures() -> str:
    headings = (
        "指标",
        "figure",
        "code name",
        "分子 / 分母",
        "numerator over denominator",
        "by 归入",
        "since 起",
        "source 依据",
    )
    return "## Figures 指标\n\n" + table(headings, map(_line, INDICATORS))


def _line(row: Indicator) -> tuple[str, ...]:
    return (
        row.zh,
        row.en,
        f"`{row.code}`",
        f"{row.counts.zh} / {row.over.zh}",
        f"{row.counts.en} / {row.over.en}",
        f"{row.falls.zh} {row.falls.en}",
        row.since.isoformat(),
        sources(row.articles),
    )


def _left() -> str:
    return "## Left out 不计入\n\n" + table(("指标", "code name", "原因", "reason", "source 依据"), _reasons())


def _reasons() -> Iterator[tuple[str, ...]]:
    for row in INDICATORS:
        for left in row.left:
            yield row.zh, f"`{row.code}`", left.reason.zh, left.reason.en, sources([left.article])
