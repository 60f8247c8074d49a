"""The questions of a citizens' form in plain words, and what was answered: shown by templates/portal/_question.html."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lianxin.law.lamps import Spoken
from lianxin.law.words import Word

NOTHING = Spoken()
CHOOSE = Spoken("请选择一项", "Please choose one")
LONGEST = 5000
"""Characters of a text; nobody types more, and machines may not."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers; `note` says what it means, `icon` stands above it."""

    value: str
    text: Spoken
    note: Spoken = NOTHING
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Choices below a heading in a long list."""

    name: Spoken
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    `kind`: "text", "tel", "area", "one" (of choices), "rows" (one of long choices), "five" (grades), "several"
    (switches), "select" (of choices below headings, `groups`), "files". `given` is what stands in the field: one value,
    or those that are ticked. `error` says what is wrong and what to do.
    """

    name: str
    label: Spoken
    kind: str = "text"
    choices: tuple[Choice, ...] = ()
    groups: tuple[Group, ...] = ()
    given: tuple[str, ...] = ()
    help: Spoken = NOTHING
    optional: bool = False
    error: Spoken = NOTHING
    autocomplete: str = ""
    digits: bool = False
    most: int = LONGEST

    @property
    def value(self) -> str:
        """What stands in a field of words."""
        return self.given[0] if self.given else ""

    @property
    def told(self) -> Spoken:
        """The question and what is wrong with its answer, in one line."""
        between = "" if self.label.zh.endswith("？") else "：", " " if self.label.en.endswith("?") else ": "
        return Spoken(f"{self.label.zh}{between[0]}{self.error.zh}", f"{self.label.en}{between[1]}{self.error.en}")

    @property
    def shown(self) -> Spoken:
        """What was said, as it is read back: the words of what was chosen, or what stands in the field."""
        chosen = [one.text for one in self.choices if one.value in self.given]
        if self.choices:
            return Spoken("、".join(one.zh for one in chosen), ", ".join(one.en for one in chosen))
        return Spoken(self.value, self.value)

    def answered(self, given: Sequence[str], error: Spoken = NOTHING) -> Question:
        """The question with what was said, and what is wrong with it."""
        return replace(self, given=tuple(given), error=error)


def choices_of(words: Iterable[Word]) -> tuple[Choice, ...]:
    """Words of the law as choices."""
    return tuple(Choice(str(word.value), Spoken(word.zh, word.en)) for word in words)


def wrong(questions: Iterable[Question]) -> list[Question]:
    """Those that came back with an error, for the list above the form."""
    return [one for one in questions if one.error != NOTHING]
