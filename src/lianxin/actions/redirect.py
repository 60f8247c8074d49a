"""告知原途径 · Redirect."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import intake
from lianxin.law.words import Procedure


def redirect(
    door: Door, *, order: int | str, procedure: Procedure, body: str, case_number: str = "", note: str = ""
) -> Done:
    """The caller is told the lawful way that the matter has entered (Art. 23 (3), R38)."""
    return perform(
        door, order, "redirect", intake.redirect, procedure=procedure, body=body, case_number=case_number, note=note
    )
