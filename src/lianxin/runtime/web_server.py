"""The web process: one port, a few workers, the application loaded once and shared between them."""

from __future__ import annotations

import argparse

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from lianxin.runtime import pages
from lianxin.runtime.garbage import collect_seldom
from lianxin.runtime.orphans import die_with_supervisor


def main() -> None:
    """Serve until told to stop; a worker that dies is replaced."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    die_with_supervisor()
    collect_seldom()
    Granian(
        f"{pages.__name__}:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.RSGI,
        workers=options.workers,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.2,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
