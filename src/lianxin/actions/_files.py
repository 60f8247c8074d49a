"""Keeps what is known of a file; its bytes lie in the installation's folder before the act begins."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.draft import Draft
from lianxin.records.models import Attachment, WorkOrder


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A stored file: `size` in bytes, `digest` SHA-256 in hex, `storage_key` its place under the attachments folder.

    `media_type` is what its content says, never what its sender claims. `original` is the id of the restricted
    original of which this is the version for answers (R45).
    """

    name: str
    media_type: str
    size: int
    digest: str
    storage_key: str
    restricted: bool = True
    original: int | None = None


def keep_file(draft: Draft, entry: FileEntry) -> None:
    """Writes the file's row beside the event that the act is about to append."""
    head = WorkOrder.objects.values_list("head_sequence", flat=True).get(pk=draft.order.id)
    Attachment.objects.create(
        order_id=draft.order.id,
        sequence=head + 1,
        place=1,
        name=entry.name,
        media_type=entry.media_type,
        size=entry.size,
        digest=bytes.fromhex(entry.digest),
        storage_key=entry.storage_key,
        author_id=draft.actor.staff,
        restricted=bool(draft.facts["restricted"]),
        original_id=entry.original,
        at=draft.now,
    )
