"""The installation's secrets: made once, each in a file that its owner alone may read, never in the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from lianxin.vault.key_file import create_key_file

SECRET, MASTER, SEAL = "django_secret", "master.toml", "seal.pem"


def missing_keys(folder: Path) -> list[str]:
    """Names of the key files that are not there."""
    return [name for name in (SECRET, MASTER, SEAL) if not (folder / name).is_file()]


def make_missing_keys(folder: Path) -> list[str]:
    """Make what is missing and return the names; what exists is never touched."""
    made = missing_keys(folder)
    for name in made:
        MAKERS[name](folder / name)
    return made


def _make_secret(place: Path) -> None:
    _write(place, secrets.token_urlsafe(50).encode("ascii"))


def _make_master(place: Path) -> None:
    create_key_file(place)


def _make_seal(place: Path) -> None:
    _write(place, Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


MAKERS = {SECRET: _make_secret, MASTER: _make_master, SEAL: _make_seal}


def _write(place: Path, content: bytes) -> None:
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
