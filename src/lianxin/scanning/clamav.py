"""ClamAV's daemon over its socket: the file goes there piece by piece, the answer is one line."""

from __future__ import annotations

import socket
import struct
from contextlib import closing
from typing import BinaryIO

from lianxin.law.words import ScanState
from lianxin.scanning.port import NoVerdict, ScannerAway, Verdict

PIECE = 64 * 1024
PATIENCE = 60.0  # seconds; a large archive takes a while
LONGEST_ANSWER = 4096


class ClamAV:
    """One daemon, at "/run/clamav/clamd.ctl" or "host:3310"."""

    def __init__(self, address: str, *, patience: float = PATIENCE) -> None:
        self.address, self.patience = address, patience

    def scan(self, file: BinaryIO) -> Verdict:
        """Asks for the version, which names the engine, then sends the file."""
        try:
            with closing(self._connect()) as asking:
                asking.sendall(b"zVERSION\0")
                engine = _answer(asking)
            with closing(self._connect()) as sending:
                said = self._send(sending, file)
        except OSError as problem:
            raise ScannerAway(str(problem)) from problem
        return _verdict(said, engine)

    def _connect(self) -> socket.socket:
        if self.address.startswith("/"):
            made = socket.socket(socket.AF_UNIX)
            made.settimeout(self.patience)
            made.connect(self.address)
            return made
        host, _, port = self.address.rpartition(":")
        if not host or not port.isdecimal():
            raise ScannerAway(f"LIANXIN_CLAMAV must be a socket's path or host:port, not {self.address!r}")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=self.patience)

    def _send(self, sending: socket.socket, file: BinaryIO) -> str:
        """Each piece after its length, a length of zero at the end; a daemon that has heard enough hangs up."""
        try:
            sending.sendall(b"zINSTREAM\0")
            while piece := file.read(PIECE):
                sending.sendall(struct.pack("!L", len(piece)) + piece)
            sending.sendall(struct.pack("!L", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # its answer, if any, says why
        return _answer(sending)


def _answer(connection: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def _verdict(said: str, engine: str) -> Verdict:
    what = said.removeprefix("stream:").strip()
    if what == "OK":
        return Verdict(ScanState.CLEAN, engine)
    if what.endswith(" FOUND"):
        return Verdict(ScanState.INFECTED, engine, what.removesuffix(" FOUND").strip())
    if not what:
        raise ScannerAway("no answer")
    raise NoVerdict(what)
