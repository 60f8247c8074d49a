"""Who may look through the cards and messages that units and desks were sent, and whose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianxin.access.lists import UNIT, Scope
from lianxin.law.words import Desk, Role

R = Role


@dataclass(frozen=True, slots=True)
class NoticeAccess:
    """Some offices and whose notices they see: of which units, none where `scope` is None; of which desks says `DESKS`.

    `opened`: only those of orders that the reader may open as well.
    """

    roles: tuple[Role, ...]
    scope: Scope | None
    opened: bool


NOTICES: tuple[NoticeAccess, ...] = (
    NoticeAccess((*UNIT, R.ASSISTANCE_WORKER, R.GENERAL_OFFICE_CLERK, R.QUALITY_INSPECTOR), Scope.OWN, opened=True),
    NoticeAccess((R.SUPERVISOR, R.HEAD_OF_CENTRE), Scope.ALL, opened=True),
    # Whether messages go out is the administrator's care; the orders they are about are not.
    NoticeAccess((R.ADMINISTRATOR,), Scope.ALL, opened=False),
    NoticeAccess((R.DISPATCHER, R.ARBITER, R.SHIFT_LEADER, R.EXAMINER, R.CALLBACK_CLERK), None, opened=True),
)

DESKS: Mapping[Desk, tuple[Role, ...]] = {
    Desk.DISPATCHING: (R.DISPATCHER, R.ARBITER, R.SHIFT_LEADER),
    Desk.EXAMINATION: (R.EXAMINER,),
    Desk.CALLBACK: (R.CALLBACK_CLERK, R.EXAMINER),
    Desk.SUPERVISION: (R.SUPERVISOR,),
    Desk.HEAD_OF_CENTRE: (),
    Desk.GENERAL_OFFICE: (R.GENERAL_OFFICE_CLERK,),
    # It is the general office's; at the centre whoever leads the shift hears of an emergency as well (R42).
    Desk.DUTY_OFFICE: (R.GENERAL_OFFICE_CLERK, R.SHIFT_LEADER),
}
"""Who works at a desk, and reads what it was told."""

EVERY_DESK = (R.HEAD_OF_CENTRE, R.ADMINISTRATOR)
"""Who answers for all desks, and who sees to it that messages go out."""


def notices_for(role: Role) -> NoticeAccess | None:
    """What an office may look through; None when nothing."""
    return next((row for row in NOTICES if role in row.roles), None)


def desks_for(role: Role) -> tuple[Desk, ...]:
    """The desks whose messages an office reads."""
    return tuple(desk for desk, roles in DESKS.items() if role in roles or role in EVERY_DESK)
