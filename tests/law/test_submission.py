"""What citizens submit themselves: how often, and when the emergency lines come back (R41, R42)."""

from __future__ import annotations

import pytest

from lianxin.law.decisions.submission import check_frequency
from lianxin.law.portal import PortalFacts
from lianxin.law.refusals import Refused

FACTS = PortalFacts(danger=("着火", "gas leak", "gun"))


def test_r41_the_web_asks_to_call_and_no_matter_is_refused() -> None:
    check_frequency(4, 5)
    with pytest.raises(Refused) as refusal:
        check_frequency(5, 5)
    assert refusal.value.code == "submitted_too_often"
    assert "打电话" in refusal.value.reason.next_zh


@pytest.mark.parametrize(
    ("said", "dangerous"),
    [
        ("楼下着火了", True),
        ("楼下着 火了", True),
        ("There is a Gas Leak in the yard", True),
        ("It has begun to rain", False),
        ("路灯不亮", False),
        ("", False),
    ],
)
def test_r42_words_bring_the_emergency_lines_back(said: str, *, dangerous: bool) -> None:
    assert FACTS.sounds_dangerous(said) is dangerous


def test_a_city_without_such_words_shows_them_once() -> None:
    assert not PortalFacts().sounds_dangerous("着火")
