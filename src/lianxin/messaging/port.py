"""The port through which every message leaves; each way of sending is one file beside this one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from lianxin.law.words import AddressKind


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: a mailbox, a telephone number as the caller gave it, or the name of a unit or desk.

    The value never appears when an address is printed, so that no log and no traceback tells it.
    """

    kind: AddressKind
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `key` is the delivery's: whoever gets it twice drops the second by it."""

    key: str
    template: str
    to: Address
    title: str = field(repr=False)
    body: str = field(repr=False)


class NotSent(Exception):
    """A message that did not go. `code` tells why, not to whom; `for_good` says that trying again is vain."""

    def __init__(self, code: str, *, for_good: bool = False) -> None:
        self.code, self.for_good = code, for_good
        super().__init__(code)


class MessagePort(Protocol):
    """A way of sending."""

    def send(self, message: Message) -> None:
        """Hands the message over for good; raises `NotSent`. May be asked again for the same key."""
        ...
