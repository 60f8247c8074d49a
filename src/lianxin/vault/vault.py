"""One data key per person, wrapped by a master key that never enters the database."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag

from lianxin.vault.ciphers import CIPHER_BY_CODE, CipherName, derive, open_bytes, seal_bytes
from lianxin.vault.digests import NORMALISERS, normalise_text
from lianxin.vault.errors import CannotDecrypt, UnknownMasterKey, WrongKeyLength
from lianxin.vault.key_file import MASTER_KEY_BYTES, read_key_file

Stored = bytes | memoryview
"""Bytes as a database driver may hand them over."""

_VERSION = 1
_BROKEN_KEY = (
    "数据密钥已损坏或被改动，无法解开；请从备份恢复该人的密钥",
    "the data key is damaged or was altered and cannot be opened; restore this person's key from a backup",
)
_BROKEN_VALUE = (
    "密文已损坏，或不属于这个人、这个用途；请核对记录，必要时从备份恢复",
    "the ciphertext is damaged or belongs to another person or purpose; check the record, restore it from a backup",
)


@dataclass(frozen=True, slots=True)
class DataKey:
    """A data key in clear, for whoever encrypts many pieces under it; keep it no longer than the work lasts."""

    cipher: CipherName
    key: bytes = field(repr=False)

    def encrypt(self, plaintext: bytes, bound_to: bytes) -> bytes:
        """Nonce, ciphertext and tag in one; `bound_to` is authenticated, not stored."""
        return seal_bytes(self.cipher, self.key, plaintext, bound_to)

    def decrypt(self, ciphertext: bytes, bound_to: bytes) -> bytes:
        """The plaintext again; raises InvalidTag when anything differs."""
        return open_bytes(self.cipher, self.key, ciphertext, bound_to)


class Vault:
    """Encrypts personal data, finds it by digest and rotates master keys. Holds keys in memory, writes nothing.

    A wrapped data key is: version, wrapping cipher, data cipher, length of the key id (one byte each), key id,
    nonce, key, tag. An encrypted value is: version, nonce, ciphertext, tag. `purpose` names row and field, such as
    "person:17:phone"; a value opened for another purpose fails.
    """

    def __init__(
        self,
        master_keys: Mapping[str, bytes],
        current: str,
        *,
        lookup_key: bytes,
        cipher: CipherName = CipherName.AES_256_GCM,
    ) -> None:
        for name, key in {**master_keys, "lookup": lookup_key}.items():
            if len(key) != MASTER_KEY_BYTES:
                raise WrongKeyLength(
                    f"密钥 {name} 应为 {MASTER_KEY_BYTES} 字节，现为 {len(key)} 字节；请恢复正确的密钥文件",
                    f"key {name} must be {MASTER_KEY_BYTES} bytes, not {len(key)}; restore the right key file",
                )
        self._wrapping = {
            (name, kind): derive(key, f"wrap:{kind}", kind.key_bytes)
            for name, key in master_keys.items()
            for kind in CipherName
        }
        self._lookup_key, self._lookups = lookup_key, dict[str, bytes]()
        self._current, self._cipher = current, cipher
        self._wrapping_key(current, cipher)

    def _wrapping_key(self, key_id: str, cipher: CipherName) -> bytes:
        key = self._wrapping.get((key_id, cipher))
        if key is None:
            raise UnknownMasterKey(
                f"密钥文件中没有主密钥 {key_id}；请恢复含有它的密钥文件",
                f"master key {key_id} is not in the key file; restore the key file that holds it",
            )
        return key

    def new_data_key(self) -> bytes:
        """A fresh data key for one person, wrapped by the current master key: store it, destroy it to forget."""
        return self._wrap(DataKey(self._cipher, secrets.token_bytes(self._cipher.key_bytes)))

    def _wrap(self, data_key: DataKey) -> bytes:
        key_id = self._current.encode()
        header = bytes([_VERSION, self._cipher.code, data_key.cipher.code, len(key_id)]) + key_id
        return header + seal_bytes(self._cipher, self._wrapping_key(self._current, self._cipher), data_key.key, header)

    def data_key(self, wrapped: Stored) -> DataKey:
        """The data key in clear; raises CannotDecrypt for a damaged one, UnknownMasterKey for one of another file."""
        data = bytes(wrapped)
        try:
            version, wrap_code, data_code, length = data[:4]
            header, sealed = data[: 4 + length], data[4 + length :]
            wrap_cipher, data_cipher = CIPHER_BY_CODE[wrap_code], CIPHER_BY_CODE[data_code]
            key_id = header[4:].decode()
        except (ValueError, KeyError) as problem:
            raise CannotDecrypt(*_BROKEN_KEY) from problem
        if version != _VERSION:
            raise CannotDecrypt(*_BROKEN_KEY)
        try:
            key = open_bytes(wrap_cipher, self._wrapping_key(key_id, wrap_cipher), sealed, header)
        except InvalidTag as problem:
            raise CannotDecrypt(*_BROKEN_KEY) from problem
        return DataKey(data_cipher, key)

    def encrypt(self, wrapped: Stored, plaintext: bytes, purpose: str) -> bytes:
        """The plaintext encrypted under a person's data key and bound to its purpose."""
        return bytes([_VERSION]) + self.data_key(wrapped).encrypt(plaintext, purpose.encode())

    def decrypt(self, wrapped: Stored, ciphertext: Stored, purpose: str) -> bytes:
        """The plaintext again; raises CannotDecrypt for another key, another purpose or altered bytes."""
        key, data = self.data_key(wrapped), bytes(ciphertext)
        try:
            if data[:1] != bytes([_VERSION]):
                raise CannotDecrypt(*_BROKEN_VALUE)
            return key.decrypt(data[1:], purpose.encode())
        except InvalidTag as problem:
            raise CannotDecrypt(*_BROKEN_VALUE) from problem

    def encrypt_text(self, wrapped: Stored, plaintext: str, purpose: str) -> bytes:
        """`encrypt` for a text."""
        return self.encrypt(wrapped, plaintext.encode(), purpose)

    def decrypt_text(self, wrapped: Stored, ciphertext: Stored, purpose: str) -> str:
        """`decrypt` for a text."""
        return self.decrypt(wrapped, ciphertext, purpose).decode()

    def digest(self, value: str, purpose: str) -> bytes:
        """32 bytes by which a value is found without being readable: HMAC-SHA-256 under a key of its purpose.

        Telephone numbers (purpose "phone") and other texts are brought to one spelling first. The key outlives the
        rotation of master keys, so that digests stay comparable.
        """
        if purpose not in self._lookups:
            self._lookups[purpose] = derive(self._lookup_key, f"lookup:{purpose}", 32)
        spelling = NORMALISERS.get(purpose, normalise_text)(value)
        return hmac.new(self._lookups[purpose], spelling.encode(), hashlib.sha256).digest()

    def is_current(self, wrapped: Stored) -> bool:
        """Whether the data key is wrapped by the current master key with the current cipher."""
        expected = bytes([self._cipher.code]), self._current.encode()
        data = bytes(wrapped)
        return (data[1:2], data[4 : 4 + data[3]] if len(data) > 4 else b"") == expected

    def rewrap(self, wrapped: Stored) -> bytes:
        """The same data key wrapped by the current master key: what it encrypted stays readable."""
        return self._wrap(self.data_key(wrapped))


def open_vault(path: Path, cipher: CipherName = CipherName.AES_256_GCM) -> Vault:
    """The vault whose keys lie in this file; raises the errors of `read_key_file`."""
    keys = read_key_file(path)
    return Vault(keys.master, keys.current, lookup_key=keys.lookup, cipher=cipher)
