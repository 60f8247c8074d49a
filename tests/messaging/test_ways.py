"""The ways of sending: mail that is the same letter when it comes twice, and a file for demonstrations."""

from __future__ import annotations

import json
import smtplib
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from lianxin.law.words import AddressKind
from lianxin.messaging import console
from lianxin.messaging.console import Outbox
from lianxin.messaging.email import Mail, message_id
from lianxin.messaging.port import Address, Message, NotSent
from lianxin.messaging.ways import by_mail

MAILBOX = Address(AddressKind.MAILBOX, "citizen@example.org")
PHONE = Address(AddressKind.PHONE, "13812345621")


def message(to: Address = MAILBOX, key: str = "7:1:1") -> Message:
    return Message(key, "order_received", to, "诉求已受理", "您的诉求已受理。")


def test_a_mailbox_gets_a_letter() -> None:
    by_mail().send(message())
    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (["citizen@example.org"], "诉求已受理", "您的诉求已受理。")


def test_a_second_copy_is_the_same_letter() -> None:
    way = Mail()
    way.send(message())
    way.send(message())
    first, second = (str(letter.message()["Message-ID"]) for letter in mail.outbox)
    assert first == second == message_id("7:1:1")
    assert message_id("7:1:2") != first
    assert "7:1:1" not in first, "orders cannot be told from it"


def test_trouble_with_the_server_is_told_without_the_mailbox(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: EmailMessage) -> int:
        raise smtplib.SMTPRecipientsRefused({"citizen@example.org": (450, b"later")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with pytest.raises(NotSent) as refused:
        Mail().send(message())
    assert refused.value.code == "mail_SMTPRecipientsRefused"
    assert not refused.value.for_good
    assert refused.value.__context__ is None
    assert "citizen" not in repr(refused.value)


def test_production_has_no_gateway_for_text_messages_and_says_so_at_once() -> None:
    with pytest.raises(NotSent) as refused:
        by_mail().send(message(PHONE))
    assert (refused.value.code, refused.value.for_good) == ("no_way_to_phone", True)


def test_a_notice_of_the_house_leaves_it_by_no_way() -> None:
    by_mail().send(message(Address(AddressKind.NOTICE, "审核岗")))
    assert mail.outbox == []


def test_neither_reader_nor_words_are_printed() -> None:
    printed = repr(message())
    assert "citizen" not in printed
    assert "受理" not in printed
    assert "7:1:1" in printed


def test_the_outbox_has_one_line_for_each_message_and_is_turned_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = Outbox(tmp_path / "outbox.jsonl")
    outbox.send(message(key="a"))
    outbox.send(message(key="b"))
    assert [json.loads(line)["key"] for line in outbox.file.read_text(encoding="utf-8").splitlines()] == ["a", "b"]
    monkeypatch.setattr(console, "LARGEST", 10)
    outbox.send(message(key="c"))
    assert [json.loads(line)["key"] for line in outbox.file.read_text(encoding="utf-8").splitlines()] == ["c"]
    assert outbox.file.with_suffix(".older").exists()


def test_an_outbox_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(NotSent) as refused:
        Outbox(tmp_path / "missing" / "outbox.jsonl").send(message())
    assert not refused.value.for_good
