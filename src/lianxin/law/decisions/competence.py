"""Whose matter it is, once units dispute it: the hotline fixes one host, which cannot send it back (Art. 29, R6)."""

from __future__ import annotations

from lianxin.law.decide import check_apart
from lianxin.law.decisions.common import check_first_handler, tell_callers, withdraw_requests
from lianxin.law.decisions.dispatching import replace_host, transfer_to
from lianxin.law.draft import Draft
from lianxin.law.refusals import Refused
from lianxin.law.state import Assignment
from lianxin.law.words import ClockName, OrderState, OverlayKind

TO_BE_RID = (OverlayKind.SEND_BACK, OverlayKind.HOST_CHANGE)
"""By what a host asks that another has the matter."""


def settle_host(draft: Draft, *, unit: int, transfer: str) -> None:
    """The unit has the matter from now on: the host that was, another host, or the first one (R4, R6, R61).

    Of a matter about the centre only the general office changes the host: nobody at the centre does it by this way
    either (R14, R59).
    """
    draft.set(designated=True)
    if draft.order.state in (OrderState.REGISTERED, OrderState.DISPATCHING):
        transfer_to(draft, unit=unit, transfer=transfer, designated=True)
        return
    if draft.order.state not in (OrderState.HANDLING, OrderState.TRACKED):
        raise Refused("wrong_state", draft.order.state)
    check_apart(draft, "change_host")
    host = draft.need_host()
    if host.unit == unit:
        _keep(draft, host)
        return
    check_first_handler(draft, unit)
    draft.change(replace_host(draft, host, unit), designated=True)
    tell_callers(draft, "host_changed")


def _keep(draft: Draft, host: Assignment) -> None:
    """What it asked for to be rid of the matter is overtaken."""
    draft.change(host, designated=True)
    withdraw_requests(draft, *TO_BE_RID, of=frozenset({host.serial}))
    draft.cancel_clocks(ClockName.SEND_BACK_WINDOW, reason="designated", assignment=host.serial)
