"""Who has an order before them: known in the live process alone, by ids, and forgotten within a minute.

No table: whoever is there says so again every few seconds, so a process that begins anew knows them all before anybody
could miss them, and nothing about who sat at which desk is kept.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass

LEASE_SECONDS = 35.0
"""How long somebody counts as there without a sign of life; the page gives one every twelve seconds."""


@dataclass(slots=True)
class Guest:
    """One open page of an order: whose, until when it is believed, and whether a form of an act is open in it."""

    order: int
    staff: int
    page: asyncio.Queue[str]
    until: float
    doing: bool = False


class Presence:
    """The pages of orders that are open now, by a token that only the page knows."""

    def __init__(self) -> None:
        self.guests: dict[str, Guest] = {}

    def join(self, order: int, staff: int, page: asyncio.Queue[str], now: float) -> str:
        """Somebody opens an order; returns the token for signs of life."""
        token = secrets.token_urlsafe(16)
        self.guests[token] = Guest(order, staff, page, now + LEASE_SECONDS)
        _put(page, f"event: here\ndata: {token}\n\n")
        self._tell(order)
        return token

    def leave(self, token: str) -> None:
        """The page was closed."""
        guest = self.guests.pop(token, None)
        if guest is not None:
            self._tell(guest.order)

    def beat(self, token: str, now: float, *, doing: bool) -> None:
        """A sign of life, and whether an act is being prepared; unknown tokens are nobody."""
        guest = self.guests.get(token)
        if guest is None:
            return
        changed, guest.doing, guest.until = guest.doing is not doing, doing, now + LEASE_SECONDS
        if changed:
            self._tell(guest.order)

    def sweep(self, now: float) -> None:
        """Forgets pages that gave no sign of life: a computer that crashed does not say goodbye."""
        for token in [token for token, guest in self.guests.items() if guest.until <= now]:
            self.leave(token)

    def _tell(self, order: int) -> None:
        """Everybody with this order before them hears of all others."""
        here = [guest for guest in self.guests.values() if guest.order == order]
        doing = {guest.staff: any(one.doing for one in here if one.staff == guest.staff) for guest in here}
        for guest in here:
            others = {str(staff): busy for staff, busy in doing.items() if staff != guest.staff}
            _put(guest.page, f"event: present\ndata: {json.dumps(others)}\n\n")


def _put(page: asyncio.Queue[str], text: str) -> None:
    if not page.full():
        page.put_nowait(text)
