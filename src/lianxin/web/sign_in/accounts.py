"""Who a session belongs to: the person and their offices, read together, because every page needs both."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from lianxin.records.models import Staff
from lianxin.records.offices import AtDesk, at_desk

_KEPT = "lianxin_at_desk"


class StaffBackend(ModelBackend):
    """Passwords as Django checks them; a person known by their session comes with their offices."""

    def get_user(self, user_id: Any) -> Staff | None:  # noqa: ANN401 - as Django declares it
        """The account, unless it was closed."""
        found = at_desk(int(user_id))
        if found is None or not self.user_can_authenticate(found.staff):
            return None
        vars(found.staff)[_KEPT] = found
        return found.staff


def desk_of(staff: Staff) -> AtDesk | None:
    """What was read with the person; asked anew for somebody who has just signed in."""
    kept: AtDesk | None = vars(staff).get(_KEPT)
    return kept or at_desk(staff.pk)
