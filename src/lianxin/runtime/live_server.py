"""The live-update process: it tells open pages that something changed, behind a unix socket."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

import django
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from lianxin.runtime.orphans import die_with_supervisor

die_with_supervisor()
django.setup()

from lianxin.web.live import application, board  # noqa: E402 - Django must be set up before the application is loaded


async def serve(socket: Path) -> None:
    """Serve at the socket until told to stop."""
    socket.unlink(missing_ok=True)  # what a killed process left
    server = Server(application, uds=socket, interface=Interfaces.ASGINL, websockets=False, log_level=LogLevels.warning)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop, server.stop)
    await server.serve()


def stop(stop_server: Callable[[], None]) -> None:
    """Send the pages away first: the server ends when its last answer has."""
    board.end()
    stop_server()


def main() -> None:
    """Take the socket's place from the environment."""
    asyncio.run(serve(Path(os.environ["LIANXIN_LIVE_SOCKET"])))


if __name__ == "__main__":
    main()
