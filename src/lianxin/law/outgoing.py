"""What an act leaves beside its rows: texts to keep, and messages to send."""

from __future__ import annotations

from dataclasses import dataclass

from lianxin.law.words import TextKind


@dataclass(frozen=True, slots=True)
class NewText:
    """A text to be kept in its own deletable row. `private` texts are for the centre alone (R43)."""

    kind: TextKind
    content: str
    private: bool = False
    caller: int | None = None


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """Something to send at least once, to a unit, a caller (by serial) or a desk; `template` names the words."""

    template: str
    unit: int | None = None
    caller: int | None = None
    desk: str | None = None
    recorded_only: bool = False
