"""Every no is written down: each code that is used has its words, and no words wait for a code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lianxin.law.articles import citation
from lianxin.law.refusals import REASONS, Reason, Refused

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "lianxin"
CODE_AT = {"Refused": 0, "need_text": 1}
"""Where the calls that refuse carry their code."""
WITHOUT_TEXT = {"paper_engine_missing", "order_unknown", "request_key_reused", "city_not_loaded"}
"""Refusals that rest on no text: something of the installation is missing."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")


def strings(node: ast.expr) -> Iterator[str]:
    """The codes an expression can be: a constant, or either side of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body)
        yield from strings(node.orelse)


FIELDS = ("refused", "wrong", "too_often")
"""What rows and records call a code that they hold."""


def codes_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            place = CODE_AT.get(name)
            if place is not None and len(node.args) > place:
                yield from strings(node.args[place])
            for keyword in node.keywords:
                if keyword.arg in ("code", *FIELDS) and name in (*CODE_AT, "Row", "Tried"):
                    yield from strings(keyword.value)
        elif isinstance(node, ast.FunctionDef) and node.name == "need_text":
            yield from (code for default in node.args.defaults for code in strings(default))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id in FIELDS:
            yield from strings(node.value) if node.value is not None else ()


def used_codes() -> set[str]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    return {code for tree in trees for code in codes_in(tree)}


def test_every_code_that_is_used_has_its_words() -> None:
    assert used_codes() - set(REASONS) == set()


def test_no_words_wait_for_a_code() -> None:
    assert set(REASONS) - used_codes() == set()


def test_the_reader_of_codes_sees_every_form() -> None:
    text = (
        'def need_text(text, code="a"): ...\n'
        'raise Refused("b", "7")\nraise Refused("c" if x else "d")\nneed_text(t, "e")\n'
        'Row("x", refused="f")\nclass Row:\n    refused: str = "g"\nother("h")\n'
        'Tried(n, wrong="i", too_often="j", purpose="k")\nclass Tried:\n    wrong: str = "l"\n'
    )
    assert set(codes_in(ast.parse(text))) == set("abcdefgijl")


@pytest.mark.parametrize("reason", REASONS.values(), ids=lambda reason: str(reason.code))
def test_a_refusal_says_what_is_wrong_and_what_to_do_in_both_languages(reason: Reason) -> None:
    for words in (reason.zh, reason.next_zh):
        assert CHINESE.search(words)
        assert words.endswith("。")
        assert not HALF_WIDTH.search(words)
    for words in (reason.en, reason.next_en):
        assert not CHINESE.search(words)
        assert words.endswith((".", "”."))
        assert words[0].isupper()
    assert reason.zh != reason.next_zh
    assert reason.en != reason.next_en


@pytest.mark.parametrize("reason", REASONS.values(), ids=lambda reason: str(reason.code))
def test_a_refusal_cites_a_text_that_exists(reason: Reason) -> None:
    if reason.code in WITHOUT_TEXT:
        assert reason.article == ""
    else:
        assert citation(reason.article).zh


def test_no_two_refusals_have_one_code() -> None:
    source = (PACKAGE / "law" / "refusals.py").read_text(encoding="utf-8")
    assert len(re.findall(r'^    Reason\("', source, re.MULTILINE)) == len(REASONS)


def test_a_refusal_carries_its_reason_and_the_numbers_of_the_case() -> None:
    refused = Refused("extension_too_long", "10")
    assert (refused.code, refused.detail, refused.reason.article) == ("extension_too_long", "10", "R19")
    assert str(refused) == (
        "extension_too_long (R19): The extension is longer than the most allowed (working days). 10"
    )
    assert str(Refused("order_unknown")).startswith("order_unknown: ")


def test_an_unknown_code_is_a_bug_and_crashes() -> None:
    with pytest.raises(KeyError):
        Refused("no_such_code")
