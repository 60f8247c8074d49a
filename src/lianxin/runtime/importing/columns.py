"""Which heading of a file means what: a map in TOML, one of which ships with the package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianxin.law.city_files import DataRefused, read_toml
from lianxin.law.city_rows import Row
from lianxin.law.words import Channel, RequestType

SHIPPED = Path(__file__).parent / "maps" / "messages.toml"

NEEDED = ("id", "title", "sent_at", "account")
"""What every message must have."""
MAY_HAVE = ("user", "reply", "replied_at", "topic", "channel", "request_type")
"""What a file may tell besides; a code in its column of channel or request_type goes before the map's own."""


@dataclass(frozen=True)
class ColumnMap:
    """Headings by what they mean, the spellings of moments (`strptime`), and what holds where no column says."""

    columns: Mapping[str, str]
    moments: tuple[str, ...]
    channel: Channel = Channel.WEB
    request_type: RequestType = RequestType.OTHER

    def missing(self, headings: Sequence[str]) -> list[str]:
        """Headings that the map names and the file does not have."""
        return [heading for heading in self.columns.values() if heading not in headings]


def read_map(place: Path) -> ColumnMap:
    """The map in this file; raises `DataRefused` with file, key and reason."""
    try:
        text = place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise DataRefused(str(place), "(file)", f"读不了：{problem}", f"cannot be read: {problem}") from problem
    return parse_map(text, place.name)


def parse_map(text: str, source: str) -> ColumnMap:
    """The map in this TOML; raises `DataRefused` for unknown keys, missing columns and words nobody knows."""
    file = Row(read_toml(text, source), source)
    columns = file.row("columns")
    found = {name: columns.text(name) for name in NEEDED}
    found |= {name: heading for name in MAY_HAVE if (heading := columns.text_or_none(name)) is not None}
    if ("reply" in found) != ("replied_at" in found):
        columns.refuse("reply", "答复内容和答复时间须一并给出", "a reply goes with its moment: name both columns")
    columns.finish()
    spellings = file.texts("moments")
    for spelling in spellings:
        if not _tells_day_and_hour(spelling):
            file.refuse(
                "moments",
                f"“{spelling}”须同时写明日期和时刻，例如 %Y-%m-%d %H:%M:%S",
                f"{spelling!r} must tell both the day and the hour, such as %Y-%m-%d %H:%M:%S",
            )
    channel = file.word_or_none("channel", Channel) or Channel.WEB
    request_type = file.word_or_none("request_type", RequestType) or RequestType.OTHER
    file.finish()
    return ColumnMap(columns=found, moments=spellings, channel=channel, request_type=request_type)


def _tells_day_and_hour(spelling: str) -> bool:
    """Whether moments an hour, a day, a month or a year apart are written differently."""
    first = dt.datetime(2001, 2, 3, 4, 5, 6, tzinfo=dt.UTC)
    others = (first.replace(hour=5), first.replace(day=4), first.replace(month=3), first.replace(year=2002))
    return all(one.strftime(spelling) != first.strftime(spelling) for one in others)
