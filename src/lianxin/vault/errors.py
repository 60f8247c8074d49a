"""What can go wrong with keys and ciphertexts, each with what to do about it."""

from __future__ import annotations


class VaultError(Exception):
    """A key or a ciphertext that cannot be used; `zh` and `en` say what is wrong, where, and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{en} / {zh}")


class KeyFileMissing(VaultError):
    """There is no key file at the place named."""


class KeyFileExists(VaultError):
    """A key file is already there: overwriting it would make every stored person unreadable."""


class KeyFileOpenToOthers(VaultError):
    """Others than the owner may read or write the key file."""


class KeyFileMalformed(VaultError):
    """The key file cannot be understood."""


class WrongKeyLength(VaultError):
    """A key is not as long as it has to be."""


class UnknownMasterKey(VaultError):
    """A data key is wrapped under a master key that is not in the key file."""


class CannotDecrypt(VaultError):
    """A ciphertext was altered, cut, or belongs to another key or purpose."""


class NotAPhoneNumber(VaultError):
    """A text that should be a telephone number has no digits."""
