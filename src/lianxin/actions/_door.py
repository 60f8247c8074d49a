"""Who knocks at the one door, and what came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from lianxin.law.actors import Actor
from lianxin.law.decisions.files import FileEntry
from lianxin.law.state import OrderAggregate


@dataclass(frozen=True, slots=True)
class Door:
    """Who acts, at which lawful moment, and the key that makes a repeated request harmless.

    The key is the actor's own: whoever may send a request twice (a form, a phone line, an import, a job) gives both
    the same key, of at most 200 characters. An act that is only `rehearsed` is taken back by who asked for it, and
    uses up no order number. `files` are what the actor hands over with the act; their bytes are stored before.
    """

    actor: Actor
    now: dt.datetime
    request_key: str
    rehearsed: bool = False
    files: tuple[FileEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class QueryCode:
    """The query code of one caller in clear, on its way to the person who reads it out; printing it shows no code."""

    caller: int
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Done:
    """One order after an act: its id, its number, the sequence of the event, and whether it had been done before.

    `after` is the order as the act left it; unknown when it had been done before.
    `query_codes` are there the first time only: nobody can read them again, least of all a repeated request.
    """

    order: int
    number: str
    sequence: int
    repeated: bool = False
    after: OrderAggregate | None = field(default=None, compare=False, repr=False)
    query_codes: tuple[QueryCode, ...] = ()
