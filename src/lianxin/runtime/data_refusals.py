"""Says to the person at the terminal what is wrong with a file they gave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lianxin.law.city_files import DataRefused
from lianxin.runtime.speech import CommandRefused


@contextmanager
def files_explained(code: str) -> Iterator[None]:
    """Turns the refusal of a file into that of the command: file, key, reason."""
    try:
        yield
    except DataRefused as refused:
        raise CommandRefused(
            code,
            zh=f"{refused.source}：{refused.key}：{refused.zh}",
            en=f"{refused.source}: {refused.key}: {refused.en}",
        ) from refused
