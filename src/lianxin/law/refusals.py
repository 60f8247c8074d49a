"""Every no the law or the hotline can give: its code, its words, its article, and the way out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One refusal: what is wrong, the article or ruling, and what to do next, in Chinese and English."""

    code: str
    article: str
    zh: str
    en: str
    next_zh: str
    next_en: str


class Refused(Exception):
    """A lawful no: carries its reason; `detail` adds numbers or words of the case, never personal data."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.reason = REASONS[code]
        self.detail = detail
        super().__init__(f"{code} ({self.reason.article}): {self.reason.en}{' ' + detail if detail else ''}")

    @property
    def code(self) -> str:
        """The code that scripts and pages go by."""
        return self.reason.code
