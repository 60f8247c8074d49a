"""What is given to the import of history besides the message: where it lies, who wrote it, what it is judged by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of a source. `account` is what its writer is called there.

    `regime` is a version adopted before, by which the order is judged instead of what was in force.
    """

    source: str
    row: str
    account: str = ""
    regime: str | None = None

    @property
    def system(self) -> str:
        """The source as external references name it."""
        return system_of(self.source)


def system_of(source: str) -> str:
    """A source as external references name it."""
    return f"import:{source}"
