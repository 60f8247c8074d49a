"""docs/reference/clocks.md: the clocks, what each gives when it runs out, and what every regime says of it."""

from __future__ import annotations

from collections.abc import Iterator

from lianxin.law.deadlines import CARD_CLOCKS, WINDOWS
from lianxin.law.regime_rules import Rule
from lianxin.law.words import ClockEnd, ClockName, Signal
from lianxin.runtime.documents.markdown import page, sources, table
from lianxin.runtime.documents.regimes import layers
from lianxin.runtime.documents.values import matched, said

_BEFORE = """A deadline is a moment, computed once from start, term and calendar, stored, and explained line by line on
the order's page. Working-day limits leave out the first day and end at 24:00; no request stops a clock.
`./lianxin due` computes any of them.

时限是一个时刻：由起算、时长和工作日历算一次，存下来，逐步说明。首日不计，到期日 24:00 止，任何申请都不暂停计时。"""


def text() -> str:
    """The page: the clocks, their ends, and the limits by regime."""
    cited = sources(["R15", "R16", "R17", "R18", "R54", "civil_code:201"])
    return page("Clocks 时限", _BEFORE, f"Source 依据：{cited}", _names(), _ends(), _limits())


def _names() -> str:
    lines = [(name.zh, name.en, f"`{name.value}`", _gives(name)) for name in ClockName]
    return "## The clocks 各项时限\n\n" + table(("中文", "English", "code name", "gives 到点"), lines)


def _gives(name: ClockName) -> str:
    if name in WINDOWS:
        return "ends a right; nobody is overdue 权利期满，不算逾期"
    signals = (Signal.YELLOW_CARD, Signal.OVERDUE, Signal.RED_CARD) if name in CARD_CLOCKS else (Signal.REMINDER,)
    return "、".join(f"{signal.zh} {signal.en}" for signal in signals)


def _ends() -> str:
    lines = [(end.zh, end.en, f"`{end.value}`") for end in ClockEnd]
    return "## How a clock ends 时限的结局\n\n" + table(("中文", "English", "code name"), lines)


def _limits() -> str:
    headings = ("时限", "clock", "regime 规则", "for 适用", "limit 时长", "source 依据")
    return "## Limits by regime 各规则的时长\n\n" + table(headings, _lines())


def _lines() -> Iterator[tuple[str, ...]]:
    for name in ClockName:
        for layer in layers():
            for rule in layer.rules:
                limit = _limit(name, rule)
                if limit:
                    bound, source = matched(rule.match) or "all 全部", sources([rule.article])
                    yield name.zh, name.en, f"`{layer.id}`", bound, limit, source


def _limit(name: ClockName, rule: Rule) -> str:
    """How long the rule lets this clock run; empty for a rule of something else.

    A second date is the one given with an outcome; an inner level ends some time before the feedback is due.
    """
    if rule.key == f"clock.{name.value}":
        return said(rule.value)
    if name is ClockName.SECOND_DATE and rule.key == "tracked_outcomes":
        return f"反馈时给出的日期 (the date given with the feedback)<br>{said(rule.value)}"
    if name is ClockName.INNER_LEVEL and rule.key == "inner_level_lead":
        return f"早于反馈到期 {said(rule.value)} before the feedback is due"
    return ""
