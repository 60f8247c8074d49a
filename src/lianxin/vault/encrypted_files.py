"""Files that lie encrypted: written where they end, read at any place, and never believed when a bit of them differs.

A file is a head (magic with the version of the format, size of the plain file, its wrapped data key) and chunks of 64
KiB, each encrypted by itself under that key: nonce, ciphertext, tag. A chunk is bound to the file's name, its size and
the chunk's number, so that one that is cut off, added, moved or taken from another file is noticed. As each chunk has
its place, how much of a file has come is seen by its length, and a file may be written over days.
"""

from __future__ import annotations

import io
import os
import shutil
import struct
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag

from lianxin.vault.ciphers import NONCE_BYTES, TAG_BYTES
from lianxin.vault.errors import CannotDecrypt
from lianxin.vault.vault import Vault

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"\0LXfile\x01"
"""Begins an encrypted file; the last byte is the version of the format. No file that is taken begins so."""
CHUNK = 64 * 1024
_STORED = NONCE_BYTES + CHUNK + TAG_BYTES
_EXTRA = _STORED - CHUNK
_HEAD = struct.Struct(">8sQH")
_BROKEN = (
    "文件已损坏、被改动，或不在自己的位置；请从备份恢复",
    "the file is damaged, was altered, or lies in another one's place; restore it from a backup",
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself: bytes of the plain file, and the key of its chunks, wrapped by a master key."""

    size: int
    wrapped_key: bytes

    def __bytes__(self) -> bytes:
        return _HEAD.pack(MAGIC, self.size, len(self.wrapped_key)) + self.wrapped_key

    @property
    def chunks(self) -> int:
        """How many chunks the whole file has; an empty file has one, so that its head can be checked."""
        return max(1, -(-self.size // CHUNK))

    def place(self, chunk: int) -> int:
        """Where a chunk lies in the file; the first is 0."""
        return _HEAD.size + len(self.wrapped_key) + chunk * _STORED

    @property
    def stored_size(self) -> int:
        """Bytes of the whole file as it lies."""
        return self.place(0) + self.size + self.chunks * _EXTRA


def head_of(file: IO[bytes]) -> Head | None:
    """The head of a file; None for one that lies plain. Raises CannotDecrypt for half a head."""
    file.seek(0)
    begins = file.read(_HEAD.size)
    if begins[: len(MAGIC)] != MAGIC:
        return None
    if len(begins) < _HEAD.size:
        raise CannotDecrypt(*_BROKEN)
    _, size, length = _HEAD.unpack(begins)
    wrapped_key = file.read(length)
    if len(wrapped_key) < length:
        raise CannotDecrypt(*_BROKEN)
    return Head(size, wrapped_key)


def _must_have_head(file: IO[bytes]) -> Head:
    head = head_of(file)
    if head is None:
        raise CannotDecrypt(*_BROKEN)
    return head


def begin(file: IO[bytes], vault: Vault, size: int) -> None:
    """Makes an empty file one that `size` bytes can be written to, under a fresh key."""
    file.write(bytes(Head(size, vault.new_data_key())))


def come(file: IO[bytes]) -> int:
    """How many bytes of the plain file have been written, by the length of the file."""
    head = _must_have_head(file)
    full, rest = divmod(file.seek(0, os.SEEK_END) - head.place(0), _STORED)
    return max(0, full * CHUNK + max(0, rest - _EXTRA))


def is_current(head: Head, vault: Vault) -> bool:
    """Whether the current master key opens the file."""
    return vault.is_current(head.wrapped_key)


def rewrap(source: IO[bytes], target: IO[bytes], vault: Vault) -> None:
    """Copies a file so that the current master key opens it; its chunks stay what they are."""
    head = _must_have_head(source)
    target.write(bytes(Head(head.size, vault.rewrap(head.wrapped_key))))
    source.seek(head.place(0))
    shutil.copyfileobj(source, target, CHUNK)


class _Chunks:
    """The chunks of one file, opened and encrypted by their number."""

    def __init__(self, file: IO[bytes], vault: Vault, name: str) -> None:
        self.file, self.name, self.head = file, name, _must_have_head(file)
        self._key = vault.data_key(self.head.wrapped_key)

    def _bound_to(self, number: int) -> bytes:
        return f"file:{self.name}:{self.head.size}:{number}".encode()

    def write(self, number: int, plain: bytes) -> None:
        self.file.seek(self.head.place(number))
        self.file.write(self._key.encrypt(plain, self._bound_to(number)))

    def read(self, number: int) -> bytes:
        self.file.seek(self.head.place(number))
        try:
            return self._key.decrypt(self.file.read(_STORED), self._bound_to(number))
        except InvalidTag as problem:
            raise CannotDecrypt(*_BROKEN) from problem


class EncryptedWriter:
    """Goes on writing where a file ends; what was written is encrypted and in the file once it is closed.

    `file` is open for reading and writing and stays open. The last chunk, if not full, is encrypted anew with what
    comes after it. One that a crash left torn is cut off: `come` says where to go on.
    """

    def __init__(self, file: IO[bytes], vault: Vault, name: str) -> None:
        self._chunks = _Chunks(file, vault, name)
        self._number, rest = divmod(come(file), CHUNK)
        self._tail = self._last_chunk() if rest else b""
        self._owed = not self._chunks.head.size

    def _last_chunk(self) -> bytes:
        try:
            return self._chunks.read(self._number)
        except CannotDecrypt:
            self._chunks.file.truncate(self._chunks.head.place(self._number))
            return b""

    @property
    def come(self) -> int:
        """How many bytes of the plain file have come."""
        return self._number * CHUNK + len(self._tail)

    def write(self, piece: bytes) -> None:
        """Adds to the file; raises ValueError for more than it was said to have."""
        if self.come + len(piece) > self._chunks.head.size:
            raise ValueError("more bytes than the file has")
        plain = self._tail + piece
        ends = len(plain) - len(plain) % CHUNK
        for start in range(0, ends, CHUNK):
            self._chunks.write(self._number, plain[start : start + CHUNK])
            self._number += 1
        self._tail, self._owed = plain[ends:], self._owed or bool(piece)

    def close(self) -> None:
        """Writes the chunk that is not full yet."""
        if self._owed and (self._tail or not self._chunks.head.size):
            self._chunks.write(self._number, self._tail)
        self._owed = False


class _EncryptedReader(io.RawIOBase):
    """One opened chunk in memory; a chunk is handed out only after its tag was found right."""

    def __init__(self, file: BinaryIO, vault: Vault, name: str) -> None:
        super().__init__()
        self._file = file
        self._chunks = _Chunks(file, vault, name)
        self._at, self._number, self._chunk = 0, -1, b""
        if file.seek(0, os.SEEK_END) != self._chunks.head.stored_size:
            raise CannotDecrypt(*_BROKEN)
        self._turn_to(0)

    def _turn_to(self, number: int) -> None:
        if number != self._number:
            self._chunk = self._chunks.read(number)
            self._number = number

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Raises ValueError for a place before the beginning."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._chunks.head.size}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning of the file")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Up to the end of a chunk; 0 at the end of the file."""
        if self._at >= self._chunks.head.size:
            return 0
        number, within = divmod(self._at, CHUNK)
        self._turn_to(number)
        view = memoryview(buffer).cast("B")
        count = min(len(view), len(self._chunk) - within)
        view[:count] = self._chunk[within : within + count]
        self._at += count
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


def open_encrypted(file: BinaryIO, vault: Vault, name: str) -> io.BufferedReader:
    """The plain bytes of a whole file, to be read and sought; closes `file` with itself.

    Raises CannotDecrypt at once for a file that is not whole, not encrypted or another one's, while reading for a chunk
    that was altered; UnknownMasterKey for a file of a master key that is gone.
    """
    try:
        return io.BufferedReader(_EncryptedReader(file, vault, name), CHUNK)
    except BaseException:
        file.close()
        raise
