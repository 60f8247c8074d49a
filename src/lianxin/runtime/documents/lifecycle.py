"""docs/reference/lifecycle.md: the states, every move between them, and every act with its source."""

from __future__ import annotations

from collections.abc import Iterable

from lianxin.law.duties import BY_ACTION
from lianxin.law.transitions import ROWS, Row
from lianxin.law.words import ClosedAs, OrderState
from lianxin.runtime.documents.lifecycle_picture import STATES, moves
from lianxin.runtime.documents.markdown import page, sources, table

_BEFORE = """Every act on an order is one row of `src/lianxin/law/transitions.py`; who may do it is a row of
`src/lianxin/law/duties.py`. Both are printed here, and the picture is drawn from them.

工单上的每个动作是一行规则；谁能做是另一行。本页和图都由这些行生成。

![The life of an order 工单的一生](lifecycle.svg)"""

_STAYS = """Acts that change no state are requests, records and decisions; they lie over the order as overlays.

不改变状态的动作是申请、记录和决定。"""


def text() -> str:
    """The page: states, moves, ends, acts."""
    return page("The life of an order 工单的一生", _BEFORE, _states(), _moves(), _ends(), _acts())


def _states() -> str:
    lines = [(state.zh, state.en, f"`{state.value}`") for state in OrderState]
    return "## States 状态\n\n" + table(("中文", "English", "code name"), lines)


def _moves() -> str:
    lines = [
        (str(move.number), f"{STATES[move.start].zh} → {STATES[move.end].zh}", "、".join(move.acts)) for move in moves()
    ]
    return "## Moves 状态变化\n\n" + table(("in the picture 图号", "from → to 从 → 到", "acts 动作"), lines)


def _ends() -> str:
    lines = [(end.zh, end.en, f"`{end.value}`") for end in ClosedAs]
    said = f"How an order can end, by {sources(['R50'])}."
    return f"## Ends 结束方式\n\n{said}\n\n" + table(("中文", "English", "code name"), lines)


def _acts() -> str:
    headings = ("动作", "act", "code name", "where 何时可做", "leads to 之后", "who 谁", "source 依据")
    return "## Acts 动作\n\n" + _STAYS + "\n\n" + table(headings, map(_act, ROWS))


def _act(row: Row) -> tuple[str, ...]:
    ends = {end for start, many in row.moves.items() for end in many if end is not start}
    duty = BY_ACTION.get(row.action)
    return (
        row.zh,
        row.en,
        f"`{row.action}`",
        _named(row.states),
        _named(ends),
        "、".join(dict.fromkeys(role.zh for role in duty.roles)) if duty else "—",
        sources(row.articles),
    )


def _named(states: Iterable[OrderState]) -> str:
    """The states in the order of a life; — for none, which for `where` means a life begins with the act."""
    there = set(states)
    return "、".join(state.zh for state in OrderState if state in there) or "—"
