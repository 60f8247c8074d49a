"""How one thing is asked for on a form: its words in both languages, its height, its length, when it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict, Unpack

from lianxin.law.lamps import Spoken

NOTHING, YES, NO, NOT_GIVEN = Spoken(), Spoken("是", "Yes"), Spoken("否", "No"), Spoken("未填", "Not given")


@dataclass(frozen=True, slots=True)
class Field:
    """How one thing is asked for.

    `rows`: height of a text of several lines, 0 for one line. `most`: characters at most (0: no end).
    `shown_when`: "name=value|value", the field is asked for only then; `needed`: it must be given when it is asked for.
    `yes` and `no` are the two answers, `blank` is what no answer means.
    """

    label: Spoken
    help: Spoken = NOTHING
    rows: int = 0
    most: int = 0
    shown_when: str = ""
    needed: bool = False
    telephone: bool = False
    yes: Spoken = YES
    no: Spoken = NO
    blank: Spoken = NOT_GIVEN


class More(TypedDict, total=False):
    rows: int
    most: int
    shown_when: str
    needed: bool
    telephone: bool
    yes: Spoken
    no: Spoken
    blank: Spoken


def field(zh: str, en: str, help_zh: str = "", help_en: str = "", **more: Unpack[More]) -> Field:
    return Field(Spoken(zh, en), Spoken(help_zh, help_en), **more)


LONG, SHORT, LINE = 2000, 500, 60
"""Characters: an account or finding, a reason, a title."""
