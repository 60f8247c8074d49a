"""A daemon that speaks clamd's protocol on a real socket and knows one virus: the harmless one of the test file."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

# In two halves, so that no scanner takes this file for the virus itself.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
ENGINE = "ClamAV 1.4.3/27780/Sun Nov 29 09:12:40 2026"


@dataclass
class Daemon:
    """What it was asked, and how it answers what is no virus."""

    address: str
    said: bytes = b"stream: OK\0"
    puzzled_by: bytes = b""
    streams: list[bytes] = field(default_factory=list)


@contextmanager
def clamd(place: Path | None = None) -> Iterator[Daemon]:
    """Listens on a file of the disk, or on a port of this machine; the port is its address then."""
    listening = socket.socket(socket.AF_UNIX if place else socket.AF_INET)
    listening.bind(str(place) if place else ("127.0.0.1", 0))
    listening.listen()
    address = str(place) if place else f"127.0.0.1:{listening.getsockname()[1]}"
    daemon = Daemon(address)
    threading.Thread(target=_serve, args=(listening, daemon), daemon=True).start()
    try:
        yield daemon
    finally:
        listening.close()


def _serve(listening: socket.socket, daemon: Daemon) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as asked:
            command = b"".join(iter(lambda: asked.read(1), b"\0"))
            if command == b"zVERSION":
                connection.sendall(ENGINE.encode() + b"\0")
            elif command == b"zINSTREAM":
                connection.sendall(_looked_at(asked, daemon))


def _looked_at(asked: BinaryIO, daemon: Daemon) -> bytes:
    content = b""
    while length := struct.unpack("!L", asked.read(4))[0]:
        content += asked.read(length)
    daemon.streams.append(content)
    if daemon.puzzled_by and daemon.puzzled_by in content:
        return b"Can't allocate memory ERROR\0"
    return b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in content else daemon.said
