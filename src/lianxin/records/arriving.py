"""Files on their way: pieces as they come, kept on the disk until an act takes them or a day is over.

The bytes are encrypted from the first piece on, as those of orders are. Beside them lies a note in JSON of whose they
are and what is known of them. How much has come is seen by the length of the file itself, so that it survives whatever
the process does not. Nothing of it is in the database.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from io import BufferedReader
from pathlib import Path

from lianxin.records.files import attachments_folder, place_of
from lianxin.records.people import vault
from lianxin.records.stored import UNREADABLE, private
from lianxin.vault.encrypted_files import EncryptedWriter, begin, come, head_of, open_encrypted

_KEY = re.compile(r"[0-9a-f]{32}")
FOLDER = "arriving"


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file on its way: its sender's name for it, its size when whole, and once it is whole what it was found to be.

    `key` is also where it will lie: the first two of its digits, then all. `sender` is the key of who sends it: of a
    member of staff, or of what a citizen has begun. `scan`, `engine` and `scanned_at` (ISO) are the scanner's.
    """

    key: str
    sender: str
    name: str
    size: int
    media_type: str = ""
    digest: str = ""
    pages: int = 0
    scan: str = ""
    engine: str = ""
    scanned_at: str = ""

    @property
    def place(self) -> Path:
        """Where its bytes gather."""
        return _folder() / self.key

    @property
    def offset(self) -> int:
        """How many bytes have come."""
        try:
            with self.place.open("rb") as file:
                return come(file)
        except FileNotFoundError:
            return 0

    def open(self) -> BufferedReader:
        """Its plain bytes once all have come; raises one of `UNREADABLE` when they were altered on the disk."""
        return open_encrypted(self.place.open("rb"), vault(), self.storage_key)

    @property
    def whole(self) -> bool:
        """Whether it was looked at after its last byte."""
        return bool(self.digest)

    @property
    def storage_key(self) -> str:
        """Its place among the files of orders."""
        return f"{self.key[:2]}/{self.key}"


def _folder() -> Path:
    folder = attachments_folder() / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _note(key: str) -> Path:
    return _folder() / f"{key}.json"


def expect(arriving: Arriving) -> None:
    """Makes room for a file of which nothing has come yet; what a crash left under its key goes."""
    arriving.place.unlink(missing_ok=True)
    with open(arriving.place, "xb", opener=private) as file:
        begin(file, vault(), arriving.size)
    note(arriving)


def note(arriving: Arriving) -> None:
    """Writes down what is known of it by now."""
    fresh = _folder() / f"{arriving.key}.new"
    with open(fresh, "w", encoding="utf-8", opener=private) as file:
        json.dump(asdict(arriving), file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(_note(arriving.key))


def find(key: str, sender: str) -> Arriving | None:
    """The file under this key, if it is this sender's; one that lies plain, from before, is sent again."""
    if not _KEY.fullmatch(key):
        return None
    try:
        known = Arriving(**json.loads(_note(key).read_text(encoding="utf-8")))
        with known.place.open("rb") as file:
            encrypted = head_of(file) is not None
    except (FileNotFoundError, ValueError, TypeError, *UNREADABLE):
        return None
    return known if encrypted and known.sender == sender else None


def of_sender(sender: str) -> list[Arriving]:
    """All that this sender has on the way."""
    keys = [place.stem for place in _folder().glob("*.json")]
    return [found for key in keys if (found := find(key, sender)) is not None]


@contextmanager
def appending(arriving: Arriving) -> Iterator[EncryptedWriter]:
    """The file open at its end, for one writer at a time; what was written is on the disk when it is closed."""
    with arriving.place.open("r+b") as file:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        writer = EncryptedWriter(file, vault(), arriving.storage_key)
        yield writer
        writer.close()
        file.flush()
        os.fsync(file.fileno())


def keep(arriving: Arriving) -> Path:
    """Lays its bytes among the files of orders too, so that an act can take them; safe to repeat."""
    place = place_of(arriving.storage_key)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.link(arriving.place, place)
    return place


def give_up(arriving: Arriving) -> None:
    """Forgets it; what an act has taken stays."""
    arriving.place.unlink(missing_ok=True)
    _note(arriving.key).unlink(missing_ok=True)


def give_up_old(before: float) -> int:
    """Forgets what nobody has touched since a moment (seconds since 1970); how many files those were."""
    gone = 0
    for place in _folder().iterdir():
        with suppress(FileNotFoundError):
            if place.stat().st_mtime < before:
                place.unlink()
                gone += not place.suffix
    return gone


def looked_at(arriving: Arriving, **found: str | int) -> Arriving:
    """The same file with what was found out about it, written down."""
    known = replace(arriving, **found)  # type: ignore[arg-type]  # names and kinds are those of the record
    note(known)
    return known
