"""Reads a city's folder, the calendars and the regimes from disk, and checks them before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from lianxin.actions._city import CityFiles
from lianxin.law.calendar import parse_year
from lianxin.law.city import CITY_FILES, parse_city
from lianxin.law.city_files import DataRefused
from lianxin.runtime.data_refusals import files_explained
from lianxin.runtime.places import CITIES


def read_city_files(folder: Path) -> CityFiles:
    """The city in this folder with all calendars and regimes; raises `CommandRefused` with file, key and reason."""
    with files_explained("city_data"):
        texts = {name: _text(folder / name) for name in CITY_FILES if (folder / name).is_file()}
        years = {place.name: _text(place) for place in sorted((CITIES / "calendars").glob("*.toml"))}
        regimes = regime_texts()
        return CityFiles(
            city=parse_city(texts, folder.name),
            years=tuple(parse_year(text, f"cities/calendars/{name}") for name, text in years.items()),
            regimes=regimes,
            content=_digest(texts, years, regimes),
        )


def regime_texts() -> dict[str, str]:
    """The TOML of every regime by id."""
    return {place.stem: _text(place) for place in sorted((CITIES / "regimes").glob("*.toml"))}


def _text(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        zh, en = f"读不了（{problem}），须为 UTF-8 文本", f"cannot be read ({problem}): it must be UTF-8 text"
        raise DataRefused(place.name, "(file)", zh, en) from problem


def _digest(*groups: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for group in groups:
        for name in sorted(group):
            digest.update(f"{name}\0{group[name]}\0".encode())
    return digest.hexdigest()
