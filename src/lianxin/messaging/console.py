"""The fake that ships: every message goes into the installation's outbox file, where a person can read it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from lianxin.messaging.port import Message, NotSent

LARGEST = 20 * 1024 * 1024  # bytes; an older outbox is kept once beside the new one
FOR_ITS_OWNER = 0o600  # it holds telephone numbers


@dataclass(frozen=True, slots=True)
class Outbox:
    """One line of JSON for each message: `key template way to title body`."""

    file: Path

    def send(self, message: Message) -> None:
        """Appends the message in one write, so that lines of two processes never mix."""
        line = {
            "key": message.key,
            "template": message.template,
            "way": message.to.kind.value,
            "to": message.to.value,
            "title": message.title,
            "body": message.body,
        }
        try:
            self._turn_over()
            self._append(json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n")
        except OSError as problem:
            raise NotSent("outbox_unwritable") from problem

    def _append(self, line: bytes) -> None:
        handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, FOR_ITS_OWNER)
        try:
            os.write(handle, line)
        finally:
            os.close(handle)

    def _turn_over(self) -> None:
        if self.file.exists() and self.file.stat().st_size > LARGEST:
            self.file.replace(self.file.with_suffix(".older"))
