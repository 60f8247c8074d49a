"""Sessions in the database, found by a statement that is written once: every page asks it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils import timezone

from lianxin.records.kept import Kept


@cache
def _question() -> Kept[Any]:
    from django.contrib.sessions.models import Session  # noqa: PLC0415 - a model, and settings name this module

    return Kept(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now), key=str, now=dt.datetime)


class SessionStore(DatabaseSessions):
    """As Django keeps them."""

    def _get_session_from_db(self) -> Any:  # noqa: ANN401 - as Django declares it
        found = _question().records(key=self.session_key, now=timezone.now())
        if not found:
            self._session_key = None
        return found[0] if found else None
