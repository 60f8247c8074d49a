"""One act on one typical case, carried out as on every subject (`_subjects`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, Family, SubjectDone, act_on
from lianxin.law.by import By, Changes
from lianxin.law.decisions.typical_case import CaseFacts, Looked
from lianxin.law.publishing import CASE_ACT
from lianxin.law.words import TypicalCaseTextKind
from lianxin.records.models import TypicalCase, TypicalCaseText
from lianxin.records.rules import Rules
from lianxin.records.typical_cases import facts_of
from lianxin.vault.looking import Seen

CASES = Family(
    model=TypicalCase,
    texts=TypicalCaseText,
    link="case",
    articles=lambda action: CASE_ACT[action].articles,
    unknown="case_unknown",
)


def act_on_case(
    door: Door,
    action: str,
    case: int,
    decide: Callable[[CaseFacts, By], Changes],
    words: Mapping[TypicalCaseTextKind, str],
) -> SubjectDone:
    """Carries out one act on one case; raises `Refused` when the law says no."""

    def decided(row: TypicalCase, by: By, _: Rules) -> Decided:
        return Decided(decide(facts_of(row), by))

    return act_on(CASES, door, action, case, decided, (words, {}))


def looked(seen: Seen) -> Looked:
    """What was found in words for the public, as the law asks it."""
    return Looked(open=seen.open, callers=seen.callers, confirmed=seen.confirmed)
