"""Lets `python -m lianxin.runtime WORD` do what `./lianxin WORD` does."""

from __future__ import annotations

import sys

from lianxin.runtime.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
