"""Which way a message goes: by the kind of its address, with what the installation has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from lianxin.law.words import AddressKind
from lianxin.messaging.console import Outbox
from lianxin.messaging.email import Mail
from lianxin.messaging.port import Message, MessagePort, NotSent


class Pages:
    """Notices of the house: the delivery itself is what pages show to the unit or desk, so nothing leaves."""

    def send(self, message: Message) -> None:
        """Nothing to do."""
        _ = message


@dataclass(frozen=True, slots=True)
class ByKind:
    """Sends each message by the way of its address's kind."""

    ways: Mapping[AddressKind, MessagePort]

    def send(self, message: Message) -> None:
        """As the way of its kind does; a kind without a way is refused for good."""
        way = self.ways.get(message.to.kind)
        if way is None:
            raise NotSent(f"no_way_to_{message.to.kind.value}", for_good=True)
        way.send(message)


def all_into_outbox(folder: Path) -> MessagePort:
    """For a demonstration: whatever the address, the message is written into the outbox file of the folder."""
    return Outbox(folder / "outbox.jsonl")


def by_mail() -> MessagePort:
    """With a mail server: mailboxes by mail, notices on the pages; there is no gateway for text messages yet."""
    return ByKind({AddressKind.MAILBOX: Mail(), AddressKind.NOTICE: Pages()})


def port() -> MessagePort:
    """Mail and pages where a mail server is named; in a demonstration everything goes into the outbox file."""
    if settings.EMAIL_HOST:
        return by_mail()
    if settings.DATA is None:
        raise NotSent("no_installation")
    return all_into_outbox(settings.DATA)


def goes_to(kind: AddressKind) -> bool:
    """Whether a message to an address of this kind can go at all, with what the installation has."""
    try:
        way = port()
    except NotSent:
        return False
    return not isinstance(way, ByKind) or kind in way.ways
