"""The nightly seal: one Merkle root over all heads that changed, chained to the seal before it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from lianxin.law.event_body import Subject

NO_SEAL = bytes(32)
"""What stands before the first seal."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a subject's chain: how many events it has and the hash of the last one."""

    subject_kind: str
    subject_id: int | str
    sequence: int
    hash: bytes

    @property
    def subject(self) -> Subject:
        """Whose chain it is."""
        return self.subject_kind, self.subject_id


def leaf(head: Head) -> bytes:
    """The leaf that stands for one head in the Merkle tree: canonical JSON with the hash in hexadecimal."""
    return orjson.dumps([head.subject_kind, head.subject_id, head.sequence, head.hash.hex()])


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaves in the order given: 32 bytes.

    Leaves and inner nodes are hashed under different first bytes, and an odd node rises unchanged (RFC 6962),
    so that no set of leaves can be passed off as another.
    """
    level = [hashlib.sha256(b"\0" + item).digest() for item in leaves]
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        pairs = [
            hashlib.sha256(b"\1" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]


def seal_body(previous_seal_hash: bytes, root: bytes, at: dt.datetime, count: int) -> bytes:
    """The bytes that are signed and kept outside: canonical JSON of the seal before, root, moment, leaf count."""
    if at.tzinfo is None:
        raise ValueError(f"the moment of a seal needs a time zone, {at.isoformat()} has none; pass an aware datetime")
    return orjson.dumps(
        {
            "at": at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "count": count,
            "previous": previous_seal_hash.hex(),
            "root": root.hex(),
        }
    )


def seal_hash(body: bytes) -> bytes:
    """The hash by which the next seal names this one: 32 bytes."""
    return hashlib.sha256(body).digest()
