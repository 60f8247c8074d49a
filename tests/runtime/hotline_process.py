"""Runs a hotline without a city on a port, for the tests that kill it: PYTHON hotline_process.py PORT."""

from __future__ import annotations

import os
import sys

from lianxin.runtime.hotline import run_hotline
from lianxin.runtime.installation import open_installation
from lianxin.runtime.keys import make_missing_keys
from lianxin.runtime.speech import CommandRefused
from lianxin.runtime.starting import Address


def main() -> int:
    """As `demo` does, less the city."""
    os.environ["LIANXIN_MODE"] = "demo"
    installation = open_installation()
    make_missing_keys(installation.keys)
    address = Address("127.0.0.1", int(sys.argv[1]))
    try:
        return run_hotline(
            installation, address, prepare=lambda database: None, greet=lambda: print("ready", flush=True)
        )
    except CommandRefused as refusal:
        print(refusal.code, refusal.en, refusal.next_step, flush=True)
        return 1


if __name__ == "__main__":
    sys.exit(main())
