"""请求告知原途径 · Request a redirection."""

from __future__ import annotations

from lianxin.actions._door import Done, Door
from lianxin.actions._perform import perform
from lianxin.law.decisions import redirecting
from lianxin.law.words import Procedure


def request_redirection(
    door: Door, *, order: int | str, procedure: Procedure, body: str, case_number: str, note: str = ""
) -> Done:
    """The host files body and case number of the procedure that the matter has entered; limits run on (R18, R38)."""
    return perform(
        door,
        order,
        "request_redirection",
        redirecting.request_redirection,
        procedure=procedure,
        body=body,
        case_number=case_number,
        note=note,
    )
