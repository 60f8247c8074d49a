"""One row of a file as a message of the past, or the reason why it is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from lianxin.law.deadlines import SHANGHAI
from lianxin.law.words import Channel, RequestType, Word
from lianxin.runtime.importing.columns import ColumnMap
from lianxin.runtime.importing.tables import Cell, TableRow

WordT = TypeVar("WordT", bound=Word)


class RowRefused(Exception):
    """A row that cannot be imported: a code, and what is wrong in Chinese and English."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.code, self.zh, self.en = code, zh, en


@dataclass(frozen=True, slots=True)
class PastMessage:
    """A message as the file has it; `reply` and `replied_at` are empty and None where no reply is known."""

    id: str
    user: str
    title: str
    sent_at: dt.datetime
    account: str
    reply: str
    replied_at: dt.datetime | None
    channel: Channel
    request_type: RequestType
    topic: str | None


def read_message(row: TableRow, columns: ColumnMap, now: dt.datetime) -> PastMessage:
    """The message in this row; raises `RowRefused`. Moments are Chinese time."""
    if not row.whole:
        raise RowRefused(
            "cells", "列数与标题不符，可能缺引号", "has not as many cells as headings: a quote may be missing"
        )
    message = PastMessage(
        id=_needed(row, columns, "id"),
        user=_text(row, columns, "user"),
        title=_needed(row, columns, "title"),
        sent_at=_moment(row, columns, "sent_at"),
        account=_needed(row, columns, "account"),
        reply=_text(row, columns, "reply"),
        replied_at=_moment(row, columns, "replied_at") if _text(row, columns, "replied_at") else None,
        channel=_word(row, columns, "channel", Channel) or columns.channel,
        request_type=_word(row, columns, "request_type", RequestType) or columns.request_type,
        topic=_text(row, columns, "topic") or None,
    )
    _check(message, columns, now)
    return message


def _check(message: PastMessage, columns: ColumnMap, now: dt.datetime) -> None:
    if bool(message.reply) != (message.replied_at is not None):
        raise RowRefused("reply_half", "答复内容和答复时间只有其一", "has a reply or its moment, but not both")
    last = message.replied_at or message.sent_at
    if message.replied_at is not None and message.replied_at < message.sent_at:
        zh = f"{columns.columns['replied_at']}早于{columns.columns['sent_at']}"
        raise RowRefused("reply_before_message", zh, "was answered before it was sent")
    if last > now:
        raise RowRefused("future", "时间在将来", "lies in the future")


def _cell(row: TableRow, columns: ColumnMap, name: str) -> Cell:
    return row.cells.get(columns.columns[name]) if name in columns.columns else None


def _text(row: TableRow, columns: ColumnMap, name: str) -> str:
    # NUL is the one character a PostgreSQL text cannot hold.
    return str(_cell(row, columns, name) or "").replace("\0", "").strip()


def _needed(row: TableRow, columns: ColumnMap, name: str) -> str:
    text = _text(row, columns, name)
    if not text:
        heading = columns.columns[name]
        raise RowRefused(f"{name}_missing", f"“{heading}”为空", f"has nothing under {heading!r}")
    return text


def _moment(row: TableRow, columns: ColumnMap, name: str) -> dt.datetime:
    cell = _cell(row, columns, name)
    if isinstance(cell, dt.datetime):
        return cell.replace(tzinfo=SHANGHAI)
    text = _needed(row, columns, name)
    for spelling in columns.moments:
        try:
            found = dt.datetime.strptime(text, spelling)  # noqa: DTZ007 - the zone follows in the next line
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
    heading = columns.columns[name]
    raise RowRefused(
        f"{name}_unreadable",
        f"“{heading}”为“{text}”，看不出日期和时刻",
        f"says {text!r} under {heading!r}: no day and hour as the map spells them",
    )


def _word(row: TableRow, columns: ColumnMap, name: str, words: type[WordT]) -> WordT | None:
    text = _text(row, columns, name)
    if not text:
        return None
    for one in words:
        if text in (one.value, one.zh):
            return one
    known = ", ".join(words)
    raise RowRefused(f"{name}_unknown", f"没有“{text}”；可用的有：{known}", f"says {text!r}; use one of: {known}")
