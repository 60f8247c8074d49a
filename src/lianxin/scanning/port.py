"""The port to a virus scanner; each scanner is one file beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Protocol

from lianxin.law.words import ScanState


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scanner said: the state, which scanner it was, and what it calls what it found."""

    state: ScanState
    engine: str = ""
    found: str = ""


NOT_LOOKED_AT = Verdict(ScanState.NOT_SCANNED)


class ScannerAway(Exception):
    """The scanner does not answer."""


class NoVerdict(ScannerAway):
    """The scanner answers, but cannot say anything of this file; it may well of others."""


class Scanner(Protocol):
    """Something that looks for viruses."""

    def scan(self, file: BinaryIO) -> Verdict:
        """Reads the file to its end and says what it is; raises `ScannerAway`."""
        ...


class NoScanner:
    """An installation without a scanner: every file stays marked as not scanned."""

    def scan(self, file: BinaryIO) -> Verdict:
        """Looks at nothing."""
        _ = file
        return NOT_LOOKED_AT
