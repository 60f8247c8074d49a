"""The nightly seals as they lie outside the database: one file each, signed with a key the database never sees."""

from __future__ import annotations

import datetime as dt
import heapq
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from lianxin.law.seals import NO_SEAL, Head, leaf, merkle_root, seal_body, seal_hash

SealKey = Ed25519PrivateKey | Ed25519PublicKey
PUBLIC_KEY = "seal.pub"
"""The file beside the seals with the public half of the key that signed the last of them."""
PIECE = 16_384
"""Bytes of a seal that are read at a time."""
KEY_ID_DIGITS = 16
"""A seal names its key by so many digits: the beginning of the public key in hexadecimal."""
UNREADABLE = (OSError, ValueError, KeyError, TypeError)
"""What reading a file raises that is no seal."""


@dataclass(frozen=True, slots=True)
class SealLine:
    """What a seal says besides its leaves: the first line of its file."""

    number: int
    at: dt.datetime
    subjects: int
    root: bytes
    previous_hash: bytes
    hash: bytes
    signature: bytes
    key_id: str

    @property
    def body(self) -> bytes:
        """The bytes that were signed."""
        return seal_body(self.previous_hash, self.root, self.at, self.subjects)

    def as_json(self) -> bytes:
        """The first line of the file."""
        hexed = ("root", "previous_hash", "hash", "signature")
        known: dict[str, object] = {"number": self.number, "at": self.at, "subjects": self.subjects}
        return orjson.dumps({**known, "key_id": self.key_id, **{name: getattr(self, name).hex() for name in hexed}})

    @classmethod
    def of_json(cls, line: bytes) -> SealLine:
        """Reads the first line of a file; raises ValueError, KeyError or TypeError when it is none."""
        said = orjson.loads(line)
        hexed = {name: bytes.fromhex(said[name]) for name in ("root", "previous_hash", "hash", "signature")}
        at = dt.datetime.fromisoformat(said["at"])
        return cls(number=said["number"], at=at, subjects=said["subjects"], key_id=said["key_id"], **hexed)


class SealPlaceMissing(Exception):
    """There is no folder for seals or no key to sign them with; says which and what to do, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


def read_key(place: Path) -> SealKey:
    """The key in a PEM file, private or public; raises `SealPlaceMissing` when there is none."""
    if not place.is_file():
        raise SealPlaceMissing(
            f"存证密钥不见了：请放回 {place}。", f"The key of the seals is missing: put it back at {place}."
        )
    content = place.read_bytes()
    try:
        public = b"PUBLIC KEY" in content
        loaded = load_pem_public_key(content) if public else load_pem_private_key(content, password=None)
    except ValueError:
        loaded = None
    if not isinstance(loaded, Ed25519PrivateKey | Ed25519PublicKey):
        raise SealPlaceMissing(
            f"{place} 不是 Ed25519 密钥：请放回原来签署存证的密钥。",
            f"{place} holds no Ed25519 key: put back the key that signed the earlier seals.",
        )
    return loaded


@dataclass(frozen=True, slots=True)
class SealFolder:
    """The seals in one folder and a key: the private one signs and checks, the public one checks, None does neither."""

    folder: Path
    key: SealKey | None

    @classmethod
    def of_installation(cls) -> SealFolder:
        """The seals of the installation of the settings, to add to; raises `SealPlaceMissing` when none can be made."""
        folder, key = settings.SEALS_FOLDER, settings.SEAL_KEY_FILE
        if folder is None or key is None:
            raise SealPlaceMissing(
                "没有指定安装目录，因而没有存证：请用 --data 或 LIANXIN_DATA 指明。",
                "No installation is named, so there are no seals: give --data DIR or LIANXIN_DATA.",
            )
        return cls(folder, read_key(key))

    @property
    def public_key(self) -> Ed25519PublicKey | None:
        """What signatures are tried with."""
        return self.key.public_key() if isinstance(self.key, Ed25519PrivateKey) else self.key

    def place(self, number: int) -> Path:
        """The file of one seal."""
        return self.folder / f"{number:06d}.seal"

    def numbers(self) -> list[int]:
        """The seals whose files are there, in order."""
        return sorted(int(file.stem) for file in self.folder.glob("*.seal") if file.stem.isdigit())

    def line(self, number: int) -> SealLine:
        """What one seal says; raises one of `UNREADABLE` when its file cannot be read as a seal."""
        with self.place(number).open("rb") as file:
            return SealLine.of_json(file.readline())

    def last(self) -> SealLine | None:
        """The latest seal, if any, whose hash the next one names; raises `SealPlaceMissing` if the file is no seal."""
        numbers = self.numbers()
        try:
            return self.line(numbers[-1]) if numbers else None
        except UNREADABLE as problem:
            place = self.place(numbers[-1])
            raise SealPlaceMissing(
                f"最近一份存证读不了：请从副本放回 {place}。",
                f"The latest seal cannot be read: put {place} back from a copy.",
            ) from problem

    def leaves(self, number: int) -> Iterator[bytes]:
        """The leaves of one seal, in the order of their subjects.

        The file is open only while a piece of it is read: all seals are read beside each other, and a machine gives a
        process fewer open files than there are nights in some years.
        """
        with self.place(number).open("rb") as file:
            file.readline()
            place = file.tell()
        while True:
            with self.place(number).open("rb") as file:
                file.seek(place)
                lines = file.readlines(PIECE)
                place = file.tell()
            if not lines:
                return
            for line in lines:
                yield line.rstrip(b"\n")

    def heads(self, numbers: Iterable[int]) -> Iterator[Head]:
        """What these seals together say of every subject: its latest sealed head, by kind and id, in constant memory.

        They must hold (`records.seal_faults`): what an altered seal says would accuse sound chains. All of them are
        read: a seal names only what changed since the one before, so of a subject that has been at rest for a year
        none but the seal of its last night knows, and a chain cut back since would pass unseen without it.
        """
        streams = [self._numbered(number) for number in numbers]
        for _, same in groupby(heapq.merge(*streams, key=itemgetter(0, 1)), key=itemgetter(0)):
            *_, (_, _, head) = same
            yield head

    def _numbered(self, number: int) -> Iterator[tuple[tuple[str, int | str], int, Head]]:
        for item in self.leaves(number):
            kind, subject, sequence, hexed = orjson.loads(item)
            yield (kind, subject), number, Head(kind, subject, sequence, bytes.fromhex(hexed))

    def make(self, heads: Iterable[Head], at: dt.datetime) -> SealLine:
        """Signs a new seal over these heads and writes its file, which is there wholly or not at all.

        The public key goes beside it, so that a copy of the folder can be checked where the private key is not.
        """
        if not isinstance(self.key, Ed25519PrivateKey):
            raise SealPlaceMissing("公钥不能签署存证。", "A public key signs no seals.")
        public = self.key.public_key()
        _write_if_other(self.folder / PUBLIC_KEY, public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        leaves = [leaf(head) for head in heads]
        before = self.last()
        number, previous = (before.number + 1, before.hash) if before else (1, NO_SEAL)
        root = merkle_root(leaves)
        body = seal_body(previous, root, at, len(leaves))
        line = SealLine(
            number=number,
            at=at,
            subjects=len(leaves),
            root=root,
            previous_hash=previous,
            hash=seal_hash(body),
            signature=self.key.sign(body),
            key_id=public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()[:KEY_ID_DIGITS],
        )
        _write_whole(self.place(number), b"\n".join([line.as_json(), *leaves]) + b"\n")
        return line


def _write_if_other(place: Path, content: bytes) -> None:
    if not place.is_file() or place.read_bytes() != content:
        _write_whole(place, content)


def _write_whole(place: Path, content: bytes) -> None:
    beside = place.with_suffix(".writing")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
