"""How alike two texts are: runs of the same letters, whatever stands between them."""

from __future__ import annotations

import pytest

from lianxin.records.likeness import MOST_CHARACTERS, RUN, likeness

ANSWER = "经我局工作人员现场核实，该处三盏灯具损坏，已全部更换。"


def test_the_same_words_are_wholly_alike() -> None:
    percent, same = likeness(ANSWER, ANSWER)
    assert percent == 100
    assert "".join(ANSWER[start:end] for start, end in same) == ANSWER.removesuffix("。")


def test_other_words_are_not_alike_at_all() -> None:
    assert likeness(ANSWER, "经勘查此处属于规划未建区域。") == (0, ())
    assert likeness("", ANSWER) == (0, ())
    assert likeness(ANSWER, "") == (0, ())


@pytest.mark.parametrize("other", [ANSWER.replace("，", ", "), ANSWER.replace("，", "\n"), f"  {ANSWER}  "])
def test_spaces_and_punctuation_do_not_hide_a_copy(other: str) -> None:
    assert likeness(ANSWER, other)[0] == 100


def test_a_changed_number_takes_away_no_more_than_its_run() -> None:
    percent, same = likeness(ANSWER, ANSWER.replace("三盏", "两盏"))
    assert 90 < percent < 100
    assert len(same) == 2


def test_it_is_counted_against_the_text_that_is_examined() -> None:
    longer = ANSWER + "今后将加强巡查，发现损坏及时维修，欢迎继续监督我们的工作。"
    assert likeness(ANSWER, longer)[0] == 100
    assert likeness(longer, ANSWER)[0] < 60


def test_fewer_letters_than_a_run_are_no_words() -> None:
    assert likeness("路灯修好了", "路灯修好了")[0] == 0
    assert len("路灯已修好了") == RUN
    assert likeness("路灯已修好了", "路灯已修好了")[0] == 100


def test_texts_beyond_a_forms_length_are_looked_at_so_far() -> None:
    assert likeness("甲" * (MOST_CHARACTERS * 3), "甲" * 10)[0] == 100
