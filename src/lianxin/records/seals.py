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
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from django.conf import settings

from lianxin.law.seals import NO_SEAL, Head, leaf, merkle_root, seal_body, seal_hash
from lianxin.law.words import SealFault


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
        """Reads the first line of a file; raises ValueError or KeyError when it is none."""
        said = orjson.loads(line)
        hexed = {name: bytes.fromhex(said[name]) for name in ("root", "previous_hash", "hash", "signature")}
        at = dt.datetime.fromisoformat(said["at"])
        return cls(number=said["number"], at=at, subjects=said["subjects"], key_id=said["key_id"], **hexed)


@dataclass(frozen=True, slots=True)
class BrokenSeal:
    """One seal that does not hold."""

    number: int
    fault: SealFault

    @property
    def zh(self) -> str:
        """The finding in Chinese."""
        return f"第 {self.number} 份日志存证：{self.fault.zh}"

    @property
    def en(self) -> str:
        """The finding in English."""
        return f"seal {self.number} of the log: {self.fault.en}"


class SealPlaceMissing(Exception):
    """There is no folder for seals or no key to sign them with; says which and what to do, in Chinese and English."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class SealFolder:
    """The seals of an installation, and the key that signs them."""

    folder: Path
    key: Ed25519PrivateKey

    @classmethod
    def of_installation(cls) -> SealFolder:
        """The seals of the installation named in the settings; raises `SealPlaceMissing` when there is none."""
        folder, key = settings.SEALS_FOLDER, settings.SEAL_KEY_FILE
        if folder is None or key is None:
            raise SealPlaceMissing(
                "没有指定安装目录，因而没有存证：请用 --data 或 LIANXIN_DATA 指明。",
                "No installation is named, so there are no seals: give --data DIR or LIANXIN_DATA.",
            )
        if not key.is_file():
            raise SealPlaceMissing(
                f"存证密钥不见了：请放回 {key}。", f"The key of the seals is missing: put it back at {key}."
            )
        loaded = load_pem_private_key(key.read_bytes(), password=None)
        if not isinstance(loaded, Ed25519PrivateKey):
            raise SealPlaceMissing(
                f"{key} 不是 Ed25519 密钥：请放回原来签署存证的密钥。",
                f"{key} holds no Ed25519 key: put back the key that signed the earlier seals.",
            )
        return cls(folder, loaded)

    @property
    def public_key(self) -> Ed25519PublicKey:
        """What signatures are tried with."""
        return self.key.public_key()

    @property
    def key_id(self) -> str:
        """By which a seal names its key: the beginning of the public key in hexadecimal."""
        return self.public_key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()[:16]

    def place(self, number: int) -> Path:
        """The file of one seal."""
        return self.folder / f"{number:06d}.seal"

    def numbers(self) -> list[int]:
        """The seals whose files are there, in order."""
        return sorted(int(file.stem) for file in self.folder.glob("*.seal") if file.stem.isdigit())

    def line(self, number: int) -> SealLine:
        """What one seal says; raises OSError, ValueError or KeyError when its file cannot be read as a seal."""
        with self.place(number).open("rb") as file:
            return SealLine.of_json(file.readline())

    def last(self) -> SealLine | None:
        """The latest seal, if there is one."""
        numbers = self.numbers()
        return self.line(numbers[-1]) if numbers else None

    def leaves(self, number: int) -> Iterator[bytes]:
        """The leaves of one seal, in the order of their subjects."""
        with self.place(number).open("rb") as file:
            file.readline()
            for line in file:
                yield line.rstrip(b"\n")

    def heads(self) -> Iterator[Head]:
        """What the seals together say of every subject: its latest sealed head, by kind and id, in constant memory."""
        streams = [self._numbered(number) for number in self.numbers()]
        for _, same in groupby(heapq.merge(*streams, key=itemgetter(0, 1)), key=itemgetter(0)):
            *_, (_, _, head) = same
            yield head

    def _numbered(self, number: int) -> Iterator[tuple[tuple[str, int | str], int, Head]]:
        for item in self.leaves(number):
            kind, subject, sequence, hexed = orjson.loads(item)
            yield (kind, subject), number, Head(kind, subject, sequence, bytes.fromhex(hexed))

    def make(self, heads: Iterable[Head], at: dt.datetime) -> SealLine:
        """Signs a new seal over these heads and writes its file, which is there wholly or not at all."""
        leaves = [leaf(head) for head in heads]
        before = self.last()
        number, previous = (before.number + 1, before.hash) if before else (1, NO_SEAL)
        body = seal_body(previous, merkle_root(leaves), at, len(leaves))
        line = SealLine(
            number=number,
            at=at,
            subjects=len(leaves),
            root=merkle_root(leaves),
            previous_hash=previous,
            hash=seal_hash(body),
            signature=self.key.sign(body),
            key_id=self.key_id,
        )
        _write_whole(self.place(number), b"\n".join([line.as_json(), *leaves]) + b"\n")
        return line

    def faults(self, known: dict[int, bytes]) -> list[BrokenSeal]:
        """Every seal that does not hold. `known` are the hashes of the seals that the database knows, by number.

        The last file may be unknown to the database: a crash between the two is made good by the next seal.
        """
        numbers = self.numbers()
        last = max([*numbers, *known], default=0)
        found, previous = [], NO_SEAL
        for number in range(1, last + 1):
            fault = self._fault(number, previous, known.get(number)) if number in numbers else SealFault.MISSING
            if fault is None and number not in known and number != last:
                fault = SealFault.UNKNOWN_TO_DATABASE
            if fault is not None:
                found.append(BrokenSeal(number, fault))
            previous = self._hash(number) or known.get(number, NO_SEAL)
        return found

    def _hash(self, number: int) -> bytes | None:
        try:
            return self.line(number).hash
        except (OSError, ValueError, KeyError):
            return None

    def _fault(self, number: int, previous: bytes, known: bytes | None) -> SealFault | None:
        try:
            line = self.line(number)
            self.public_key.verify(line.signature, line.body)
        except InvalidSignature:
            return SealFault.BAD_SIGNATURE
        except (OSError, ValueError, KeyError):
            return SealFault.ALTERED
        whole = (
            line.number == number
            and line.previous_hash == previous
            and line.hash == seal_hash(line.body)
            and line.root == merkle_root(self.leaves(number))
            and known in (None, line.hash)
        )
        return None if whole else SealFault.ALTERED


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
