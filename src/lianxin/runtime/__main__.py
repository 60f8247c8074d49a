"""Lets `python -m lianxin.runtime WORD` do what `./lianxin WORD` does."""

from __future__ import annotations

import sys

from lianxin.runtime.cli import main
from lianxin.runtime.logs import write_uncaught
from lianxin.runtime.orphans import die_with_supervisor

sys.excepthook = write_uncaught

if __name__ == "__main__":
    die_with_supervisor()
    sys.exit(main(sys.argv[1:]))
