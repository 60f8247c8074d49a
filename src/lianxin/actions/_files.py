"""Keeps what is known of files; their bytes lie in the installation's folder before the act begins."""

from __future__ import annotations

from collections.abc import Sequence

from lianxin.law.decisions.files import FileEntry, join_files
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.words import Role
from lianxin.records.models import Attachment, WorkOrder
from lianxin.vault.digests import new_text_key, text_digest

Files = tuple[FileEntry, ...]


def take_in(draft: Draft, files: Files) -> None:
    """Files that came along with an act: into its event, and onto the order."""
    join_files(draft, files)
    keep_files(draft, files)


def keep_files(draft: Draft, files: Sequence[FileEntry]) -> None:
    """Writes the files' rows beside the event that the act is about to append.

    The event knows each by a digest under a key that is destroyed with the file, as it knows texts.
    """
    if not files:
        return
    _check_originals(draft, {one.original for one in files if one.original is not None})
    head = _head(draft)
    facts = draft.facts["files"]
    rows = []
    for place, (entry, fact) in enumerate(zip(files, facts, strict=True), 1):
        key = new_text_key()
        fact["digest"] = text_digest(key, entry.digest)
        rows.append(_row(draft, entry, head + 1, place, key, restricted=bool(fact["restricted"])))
    Attachment.objects.bulk_create(rows)


def _head(draft: Draft) -> int:
    """The order's latest event; an order that begins with this act has none."""
    found = WorkOrder.objects.filter(pk=draft.order.id).values_list("head_sequence", flat=True).first()
    return found or 0


def _check_originals(draft: Draft, originals: set[int]) -> None:
    """A version for answers belongs to an original of the same order that is still there."""
    living = Attachment.objects.filter(order_id=draft.order.id, restricted=True, destroyed_at__isnull=True)
    if originals and living.filter(pk__in=originals).count() != len(originals):
        raise Refused("original_unknown")


def _row(draft: Draft, entry: FileEntry, sequence: int, place: int, key: bytes, *, restricted: bool) -> Attachment:
    return Attachment(
        order_id=draft.order.id,
        sequence=sequence,
        place=place,
        name=entry.name,
        media_type=entry.media_type,
        size=entry.size,
        digest=bytes.fromhex(entry.digest),
        hmac_key=key,
        storage_key=entry.storage_key,
        caller=_giver(draft),
        author_id=draft.actor.staff,
        unit_id=draft.actor.unit,
        restricted=restricted,
        original_id=entry.original,
        covered=entry.covered,
        pages=entry.pages,
        scan=entry.scan,
        scanned_at=entry.scanned_at,
        scan_engine=entry.scan_engine,
        at=draft.now,
    )


def _giver(draft: Draft) -> int | None:
    """The serial of the caller who gave it themselves; whoever begins an order is its first."""
    if draft.actor.role is not Role.CALLER:
        return None
    own = [row.serial for row in draft.present_callers() if draft.actor.is_caller(row)]
    return own[0] if own else min(draft.callers, default=None)
