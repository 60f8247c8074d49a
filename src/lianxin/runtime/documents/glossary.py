"""GLOSSARY.md: every word of `law/words.py` with its code, Chinese, English and source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxin.law import words
from lianxin.law.transitions import ROWS
from lianxin.law.words import Word
from lianxin.runtime.documents.markdown import page, sources, table

_SOURCE = re.compile(r"\bR\d+|Art\. \d+(?: ?\(\d+\))?(?: to \(\d+\))?(?:(?:,| and) \d+)*")

HEADINGS = ("中文", "English", "code name", "source")
_BEFORE = """One concept has one word: in the code, on the screen, in the records, in this list. A word is written
in the code as its code name; people read the Chinese or the English. `Art.` is an article of the regulation under
which the demo city lives, `R` a ruling of the centre's working rules; both are listed in
[docs/reference/articles.md](docs/reference/articles.md).

一个概念只有一个词：代码、界面、记录和本表都用它。“条”指演示城市适用的条例，“R”指本市工作规范的裁定。"""


def text() -> str:
    """The glossary as Markdown: the acts, then one section for each kind of word, in the order of the source."""
    return page("Glossary 词汇表", _BEFORE, _acts(), *(_section(kind) for kind in kinds()))


def kinds() -> Iterator[type[Word]]:
    """Every kind of word that `law/words.py` defines, in its order."""
    for value in vars(words).values():
        if isinstance(value, type) and issubclass(value, Word) and value is not Word:
            yield value


def _acts() -> str:
    lines = [(row.zh, row.en, f"`{row.action}`", sources(row.articles)) for row in ROWS]
    return "## Acts\n\nWhat can be done with an order.\n\n" + table(HEADINGS, lines)


def _section(kind: type[Word]) -> str:
    said = (kind.__doc__ or "").strip()
    source = ", ".join(_SOURCE.findall(said)) or "—"
    lines = [(word.zh, word.en, f"`{word.value}`", source) for word in kind]
    return f"## {kind.__name__}\n\n{said}\n\n" + table(HEADINGS, lines)
