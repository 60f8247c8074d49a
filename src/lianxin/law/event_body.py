"""One event as the bytes that are hashed: the same bytes before it is stored and after it is read back."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import orjson

from lianxin.law.actors import Actor

GENESIS = bytes(32)
"""What stands before the first event of every chain."""

Subject = tuple[str, int | str]
"""Whose chain it is: kind and id, such as ("order", 17) or ("month", 202611)."""

_LARGEST_INTEGER = 2**63 - 1


class PayloadRefused(ValueError):
    """A payload holds what would not come back from the database as it went in; says where, what and the way out."""


@dataclass(frozen=True, slots=True)
class EventBody:
    """An event to be appended. `sequence` counts 1, 2, 3 … in its subject; moments are aware.

    `occurred_at` is the lawful moment, `recorded_at` the database's. `article` is a citation such as "jinan_2018:24".
    `payload` holds codes, ids, moments as text and HMACs of texts; never a float, never a name.
    """

    subject_kind: str
    subject_id: int | str
    sequence: int
    name: str
    schema_version: int
    occurred_at: dt.datetime
    recorded_at: dt.datetime
    actor: Actor
    article: str
    payload: dict[str, Any]

    @property
    def actor_role(self) -> str:
        """The office in which was acted."""
        return self.actor.role.value

    @property
    def actor_staff(self) -> int | None:
        """The staff record, None for callers and the system."""
        return self.actor.staff

    @property
    def actor_unit(self) -> int | None:
        """The unit acted for."""
        return self.actor.unit

    @property
    def actor_person(self) -> int | None:
        """The person record of a caller who acted."""
        return self.actor.person


class StoredEvent(NamedTuple):
    """An event as it lies in its table, column by column; `payload` is the jsonb column as text, `hash` 32 bytes."""

    subject_kind: str
    subject_id: int | str
    sequence: int
    name: str
    schema_version: int
    occurred_at: dt.datetime
    recorded_at: dt.datetime
    actor_role: str
    actor_staff: int | None
    actor_unit: int | None
    actor_person: int | None
    article: str
    payload: str | bytes
    hash: bytes

    @property
    def subject(self) -> Subject:
        """Whose chain it belongs to."""
        return self.subject_kind, self.subject_id


class _Columns(Protocol):
    """What an event and a stored event have in common."""

    @property
    def subject_kind(self) -> str: ...
    @property
    def subject_id(self) -> int | str: ...
    @property
    def sequence(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def schema_version(self) -> int: ...
    @property
    def occurred_at(self) -> dt.datetime: ...
    @property
    def recorded_at(self) -> dt.datetime: ...
    @property
    def actor_role(self) -> str: ...
    @property
    def actor_staff(self) -> int | None: ...
    @property
    def actor_unit(self) -> int | None: ...
    @property
    def actor_person(self) -> int | None: ...
    @property
    def article(self) -> str: ...


def _moment(at: dt.datetime) -> str:
    """A moment as UTC with six decimals: one moment has one text, whatever zone it was read in."""
    if at.tzinfo is not dt.UTC:
        if at.tzinfo is None:
            raise PayloadRefused(f"the moment {at.isoformat()} has no time zone; pass an aware datetime")
        at = at.astimezone(dt.UTC)
    return at.isoformat(timespec="microseconds")


def _canonical(event: _Columns, payload: object) -> bytes:
    return orjson.dumps(
        {
            "actor": [event.actor_role, event.actor_staff, event.actor_unit, event.actor_person],
            "article": event.article,
            "name": event.name,
            "occurred_at": _moment(event.occurred_at),
            "payload": payload,
            "recorded_at": _moment(event.recorded_at),
            "schema_version": event.schema_version,
            "sequence": event.sequence,
            "subject": [event.subject_kind, event.subject_id],
        },
        option=orjson.OPT_SORT_KEYS,
    )


def _refuse(value: object, where: str) -> None:
    """Raises PayloadRefused for anything that jsonb could rewrite or refuse."""
    if isinstance(value, str):
        _refuse_text(value, where)
    elif isinstance(value, dict):
        for key, item in value.items():
            _refuse_key(key, where)
            _refuse(item, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            _refuse(item, f"{where}[{index}]")
    elif value is not None and not isinstance(value, int):
        hint = "store an integer in a smaller unit" if isinstance(value, float) else "encode it as text first"
        raise PayloadRefused(f"{where}: {type(value).__name__} does not survive the database unchanged; {hint}")
    elif isinstance(value, int) and abs(value) > _LARGEST_INTEGER:
        raise PayloadRefused(f"{where}: {value} does not fit 64 bits; store it as text")


def _refuse_key(key: object, where: str) -> None:
    if not isinstance(key, str):
        raise PayloadRefused(f"{where}: key {key!r} is no text; name it with a string")
    _refuse_text(key, where)


def _refuse_text(value: str, where: str) -> None:
    if "\0" in value:
        raise PayloadRefused(f"{where}: the text holds a NUL character, which the database refuses; remove it")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise PayloadRefused(f"{where}: the text holds half a character (a lone surrogate); repair it") from error


def canonical_bytes(body: EventBody) -> bytes:
    """The body as canonical JSON: keys sorted, UTF-8, no spaces, moments in UTC with six decimals.

    Raises PayloadRefused for floats, other values that jsonb would not give back as they are, and naive moments.
    """
    _refuse(body.payload, "payload")
    return _canonical(body, body.payload)


def link(previous: bytes, body: EventBody) -> bytes:
    """The hash of an event: SHA-256 over the 32 bytes of the hash before it and the canonical body."""
    return hashlib.sha256(previous + canonical_bytes(body)).digest()


def link_stored(previous: bytes, event: StoredEvent) -> bytes:
    """The hash a stored event should have after `previous`; its payload is parsed from the text of the jsonb column."""
    return hashlib.sha256(previous + _canonical(event, orjson.loads(event.payload))).digest()
