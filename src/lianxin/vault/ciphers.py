"""The two ways to encrypt: AES-256-GCM, and SM4-GCM where national algorithms are required."""

from __future__ import annotations

import secrets
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
TAG_BYTES = 16


class CipherName(StrEnum):
    """A cipher by the name settings use."""

    AES_256_GCM = "aes-256-gcm"
    SM4_GCM = "sm4-gcm"

    @property
    def key_bytes(self) -> int:
        """How long its key is."""
        return 32 if self is CipherName.AES_256_GCM else 16

    @property
    def code(self) -> int:
        """The byte that names it in stored data; never reused."""
        return 1 if self is CipherName.AES_256_GCM else 2


CIPHER_BY_CODE = {cipher.code: cipher for cipher in CipherName}


def derive(key: bytes, label: str, length: int) -> bytes:
    """A key for one use, derived from another by HKDF-SHA-256."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=f"lianxin.vault:{label}".encode()).derive(key)


def seal_bytes(cipher: CipherName, key: bytes, plaintext: bytes, bound_to: bytes) -> bytes:
    """Nonce, ciphertext and tag in one; `bound_to` is authenticated, not stored."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    if cipher is CipherName.AES_256_GCM:
        return nonce + AESGCM(key).encrypt(nonce, plaintext, bound_to)
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(bound_to)
    return nonce + encryptor.update(plaintext) + encryptor.finalize() + encryptor.tag


def open_bytes(cipher: CipherName, key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """The plaintext of `seal_bytes`; raises InvalidTag when anything differs."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise InvalidTag
    nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    if cipher is CipherName.AES_256_GCM:
        return AESGCM(key).decrypt(nonce, body, bound_to)
    decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, body[-TAG_BYTES:])).decryptor()
    decryptor.authenticate_additional_data(bound_to)
    return decryptor.update(body[:-TAG_BYTES]) + decryptor.finalize()
