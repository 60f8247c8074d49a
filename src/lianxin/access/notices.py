"""Who may look through the cards and messages that units were sent, and whose."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.access.lists import UNIT, Scope
from lianxin.law.words import Role

R = Role


@dataclass(frozen=True, slots=True)
class NoticeAccess:
    """Some offices and whose notices they see; `opened`: only those of orders that the reader may open as well."""

    roles: tuple[Role, ...]
    scope: Scope
    opened: bool


NOTICES: tuple[NoticeAccess, ...] = (
    NoticeAccess((*UNIT, R.ASSISTANCE_WORKER, R.GENERAL_OFFICE_CLERK, R.QUALITY_INSPECTOR), Scope.OWN, opened=True),
    NoticeAccess((R.SUPERVISOR, R.HEAD_OF_CENTRE), Scope.ALL, opened=True),
    # Whether messages go out is the administrator's care; the orders they are about are not.
    NoticeAccess((R.ADMINISTRATOR,), Scope.ALL, opened=False),
)


def notices_for(role: Role) -> NoticeAccess | None:
    """What an office may look through; None when nothing."""
    return next((row for row in NOTICES if role in row.roles), None)
