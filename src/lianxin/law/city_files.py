"""Reads the TOML files of `cities/` strictly: what is wrong is refused with the file, the key and the reason."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

Kind = TypeVar("Kind")


class DataRefused(ValueError):
    """A city's file is not lawful or not readable: where (`source`, `key`) and why, in Chinese and English."""

    def __init__(self, source: str, key: str, zh: str, en: str) -> None:
        self.source, self.key, self.zh, self.en = source, key, zh, en
        super().__init__(f"{source}: {key}: {en} / {zh}")


def read_toml(text: str, source: str) -> dict[str, Any]:
    """The file as a table; raises `DataRefused` where TOML cannot be read."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise DataRefused(
            source, "(file)", f"不是有效的 TOML，请改正：{problem}", f"is not valid TOML, correct it: {problem}"
        ) from problem


def refuse_unknown(table: Mapping[str, Any], known: Collection[str], source: str, at: str = "") -> None:
    """Refuses keys that nobody reads: they are nearly always a slip of the pen."""
    for key in table:
        if key not in known:
            raise DataRefused(
                source,
                f"{at}{key}",
                f"没有这一项；可用的有：{'、'.join(sorted(known))}",
                f"unknown key; use one of: {', '.join(sorted(known))}",
            )


def need(table: Mapping[str, Any], key: str, kind: type[Kind], source: str, at: str = "") -> Kind:
    """The value of a key that must be there, of the TOML kind named."""
    value = optional(table, key, kind, source, at)
    if value is None:
        raise DataRefused(source, f"{at}{key}", "缺少这一项，请补上", "is missing, add it")
    return value


def optional(table: Mapping[str, Any], key: str, kind: type[Kind], source: str, at: str = "") -> Kind | None:
    """The value of a key that may be absent; a moment is no date and a boolean is no number."""
    value = table.get(key)
    if value is None:
        return None
    confused = (isinstance(value, bool) and kind is not bool) or isinstance(value, dt.datetime)
    if confused or not isinstance(value, kind):
        raise DataRefused(
            source, f"{at}{key}", f"应为 {kind.__name__}，现为 {value!r}", f"must be a {kind.__name__}, not {value!r}"
        )
    return value
