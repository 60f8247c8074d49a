"""添加附件 · Attach."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._files import FileEntry, keep_file
from lianxin.actions._perform import perform
from lianxin.law.decisions import secrecy
from lianxin.law.draft import Draft


def attach(door: Door, *, order: int | str, file: FileEntry) -> Done:
    """A file joins the order: the original restricted, a version for answers open (R45)."""
    return perform(door, order, "attach", _attach, file=file)


def _attach(draft: Draft, *, file: FileEntry) -> None:
    secrecy.attach(
        draft,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        digest=file.digest,
        restricted=file.restricted,
    )
    keep_file(draft, file)
