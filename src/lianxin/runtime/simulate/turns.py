"""The turns a life can take: how it is taken up, whether a unit is relieved, what the caller says in the end."""

from __future__ import annotations

from enum import Enum


class Way(Enum):
    """How the hotline takes a matter up."""

    ANSWER = "answer"
    REDIRECT = "redirect"
    HAND_OVER = "hand_over"
    TRANSFER_OUT = "transfer_out"
    NO_MATTER = "no_matter"
    DISPATCH = "dispatch"


class SentBack(Enum):
    """What becomes of a unit's wish to be relieved."""

    NEVER = "never"
    REFUSED = "refused"
    UPHELD = "upheld"
    TWICE = "twice"


class Mood(Enum):
    """What a caller says at the callback."""

    CONTENT = "content"
    DISSATISFIED = "dissatisfied"
    NOT_CONTACTED = "not_contacted"
    UNREACHABLE = "unreachable"
    DECLINES = "declines"
