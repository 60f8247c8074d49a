"""Which of the nightly seals hold, and so may be believed about the chains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature

from lianxin.law.seals import NO_SEAL, merkle_root, seal_hash
from lianxin.law.words import SealFault
from lianxin.records.seals import UNREADABLE, SealFolder, SealLine


@dataclass(frozen=True, slots=True)
class BrokenSeal:
    """One seal that does not hold; without a number it is all of them."""

    number: int | None
    fault: SealFault

    @property
    def zh(self) -> str:
        """The finding in Chinese."""
        return f"日志存证：{self.fault.zh}" if self.number is None else f"第 {self.number} 份日志存证：{self.fault.zh}"

    @property
    def en(self) -> str:
        """The finding in English."""
        which = "the seals" if self.number is None else f"seal {self.number}"
        return f"{which} of the log: {self.fault.en}"


@dataclass(slots=True)
class Judged:
    """What became of the seals: the faults, the numbers of those that hold, and the moment of the last of these."""

    broken: list[BrokenSeal] = field(default_factory=list)
    sound: list[int] = field(default_factory=list)
    until: dt.datetime | None = None


def judge(seals: SealFolder, known: Mapping[int, SealLine] | None, numbers: Sequence[int] | None = None) -> Judged:
    """Every seal, tried by its signature, its leaves and the seal before it.

    `known` is what the database remembers of each, None when there is no database to ask. A seal that holds is
    believed whatever the database says of it: otherwise who alters its row there would switch it off. The last file
    may be unknown to the database: a crash between the two is made good by the next seal.
    """
    numbers = seals.numbers() if numbers is None else numbers
    if seals.key is None:
        return Judged([BrokenSeal(None, SealFault.UNREADABLE)] if numbers or known else [])
    judged, remembered = Judged(), known or {}
    last, previous = max([*numbers, *remembered], default=0), NO_SEAL
    for number in range(1, last + 1):
        row = remembered.get(number)
        line, fault = _tried(seals, number, previous) if number in numbers else (None, SealFault.MISSING)
        if line is not None:
            judged.sound.append(number)
            judged.until = line.at
            fault = _beside(line, row, needed=known is not None and number != last)
        # After a seal that does not hold the next is measured by what the database remembers of it.
        previous = line.hash if line is not None else row.hash if row is not None else b""
        if fault is not None:
            judged.broken.append(BrokenSeal(number, fault))
    return judged


def _tried(seals: SealFolder, number: int, previous: bytes) -> tuple[SealLine | None, SealFault | None]:
    """What a seal says, when it holds; else what is wrong. `previous` is empty when the seal before it is not known."""
    try:
        line = seals.line(number)
        if seals.public_key is not None:
            seals.public_key.verify(line.signature, line.body)
    except InvalidSignature:
        return None, SealFault.BAD_SIGNATURE
    except UNREADABLE:
        return None, SealFault.ALTERED
    whole = (
        line.number == number
        and previous in (b"", line.previous_hash)
        and line.hash == seal_hash(line.body)
        and line.root == merkle_root(seals.leaves(number))
    )
    return (line, None) if whole else (None, SealFault.ALTERED)


def _beside(line: SealLine, row: SealLine | None, *, needed: bool) -> SealFault | None:
    """What is wrong with the database's row of a seal that holds."""
    if row is None:
        return SealFault.UNKNOWN_TO_DATABASE if needed else None
    return None if row == line else SealFault.DATABASE_DIFFERS
