"""Small things kept in a browser that its owner can neither read nor alter: encrypted, and bound to their purpose."""

from __future__ import annotations

import base64
import json
from typing import cast

from lianxin.records.people import vault
from lianxin.vault.errors import VaultError


def sealed(value: object, purpose: str) -> str:
    """The value as it stands in a cookie or a hidden field."""
    key = vault().new_data_key()
    hidden = vault().encrypt_text(key, json.dumps(value), purpose)
    return ".".join(base64.urlsafe_b64encode(part).decode() for part in (key, hidden))


def unsealed(text: str, purpose: str) -> object:
    """The value that was sealed for this purpose; None for anything else."""
    try:
        key, hidden = (base64.urlsafe_b64decode(part) for part in text.split("."))
        return cast("object", json.loads(vault().decrypt_text(key, hidden, purpose)))
    except (ValueError, VaultError):
        return None
