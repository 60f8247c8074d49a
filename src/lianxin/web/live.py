"""Tells open pages which orders changed: ids only, to signed-in people only, over one database connection."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import SimpleCookie
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import aget_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections, connection
from django.http import HttpRequest
from psycopg.conninfo import make_conninfo

Message = MutableMapping[str, Any]
CHANNEL = "lianxin_live"
STILL_HERE_SECONDS = 20.0  # a comment line now and then keeps proxies from closing the stream
TRY_AGAIN_SECONDS = 1.0
MOST_WAITING = 100  # messages; whoever is slower than that asks again by reloading
EVERYTHING = json.dumps(["orders"])

_log = logging.getLogger(__name__)


class Board:
    """Listens to the database once for the whole process and hands each notice to every open page."""

    def __init__(self) -> None:
        self.pages: set[asyncio.Queue[str]] = set()
        self.listener: asyncio.Task[None] | None = None

    def join(self) -> asyncio.Queue[str]:
        """A queue of notices for one page; listening begins with the first."""
        if self.listener is None or self.listener.done():
            self.listener = asyncio.create_task(self._listen())
        page: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        self.pages.add(page)
        return page

    def leave(self, page: asyncio.Queue[str]) -> None:
        """No more notices for this page."""
        self.pages.discard(page)

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(_conninfo(), autocommit=True) as database:
                    await database.execute(f"LISTEN {CHANNEL}")
                    self._tell(EVERYTHING)  # something may have been missed until now
                    async for notice in database.notifies():
                        self._tell(subjects(notice.payload))
            except psycopg.OperationalError:
                _log.warning("The database is away; live pages wait for it.")
            await asyncio.sleep(TRY_AGAIN_SECONDS)

    def _tell(self, data: str) -> None:
        for page in self.pages:
            if not page.full():
                page.put_nowait(data)


def subjects(payload: str) -> str:
    """`17,18` as the JSON list of what pages call their parts: `["orders", "order:17", "order:18"]`."""
    return json.dumps(["orders", *(f"order:{number}" for number in payload.split(",") if number)])


def _conninfo() -> str:
    named = connection.settings_dict
    parts = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {key: str(named[name]) for key, name in parts.items() if named[name]}
    return make_conninfo("", **given, **named["OPTIONS"])


board = Board()


async def application(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """An ASGI application with one answer: the stream of notices, or 204 (do not come back) to strangers."""
    if scope["type"] != "http":
        return
    if not await _is_signed_in(scope):
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    page = board.join()
    stream = asyncio.create_task(_stream(page, send))
    try:
        while (await receive())["type"] != "http.disconnect":
            pass
    finally:
        stream.cancel()
        board.leave(page)


async def _stream(page: asyncio.Queue[str], send: Callable[[Message], Awaitable[None]]) -> None:
    text = "retry: 2000\n\n"
    while True:
        await send({"type": "http.response.body", "body": text.encode("utf-8"), "more_body": True})
        try:
            text = f"event: changed\ndata: {await asyncio.wait_for(page.get(), STILL_HERE_SECONDS)}\n\n"
        except TimeoutError:
            text = ": still here\n\n"


async def _is_signed_in(scope: Message) -> bool:
    """Whether the request carries the cookie of a session with a person in it."""
    cookies: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            cookies.load(value.decode("latin-1"))
    morsel = cookies.get(settings.SESSION_COOKIE_NAME)
    if morsel is None:
        return False
    await sync_to_async(close_old_connections)()  # no request begins here that would check the connection for us
    request = HttpRequest()
    request.session = SessionStore(morsel.value)
    user = await aget_user(request)
    return bool(user.is_authenticated and user.is_active)
