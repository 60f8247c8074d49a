"""The generated documents: fresh, whole, and refused when they are not."""

from __future__ import annotations

import dataclasses
import json
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path

import pytest

from lianxin.law import coverage
from lianxin.law.articles import ARTICLES
from lianxin.law.transitions import ROWS
from lianxin.law.words import CoverageState, OrderState
from lianxin.runtime import cli
from lianxin.runtime.commands import documents
from lianxin.runtime.documents import DOCUMENTS, TABLES, lifecycle, lifecycle_picture
from lianxin.runtime.documents import coverage as coverage_page
from lianxin.runtime.documents.markdown import sources, table
from lianxin.runtime.documents.values import said
from lianxin.runtime.places import ROOT
from lianxin.runtime.speech import CommandRefused

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(documents, "ROOT", tmp_path)
    return tmp_path


def test_the_documents_in_the_repository_are_fresh() -> None:
    assert list(documents.stale_documents(ROOT)) == []


def test_a_stale_document_is_named_and_then_written(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["documents", "--json"]) == cli.DONE
    assert json.loads(capsys.readouterr().out)["written"] == list(DOCUMENTS)
    (elsewhere / "GLOSSARY.md").write_text("an old one", encoding="utf-8")
    assert cli.main(["documents", "--check", "--json"]) == cli.REFUSED
    answer = json.loads(capsys.readouterr().out)
    assert answer["code"] == "documents_stale"
    assert "GLOSSARY.md" in answer["message"]
    assert "./lianxin documents" in answer["next"]
    assert cli.main(["documents", "--json"]) == cli.DONE
    assert json.loads(capsys.readouterr().out)["written"] == ["GLOSSARY.md"]
    assert cli.main(["documents", "--check"]) == cli.DONE


def test_without_the_source_there_is_nothing_to_write(tmp_path: Path) -> None:
    with pytest.raises(CommandRefused) as refused:
        documents.stale_documents(tmp_path)
    assert refused.value.code == "no_source"


def test_the_law_prints_every_table_or_the_one_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["law"]) == cli.DONE
    everything = capsys.readouterr().out
    assert cli.main(["law", "clocks"]) == cli.DONE
    clocks = capsys.readouterr().out
    assert clocks.startswith("# Clocks")
    assert clocks.strip() in everything
    assert cli.main(["law", "--json"]) == cli.DONE
    assert list(json.loads(capsys.readouterr().out)) == list(TABLES)


def test_a_table_that_does_not_exist_is_a_wrong_word(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["law", "nothing"])
    assert ended.value.code == 2
    assert "choose from lifecycle" in capsys.readouterr().err


# --- coverage of the law ------------------------------------------------------------------------------------------


def test_each_of_the_44_articles_is_covered_once() -> None:
    assert [row.number for row in coverage.COVERAGE] == list(range(1, 45))
    assert coverage.faults() == ()


def test_what_carries_an_article_exists() -> None:
    for row in coverage.COVERAGE:
        assert row.key in ARTICLES
        for part in row.parts:
            assert find_spec(part) is not None, f"article {row.number}: no {part}"


def test_a_missing_article_breaks_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "COVERAGE", coverage.COVERAGE[:-1])
    assert coverage.faults() == ("article 44: 0 rows, must be 1",)
    with pytest.raises(CommandRefused, match="article 44"):
        coverage_page.text()


@pytest.mark.parametrize(
    ("number", "change", "fault"),
    [
        (24, {"acts": ("fly",)}, "article 24: no such act fly"),
        (44, {"parts": ()}, "article 44: carried_out by nothing"),
        (36, {"en": "Later."}, "article 36: planned, but its note does not say what is planned"),
        (16, {"state": CoverageState.NOT_SOFTWARE}, "article 16: called no software, but cited by"),
    ],
)
def test_a_row_that_claims_too_much_is_found(
    monkeypatch: pytest.MonkeyPatch, number: int, change: dict[str, object], fault: str
) -> None:
    rows = tuple(dataclasses.replace(row, **change) if row.number == number else row for row in coverage.COVERAGE)
    monkeypatch.setattr(coverage, "COVERAGE", rows)
    assert any(found.startswith(fault) for found in coverage.faults())


def test_acts_that_cite_an_article_are_found_by_themselves() -> None:
    row = coverage.COVERAGE[23]
    assert "change_promise" in row.acts
    assert {"reply", "feed_back"} <= coverage.acts_citing("jinan_2018:24")
    assert "answer" in coverage.acts_citing("jinan_2018:23")
    assert "answer" not in coverage.acts_citing("jinan_2018:2")


# --- the life of an order -----------------------------------------------------------------------------------------


def test_every_act_and_every_state_stands_on_the_page() -> None:
    page = lifecycle.text()
    assert all(f"| {row.zh} | {row.en} | `{row.action}` |" in page for row in ROWS)
    assert all(f"`{state.value}`" in page for state in OrderState)


def test_every_change_of_state_is_one_move_and_no_other() -> None:
    wanted = {
        (start, end, row.zh) for row in ROWS for start, ends in row.moves.items() for end in ends if start is not end
    }
    states = lifecycle_picture.STATES
    drawn = {(states[m.start], states[m.end], act) for m in lifecycle_picture.moves() for act in m.acts}
    assert drawn == wanted


def test_the_picture_shows_each_state_and_numbers_each_move() -> None:
    picture = ET.fromstring(lifecycle_picture.svg())  # noqa: S314 - our own text
    texts = [text.text or "" for text in picture.iter(f"{SVG}text")]
    assert {state.zh for state in OrderState} <= set(texts)
    numbers = [text for text in texts if text.isdecimal()]
    assert numbers == [str(move.number) for move in lifecycle_picture.moves()]


def test_no_two_arcs_of_the_picture_lie_on_each_other() -> None:
    lanes = lifecycle_picture._lanes(lifecycle_picture.moves())
    for one, lane in lanes.items():
        for other, other_lane in lanes.items():
            if one.number < other.number and lane == other_lane and one.onward == other.onward:
                assert max(one.start, one.end) <= min(other.start, other.end) or (
                    max(other.start, other.end) <= min(one.start, one.end)
                ), f"{one.number} and {other.number} share a stretch of one lane"


def test_every_arc_starts_and_ends_at_a_place_of_its_own() -> None:
    picture = ET.fromstring(lifecycle_picture.svg())  # noqa: S314 - our own text
    paths = [path.get("d", "") for path in picture.iter(f"{SVG}path") if path.get("fill") == "none"]
    feet = [path.partition("L")[0] for path in paths] + [path.rpartition("L")[2].partition(" ")[0] for path in paths]
    assert len(paths) == len(lifecycle_picture.moves())
    assert len(set(feet)) == len(feet)


# --- the pieces ---------------------------------------------------------------------------------------------------


def test_a_cell_cannot_break_its_table() -> None:
    assert table(("a", "b"), [("x|y", "1\n2"), ("", "z")]).splitlines()[2:] == ["| x\\|y | 1<br>2 |", "| — | z |"]


def test_sources_name_each_text_once() -> None:
    assert sources(["R18", "jinan_2018:24(2)", "R52", "R18"]) == (
        "本市工作规范 R18、R52; 《济南市12345市民服务热线条例》第二十四条第一款第（二）项 (Art. 24(2))"
    )
    assert sources(["shandong_2020"]) == "《山东省政务服务热线管理办法》"
    assert sources([]) == "—"


def test_values_read_in_both_languages() -> None:
    assert said(OrderState.CLOSED) == "已办结 (Closed)"
    assert said(True) == "是 yes"
    assert said(("a", "b")) == "`a`、`b`"
    assert said({"step": "review", "none": None}) == "step: `review`"
