"""A consultation as people type it: a paragraph to a block of lines, a question with its choices below it.

    单选（必答）：您多久打一次热线？ | How often do you call the hotline?
    - 每月 | Every month
    - 很少 | Rarely

English stands after an upright line, or for the draft text in a field of its own, paragraph by paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lianxin.law.consultation_text import Item, Said
from lianxin.law.lamps import Spoken
from lianxin.law.words import ConsultationItemKind

K = ConsultationItemKind

KINDS = (K.ONE, K.SEVERAL, K.SCALE, K.WORDS)
CALLED = {one.zh: one for one in KINDS} | {one.value: one for one in KINDS}
"""How a question may begin."""
REQUIRED = "（必答）"
FEWEST_CHOICES = 2
_HEAD = re.compile(rf"({'|'.join(CALLED)})\s*(（必答）|\((?:必答|required)\))?\s*[：:]\s*(.*)", re.DOTALL)
_CHOICE = re.compile(r"[-－—·]\s*(.+)")
_BAR = re.compile(r"\s*[|｜]\s*")


class Unreadable(Exception):
    """What was typed is no list of questions, or no pair of languages; `said` names the line and what to do.

    `where`: the field of `Typed` in which it stands.
    """

    def __init__(self, said: Spoken, where: str) -> None:
        self.said, self.where = said, where
        super().__init__(said.en)


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form."""

    paragraphs_zh: str = ""
    paragraphs_en: str = ""
    questions: str = ""
    groups: str = ""


def read_groups(text: str) -> tuple[Said, ...]:
    """One group to a line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(Said(f"g{place}", *_both(line)) for place, line in enumerate(lines, start=1))


def read_items(typed: Typed) -> tuple[Item, ...]:
    """The paragraphs, then the questions, numbered through; raises `Unreadable`."""
    paragraphs, english = _blocks(typed.paragraphs_zh), _blocks(typed.paragraphs_en)
    if english and len(english) != len(paragraphs):
        zh = f"中文有 {len(paragraphs)} 段，英文有 {len(english)} 段；请逐段对应，段与段之间空一行"
        en = f"{len(paragraphs)} paragraphs in Chinese and {len(english)} in English: set them block by block"
        raise Unreadable(Spoken(zh, en), "paragraphs_en")
    english = english or [""] * len(paragraphs)
    text = [(K.PARAGRAPH, zh, en, False, ()) for zh, en in zip(paragraphs, english, strict=True)]
    rows = [*text, *_questions(typed.questions)]
    return tuple(Item(serial, *row) for serial, row in enumerate(rows, start=1))


Row = tuple[ConsultationItemKind, str, str, bool, tuple[Said, ...]]


def _questions(text: str) -> Iterable[Row]:
    found: list[tuple[ConsultationItemKind, str, str, bool, list[Said]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if not stripped:
            continue
        head, choice = _HEAD.fullmatch(stripped), _CHOICE.fullmatch(stripped)
        if head:
            found.append((CALLED[head[1]], *_both(head[3]), bool(head[2]), []))
        elif choice and found and found[-1][0] in (K.ONE, K.SEVERAL):
            choices = found[-1][-1]
            choices.append(Said(f"c{len(choices) + 1}", *_both(choice[1])))
        else:
            raise Unreadable(_at(number), "questions")
    for place, (kind, zh, _, _, choices) in enumerate(found, start=1):
        if not zh or (kind in (K.ONE, K.SEVERAL) and len(choices) < FEWEST_CHOICES):
            raise Unreadable(_half(place, asks=bool(zh)), "questions")
    return [(kind, zh, en, required, tuple(choices)) for kind, zh, en, required, choices in found]


def _half(place: int, *, asks: bool) -> Spoken:
    if not asks:
        return Spoken(f"问题 {place} 没有写要问什么", f"Question {place} does not say what is asked")
    return Spoken(
        f"问题 {place} 至少要有两个选项，各占一行，以“-”开头",
        f"Question {place} needs at least two choices, each on a line that begins with -",
    )


def _at(number: int) -> Spoken:
    zh = f"第 {number} 行看不懂；问题以“单选：”“多选：”“打分：”“填写：”开头，选项各占一行，以“-”开头"
    en = (
        f"line {number} cannot be read: a question begins with one:, several:, scale: or words:, "
        "and each choice is a line that begins with -"
    )
    return Spoken(zh, en)


def _blocks(text: str) -> list[str]:
    """Blocks of lines with an empty line between them."""
    return [block.strip() for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]


def _both(text: str) -> tuple[str, str]:
    zh, *en = _BAR.split(text.strip(), maxsplit=1)
    return zh.strip(), en[0].strip() if en else ""


# ---- and back again --------------------------------------------------------------------------------------------------


def type_out(groups: Sequence[Said], items: Sequence[Item]) -> Typed:
    """The fields of the form from what was read."""
    paragraphs = [one for one in items if one.kind is K.PARAGRAPH]
    english = [one.en for one in paragraphs]
    return Typed(
        paragraphs_zh="\n\n".join(one.zh for one in paragraphs),
        paragraphs_en="\n\n".join(english) if all(english) else "",
        questions="\n\n".join(_question(one) for one in items if one.kind is not K.PARAGRAPH),
        groups="\n".join(_pair(one.zh, one.en) for one in groups),
    )


def _question(item: Item) -> str:
    head = f"{item.kind.zh}{REQUIRED if item.required else ''}：{_pair(item.zh, item.en)}"
    return "\n".join([head, *(f"- {_pair(one.zh, one.en)}" for one in item.choices)])


def _pair(zh: str, en: str) -> str:
    return f"{zh} | {en}" if en else zh
