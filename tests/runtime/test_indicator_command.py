"""`./lianxin indicator` lists the figures, and says what to do where it cannot count one."""

from __future__ import annotations

import json

import pytest

from lianxin.law.indicators import INDICATORS
from lianxin.runtime.cli import main


def test_without_a_code_all_figures_are_listed_with_what_they_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["indicator", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["code"] for row in rows] == [row.code for row in INDICATORS]
    on_time = next(row for row in rows if row["code"] == "on_time")
    assert on_time["excludes"]["not_due"] == "R16"
    assert (on_time["since"], "R53" in on_time["articles"]) == ("2018-09-01", True)
    assert main(["indicator"]) == 0
    assert "on_time" in capsys.readouterr().out


def test_an_unknown_figure_names_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["indicator", "happiness", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["code"] == "indicator_unknown"
    assert "satisfied_result" in answer["next"]


def test_a_period_that_ends_before_it_begins_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["indicator", "on_time", "--from", "2026-11-30", "--to", "2026-11-01", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["code"], "2026-11-30" in answer["message"]) == ("period_empty", True)


@pytest.mark.parametrize("words", [["--from", "yesterday"], ["--by", "weather"]])
def test_wrong_words_are_named(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["indicator", "on_time", *words])
    assert words[1] in capsys.readouterr().err
