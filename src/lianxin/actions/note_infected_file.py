"""登记染毒文件 · Note an infected file."""

from __future__ import annotations

from lianxin.actions._door import Door
from lianxin.records.models import RefusedFile


def note_infected_file(door: Door, *, digest: str, size: int, found: str, engine: str) -> None:
    """Writes down that a file was kept out: who of the staff gave it, its digest, what the scanner calls it."""
    RefusedFile.objects.create(
        staff_id=door.actor.staff,
        at=door.now,
        digest=bytes.fromhex(digest),
        size=size,
        found=found,
        scan_engine=engine,
    )
