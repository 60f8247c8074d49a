"""What the web process answers with: pages by the WSGI application, /live passed on to the live-update process.

One port, one origin: the pages' policy allows connections to 'self' alone, and a browser needs no second port open.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import IO, Any, Protocol

from granian._granian import RSGIHTTPProtocol as HTTPProtocol
from granian._granian import RSGIProtocolClosed as ProtocolClosed
from granian.rsgi import Scope

from lianxin.runtime.live_proxy import pass_on
from lianxin.runtime.orphans import die_with_parent

Headers = list[tuple[str, str]]
LARGEST_BODY = 64 * 1024 * 1024  # bytes; an attachment is smaller
IN_MEMORY = 1024 * 1024  # bytes; what is larger goes to disk on the way in, in pieces on the way out
LIVE = "/live"


class Stream(Protocol):
    """What granian gives for an answer in pieces."""

    async def send_bytes(self, data: bytes) -> None:
        """Send one piece; returns when there is room for the next."""


class Front:
    """An RSGI application around a WSGI one; each worker has `threads` threads with a lasting connection each."""

    def __init__(self, application: Callable[..., Iterable[bytes]], *, threads: int) -> None:
        self.application = application
        self.threads = threads
        self.pool: ThreadPoolExecutor | None = None
        self.live_socket = os.environ.get("LIANXIN_LIVE_SOCKET", "")

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Runs in each worker once it is born."""
        _ = loop
        die_with_parent(os.getppid())
        self.pool = ThreadPoolExecutor(self.threads, thread_name_prefix="page")

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Answer one request."""
        if scope.method == "GET" and (scope.path == LIVE or scope.path.startswith(LIVE + "/")):
            await pass_on(scope, protocol, self.live_socket)
            return
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            size = 0
            if scope.method not in ("GET", "HEAD"):
                async for piece in protocol:
                    size += len(piece)
                    if size > LARGEST_BODY:
                        protocol.response_str(413, [("content-type", "text/plain; charset=utf-8")], TOO_LARGE)
                        return
                    body.write(piece)
                body.seek(0)
            loop = asyncio.get_running_loop()
            environ = environment(scope, body, size)
            await loop.run_in_executor(self.pool, self._answer, environ, protocol, loop)

    def _answer(self, environ: dict[str, Any], protocol: HTTPProtocol, loop: asyncio.AbstractEventLoop) -> None:
        """In a thread: call the application and send what it gives, in one piece when it is small."""
        status, headers = 500, [("content-type", "text/plain")]

        def start_response(line: str, given: Headers, failure: object = None) -> None:
            nonlocal status, headers
            _ = failure
            status, headers = int(line[:3]), given

        answer = self.application(environ, start_response)
        try:
            pieces = _gathered(answer)
            first, more = next(pieces, (b"", False))
            if environ["REQUEST_METHOD"] == "HEAD" or status in (204, 304):
                protocol.response_empty(status, headers)
            elif not more:
                protocol.response_bytes(status, headers, first)
            else:
                stream = protocol.response_stream(status, headers)
                for piece in chain((first,), (piece for piece, _ in pieces)):
                    asyncio.run_coroutine_threadsafe(_send(stream, piece), loop).result()
        except ProtocolClosed:  # the reader went away
            return
        finally:
            if close := getattr(answer, "close", None):
                close()


async def _send(stream: Stream, piece: bytes) -> None:
    await stream.send_bytes(piece)


TOO_LARGE = (
    "内容过大，一次提交的附件合计不超过 64 MB，请分次添加。 / Too large: files of one form stay below 64 MB together."
)


def _gathered(answer: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The answer's pieces joined to about a megabyte, each with whether there is more to come."""
    parts: list[bytes] = []
    size = 0
    for piece in answer:
        if size >= IN_MEMORY:
            yield b"".join(parts), True
            parts, size = [], 0
        parts.append(piece)
        size += len(piece)
    yield b"".join(parts), False


def environment(scope: Scope, body: IO[bytes], size: int) -> dict[str, Any]:
    """The WSGI environment of a request. A header whose name holds an underscore is dropped: it could pass for ours."""
    server, _, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "CONTENT_LENGTH": str(size),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if name == "content-type":
            environ["CONTENT_TYPE"] = value
        elif name != "content-length" and "_" not in name:
            key = "HTTP_" + name.upper().replace("-", "_")
            joint = "; " if name == "cookie" else ","
            environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    if scope.authority and "HTTP_HOST" not in environ:
        environ["HTTP_HOST"] = scope.authority
    return environ
