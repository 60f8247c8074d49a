"""Reads what a citizen has begun to tell the hotline: by the token that their browser alone holds."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag

from lianxin.law.decisions.files import FileEntry
from lianxin.law.words import Channel, RequestType, ScanState
from lianxin.pictures.asked import Rectangle
from lianxin.records.drafts import Words
from lianxin.records.kept import Kept
from lianxin.records.models import OrderCaller, SubmissionDraft
from lianxin.records.people import people_with_contact, people_with_phone, vault
from lianxin.vault.ciphers import derive
from lianxin.vault.errors import VaultError
from lianxin.vault.vault import DataKey

TOKEN_BYTES = 32
_TOKEN = re.compile(rf"[0-9a-f]{{{2 * TOKEN_BYTES}}}")


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A picture or PDF as it was drawn anew, and with `places` painted over where the citizen covered them."""

    whole: FileEntry
    covered: FileEntry | None = None
    places: tuple[Rectangle, ...] = ()

    @property
    def shown(self) -> FileEntry:
        """What is handed in: nobody gets to see what was covered."""
        return self.covered or self.whole


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the citizen is told once it was submitted; printing it shows no code."""

    number: str
    code: str = field(repr=False)
    received_at: dt.datetime
    request_type: RequestType
    secret: bool
    contactable: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written so far, the files that came with it, or what came of it; printing it shows no word."""

    words: Words = field(default_factory=dict, repr=False)
    files: tuple[GivenFile, ...] = field(default=(), repr=False)
    saved_at: dt.datetime | None = None
    receipt: Receipt | None = None

    def first(self, name: str) -> str:
        """What stands in one field."""
        return next(iter(self.words.get(name, ())), "")


def submission_digest(token: str) -> bytes:
    """What is stored of a token."""
    return vault().digest(token, "submission")


def source_digest(source: str) -> bytes:
    """A network address as it is counted for matters that are submitted."""
    return vault().digest(source, "submission_source")


_BY_TOKEN = Kept(lambda digest: SubmissionDraft.objects.filter(token_digest=digest), digest=bytes)
_TO_SUBMIT = Kept(lambda digest: SubmissionDraft.objects.select_for_update().filter(token_digest=digest), digest=bytes)


def begun(token: str) -> Begun | None:
    """What lies under a token; None for a token that is none, has expired, or was never given."""
    if not _TOKEN.fullmatch(token):
        return None
    rows = _BY_TOKEN.records(digest=submission_digest(token))
    if not rows:
        return None
    row = rows[0]
    try:
        said = json.loads(_key(row.wrapped_key, token).decrypt(bytes(row.words_ct), b"submission"))
    except (VaultError, InvalidTag):
        return None
    files = tuple(_file(one) for one in said["files"])
    return Begun(said["words"], files, row.saved_at, _receipt(said["receipt"]) if said["receipt"] else None)


def lock_begun(token: str) -> SubmissionDraft | None:
    """The row that lies under a token, locked; None for one that has expired or was never given. In a transaction."""
    return next(iter(_TO_SUBMIT.records(digest=submission_digest(token))), None)


def sealed(token: str, wrapped_key: bytes, whole: Begun) -> bytes:
    """What is stored of it: it opens with the row's key and the token together, with neither alone."""
    said = {
        "words": dict(whole.words),
        "files": [dataclasses.asdict(one) for one in whole.files],
        "receipt": dataclasses.asdict(whole.receipt) if whole.receipt else None,
    }
    plain = json.dumps(said, ensure_ascii=False, default=_plain).encode()
    return _key(wrapped_key, token).encrypt(plain, b"submission")


def submitted_since(phone: str, contact: str, since: dt.datetime) -> int:
    """How many matters came by the web with this number or mailbox since a moment."""
    people = people_with_phone(phone) if phone else people_with_contact(contact) if contact else []
    if not people:
        return 0
    rows = OrderCaller.objects.filter(person__in=people, order__channel=Channel.WEB, order__received_at__gt=since)
    return rows.count()


def submitted_by(person: int, since: dt.datetime) -> int:
    """How many matters came by the web from one person of the records since a moment."""
    rows = OrderCaller.objects.filter(person=person, order__channel=Channel.WEB, order__received_at__gt=since)
    return rows.count()


def _key(wrapped_key: bytes, token: str) -> DataKey:
    own = vault().data_key(wrapped_key)
    return DataKey(own.cipher, derive(own.key + bytes.fromhex(token), "submission", own.cipher.key_bytes))


def _plain(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _file(said: Mapping[str, Any]) -> GivenFile:
    covered = _entry(said["covered"]) if said["covered"] else None
    return GivenFile(_entry(said["whole"]), covered, tuple((one[0], one[1], one[2], one[3]) for one in said["places"]))


def _entry(said: Mapping[str, Any]) -> FileEntry:
    scanned = dt.datetime.fromisoformat(said["scanned_at"]) if said["scanned_at"] else None
    return FileEntry(**{**said, "scan": ScanState(said["scan"]), "scanned_at": scanned})


def _receipt(said: Mapping[str, Any]) -> Receipt:
    at = dt.datetime.fromisoformat(said["received_at"])
    return Receipt(**{**said, "received_at": at, "request_type": RequestType(said["request_type"])})
