"""The words after ./lianxin and how each ends."""

from __future__ import annotations

import json
import subprocess
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

import pytest

from lianxin.runtime.cli import COMMANDS, main
from lianxin.runtime.commands.test import MOST_AT_ONCE, side_by_side
from lianxin.runtime.supervisor import python
from tests.patience import PATIENCE


@pytest.mark.parametrize("word", COMMANDS)
def test_every_word_has_a_module_and_its_help_shows_an_example(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = import_module(f"lianxin.runtime.commands.{COMMANDS[word].module}")
    module.add_arguments(ArgumentParser())
    assert callable(module.run)
    with pytest.raises(SystemExit) as ended:
        main([word, "--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"./lianxin {word}" in shown
    assert "--data DIR" in shown
    assert "--json" in shown


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["demo", "--port", "many"],
        ["demo", "--port", "99999"],
        ["demo", "--months", "-1"],
        ["serve", "--address", "8000"],
    ],
)
def test_wrong_words_end_with_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2


def test_a_refusal_ends_with_1_and_scripts_read_code_article_and_next(
    tmp_path: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_DATABASE_URL", "mysql://somewhere/else")
    monkeypatch.setenv("LIANXIN_DATA", str(tmp_path))
    assert main(["migrate", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["code"] == "database_url"
    assert {"code", "article", "next"} <= set(answer)
    assert "postgresql://" in answer["next"]


def test_a_refusal_speaks_the_language_of_the_terminal(
    tmp_path: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_DATABASE_URL", "mysql://somewhere/else")
    monkeypatch.setenv("LIANXIN_DATA", str(tmp_path))
    for language, sentence in (("zh_CN.UTF-8", "数据库地址须以"), ("en_GB.UTF-8", "The database URL must begin")):
        monkeypatch.setenv("LIANXIN_LANGUAGE", language)
        assert main(["migrate"]) == 1
        assert sentence in capsys.readouterr().err


def test_data_names_the_installation_everywhere(
    tmp_path: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_DATA", "/somewhere/else")
    monkeypatch.delenv("LIANXIN_DATABASE_URL", raising=False)
    assert main(["keys", "--json", "--data", f"{tmp_path}/here"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "folder": f"{tmp_path}/here/keys",
        "made": ["django_secret", "master.toml", "seal.pem"],
    }
    assert main(["database-url", "--json", "--data", f"{tmp_path}/here"]) == 0
    urls = json.loads(capsys.readouterr().out)
    assert "user=lianxin_app" in urls["url"]
    assert "user=lianxin_owner" in urls["owner_url"]


def test_what_to_do_next_speaks_the_language_of_the_terminal_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_LANGUAGE", "zh_CN.UTF-8")
    assert main(["due", "2026-11-06", "--topic", "atlantis"]) == 1
    said = capsys.readouterr().err
    assert "下一步：请写代码" in said
    assert "No topic" not in said


def test_several_steps_stand_on_lines_of_their_own(
    tmp_path: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_LANGUAGE", "en_GB.UTF-8")
    for name in ("LIANXIN_DATABASE_URL", "LIANXIN_EMAIL_URL", "LIANXIN_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LIANXIN_DATA", str(tmp_path))
    assert main(["serve"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert "Next:" in lines
    assert sum(line.startswith("  Set LIANXIN_") for line in lines[lines.index("Next:") :]) == 3


@pytest.mark.parametrize(
    "words",
    [
        ["verify"],
        ["seal"],
        ["simulate"],
        ["import", "messages", "some.csv"],
        ["database-url"],
        ["work"],
        ["load-city", "cities/yunhe"],
        ["load-city", "cities/yunhe", "--accounts"],
        ["calendar", "import", "cities/calendars/2026.toml"],
        ["bench", "core"],
    ],
)
def test_a_folder_without_an_installation_is_refused_and_stays_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.delenv("LIANXIN_DATABASE_URL", raising=False)
    monkeypatch.setenv("LIANXIN_DATA", str(tmp_path / "mistyped"))
    assert main([*words, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["code"] == "no_installation"
    assert not (tmp_path / "mistyped").exists()


def test_a_calendar_file_that_is_not_there_is_called_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANXIN_LANGUAGE", "en")
    assert main(["calendar", "import", str(tmp_path / "2027.toml"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["code"], found["article"]) == ("file_missing", "")
    assert "UTF-8" not in found["next"]


def test_whoever_reads_the_first_lines_only_sees_no_traceback() -> None:
    asked = subprocess.Popen(python("lianxin.runtime", "law"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert asked.stdout is not None
    asked.stdout.readline()
    asked.stdout.close()
    assert asked.stderr is not None
    assert asked.stderr.read() == b""
    assert asked.wait(PATIENCE) == 0


def test_every_core_takes_part_in_a_whole_run_of_the_tests() -> None:
    assert side_by_side(1) == []
    assert side_by_side(2)[:2] == ["-n", "2"]
    assert side_by_side(64)[:2] == ["-n", str(MOST_AT_ONCE)]
