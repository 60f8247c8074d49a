"""What a consultation asks: title, purpose, groups, paragraphs and questions; plain data, frozen once published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Self

from lianxin.law.words import ConsultationItemKind, Opinion

K = ConsultationItemKind

GENERAL = 0
"""The serial of what is said about the whole, beside every paragraph and question."""

SCALE = ("1", "2", "3", "4", "5")
"""The marks of a scale, the last one the best."""


@dataclass(frozen=True, slots=True)
class Said:
    """One choice, one group or one text by its code, in Chinese and, where somebody wrote it, in English."""

    code: str
    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph of the draft text, or one question. `required` is for questions only."""

    serial: int
    kind: ConsultationItemKind
    zh: str
    en: str = ""
    required: bool = False
    choices: tuple[Said, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """What can be ticked; nothing for a question that is answered in words."""
        if self.kind is K.PARAGRAPH:
            return tuple(one.value for one in Opinion)
        return SCALE if self.kind is K.SCALE else tuple(one.code for one in self.choices)

    @property
    def takes_words(self) -> bool:
        """Whether one may write to it."""
        return self.kind in (K.PARAGRAPH, K.WORDS)


@dataclass(frozen=True)
class Content:
    """All that people read and are asked."""

    title_zh: str
    purpose_zh: str
    title_en: str = ""
    purpose_en: str = ""
    groups: tuple[Said, ...] = ()
    items: tuple[Item, ...] = field(default=())

    @cached_property
    def by_serial(self) -> Mapping[int, Item]:
        """Paragraphs and questions by their serials."""
        return {one.serial: one for one in self.items}

    @cached_property
    def paragraphs(self) -> tuple[Item, ...]:
        """The draft text."""
        return tuple(one for one in self.items if one.kind is K.PARAGRAPH)

    @cached_property
    def questions(self) -> tuple[Item, ...]:
        """The questions."""
        return tuple(one for one in self.items if one.kind is not K.PARAGRAPH)

    @cached_property
    def group_codes(self) -> frozenset[str]:
        """The codes of the groups."""
        return frozenset(one.code for one in self.groups)

    @property
    def in_english(self) -> bool:
        """Whether all of it can be read in English."""
        texts = [self.title_en, self.purpose_en, *(one.en for one in self.groups), *(one.en for one in self.items)]
        return all(texts) and all(choice.en for one in self.items for choice in one.choices)

    @property
    def digest(self) -> str:
        """SHA-256 of all of it: what the log holds of the text that was published."""
        body = json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(body.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Plain data, as a record holds it."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    @classmethod
    def of_json(cls, plain: Mapping[str, Any]) -> Self:
        """From what `as_json` made."""
        texts = {name: plain[name] for name in ("title_zh", "purpose_zh", "title_en", "purpose_en")}
        return cls(
            **texts,
            groups=tuple(Said(**one) for one in plain["groups"]),
            items=tuple(_item(one) for one in plain["items"]),
        )


def _item(plain: Mapping[str, Any]) -> Item:
    choices = tuple(Said(**one) for one in plain["choices"])
    kind = ConsultationItemKind(plain["kind"])
    return Item(plain["serial"], kind, plain["zh"], plain["en"], plain["required"], choices)


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: the group, what was ticked by serial, and what was written by serial (`GENERAL`: to the whole)."""

    group: str = ""
    picks: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[int, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return not any(self.picks.values()) and not any(text.strip() for text in self.words.values())

    def plain_picks(self) -> dict[str, list[str]]:
        """What was ticked, as records and events hold it."""
        return {str(serial): list(codes) for serial, codes in sorted(self.picks.items()) if codes}
