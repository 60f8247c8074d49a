"""Tells open pages what changed: ids only, to signed-in people only, over one database connection."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import SimpleCookie
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import aget_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections, connection
from django.http import HttpRequest, QueryDict
from psycopg.conninfo import make_conninfo

from lianxin.web.orders.present import opened
from lianxin.web.presence import Presence

Message = MutableMapping[str, Any]
CHANNEL = "lianxin_live"
STILL_HERE_SECONDS = 20.0  # a word now and then keeps proxies from closing the stream, and tells pages that it lives
TRY_AGAIN_SECONDS = 1.0
MOST_WAITING = 100  # messages; whoever is slower than that asks again by reloading
EVERYTHING = json.dumps(["orders", "agents"])
NO_MORE = ""
"""The last that a page is told: its stream ends, and it comes back to whoever listens then."""

_log = logging.getLogger(__name__)


class Board:
    """Listens to the database once for the whole process and hands each notice to every open page."""

    def __init__(self) -> None:
        self.pages: set[asyncio.Queue[str]] = set()
        self.listener: asyncio.Task[None] | None = None
        self.ended = False

    def join(self) -> asyncio.Queue[str]:
        """A queue of notices for one page; listening begins with the first."""
        page: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        if self.ended:
            page.put_nowait(NO_MORE)
            return page
        if self.listener is None or self.listener.done():
            self.listener = asyncio.create_task(self._listen())
        self.pages.add(page)
        return page

    def leave(self, page: asyncio.Queue[str]) -> None:
        """No more notices for this page."""
        self.pages.discard(page)

    def end(self) -> None:
        """End every stream: a process that is to stop would otherwise wait for its pages to be closed."""
        self.ended = True
        for page in self.pages:
            if page.full():
                page.get_nowait()
            page.put_nowait(NO_MORE)

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
                page.put_nowait(f"event: changed\ndata: {data}\n\n")


BESIDE_ORDERS = ("agent:", "inspect")
"""How names begin of what is no order and changes none: calls of an agent, inspections, those of one agent."""


def subjects(payload: str) -> str:
    """`17,unit:5` as the JSON list of what pages call their parts: `["orders", "order:17", "unit:5"]`.

    What is no order is named as it is; lists of orders are only named along with an order or a unit.
    """
    names = [name for name in payload.split(",") if name]
    of_orders = not all(name.startswith(BESIDE_ORDERS) for name in names) or not names
    told = [f"order:{name}" if name.isdecimal() else name for name in names]
    return json.dumps([*(["orders"] if of_orders else []), *told])


def _conninfo() -> str:
    named = connection.settings_dict
    parts = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {key: str(named[name]) for key, name in parts.items() if named[name]}
    return make_conninfo("", **given, **named["OPTIONS"])


board = Board()
presence = Presence()


async def application(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """An ASGI application with one answer: the stream of notices, or 204 (do not come back) to strangers.

    `?order=` says which order the page shows; `?beat=` is its sign of life, by the token that its stream was given.
    """
    if scope["type"] != "http":
        return
    asked = QueryDict(scope["query_string"])
    if token := asked.get("beat"):
        presence.beat(token, time.monotonic(), doing=asked.get("doing") == "1")
        await _nothing(send)
        return
    request = await _signed_in(scope)
    if request is None:
        await _nothing(send)
        return
    headers = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    page = board.join()
    order = await sync_to_async(opened)(request, asked.get("order", ""))
    staff = request.user.pk
    token = presence.join(order, staff, page, time.monotonic()) if order is not None and staff is not None else ""
    parts = [asyncio.create_task(_stream(page, send)), asyncio.create_task(_gone(receive))]
    try:
        await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for part in parts:
            part.cancel()
        board.leave(page)
        presence.leave(token)


async def _nothing(send: Callable[[Message], Awaitable[None]]) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _gone(receive: Callable[[], Awaitable[Message]]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _stream(page: asyncio.Queue[str], send: Callable[[Message], Awaitable[None]]) -> None:
    text = "retry: 2000\n\n"
    while text != NO_MORE:
        await send({"type": "http.response.body", "body": text.encode("utf-8"), "more_body": True})
        presence.sweep(time.monotonic())
        try:
            text = await asyncio.wait_for(page.get(), STILL_HERE_SECONDS)
        except TimeoutError:
            text = "event: beat\ndata: 1\n\n"
    await send({"type": "http.response.body", "body": b""})


async def _signed_in(scope: Message) -> HttpRequest | None:
    """The request of whoever carries the cookie of a session with a person in it; None for strangers."""
    cookies: SimpleCookie = SimpleCookie()
    for name, value in scope["headers"]:
        if name == b"cookie":
            cookies.load(value.decode("latin-1"))
    morsel = cookies.get(settings.SESSION_COOKIE_NAME)
    if morsel is None:
        return None
    await sync_to_async(close_old_connections)()  # no request begins here that would check the connection for us
    request = HttpRequest()
    request.session = SessionStore(morsel.value)
    request.user = await aget_user(request)
    return request if request.user.is_authenticated and request.user.is_active else None
