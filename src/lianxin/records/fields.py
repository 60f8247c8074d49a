"""Kinds of columns the tables share: words of the law, codes, moments, digests and chain heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, overload

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, Q

from lianxin.law.words import Word

if TYPE_CHECKING:  # Django's fields are generic for the type checker only
    _TextField = models.TextField[Any, Any]
    _SearchVectorField = SearchVectorField[Any, Any]
else:
    _TextField = models.TextField
    _SearchVectorField = SearchVectorField

W = TypeVar("W", bound=Word)

BYTE_ORDER = "C"
"""The collation of codes, numbers and digests: the same order on every PostgreSQL, whatever its locale."""


class WordField(_TextField):
    """A word of the law: its code in the database, the enum's member in Python."""

    def __init__(self, words: type[Word], **options: Any) -> None:
        self.words = words
        options.setdefault("db_collation", BYTE_ORDER)
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """What a migration needs to make the field again."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.words, *args], kwargs

    def from_db_value(self, value: str | None, *_: object) -> Word | None:
        """The member; ValueError for a code this version does not know."""
        return None if value is None else self._member(value)

    def to_python(self, value: str | None) -> Word | None:
        """The member, from a member or a code."""
        return None if value is None else self._member(value)

    def get_prep_value(self, value: str | None) -> str | None:
        """The code; ValueError when it is no word of this field."""
        return None if value is None else str(self._member(value).value)

    def _member(self, value: str) -> Word:
        # The type checker takes this for making a member; at run time it finds one by its code.
        return cast("Callable[[str], Word]", self.words)(value)


class BigramField(_SearchVectorField):
    """A tsvector given as its own text (see `records.search`), so that no dictionary or locale has a say."""


@overload
def word(words: type[W], *, default: W = ...) -> models.Field[W, W]: ...
@overload
def word(words: type[W], *, null: Literal[True]) -> models.Field[W | None, W | None]: ...
def word(words: type[Word], **options: Any) -> Any:
    """A column for one word; add `known_words` to the table so that the database, too, refuses others."""
    if options.get("null"):
        options["blank"] = True
    return WordField(words, **options)


def code_text(*, blank: bool = False, unique: bool = False) -> models.TextField[str, str]:
    """A column for a code, a number or a version: text in byte order."""
    return models.TextField(db_collation=BYTE_ORDER, blank=blank, unique=unique)


def code_text_or_none() -> models.TextField[str | None, str | None]:
    """Like `code`, for what may be absent."""
    return models.TextField(db_collation=BYTE_ORDER, null=True, blank=True)


def moment() -> models.DateTimeField[Any, Any]:
    """A moment that is always there."""
    return models.DateTimeField()


def moment_or_none() -> models.DateTimeField[Any, Any]:
    """A moment that may not have come yet."""
    return models.DateTimeField(null=True, blank=True)


def octets(default: bytes | None = None) -> models.BinaryField[bytes, bytes]:
    """A column for a digest, a key or a ciphertext."""
    return models.BinaryField() if default is None else models.BinaryField(default=default)


def octets_or_none() -> models.BinaryField[bytes | None, bytes | None]:
    """Like `octets`, for what may be absent or destroyed."""
    return models.BinaryField(null=True)


def known_words(table: str, **columns: type[Word]) -> list[BaseConstraint]:
    """One CHECK for each column of words: only codes that words.py knows."""
    return [
        CheckConstraint(condition=Q(**{f"{column}__in": _codes(words)}), name=f"{table}_{column}_known")
        for column, words in columns.items()
    ]


def _codes(words: Iterable[Word]) -> list[str]:
    return [str(item.value) for item in words]
