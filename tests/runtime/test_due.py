"""The command `due`: what scripts rely on, from the files of the project alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lianxin.runtime.cli import main

KEYS = {"due_at", "due_date", "yellow_from", "red_card_at", "provisional", "regime", "article", "steps"}


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANXIN_LANGUAGE", "en")
    for name in ("LIANXIN_DATA", "LIANXIN_DATABASE_URL"):
        monkeypatch.setenv(name, "")


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main(["due", *words, "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return code, found


@pytest.mark.parametrize(
    ("start", "regime", "moments", "provisional"),
    [
        ("2018-09-03", "jinan_2018", ("2018-09-10", "2018-09-07", "2018-09-11"), False),
        ("2018-09-28", "jinan_2018", ("2018-10-10", "2018-10-09", "2018-10-11"), False),
        ("2018-10-03", "jinan_2018", ("2018-10-12", "2018-10-11", "2018-10-15"), False),
        ("2018-12-28", "jinan_2018", ("2019-01-07", "2019-01-04", "2019-01-08"), False),
        ("2026-02-13", "jinan_2018", ("2026-02-27", "2026-02-26", "2026-02-28"), False),
        ("2026-02-20", "jinan_2018", ("2026-02-28", "2026-02-27", "2026-03-02"), False),
        ("2026-09-30", "jinan_2018", ("2026-10-13", "2026-10-12", "2026-10-14"), False),
        ("2026-04-30", "shandong_provincial_2017", ("2026-05-25", "2026-05-22", "2026-05-26"), False),
        ("2026-12-25", "jinan_2018", ("2027-01-01", "2026-12-31", "2027-01-04"), True),
    ],
)
def test_all_vectors(
    capsys: pytest.CaptureFixture[str], start: str, regime: str, moments: tuple[str, str, str], provisional: bool
) -> None:
    due, yellow, red = moments
    code, found = answer(capsys, f"{start}T10:00", "--regime", regime)
    assert code == 0
    assert set(found) >= KEYS
    assert found["due_date"] == due
    assert found["yellow_from"] == f"{yellow}T00:00:00+08:00"
    assert found["red_card_at"] == f"{red}T00:00:00+08:00"
    assert found["provisional"] is provisional
    assert found["regime"] == regime
    assert found["steps"][0]["at"] == f"{start}T10:00:00+08:00"
    assert found["steps"][-1]["at"] == found["due_at"]


def test_each_day_skipped_or_made_up_says_why_and_by_which_text(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = answer(capsys, "2026-02-13", "--regime", "jinan_2018")
    said = {step["date"]: (step["code"], step["article"], step["en"]) for step in found["steps"]}
    notice = "国办发明电〔2025〕7号"
    assert said["2026-02-14"] == (
        "made_up",
        "state_council_holidays",
        f"working day 1: make-up working day (Spring Festival), {notice}",
    )
    assert said["2026-02-16"] == (
        "skipped",
        "state_council_holidays",
        f"not counted: public holiday (Spring Festival), {notice}",
    )
    _, found = answer(capsys, "2026-11-13", "--regime", "jinan_2018")
    assert [step["article"] for step in found["steps"] if step["code"] == "skipped"] == ["working_hours_1995:7"] * 2


def test_a_date_alone_and_a_moment_elsewhere_are_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    for start in ("2026-09-30", "2026-09-29T16:30:00+00:00", "2026-09-30 23:59"):
        assert answer(capsys, start, "--regime", "jinan_2018")[1]["due_date"] == "2026-10-13"


def test_the_type_and_topic_choose_the_clause_in_chinese_or_by_code(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("投诉", "complain"):
        _, found = answer(capsys, "2026-11-06", "--regime", "jinan_2018", "--type", kind, "--topic", "21")
        assert found["article"] == "jinan_business_2022:62"
    assert answer(capsys, "2026-11-06", "--regime", "jinan_2018", "--type", "help")[1]["article"] == "jinan_2018:24"


def test_another_clock_can_be_asked_for_and_gives_no_card_unless_it_has_one(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = answer(capsys, "2026-11-06T10:00", "--regime", "jinan_2018", "--clock", "dispatch")
    assert found["due_at"] == "2026-11-06T10:30:00+08:00"
    assert found["red_card_at"] is None
    assert found["article"] == "R17"


def test_a_limit_set_with_the_order_is_answered_by_the_draft_and_says_it_is_uncertain(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, found = answer(capsys, "2026-11-06T10:00", "--regime", "beijing_2021", "--urgency", "critical")
    assert found["due_at"] == "2026-11-06T12:00:00+08:00"
    assert found["uncertain"] is True


@pytest.mark.parametrize(
    ("words", "code", "article"),
    [
        (("2018-08-31", "--regime", "jinan_2018"), "regime_not_in_force", "jinan_2018"),
        (("2026-11-06", "--regime", "atlantis_1900"), "regime_unknown", ""),
        (("2026-11-06", "--regime", "weifang_2021", "--clock", "reply"), "no_limit", "weifang_2021:20"),
        (("2026-11-06", "--regime", "jinan_2018", "--topic", "atlantis"), "topic_unknown", ""),
    ],
)
def test_a_refusal_has_code_article_and_next(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: str, article: str
) -> None:
    exit_code, found = answer(capsys, *words)
    assert exit_code == 1
    assert (found["code"], found["article"]) == (code, article)
    assert found["next"]


def test_a_regime_can_be_applied_to_a_day_before_its_time(capsys: pytest.CaptureFixture[str]) -> None:
    _, found = answer(capsys, "2013-05-06", "--regime", "jinan_2018", "--as-if-in-force")
    assert (found["due_date"], found["article"]) == ("2013-05-13", "jinan_2018:24")


@pytest.mark.parametrize(
    "words", [("yesterday",), ("2026-13-01",), ("2026-11-06", "--type", "gift"), ("2026-11-06", "--clock", "lunch"), ()]
)
def test_wrong_words_end_with_two(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["due", *words])
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["due", "--help"])
    assert ended.value.code == 0
    assert "example: ./lianxin due 20" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_read_every_day_and_the_article(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("LIANXIN_LANGUAGE", language)
    assert main(["due", "2026-12-25", "--regime", "jinan_2018"]) == 0
    text = capsys.readouterr().out
    for day in ("2026-12-25", "2026-12-26", "2027-01-01"):
        assert day in text
    for words in {"zh": ("第二十四条", "不计入", "暂定"), "en": ("Art. 24", "not counted", "Provisional")}[language]:
        assert words in text


@pytest.mark.parametrize(
    ("regime", "days", "due", "article"),
    [
        ("jinan_2018", "10", "2026-12-01", "shandong_2020"),
        ("shandong_provincial_2017", "7", "2026-12-10", "shandong_provincial_2017"),
        ("beijing_2021", "3", "2026-11-20", "beijing_2021:15(2)"),
    ],
)
def test_an_extension_moves_the_finishing_date_and_cites_who_allows_it(
    capsys: pytest.CaptureFixture[str], regime: str, days: str, due: str, article: str
) -> None:
    code, found = answer(capsys, "2026-11-10T10:00", "--regime", regime, "--extension", days)
    assert code == 0
    assert (found["clock"], found["due_date"], found["extension_article"]) == ("finish", due, article)
    assert [step["article"] for step in found["steps"] if step["code"] == "extension"] == [article]


@pytest.mark.parametrize(
    ("words", "code", "article"),
    [
        (("--regime", "bengbu_2019", "--extension", "1"), "extension_forbidden", "R19"),
        (("--regime", "jinan_2018", "--extension", "11"), "extension_too_long", "shandong_2020"),
        (("--regime", "jinan_2018", "--extension", "5", "--clock", "reply"), "extension_other_clock", "R19"),
    ],
)
def test_an_extension_that_the_rules_do_not_know_is_refused_with_its_article(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: str, article: str
) -> None:
    exit_code, found = answer(capsys, "2026-11-10", *words)
    assert (exit_code, found["code"], found["article"]) == (1, code, article)
    assert found["next"]


def test_without_an_installation_the_files_are_taken_and_the_answer_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert answer(capsys, "2026-11-10", "--regime", "jinan_2018")[1]["source"] == "files"
    nothing = tmp_path / "nothing"
    assert answer(capsys, "2026-11-10", "--regime", "jinan_2018", "--data", str(nothing))[1]["source"] == "files"
    assert not nothing.exists()
