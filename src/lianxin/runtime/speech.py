"""What a command says to the person at the terminal, in Chinese or English."""

from __future__ import annotations

import os
import sys


class CommandRefused(Exception):
    """A command that cannot be done: a code, what is wrong in both languages, what to do next, the article."""

    def __init__(self, code: str, *, zh: str, en: str, next_step: str = "", article: str = "") -> None:
        super().__init__(en)
        self.code = code
        self.zh = zh
        self.en = en
        self.next_step = next_step
        self.article = article

    def as_json(self) -> dict[str, str]:
        """The answer scripts rely on: `code`, `article`, `next`, and the sentence as `message`.

        All four are always there; `article` is empty where no text speaks, as when a file is missing.
        """
        next_step = " ".join((self.next_step or pick(self.zh, self.en)).split())
        return {"code": self.code, "article": self.article, "next": next_step, "message": self.en}


def speaks_chinese() -> bool:
    """Whether the terminal's language is Chinese (LIANXIN_LANGUAGE, else LC_ALL, LC_MESSAGES, LANG)."""
    for name in ("LIANXIN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("zh")
    return False


def pick(zh: str, en: str) -> str:
    """The sentence in the language of the terminal."""
    return zh if speaks_chinese() else en


def say(zh: str, en: str) -> None:
    """Print one line of progress at once; progress goes to standard error so that --json stays pure."""
    print(pick(zh, en), file=sys.stderr, flush=True)
