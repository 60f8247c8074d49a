"""The drawing process: question and file on its input, one picture on its output, little memory and little time."""

from __future__ import annotations

import json
import resource
import sys

from lianxin.pictures.drawing import answer

MEMORY = 2 * 1024 * 1024 * 1024  # bytes of address space
SECONDS = 30


def main() -> int:
    """Answers on the output: a line of JSON, then the picture; 1 when it could not be drawn."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    asked, source = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    try:
        said, content = answer(asked, source)
    except Exception as problem:
        sys.stderr.write(f"{type(problem).__name__}: {problem}")
        return 1
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
