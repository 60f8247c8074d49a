"""Which scanner an installation has."""

from __future__ import annotations

from lianxin.scanning.clamav import ClamAV
from lianxin.scanning.port import NoScanner, Scanner


def scanner_at(address: str) -> Scanner:
    """ClamAV at this socket; without an address nothing is scanned."""
    return ClamAV(address) if address else NoScanner()
