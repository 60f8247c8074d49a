"""变更来电人要求 · Change wishes."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import callers
from lianxin.law.decisions.callers import NewWishes


def change_wishes(door: Door, *, order: int | str, caller: int, wishes: NewWishes) -> Done:
    """A caller wants it otherwise: secret, without reply, in writing only, in another language (Art. 16; R25, R65)."""
    return perform(
        door,
        order,
        "change_wishes",
        callers.change_wishes,
        caller=caller,
        secret=wishes.secret,
        reply_waived=wishes.reply_waived,
        text_only=wishes.text_only,
        language=wishes.language,
    )
