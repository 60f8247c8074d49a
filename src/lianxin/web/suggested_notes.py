"""What is known of a suggested unit besides its ground, in one line (records/suggestions.py)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lianxin.law.lamps import Spoken
from lianxin.law.terms import SHANGHAI
from lianxin.records.suggestions import Note
from lianxin.web.dates import day_words


def said_notes(notes: Iterable[Note], now: dt.datetime) -> Spoken:
    """All of it, with the day of the last decision; empty for nothing."""
    said = [_said(one, now) for one in notes]
    return Spoken("；".join(one.zh for one in said), "; ".join(one.en for one in said))


def _said(note: Note, now: dt.datetime) -> Spoken:
    if note.latest is None:
        return note.said
    day = day_words(note.latest.astimezone(SHANGHAI).date(), now)
    return Spoken(f"{note.said.zh}，最近 {day.zh}", f"{note.said.en}, last on {day.en}")
