"""The feedback of a unit begins with what its delegates have fed back to it: taken over, named, to be changed."""

from __future__ import annotations

from lianxin.law.draft import Draft
from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import TextKind
from lianxin.records.passed_up import PassedUp, passed_up
from lianxin.web.names import names_of_units

TAKEN = {
    "findings": TextKind.FINDINGS,
    "measures": TextKind.MEASURES,
    "legal_ground": TextKind.LEGAL_GROUND,
    "public_answer": TextKind.PUBLIC_ANSWER,
}
"""Fields of a feedback that are words, and as what the words lie in the order."""


def said_below(draft: Draft) -> dict[str, list[str]]:
    """What stands in the form at first; the outcome where the delegates agree on it."""
    rows = passed_up(draft)
    said = {name: [words] for name, kind in TAKEN.items() if (words := _words(rows, kind))}
    outcomes = {row.outcome for row in rows}
    return said | ({"outcome": [outcomes.pop().value]} if len(outcomes) == 1 else {})


def _words(rows: list[PassedUp], kind: TextKind) -> str:
    """Of several each by its name."""
    said = [(row.unit, row.texts[kind]) for row in rows if kind in row.texts]
    if len(rows) < 2:
        return "".join(words for _, words in said)
    names = names_of_units([unit for unit, _ in said])
    return "\n".join(f"{names[unit].zh}：{words}" for unit, words in said)


def taken_from_below(draft: Draft) -> Spoken | None:
    """Above the form: whose words stand in it; None where they are nobody's."""
    rows = passed_up(draft)
    if not rows:
        return None
    names = names_of_units([row.unit for row in rows])
    zh = "、".join(f"{names[row.unit].zh}（{row.fed_back_at.astimezone(SHANGHAI):%m-%d %H:%M}）" for row in rows)
    en = ", ".join(f"{names[row.unit].en} ({_moment(row)})" for row in rows)
    return Spoken(
        f"已填入下级单位反馈的内容：{zh}，请核对、修改后提交。",
        f"Filled in with what was fed back to you: {en}. Check it and change it before you submit.",
    )


def _moment(row: PassedUp) -> str:
    local = row.fed_back_at.astimezone(SHANGHAI)
    return f"{local.day} {local:%b %H:%M}"
