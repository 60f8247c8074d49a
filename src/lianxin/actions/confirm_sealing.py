"""确认封存 · Confirm sealing."""

from __future__ import annotations

from lianxin.actions._destroy import destroy_content
from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import secrecy
from lianxin.law.draft import Draft


def confirm_sealing(
    door: Door, *, order: int | str, overlay: int, neutral_text: str = "", body: str = "", confirmed: bool = True
) -> Done:
    """Another person confirms the sealing: all that was written before is destroyed, or refuses it (R46, R64)."""
    return perform(
        door,
        order,
        "confirm_sealing",
        _confirm,
        overlay=overlay,
        neutral_text=neutral_text,
        body=body,
        confirmed=confirmed,
    )


def _confirm(draft: Draft, *, overlay: int, neutral_text: str, body: str, confirmed: bool) -> None:
    secrecy.confirm_sealing(draft, overlay=overlay, neutral_text=neutral_text, body=body, confirmed=confirmed)
    if draft.facts.get("sealed"):
        destroy_content(draft)
