"""Passes a request for live updates to the process that serves them, and its stream back to the browser."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from granian._granian import RSGIHTTPProtocol as HTTPProtocol
from granian._granian import RSGIProtocolClosed as ProtocolClosed
from granian.rsgi import Scope

# Only these go on: who asks (the session), where they left off, and the name under which they know us.
PASSED_ON = ("host", "cookie", "last-event-id", "accept", "accept-language")
RETURNED = ("content-type", "cache-control", "vary")
PIECE = 16 * 1024  # bytes
# An EventSource gives up for good on an error, but comes back after a stream that ends.
COME_BACK = (b"retry: 2000\n\n", [("content-type", "text/event-stream"), ("cache-control", "no-store")])


async def pass_on(scope: Scope, protocol: HTTPProtocol, socket: str) -> None:
    """Open a fresh request to the live process and stream its answer until either side leaves."""
    try:
        reader, writer = await asyncio.open_unix_connection(socket)
    except OSError:
        protocol.response_bytes(200, COME_BACK[1], COME_BACK[0])
        return
    gone = asyncio.create_task(_wait_until_gone(protocol))
    flow = asyncio.create_task(_stream(scope, protocol, reader, writer))
    try:
        await asyncio.wait([gone, flow], return_when=asyncio.FIRST_COMPLETED)
    finally:
        gone.cancel()
        flow.cancel()
        writer.close()
        await asyncio.gather(gone, flow, return_exceptions=True)


async def _wait_until_gone(protocol: HTTPProtocol) -> None:
    await protocol.client_disconnect()


async def _stream(
    scope: Scope, protocol: HTTPProtocol, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    writer.write(_request(scope))
    await writer.drain()
    try:
        status, headers = await _head(reader)
    except (ValueError, IndexError, asyncio.IncompleteReadError):
        protocol.response_bytes(200, COME_BACK[1], COME_BACK[0])
        return
    if status != 200:
        protocol.response_empty(status, headers)
        return
    # Asks a proxy in front of us not to gather the notices before it passes them on.
    answer = protocol.response_stream(status, [*headers, ("x-accel-buffering", "no")])
    try:
        while piece := await reader.read(PIECE):
            await answer.send_bytes(piece)
    except ProtocolClosed:
        return


def _request(scope: Scope) -> bytes:
    """HTTP/1.0, so that the answer comes unchunked and ends with its connection."""
    query = f"?{scope.query_string}" if scope.query_string else ""
    # The path comes decoded: quoted again, no line break in it can start a header.
    lines = [f"GET {quote(scope.path)}{query} HTTP/1.0"]
    lines += [f"{name}: {value}" for name in PASSED_ON if (value := scope.headers.get(name))]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")


async def _head(reader: asyncio.StreamReader) -> tuple[int, list[tuple[str, str]]]:
    """Status and the headers worth returning."""
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines[1:] if ":" in line)
    headers = [(name.lower(), value.strip()) for name, _, value in pairs if name.lower() in RETURNED]
    return int(lines[0].split()[1]), headers
